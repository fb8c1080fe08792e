// SPDX-License-Identifier: GPL-2.0
/*
 * Where filters come from, and where they go.
 *
 * Handlers run a filter in an SRCU read section of tracepoint_srcu or with preemption
 * off. One that was replaced is found by no new handler, and is freed when the read
 * sections of both kinds that were there have ended: call_srcu(), and from there
 * call_rcu(). So whoever writes a filter waits for nobody.
 *
 * Until then a replaced filter takes memory. Read sections are short, but somebody may
 * replace filters faster than they end, so the bytes that wait are counted. Beyond
 * KTF_MAX_RETIRED the writer who went beyond it waits, once, for all that were retired.
 * By then it has written megabytes in a few milliseconds: it is slowed down to the
 * pace at which memory comes back, and nobody else is. Filters are replaced under
 * event_mutex, so there is one such writer, and never more in waiting than the bound and
 * one filter.
 */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "ktf_jit.h"
#include "prog/limits.h"
#include "ktf_live.h"

/* A filter that was refused filters nothing. */
static unsigned int keep_event(const void *task, const struct bpf_insn *rec)
{
	return 1;
}

static atomic_long_t retired = ATOMIC_LONG_INIT(0);

/**
 * ktf_filter_alloc - make a filter without a program
 * @text: what it shows; NULL if it will never be shown.
 *
 * Context: may sleep.
 * Return: the filter, to be freed by free_event_filter(), or NULL.
 */
struct event_filter *ktf_filter_alloc(const char *text)
{
	struct event_filter *filter = kzalloc(sizeof(*filter), GFP_KERNEL);

	if (!filter)
		return NULL;
	filter->ktap.run = keep_event;
	if (!text)
		return filter;
	filter->filter_string = kstrdup(text, GFP_KERNEL);
	if (filter->filter_string)
		return filter;
	kfree(filter);
	return NULL;
}

/**
 * free_event_filter - free a filter that no handler can see
 * @filter: the filter, or NULL.
 *
 * Context: any but NMI.
 */
void free_event_filter(struct event_filter *filter)
{
	const struct ktf_prog *prog;

	if (!filter)
		return;
	prog = ktf_filter_prog(filter);
	if (filter->ktap.early != prog)
		ktf_free(filter->ktap.early);
	ktf_jit_free(filter->ktap.native);
	ktf_free(prog);
	kfree(filter->filter_string);
	kfree(filter);
}

/* What it takes, but for what the allocator rounds up. The same as long as it lives. */
static long weight(struct event_filter *filter)
{
	const struct ktf_prog *prog = ktf_filter_prog(filter), *early = filter->ktap.early;
	long bytes = sizeof(*filter);

	if (filter->filter_string)
		bytes += strlen(filter->filter_string) + 1;
	if (prog)
		bytes += prog->bytes + ktf_jit_bytes(filter->ktap.native);
	if (early && early != prog)
		bytes += early->bytes;
	return bytes;
}

static void free_after_rcu(struct rcu_head *rcu)
{
	struct event_filter *filter = container_of(rcu, struct event_filter, ktap.rcu);

	atomic_long_sub(weight(filter), &retired);
	free_event_filter(filter);
}

static void free_after_srcu(struct rcu_head *rcu)
{
	call_rcu(rcu, free_after_rcu);
}

/**
 * ktf_filter_retire - free a filter that handlers may still see, but no longer find
 * @filter: the filter, or NULL.
 *
 * Context: may sleep; event_mutex held. Waits for no handler, unless KTF_MAX_RETIRED
 * bytes wait for them already.
 */
void ktf_filter_retire(struct event_filter *filter)
{
	long bytes;

	if (!filter)
		return;
	bytes = atomic_long_add_return(weight(filter), &retired);
	call_srcu(&tracepoint_srcu, &filter->ktap.rcu, free_after_srcu);
	if (bytes <= KTF_MAX_RETIRED)
		return;
	/* Until the first callbacks have run, and then the second, which those queued. */
	srcu_barrier(&tracepoint_srcu);
	rcu_barrier();
}

/**
 * ktf_filters_retired - how much waits to be freed
 *
 * Context: any.
 * Return: bytes of filters that were retired and may still be seen.
 */
long ktf_filters_retired(void)
{
	return atomic_long_read(&retired);
}
