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
 * The records are lines before the first empty one: a struct ktf_record in hexadecimal, and what
 * is not in the record as words NAME=VALUE. "comm", "pointer" and "user" are texts in hexadecimal:
 * the task's name, and what is at the addresses in the fields ptr and uptr, "-" if that cannot be
 * read. "cpu" and "clock" are numbers, "below" and "child_of" are what the task is related to. All
 * other names are those of variables with their "$". They have a number, or "-" if the task has
 * none. State terms see the records in their order.
 *
 * Each filter runs in three ways that must agree: as the interpreter runs the optimised program, as
 * it runs the program without any pass, and as a program that was written to an image and read
 * again.
 *
 * With the word "fields": print the fields of the event, each with its kind, its offset, its size,
 * the size of an element, whether that has a sign, and how many elements there are (0 if it is no
 * array, or if the record has their number).
 */
#include <stdio.h>
#include <stdlib.h>

#include "../tests/env.h"
#include "ktf_build.h"
#include "ktf_cases.h"
#include "prog/image.h"
#include "vm/run.h"
#include "vm/state.h"

#define MOST_RECORDS	256
#define MOST_CPUS	4

/* A record and the task that records it. */
struct moment {
	struct ktf_case_record	row;
	u64			variables[KTF_NR_VARIABLES];
	u64			lacks;
	u64			related[KTF_NR_RELATED];
	u64			clock;
};

static struct moment moments[MOST_RECORDS];
static u32 nr_records;

static void die(const char *what, const char *text)
{
	fprintf(stderr, "judge: %s: %s\n", what, text);
	exit(2);
}

/* The bytes that @hex stands for, with a NUL behind them. */
static char *read_bytes(const char *hex, size_t *bytes)
{
	char *to;
	size_t i;

	*bytes = strlen(hex) / 2;
	to = calloc(1, *bytes + 1);
	for (i = 0; i < *bytes; i++)
		if (sscanf(hex + 2 * i, "%2hhx", (u8 *)&to[i]) != 1)
			die("not hexadecimal", hex);
	return to;
}

static const char *read_text(const char *hex, const char *unreadable)
{
	size_t bytes;

	return *hex == '-' ? unreadable : read_bytes(hex, &bytes);
}

static void read_variable(struct moment *moment, const char *name, const char *val)
{
	enum ktf_variable nr = ktf_variable_find(name, strlen(name));

	if (!nr)
		die("no variable", name);
	if (!strcmp(val, "-"))
		moment->lacks |= 1ULL << nr;
	else
		moment->variables[nr] = strtoull(val, NULL, 0);
}

static void read_word(struct moment *moment, const char *name, const char *val)
{
	struct ktf_case_record *row = &moment->row;

	if (!strcmp(name, "comm"))
		row->comm = read_text(val, "");
	else if (!strcmp(name, "cpu"))
		row->cpu = strtoul(val, NULL, 0);
	else if (!strcmp(name, "clock"))
		moment->clock = strtoull(val, NULL, 0);
	else if (!strcmp(name, "pointer"))
		row->rec.main.ptr = read_text(val, KTF_BAD_ADDRESS);
	else if (!strcmp(name, "user"))
		row->user = read_text(val, NULL);
	else if (!strcmp(name, "below"))
		moment->related[KTF_RELATED_BELOW] = strtoull(val, NULL, 0);
	else if (!strcmp(name, "child_of"))
		moment->related[KTF_RELATED_CHILD] = strtoull(val, NULL, 0);
	else
		read_variable(moment, name, val);
}

static void read_record(char *line)
{
	struct moment *moment = &moments[nr_records++];
	char *word = strtok(line, " "), *val;
	size_t bytes;
	char *record;

	if (nr_records > MOST_RECORDS)
		die("too many records", word);
	record = read_bytes(word, &bytes);
	if (bytes != sizeof(moment->row.rec))
		die("not a record", word);
	memcpy(&moment->row.rec, record, bytes);
	free(record);
	while ((word = strtok(NULL, " "))) {
		val = strchr(word, '=');
		if (!val)
			die("not a word", word);
		*val = 0;
		read_word(moment, word, val + 1);
	}
}

