// SPDX-License-Identifier: GPL-2.0
/*
 * The stock engine's compiler.
 *
 * A filter must be given back when the module goes, as a program of the stock engine. So each text
 * is compiled by the stock engine too when it is written. If that fails, the filter holds a
 * reference of the module, and the user knows it at once. A text that only the stock engine
 * takes stays with that engine.
 */
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "legal.h"
#include "shadow.h"
#include "stock.h"

/* The task that the stock engine compiles a text for; see ktf_stock_is_building(). */
static struct task_struct *builder;
static DEFINE_MUTEX(builder_lock);

/**
 * ktf_core_may_reject_early - may the records of an event be rejected before they exist?
 * @call: the event.
 *
 * Synthetic events and events of user space report an error if they get no record, and an early
 * rejection would look like one.
 *
 * Context: any.
 * Return: true if nobody needs the record.
 */
bool ktf_core_may_reject_early(const struct trace_event_call *call)
{
	const char *system = call->class->system;

	return !strstarts(system, "synthetic") && !strstarts(system, "user_events");
}

/**
 * ktf_stock_build - have the stock engine compile a text
 * @call: the event.
 * @text: the text.
 * @filter: gets the filter, to be freed by free_event_filter(); it keeps no text.
 *
 * Context: may sleep. The event's fields must stay, which event_mutex ensures.
 * Return: 0; the stock engine's error; -ENOMEM.
 */
int ktf_stock_build(struct trace_event_call *call, const char *text, struct event_filter **filter)
{
	char *copy = kstrdup(text, GFP_KERNEL);
	int err;

	*filter = NULL;
	if (!copy)
		return -ENOMEM;
	scoped_guard(mutex, &builder_lock) {
		WRITE_ONCE(builder, current);
		err = ktf_call(create_event_filter)(NULL, call, copy, false, filter);
		WRITE_ONCE(builder, NULL);
	}
	kfree(copy);
	if (err && *filter) {
		ktf_call(free_event_filter)(*filter);
		*filter = NULL;
	}
	return err;
}

/**
 * ktf_stock_is_building - is the stock engine compiling a text for the running task?
 *
 * Context: any. The answer is for the running task, so no lock is needed.
 * Return: true between begin and end of a call of the stock engine by ktf_stock_build().
 */
bool ktf_stock_is_building(void)
{
	return READ_ONCE(builder) == current;
}

/* A text that ours refuses. If the stock engine takes it, the filter gets that program. */
static int fall_back(struct event_filter *filter, struct trace_event_call *call,
		     const char *text, int err)
{
	struct event_filter *stock;

	if (ktf_stock_build(call, text, &stock))
		return err;
	swap(filter->prog, stock->prog);
	ktf_call(free_event_filter)(stock);
	return 0;
}

/* The module is going, so a text that the stock engine refuses is refused: as @err says. */
static int refuse(struct event_filter *filter, int err)
{
	struct event_filter *ours = kzalloc(sizeof(*ours), GFP_KERNEL | __GFP_NOFAIL);

	swap(filter->prog, ours->prog);
	ktf_legal(ours)->filter = ours;
	free_event_filter(ours);
	return err;
}

static void add_shadow(struct ktf_legal *legal, struct event_filter *stock)
{
	struct ktf_shadow *shadow = ktf_shadow_new(stock);

	if (shadow)
		ktf_legal_add_shadow(legal, shadow);
	else
		ktf_call(free_event_filter)(stock);
}

/**
 * ktf_core_built - after the build of a filter, see that the stock engine can have it, too
 * @filter: a filter that is not published yet.
 * @call: the event.
 * @text: its text.
 * @err: the error of the build, or 0.
 *
 * Context: may sleep. The event's fields must stay, which event_mutex ensures.
 * Return: 0 if one of the engines takes the text; else @err, or the stock engine's if the module is
 * going.
 */
int ktf_core_built(struct event_filter *filter, struct trace_event_call *call, const char *text,
		   int err)
{
	struct ktf_legal *legal = ktf_legal(filter);
	struct event_filter *stock;

	if (err == -ENOMEM || err == -EACCES)
		return err;
	if (err)
		return fall_back(filter, call, text, err);
	legal->call = call;
	legal->text = kstrdup(filter->filter_string ?: text, GFP_KERNEL | __GFP_NOFAIL);
	err = ktf_stock_build(call, legal->text, &stock);
	if (err)
		return ktf_legal_pin(legal) ? 0 : refuse(filter, err);
	if (ktf_shadow_wanted())
		add_shadow(legal, stock);
	else
		ktf_call(free_event_filter)(stock);
	return 0;
}
