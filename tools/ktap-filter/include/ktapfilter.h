/* SPDX-License-Identifier: GPL-2.0 */
/*
 * libktapfilter: filters of trace events, for programs that read events.
 *
 * An expression as the tracefs file "filter" takes it is compiled for an event to an image,
 * which the kernel takes as well, and an image is loaded for an event to run on its records:
 *
 *	struct ktapfilter_error error;
 *	struct ktapfilter_event *event;
 *	struct ktapfilter_prog *prog;
 *	void *image;
 *	size_t bytes;
 *
 *	event = ktapfilter_event_from_format(format, strlen(format), "sched", &error);
 *	if (!event ||
 *	    ktapfilter_compile(event, "prev_pid == 5", 0, &image, &bytes, &error))
 *		errx(1, "%s at %u", error.text, error.pos);
 *	prog = ktapfilter_load(event, image, bytes, &error);
 *	if (!prog)
 *		errx(1, "%s: %s", error.where, error.text);
 *	while (next_record(&record))
 *		if (ktapfilter_run(prog, record.data, record.size, record.comm,
 *				   record.cpu) > 0)
 *			puts("a match");
 *	ktapfilter_prog_free(prog);
 *	ktapfilter_free(image);
 *	ktapfilter_event_free(event);
 *
 * It is linked by "pkg-config --libs ktapfilter". Several threads may call functions at
 * once, and run one program at once. The caller frees each "image", "word" and "text" that a
 * function returns, by ktapfilter_free(). Arguments may be hostile; but an image has to be
 * aligned as malloc() aligns.
 */
#ifndef _KTAPFILTER_H
#define _KTAPFILTER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct tep_event;
struct ktapfilter_event;
struct ktapfilter_prog;

/**
 * struct ktapfilter_error - why something is refused
 * @err: errno, negative.
 * @pos: a column, counted from 0: in the expression, where the kernel would put its
 *	caret; of an image, in @where.
 * @line: of an assembler's text, the line that @pos is a column of, counted from 1; 0 for
 *	everything else.
 * @text: what is wrong, in words.
 * @where: of an image, what is wrong in it, as "insn 3: STR_EQ prev_pid"; else empty.
 */
struct ktapfilter_error {
	int		err;
	unsigned int	pos;
	unsigned int	line;
	char		text[200];
	char		where[100];
};

/**
 * ktapfilter_version - the version of the images that are made
 *
 * Return: KTAP_FILTER_VERSION of linux/ktap_filter.h.
 */
unsigned int ktapfilter_version(void);

/**
 * ktapfilter_event_from_tep - an event that libtraceevent knows
 * @event: the event; has to live as long as what is returned.
 * @error: gets the error.
 *
 * Return: the event, or NULL: -EINVAL if its records cannot be what the format says, or
 * come from a machine of the other byte order; -ENOMEM.
 */
struct ktapfilter_event *ktapfilter_event_from_tep(struct tep_event *event,
						   struct ktapfilter_error *error);

/**
 * ktapfilter_event_from_format - an event from the text of its format file
 * @format: the text.
 * @len: its length, bytes.
 * @system: the event's system.
 * @error: gets the error.
 *
 * Return: the event, or NULL: -EINVAL for what is no format; -ENOMEM.
 */
struct ktapfilter_event *ktapfilter_event_from_format(const char *format, size_t len,
						      const char *system,
						      struct ktapfilter_error *error);

/**
 * ktapfilter_event_free - be done with an event
 * @event: the event; programs that were loaded for it live on. NULL is nothing.
 */
void ktapfilter_event_free(struct ktapfilter_event *event);

/* The image is not to carry the expression. */
#define KTAPFILTER_NO_SOURCE	0x1

/**
 * ktapfilter_compile - make an image of an expression
 * @event: the event that the expression is about.
 * @text: the expression.
 * @flags: KTAPFILTER_ flags.
 * @image: gets the image; NULL on failure.
 * @bytes: gets its size.
 * @error: gets the error.
 *
 * Return: 0, or an errno: -EINVAL and others that the kernel gives for a mistake in the
 * expression; -E2BIG if the image would be too large; -ENOMEM.
 */
