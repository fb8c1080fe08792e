/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A glob, taken apart.
 *
 * Stars cut a pattern into pieces. Each element of a piece stands for one byte of the
 * text: a certain byte, any byte, or a byte of a class. So a piece matches as many bytes as
 * it has elements. Eight elements are compared at a time, with a mask that has ones where
 * the bytes are certain. A class is a bitmap, in which the text's byte is looked up.
 *
 *	"k*r/[0-9]"	pieces: "k", at the start; "r/[0-9]", at the end
 *
 * The first piece matches at the text's start, and the last piece at the text's end. Each
 * piece in between matches as far to the left as it can, behind the piece before it. That
 * leaves the most room for the pieces behind, so no match is ever tried again.
 *
 * A glob may be at any address. Its header is followed by the first piece, the last piece, and
 * then the pieces in between. A piece is a head, which holds its first eight elements, then its
 * classes, then its other words if it has more than eight elements.
 */
#ifndef _KTF_GLOB_H
#define _KTF_GLOB_H

#include "prog/env.h"

/**
 * struct ktf_glob - a pattern
 * @nr: number of pieces, at least 1; a pattern without a star has 1.
 * @least: sum of the bytes that the pieces match.
 * @pieces: the pieces.
 */
struct ktf_glob {
	u8	nr;
	u8	least;
	u8	pieces[];
};

/*
 * Eight elements: @want has the bytes that are certain, @mask has 0xff there, or 0xdf for a letter
 * that may be a capital; else both are 0.
 */
struct ktf_glob_word {
	u64	want;		/* the first byte lowest */
	u64	mask;
} __packed;

/**
 * struct ktf_piece - the elements between two stars
 * @len: number of elements, and of bytes that they match; 0 only in the first and last piece.
 * @nr_classes: number of elements that are classes.
 * @anchor: index of the first element that is a certain byte; @len if there is none.
 * @byte: that certain byte.
 * @bytes: size of the piece, @data included.
 * @word: the first eight elements.
 * @data: struct ktf_class for each class, then struct ktf_glob_word for each eight elements more.
 */
struct ktf_piece {
	u8			len;
	u8			nr_classes;
	u8			anchor;
	u8			byte;
	u16			bytes;
	struct ktf_glob_word	word;
	u8			data[];
} __packed;

/* Element @at of a piece: the text's byte must be in the bitmap. */
struct ktf_class {
	u8	at;
	u64	bits[4];
} __packed;

/* How many words a piece has in @data. */
static inline u32 ktf_piece_words(const struct ktf_piece *p)
{
	return p->len <= 8 ? 0 : (p->len - 1) / 8;
}

static inline u32 ktf_piece_bytes(const struct ktf_piece *p)
{
	return sizeof(*p) + p->nr_classes * sizeof(struct ktf_class) +
	       ktf_piece_words(p) * sizeof(struct ktf_glob_word);
}

static inline const struct ktf_piece *ktf_next_piece(const struct ktf_piece *p)
{
	return (const void *)p + p->bytes;
}

u32 ktf_glob_bytes(const char *pat, bool folds);
void ktf_glob_prepare(const char *pat, bool folds, struct ktf_glob *glob);
bool ktf_glob_ok(const struct ktf_glob *glob, u64 room);
bool ktf_match_glob(const char *s, u32 n, const struct ktf_glob *glob);

#endif /* _KTF_GLOB_H */
