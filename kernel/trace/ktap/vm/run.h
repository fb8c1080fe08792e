/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The interpreter's first tier, which is inlined in its caller. It tests arcs and takes only
 * direct branches. vm/run.c describes all tiers.
 */
#ifndef _KTF_RUN_H
#define _KTF_RUN_H

#include "prog/env_task.h"
#include "vm/cells.h"
#include "vm/fetch.h"
#include "vm/insn.h"
#include "vm/related.h"
#include "vm/set.h"

/*
 * All tiers take the same arguments. The record stays in the register in which
 * filter_match_preds() gets it. A program is known by its first instruction, so that a run
 * starts with one pointer instead of two.
 */
u32 ktf_run_sets(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len);
u32 ktf_run_threaded(const struct ktf_insn *entry, const void *rec,
		     const struct ktf_insn *insn, u32 len);

/* vm/run_rest.c */
u32 ktf_run_short(const struct ktf_insn *entry, const void *rec,
		  const struct ktf_insn *insn, u32 len);
u32 ktf_run_contains(const struct ktf_insn *entry, const void *rec,
		     const struct ktf_insn *insn, u32 len);
u32 ktf_run_glob(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len);
u32 ktf_run_texts(const struct ktf_insn *entry, const void *rec,
		  const struct ktf_insn *insn, u32 len);
u32 ktf_run_rest(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len);
u32 ktf_run_counted(const struct ktf_insn *insn, const void *rec, u32 len);
bool ktf_run_unknown(void);

/* vm/task.c */
u32 ktf_run_task(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len);

/* Go on behind an instruction of a later part. */
static __always_inline u32 ktf_go_on(const struct ktf_insn *entry, const void *rec,
				     const struct ktf_insn *insn, u32 len, bool outcome)
{
	u32 next = insn->to[outcome];

	if (next >= KTAP_FILTER_REJECT)
		return next - KTAP_FILTER_REJECT;
	return ktf_run_rest(entry, rec, entry + next, len);
}

/* Does a TASK ask for a cgroup? The first tier answers that itself, since it takes no call. */
static __always_inline bool ktf_is_below(const struct ktf_insn *insn)
{
	return insn->op == KTF_OP(TASK, HOLDS) && insn->off == KTF_RELATED_BELOW;
}

/* Does the number lie on the arc? See vm/lower_range.c. */
static __always_inline bool ktf_passes(const struct ktf_insn *insn, u64 val)
{
	return ((val - insn->lo) & insn->mask) <= insn->range;
}

/* P(part, function): parts that continue a run and do not come back. */
#define KTF_LATER_PARTS(P)							\
	P(CELLS, ktf_run_cells) P(TASK, ktf_run_task) P(SHORT, ktf_run_short)	\
	P(CONTAINS, ktf_run_contains) P(GLOB, ktf_run_glob)			\
	P(THREADED, ktf_run_threaded) P(REST, ktf_run_rest)

/* P(part, outcome): tests of a PAIR, and whether the task is in a cgroup. */
#define KTF_DECIDED_PARTS(P)							\
	P(SPAN, ktf_spans(insn, val)) P(LESS, ktf_is_less(insn, rec))		\
	P(HOLDS, ktf_pair_holds(insn, rec))					\
	P(BELOW, ktf_task_is_below(insn->lo, insn->range))

/* The part of the interpreter that an instruction needs next. */
enum ktf_part {
	KTF_PART_TEST, KTF_PART_SET,
#define KTF_PART(name, what)	KTF_PART_##name,
	KTF_DECIDED_PARTS(KTF_PART)
	KTF_LATER_PARTS(KTF_PART)
#undef KTF_PART
};

/*
 * The part that runs a test of a text, which lies in an array of the record or not. COMM_ARC and
 * TAIL do not come here. ISA order: only a text in an array has SHORT, and a text behind a pointer
 * must be copied before it is searched.
 */
static __always_inline enum ktf_part ktf_text_part(const struct ktf_insn *insn, const bool in_array)
{
	if (in_array && ktf_test(insn) == KTF_TEST_SHORT)
		return KTF_PART_SHORT;
	if (ktf_test(insn) == KTF_TEST_CONTAINS)
		return in_array || insn->op < KTF_OP(PTR, ARC) ? KTF_PART_CONTAINS :
								 KTF_PART_THREADED;
	if (ktf_test(insn) > KTF_TEST_CONTAINS) {
		barrier();	/* or each test of a text would ask for a pointer first */
		return in_array || insn->op < KTF_OP(PTR, ARC) ? KTF_PART_GLOB :
								 KTF_PART_THREADED;
	}
	return KTF_PART_THREADED;
}

/* The part that runs a test of calculated numbers, of the task, or of a state. */
static __always_inline enum ktf_part ktf_calculated_part(const struct ktf_insn *insn)
{
	/* ISA order. CELL, TASK, STATE. */
	if (insn->op < KTF_OP(TASK, ARC))
		return insn->copies ? KTF_PART_REST : KTF_PART_CELLS;
	if (insn->op >= KTF_OP(STATE, ARC))
		return KTF_PART_REST;
	return ktf_is_below(insn) ? KTF_PART_BELOW : KTF_PART_TASK;
}

