// SPDX-License-Identifier: GPL-2.0
/*
 * Taking a glob apart, and the proof that one was.
 *
 * A pattern means what glob_match() in lib/glob.c makes of it, odd ones too: a class
 * that does not end is no class, and its "[" a byte like any other; "]" right at a
 * class's start is a member; a range that goes down is empty; a backslash at the very
 * end stands for the text's end.
 */
#include "vm/glob.h"

enum kind { LITERAL, ANY, CLASS, STAR, END };

struct element {
	enum kind	kind;
	u8		byte;		/* of a LITERAL */
	const char	*members;	/* of a CLASS */
};

/*
 * One member or range of a class. Returns what follows, NULL if the pattern ends
 * there.
 */
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

/* What follows the class whose members are at @pat; NULL if it does not end. */
static const char *class_end(const char *pat)
{
	u8 from, to;

	pat += *pat == '!';
	do {
		pat = next_range(pat, &from, &to);
	} while (pat && *pat != ']');
	return pat ? pat + 1 : NULL;
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

static const char *next_element(const char *pat, struct element *e)
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

/* Fill in a piece's header. Returns where the next one starts, NULL if there is none. */
static const char *measure(const char *pat, struct ktf_piece *p)
{
	bool anchored = false;
	struct element e;

	*p = (struct ktf_piece) { };
	for (;;) {
		pat = next_element(pat, &e);
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

static void put_byte(struct ktf_glob_word *word, u32 i, u8 byte)
{
	word->want |= (u64)byte << 8 * i;
	word->mask |= 0xffULL << 8 * i;
}

/* Write a piece where all is zero. Returns what is behind it. */
static struct ktf_piece *put_piece(const char *pat, struct ktf_piece *p)
{
	struct ktf_glob_word *more;
	struct ktf_class *class;
	struct element e;
	u32 i;

	measure(pat, p);
	class = (struct ktf_class *)p->data;
	more = (struct ktf_glob_word *)(class + p->nr_classes);
	for (i = 0; i < p->len; i++) {
		pat = next_element(pat, &e);
		if (e.kind == CLASS) {
			class->at = i;
			set_class(e.members, class++);
		} else if (e.kind == LITERAL) {
			put_byte(i < 8 ? &p->word : &more[i / 8 - 1], i % 8, e.byte);
		}
	}
	return (struct ktf_piece *)(more + ktf_piece_words(p));
}

/**
 * ktf_glob_bytes - how much ktf_glob_prepare() will write
 * @pat: the pattern, of KTF_MAX_PATTERN bytes at most, ending in a NUL.
 *
 * Context: any.
 * Return: bytes.
 */
u32 ktf_glob_bytes(const char *pat)
{
	u32 bytes = sizeof(struct ktf_glob);
	struct ktf_piece p;

	while (pat) {
		pat = measure(pat, &p);
		bytes += p.bytes;
	}
	return bytes;
}

/**
 * ktf_glob_prepare - take a pattern apart
 * @pat: the pattern, of KTF_MAX_PATTERN bytes at most, ending in a NUL.
 * @glob: gets it: ktf_glob_bytes() bytes, zero before.
 *
 * Context: any.
 */
void ktf_glob_prepare(const char *pat, struct ktf_glob *glob)
{
	struct ktf_piece p, *to = (struct ktf_piece *)glob->pieces;
	const char *at, *last = pat;

	for (at = pat; at; glob->nr++, glob->least += p.len) {
		last = at;
		at = measure(at, &p);
	}
	to = put_piece(pat, to);
	if (last != pat)
		to = put_piece(last, to);
	for (at = measure(pat, &p); at && at != last; at = measure(at, &p))
		to = put_piece(at, to);
}

/* Is there a piece in @room bytes? */
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
 * @glob: the glob.
 * @room: bytes that can be read there.
 *
 * A matcher reads of a text what the pieces say that they match, which is held
 * against the text's length by their sum.
 *
 * Context: any.
 * Return: whether it can be.
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
