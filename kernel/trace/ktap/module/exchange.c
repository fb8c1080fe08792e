// SPDX-License-Identifier: GPL-2.0
/*
 * Exchanging programs of the stock engine for ours, and ours for the stock engine's.
 *
 * What goes in and out of force is the array of predicates, event_filter.prog. The event_filter
 * itself stays, so triggers, probes and perf events keep their filters when the module comes and
 * goes, and it does not matter where they keep them.
 *
 * Handlers may still run the program that was replaced. It becomes the program of another
 * filter, which nobody uses, and that is freed after a grace period.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/slab.h>
#include <linux/tracepoint.h>

#include "exchange.h"
#include "legal.h"
#include "stock.h"

/* A filter whose program is out of force, but may still be run. */
struct old_filter {
	struct list_head	list;
	struct event_filter	*filter;
};

static void keep_for_later(struct event_filter *filter, struct list_head *old)
{
	struct old_filter *node = kmalloc(sizeof(*node), GFP_KERNEL | __GFP_NOFAIL);

	node->filter = filter;
	list_add(&node->list, old);
}

/**
 * ktf_adopt - give a filter of the stock engine a program of ours
 * @filter: the filter, which may be in force.
 * @text: its text; NULL if nobody has it.
 * @call: the event.
 * @for_event: it is the event's own filter.
 * @old: gets what is to be freed by ktf_free_old().
 *
 * If ours refuses the text, or there is no memory, the filter stays as it is.
 *
 * Context: may sleep; event_mutex held.
 */
void ktf_adopt(struct event_filter *filter, const char *text, struct trace_event_call *call,
	       bool for_event, struct list_head *old)
{
	struct event_filter *ours;
	struct ktf_schema schema;
	struct ktf_diag diag;
	struct ktf_legal *legal;
	int err;

	if (!text || !filter->prog || ktf_legal(filter))
		return;
	ours = ktf_filter_alloc(NULL);
	if (!ours)
		return;
	ktf_schema_init(&schema, call);
	if (for_event)
		err = ktf_filter_build_for_event(&schema, text, ours, &diag);
	else
		err = ktf_filter_build(&schema, text, ours, &diag);
	legal = ktf_legal(ours);
	if (err || !legal) {
		free_event_filter(ours);
		return;
	}
	legal->filter = filter;
	ktf_legal_exchange(filter, ours);
	keep_for_later(ours, old);
}

/* The stock engine's filter of a text; one that keeps every record if there is no memory. */
static struct event_filter *stock_filter(const struct ktf_legal *legal)
{
	struct event_filter *stock;
	int err = ktf_stock_build(legal->call, legal->text, &stock);

	if (!err)
		return stock;
	pr_err("%s:%s is without filter: the stock engine refuses %*pEp: error %d\n",
	       legal->call->class->system, trace_event_name(legal->call),
	       ktf_told_length(legal->text), legal->text, err);
	return kzalloc(sizeof(*stock), GFP_KERNEL | __GFP_NOFAIL);
}

/* Returns the filter that has our program afterwards. */
static struct event_filter *give_back(struct ktf_legal *legal)
{
	struct event_filter *stock = stock_filter(legal);

	if (!ktf_legal_give_back(legal, stock))
		ktf_call(free_event_filter)(stock);
	return legal->filter;
}

/**
 * ktf_give_back - give all filters programs of the stock engine
 * @old: gets what is to be freed by ktf_free_old().
 *
 * Context: may sleep; event_mutex held. Nobody may build filters of ours any more, but filters
 * may be freed meanwhile.
 */
void ktf_give_back(struct list_head *old)
{
	struct ktf_legal *legal;

	while ((legal = ktf_legal_next()))
		keep_for_later(give_back(legal), old);
}

/**
 * ktf_free_old - free what is out of force
 * @old: the list; is empty afterwards.
 *
 * Context: may sleep. Waits for handlers.
 */
void ktf_free_old(struct list_head *old)
{
	struct old_filter *node, *next;

	if (list_empty(old))
		return;
	tracepoint_synchronize_unregister();
	list_for_each_entry_safe(node, next, old, list) {
		free_event_filter(node->filter);
		kfree(node);
	}
	INIT_LIST_HEAD(old);
}
