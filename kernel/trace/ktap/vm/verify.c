// SPDX-License-Identifier: GPL-2.0
/*
 * The verifier: proves what the interpreter and the translation to eBPF rely on.
 *
 *	- every opcode is one of a runnable program,
 *	- every target is a verdict or an instruction further on, so a run ends after
 *	  at most as many steps as there are instructions,
 *	- the target of the outcome in falls_through is the next instruction,
 *	- every read of the record's fixed part lies inside it,
 *	- variables and relations of the task exist, and no task lacks the variable,
 *	- every constant lies inside the program, a pattern ends in its NUL, a bitmap
 *	  has all words that its size needs, a hash leads only to its own slots, whose texts
 *	  lie inside its table, a glob has its pieces,
 *	- cells exist, find and leave as many values as they should, and read only the fixed
 *	  part, and relations exist,
 *	- state terms exist, have an argument that fits, and have no memory yet,
 *	- the base of a set is zero in the bits that the shift removes,
 *	- of two texts, each is a constant or has a place in the record, and not both are constants,
 *	- all instructions that use a copy slot use it for the same string.
 *
 * Every program comes through here, also those of our own compiler: a mistake of the compiler
 * becomes an error, never a wild read. The verifier knows nothing of the text or the fields.
 */
#include "prog/limits.h"
#include "prog/ops.h"
#include "prog/variables.h"
#include "vm/cells.h"
#include "vm/glob.h"
#include "vm/related.h"
#include "vm/set.h"
#include "vm/task.h"
#include "vm/text.h"
#include "vm/text_set.h"
#include "vm/verify.h"

static bool target_ok(const struct ktf_prog *prog, u32 nr, u32 target)
{
	return target >= KTAP_FILTER_REJECT || (target > nr && target < prog->nr);
}

static bool branches_ok(const struct ktf_prog *prog, u32 nr)
{
	const struct ktf_insn *insn = &prog->insns[nr];
	u8 outcome;

	if (!target_ok(prog, nr, insn->to[0]) || !target_ok(prog, nr, insn->to[1]))
		return false;
	if (insn->falls_through == KTF_FALLS_NEVER)
		return true;
	outcome = insn->falls_through & ~KTF_FALLS_ON_ARC;
	if (outcome > 1 || nr + 1 >= prog->nr || insn->to[outcome] != nr + 1)
		return false;
	return outcome == insn->falls_through || insn[1].op == KTF_OP(WORD, ARC);
}

/* Are @size bytes at the instruction's offset in the fixed part? */
static bool fixed_ok(const struct ktf_prog *prog, const struct ktf_insn *insn, u64 size)
{
	return insn->off + size <= prog->fixed;
}

/* Are @len bytes at @off in the program, behind its instructions? */
static bool constant_ok(const struct ktf_prog *prog, u32 off, u64 len)
{
	return off >= struct_size(prog, insns, prog->nr) && off + len <= prog->bytes;
}

/* A border is shorter than the prefix it ends, or a search that follows borders would not end. */
static bool borders_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const u8 *borders = ktf_aux(prog, insn);
	u32 i;

	if (insn->len <= 8)
		return true;
	if (insn->aux_bytes < insn->len)
		return false;
	for (i = 0; i < insn->len; i++)
		if (borders[i] > i)
			return false;
	return true;
}

static bool pattern_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return insn->len <= KTF_MAX_PATTERN &&
	       constant_ok(prog, insn->pat, insn->len + 1 + insn->aux_bytes) &&
	       strnlen(ktf_const(prog, insn->pat), insn->len + 1) == insn->len;
}

static bool search_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return pattern_ok(prog, insn) && borders_ok(prog, insn);
}

static bool glob_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return pattern_ok(prog, insn) && ktf_glob_ok(ktf_aux(prog, insn), insn->aux_bytes);
}

/*
 * Texts that share a copy slot must be the same text. @holders are the instructions that
 * were the first to name each slot.
 */
static bool copy_ok(const struct ktf_insn *insn, const struct ktf_insn **holders)
{
	const struct ktf_insn *first;

	if (insn->fault > 1 || insn->copy_slot > KTF_HELD_TEXTS)
		return false;
	if (!insn->copy_slot)
		return true;
	first = holders[insn->copy_slot - 1] ?: insn;
	holders[insn->copy_slot - 1] = first;
	return first->off == insn->off && ktf_source(first) == ktf_source(insn);
}

