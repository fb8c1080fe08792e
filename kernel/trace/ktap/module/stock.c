// SPDX-License-Identifier: GPL-2.0
/*
 * Filters that the stock engine can run and free.
 *
 * The stock engine runs an array of predicates. After a predicate whose value is
 * when_to_branch, the entry behind target is next. An entry without a predicate ends the
 * program, and its target is the verdict. Each filter of ours is such an array:
 *
 *	0: target 1, when_to_branch KTF_LEGAL, a predicate that calls us
 *	1: target 0, no predicate
 *	2: target 1, no predicate
 *
 * The predicate compares a char[] at offset 0, which calls regex->match() with the address of
 * the record. data_match() returns KTF_LEGAL to keep the record, and the program goes on behind
 * entry 1, at 2; any other value leads to 1. So a call of the stock engine that nobody has
 * redirected gives our verdict. Array, predicate and regex are three allocations, as the stock
 * engine makes them, and its free_event_filter() frees them. Our programs are behind the array in
 * the same allocation. KTF_LEGAL, which no array of the stock engine has, tells ours from its.
 *
 * What goes in and out of force is the array, event_filter.prog. The event_filter itself stays,
 * so triggers, probes and perf events keep their filters when the module comes and goes, and it
 * does not matter where they keep them.
 *
 * A filter must be given back when the module goes. So each text is compiled by the stock engine
 * too when it is written. If that fails, the filter holds a reference of the module. A text that
 * only the stock engine takes stays with that engine.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/tracepoint.h>

#include "shadow.h"
#include "stock.h"

/* A filter whose program is out of force, but may still be run. */
struct old_filter {
	struct list_head	list;
	struct event_filter	*filter;
};

static LIST_HEAD(all_legal);
static LIST_HEAD(all_given_back);	/* in the order in which they were given back */
static DEFINE_SPINLOCK(legal_lock);

/* The task that the stock engine compiles a text for; see ktf_stock_is_building(). */
static struct task_struct *builder;
static DEFINE_MUTEX(builder_lock);

/* regex->match() of our predicates. */
static int data_match(char *rec, struct regex *r, int len)
{
	struct ktf_legal *legal = *(struct ktf_legal **)r->pattern;
	bool keep = legal->shadow ? ktf_shadow_match(legal, rec) : ktf_run_ktap(&legal->ktap, rec);

	return keep ? legal->entry[0].when_to_branch : 0;
}

static struct regex *new_regex(struct filter_pred *pred)
{
	struct regex *r;

	if (ktf_layout.pred_has_regex)
		return &ktf_member(struct regex, pred, pred_regex);
	r = kzalloc(sizeof(*r), GFP_KERNEL);
	ktf_member(struct regex *, pred, pred_regex) = r;
	return r;
}

static struct filter_pred *new_predicate(struct ktf_legal *legal)
{
	struct filter_pred *pred = kzalloc(ktf_layout.pred_bytes, GFP_KERNEL);
	struct regex *r = pred ? new_regex(pred) : NULL;

	if (!r) {
		kfree(pred);
		return NULL;
	}
	*(struct ktf_legal **)r->pattern = legal;
	r->match = data_match;
	ktf_member(int, pred, pred_fn) = ktf_layout.fn_string;
	return pred;
}

/**
 * ktf_core_add_ktap - give a filter a program that calls ours
 * @filter: a filter that is not published yet and has no program.
 *
 * Context: may sleep.
 * Return: the place for our programs; NULL if there is no memory.
 */
struct ktap_filter *ktf_core_add_ktap(struct event_filter *filter)
{
	struct ktf_legal *legal = kzalloc(sizeof(*legal), GFP_KERNEL);
	struct filter_pred *pred = legal ? new_predicate(legal) : NULL;

	if (!pred) {
		kfree(legal);
		return NULL;
	}
	legal->entry[0] = (struct prog_entry) { 1, KTF_LEGAL, pred };
	legal->entry[2].target = 1;
	legal->filter = filter;
	spin_lock_irq(&legal_lock);
	list_add(&legal->list, &all_legal);
	spin_unlock_irq(&legal_lock);
	filter->prog = legal->entry;
	return &legal->ktap;
}

/**
 * ktf_core_ktap - get a filter's programs
 * @filter: the filter.
 *
 * Context: any.
 * Return: the programs; NULL if the filter has a program of the stock engine, or none.
 */
struct ktap_filter *ktf_core_ktap(struct event_filter *filter)
{
	struct ktf_legal *legal = ktf_legal(filter);

