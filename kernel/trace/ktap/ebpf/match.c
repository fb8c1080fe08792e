// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of searches and globs: what finds the text is code, what looks for
 * something in it is the interpreter's matcher, called as the interpreter calls it.
 *
 * So there is one matcher of each kind, and nothing between the code and it: a matcher
 * takes up to five arguments, which is what a BPF program can hand over, and all but
 * the text's place and size are constants.
 *
 * That goes for texts whose size is told, and those behind a loc word of size 0, which end in
 * a NUL. Behind pointers, and in arrays whose end has to be found before something is looked
 * for, the interpreter does it all.
 *
 * What is called has the types of a BPF helper. It is not told the record's length, which
 * none of those that call knows (see struct ktf_ebpf_env).
 */
#include "ebpf/emit.h"
#include "prog/limits.h"
#include "vm/glob.h"
#include "vm/match.h"

/**
 * ktf_is_called_match - is an instruction a call of a matcher?
 * @prog: the program.
 * @insn: an instruction, a SHORT, CONTAINS or GLOB.
 *
 * Context: any.
 * Return: whether ktf_emit_match() can translate it.
 */
bool ktf_is_called_match(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (ktf_is_pointer_text(insn))
		return false;
	switch (ktf_test(insn)) {
	case KTF_TEST_CONTAINS:
		return ktf_source(insn) >= KTF_SOURCE_DYN;	/* ISA order */
	case KTF_TEST_GLOB:
		return ktf_source(insn) != KTF_SOURCE_FIX || insn->size;
	default:
		return true;
	}
}

/* R1 = the text, which is in an array, or the task's name. */
static void emit_array(struct ktf_emit *e, const struct ktf_insn *insn)
{
	bool comm = ktf_source(insn) == KTF_SOURCE_COMM;

	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_1, comm ? e->comm : e->rec);
	ktf_emit_alu(e, BPF_ADD, BPF_REG_1, comm ? e->comm_off : insn->off);
}

/* R1 = the text behind a loc word, R2 = its size. */
static void emit_located(struct ktf_emit *e, const struct ktf_insn *insn)
{
	ktf_emit_locate(e, insn);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_1, e->rec);
	ktf_emit_alu_reg(e, BPF_ADD, BPF_REG_1, BPF_REG_0);
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_2, BPF_REG_3);
}

static void emit_short(struct ktf_emit *e, const struct ktf_insn *insn)
{
	emit_array(e, insn);
	ktf_emit_imm64(e, BPF_REG_2, 0, insn->lo);
	ktf_emit_imm64(e, BPF_REG_3, 0, insn->mask);
	ktf_emit_imm64(e, BPF_REG_4, 0, insn->range);
	ktf_emit_call(e, e->env->has_short);
}

static void emit_contains(struct ktf_emit *e, const struct ktf_insn *insn)
{
	emit_located(e, insn);
	ktf_emit_imm64(e, BPF_REG_3, 0, (unsigned long)ktf_const(e->prog, insn->pat));
	ktf_emit_alu(e, BPF_MOV, BPF_REG_4, insn->len);
	ktf_emit_imm64(e, BPF_REG_5, 0, insn->first_word);
	ktf_emit_call(e, e->env->contains);
}

static void emit_glob(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_source(insn) >= KTF_SOURCE_DYN) {	/* ISA order */
		emit_located(e, insn);
	} else {
		emit_array(e, insn);
		ktf_emit_alu(e, BPF_MOV, BPF_REG_2,
			     ktf_source(insn) == KTF_SOURCE_COMM ? KTF_COMM_BYTES : insn->size);
	}
	ktf_emit_imm64(e, BPF_REG_3, 0, (unsigned long)ktf_aux(e->prog, insn));
	ktf_emit_call(e, e->env->glob);
}

/**
 * ktf_emit_match - the call of a matcher
 * @e: the translation.
 * @insn: an instruction that ktf_is_called_match().
 *
 * Context: any.
 */
void ktf_emit_match(struct ktf_emit *e, const struct ktf_insn *insn)
{
	switch (ktf_test(insn)) {
	case KTF_TEST_SHORT:
		emit_short(e, insn);
		break;
	case KTF_TEST_CONTAINS:
		emit_contains(e, insn);
		break;
	default:
		emit_glob(e, insn);
		break;
	}
	ktf_emit_test(e, BPF_JMP32 | BPF_JNE, 0, false);
}

static const void *pointer(u64 word)
{
	return (const void *)(unsigned long)word;
}

/**
 * ktf_call_short - is there a short pattern in 16 bytes?
 * @s: their address.
 * @pattern: see ktf_has_short(), as
 * @mask: this, and
 * @first: this.
 * @unused: nothing.
 *
 * Context: any, NMI included.
 * Return: 1 if there is, else 0.
 */
u64 ktf_call_short(u64 s, u64 pattern, u64 mask, u64 first, u64 unused)
{
	return ktf_has_short(pointer(s), pattern, mask, first);
}

/**
 * ktf_call_contains - is a pattern in a located text?
 * @s: the text's address.
 * @n: its size; 0 if it runs to its NUL.
 * @pat: the pattern's address.
 * @len: see ktf_match_contains(), as
 * @head: this.
 *
 * Context: any, NMI included.
 * Return: 1 if it is, else 0.
 */
u64 ktf_call_contains(u64 s, u64 n, u64 pat, u64 len, u64 head)
{
	if (unlikely(!n))
		n = strnlen(pointer(s), KTF_TEXT_BYTES);
	return ktf_match_contains(pointer(s), n, pointer(pat), len, head);
}

/**
 * ktf_call_glob - does a text match a glob?
 * @s: the text's address.
 * @n: its size.
 * @glob: the glob's address.
 * @unused4: nothing.
 * @unused5: nothing.
 *
 * Context: any, NMI included.
 * Return: 1 if it does, else 0.
 */
u64 ktf_call_glob(u64 s, u64 n, u64 glob, u64 unused4, u64 unused5)
{
	return ktf_match_glob(pointer(s), n, pointer(glob));
}
