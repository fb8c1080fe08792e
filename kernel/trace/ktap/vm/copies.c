// SPDX-License-Identifier: GPL-2.0
/*
 * Texts behind pointers.
 *
 * They are copied before they are looked at, since the pointer may be wrong and the text
 * may change. One that is looked at once has a scratch buffer for just as long. A run that
 * keeps some, for other predicates on the same text, has a buffer to its end: which place
 * is whose has been decided before, see vm/opt_fetch.c.
 */
#include "vm/copies.h"

/* A copy at @to, which may be NULL. */
static __always_inline struct ktf_text copy_text(char *to, const struct ktf_insn *insn,
						 const void *at)
{
	unsigned long addr = get_unaligned((const unsigned long *)at);
	long ret;

	if (!to)
		return (struct ktf_text) { };
	if (ktf_is_user_text(insn))
		ret = ktf_read_user_text(to, addr, KTF_PTR_BYTES);
	else
		ret = ktf_read_kernel_text(to, addr, KTF_PTR_BYTES);
	if (ret <= 0)
		return (struct ktf_text) { };
	return (struct ktf_text) { to, ret - 1 };	/* the NUL is counted */
}

/**
 * ktf_copied_text - copy a text to look at it once
 * @copies: the copies of a run that keeps some, whose first place is used; NULL takes a
 *	scratch buffer, which is to be put back if there is a text.
 * @insn: the instruction that looks at it.
 * @at: where the pointer is in the record.
 *
 * Context: any, NMI included.
 * Return: the text, without its NUL; its place is NULL if it cannot be read.
 */
struct ktf_text ktf_copied_text(struct ktf_copies *copies, const struct ktf_insn *insn,
				const void *at)
{
	char *scratch = copies ? copies->scratch : ktf_scratch_get();
	struct ktf_text t = copy_text(scratch, insn, at);

	if (!t.s && scratch && !copies)
		ktf_scratch_put();
	return t;
}

/**
 * ktf_kept_text - copy a text if that was not done yet
 * @copies: the run's copies.
 * @insn: the instruction that looks at it, and says which place is the text's.
 * @at: where the pointer is in the record.
 *
 * Context: any, NMI included.
 * Return: as ktf_copied_text().
 */
struct ktf_text ktf_kept_text(struct ktf_copies *copies, const struct ktf_insn *insn,
			      const void *at)
{
	struct ktf_text *t = &copies->text[insn->hold];
	char *scratch = copies->scratch;

	if (copies->kept & BIT(insn->hold))
		return *t;
	copies->kept |= BIT(insn->hold);
	if (scratch)
		scratch += insn->hold * KTF_PTR_BYTES;
	*t = copy_text(scratch, insn, at);
	return *t;
}