/* The part that runs a test of numbers that is no arc, and no SPAN of a PAIR. */
static __always_inline enum ktf_part ktf_number_part(const struct ktf_insn *insn)
{
	/* ISA order. Cells are above PAIR, sets below. */
	if (insn->op == KTF_OP(PAIR, LESS))
		return KTF_PART_LESS;
	if (insn->op > KTF_OP(PAIR, LESS))
		return ktf_calculated_part(insn);
	if (insn->op == KTF_OP(PAIR, HOLDS))
		return KTF_PART_HOLDS;
	return insn->op == KTF_OP(CPU, SET) ? KTF_PART_SET : KTF_PART_REST;
}

/*
 * Fetch the number of a CPU_ARC, a MASK_ARC, a COMM_ARC, a TAIL or a PAIR_SPAN. For other
 * instructions, only find the part that runs them.
 */
static __always_inline enum ktf_part ktf_fetch_other(const struct ktf_insn *insn,
						     const void *rec, u32 len, u64 *val)
{
	/* ISA order. Numbers and their sets are below, texts are above. */
	if (insn->op == KTF_OP(COMM, ARC))
		*val = ktf_fetch_number(KTF_SOURCE_COMM, insn, rec, len);
	else if (insn->op > KTF_OP(COMM, ARC))
		goto text;
	else if (insn->op == KTF_OP(PAIR, SPAN))
		goto span;
	else if (insn->op == KTF_OP(MASK, ARC))
		*val = ktf_fetch_number(KTF_SOURCE_MASK, insn, rec, len);
	else if (insn->op == KTF_OP(CPU, ARC))
		*val = ktf_fetch_number(KTF_SOURCE_CPU, insn, rec, len);
	else if (insn->op > KTF_OP(CPU, ARC))
		return ktf_number_part(insn);
	else
		return KTF_PART_SET;
	return KTF_PART_TEST;
span:
	*val = ktf_pair_difference(insn, rec);
	return KTF_PART_SPAN;
text:
	if (insn->op >= KTF_OP(DYN, ARC))
		return ktf_text_part(insn, false);
	if (insn->op == KTF_OP(FIX, TAIL))
		*val = ktf_fetch_last(KTF_SOURCE_FIX, insn, rec);
	else if (insn->op == KTF_OP(COMM, TAIL))
		*val = ktf_fetch_last(KTF_SOURCE_COMM, insn, rec);
	else
		return ktf_text_part(insn, true);
	return KTF_PART_TEST;
}

/* Test what takes no call. */
#define KTF_DECIDE(part, outcome)						\
	case KTF_PART_##part:							\
		if (outcome)							\
			goto passes;						\
		goto fails;

/* Continue a run in a later part. */
#define KTF_HAND_OVER(part, function)						\
	case KTF_PART_##part:							\
		return function(entry, rec, insn, len);

/*
 * Run arcs, and sets too if @with_sets. Sets need registers. A run of arcs alone would save these
 * registers for nothing.
 *
 * The barriers keep the compiler from merging the code of both outcomes. Merged code would
 * take one more jump, and a load that may not be needed.
 */
static __always_inline u32 ktf_run_words(const struct ktf_insn *entry, const void *rec,
					 const struct ktf_insn *insn, u32 len, const bool with_sets)
{
	u64 val;
	u32 next;

	if (with_sets)		/* @insn is a set */
		goto set;
dispatch:
	if (unlikely(insn->op != KTF_OP(WORD, ARC)))
		goto other;
word:
	val = ktf_fetch_number(KTF_SOURCE_WORD, insn, rec, len);
test:
	if (!ktf_passes(insn, val))
		goto fails;
passes:
	barrier();
	if (insn->falls_through == (1 | KTF_FALLS_ON_ARC)) {
		insn++;
		goto word;
	}
	next = insn->to[1];
	if (next < KTAP_FILTER_REJECT)
		goto jump;
	barrier();
	return next - KTAP_FILTER_REJECT;
fails:
	if (insn->falls_through == (0 | KTF_FALLS_ON_ARC)) {
		insn++;
		goto word;
	}
	next = insn->to[0];
	if (next >= KTAP_FILTER_REJECT)
		return next - KTAP_FILTER_REJECT;
jump:
	insn = entry + next;
	goto dispatch;

other:
	switch (ktf_fetch_other(insn, rec, len, &val)) {
	case KTF_PART_TEST:
		goto test;
	case KTF_PART_SET:
		break;
	KTF_DECIDED_PARTS(KTF_DECIDE)
	KTF_LATER_PARTS(KTF_HAND_OVER)
	}
	if (!with_sets)
		return ktf_run_sets(entry, rec, insn, len);
set:
	if (ktf_is_member(ktf_prog_at(entry), insn, rec))
		goto passes;
	goto fails;
}

/**
 * ktf_run_from - evaluate a program on a record
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
static __always_inline u32 ktf_run_from(const struct ktf_insn *entry, const void *rec, u32 len)
{
	return ktf_run_words(entry, rec, entry, len, false);
}

static __always_inline u32 ktf_run(const struct ktf_prog *prog, const void *rec, u32 len)
{
	return ktf_run_from(prog->insns, rec, len);
}

#endif /* _KTF_RUN_H */
