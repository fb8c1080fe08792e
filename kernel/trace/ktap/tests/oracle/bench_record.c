// SPDX-License-Identifier: GPL-2.0
/*
 * The record that the benchmark's filters look at, and the filters that are lists.
 */
#include <linux/slab.h>
#include <linux/string.h>

#include "bench.h"
#include "rich.h"

#define LIST_BYTES	(32 * 1024)

static u32 put_text(struct oracle_record *record, u32 base, u32 at, const char *text)
{
	u32 size = strlen(text) + 1;

	memcpy(record->bytes + at, text, size);
	return size << 16 | (at - base);
}

/**
 * bench_make_record - make the record of the benchmark
 * @record: gets the record.
 *
 * Context: any.
 */
void bench_make_record(struct oracle_record *record)
{
	struct rich_record *r = (struct rich_record *)record->bytes;

	memset(record, 0, sizeof(*record));
	r->ent.pid = BENCH_PID;
	r->i32 = 5;
	r->u32 = 8;
	r->i16 = 3;
	r->u64 = 4;
	r->u16 = BENCH_LAST;
	r->i64 = BENCH_BETWEEN;
	strscpy(r->name, "kworker/0:1", sizeof(r->name));
	r->dyn = put_text(record, 0, 400, "/usr/lib/systemd");
	r->rel = put_text(record, offsetof(struct rich_record, rel) + 4, 450, "/usr/lib/systemd");
	r->mask = sizeof(long) << 16 | 504;
	record->bytes[504] = 1;
	strscpy(record->strings[0], "/usr/lib/systemd", sizeof(record->strings[0]));
	r->ptr = record->strings[0];
}

static int put_member(char *to, u32 room, const struct bench_row *row, u32 i)
{
	const char *or = i ? "||" : "";
	u32 n = BENCH_START(i);

	switch (row->list) {
	case BENCH_TOGETHER:
		return scnprintf(to, room, "%su16 == %u", i ? " || " : "",
				 BENCH_LAST + 1 - row->nr + i);
	case BENCH_APART:
		return scnprintf(to, room, "%si64 == %u", i ? " || " : "", BENCH_SCATTERED(i));
	case BENCH_RANGES:
		return scnprintf(to, room, "%s(common_pid==%u)||(common_pid>=%u&&common_pid<=%u)",
				 or, n, n + 4, n + 7);
	case BENCH_WORDS:
		return scnprintf(to, room, "%s\"word-%u\"%s", i ? " " : "name in {",
				 BENCH_START(i), i + 1 < row->nr ? "" : "}");
	default:
		return 0;
	}
}

/**
 * bench_make_text - make the text of a row's filter
 * @row: the row.
 *
 * Context: may sleep.
 * Return: the text; free it with kfree(). NULL if memory is short.
 */
char *bench_make_text(const struct bench_row *row)
{
	char *text;
	u32 i, len = 0;

	if (row->list == BENCH_NO_LIST)
		return kstrdup(row->text, GFP_KERNEL);
	text = kzalloc(LIST_BYTES, GFP_KERNEL);
	for (i = 0; text && i < row->nr; i++)
		len += put_member(text + len, LIST_BYTES - len, row, i);
	return text;
}
