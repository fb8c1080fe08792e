// SPDX-License-Identifier: GPL-2.0
/*
 * Texts as "==" sees them.
 *
 * A text ends at its first NUL, or else where its array or its loc word says. If these say no
 * size, only a NUL ends it, and no more than KTF_TEXT_BYTES are looked at. A text behind a pointer
 * is copied first, as the pointer may be wrong and the text may change.
 *
 * Most tests of texts need not know where a text ends before they look at it, and do not come
 * here. A length, and a comparison of two texts, do.
 *
 * Two texts are in the order of their first bytes that differ, which have no sign. If none
 * differs, the shorter text is less. Eight bytes are compared at once.
 */
#include "vm/text.h"

/**
 * ktf_open_len - find the end of a text without a size
 * @s: the text.
 * @room: bytes that the record has from @s on; a huge number if its length is unknown.
 *
 * strnlen() does not rely on bytes behind the NUL.
 *
 * Context: any, NMI included.
 * Return: the bytes before the NUL, at most KTF_TEXT_BYTES.
 */
u32 ktf_open_len(const char *s, u32 room)
{
	return strnlen(s, min(room, KTF_TEXT_BYTES));
}

/**
 * ktf_copy_text - copy a text behind a pointer
 * @to: a buffer of ktf_ptr_bytes; or NULL, and then there is no text.
 * @source: KTF_SOURCE_PTR or KTF_SOURCE_USR.
 * @off: offset of the pointer in the record, bytes.
 * @rec: the record.
 *
 * Context: any, NMI included.
 * Return: the copy without its NUL; no text if it cannot be read.
 */
struct ktf_text ktf_copy_text(char *to, u8 source, u32 off, const void *rec)
{
	unsigned long addr = get_unaligned((const unsigned long *)(rec + off));
	long ret;

	if (!to)
		return (struct ktf_text) { };
	if (source == KTF_SOURCE_USR)
		ret = ktf_read_user_text(to, addr, ktf_ptr_bytes);
	else
		ret = ktf_read_kernel_text(to, addr, ktf_ptr_bytes);
	if (ret <= 0)
		return (struct ktf_text) { };
	return (struct ktf_text) { to, ret - 1 };	/* @ret counts the NUL */
}

/**
 * ktf_text_at - get a text up to its end
 * @place: where it is.
 * @rec: the record.
 * @len: length of the record, bytes; U32_MAX if it is unknown.
 * @to: a buffer of ktf_ptr_bytes, or NULL. Only a text behind a pointer needs it.
 *
 * Context: any, NMI included.
 * Return: the text, without a NUL; its address is NULL if it is not there.
 */
struct ktf_text ktf_text_at(const struct ktf_place *place, const void *rec, u32 len, char *to)
{
	struct ktf_text t;

	switch (place->source) {
	case KTF_SOURCE_COMM:
		t = (struct ktf_text) { ktf_comm(), KTF_COMM_BYTES };
		break;
	case KTF_SOURCE_FIX:
		t = (struct ktf_text) { rec + place->off, place->size };
		break;
	case KTF_SOURCE_DYN:
	case KTF_SOURCE_REL:
		t = ktf_fetch_located(place->source, rec, len, place->off);
		break;
	default:
		return ktf_copy_text(to, place->source, place->off, rec);
	}
	if (t.n)
		t.n = ktf_text_len(t.s, t.n);
	else if (t.s)
		t.n = ktf_open_len(t.s, (const char *)rec + len - t.s);
	return t;
}

/**
 * ktf_place_ok - prove that a text can be looked for
 * @place: where it is.
 * @fixed: size of the fixed part of a record, bytes.
 *
 * Context: any.
 * Return: true if it is a place of a text, and reads only the fixed part to find the text.
 */
bool ktf_place_ok(const struct ktf_place *place, u32 fixed)
{
	if (place->source >= ARRAY_SIZE(ktf_sources) || !(KTF_TEXTS >> place->source & 1))
		return false;
	if (place->source == KTF_SOURCE_COMM)
		return !place->size;
	if (place->source == KTF_SOURCE_FIX)
		return place->off + (u64)place->size <= fixed;
	return !place->size && place->off + ktf_sources[place->source].bytes <= fixed;
}

