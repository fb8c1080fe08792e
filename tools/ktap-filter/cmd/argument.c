// SPDX-License-Identifier: GPL-2.0
/*
 * The filter that an argument of the command line stands for.
 *
 * A filter is an expression, an image, or an image's word. An argument is the filter itself,
 * or the name of a file that holds it; "-" is the standard input. If there is no such file,
 * the argument may be a mistyped name. An expression has a relation in it. So an argument
 * without a relation is taken for a file's name if its first word has a slash, or if it is one
 * word with a short suffix:
 *
 *	./rt.kft		no such file
 *	filename ~ "/etc/x.c"	an expression
 *	src net 10.0.0.0/8	a mistake in an expression
 *
 * A file of text has to have one line. The kernel would take newlines for blanks, and make a
 * filter of any list of expressions.
 */
#include <stdlib.h>
#include <unistd.h>

#include "argument.h"
#include "env.h"
#include "ktf_build.h"
#include "prog/image.h"
#include "stock.h"

/* The longest suffix of a file's name, in characters: ".function" and ".ustring" are operators. */
#define MAX_SUFFIX	5

/* Is the whole text one word? A word inside an expression does not count. */
static bool is_lone_word(const char *text)
{
	const char *word = strstr(text, KTAP_FILTER_ARMOUR);

	if (!ktf_is_armour(text))
		return false;
	word += strcspn(word, " \t\n)&|");
	return !word[strspn(word, " \t\n")];
}

static bool has_suffix(const char *arg)
{
	const char *dot = strrchr(arg, '.');
	size_t len = dot ? strlen(dot + 1) : 0;

	while (dot && isalnum(dot[1]))
		dot++;
	return len && len < MAX_SUFFIX && !dot[1];
}

static bool names_file(const char *arg)
{
	if (is_lone_word(arg))
		return false;
	if (!strcmp(arg, "-") || !access(arg, F_OK))
		return true;
	if (strpbrk(arg, "=!<>&~|({$"))
		return false;
	return memchr(arg, '/', strcspn(arg, " ")) || (!strchr(arg, ' ') && has_suffix(arg));
}

/* Remove blanks and newlines from both ends. */
static void trim(struct cmd_argument *filter)
{
	u32 blanks = 0;

	while (filter->bytes && isspace(filter->data[filter->bytes - 1]))
		filter->bytes--;
	while (blanks < filter->bytes && isspace(filter->data[blanks]))
		blanks++;
	filter->bytes -= blanks;
	memmove(filter->data, filter->data + blanks, filter->bytes);
	filter->data[filter->bytes] = 0;
}

/* Trim the text of a file, and refuse what cannot be a filter. */
static int check_text(struct cmd_argument *filter)
{
	bool lines = false;
	u32 i;

	trim(filter);
	for (i = 0; i < filter->bytes; i++) {
		char c = filter->data[i];

		lines |= c == '\n';
		if ((c < ' ' && !isspace(c)) || c == 0x7f)
			return cmd_error(CMD_REFUSED, "%s is neither an image nor a text",
					 filter->arg);
	}
	if (!filter->bytes)
		return cmd_error(CMD_REFUSED, "%s is empty", filter->arg);
	if (lines)
		return cmd_error(CMD_REFUSED, "%s has several lines, and a filter has one",
				 filter->arg);
	return CMD_OK;
}

static int read_file(struct cmd_argument *filter)
{
	int status = cmd_read_file(filter->arg, CMD_MAX_FILTER, &filter->data, &filter->bytes);

	if (!status && cmd_is_image(filter->data, filter->bytes))
		filter->kind = CMD_IMAGE;
	else if (!status)
		status = check_text(filter);
	return status;
}

/**
 * cmd_argument_take - make a filter of a text that is no file's name
 * @text: the text or word; it must live as long as @filter.
 * @filter: gets the filter; free it with cmd_argument_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_argument_take(const char *text, struct cmd_argument *filter)
{
	*filter = (struct cmd_argument) { .arg = text, .data = strdup(text) };
	if (!filter->data)
		return cmd_no_memory();
	filter->bytes = strlen(text);
	if (is_lone_word(text))
		filter->kind = CMD_WORD;
	return CMD_OK;
}

/**
 * cmd_argument_read - find the filter that an argument stands for
 * @arg: the argument; it must live as long as @filter.
 * @filter: gets the filter; free it with cmd_argument_free(), also on failure.
 *
 * This does not compile or verify the filter.
 *
 * Context: any.
 * Return: CMD_OK; CMD_REFUSED for a file without a filter; CMD_SYSTEM. The error has been
 * printed.
 */