	return legal ? &legal->ktap : NULL;
}

/**
 * ktf_core_filter - get the filter that has these programs
 * @ktap: the programs.
 *
 * Context: any.
 * Return: the filter.
 */
struct event_filter *ktf_core_filter(struct ktap_filter *ktap)
{
	return container_of(ktap, struct ktf_legal, ktap)->filter;
}

/**
 * ktf_core_filter_bytes - get the memory of a filter without its text and programs
 *
 * Context: any.
 * Return: bytes.
 */
size_t ktf_core_filter_bytes(void)
{
	return sizeof(struct event_filter) + sizeof(struct ktf_legal) + ktf_layout.pred_bytes +
	       (ktf_layout.pred_has_regex ? 0 : sizeof(struct regex));
}

/*
 * Take a program from the list. False if it is given back just now: then it is freed by
 * give_back(), which does not need our programs, and these have been freed.
 */
static bool forget(struct ktf_legal *legal)
{
	unsigned long flags;
	bool busy;

	spin_lock_irqsave(&legal_lock, flags);
	busy = legal->busy;
	if (busy) {
		memset(&legal->ktap, 0, sizeof(legal->ktap));
		legal->dead = true;
	} else {
		list_del(&legal->list);
	}
	spin_unlock_irqrestore(&legal_lock, flags);
	return !busy;
}

/*
 * How much of a text is printed to the log, bytes. Any user can write a text through perf, so
 * what is not printable is escaped there ("%*pEp").
 */
static int told_length(const char *text)
{
	return min_t(size_t, strlen(text), 100);
}

/* Keep the module as long as there is a filter that the stock engine cannot have. */
static void pin(struct ktf_legal *legal)
{
	legal->pinned = true;
	__module_get(THIS_MODULE);
	pr_info_ratelimited("%s:%s has a filter that the stock engine cannot have: %*pEp\n",
			    legal->call->class->system, trace_event_name(legal->call),
			    told_length(legal->text), legal->text);
}

static void unpin(struct ktf_legal *legal)
{
	if (!legal->pinned)
		return;
	legal->pinned = false;
	module_put(THIS_MODULE);
}

/**
 * ktf_core_retired - a filter is out of force, and need not be given back any more
 * @filter: the filter, which waits for its readers. The module waits for them, too.
 *
 * Context: may sleep; event_mutex held.
 */
void ktf_core_retired(struct event_filter *filter)
{
	struct ktf_legal *legal = ktf_legal(filter);

	WRITE_ONCE(legal->retired, true);
	unpin(legal);
}

/**
 * ktf_core_free_filter - free a filter whose programs have been freed
 * @filter: the filter, which no handler can see.
 *
 * Context: any but NMI.
 */
void ktf_core_free_filter(struct event_filter *filter)
{
	struct ktf_legal *legal = ktf_legal(filter);

	if (legal) {
		if (!forget(legal))
			return;
		legal->entry[0].when_to_branch = 0;
		ktf_shadow_free(legal->shadow);
		kfree(legal->text);
		unpin(legal);
	}
	ktf_call(free_event_filter)(filter);
}

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

static void shadow(struct ktf_legal *legal, struct event_filter *stock)
{
	legal->shadow = ktf_shadow_new(stock);
	if (legal->shadow)
		legal->entry[0].when_to_branch = KTF_LEGAL_SHADOWED;
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
 * Return: 0 if one of the engines takes the text; else @err.
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
	if (ktf_stock_build(call, legal->text, &stock))
		pin(legal);
	else if (ktf_shadow_wanted())
		shadow(legal, stock);
	else
		ktf_call(free_event_filter)(stock);
	return 0;
}

/* Exchange the programs of a filter in force and of one that nobody uses. */
static void exchange(struct event_filter *live, struct event_filter *other)
{
	struct prog_entry *prog = live->prog;

	/* Handlers load the pointer and then what it points to: they see a program as a whole. */
	smp_store_release(&live->prog, other->prog);
	other->prog = prog;
}

static void keep_for_later(struct event_filter *filter, struct list_head *old)
{
	struct old_filter *node = kmalloc(sizeof(*node), GFP_KERNEL | __GFP_NOFAIL);

	node->filter = filter;
	list_add(&node->list, old);
}

/**
 * ktf_stock_adopt - give a filter of the stock engine a program of ours
 * @filter: the filter, which may be in force.
 * @call: the event.
 * @for_event: it is the event's own filter.
 * @old: gets what is to be freed by ktf_stock_free_old().
 *
 * If ours refuses the filter's text, or there is no memory, the filter stays as it is.
 *
 * Context: may sleep; event_mutex held.
 */