/* The order of the first bytes that differ, of two words that differ. The lowest byte is first. */
static int order_of_words(u64 a, u64 b)
{
	u32 first = __ffs64(a ^ b) & ~7;

	return (int)(a >> first & 0xff) - (int)(b >> first & 0xff);
}

/*
 * The bytes of a word with A to Z as a to z. The top bit of each sum says that the byte's lower 7
 * bits are at least 'A', or above 'Z'. A byte with a top bit of its own is no letter.
 */
static u64 folded(u64 word)
{
	u64 low = word & ~(KTF_LOW_BITS << 7);
	u64 from_a = low + (0x80 - 'A') * KTF_LOW_BITS, above_z = low + (0x7f - 'Z') * KTF_LOW_BITS;

	return word | (from_a & ~above_z & ~word & KTF_LOW_BITS << 7) >> 2;
}

/* Less than, equal to or greater than 0 as the first text is, compared with the second. */
static int order(const struct ktf_insn *insn, struct ktf_text a, struct ktf_text b)
{
	u32 n = min(a.n, b.n), i;
	u64 x, y;

	for (i = 0; i < n; i += 8) {
		x = ktf_first_word(a.s + i, n - i);
		y = ktf_first_word(b.s + i, n - i);
		if (insn->text[0].folds)
			x = folded(x);
		if (insn->text[1].folds)
			y = folded(y);
		if (x != y)
			return order_of_words(x, y);
	}
	return a.n == b.n ? 0 : a.n < b.n ? -1 : 1;
}

/*
 * Are two texts in 16 bytes each equal? The bytes up to the first NUL of one of them decide, or all
 * of them. Without a NUL, nul ^ (nul - 1) is all ones.
 */
static bool same_in_16(const char *a, const char *b)
{
	u64 word = get_unaligned_le64(a), differ = word ^ get_unaligned_le64(b);
	u64 nul = ktf_zero_bytes(word);

	if (nul || differ)
		return !(differ & (nul ^ (nul - 1)));
	word = get_unaligned_le64(a + 8);
	differ = word ^ get_unaligned_le64(b + 8);
	nul = ktf_zero_bytes(word);
	return !(differ & (nul ^ (nul - 1)));
}

static const char *text_in_16(const struct ktf_place *place, const void *rec)
{
	return place->source == KTF_SOURCE_COMM ? ktf_comm() : rec + place->off;
}

static struct ktf_text text_of(const struct ktf_prog *prog, const struct ktf_place *place,
			       const void *rec, u32 len, char *to)
{
	if (place->source == KTF_SOURCE_CONSTANT)
		return (struct ktf_text) { ktf_const(prog, place->size), place->off };
	return ktf_text_at(place, rec, len, to);
}

/**
 * ktf_texts_outcome - find the outcome of a DUO
 * @prog: a program that ktf_verify() accepted.
 * @insn: the instruction.
 * @rec: the record.
 * @len: length of the record, bytes; U32_MAX if it is unknown.
 * @to: a buffer of 2 * ktf_ptr_bytes if ktf_copies_texts(), or NULL. Without a buffer, no text
 *	behind a pointer is there.
 *
 * Context: any, NMI included.
 * Return: the outcome of the test.
 */
bool ktf_texts_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const void *rec, u32 len, char *to)
{
	struct ktf_text a, b;

	if (insn->in_16)
		return same_in_16(text_in_16(&insn->text[0], rec),
				  text_in_16(&insn->text[1], rec));
	a = text_of(prog, &insn->text[0], rec, len, to);
	b = text_of(prog, &insn->text[1], rec, len, to ? to + ktf_ptr_bytes : NULL);
	if (!a.s || !b.s)
		return insn->no_text;
	if (insn->text_relation == KTF_RELATION_EQ)
		return a.n == b.n && !order(insn, a, b);
	return order(insn, a, b) < 0;
}

/**
 * ktf_texts_known_early - are the texts of a DUO known before there is a record?
 * @insn: the instruction.
 *
 * Context: any.
 * Return: true if each is the task's name or a constant.
 */
bool ktf_texts_known_early(const struct ktf_insn *insn)
{
	u32 i;

	for (i = 0; i < 2; i++)
		if (insn->text[i].source != KTF_SOURCE_COMM &&
		    insn->text[i].source != KTF_SOURCE_CONSTANT)
			return false;
	return true;
}