static bool bitmap_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	u64 words = DIV_ROUND_UP((u64)insn->bits, BITS_PER_LONG);

	return IS_ALIGNED(insn->set, sizeof(long)) &&
	       constant_ok(prog, insn->set, words * sizeof(long));
}

/* The base is zero below the shift: the bits there borrow nothing, and eBPF need not load them. */
static bool set_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return bitmap_ok(prog, insn) && !(insn->base & ((1ULL << insn->shift) - 1));
}

static bool text_set_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return IS_ALIGNED(insn->pat, sizeof(u64)) &&
	       constant_ok(prog, insn->pat, insn->table_bytes) &&
	       ktf_text_set_ok(ktf_const(prog, insn->pat), insn->table_bytes);
}

/* Check that the table is in the program, and that no displacement leads out of its slots. */
static bool hash_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	struct ktf_hash hash = { insn->mult, insn->bucket_bits, insn->slot_bits };

	if (ktf_has_texts(insn))
		return text_set_ok(prog, insn);
	return ktf_hash_bits_ok(hash.bucket_bits, hash.slot_bits) && insn->hash_shift <= 63 &&
	       IS_ALIGNED(insn->set, sizeof(u64)) &&
	       constant_ok(prog, insn->set, ktf_hash_bytes(hash.bucket_bits, hash.slot_bits)) &&
	       ktf_hash_ok(&hash, ktf_const(prog, insn->set));
}

static bool bounds_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return insn->bits && IS_ALIGNED(insn->set, sizeof(u64)) &&
	       constant_ok(prog, insn->set, (u64)insn->bits * sizeof(u64));
}

/* The cells, and behind them the bounds of a set. */
static bool values_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	u64 bounds = ktf_test(insn) == KTF_TEST_BOUNDS ? insn->bits : 0;

	return insn->nr_cells && insn->no_value <= 1 && IS_ALIGNED(insn->cells, sizeof(u64)) &&
	       constant_ok(prog, insn->cells, (insn->nr_cells + bounds) * sizeof(u64)) &&
	       ktf_cells_ok(prog, insn) &&
	       (ktf_test(insn) != KTF_TEST_HOLDS || insn->cell_relation < KTF_NR_RELATIONS);
}

/* The number of a variable that every task has, or of a relation. */
static bool task_ok(const struct ktf_insn *insn)
{
	if (ktf_test(insn) == KTF_TEST_HOLDS)
		return insn->off < KTF_NR_RELATED;
	return ktf_variable_is_task(insn->off) && !ktf_variables[insn->off].may_lack;
}

/* A text of a DUO, which may be a constant. */
static bool text_ok(const struct ktf_prog *prog, const struct ktf_place *text)
{
	if (text->folds > 1)
		return false;
	if (text->source == KTF_SOURCE_CONSTANT)
		return constant_ok(prog, text->size, text->off);
	return ktf_place_ok(text, prog->fixed);
}

static bool texts_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_place *a = &insn->text[0], *b = &insn->text[1];

	return text_ok(prog, a) && text_ok(prog, b) && insn->no_text <= 1 &&
	       (a->source != KTF_SOURCE_CONSTANT || b->source != KTF_SOURCE_CONSTANT) &&
	       insn->copies_text == (ktf_place_is_copied(a) || ktf_place_is_copied(b)) &&
	       insn->in_16 == ktf_texts_in_16(insn) &&
	       (insn->text_relation == KTF_RELATION_EQ || insn->text_relation == KTF_RELATION_LT_U);
}

/*
 * A state term gets its memory when the program gets its filter (ktf_state.c). A program with an
 * address of memory does not come from our compiler.
 */
static bool state_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (insn->range)
		return false;
	switch (insn->term) {
	case KTAP_FILTER_OP_CHANGED:
		return values_ok(prog, insn);
	case KTAP_FILTER_OP_SAMPLE:
	case KTAP_FILTER_OP_FIRST:
	case KTAP_FILTER_OP_RATE:
		return !insn->nr_cells && !insn->copies && ktf_op_takes(insn->term, insn->lo);
	}
	return false;
}

/* At most one shift of a word is not 0. */
static bool half_ok(const struct ktf_insn *insn, u32 half)
{
	return insn->shr[half] < 64 && insn->sar[half] < 64 &&
	       !(insn->shr[half] && insn->sar[half]);
}

