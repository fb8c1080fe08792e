/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Statistics: how often each predicate of a filter was asked, and how often it was true. See
 * vm/stats.c.
 */
#ifndef _KTF_STATS_H
#define _KTF_STATS_H

#include "prog/portable.h"
#include "vm/insn.h"

/*
 * The opcode of struct ktf_stats.entry. It is not a source and a test, so no program has it: the
 * verifier refuses it. The first tier leaves it to the table of labels, as it does an arc of a
 * text, so no other instruction pays for it.
 */
#define KTF_OP_COUNTED	0xe0

/**
 * struct ktf_counted - a predicate that is counted
 * @span: the part of the text that it came from.
 * @first: its first instruction. Those of the next predicate follow its own.
 * @if_true: where it leads if it is true: an instruction of another predicate, or a verdict.
 */
struct ktf_counted {
	struct ktf_span	span;
	u16		first;
	u16		if_true;
};

/**
 * struct ktf_stats - a program with its statistics
 * @entry: the instruction that a run starts with. It stands for the whole program.
 * @prog: the program, whose predicates are apart.
 * @counts: how often the first instruction was false, how often it was true, the same of the
 *	second one, and so on; in memory of each CPU.
 * @copies: the program copies texts behind pointers.
 * @nr: number of predicates.
 * @preds: the predicates in the order of the text.
 */
struct ktf_stats {
	struct ktf_insn		entry;
	const struct ktf_prog	*prog;
	unsigned long __percpu	*counts;
	bool			copies;
	u32			nr;
	struct ktf_counted	preds[];
};

struct ktf_stats *ktf_stats_make(const struct ktf_prog *prog, const struct ktf_portable *from);
u64 ktf_stats_kept(const struct ktf_stats *stats);
u64 ktf_stats_visited(const struct ktf_stats *stats, u32 nr);
u64 ktf_stats_true(const struct ktf_stats *stats, u32 nr);

/* The bytes of the counters, for each CPU. */
static inline size_t ktf_stats_counts_bytes(const struct ktf_prog *prog)
{
	return prog->nr * 2 * sizeof(unsigned long);
}

/* How often a program was run: a run starts with the first predicate. */
static inline u64 ktf_stats_asked(const struct ktf_stats *stats)
{
	return ktf_stats_visited(stats, 0);
}

#endif /* _KTF_STATS_H */
