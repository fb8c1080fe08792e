// SPDX-License-Identifier: GPL-2.0
/*
 * The filters of the benchmark in C, as the limit of what an engine can reach: the compiler
 * knows the fields' places and all constants.
 *
 * Each is a function, called as a filter is called, so that only the work differs.
 */
#include <linux/cgroup.h>
#include <linux/cpumask.h>
#include <linux/cred.h>
#include <linux/glob.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/uidgid.h>

#include "bench.h"
#include "ktf_names.h"
#include "rich.h"

#define is(text, word)	(!memcmp(text, word, sizeof(word)))

#define EACH8(term, i)		(term((i)) || term((i) + 1) || term((i) + 2) || term((i) + 3) || \
				 term((i) + 4) || term((i) + 5) || term((i) + 6) || term((i) + 7))
#define EACH64(term, i)		(EACH8(term, (i)) || EACH8(term, (i) + 8) || \
				 EACH8(term, (i) + 16) || EACH8(term, (i) + 24) || \
				 EACH8(term, (i) + 32) || EACH8(term, (i) + 40) || \
				 EACH8(term, (i) + 48) || EACH8(term, (i) + 56))
#define EACH512(term, i)	(EACH64(term, (i)) || EACH64(term, (i) + 64) || \
				 EACH64(term, (i) + 128) || EACH64(term, (i) + 192) || \
				 EACH64(term, (i) + 256) || EACH64(term, (i) + 320) || \
				 EACH64(term, (i) + 384) || EACH64(term, (i) + 448))

#define TOGETHER(i)	(r->u16 == BENCH_LAST - (i))
#define APART(i)	(r->i64 == BENCH_SCATTERED(i))
#define RANGES(i)	(r->ent.pid == BENCH_START(i) ||	\
			 (r->ent.pid >= BENCH_START(i) + 4 && r->ent.pid <= BENCH_START(i) + 7))

static __always_inline const char *dyn(const struct rich_record *r)
{
	return (const char *)r + (r->dyn & 0xffff);
}

static __always_inline const char *rel(const struct rich_record *r)
{
	return (const char *)&r->rel + 4 + (r->rel & 0xffff);
}

static __always_inline const unsigned long *mask(const struct rich_record *r)
{
	return (const unsigned long *)((const char *)r + (r->mask & 0xffff));
}

static __always_inline bool ends(const char *text, u32 room, const char *end)
{
	u32 len = strnlen(text, room), want = strlen(end);

	return len >= want && !memcmp(text + len - want, end, want);
}

static __always_inline bool points_to(const char *ptr, const char *word)
{
	char text[32];

	return strncpy_from_kernel_nofault(text, ptr, sizeof(text)) > 0 &&
	       !memcmp(text, word, strlen(word) + 1);
}

#define LIST(id, name, list, nr, expr)	ROW(id, name, "", expr)
#define UNKNOWN(name, text)
#define ROW(id, name, text, expr)						\
static noinline __noclone int in_c_##id(struct event_filter *filter, void *rec)	\
{										\
	const struct rich_record *r __maybe_unused = rec;			\
										\
	return expr;								\
}										\
static u64 loop_##id(struct event_filter *filter, void *rec, u32 calls, int *verdict) \
BENCH_LOOP(in_c_##id(filter, rec))
#include "bench_rows.h"
#include "bench_language.h"
#undef ROW
#undef LIST
#undef UNKNOWN

#define ROW(id, name, text, expr)	{ name, text, BENCH_NO_LIST, 0, loop_##id },
#define LIST(id, name, list, nr, expr)	{ name, "", BENCH_##list, nr, loop_##id },
#define UNKNOWN(name, text)		{ name, text, BENCH_NO_LIST, 0, NULL },
const struct bench_row bench_rows[] = {
#include "bench_rows.h"
};

const u32 bench_nr_rows = ARRAY_SIZE(bench_rows);

const struct bench_row bench_language[] = {
#include "bench_language.h"
};

const u32 bench_nr_language = ARRAY_SIZE(bench_language);
