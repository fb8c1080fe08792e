/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Fetching: where the values are that instructions test.
 *
 * A text is a place in the record, or the task's name, with the number of bytes that may be
 * read. A loc word in the record says where a located text is. If the record's length is known,
 * the loc word is checked against it. Where the length is unknown, as in the kernel, the tracing
 * core has built the record and answers for the loc word.
 */
#ifndef _KTF_FETCH_H
#define _KTF_FETCH_H

#include "prog/limits.h"
#include "vm/insn.h"
#include "vm/match.h"

/**
 * struct ktf_text - a text to test
 * @s: first byte of the text; NULL if there is no text that can be read.
 * @n: how many bytes may be read, or how many the text has. 0 also means a text without a
 *	size, which ends in a NUL.
 */
struct ktf_text {
	const char	*s;
	u32		n;
};

/*
 * The bytes behind the loc word of a DYN, a MASK or a REL. The upper half of the word is their
 * number. The lower half is their offset, which counts from the start of the record, but in a
 * REL from the end of the word.
 */
static __always_inline struct ktf_text ktf_fetch_located(u8 source, const char *rec, u32 len,
							 u32 off)
{
	u32 loc = get_unaligned((const u32 *)(rec + off)), n = loc >> 16;
	u32 at = (loc & 0xffff) + (source == KTF_SOURCE_REL ? off + 4 : 0);

	if (unlikely(at + n > len))
		return (struct ktf_text) { };
	return (struct ktf_text) { rec + at, n };
}

/* ISA order. The text of a COMM, a FIX, a DYN or a REL. */
static __always_inline struct ktf_text ktf_fetch_text(u8 source, const struct ktf_insn *insn,
						      const char *rec, u32 len)
{
	if (source >= KTF_SOURCE_DYN)
		return ktf_fetch_located(source, rec, len, insn->off);
	if (source == KTF_SOURCE_FIX)
		return (struct ktf_text) { rec + insn->off, insn->size };
	return (struct ktf_text) { ktf_comm(), KTF_COMM_BYTES };
}

/*
 * The first word of the cpumask behind a loc word. A mask of fewer than 8 bytes has no CPU, and
 * neither has one that ends beyond a record that was cut short.
 */
static __always_inline u64 ktf_mask_word(const void *rec, u32 len, u32 off)
{
	u32 loc = get_unaligned((const u32 *)(rec + off)), at = loc & 0xffff;

	if (loc < KTF_LOC_OF_8 || at + 8 > len)
		return 0;
	return get_unaligned((const u64 *)(rec + at));
}

/* The number of a WORD, a CPU, a MASK or a COMM, which may be before the task's name. */
static __always_inline u64 ktf_fetch_number(u8 source, const struct ktf_insn *insn,
					    const char *rec, u32 len)
{
	switch (source) {
	case KTF_SOURCE_CPU:
		return ktf_cpu();
	case KTF_SOURCE_MASK:
		return ktf_mask_word(rec, len, insn->off);
	case KTF_SOURCE_COMM:
		return get_unaligned((const u64 *)(ktf_comm() + (s16)insn->off));
	default:
		return get_unaligned((const u64 *)(rec + insn->off));
	}
}

/* The last 8 bytes of the text in 16 bytes. A shorter text has zeroes below. */
static __always_inline u64 ktf_last_word(const char *s)
{
	u64 word = get_unaligned_le64(s), nul;

	/* The first step of ktf_zero_bytes() also finds bytes above 0x80; ~word drops these. */
	nul = (word - KTF_LOW_BITS) & KTF_LOW_BITS << 7;
	if (unlikely(nul) && nul & ~word)
		/* The top bit of byte i is bit 8 * i + 7. */
		return word << (63 - __ffs64(nul & ~word)) << 8;
	word = get_unaligned_le64(s + 8);
	nul = ktf_zero_bytes(word);
	return nul ? get_unaligned_le64(s + (__ffs64(nul) >> 3)) : word;
}

/* The last word of a COMM, or of a FIX of 16 bytes. */
static __always_inline u64 ktf_fetch_last(u8 source, const struct ktf_insn *insn,
					  const char *rec)
{
	return ktf_last_word(source == KTF_SOURCE_COMM ? ktf_comm() : rec + insn->off);
}

/*
 * Can one load get the first word of a located text? The load of a shorter text begins before
 * the text, so the record must have enough bytes there.
 */
static __always_inline bool ktf_has_word(struct ktf_text t, const char *rec)
{
	return t.n >= 8 || (t.n && t.s + t.n - rec >= 8);
}

/* The first word of such a text, the first byte lowest. A shorter text has zeroes on top. */
static __always_inline u64 ktf_located_word(struct ktf_text t)
{
	if (t.n >= 8)
		return get_unaligned_le64(t.s);
	return get_unaligned_le64(t.s + t.n - 8) >> 8 * (8 - t.n);
}

/* Does a COMM or a FIX of 16 bytes contain the pattern of a SHORT? */
static __always_inline bool ktf_has_short_text(const struct ktf_insn *insn, const char *rec)
{
	return ktf_has_short(ktf_source(insn) == KTF_SOURCE_COMM ? ktf_comm() : rec + insn->off,
			     insn->lo, insn->mask, insn->range);
}

#endif /* _KTF_FETCH_H */
