// SPDX-License-Identifier: GPL-2.0
/*
 * Globs: taking a pattern apart, the proof that one was taken apart, and matching a text. The
 * matcher looks at a text as those in vm/match.c do, eight bytes at a time.
 *
 * A pattern means the same as for glob_match() in lib/glob.c, even if it is odd. A class without
 * an end is no class, and its "[" is a byte like any other. A "]" right at the start of a class
 * is a member. A range that goes down is empty. A backslash at the very end stands for the end
 * of the text.
 *
 * A glob that folds takes A to Z of the text as a to z. It is taken apart for that, and matched as
 * every other one: a letter stands for two bytes that differ in one bit, which the mask leaves out,
 * and a capital letter is a class without members, as no text has it.
 */
#include "vm/glob.h"
#include "vm/match.h"

enum kind { LITERAL, LETTER, ANY, CLASS, STAR, END };

struct element {
	enum kind	kind;
	u8		byte;		/* of a LITERAL or LETTER */
	const char	*members;	/* of a CLASS */
};

/* Read one member or range of a class. Return what follows; NULL if the pattern ends. */
static const char *next_range(const char *pat, u8 *from, u8 *to)
{
	*from = *pat++;
	*to = *from;
	if (*from && pat[0] == '-' && pat[1] != ']') {
		*to = pat[1];
		pat += 2;
	}
	return *from && *to ? pat : NULL;
}

/* Return what follows the class whose members are at @pat; NULL if the class does not end. */
static const char *class_end(const char *pat)
{
	u8 from, to;

	pat += *pat == '!';
	do {
		pat = next_range(pat, &from, &to);
	} while (pat && *pat != ']');
	return pat ? pat + 1 : NULL;
}

/* A folded text has no A to Z. What a to z are, is so for the letters that become them. */
static void fold_class(struct ktf_class *class)
{
	u32 letters = class->bits[1] >> ('a' - 64) & 0x3ffffff;

	class->bits[1] &= ~(0x3ffffffULL << ('A' - 64));
	class->bits[1] |= (u64)letters << ('A' - 64);
}

static void set_class(const char *pat, struct ktf_class *class)
{
	bool inverted = *pat == '!';
	u8 from, to;
	u32 c, i;

	pat += inverted;
	do {
		pat = next_range(pat, &from, &to);
		for (c = from; c <= to; c++)
			class->bits[c / 64] |= 1ULL << c % 64;
	} while (*pat != ']');
	for (i = 0; inverted && i < ARRAY_SIZE(class->bits); i++)
		class->bits[i] = ~class->bits[i];
}

/* The element that a byte of a glob that folds is. */
static void fold_byte(struct element *e)
{
	if (e->byte >= 'a' && e->byte <= 'z')
		e->kind = LETTER;
	else if (e->byte >= 'A' && e->byte <= 'Z')
		*e = (struct element) { .kind = CLASS };
}

static const char *read_element(const char *pat, struct element *e)
{
	const char *behind;

	*e = (struct element) { .kind = LITERAL, .byte = *pat };
	switch (*pat) {
	case '\0':
		e->kind = END;
		return pat;
	case '*':
		e->kind = STAR;
		return pat;
	case '?':
		e->kind = ANY;
		return pat + 1;
	case '[':
		behind = class_end(pat + 1);
		if (!behind)
			return pat + 1;
		e->kind = CLASS;
		e->members = pat + 1;
		return behind;
	case '\\':
		e->byte = pat[1];
		e->kind = pat[1] ? LITERAL : END;
		return pat + 2;
	default:
		return pat + 1;
	}
}

static const char *next_element(const char *pat, bool folds, struct element *e)
{
	pat = read_element(pat, e);
	if (folds && e->kind == LITERAL)
		fold_byte(e);
	return pat;
}

/* Fill in the head of a piece. Return the start of the next piece; NULL if there is none. */
static const char *measure(const char *pat, bool folds, struct ktf_piece *p)
{
	bool anchored = false;
	struct element e;

	*p = (struct ktf_piece) { };
	for (;;) {
		pat = next_element(pat, folds, &e);
		if (e.kind >= STAR)
			break;
		if (e.kind == LITERAL && !anchored) {
			p->anchor = p->len;
			p->byte = e.byte;
			anchored = true;
		}
		p->nr_classes += e.kind == CLASS;
		p->len++;
	}
	if (!anchored)
		p->anchor = p->len;
	p->bytes = ktf_piece_bytes(p);
	if (e.kind == END)
		return NULL;
	return pat + strspn(pat, "*");
}

/* A letter of a glob that folds has no bit that says whether it is a capital. */
static void put_byte(struct ktf_glob_word *word, u32 i, const struct element *e)
{
	u8 mask = e->kind == LETTER ? (u8)~('a' ^ 'A') : 0xff;

	word->want |= (u64)(e->byte & mask) << 8 * i;
	word->mask |= (u64)mask << 8 * i;
}

static void put_class(struct ktf_class *class, u32 at, const struct element *e, bool folds)
{
	class->at = at;
	if (e->members)
		set_class(e->members, class);
	if (folds)
		fold_class(class);
}