int ktapfilter_compile(const struct ktapfilter_event *event, const char *text,
		       unsigned int flags, void **image, size_t *bytes,
		       struct ktapfilter_error *error);

/**
 * ktapfilter_check_image - is this an image?
 * @image: the bytes.
 * @bytes: how many.
 * @error: gets the error.
 *
 * Return: 0 if every kernel would take it for an event that has its fields; -EINVAL,
 * -E2BIG, -ENOMEM.
 */
int ktapfilter_check_image(const void *image, size_t bytes, struct ktapfilter_error *error);

/**
 * ktapfilter_to_word - write an image as one word of text
 * @image: the image.
 * @bytes: its size.
 *
 * The word may be given to the kernel wherever it takes an expression.
 *
 * Return: the word; NULL without memory, or if it is too large for an image.
 */
char *ktapfilter_to_word(const void *image, size_t bytes);

/**
 * ktapfilter_from_word - the image that a word is
 * @word: the word, perhaps with blanks around it.
 * @image: gets the image, which has not been looked at; NULL on failure.
 * @bytes: gets its size.
 * @error: gets the error.
 *
 * Return: 0, -EINVAL, -E2BIG or -ENOMEM.
 */
int ktapfilter_from_word(const char *word, void **image, size_t *bytes,
			 struct ktapfilter_error *error);

/**
 * ktapfilter_disasm - print an image as the assembler's text
 * @image: the image.
 * @bytes: its size.
 * @error: gets the error.
 *
 * Return: the text, or NULL: -EINVAL, -E2BIG for what is no image; -ENOMEM.
 */
char *ktapfilter_disasm(const void *image, size_t bytes, struct ktapfilter_error *error);

/**
 * ktapfilter_asm - make an image of the assembler's text
 * @text: the text.
 * @image: gets the image; NULL on failure.
 * @bytes: gets its size.
 * @error: gets the error.
 *
 * Return: 0, -EINVAL, -E2BIG or -ENOMEM.
 */
int ktapfilter_asm(const char *text, void **image, size_t *bytes,
		   struct ktapfilter_error *error);

/**
 * ktapfilter_load - make an image a program that runs on an event's records
 * @event: the event.
 * @image: the image.
 * @bytes: its size.
 * @error: gets the error.
 *
 * Records come from another time or machine: a text behind a pointer cannot be read, as
 * if the address were bad, and a function's name is no address. A variable that no record
 * has, as $uid, is refused, and so are predicates that count visits: error->where names it.
 *
 * Return: the program, or NULL: -EINVAL for what is no image, does not fit the event, or is
 * not in a recorded trace; -E2BIG; -ENOMEM.
 */
struct ktapfilter_prog *ktapfilter_load(const struct ktapfilter_event *event,
					const void *image, size_t bytes,
					struct ktapfilter_error *error);

/**
 * ktapfilter_run - evaluate a program on a record
 * @prog: the program.
 * @record: the record, as the ring buffer has it, in any alignment.
 * @bytes: its size; nothing behind is read.
 * @comm: the name of the task that made it; NULL is an empty one.
 * @cpu: the CPU that made it.
 *
 * Return: 1 if the record matches, 0 if not, -EINVAL if it is shorter than any record of
 * this event can be.
 */
int ktapfilter_run(const struct ktapfilter_prog *prog, const void *record, size_t bytes,
		   const char *comm, unsigned int cpu);

/**
 * ktapfilter_prog_free - be done with a program
 * @prog: the program; NULL is nothing.
 */
void ktapfilter_prog_free(struct ktapfilter_prog *prog);

/**
 * ktapfilter_free - free an image, a word or a text
 * @what: what this library handed out; NULL is nothing.
 */
void ktapfilter_free(void *what);

#ifdef __cplusplus
}
#endif

#endif /* _KTAPFILTER_H */