int cmd_argument_read(const char *arg, struct cmd_argument *filter)
{
	int status;

	if (!names_file(arg))
		return cmd_argument_take(arg, filter);
	*filter = (struct cmd_argument) { .arg = arg };
	status = read_file(filter);
	if (!status && filter->kind != CMD_IMAGE && is_lone_word(filter->data))
		filter->kind = CMD_WORD;
	return status;
}

/**
 * cmd_argument_free - free a filter, but not the struct itself
 * @filter: the filter.
 *
 * Context: any.
 */
void cmd_argument_free(struct cmd_argument *filter)
{
	free(filter->data);
	filter->data = NULL;
}

/**
 * cmd_argument_text - get the text that an error's position refers to
 * @filter: the filter.
 *
 * Context: any.
 * Return: the text, which lives as long as @filter; NULL for an image.
 */
const char *cmd_argument_text(const struct cmd_argument *filter)
{
	return filter->kind == CMD_EXPRESSION ? filter->data : NULL;
}

static int decode_word(const char *word, struct ktf_portable *prog, struct ktf_diag *diag)
{
	void *image;
	u32 size;
	int err;

	memset(prog, 0, sizeof(*prog));
	err = ktf_armour_decode(word, &image, &size, diag);
	if (!err)
		err = ktf_image_decode(image, size, prog, diag);
	ktf_free(image);
	return err;
}

/**
 * cmd_argument_program - make the portable program of a filter
 * @filter: the filter.
 * @schema: the filter's event; may be NULL for an image and a word.
 * @prog: gets the program; free it with ktf_portable_free(), also on failure.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0; else the errno of ktf_compile(), ktf_armour_decode() or ktf_image_decode().
 */
int cmd_argument_program(const struct cmd_argument *filter, const struct ktf_schema *schema,
			 struct ktf_portable *prog, struct ktf_diag *diag)
{
	switch (filter->kind) {
	case CMD_IMAGE:
		return ktf_image_decode(filter->data, filter->bytes, prog, diag);
	case CMD_WORD:
		return decode_word(filter->data, prog, diag);
	default:
		return ktf_compile(filter->data, schema, prog, diag);
	}
}

/* Make the program, and have it run. */
static int try_program(const struct cmd_argument *filter, const struct ktf_schema *schema,
		       struct ktf_diag *diag)
{
	struct ktf_portable prog;
	struct ktf_prog *run;
	int err;

	err = cmd_argument_program(filter, schema, &prog, diag);
	/* A filter of ftrace:function selects functions and never runs. */
	if (!err && !ktf_schema_is_function(schema)) {
		run = ktf_load(&prog, schema, diag);
		if (IS_ERR(run))
			err = PTR_ERR(run);
		else
			ktf_free(run);
	}
	ktf_portable_free(&prog);
	return err;
}

/**
 * cmd_argument_try - try whether the kernel would accept a filter
 * @filter: the filter.
 * @schema: the filter's event.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0; else the errno of cmd_argument_program() or ktf_load(), or of a kernel with the stock
 * engine.
 */
int cmd_argument_try(const struct cmd_argument *filter, const struct ktf_schema *schema,
		     struct ktf_diag *diag)
{
	int err = try_program(filter, schema, diag);

	if (!err && env.on_stock && filter->kind == CMD_EXPRESSION)
		err = cmd_stock_try(filter->data, schema, diag);
	return err;
}

/**
 * cmd_argument_image - make the image of a filter
 * @filter: the filter.
 * @schema: the filter's event; may be NULL for an image and a word.
 * @with_source: put the filter's text into the image, if the filter has a text.
 * @image: gets the image; free it with ktf_free(); NULL on failure.
 * @size: gets the image's size in bytes.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0; else the errno of cmd_argument_program() or ktf_image_encode().
 */
int cmd_argument_image(const struct cmd_argument *filter, const struct ktf_schema *schema,
		       bool with_source, void **image, u32 *size, struct ktf_diag *diag)
{
	struct ktf_portable prog;
	const char *source;
	int err;

	*image = NULL;
	err = cmd_argument_program(filter, schema, &prog, diag);
	if (!err) {
		source = prog.is_image ? NULL : cmd_argument_text(filter);
		source = source ?: prog.source;
		err = ktf_image_encode(&prog, with_source ? source : NULL, image, size);
		if (err)
			ktf_fail(diag, err, KTF_ERR_NONE, 0);
	}
	ktf_portable_free(&prog);
	return err;
}
