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
 * @to: a buffer of KTF_PTR_BYTES; or NULL, and then there is no text.
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
		ret = ktf_read_user_text(to, addr, KTF_PTR_BYTES);
	else
		ret = ktf_read_kernel_text(to, addr, KTF_PTR_BYTES);
	if (ret <= 0)
		return (struct ktf_text) { };
	return (struct ktf_text) { to, ret - 1 };	/* @ret counts the NUL */
}

/**
 * ktf_text_at - get a text up to its end
 * @place: where it is.
 * @rec: the record.
 * @len: length of the record, bytes; U32_MAX if it is unknown.
 * @to: a buffer of KTF_PTR_BYTES, or NULL. Only a text behind a pointer needs it.
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
