// SPDX-License-Identifier: GPL-2.0
/*
 * The matchers that have a loop.
 *
 * They work on words of eight bytes, which are loaded little-endian on any machine. So
 * the text's first byte is the lowest, and zeroes can be shifted in from the top for what
 * lies behind the text's end. A text of fewer than eight bytes is first copied to a word
 * of its own. A longer text always has a last word that ends with its last byte.
 *
 * A matcher looks for one byte of the pattern in eight places of the text at once. Where
 * that byte is, the rest of the pattern is compared, eight bytes at once.
 */
#include "vm/match.h"

/**
 * ktf_match_open_prefix - does a text of unknown length start with the pattern?
 * @s: the text, which ends in a NUL.
 * @room: bytes that there may be; U32_MAX where nobody knows.
 * @pat: the pattern.
 * @len: its length, bytes.
 *
 * Nobody said how many bytes are there. So this goes byte by byte, and looks at none
 * behind the first that differs, the text's NUL if not another.
 *
 * Context: any, NMI included.
 * Return: whether it does.
 */
bool ktf_match_open_prefix(const char *s, u32 room, const char *pat, u32 len)
{
	u32 i;

	if (len > room)
		return false;
	for (i = 0; i < len; i++)
		if (s[i] != pat[i])
			return false;
	return true;
}

/**
 * ktf_match_open_eq - is a text of unknown length the pattern?
 * @s: the text, which ends in a NUL, or with @room.
 * @room: bytes that there may be; U32_MAX where nobody knows.
 * @pat: the pattern.
 * @len: its length, bytes.
 *
 * Context: any, NMI included.
 * Return: whether it is. As ktf_match_open_prefix() it looks at no byte behind the first
 * that differs.
 */
bool ktf_match_open_eq(const char *s, u32 room, const char *pat, u32 len)
{
	return ktf_match_open_prefix(s, room, pat, len) && (len == room || !s[len]);
}

/* The first @n bytes, fewer than eight: two loads that overlap are all of them. */
static u64 short_word(const char *s, u32 n)
{
	if (n >= 4)
		return get_unaligned_le32(s) | (u64)get_unaligned_le32(s + n - 4) << 8 * (n - 4);
	if (n >= 2)
		return get_unaligned_le16(s) | (u64)get_unaligned_le16(s + n - 2) << 8 * (n - 2);
	return n ? (u8)*s : 0;
}

/**
 * ktf_first_word - the first eight bytes of a text
 * @s: the text.
 * @n: its length, bytes.
 *
 * Context: any, NMI included.
 * Return: them, the first one lowest, with zeroes for those that it does not have.
 */
u64 ktf_first_word(const char *s, u32 n)
{
	return n >= 8 ? get_unaligned_le64(s) : short_word(s, n);
}

/*
 * The word at @at, with zeroes for what is behind the text, whose last word is at @last.
 * Right at the text's end it may be any: no byte of it is asked for.
 */
static __always_inline u64 word_at(const char *at, const char *last)
{
	if (likely(at <= last))
		return get_unaligned_le64(at);
	return get_unaligned_le64(last) >> (8 * (at - last) & 63);
}

/* A text of fewer than eight bytes, with NULs behind, which no pattern has. */
struct few {
	char	bytes[8];
};

static __always_inline struct few few_bytes(const char *s, u32 n)
{
	struct few few = { };

	memcpy(few.bytes, s, n);
	return few;
}

/*
 * Knuth-Morris-Pratt. On a mismatch, fall back to the longest proper prefix of the pattern
 * that also ends here (@borders). The text never moves back, so the cost is at most two
 * steps per byte.
 */
static noinline bool contains_steadily(const char *s, u32 n, const char *pat, u32 len,
				       const u8 *borders)
{
	u32 i, same = 0;

	for (i = 0; i < n; i++) {
		while (same && s[i] != pat[same])
			same = borders[same - 1];
		same += s[i] == pat[same];
		if (same == len)
			return true;
	}
	return false;
}

/*
 * A pattern of more than eight bytes. In some texts, such as "aaaa...", most places match most
 * of the pattern before they fail. @wasted counts the bytes that were compared in vain. When
 * they are more than the bytes of text that are done, and four patterns, the rest of the text
 * is searched by Knuth-Morris-Pratt, which is slower for other texts.
 */
static noinline bool contains_long(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	const char *last = s + n - 8, *to = s + n - len, *i, *at;
	u64 first = (head & 0xff) * KTF_LOW_BITS, hits;
	u32 wasted = 0;

	for (i = s; i <= to; i += 8) {
		hits = ktf_zero_bytes(word_at(i, last) ^ first);
		for (; hits; hits &= hits - 1) {
			at = i + (__ffs64(hits) >> 3);
			if (at > to)
				return false;
			if (get_unaligned_le64(at) != head)
				continue;
			if (ktf_same(at + 8, pat + 8, len - 8))
				return true;
			wasted += len;
			if (wasted > at - s + 4 * len)
				return contains_steadily(at + 1, s + n - at - 1, pat, len,
							 (const u8 *)pat + len + 1);
		}
	}
	return false;
}

static noinline bool contains_in_few(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	struct few few = few_bytes(s, n);

	return ktf_match_contains(few.bytes, sizeof(few.bytes), pat, len, head);
}

