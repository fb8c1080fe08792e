/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A record of the event that has every kind of field, as C sees it.
 *
 * Some fields are where a compiler would not put them, as they are in records of
 * events that a user makes up.
 */
#ifndef _KTF_RICH_H
#define _KTF_RICH_H

#include "ktf_core.h"

struct rich_record {
	struct trace_entry	ent;
	s8			i8;
	u8			u8;
	s16			i16;
	u16			u16;
	u16			pad14;
	s32			i32;
	u32			u32;
	s64			i64;
	u64			u64;
	char			pad40;
	s32			odd32;
	u64			odd64;
	char			pad53[2];
	u16			odd16;
	u8			three[3];
	u16			pair[2];
	unsigned long		args[6];
	char			name[16];
	char			tag[8];
	char			pad136;
	char			five[5];
	unsigned char		mac[6];
	char			pad148[4];
	const char		*ptr;
	const char		*cptr;
	unsigned long		ip;
	u32			dyn;
	u32			dyn2;
	u32			rel;
	u32			mask;
	u32			vec;
	u8			last;
	char			tail[];
} __packed;

static_assert(offsetof(struct rich_record, tail) == 197);

#endif /* _KTF_RICH_H */
