// SPDX-License-Identifier: GPL-2.0
/*
 * Statistics of filters: the parameter, the memory, and the lines in ktap_filters.
 *
 *	ktap_filter.stats=1	filters of events that are written from now on are counted
 *
 * Only an event's own filter is in the list, so only such a filter gets counters. The user who
 * writes it is root, or has the event's file from root. Filters of triggers, probes and perf get
 * none. Counting (vm/stats.c) costs a filter its machine code, its early program, and a page or
 * so of memory for each CPU. If there is no memory for the counters, or the filter is longer than
 * KTF_MAX_COUNTED, it is in force without statistics.
 *
 * The counters belong to the program: they are allocated before any handler can see it, and freed
 * with it. So a filter that is written again starts at 0.
 */
#include <linux/moduleparam.h>
#include <linux/percpu.h>
#include <linux/seq_file.h>
#include <linux/string_helpers.h>

#include "ktf_stats.h"

static bool wanted;

module_param_named(stats, wanted, bool, 0644);
MODULE_PARM_DESC(stats, "count how often event filters and their predicates are asked and true");

/**
 * ktf_stats_wanted - are the filters of events that are written now to be counted?
 *
 * Context: any.
 * Return: true if they are.
 */
bool ktf_stats_wanted(void)
{
	return READ_ONCE(wanted);
}

/**
 * ktf_stats_attach - make the statistics of a program, with counters
 * @prog: the runnable program.
 * @from: the portable program that it came from.
 *
 * Context: may sleep.
 * Return: the statistics, to be freed by ktf_stats_free(); NULL if @from is not to be counted, if
 * it is too long, or if there is no memory.
 */
struct ktf_stats *ktf_stats_attach(const struct ktf_prog *prog, const struct ktf_portable *from)
{
	struct ktf_stats *made = from->is_counted ? ktf_stats_make(prog, from) : NULL;

	if (!made)
		return NULL;
	made->counts = __alloc_percpu_gfp(ktf_stats_counts_bytes(prog), sizeof(unsigned long),
					  GFP_KERNEL | __GFP_NOWARN);
	if (made->counts)
		return made;
	ktf_free(made);
	return NULL;
}

/**
 * ktf_stats_free - free the statistics of a program
 * @stats: the statistics of a program that nobody runs any more; or NULL.
 *
 * Context: any but NMI.
 */
void ktf_stats_free(struct ktf_stats *stats)
{
	if (!stats)
		return;
	free_percpu(stats->counts);
	ktf_free(stats);
}

/**
 * ktf_stats_bytes - get the memory that statistics take
 * @stats: the statistics, or NULL.
 *
 * Context: any.
 * Return: bytes, of all CPUs together.
 */
long ktf_stats_bytes(const struct ktf_stats *stats)
{
	if (!stats)
		return 0;
	return struct_size(stats, preds, stats->nr) +
	       num_possible_cpus() * ktf_stats_counts_bytes(stats->prog);
}

/* The text of a predicate, on one line. An image that shows no source has none. */
static void show_text(struct seq_file *m, const struct ktf_span *span, const char *text)
{
	size_t len = strlen(text);

	if (!span->len || span->pos >= len || span->len > len - span->pos)
		return;
	seq_putc(m, ' ');
	seq_escape_mem(m, text + span->pos, span->len, ESCAPE_SPACE | ESCAPE_OCTAL, "\t\n\v\f\r\\");
}

/**
 * ktf_stats_show - print the statistics of a filter
 * @m: where to print.
 * @stats: the statistics; or NULL, and then nothing is printed.
 * @text: the text that the filter shows.
 *
 * Counters change meanwhile. The order of reading makes no predicate true more often than it
 * was asked.
 *
 * Context: may sleep.
 */
void ktf_stats_show(struct seq_file *m, const struct ktf_stats *stats, const char *text)
{
	u64 count;
	u32 i;

	if (!stats)
		return;
	count = ktf_stats_kept(stats);
	seq_printf(m, "    stats: asked %llu kept %llu\n", ktf_stats_asked(stats), count);
	for (i = 0; i < stats->nr; i++) {
		count = ktf_stats_true(stats, i);
		seq_printf(m, "    stats: %u: visited %llu true %llu", i,
			   ktf_stats_visited(stats, i), count);
		show_text(m, &stats->preds[i].span, text);
		seq_putc(m, '\n');
	}
}
