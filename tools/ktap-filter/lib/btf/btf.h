/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A kernel's description of its types, BTF.
 */
#ifndef _KTF_LIB_BTF_H
#define _KTF_LIB_BTF_H

#include <linux/btf.h>

#include "prog/env.h"

/* No type; void has the number 0. */
#define BTF_NO_TYPE	(~0U)

/**
 * struct btf - a description of types, of which the bounds have been checked
 * @base: the description that this one goes on from, as a module's does; NULL for none.
 * @names: the names, one behind the other; the last byte is a NUL.
 * @names_bytes: their size.
 * @first_name: offset that types use for the first of @names.
 * @types: the first byte of the types.
 * @at: offset in @types of each type.
 * @first: number of the first of them.
 * @nr: how many there are.
 */
struct btf {
	const struct btf	*base;
	const char		*names;
	u32			names_bytes;
	u32			first_name;
	const char		*types;
	u32			*at;
	u32			first;
	u32			nr;
};

int btf_open(struct btf *btf, const void *data, size_t bytes, const struct btf *base);
void btf_close(struct btf *btf);

const struct btf_type *btf_type(const struct btf *btf, u32 id);
const char *btf_name(const struct btf *btf, u32 off);
u32 btf_find(const struct btf *btf, u32 kind, const char *name, size_t len);
u32 btf_plain(const struct btf *btf, u32 id);
s64 btf_size(const struct btf *btf, u32 id);

static inline u32 btf_kind(const struct btf_type *type)
{
	return BTF_INFO_KIND(type->info);
}

/* The number of the first type that is in no description yet. */
static inline u32 btf_end(const struct btf *btf)
{
	return btf->first + btf->nr;
}

bool btf_enumerator(const struct btf *btf, const char *name, u32 len, u32 *id, u64 *val,
		    bool *is_unsigned);

/* How deep unnamed structs and unions may lie in each other, and the members they may have. */
#define BTF_DEEPEST	8
#define BTF_MOST_MEMBERS BIT(16)

/**
 * struct btf_part - a member of a struct or union
 * @name: its name; "" for one without.
 * @type: the number of its type.
 * @bits: where it begins, in bits from the struct's begin.
 * @width: the bits of a bit field; 0 for any other member.
 */
struct btf_part {
	const char	*name;
	u32		type;
	u64		bits;
	u32		width;
};

/**
 * struct btf_parts - a walk through the members of a struct or union
 * @btf: the types.
 * @in: the struct, and in it unnamed ones, the innermost last.
 * @depth: how many there are.
 * @left: members that may still come.
 */
struct btf_parts {
	const struct btf	*btf;
	struct {
		const struct btf_type	*type;
		u64			bits;
		u32			next;
	} in[BTF_DEEPEST];
	u32			depth;
	u32			left;
};

bool btf_parts_start(struct btf_parts *parts, const struct btf *btf, u32 id);
bool btf_parts_next(struct btf_parts *parts, struct btf_part *part);
bool btf_part(const struct btf *btf, u32 id, const char *name, size_t len, struct btf_part *part);

/* The longest declaration that is printed, with its NUL. */
#define BTF_DECLARATION	256

void btf_declare(const struct btf *btf, u32 id, const char *name, char text[BTF_DECLARATION]);

#endif /* _KTF_LIB_BTF_H */
