// SPDX-License-Identifier: GPL-2.0
/*
 * Shadow mode: both engines evaluate each record, and ours decides.
 *
 * With ktap_filter.shadow=1, each text that is written from then on, and that the stock engine
 * takes as well, keeps the stock engine's program beside ours. Each record goes through both. If
 * the verdicts differ, the filter counts it and keeps the bytes of the first such record. So a
 * user can see on his own machine, on his own events, that the engines agree.
 *
 * The early program is held against the record too: a record that it rejects and the filter
 * keeps is a disagreement. No event of such a filter is rejected before it has a record.
 *
 * A record that is evaluated twice may change in between if a field points to memory that
 * somebody else writes, as the argument of a system call does. Such a disagreement is no
 * mistake of an engine.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/atomic.h>
#include <linux/moduleparam.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "legal.h"
#include "shadow.h"

#define RECORD_BYTES	256

/* What the first disagreement's record is: none, being written, complete. */
enum { FIRST_NONE, FIRST_BUSY, FIRST_KEPT };

/**
 * struct ktf_shadow - the stock engine beside ours, for one filter
 * @stock: its filter.
 * @disagreements: on how many records the verdicts differed.
 * @first: state of the members below.
 * @ours: our verdict on the first record on which they differed.
 * @early: it was the early program that differed from the filter.
 * @bytes: the record's size, cut to RECORD_BYTES.
 * @record: its bytes.
 */
struct ktf_shadow {
	struct event_filter	*stock;
	atomic64_t		disagreements;
	atomic_t		first;
	bool			ours;
	bool			early;
	u32			bytes;
	u8			record[RECORD_BYTES];
};

static bool wanted;
module_param_named(shadow, wanted, bool, 0644);
MODULE_PARM_DESC(shadow, "filters written from now on are evaluated by both engines");

/**
 * ktf_shadow_wanted - is shadow mode on?
 *
 * Context: any.
 * Return: true if new filters are to be evaluated by both engines.
 */
bool ktf_shadow_wanted(void)
{
	return READ_ONCE(wanted);
}

/**
 * ktf_shadow_new - keep a filter of the stock engine beside one of ours
 * @stock: the filter, which the shadow owns from here on.
 *
 * Context: may sleep.
 * Return: the shadow; NULL if there is no memory, and then @stock is the caller's.
 */
struct ktf_shadow *ktf_shadow_new(struct event_filter *stock)
{
	struct ktf_shadow *shadow = kzalloc(sizeof(*shadow), GFP_KERNEL);

	if (shadow)
		shadow->stock = stock;
	return shadow;
}

/* A filter of trace-cmd or perf is gone before anybody can read ktap_filters. */
static void tell(const struct ktf_shadow *shadow, const char *text)
{
	pr_warn_ratelimited("engines disagree on %lld records: %*pEp\n",
			    atomic64_read(&shadow->disagreements), ktf_told_length(text), text);
}

/**
 * ktf_shadow_free - free a shadow and its filter
 * @shadow: the shadow, which no handler can see; or NULL.
 * @text: the filter's text, for the log if the engines disagreed.
 *
 * Context: any but NMI.
 */
void ktf_shadow_free(struct ktf_shadow *shadow, const char *text)
{
	if (!shadow)
		return;
	if (ktf_shadow_disagrees(shadow))
		tell(shadow, text);
	ktf_call(free_event_filter)(shadow->stock);
	kfree(shadow);
}

/* The size of a record: the fixed part, and what its __data_loc fields refer to. */
static u32 record_bytes(struct trace_event_call *call, const void *rec)
{
	struct ftrace_event_field *field;
	struct ktf_schema schema;
	u32 bytes, loc;

	ktf_schema_init(&schema, call);
	bytes = schema.fixed;
	list_for_each_entry(field, trace_get_fields(call), link) {
		if (strncmp(field->type, "__data_loc", strlen("__data_loc")))
			continue;
		loc = *(u32 *)(rec + field->offset);
		bytes = max(bytes, (loc & 0xffff) + (loc >> 16));
	}
	return min_t(u32, bytes, RECORD_BYTES);
}

/* Count a disagreement, and keep the first one. Disagreements of other CPUs do not wait. */
static noinline void disagree(struct ktf_legal *legal, const void *rec, bool ours, bool early)
{
	struct ktf_shadow *shadow = legal->shadow;

	atomic64_inc(&shadow->disagreements);
	if (atomic_cmpxchg(&shadow->first, FIRST_NONE, FIRST_BUSY) != FIRST_NONE)
		return;
	shadow->ours = ours;
	shadow->early = early;
	shadow->bytes = record_bytes(legal->call, rec);
	memcpy(shadow->record, rec, shadow->bytes);
	atomic_set_release(&shadow->first, FIRST_KEPT);
}

/**
 * ktf_shadow_match - run both engines on a record
 * @legal: the filter's program, which has a shadow.
 * @rec: the record.
 *
 * Context: as filter_match_preds().
 * Return: our verdict.
 */
bool ktf_shadow_match(struct ktf_legal *legal, void *rec)
{
	const struct ktf_prog *early = legal->ktap.early;
	bool ours = ktf_run_ktap(&legal->ktap, rec);
	bool stock = ktf_call(filter_match_preds)(legal->shadow->stock, rec);

	if (unlikely(ours != stock))
		disagree(legal, rec, ours, false);
	else if (ours && early && unlikely(!ktf_run(early, rec, sizeof(struct trace_entry))))
		disagree(legal, rec, ours, true);
	return ours;
}

/**
 * ktf_shadow_disagrees - did the engines disagree on a record?
 * @shadow: the filter's shadow, or NULL.
 *
 * Context: any.
 * Return: true if they did.
 */
bool ktf_shadow_disagrees(const struct ktf_shadow *shadow)
{
	return shadow && atomic64_read(&shadow->disagreements);
}

/**
 * ktf_shadow_show - print what a shadow has found
 * @m: where to print.
 * @shadow: the shadow.
 *
 * Context: any.
 */
void ktf_shadow_show(struct seq_file *m, const struct ktf_shadow *shadow)
{
	seq_printf(m, "    shadow: %lld disagreements\n",
		   atomic64_read(&shadow->disagreements));
	if (atomic_read_acquire(&shadow->first) != FIRST_KEPT)
		return;
	if (shadow->early)
		seq_puts(m, "    shadow: first: early rejects, the filter keeps");
	else
		seq_printf(m, "    shadow: first: ours %s, stock %s",
			   shadow->ours ? "keeps" : "drops", shadow->ours ? "drops" : "keeps");
	seq_printf(m, " %*phN\n", (int)shadow->bytes, shadow->record);
}
