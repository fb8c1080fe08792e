// SPDX-License-Identifier: GPL-2.0
/*
 * Records that end where memory ends.
 *
 * The engine does not know how long a record is, and in the kernel a read behind the record
 * goes unnoticed. Here the page behind the record cannot be read, so the first byte too many
 * ends the program:
 *
 *	| what else is in the page | fixed part | tail | rel | mask | dyn | no access
 *
 * A record has no more than what the filter of a case names, and each text and mask that it
 * locates is the last in turn.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "edge.h"

#include "ktf_build.h"

/* The loc words of the main event: offset of the word, and of its bytes in struct ktf_record. */
static const struct {
	const char	*field;
	u32		loc;
	u32		from;
	bool		relative;
} located[] = {
	{ "dyn", offsetof(struct ktf_event_main, dyn), offsetof(struct ktf_record, dyn), false },
	{ "rel", offsetof(struct ktf_event_main, rel), offsetof(struct ktf_record, rel), true },
	{ "list", offsetof(struct ktf_event_main, list), offsetof(struct ktf_record, dyn), false },
	{ "mask", offsetof(struct ktf_event_main, mask), offsetof(struct ktf_record, cpus), false },
};

/* Return the end of a page that no mapped page follows. */
static u8 *edge(void)
{
	long page = sysconf(_SC_PAGESIZE);
	static u8 *end;
	void *p;

	if (end)
		return end;
	p = mmap(NULL, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED || mprotect(p + page, page, PROT_NONE)) {
		perror("mmap");
		exit(1);
	}
	end = p + page;
	return end;
}

/* Append the bytes of loc word @nr to a record of @len bytes. Return the new length. */
static u32 append(u8 *to, u32 len, const u8 *rec, u32 nr)
{
	u32 loc, bytes, at = len;

	memcpy(&loc, rec + located[nr].loc, sizeof(loc));
	/* An empty loc word refers to no bytes of its own. */
	if (!loc)
		return len;
	bytes = loc >> 16 ?: strlen((const char *)rec + located[nr].from) + 1;
	memcpy(to + at, rec + located[nr].from, bytes);
	if (located[nr].relative)
		at -= located[nr].loc + sizeof(loc);
	loc = (loc & ~0xffffU) | at;
	memcpy(to + located[nr].loc, &loc, sizeof(loc));
	return len + bytes;
}

/* Copy only the parts of a record that the filter names. The bytes of loc word @last come last. */
static u32 cut(const struct ktf_case *row, const struct ktf_record *rec, u32 last, u8 *to)
{
	u32 len = env_events[row->event].fixed, i, nr;

	memcpy(to, rec, len);
	if (row->event != KTF_EVENT_main)
		return len;
	if (strstr(row->filter, "tail")) {
		memcpy(to + len, rec->tail, strlen(rec->tail) + 1);
		len += strlen(rec->tail) + 1;
	}
	for (i = 1; i <= ARRAY_SIZE(located); i++) {
		nr = (last + i) % ARRAY_SIZE(located);
		if (strstr(row->filter, located[nr].field))
			len = append(to, len, (const u8 *)rec, nr);
	}
	return len;
}

static u32 try_row(const struct ktf_case *row, edge_try *try)
{
	struct ktf_record *rec = malloc(sizeof(*rec));
	u8 *bytes = malloc(sizeof(*rec));
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(row->filter, &env_events[row->event], &diag);
	u32 last, len, tried = 0;

	env_record(&ktf_case_records[row->record], rec);
	for (last = 0; last < ARRAY_SIZE(located) && !IS_ERR(prog); last++) {
		len = cut(row, rec, last, bytes);
		memcpy(edge() - len, bytes, len);
		try(row, prog, edge() - len, len);
		tried++;
	}
	if (!IS_ERR(prog))
		ktf_free(prog);
	free(bytes);
	free(rec);
	return tried;
}

/**
 * edge_cases - run every case on records whose last byte is the last of mapped memory
 * @try: the function to call for each case and record.
 *
 * Return: the number of records tried.
 */
u32 edge_cases(edge_try *try)
{
	u32 i, j, tried = 0;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++)
			tried += try_row(&ktf_case_groups[i].rows[j], try);
	return tried;
}
