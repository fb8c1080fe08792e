// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of texts: short constants become comparisons of words.
 *
 * A constant of n bytes takes n / 8 comparisons or one more, the last of which ends
 * with its last byte and may overlap the one before, as in vm/match.h. Texts that
 * end somewhere in an array, long constants, and whatever takes a search are for the
 * interpreter.
 *
 * A text that has no size runs to its NUL, and nothing behind that may be read: it is
 * compared byte by byte, which ends at the NUL at the latest, since the constant
 * has none.
 *
 * Where the record's length is known, each offset that comes from the record is
 * compared with it before it is used. The BPF verifier does not see that a text which
 * ends within the record has its start there too: so both are compared.
 */
#include "ebpf/emit.h"
#include "prog/limits.h"
#include "vm/lowering.h"

/* The most bytes that are compared in place. */
#define INLINE_BYTES	64

enum how { NOT_HERE, EQ, PREFIX, SUFFIX, WORD };

/* A constant, and what it is to the text. Its NUL is there as well. */
struct constant {
	const char	*text;
	u32		len;
	enum how	how;
	char		word[sizeof(u64) + 1];	/* for @text that was a number */
};

/* ISA order. Of arrays, suffixes are for the interpreter: their end has to be found. */
static enum how how_of(const struct ktf_insn *insn)
{
	bool located = ktf_source(insn) >= KTF_SOURCE_DYN;

	if (ktf_is_pointer_text(insn))
		return NOT_HERE;
	switch (ktf_test(insn)) {
	case KTF_TEST_EQ:
		return EQ;
	case KTF_TEST_PREFIX:
		return PREFIX;
	case KTF_TEST_SUFFIX:
		return located ? SUFFIX : NOT_HERE;
	case KTF_TEST_ARC:
		return located ? WORD : NOT_HERE;
	default:
		return NOT_HERE;
	}
}

/*
 * A word that a text's first bytes are compared with is a short constant again: up to
 * its NUL, all of the text; without one, its start. Is it such a word?
 */
static bool word_constant(const struct ktf_insn *insn, struct constant *c)
{
	u32 bytes = ktf_highest_bit(insn->mask) / 8, i;

	if (insn->range || !bytes || insn->mask != ktf_ones(8 * bytes) || insn->lo & ~insn->mask)
		return false;
	for (i = 0; i < bytes; i++)
		c->word[i] = insn->lo >> 8 * i;
	c->text = c->word;
	c->len = strlen(c->word);
	c->how = c->len < bytes ? EQ : PREFIX;
	return c->len + 1 >= bytes;
}

/* What an instruction compares with, if that is done in place. */
static bool constant_of(const struct ktf_prog *prog, const struct ktf_insn *insn,
			struct constant *c)
{
	*c = (struct constant) { .how = how_of(insn) };
	if (c->how == WORD)
		return word_constant(insn, c);
	if (c->how == NOT_HERE || insn->len > INLINE_BYTES)
		return false;
	c->text = ktf_const(prog, insn->pat);
	c->len = insn->len;
	return true;
}

/**
 * ktf_is_inline_text - is an instruction a comparison of a text that is done in place?
 * @prog: the program.
 * @insn: the instruction.
 *
 * Context: any.
 * Return: whether ktf_emit_text() can translate it.
 */
bool ktf_is_inline_text(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	struct constant c;

	return constant_of(prog, insn, &c);
}

/* The pattern's @size bytes at @pat as the number that a load of them gives. */
static u64 as_loaded(const char *pat, u32 size)
{
	switch (size) {
	case 8:
		return get_unaligned((const u64 *)pat);
	case 4:
		return get_unaligned((const u32 *)pat);
	case 2:
		return get_unaligned((const u16 *)pat);
	default:
		return (u8)*pat;
	}
}

/* Compare @n bytes at @base + @off, @size at a time; the outcome is false if they differ. */
static void emit_same(struct ktf_emit *e, u8 base, s32 off, const char *pat, u32 n, u32 size)
{
	u32 i, at;

	while (size > n)
		size /= 2;
	for (i = 0; i < n; i += size) {
		at = min(i, n - size);
		ktf_emit_load(e, BPF_REG_4, base, off + at, size);
		ktf_emit_branch(e, (size == 8 ? BPF_JMP : BPF_JMP32) | BPF_JNE, BPF_REG_4,
				as_loaded(pat + at, size), false);
	}
}

/* The outcome is @then if fewer than @bytes of the record are left at offset @at. */
static void emit_room(struct ktf_emit *e, u8 at, u32 bytes, bool then)
{
	if (!ktf_is_bounded(e))
		return;
	if (bytes > e->env->len)
		ktf_emit_branch(e, BPF_JMP | BPF_JGE, at, 0, then);
	else
		ktf_emit_branch(e, BPF_JMP | BPF_JGT, at, e->env->len - bytes, then);
}

