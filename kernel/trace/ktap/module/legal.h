/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that the stock engine can run and free. See legal.c.
 */
#ifndef _KTF_LEGAL_H
#define _KTF_LEGAL_H

#include "ktf_live.h"
#include "ktf_trace.h"

struct ktf_shadow;
struct regex;

struct regex {
	char	pattern[256];
	int	len;
	int	field_len;
	int	(*match)(char *str, struct regex *r, int len);
};

/* In prog_entry.when_to_branch, which is 0 or 1 in a program of the stock engine. */
#define KTF_LEGAL		0x4b744631
#define KTF_LEGAL_SHADOWED	0x4b744632

/**
 * struct ktf_legal - a program of the stock engine that calls ours
 * @entry: the program. event_filter.prog points to it.
 * @ktap: our programs.
 * @filter: the filter whose program this is.
 * @call: the event.
 * @text: what the stock engine is given when the module goes.
 * @shadow: both verdicts on each record, if KTF_LEGAL_SHADOWED; else NULL.
 * @list: all of them, protected by a spinlock.
 * @pinned: the stock engine refuses @text, so that the module must stay.
 * @retired: the filter is out of force, and its event may go before it is freed.
 * @busy: the program is given back at this moment.
 * @dead: the filter was freed meanwhile.
 */
struct ktf_legal {
	struct prog_entry		entry[3];
	struct ktap_filter		ktap;
	struct event_filter		*filter;
	struct trace_event_call		*call;
	char				*text;
	struct ktf_shadow		*shadow;
	struct list_head		list;
	bool				pinned;
	bool				retired;
	bool				busy;
	bool				dead;
};

/* A filter's program if it is ours, and there is no shadow; else NULL. */
static __always_inline struct ktf_legal *ktf_legal_plain(const struct event_filter *filter)
{
	struct prog_entry *prog = READ_ONCE(filter->prog);

	if (likely(prog && prog->when_to_branch == KTF_LEGAL))
		return container_of(prog, struct ktf_legal, entry[0]);
	return NULL;
}

/* A filter's program if it is ours; else NULL. */
static inline struct ktf_legal *ktf_legal(const struct event_filter *filter)
{
	struct prog_entry *prog = READ_ONCE(filter->prog);

	if (prog && (prog->when_to_branch == KTF_LEGAL ||
		     prog->when_to_branch == KTF_LEGAL_SHADOWED))
		return container_of(prog, struct ktf_legal, entry[0]);
	return NULL;
}

/* Exchange the programs of a filter in force and of one that nobody uses. */
static inline void ktf_legal_exchange(struct event_filter *live, struct event_filter *other)
{
	struct prog_entry *prog = live->prog;

	/* Handlers load the pointer and then what it points to: they see a program as a whole. */
	smp_store_release(&live->prog, other->prog);
	other->prog = prog;
}

/*
 * How much of a text is printed to the log, bytes. Any user can write a text through perf, so
 * what is not printable is escaped there ("%*pEp").
 */
static inline int ktf_told_length(const char *text)
{
	return min_t(size_t, strlen(text), 100);
}

void ktf_legal_add_shadow(struct ktf_legal *legal, struct ktf_shadow *shadow);
bool ktf_legal_pin(struct ktf_legal *legal);
struct ktf_legal *ktf_legal_next(void);
bool ktf_legal_give_back(struct ktf_legal *legal, struct event_filter *stock);
void ktf_legal_show(struct seq_file *m);

#endif /* _KTF_LEGAL_H */
