/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The benchmark: two engines side by side, and beside the same predicate in C.
 *
 *	bench_rows.h	the filters, each with the same predicate in C
 *	bench_language.h	those that the stock engine refuses
 *	bench_c.c	those in C, compiled
 *	bench_record.c	the record that all of them look at; the long filters
 *	bench_bytes.c	the kernel's memory that a filter takes
 *	bench.c		the measurement
 *	bench_files.c	the engines, and the files in debugfs
 */
#ifndef _KTF_BENCH_H
#define _KTF_BENCH_H

#include <linux/ktime.h>
#include <linux/timex.h>

#include "oracle.h"

struct seq_file;

/*
 * Nanoseconds in User-Mode Linux. Elsewhere the CPU's counter: QEMU with -icount advances
 * it by one for each instruction.
 */
static inline u64 bench_clock(void)
{
	return IS_ENABLED(CONFIG_UML) ? ktime_get_ns() : get_cycles();
}

/* Time @calls evaluations of one kind. @verdict gets the last verdict. */
typedef u64 bench_loop(struct event_filter *filter, void *rec, u32 calls, int *verdict);

/*
 * The body of a bench_loop, with a direct call. The compiler has to assume that the record
 * changes, so it cannot leave out a call.
 */
#define BENCH_LOOP(call)				\
{							\
	u64 begin = bench_clock();			\
	int got = 0;					\
	u32 i;						\
							\
	for (i = 0; i < calls; i++) {			\
		OPTIMIZER_HIDE_VAR(rec);		\
		got = call;				\
		OPTIMIZER_HIDE_VAR(got);		\
	}						\
	begin = bench_clock() - begin;			\
	*verdict = got;					\
	return begin;					\
}

/* Filters that are too long for the table, so their texts are generated. */
enum bench_list {
	BENCH_NO_LIST,
	BENCH_TOGETHER,		/* u16 == 505 || u16 == 506 || ... */
	BENCH_APART,		/* i64 == 4099 || i64 == 116747 || ... */
	BENCH_RANGES,		/* (common_pid==7)||(common_pid>=11&&common_pid<=14)||... */
	BENCH_WORDS,		/* name in {"word-0" "word-17" ...} */
};

/* BENCH_TOGETHER ends with this number, and the record has it. */
#define BENCH_LAST		512
/* Numbers in random order. The record's number is between them, but none of them. */
#define BENCH_SCATTERED(i)	(((i) * (i) * 7919u + (i) * 104729u + 4099u) % 999983u)
#define BENCH_BETWEEN		500000
/* The number of the record's task, and the starts of the ranges. */
#define BENCH_PID		42
#define BENCH_START(i)		(100u + 17u * (i))

/**
 * struct bench_row - a filter to measure
 * @name: name for the table of results.
 * @text: the filter, or the start of a generated one.
 * @list: how to generate the rest.
 * @nr: number of generated predicates.
 * @c: the same predicate in C; NULL if C cannot evaluate it.
 */
struct bench_row {
	const char	*name;
	const char	*text;
	enum bench_list	list;
	u32		nr;
	bench_loop	*c;
};

/**
 * struct bench_engine - an engine to measure
 * @loop: runs its filters by a direct call.
 * @create: makes a filter, as create_event_filter() does.
 * @free: frees it; NULL is no filter.
 */
struct bench_engine {
	bench_loop	*loop;
	int		(*create)(struct trace_array *tr, struct trace_event_call *call,
				  char *text, bool set_str, struct event_filter **filterp);
	void		(*free)(struct event_filter *filter);
};

extern const struct bench_row bench_rows[];
extern const u32 bench_nr_rows;
extern const struct bench_row bench_language[];
extern const u32 bench_nr_language;

void bench_make_record(struct oracle_record *record);
char *bench_make_text(const struct bench_row *row);

int bench_run(struct seq_file *m, const struct bench_engine *stock,
	      const struct bench_engine *ours, const struct bench_row *rows, u32 nr);

int bench_bytes_init(void);
void bench_bytes_begin(void);
long bench_bytes_end(void);

#endif /* _KTF_BENCH_H */
