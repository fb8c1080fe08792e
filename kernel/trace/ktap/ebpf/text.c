// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of comparisons of texts: short constants become comparisons of words.
 *
 * A constant of n bytes takes n / 8 comparisons or one more. The last comparison ends with the
 * last byte of the constant and may overlap the one before, as in vm/match.h. The interpreter
 * runs the comparisons with a long constant, and those of the end of a text in an array.
 *
 * A text without a size ends at its NUL, and no byte behind the NUL may be read. So it is
 * compared byte by byte. The comparison ends at the NUL at the latest, because the constant has
 * no NUL.
 *
 * If the record's length is known, each offset that the record holds is compared with it before
 * the offset is used. The BPF verifier does not infer that a text which ends within the record
 * also starts there, so both ends are compared.
 */
#include "ebpf/emit.h"
#include "prog/limits.h"
#include "vm/lowering.h"

/* The longest constant that is compared in place, bytes. */
#define INLINE_BYTES	64

enum how { NOT_HERE, EQ, PREFIX, SUFFIX, WORD };

/* A constant, and how it is compared with a text. A NUL follows its @len bytes. */
struct constant {
	const char	*text;
	u32		len;
	enum how	how;
	char		word[sizeof(u64) + 1];	/* holds @text if it was a number */
};

/* ISA order. A suffix of an array is not here, since the text's end has to be found first. */
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
 * An ARC compares the first word of a text. Can its operands be turned back into a short
 * constant? If its word has a NUL, the text must equal the constant, else begin with it.
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

/* Get the constant of an instruction. Returns false if it is not compared in place. */
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
 * ktf_is_inline_text - can an instruction become a comparison of a text in place?
 * @prog: the program.
 * @insn: an instruction of the program.
 *
 * Context: any.
 * Return: true if ktf_emit_text() can translate the instruction.
 */
bool ktf_is_inline_text(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	struct constant c;

	return constant_of(prog, insn, &c);
}

/* The number that a load of the pattern's @size bytes at @pat gives. */
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

/* A text in an array or the task's name. EQ compares the NUL of the constant as well. */
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
 * ktf_emit_locate - find a located text
 * @e: the translation.
 * @insn: an instruction with the source DYN or REL.
 *
 * R0 gets the text's offset in the record, and R3 the text's size, in bytes. R4 is overwritten. If
 * the record's length is known and the text is not within the record, the outcome is false.
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
 * R0 = the address of the text at offset R0. If the record's length is known, R2 keeps the
 * offset. R2 is free then: it is the record only for a JIT, where the length is unknown.
 */
static void emit_point(struct ktf_emit *e)
{
	if (ktf_is_bounded(e))
		ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_2, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_0, e->rec);
}

/* The outcome is true if a NUL is at R0 + @len, and @cut if the record ends before. */
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

/* Compare the start of the text at offset R0, and for EQ its end. R3 is its size, not 0. */
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

/* The same for a text without a size, which ends at its NUL or the record's end. */
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

/* Compare the end of a located text. Its last byte is a NUL and does not belong to the text. */
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
 * ktf_emit_text - emit the comparison of a text
 * @e: the translation.
 * @insn: an instruction for which ktf_is_inline_text() is true.
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