/* A text of fixed place and room. The pattern's NUL is compared like the rest of it. */
static void emit_fixed(struct ktf_emit *e, const struct ktf_insn *insn,
		       const struct constant *c)
{
	bool comm = ktf_source(insn) == KTF_SOURCE_COMM;
	u32 size = comm ? KTF_COMM_BYTES : insn->size, word = 8, bytes = c->len;

	if (!size) {
		size = e->env->len - insn->off;
		word = 1;
	}
	if (bytes > size) {
		ktf_emit_outcome(e, false);
		return;
	}
	bytes += c->how == EQ && bytes < size;
	if (comm)
		emit_same(e, e->comm, e->comm_off, c->text, bytes, word);
	else
		emit_same(e, e->rec, insn->off, c->text, bytes, word);
	ktf_emit_outcome(e, true);
}

/**
 * ktf_emit_locate - where a located text is
 * @e: the translation.
 * @insn: an instruction of DYN or REL.
 *
 * R0 is the text's offset in the record, R3 its size; R4 is lost. If it is not in the record,
 * the outcome is false.
 *
 * Context: any.
 */
void ktf_emit_locate(struct ktf_emit *e, const struct ktf_insn *insn)
{
	ktf_emit_load(e, BPF_REG_0, e->rec, insn->off, sizeof(u32));
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_3, BPF_REG_0);
	ktf_emit_alu(e, BPF_RSH, BPF_REG_3, 16);
	ktf_emit_alu(e, BPF_AND, BPF_REG_0, 0xffff);
	if (ktf_source(insn) == KTF_SOURCE_REL)
		ktf_emit_alu(e, BPF_ADD, BPF_REG_0, insn->off + 4);
	if (!ktf_is_bounded(e))
		return;
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_4, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_4, BPF_REG_3);
	ktf_emit_branch(e, BPF_JMP | BPF_JGT, BPF_REG_4, e->env->len, false);
}

/*
 * R0 = what it points to. Where offsets are checked, R2 keeps them: it is free where
 * the length is known, which no JIT's caller tells.
 */
static void emit_point(struct ktf_emit *e)
{
	if (ktf_is_bounded(e))
		ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_2, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_0, e->rec);
}

/* Is there a NUL at R0 + @len? If the record ends before, the outcome is @cut. */
static void emit_nul(struct ktf_emit *e, u32 len, bool cut)
{
	if (ktf_is_bounded(e)) {
		emit_room(e, BPF_REG_2, len + 1, cut);
		ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_0, BPF_REG_2);
		ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_0, e->rec);
	}
	ktf_emit_load(e, BPF_REG_0, BPF_REG_0, len, 1);
	ktf_emit_branch(e, BPF_JMP32 | BPF_JEQ, BPF_REG_0, 0, true);
}

/* The start of the text of size R3 at offset R0, and for EQ its end. */
static void emit_sized(struct ktf_emit *e, const struct constant *c)
{
	emit_room(e, BPF_REG_0, c->len, false);
	emit_point(e);
	emit_same(e, BPF_REG_0, 0, c->text, c->len, 8);
	if (c->how == PREFIX) {
		ktf_emit_go(e, true);
		return;
	}
	ktf_emit_branch(e, BPF_JMP | BPF_JEQ, BPF_REG_3, c->len, true);
	emit_nul(e, c->len, false);
	ktf_emit_go(e, false);
}

/* The same if the text runs to its NUL or the record's end. */
static void emit_unsized(struct ktf_emit *e, const struct constant *c)
{
	emit_room(e, BPF_REG_0, c->len, false);
	emit_point(e);
	emit_same(e, BPF_REG_0, 0, c->text, c->len, 1);
	if (c->how == EQ)
		emit_nul(e, c->len, true);
	ktf_emit_outcome(e, c->how == PREFIX);
}

static void emit_start(struct ktf_emit *e, const struct constant *c)
{
	u32 shorter = ktf_emit_skip(e, BPF_JMP | BPF_JLT, BPF_REG_3, c->len ?: 1);

	emit_sized(e, c);
	ktf_emit_land(e, shorter);
	ktf_emit_branch(e, BPF_JMP | BPF_JNE, BPF_REG_3, 0, false);
	emit_unsized(e, c);
}

/* The end of a located text, whose last byte is a NUL that does not count. */
static void emit_suffix(struct ktf_emit *e, const struct constant *c)
{
	ktf_emit_branch(e, BPF_JMP | BPF_JLE, BPF_REG_3, c->len, false);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_0, BPF_REG_3);
	ktf_emit_alu(e, BPF_SUB, BPF_REG_0, c->len + 1);
	emit_room(e, BPF_REG_0, c->len, false);
	emit_point(e);
	emit_same(e, BPF_REG_0, 0, c->text, c->len, 8);
	ktf_emit_outcome(e, true);
}

/**
 * ktf_emit_text - the comparison of a text
 * @e: the translation.
 * @insn: an instruction that ktf_is_inline_text().
 *
 * Context: any.
 */
void ktf_emit_text(struct ktf_emit *e, const struct ktf_insn *insn)
{
	struct constant c;

	constant_of(e->prog, insn, &c);
	if (ktf_source(insn) < KTF_SOURCE_DYN) {	/* ISA order */
		emit_fixed(e, insn, &c);
		return;
	}
	ktf_emit_locate(e, insn);
	if (c.how == SUFFIX)
		emit_suffix(e, &c);
	else
		emit_start(e, &c);
}
