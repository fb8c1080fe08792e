/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pieces of a trace.dat, from their start to their end.
 */
#ifndef _KTF_LIB_DAT_SECTION_H
#define _KTF_LIB_DAT_SECTION_H

#include "dat/file.h"

/* The header of a section. */
struct dat_section_head {
	u16	id;
	u16	flags;
	u32	title;
	u64	bytes;
};

#define DAT_SECTION_PACKED	1

/**
 * struct dat_cursor - a position in a section or an option
 * @at: the next byte.
 * @end: the end of the bytes.
 * @bad: the bytes ended too early; everything taken since then is zero or empty.
 */
struct dat_cursor {
	const u8	*at;
	const u8	*end;
	bool		bad;
};

/* Take @bytes bytes; NULL if fewer are left. */
static inline const u8 *dat_take(struct dat_cursor *c, u64 bytes)
{
	c->bad |= c->end - c->at < bytes;
	if (c->bad)
		return NULL;
	c->at += bytes;
	return c->at - bytes;
}

static inline u16 dat_take16(struct dat_cursor *c)
{
	const u8 *at = dat_take(c, 2);

	return at ? get_unaligned((const u16 *)at) : 0;
}

static inline u32 dat_take32(struct dat_cursor *c)
{
	const u8 *at = dat_take(c, 4);

	return at ? get_unaligned((const u32 *)at) : 0;
}

static inline u64 dat_take64(struct dat_cursor *c)
{
	const u8 *at = dat_take(c, 8);

	return at ? get_unaligned((const u64 *)at) : 0;
}

/* Take a string and its NUL. */
static inline const char *dat_take_text(struct dat_cursor *c)
{
	size_t room = c->end - c->at;
	const u8 *at = dat_take(c, strnlen((const char *)c->at, room) + 1);

	return at ? (const char *)at : "";
}

int dat_read_section(struct dat *dat, u32 option, u8 **data, struct dat_cursor *c);

#endif /* _KTF_LIB_DAT_SECTION_H */