/* A LESS looks at whole words, and lo is what its relation says. */
static bool less_ok(const struct ktf_insn *insn)
{
	if (insn->shr[0] || insn->sar[0] || insn->shr[1] || insn->sar[1])
		return false;
	return insn->lo ? insn->lo == 1ULL << 63 && insn->relation == KTF_RELATION_LT_S :
			  insn->relation == KTF_RELATION_LT_U;
}

static bool pair_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	switch (ktf_source(insn)) {
	case KTF_SOURCE_CELL:
		return values_ok(prog, insn);
	case KTF_SOURCE_DUO:
		return texts_ok(prog, insn);
	case KTF_SOURCE_STATE:
		return state_ok(prog, insn);
	case KTF_SOURCE_TASK:	/* source_ok() has seen it */
		return true;
	}
	return insn->off2 + sizeof(u64) <= prog->fixed && half_ok(insn, 0) && half_ok(insn, 1) &&
	       (ktf_test(insn) != KTF_TEST_HOLDS || insn->relation < KTF_NR_RELATIONS) &&
	       (ktf_test(insn) != KTF_TEST_LESS || less_ok(insn));
}

static bool any_bounds_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (ktf_source(insn) == KTF_SOURCE_CELL)
		return insn->bits && values_ok(prog, insn);
	return bounds_ok(prog, insn);
}

/* The constant is in the instruction itself. */
static bool nothing_to_check(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	return true;
}

static bool (* const constant_is_ok[KTF_NR_CONSTANTS])(const struct ktf_prog *prog,
						       const struct ktf_insn *insn) = {
	[KTF_CONST_ARC]		= nothing_to_check,
	[KTF_CONST_SHORT]	= nothing_to_check,
	[KTF_CONST_SET]		= set_ok,
	[KTF_CONST_CPUS]	= bitmap_ok,
	[KTF_CONST_HASH]	= hash_ok,
	[KTF_CONST_BOUNDS]	= any_bounds_ok,
	[KTF_CONST_VALUES]	= pair_ok,
	[KTF_CONST_PATTERN]	= pattern_ok,
	[KTF_CONST_BORDERS]	= search_ok,
	[KTF_CONST_GLOB]	= glob_ok,
};

/* Check the reads that an instruction makes before it knows anything of the record. */
static bool source_ok(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (insn->op == KTF_OP(COMM, ARC))
		return insn->off + sizeof(u64) <= KTF_COMM_BYTES ||
		       ktf_task_word_at(insn->off);
	if (insn->op == KTF_OP(CPU, SET))	/* ktf_is_member() loads a word first */
		return !insn->off;
	switch (ktf_source_info(insn)->known) {
	case KTF_KNOWN_VARIABLE:
		return task_ok(insn);
	case KTF_KNOWN_ALWAYS:
	case KTF_KNOWN_CELLS:	/* its cells read */
	case KTF_KNOWN_DUO:	/* its texts are checked with the test */
		return true;
	}
	if (ktf_source(insn) == KTF_SOURCE_FIX && (ktf_has_pattern(insn) || ktf_has_texts(insn)))
		return fixed_ok(prog, insn, insn->size);
	return fixed_ok(prog, insn, ktf_source_info(insn)->bytes);
}

static bool insn_ok(const struct ktf_prog *prog, u32 nr, const struct ktf_insn **holders)
{
	const struct ktf_insn *insn = &prog->insns[nr];

	return ktf_is_op(insn->op) && branches_ok(prog, nr) && source_ok(prog, insn) &&
	       constant_is_ok[ktf_test_info(insn)->constant](prog, insn) &&
	       (!ktf_is_pointer_text(insn) || copy_ok(insn, holders));
}

/**
 * ktf_verify - prove that a program can be run
 * @prog: the program; its first @bytes bytes can be read.
 * @bad: gets the number of the instruction that is refused.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int ktf_verify(const struct ktf_prog *prog, u32 *bad)
{
	const struct ktf_insn *holders[KTF_HELD_TEXTS] = { };

	*bad = 0;
	if (!prog->nr || struct_size(prog, insns, prog->nr) > prog->bytes ||
	    prog->fixed < KTF_MIN_FIXED)
		return -EINVAL;
	for (; *bad < prog->nr; ++*bad)
		if (!insn_ok(prog, *bad, holders))
			return -EINVAL;
	return 0;
}
