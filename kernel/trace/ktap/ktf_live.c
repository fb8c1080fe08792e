// SPDX-License-Identifier: GPL-2.0
/*
 * The lifetime of filters.
 *
 * Handlers run a filter in an SRCU read section of tracepoint_srcu or with preemption off. No
 * new handler finds a filter that was replaced, so it can be freed when all present read
 * sections of both kinds have ended. call_srcu() waits for those of the first kind, and its
 * callback passes the filter to call_rcu(), which waits for those of the second kind. The
 * writer of a filter does not wait.
 *
 * Until then a replaced filter takes memory. Read sections are short, but a writer may replace
 * filters faster than they end, so the bytes that wait are counted. The writer that exceeds
 * KTF_MAX_RETIRED waits, once, for all retired filters to be freed. It has replaced megabytes
 * of filters in a few milliseconds by then, and is slowed down to the pace at which memory
 * comes back. No other task is slowed down. Filters are replaced under event_mutex, so there is
 * one such writer, and never more than the limit and one filter wait.
 */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/srcu.h>
#include <linux/string.h>
#include <linux/tracepoint.h>

#include "ktf_jit.h"
#include "ktf_live.h"
#include "ktf_state.h"
#include "ktf_stats.h"
#include "prog/limits.h"

/* The code of a filter without a program, which was refused: keep every record. */
static unsigned int keep_event(const void *task, const struct bpf_insn *rec)
{
	return 1;
}

/* Bytes of filters that wait to be freed. */
static atomic_long_t retired = ATOMIC_LONG_INIT(0);

/**
 * ktf_filter_alloc - allocate a filter without a program
 * @text: the text that it shows, which is copied; NULL if it will never be shown.
 *
 * Context: may sleep.
 * Return: the filter, to be freed by free_event_filter(); NULL if there is no memory.
 */
struct event_filter *ktf_filter_alloc(const char *text)
{
	struct event_filter *filter = kzalloc(sizeof(*filter), GFP_KERNEL);
	struct ktap_filter *ktap;

	if (!filter)
		return NULL;
	ktap = ktf_core_ktap(filter);
	if (ktap)
		ktap->run = keep_event;
	if (!text)
		return filter;
	filter->filter_string = kstrdup(text, GFP_KERNEL);
	if (filter->filter_string)
		return filter;
	kfree(filter);
	return NULL;
}

static void free_programs(struct ktap_filter *ktap, const struct ktf_prog *prog)
{
	if (ktap->early != prog)
		ktf_free(ktap->early);
	ktf_jit_free(ktap->native);
	ktf_stats_free(ktap->stats);
	ktf_state_free(prog);
	ktf_free(prog);
}

/**
 * free_event_filter - free a filter that no handler can see
 * @filter: the filter, or NULL.
 *
 * Frees its programs, machine code and text as well.
 *
 * Context: any but NMI.
 */
void free_event_filter(struct event_filter *filter)
{
	struct ktap_filter *ktap;

	if (!filter)
		return;
	ktap = ktf_core_ktap(filter);
	if (ktap)
		free_programs(ktap, ktf_filter_prog(filter));
	ktf_core_free_filter(filter);
}

/**
 * ktf_rejects_header - does an early program reject a record by its whole header?
 * @early: the program.
 * @file: the event in its instance.
 *
 * Most programs look at the pid alone. The others should pay for the type and the context, and
 * for the registers that are saved around the call that gets the context.
 *
 * Context: any, NMI included; in the handler of the event, where preemption is as deep as it is
 * in trace_event_buffer_reserve().
 * Return: true if it does.
 */
bool ktf_rejects_header(const struct ktf_prog *early, const struct trace_event_file *file)
{
	return ktf_early_rejects(early, file->event_call->event.type, tracing_gen_ctx_dec());
}

/*
 * The bytes that a filter takes, without what the allocator adds by rounding up. They do not
 * change in its lifetime, so the counter gets back what was added to it.
 */
static long weight(struct event_filter *filter, const struct ktap_filter *ktap)
{
	const struct ktf_prog *prog = ktf_filter_prog(filter), *early = ktap->early;
	long bytes = ktf_core_filter_bytes();

	if (filter->filter_string)
		bytes += strlen(filter->filter_string) + 1;
	if (prog)
		bytes += prog->bytes + ktf_jit_bytes(ktap->native) + ktf_state_bytes(prog);
	bytes += ktf_stats_bytes(ktap->stats);
	if (early && early != prog)
		bytes += early->bytes;
	return bytes;
}

static void free_after_rcu(struct rcu_head *rcu)
{
	struct ktap_filter *ktap = container_of(rcu, struct ktap_filter, rcu);
	struct event_filter *filter = ktf_core_filter(ktap);

	atomic_long_sub(weight(filter, ktap), &retired);
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
 * Context: may sleep; event_mutex held. Does not wait for handlers, unless more than
 * KTF_MAX_RETIRED bytes of filters wait to be freed, or the filter has no place for programs of
 * ours: there is nothing to queue it by.
 */
void ktf_filter_retire(struct event_filter *filter)
{
	struct ktap_filter *ktap;
	long bytes;

	if (!filter)
		return;
	ktap = ktf_core_ktap(filter);
	if (!ktap) {
		tracepoint_synchronize_unregister();
		free_event_filter(filter);
		return;
	}
	ktf_core_retired(filter);
	bytes = atomic_long_add_return(weight(filter, ktap), &retired);
	call_srcu(&tracepoint_srcu, &ktap->rcu, free_after_srcu);
	if (bytes <= KTF_MAX_RETIRED)
		return;
	/* Wait for the callbacks of call_srcu(), then for those that they queued by call_rcu(). */
	srcu_barrier(&tracepoint_srcu);
	rcu_barrier();
}

/**
 * ktf_filters_retired - get the memory of filters that wait to be freed
 *
 * Context: any.
 * Return: bytes of the filters that were retired and that handlers may still see.
 */
long ktf_filters_retired(void)
{
	return atomic_long_read(&retired);
}
