// SPDX-License-Identifier: GPL-2.0
/*
 * Statistics: what happened to the predicates of a filter.
 *
 * A run of a program is a path: each instruction that is visited is false or true, and leads on.
 * So one counter for each instruction and outcome tells everything, by one increment for each
 * instruction:
 *
 *	0: prev_pid == 5	true 1	false F		false 900	true 100
 *	1: next_prio < 100	true T	false F		false 100	true 0
 *
 *	asked	1000	both counters of the first instruction
 *	kept	0	all counters whose target is accept
 *	visited	100	both counters of a predicate's first instruction
 *	true	0	the counters that lead from it to where it leads if it is true
 *
 * The passes of vm/opt.c make one instruction of several predicates, or change their order. A
 * program that is counted is spared those passes, so that each predicate of the text has
 * instructions of its own.
 *
 * A filter without statistics pays nothing for this. A run of a counted program starts with an
 * instruction of another kind, which is in struct ktf_stats. It has an entry in the interpreter's
 * table of labels, and from there ktf_run_counted() (vm/run_rest.c) runs the program. A counted
 * program has no machine code and no early program: each record is asked once, by the whole
 * program.
 *
 * A visit may be interrupted by another visit, by an NMI too, and may move to another CPU. A
 * counter is changed by an operation that is one instruction for the CPU on which it runs.
 */
#include "prog/limits.h"
#include "vm/stats.h"

static bool copies_texts(const struct ktf_prog *prog)
{
	const struct ktf_insn *insn;

	for (insn = prog->insns; insn < prog->insns + prog->nr; insn++)
		if (ktf_is_pointer_text(insn) || ktf_copies_texts(insn))
			return true;
	return false;
}

static u16 instruction_of(const struct ktf_portable *from, u16 target)
{
	return ktf_is_verdict(target) ? target : from->at[target];
}

/**
 * ktf_stats_make - make the statistics of a program
 * @prog: the runnable program.
 * @from: the portable program that it came from, whose is_counted was set.
 *
 * Context: may sleep.
 * Return: the statistics without counters, to be freed by ktf_free(); NULL if there is no memory,
 * or the program has more than KTF_MAX_COUNTED instructions.
 */
struct ktf_stats *ktf_stats_make(const struct ktf_prog *prog, const struct ktf_portable *from)
{
	struct ktf_stats *stats;
	u32 i;

	if (prog->nr > KTF_MAX_COUNTED)
		return NULL;
	stats = ktf_alloc(struct_size(stats, preds, from->nr_insns));
	if (!stats)
		return NULL;
	stats->entry.op = KTF_OP_COUNTED;
	stats->prog = prog;
	stats->copies = copies_texts(prog);
	stats->nr = from->nr_insns;
	for (i = 0; i < stats->nr; i++) {
		stats->preds[i].span = from->spans[i];
		stats->preds[i].first = from->at[i];
		stats->preds[i].if_true = instruction_of(from, from->insns[i].jt);
	}
	return stats;
}

/* How often one of the instructions @first to @end - 1 led to a target. */
static u64 led_to(const struct ktf_stats *stats, u32 first, u32 end, u16 target)
{
	const struct ktf_insn *insns = stats->prog->insns;
	u64 sum = 0;
	u32 i;

	for (i = first * 2; i < end * 2; i++)
		if (insns[i / 2].to[i % 2] == target)
			sum += ktf_cpus_sum(stats->counts + i);
	return sum;
}

/**
 * ktf_stats_kept - get how many records a program kept
 * @stats: the statistics, with counters.
 *
 * Counters may change meanwhile. What is read first is never more than what is read later:
 * true before visited, and kept before asked.
 *
 * Context: any.
 * Return: the number.
 */
u64 ktf_stats_kept(const struct ktf_stats *stats)
{
	return led_to(stats, 0, stats->prog->nr, KTAP_FILTER_ACCEPT);
}

/**
 * ktf_stats_visited - get how often a predicate was asked
 * @stats: the statistics, with counters.
 * @nr: number of the predicate.
 *
 * Context: any.
 * Return: the number.
 */
u64 ktf_stats_visited(const struct ktf_stats *stats, u32 nr)
{
	const unsigned long __percpu *count = stats->counts + stats->preds[nr].first * 2;

	return ktf_cpus_sum(count) + ktf_cpus_sum(count + 1);
}

/**
 * ktf_stats_true - get how often a predicate was true
 * @stats: the statistics, with counters.
 * @nr: number of the predicate.
 *
 * Context: any.
 * Return: the number.
 */
u64 ktf_stats_true(const struct ktf_stats *stats, u32 nr)
{
	u32 end = nr + 1 < stats->nr ? stats->preds[nr + 1].first : stats->prog->nr;

	return led_to(stats, stats->preds[nr].first, end, stats->preds[nr].if_true);
}
