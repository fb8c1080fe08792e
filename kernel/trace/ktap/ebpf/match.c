// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of searches, globs and sets of texts: the code finds the text, and calls the
 * interpreter's matcher on it.
 *
 * So there is one matcher of each kind, and it is called without a detour: a matcher takes
 * up to five arguments, as many as a BPF program can pass, and all are constants but the text's
 * address and size.
 *
 * Matchers take arrays and located texts. For a search in a text of size 0, or a set, the text's
 * NUL is found first. The interpreter runs the whole instruction for texts behind pointers, and for
 * arrays whose text must be measured before it can be searched.
 *
 * The functions that are called have the types of a BPF helper. They do not get the record's
 * length, because it is unknown to every program that calls them (see struct ktf_ebpf_env).
 */
#include "ebpf/emit.h"
#include "prog/limits.h"
#include "vm/glob.h"
#include "vm/match.h"
#include "vm/text.h"
#include "vm/text_set.h"

/**
 * ktf_is_called_match - can an instruction become a call of a matcher?
 * @prog: the program.
 * @insn: an instruction of the program with the test SHORT, CONTAINS or GLOB.
 *
 * Context: any.
 * Return: true if ktf_emit_match() can translate the instruction.
 */
bool ktf_is_called_match(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	if (ktf_is_pointer_text(insn))
		return false;
	switch (ktf_test(insn)) {
	case KTF_TEST_CONTAINS:
		return ktf_source(insn) >= KTF_SOURCE_DYN;	/* ISA order */
	case KTF_TEST_GLOB:
		if (insn->folds && ktf_source(insn) >= KTF_SOURCE_DYN)	/* ISA order */
			return false;
		return ktf_source(insn) != KTF_SOURCE_FIX || insn->size;
	default:
		return true;
	}
}

/* R1 = the address of the text, an array of the record or the task's name. */
static void emit_array(struct ktf_emit *e, const struct ktf_insn *insn)
{
	bool comm = ktf_source(insn) == KTF_SOURCE_COMM;

	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_1, comm ? e->comm : e->rec);
	ktf_emit_alu(e, BPF_ADD, BPF_REG_1, comm ? e->comm_off : insn->off);
}

/* R1 = the address of the located text, R2 = its size. */
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

/* R1 = the address of the text, R2 = its size. */
static void emit_sized(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_source(insn) >= KTF_SOURCE_DYN) {	/* ISA order */
		emit_located(e, insn);
		return;
	}
	emit_array(e, insn);
	ktf_emit_alu(e, BPF_MOV, BPF_REG_2,
		     ktf_source(insn) == KTF_SOURCE_COMM ? KTF_COMM_BYTES : insn->size);
}

static void emit_glob(struct ktf_emit *e, const struct ktf_insn *insn)
{
	emit_sized(e, insn);
	ktf_emit_imm64(e, BPF_REG_3, 0, (unsigned long)ktf_aux(e->prog, insn));
	ktf_emit_call(e, e->env->glob);
}

/* For an array, the call is made only if the text is nearly sure to be a member. */
static void emit_texts(struct ktf_emit *e, const struct ktf_insn *insn)
{
	if (ktf_source(insn) == KTF_SOURCE_COMM)
		ktf_emit_text_slot(e, insn, e->comm, e->comm_off, KTF_COMM_BYTES);
	else if (ktf_source(insn) == KTF_SOURCE_FIX)
		ktf_emit_text_slot(e, insn, e->rec, insn->off, insn->size);
	emit_sized(e, insn);
	ktf_emit_imm64(e, BPF_REG_3, 0, (unsigned long)ktf_const(e->prog, insn->pat));
	ktf_emit_call(e, e->env->texts);
}

/**
 * ktf_emit_match - emit the call of a matcher
 * @e: the translation.
 * @insn: an instruction for which ktf_is_called_match() is true, or a HASH of a text that is not
 *	behind a pointer.
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
	case KTF_TEST_HASH:
		emit_texts(e, insn);
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
 * ktf_call_short - does a text in 16 bytes contain a short pattern?
 * @s: address of the 16 bytes; the text ends at their first NUL.
 * @pattern: the pattern, up to eight bytes, the first one lowest.
 * @mask: ones for each byte of the pattern.
 * @first: the pattern's first byte, eight times.
 * @unused: not used.
 *
 * Context: any, NMI included.
 * Return: 1 if it does, else 0.
 */
u64 ktf_call_short(u64 s, u64 pattern, u64 mask, u64 first, u64 unused)
{
	return ktf_has_short(pointer(s), pattern, mask, first);
}

/**
 * ktf_call_contains - does a located text contain a pattern?
 * @s: address of the text.
 * @n: the text's size, bytes; 0 if only a NUL ends it.
 * @pat: address of the pattern.
 * @len: the pattern's length, bytes.
 * @head: the pattern's first eight bytes, see ktf_first_word().
 *
 * Context: any, NMI included.
 * Return: 1 if it does, else 0.
 */
u64 ktf_call_contains(u64 s, u64 n, u64 pat, u64 len, u64 head)
{
	if (unlikely(!n))
		n = strnlen(pointer(s), KTF_TEXT_BYTES);
	return ktf_match_contains(pointer(s), n, pointer(pat), len, head);
}

/**
 * ktf_call_glob - does a text match a glob?
 * @s: address of the text.
 * @n: the text's size, bytes.
 * @glob: address of a struct ktf_glob.
 * @unused4: not used.
 * @unused5: not used.
 *
 * Context: any, NMI included.
 * Return: 1 if it does, else 0.
 */
u64 ktf_call_glob(u64 s, u64 n, u64 glob, u64 unused4, u64 unused5)
{
	return ktf_match_glob(pointer(s), n, pointer(glob));
}

/**
 * ktf_call_texts - is a text a member of a set?
 * @s: address of the text.
 * @n: the text's size, bytes; 0 if only a NUL ends it.
 * @set: address of a struct ktf_text_set.
 * @unused4: not used.
 * @unused5: not used.
 *
 * Context: any, NMI included.
 * Return: 1 if it is, else 0.
 */
u64 ktf_call_texts(u64 s, u64 n, u64 set, u64 unused4, u64 unused5)
{
	const struct ktf_text_set *texts = pointer(set);

	if (unlikely(!n))
		n = ktf_open_len(pointer(s), texts->longest + 1);
	return ktf_in_text_set(texts, pointer(s), n);
}
