/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the running kernel answers to texts of filters.
 *
 *	answers.c	the program: which texts go to which places
 *	place.c		a place that takes filters: writing, reading back, the error log
 *	perf.c		a perf event's filter
 *	records.c	records of the table of cases through a real event
 *	shadow.c	whether both engines agree on them, if the module asks both
 *	table.c		the rows of the table, and whether the kernel agrees with them
 *	odd.c		texts that are no filters, or nearly none
 *	fields.c	an event's fields, for generated texts
 *	symbols.c	addresses of functions
 */
#ifndef _ANSWERS_H
#define _ANSWERS_H

#include "ktf_core.h"
#include "oracle/oracle.h"

#define TRACING		"/sys/kernel/tracing"
#define ANSWER_BYTES	(64 * 1024)

/**
 * struct place - a file that takes filters
 * @name: what the output calls it.
 * @base: the instance's folder.
 * @file: the file, in @base.
 * @also: more files that show what has become of a filter, in @base; ends with NULL.
 * @before: what comes before the text, as in "traceoff if ". NULL for a filter file.
 * @undo: what removes it again. NULL if that is "!" and all that was written.
 */
struct place {
	const char	*name;
	const char	*base;
	const char	*file;
	const char	*also[4];
	const char	*before;
	const char	*undo;
};

/**
 * struct answer - what the kernel says to a text
 * @err: errno of the write, or 0.
 * @undone: errno of the write that removes a trigger or probe, or 0.
 * @shown: what the files show then.
 * @log: what the error log has then, without times.
 */
struct answer {
	int	err;
	int	undone;
	char	shown[ANSWER_BYTES];
	char	log[ANSWER_BYTES];
};

void place_write(const struct place *place, const char *text, struct answer *answer);
void place_clear(const struct place *place);
int file_write(const char *base, const char *file, const char *text);
void file_read(const char *base, const char *file, char *to, size_t room);
void file_clear(const char *base, const char *file);

void perf_write(const char *name, const char *text, struct answer *answer);

void shadow_check(const char *text, const struct answer *answer);

void records_open(const char *base);
void records_close(void);
void records_judge(u32 event, char *bits);
void records_hide_masks(const char *text, char *bits);

void table_write(const char *base, bool stock);
void table_write_errors(const char *base);

/* Ends with NULL. */
extern const char * const odd_texts[];

void fields_read(const char *format, struct oracle_event *event);
unsigned long symbol_size(const char *name);

void print_escaped(const char *text);
void print_answer(const struct place *place, const char *text, const struct answer *answer,
		  const char *bits);
void complain(const char *group, const char *text, const char *what);
void fail(const char *what) __noreturn;

#endif /* _ANSWERS_H */
