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
 * the record. data_match() returns our verdict, 1 to keep the record. The predicate's value is
 * that, xor the predicate's member not, which makes a 1 KTF_LEGAL. Then the program goes on
 * behind entry 1, at 2; any other value leads to 1. So a call of the stock engine that nobody
 * has redirected gives our verdict. Array, predicate and regex are three allocations, as the
 * stock engine makes them, and its free_event_filter() frees them. Our programs are behind the
 * array in the same allocation. KTF_LEGAL, which no array of the stock engine has, tells ours
 * from its.
 *
 * All of them are in a list, since they must be given back when the module goes (exchange.c). A
 * filter may be freed at that moment. Then it is marked as dead, and is left to the one that
 * gives it back.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "legal.h"
#include "shadow.h"

static LIST_HEAD(all_legal);
static LIST_HEAD(all_given_back);	/* in the order in which they were given back */
static DEFINE_SPINLOCK(legal_lock);

/* regex->match() of our predicates. */
static int data_match(char *rec, struct regex *r, int len)
{
	const struct ktf_legal *legal = *(struct ktf_legal **)r->pattern;

	return ktf_run_ktap(&legal->ktap, rec);
}

/* The same, with a shadow. */
static int data_match_shadowed(char *rec, struct regex *r, int len)
{
	return ktf_shadow_match(*(struct ktf_legal **)r->pattern, rec);
}

static struct regex *predicate_regex(struct filter_pred *pred)
{
	if (ktf_layout.pred_has_regex)
		return &ktf_member(struct regex, pred, pred_regex);
	return ktf_member(struct regex *, pred, pred_regex);
}

static struct regex *new_regex(struct filter_pred *pred)
{
	if (!ktf_layout.pred_has_regex)
		ktf_member(struct regex *, pred, pred_regex) =
			kzalloc(sizeof(struct regex), GFP_KERNEL);
	return predicate_regex(pred);
}

/* Set when_to_branch, and what calls us: see above. */
static void set_kind(struct ktf_legal *legal, int kind,
		     int (*match)(char *rec, struct regex *r, int len))
{
	struct filter_pred *pred = legal->entry[0].pred;

	legal->entry[0].when_to_branch = kind;
	ktf_member(int, pred, pred_not) = 1 ^ kind;
	predicate_regex(pred)->match = match;
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
	legal->entry[0].target = 1;
	legal->entry[0].pred = pred;
	legal->entry[2].target = 1;
	set_kind(legal, KTF_LEGAL, data_match);
	legal->filter = filter;
	spin_lock_irq(&legal_lock);
	list_add(&legal->list, &all_legal);
	spin_unlock_irq(&legal_lock);
	filter->prog = legal->entry;
	return &legal->ktap;
}

/**
 * ktf_legal_add_shadow - have both engines evaluate each record
 * @legal: the program of a filter that is not published yet.
 * @shadow: the stock engine's filter, which the program owns from here on.
 *
 * Context: any.
 */
void ktf_legal_add_shadow(struct ktf_legal *legal, struct ktf_shadow *shadow)
{
	legal->shadow = shadow;
	set_kind(legal, KTF_LEGAL_SHADOWED, data_match_shadowed);
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

/**
 * ktf_legal_pin - keep the module, because the stock engine cannot have a filter
 * @legal: the filter's program, with its event and text.
 *
 * Context: may sleep.
 * Return: false if the module is going already.
 */
bool ktf_legal_pin(struct ktf_legal *legal)
{
	if (!try_module_get(THIS_MODULE))
		return false;
	legal->pinned = true;
	pr_info_ratelimited("%s:%s has a filter that the stock engine cannot have: %*pEp\n",
			    legal->call->class->system, trace_event_name(legal->call),
			    ktf_told_length(legal->text), legal->text);
	return true;
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
		ktf_shadow_free(legal->shadow, legal->text);
		kfree(legal->text);
		unpin(legal);
	}
	ktf_call(free_event_filter)(filter);
}

/**
 * ktf_legal_next - get a program that was not given back yet
 *
 * Until ktf_legal_give_back(), its memory stays. Its filter may be freed.
 *
 * Context: may sleep. Nobody makes programs any more.
 * Return: the program; NULL if there is none.
 */
struct ktf_legal *ktf_legal_next(void)
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

/**
 * ktf_legal_give_back - give a filter a program of the stock engine
 * @legal: its program, from ktf_legal_next().
 * @stock: a filter with the other program.
 *
 * Context: may sleep.
 * Return: true if @stock has our program now; false if the filter was freed meanwhile, and
 * @legal->filter is left to be freed.
 */
bool ktf_legal_give_back(struct ktf_legal *legal, struct event_filter *stock)
{
	guard(spinlock_irq)(&legal_lock);

	legal->busy = false;
	if (legal->dead) {
		legal->dead = false;
		return false;
	}
	ktf_legal_exchange(legal->filter, stock);
	legal->filter = stock;
	return true;
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
 * ktf_legal_show - print all filters that keep the module, or on which the engines disagree
 * @m: where to print.
 *
 * These may be filters of triggers, probes and perf, which are not listed otherwise.
 *
 * Context: any.
 */
void ktf_legal_show(struct seq_file *m)
{
	const struct ktf_legal *legal;

	spin_lock_irq(&legal_lock);
	list_for_each_entry(legal, &all_legal, list)
		if (is_remarkable(legal))
			remark(m, legal);
	spin_unlock_irq(&legal_lock);
}