/* Write a piece to memory that is zero. Return the end of the piece. */
static struct ktf_piece *put_piece(const char *pat, bool folds, struct ktf_piece *p)
{
	struct ktf_glob_word *more;
	struct ktf_class *class;
	struct element e;
	u32 i;

	measure(pat, folds, p);
	class = (struct ktf_class *)p->data;
	more = (struct ktf_glob_word *)(class + p->nr_classes);
	for (i = 0; i < p->len; i++) {
		pat = next_element(pat, folds, &e);
		if (e.kind == CLASS)
			put_class(class++, i, &e, folds);
		else if (e.kind != ANY)
			put_byte(i < 8 ? &p->word : &more[i / 8 - 1], i % 8, &e);
	}
	return (struct ktf_piece *)(more + ktf_piece_words(p));
}

/**
 * ktf_glob_bytes - find how many bytes ktf_glob_prepare() will write
 * @pat: the pattern, of at most KTF_MAX_PATTERN bytes. It ends in a NUL.
 * @folds: A to Z of the text are taken as a to z.
 *
 * Context: any.
 * Return: the number of bytes.
 */
u32 ktf_glob_bytes(const char *pat, bool folds)
{
	u32 bytes = sizeof(struct ktf_glob);
	struct ktf_piece p;

	while (pat) {
		pat = measure(pat, folds, &p);
		bytes += p.bytes;
	}
	return bytes;
}

/**
 * ktf_glob_prepare - take a pattern apart
 * @pat: the pattern, of at most KTF_MAX_PATTERN bytes. It ends in a NUL.
 * @folds: A to Z of the text are taken as a to z.
 * @glob: gets the glob. It must have ktf_glob_bytes() bytes, all zero.
 *
 * Context: any.
 */
void ktf_glob_prepare(const char *pat, bool folds, struct ktf_glob *glob)
{
	struct ktf_piece p, *to = (struct ktf_piece *)glob->pieces;
	const char *at, *last = pat;

	for (at = pat; at; glob->nr++, glob->least += p.len) {
		last = at;
		at = measure(at, folds, &p);
	}
	to = put_piece(pat, folds, to);
	if (last != pat)
		to = put_piece(last, folds, to);
	for (at = measure(pat, folds, &p); at && at != last; at = measure(at, folds, &p))
		to = put_piece(at, folds, to);
}

/* Do the @room bytes at @p begin with a piece? */
static bool piece_ok(const struct ktf_piece *p, u64 room)
{
	const struct ktf_class *class;
	u32 i;

	if (room < sizeof(*p) || p->bytes != ktf_piece_bytes(p) || room < p->bytes ||
	    p->anchor > p->len)
		return false;
	class = (const void *)p->data;
	for (i = 0; i < p->nr_classes; i++)
		if (class[i].at >= p->len)
			return false;
	return true;
}

/**
 * ktf_glob_ok - prove that a glob can be matched
 * @glob: the glob, at any address.
 * @room: bytes that can be read there.
 *
 * The matcher reads as many bytes of a text as the pieces match. It compares only @least with
 * the length of the text, so @least must be the sum.
 *
 * Context: any.
 * Return: true if it can be matched.
 */
bool ktf_glob_ok(const struct ktf_glob *glob, u64 room)
{
	const struct ktf_piece *p = (const void *)glob->pieces;
	u32 least = 0, i;

	if (room < sizeof(*glob) || !glob->nr)
		return false;
	room -= sizeof(*glob);
	for (i = 0; i < glob->nr; i++) {
		if (!piece_ok(p, room))
			return false;
		room -= p->bytes;
		least += p->len;
		p = ktf_next_piece(p);
	}
	return least == glob->least;
}

/* Do the bytes at @at match the words of a piece behind its first? */
static noinline bool has_words_at(const char *at, const char *last,
				  const struct ktf_glob_word *word, u32 nr)
{
	for (; nr; nr--, at += 8, word++)
		if ((ktf_word_at(at, last) ^ word->want) & word->mask)
			return false;
	return true;
}

/* Do the classes and later words of a piece match at @at? The text must be long enough. */
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
	return !((ktf_word_at(at, last) ^ p->word.want) & p->word.mask) && has_rest_at(at, last, p);
}

/* Like find_piece(), for a piece that has no certain byte to look for. */
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
		hits = ktf_zero_bytes(ktf_word_at(from, last) ^ byte);
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

/* The text's NUL, or the end of its bytes. The overlap of the last word has no NUL. */
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
	struct ktf_few few = ktf_few_bytes(s, n);

	return ktf_match_glob(few.bytes, sizeof(few.bytes), glob);
}

/**
 * ktf_match_glob - does a glob match all of the text?
 * @s: the text, which ends in a NUL or after @n bytes.
 * @n: bytes that may be read.
 * @glob: the glob.
 *
 * In the worst case, each piece is compared at every place that the pieces before it leave. That
 * takes as many steps as the bytes of the text times those of the pattern.
 *
 * Context: any, NMI included.
 * Return: true if the glob matches.
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
		/* A piece that begins at or before @to leaves room for all that remain. */
		p = ktf_next_piece(p);
		s = find_piece(s, to, last, p);
		if (!s)
			return false;
		s += p->len;
		to += p->len;
	}
	return true;
}
