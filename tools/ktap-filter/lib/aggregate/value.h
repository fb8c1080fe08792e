/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The values that make up a key, one behind the other in its bytes.
 */
#ifndef _KTF_LIB_AGGREGATE_VALUE_H
#define _KTF_LIB_AGGREGATE_VALUE_H

#include "aggregate/number.h"

#define AGG_MAX_KEYS	8U
/* Of a longer text only the start counts. */
#define AGG_MAX_TEXT	4096U
/* Of a deeper stack only the innermost functions count. */
#define AGG_MAX_DEPTH	256U

/*
 * What a value is. The last three are numbers until all records are read. A stack is its addresses,
 * the innermost first, until then; and from then on the names, the outermost first, with ";"
 * between them.
 */
enum agg_tag {
	AGG_UNSIGNED,
	AGG_SIGNED,
	AGG_TEXT,
	AGG_STACK,
	AGG_TASK,	/* the pid of a task; for an idle one above 32 bits the CPU, from 1 on */
	AGG_EVENT,	/* the id of an event */
	AGG_FUNCTION,	/* an address */
};

/**
 * struct agg_value - a value
 * @tag: enum agg_tag.
 * @n: the number, unless it is a text or a stack.
 * @text: the text, without a NUL, or the stack.
 * @len: its length in bytes.
 */
struct agg_value {
	u8			tag;
	struct agg_number	n;
	const char		*text;
	u32			len;
};

/**
 * struct agg_bytes - the bytes of a key that is being made
 * @used: how many there are.
 * @is: room for the values.
 */
struct agg_bytes {
	u32	used;
	u8	is[AGG_MAX_KEYS * (AGG_MAX_TEXT + 8)];
};

static inline void agg_put_number(struct agg_bytes *to, u8 tag, u64 bits)
{
	to->is[to->used] = tag;
	memcpy(to->is + to->used + 1, &bits, sizeof(bits));
	to->used += 1 + sizeof(bits);
}

/* Is the value of that tag bytes, and no number? */
static inline bool agg_is_text(u8 tag)
{
	return tag == AGG_TEXT || tag == AGG_STACK;
}

/* Put @len bytes, AGG_MAX_TEXT at most, of a text or a stack. */
static inline void agg_put_bytes(struct agg_bytes *to, u8 tag, const void *bytes, u32 len)
{
	to->is[to->used] = tag;
	memcpy(to->is + to->used + 1, &len, sizeof(len));
	memcpy(to->is + to->used + 1 + sizeof(len), bytes, len);
	to->used += 1 + sizeof(len) + len;
}

static inline void agg_put_text(struct agg_bytes *to, const void *text, u32 len)
{
	agg_put_bytes(to, AGG_TEXT, text, min(len, AGG_MAX_TEXT));
}

const u8 *agg_value_get(const u8 *at, struct agg_value *v);
int agg_value_cmp(const struct agg_value *a, const struct agg_value *b);

#endif /* _KTF_LIB_AGGREGATE_VALUE_H */