void ktf_stock_adopt(struct event_filter *filter, struct trace_event_call *call, bool for_event,
		     struct list_head *old)
{
	struct event_filter *ours;
	struct ktf_schema schema;
	struct ktf_diag diag;
	struct ktf_legal *legal;
	int err;

	if (!filter || !filter->prog || ktf_legal(filter) || !filter->filter_string)
		return;
	ours = ktf_filter_alloc(NULL);
	if (!ours)
		return;
	ktf_schema_init(&schema, call);
	if (for_event)
		err = ktf_filter_build_for_event(&schema, filter->filter_string, ours, &diag);
	else
		err = ktf_filter_build(&schema, filter->filter_string, ours, &diag);
	legal = ktf_legal(ours);
	if (err || !legal) {
		free_event_filter(ours);
		return;
	}
	legal->filter = filter;
	exchange(filter, ours);
	keep_for_later(ours, old);
}

static struct ktf_legal *next_to_give_back(void)
{
	struct ktf_legal *legal;

	spin_lock_irq(&legal_lock);
	legal = list_first_entry_or_null(&all_legal, struct ktf_legal, list);
	if (legal) {
		legal->busy = true;
		list_move_tail(&legal->list, &all_given_back);
	}
	spin_unlock_irq(&legal_lock);
	return legal;
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
	       told_length(legal->text), legal->text, err);
	return kzalloc(sizeof(*stock), GFP_KERNEL | __GFP_NOFAIL);
}

/* Returns the filter that has our program afterwards. */
static struct event_filter *give_back(struct ktf_legal *legal)
{
	struct event_filter *stock = stock_filter(legal), *live = legal->filter;

	spin_lock_irq(&legal_lock);
	legal->busy = false;
	if (!legal->dead) {
		exchange(live, stock);
		legal->filter = stock;
	}
	spin_unlock_irq(&legal_lock);
	if (!legal->dead)
		return stock;
	ktf_call(free_event_filter)(stock);
	legal->dead = false;
	return live;
}

/**
 * ktf_stock_give_back - give all filters programs of the stock engine
 * @old: gets what is to be freed by ktf_stock_free_old().
 *
 * Context: may sleep; event_mutex held. Nobody may build filters of ours any more, but filters
 * may be freed meanwhile.
 */
void ktf_stock_give_back(struct list_head *old)
{
	struct ktf_legal *legal;

	while ((legal = next_to_give_back()))
		keep_for_later(give_back(legal), old);
}

/**
 * ktf_stock_free_old - free what is out of force
 * @old: the list; is empty afterwards.
 *
 * Context: may sleep. Waits for handlers.
 */
void ktf_stock_free_old(struct list_head *old)
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

/**
 * ktf_core_show_filter - print what the stock engine has to say of a filter
 * @m: where to print.
 * @filter: the filter.
 *
 * Context: event_mutex held.
 */
void ktf_core_show_filter(struct seq_file *m, struct event_filter *filter)
{
	const struct ktf_legal *legal = ktf_legal(filter);

	if (legal->pinned)
		seq_puts(m, "    the stock engine cannot have this filter\n");
	if (legal->shadow)
		ktf_shadow_show(m, legal->shadow);
}

static bool is_remarkable(const struct ktf_legal *legal)
{
	return legal->call && !legal->retired &&
	       (legal->pinned || ktf_shadow_disagrees(legal->shadow));
}

static void remark(struct seq_file *m, const struct ktf_legal *legal)
{
	seq_printf(m, "# %s on %s:%s: ",
		   legal->pinned ? "keeps the module" : "engines disagree",
		   legal->call->class->system, trace_event_name(legal->call));
	seq_escape(m, legal->text, "\n");
	seq_putc(m, '\n');
	if (ktf_shadow_disagrees(legal->shadow))
		ktf_shadow_show(m, legal->shadow);
}

/**
 * ktf_stock_show - print all filters that keep the module, or on which the engines disagree
 * @m: where to print.
 *
 * These may be filters of triggers, probes and perf, which are not listed otherwise.
 *
 * Context: any.
 */
void ktf_stock_show(struct seq_file *m)
{
	const struct ktf_legal *legal;

	spin_lock_irq(&legal_lock);
	list_for_each_entry(legal, &all_legal, list)
		if (is_remarkable(legal))
			remark(m, legal);
	spin_unlock_irq(&legal_lock);
}