/**
 * ktf_match_contains - is the pattern somewhere in the text?
 * @s: the text.
 * @n: its length, bytes; a NUL in it is a byte like any other.
 * @pat: the pattern; one of more than eight bytes has its borders behind its NUL.
 * @len: its length, bytes; 0 is contained in everything.
 * @head: its first word, see ktf_first_word().
 *
 * A pattern of up to eight bytes is compared at once. With any there are at most four steps for
 * each byte of the text, see contains_long().
 *
 * Context: any, NMI included.
 * Return: whether it is.
 */
bool ktf_match_contains(const char *s, u32 n, const char *pat, u32 len, u64 head)
{
	u64 first = (head & 0xff) * KTF_LOW_BITS, hits;
	const char *last, *to, *at;
	u32 spare = 8 * (8 - len);

	if (len > n)
		return false;
	if (unlikely(len - 1 >= 8))
		return !len || contains_long(s, n, pat, len, head);
	if (unlikely(n < 8))
		return contains_in_few(s, n, pat, len, head);
	last = s + n - 8;
	to = s + n - len;
	for (; s <= to; s += 8) {
		hits = ktf_zero_bytes(word_at(s, last) ^ first);
		for (; hits; hits &= hits - 1) {
			at = s + (__ffs64(hits) >> 3);
			/* One that goes beyond the end is not the same: the pattern has no NUL. */
			if (!((word_at(at, last) ^ head) << spare))
				return at <= to;
		}
	}
	return false;
}

/* Are the bytes from @at on those of a piece, from its second word on? */
static noinline bool has_words_at(const char *at, const char *last,
				  const struct ktf_glob_word *word, u32 nr)
{
	for (; nr; nr--, at += 8, word++)
		if ((word_at(at, last) ^ word->want) & word->mask)
			return false;
	return true;
}

/* Does the text match a piece at @at, but for its first word? It has as many bytes from there. */
static __always_inline bool has_rest_at(const char *at, const char *last,
					const struct ktf_piece *p)
{
	const struct ktf_class *class = (const void *)p->data;
	u32 nr;
	u8 c;

	for (nr = p->nr_classes; nr; nr--, class++) {
		c = at[class->at];
		if (!(class->bits[c / 64] >> c % 64 & 1))
			return false;
	}
	return likely(p->len <= 8) ||
	       has_words_at(at + 8, last, (const void *)class, ktf_piece_words(p));
}

static __always_inline bool has_piece_at(const char *at, const char *last,
					 const struct ktf_piece *p)
{
	return !((word_at(at, last) ^ p->word.want) & p->word.mask) && has_rest_at(at, last, p);
}

/* One that has no certain byte to look for. */
static noinline const char *find_vague_piece(const char *from, const char *to, const char *last,
					     const struct ktf_piece *p)
{
	for (; from <= to; from++)
		if (has_piece_at(from, last, p))
			return from;
	return NULL;
}

/* The first place from @from to @to at which the text matches a piece; NULL if there is none. */
static __always_inline const char *find_piece(const char *from, const char *to, const char *last,
					      const struct ktf_piece *p)
{
	u64 byte = p->byte * KTF_LOW_BITS, hits;
	u32 anchor = p->anchor;
	const char *at;

	if (unlikely(anchor == p->len))
		return find_vague_piece(from, to, last, p);
	for (from += anchor, to += anchor; from <= to; from += 8) {
		hits = ktf_zero_bytes(word_at(from, last) ^ byte);
		for (; hits; hits &= hits - 1) {
			at = from + (__ffs64(hits) >> 3);
			if (at > to)
				return NULL;
			at -= anchor;
			if (has_piece_at(at, last, p))
				return at;
		}
	}
	return NULL;
}

/* The text's NUL, or where its bytes end. What was looked at already has none. */
static __always_inline const char *text_end(const char *s, const char *last)
{
	u64 zero;

	for (; s < last; s += 8) {
		zero = ktf_zero_bytes(get_unaligned_le64(s));
		if (zero)
			return s + (__ffs64(zero) >> 3);
	}
	zero = ktf_zero_bytes(get_unaligned_le64(last));
	return last + (zero ? __ffs64(zero) >> 3 : 8);
}

static noinline bool glob_in_few(const char *s, u32 n, const struct ktf_glob *glob)
{
	struct few few = few_bytes(s, n);

	return ktf_match_glob(few.bytes, sizeof(few.bytes), glob);
}

/**
 * ktf_match_glob - does a pattern with wildcards match all of the text?
 * @s: the text, up to its NUL or @n.
 * @n: bytes that may be read.
 * @glob: the pattern.
 *
 * In the worst case each piece is compared at each place that those before it have
 * left: the bytes of the text times those of the pattern.
 *
 * Context: any, NMI included.
 * Return: whether it does.
 */
bool ktf_match_glob(const char *s, u32 n, const struct ktf_glob *glob)
{
	const struct ktf_piece *p = (const void *)glob->pieces;
	const char *last, *end, *to;
	u32 nr = glob->nr;

	if (unlikely(n < 8))
		return glob_in_few(s, n, glob);
	last = s + n - 8;
	if ((get_unaligned_le64(s) ^ p->word.want) & p->word.mask)
		return false;
	end = text_end(s, last);
	if (end - s < glob->least || !has_rest_at(s, last, p))
		return false;
	if (nr == 1)
		return end - s == p->len;
	to = end - glob->least + p->len;
	s += p->len;
	p = ktf_next_piece(p);
	if (!has_piece_at(end - p->len, last, p))
		return false;
	for (; nr > 2; nr--) {
		/* Up to @to there is room for those that are still to be found, and the last. */
		p = ktf_next_piece(p);
		s = find_piece(s, to, last, p);
		if (!s)
			return false;
		s += p->len;
		to += p->len;
	}
	return true;
}
