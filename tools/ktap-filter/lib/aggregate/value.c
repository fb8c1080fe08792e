// SPDX-License-Identifier: GPL-2.0
/*
 * The values that make up a key.
 *
 * A key is a row of bytes, so that a table can compare keys without knowing what they mean: for
 * each value its tag, and then eight bytes of a number, or the length and the bytes of a text or a
 * stack.
 */
#include "aggregate/value.h"

/**
 * agg_value_get - get a value of a key
 * @at: where it is.
 * @v: gets the value; a text lies in the key.
 *
 * Context: any.
 * Return: where the next value is.
 */
const u8 *agg_value_get(const u8 *at, struct agg_value *v)
{
	*v = (struct agg_value) { .tag = *at++ };
	if (agg_is_text(v->tag)) {
		v->len = get_unaligned((const u32 *)at);
		v->text = (const char *)at + sizeof(v->len);
		return at + sizeof(v->len) + v->len;
	}
	v->n.bits = get_unaligned((const u64 *)at);
	v->n.is_signed = v->tag == AGG_SIGNED;
	return at + sizeof(v->n.bits);
}

/**
 * agg_value_cmp - compare two values
 * @a: a value.
 * @b: another one.
 *
 * Context: any.
 * Return: less than, equal to or greater than 0, as @a is to @b. Numbers come before texts.
 */
int agg_value_cmp(const struct agg_value *a, const struct agg_value *b)
{
	bool is_text = agg_is_text(a->tag), other_is_text = agg_is_text(b->tag);

	if (is_text != other_is_text)
		return is_text ? 1 : -1;
	if (!is_text)
		return agg_number_cmp(a->n, b->n);
	return memcmp(a->text, b->text, min(a->len, b->len)) ?:
	       (a->len > b->len) - (a->len < b->len);
}
