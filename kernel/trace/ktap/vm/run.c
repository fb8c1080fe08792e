// SPDX-License-Identifier: GPL-2.0
/*
 * The interpreter.
 *
 * An indirect jump costs about 13 ns where retpolines are on, as much as ten arcs. Saving
 * registers costs about one arc. So the most frequent instructions avoid both:
 *
 *	ktf_run()		arcs: every relation, width and sign, short texts, CPUs
 *				(vm/lower_range.c); pairs of numbers; and whether the task is
 *				in a cgroup. Inlined in its caller (vm/run.h). It takes only
 *				direct branches, which the processor predicts well.
 *	ktf_run_sets()		arcs and sets, in the same way.
 *	ktf_run_threaded()	texts, by a table of 256 labels. It fetches the value from the
 *				opcode's source, then jumps to the opcode's test. It calls no
 *				function, so it saves few registers.
 *	ktf_run_cells()		an expression of cells (vm/cells.c), likewise by direct branches.
 *	ktf_run_rest()		instructions that take a call, and all that follow
 *				(vm/run_rest.c). For a search or a glob, often the only
 *				instruction of a filter, the first tier gets there by direct
 *				branches.
 *
 * A tier leaves the first instruction that it cannot run to a later tier, and a run never comes
 * back. So even the longest run takes the stack of at most six functions (the four tiers,
 * ktf_run_contains() or its like, and run_copying()) and of one instruction's test. That is less
 * than 1 KiB, also where the compiler makes no jump of a tail call (CONFIG_FRAME_POINTER).
 *
 * The loop has one computed goto, because objtool finds a table of labels by looking backwards
 * from the jump.
 *
 * The verifier (vm/verify.c) has accepted a program before it gets here, so nothing of the
 * program is checked. Opcodes exist, targets exist and go forward, reads of the fixed part stay
 * inside it, and constants are at their offsets. The verifier cannot know the record: see
 * vm/fetch.h.
 *
 * Nothing here allocates, locks or prints. It may be called in NMI and with preemption on.
 */
#include "vm/run.h"
#include "vm/stats.h"

/**
 * ktf_run_sets - continue a run with arcs and sets
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at, a set.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_sets(const struct ktf_insn *entry, const void *rec,
		 const struct ktf_insn *insn, u32 len)
{
	return ktf_run_words(entry, rec, insn, len, true);
}

/*
 * The fetches that the table of tests names. A fetch that returns false leaves the instruction
 * to ktf_run_rest(): there is no text, it has no size, or its first word cannot be loaded.
 */
static __always_inline bool fetch_number(u8 source, const struct ktf_insn *insn,
					 const char *rec, u32 len, u64 *val)
{
	struct ktf_text t;

	if (source < KTF_SOURCE_DYN) {		/* ISA order */
		*val = ktf_fetch_number(source, insn, rec, len);
		return true;
	}
	t = ktf_fetch_located(source, rec, len, insn->off);
	if (unlikely(!ktf_has_word(t, rec)))
		return false;
	*val = ktf_located_word(t);
	return true;
}

static __always_inline bool fetch_last(u8 source, const struct ktf_insn *insn, const char *rec,
				       u64 *val)
{
	*val = ktf_fetch_last(source, insn, rec);
	return true;
}

static __always_inline bool fetch_text(u8 source, const struct ktf_insn *insn, const char *rec,
				       u32 len, struct ktf_text *t)
{
	*t = ktf_fetch_text(source, insn, rec, len);
	return likely(t->n);
}

/*
 * Cells of the instruction set, one for each source and test: fetch, then test. They are
 * labels in ktf_run_threaded(), and use its arguments and variables.
 */
#define CELL(test, source, fetch, ...)						\
source##_##test:								\
	if (!fetch(KTF_SOURCE_##source, insn, rec, __VA_ARGS__))		\
		goto rest;							\
	goto test;

#define CELL_NUMBER(test, source, ...)	CELL(test, source, fetch_number, len, &val)
#define CELL_LAST(test, source, ...)	CELL(test, source, fetch_last, &val)
#define CELL_TEXT(test, source, ...)	CELL(test, source, fetch_text, len, &t)
#define CELL_NONE(test, source, ...)	source##_##test: goto test;
#define CELLS(arg, test, nr, sources, fetch, ...)	KTF_SOURCES(CELL_##fetch, test)

#define LABEL(test, source, ...)	[KTF_OP(source, test)] = &&source##_##test,
#define LABELS(arg, test, ...)		KTF_SOURCES(LABEL, test)

#define PATTERN		t.s, t.n, ktf_const(ktf_prog_at(entry), insn->pat), insn->len

/**
 * ktf_run_threaded - continue a run by a table of labels
 * @entry: first instruction of a program that ktf_verify() accepted.
 * @rec: the record. The fixed part that the program states can be read.
 * @insn: the instruction to continue at.
 * @len: length of the record, bytes, at least the fixed part; U32_MAX if it is unknown.
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the verdict: 1 to keep the event, 0 to drop it.
 */
u32 ktf_run_threaded(const struct ktf_insn *entry, const void *rec,
		     const struct ktf_insn *insn, u32 len)
{
	static const void * const table[256] __annotate_jump_table = {
		[0 ... 255] = &&bad,
		KTF_TESTS(LABELS, _)
		/* ISA order. Copying a text takes a call, and so do variables and a DUO. */
		[KTF_SOURCE_PTR << 4 ... KTF_SOURCE_DUO << 4 | 15] = &&rest,
		[KTF_SOURCE_TASK << 4 ... KTF_SOURCE_TASK << 4 | 15] = &&rest,
		[KTF_OP_COUNTED] = &&counted,
	};
	struct ktf_text t;
	bool outcome;
	u32 next;
	u64 val;

dispatch:
	goto *table[insn->op];

	KTF_TESTS(CELLS, _)
ARC:
TAIL:
	outcome = ktf_passes(insn, val);
	goto branch;
EQ:
	outcome = ktf_match_eq(PATTERN);
	goto branch;
PREFIX:
	outcome = ktf_match_prefix(PATTERN);
	goto branch;
SUFFIX:
	/* ISA order. In an array, the end of the text must be found first. */
	if (insn->op < KTF_OP(DYN, ARC))
		goto rest;
	t.n--;		/* the NUL is no part of a located text */
	outcome = ktf_match_suffix(PATTERN);
branch:
	next = insn->to[outcome];
	if (next >= KTAP_FILTER_REJECT)
		return next - KTAP_FILTER_REJECT;
	insn = entry + next;
	goto dispatch;
CONTAINS:
	return ktf_run_contains(entry, rec, insn, len);
GLOB:
	return ktf_run_glob(entry, rec, insn, len);
HASH:
	if (ktf_has_texts(insn))
		return ktf_run_texts(entry, rec, insn, len);
SET:
BOUNDS:
SHORT:
SAME:
SHARE:
SPAN:
HOLDS:
LESS:
rest:
	return ktf_run_rest(entry, rec, insn, len);
counted:
	return ktf_run_counted(insn, rec, len);
bad:
	return ktf_run_unknown();
}