/* Set the task up as it was. */
static const struct ktf_record *remember(const struct moment *moment)
{
	/* Allocate each record, so that the sanitizer finds a read behind it. */
	static struct ktf_record *rec;

	if (!rec)
		rec = malloc(sizeof(*rec));
	memcpy(env.variables, moment->variables, sizeof(env.variables));
	memcpy(env.related, moment->related, sizeof(env.related));
	env.lacks = moment->lacks;
	env.clock = moment->clock;
	env_record(&moment->row, rec);
	return rec;
}

/* Give the terms memory, and take it back. */
static struct ktf_prog *attach(struct ktf_prog *prog)
{
	u32 i;

	for (i = 0; i < prog->nr; i++)
		if (ktf_source(&prog->insns[i]) == KTF_SOURCE_STATE)
			prog->insns[i].range = (unsigned long)calloc(MOST_CPUS,
								     sizeof(struct ktf_state));
	return prog;
}

static void detach(struct ktf_prog *prog)
{
	u32 i;

	for (i = 0; i < prog->nr; i++)
		if (ktf_source(&prog->insns[i]) == KTF_SOURCE_STATE)
			free((void *)(unsigned long)prog->insns[i].range);
	ktf_free(prog);
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
	const struct ktf_record *rec;
	u32 i, verdict;

	if (IS_ERR(prog)) {
		printf("%s\t%d %u %s\n", text, -diag.err, diag.pos, ktf_err_text[diag.code]);
		return;
	}
	attach(prog);
	plain = attach(build(text, 0, &diag));
	read = attach(build_from_image(text));
	printf("%s\t", text);
	for (i = 0; i < nr_records; i++) {
		rec = remember(&moments[i]);
		verdict = ktf_run(prog, rec, sizeof(*rec));
		if (verdict != ktf_run(plain, rec, sizeof(*rec)))
			die("the optimiser changed", text);
		if (verdict != ktf_run(read, rec, sizeof(*rec)))
			die("the image changed", text);
		putchar('0' + verdict);
	}
	putchar('\n');
	detach(prog);
	detach(plain);
	detach(read);
}

static const char * const names[] = {
	"CPU", "cpu", "common_cpu", "COMM", "comm", "common_type", "common_flags",
	"common_preempt_count", "common_pid",
#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)	#name,
#include "cases/fields.h"
};

static const char * const kinds[] = {
	[KTAP_FILTER_KIND_OTHER] = "number",
	[KTAP_FILTER_KIND_FIXSTR] = "text",
	[KTAP_FILTER_KIND_DYNSTR] = "data_loc",
	[KTAP_FILTER_KIND_RELSTR] = "rel_loc",
	[KTAP_FILTER_KIND_PTRSTR] = "pointer",
	[KTAP_FILTER_KIND_CPUMASK] = "mask",
	[KTAP_FILTER_KIND_COMM] = "comm",
	[KTAP_FILTER_KIND_CPU] = "cpu",
};

static void print_fields(void)
{
	struct ktf_field field;
	struct ktf_array array;
	const char *kind;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(names); i++) {
		ktf_schema_find(&env_events[KTF_EVENT_main], names[i], strlen(names[i]), &field);
		array = (struct ktf_array) { field.size, field.is_signed, 0 };
		kind = kinds[field.kind];
		if (!ktf_field_array(&field, &array) && !array.nr && !field.kind)
			kind = "list";
		if (!strcmp(names[i], "uptr"))
			kind = "user";
		printf("%s %s %u %u %u %u %u\n", names[i], kind, field.off,
		       field.size, array.bytes, array.is_signed, array.nr);
	}
	printf("record %zu %zu\n", sizeof(struct ktf_event_main), sizeof(struct ktf_record));
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
