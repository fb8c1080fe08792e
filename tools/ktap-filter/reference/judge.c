// SPDX-License-Identifier: GPL-2.0
/*
 * Usage: judge [fields]
 *
 * The engine's answers to filters of the event "main" of the table of cases, for a comparison with
 * the reference evaluator (language.py). Reads a filter on each line, and prints a line for each:
 *
 *	FILTER <tab> VERDICTS		a 0 or 1 for each record
 *	FILTER <tab> ERRNO CARET TEXT	a mistake
 *
 * The records are the fixed part of struct ktf_record in hexadecimal, one on each line before the
 * first empty one. Each filter runs in three ways that must agree: as the interpreter runs the
 * optimised program, as it runs the program without any pass, and as a program that was written
 * to an image and read again.
 *
 * With the word "fields": print the fields of the event that are numbers or arrays, each with its
 * offset, the size of an element, whether that has a sign, and how many elements there are (0 if
 * it is no array).
 */
#include <stdio.h>
#include <stdlib.h>

#include "../tests/env.h"
#include "ktf_build.h"
#include "ktf_cases.h"
#include "prog/image.h"
#include "vm/run.h"

#define MOST_RECORDS	256

static struct ktf_record records[MOST_RECORDS];
static u32 nr_records;

static void die(const char *what, const char *text)
{
	fprintf(stderr, "judge: %s: %s\n", what, text);
	exit(2);
}

static void read_record(const char *line)
{
	u8 *to = (u8 *)&records[nr_records++].main;
	u32 i;

	if (nr_records > MOST_RECORDS || strlen(line) != 2 * sizeof(struct ktf_event_main))
		die("not a record", line);
	for (i = 0; i < sizeof(struct ktf_event_main); i++)
		if (sscanf(line + 2 * i, "%2hhx", &to[i]) != 1)
			die("not hexadecimal", line);
}

static struct ktf_prog *build(const char *text, u32 passes, struct ktf_diag *diag)
{
	env.passes = passes;
	return ktf_build(text, &env_events[KTF_EVENT_main], diag);
}

/* The program of the text's image, which names no offset of this event. */
static struct ktf_prog *build_from_image(const char *text)
{
	struct ktf_portable prog;
	struct ktf_diag diag = { };
	struct ktf_prog *run;
	void *image;
	u32 bytes;

	env.passes = ~0U;
	if (ktf_make_image(text, &env_events[KTF_EVENT_main], false, &image, &bytes, &diag) ||
	    ktf_image_decode(image, bytes, &prog, &diag))
		die("no image", text);
	run = ktf_load(&prog, &env_events[KTF_EVENT_main], &diag);
	if (IS_ERR(run))
		die("the image does not load", text);
	ktf_portable_free(&prog);
	ktf_free(image);
	return run;
}

static void judge(const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = build(text, ~0U, &diag), *plain, *read;
	u32 i, verdict;

	if (IS_ERR(prog)) {
		printf("%s\t%d %u %s\n", text, -diag.err, diag.pos, ktf_err_text[diag.code]);
		return;
	}
	plain = build(text, 0, &diag);
	read = build_from_image(text);
	printf("%s\t", text);
	for (i = 0; i < nr_records; i++) {
		verdict = ktf_run(prog, &records[i], sizeof(records[i]));
		if (verdict != ktf_run(plain, &records[i], sizeof(records[i])))
			die("the optimiser changed", text);
		if (verdict != ktf_run(read, &records[i], sizeof(records[i])))
			die("the image changed", text);
		putchar('0' + verdict);
	}
	putchar('\n');
	ktf_free(prog);
	ktf_free(plain);
	ktf_free(read);
}

static const char * const names[] = {
	"common_type", "common_flags", "common_preempt_count", "common_pid", "s8", "u8", "s16",
	"u16", "s32", "u32", "s64", "u64", "odd", "one", "pair", "args", "last", "end",
};

static void print_fields(void)
{
	struct ktf_field field;
	struct ktf_array array;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		ktf_schema_find(&env_events[KTF_EVENT_main], names[i], strlen(names[i]), &field);
		array = (struct ktf_array) { field.size, field.is_signed, 0 };
		ktf_field_array(&field, &array);
		printf("%s %u %u %u %u\n", names[i], field.off, array.bytes, array.is_signed,
		       array.nr);
	}
	printf("record %zu\n", sizeof(struct ktf_event_main));
}

int main(int argc, char **argv)
{
	bool filters = false;
	size_t room = 0;
	char *line = NULL;
	ssize_t len;

	env_reset();
	if (argc > 1) {
		print_fields();
		return 0;
	}
	while ((len = getline(&line, &room, stdin)) > 0) {
		line[len - 1] = 0;
		if (!*line)
			filters = true;
		else if (filters)
			judge(line);
		else
			read_record(line);
	}
	free(line);
	return 0;
}
