/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The oracle: the stock engine and ours are given the same filters on the same
 * events and the same records, and must give the same answers.
 *
 *	events.c	which events: all of this kernel, and one more
 *	rich.c		that one, which has every kind of field
 *	text.c		filters: a grammar-based generator, with mutations
 *	record.c	records, with values that the filters ask for
 *	translated.c	our programs as eBPF
 *	compare.c	both engines, the comparison, the report in debugfs
 *	bench.h		both engines side by side, timed
 *	stock.c		the stock engine
 */
#ifndef _KTF_ORACLE_H
#define _KTF_ORACLE_H

#include "ktf_core.h"
#include "ebpf/ebpf.h"

#define ORACLE_RECORD_BYTES	2048
#define ORACLE_TEXT_BYTES	(256 * 1024)
#define ORACLE_MEMORY		32

/* The stock engine's last entry in the error log. */
struct oracle_log {
	const char	*text;
	u32		pos;
};

extern struct oracle_log stock_log;

int stock_create_event_filter(struct trace_array *tr, struct trace_event_call *call,
			      char *filter_str, bool set_str, struct event_filter **filterp);
int stock_filter_match_preds(struct event_filter *filter, void *rec);
void stock_free_event_filter(struct event_filter *filter);
const char *stock_shown(const struct event_filter *filter);

/* A random number generator: one seed gives the same numbers on any machine. */
struct oracle_random {
	u64	state;
};

static inline u64 oracle_u64(struct oracle_random *r)
{
	u64 z = r->state += 0x9e3779b97f4a7c15ULL;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
	return z ^ (z >> 31);
}

static inline u32 oracle_below(struct oracle_random *r, u32 n)
{
	return (u32)oracle_u64(r) % n;
}

static inline bool oracle_percent(struct oracle_random *r, u32 percent)
{
	return oracle_below(r, 100) < percent;
}

#define oracle_pick(r, array)	((array)[oracle_below(r, ARRAY_SIZE(array))])

/* An event, and one array of its own fields and the fields that all events have. */
struct oracle_event {
	struct trace_event_call		*call;
	struct ftrace_event_field	**fields;
	u32				nr_fields;
	u32				fixed;
};

struct oracle_events {
	struct oracle_event	*events;
	u32			nr;
};

int oracle_find_events(struct oracle_events *events);
struct trace_event_call *oracle_rich_event(void);

/**
 * struct oracle_text - a generated filter and its properties
 * @text: the filter.
 * @len: length of @text in bytes.
 * @preds: number of generated predicates (a mutation may have cut some).
 * @depth: number of parentheses around the innermost predicate.
 * @mutated: the text has been damaged on purpose.
 * @listed: a predicate is one on which the engines are known to differ.
 * @numbers: constants of the filter, for the records.
 * @words: strings of the filter, or similar ones, for the records.
 */
struct oracle_text {
	char		*text;
	u32		len;
	u32		preds;
	u32		depth;
	bool		mutated;
	bool		listed;
	u64		numbers[ORACLE_MEMORY];
	u32		nr_numbers;
	char		words[ORACLE_MEMORY][40];
	u32		nr_words;
};

void oracle_make_text(struct oracle_random *r, const struct oracle_event *event,
		      struct oracle_text *out);

/* Make a random text with a NUL, often similar to a word of @text. */
void oracle_word(struct oracle_random *r, const struct oracle_text *text, char *to, u32 room);

/**
 * struct oracle_record - a random record
 * @bytes: the record, followed by zeroes, because the stock engine may read behind it.
 * @strings: kernel strings for pointer fields.
 * @len: length of the record in bytes.
 * @page: memory without a page mapped behind it; its last @len bytes are a copy of the
 *	record for our engine.
 */
struct oracle_record {
	char	bytes[ORACLE_RECORD_BYTES];
	char	strings[4][64];
	u32	len;
	char	*page;
};

static_assert(ORACLE_RECORD_BYTES <= PAGE_SIZE);

static inline void *oracle_exact(const struct oracle_record *record)
{
	return record->page + PAGE_SIZE - record->len;
}

struct oracle_record *oracle_alloc_record(void);
void oracle_free_record(struct oracle_record *record);

void oracle_make_record(struct oracle_random *r, const struct oracle_event *event,
			const struct oracle_text *text, struct oracle_record *record);

/**
 * struct oracle_translated - one of our programs, translated to eBPF
 * @bpf: the kernel's BPF program; NULL for none.
 * @ebpf: the translation, which @bpf refers to.
 */
struct oracle_translated {
	struct bpf_prog	*bpf;
	struct ktf_ebpf	ebpf;
};

int oracle_translate(const struct ktf_prog *prog, struct oracle_translated *t);
int oracle_translated_match(const struct oracle_translated *t, const void *rec);
void oracle_translated_free(struct oracle_translated *t);

#endif /* _KTF_ORACLE_H */
