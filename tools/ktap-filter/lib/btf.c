// SPDX-License-Identifier: GPL-2.0
/*
 * Enumerators in a kernel's description of its types, BTF.
 *
 * BTF has a header, a section of types and a section of names. The types follow each other, and
 * only the kind of a type says how long it is. So the types are gone through from the first one,
 * and a kind that is not known ends the search. The bytes may be any: nothing is read behind them.
 * Documentation/bpf/btf.rst describes the format.
 */
#include <linux/btf.h>

#include "btf.h"

/* The bytes behind a type: those that its kind always has, and those for each of its parts. */
static const struct {
	u8	always;
	u8	each;
} behind[] = {
	[BTF_KIND_INT]		= { .always = sizeof(u32) },
	[BTF_KIND_ARRAY]	= { .always = sizeof(struct btf_array) },
	[BTF_KIND_STRUCT]	= { .each = sizeof(struct btf_member) },
	[BTF_KIND_UNION]	= { .each = sizeof(struct btf_member) },
	[BTF_KIND_ENUM]		= { .each = sizeof(struct btf_enum) },
	[BTF_KIND_FUNC_PROTO]	= { .each = sizeof(struct btf_param) },
	[BTF_KIND_VAR]		= { .always = sizeof(struct btf_var) },
	[BTF_KIND_DATASEC]	= { .each = sizeof(struct btf_var_secinfo) },
	[BTF_KIND_DECL_TAG]	= { .always = sizeof(struct btf_decl_tag) },
	[BTF_KIND_ENUM64]	= { .each = sizeof(struct btf_enum64) },
};

struct section {
	const char	*data;
	u32		bytes;
};

static bool get_section(const void *btf, size_t bytes, u32 off, u32 len, struct section *section)
{
	u64 from = ((const struct btf_header *)btf)->hdr_len + (u64)off;

	if (from > bytes || len > bytes - from)
		return false;
	*section = (struct section) { (const char *)btf + from, len };
	return true;
}

static bool has_name(const struct section *names, u32 off, const char *name, u32 len)
{
	return off < names->bytes && len < names->bytes - off &&
	       !memcmp(names->data + off, name, len) && !names->data[off + len];
}

/* Look through an enumeration, which lies in its section as a whole. */
static bool find_in(const struct section *names, const struct btf_type *type, const char *name,
		    u32 len, u64 *val)
{
	bool wide = BTF_INFO_KIND(type->info) == BTF_KIND_ENUM64;
	const u32 *e = (const u32 *)(type + 1);
	u32 n;

	if (!wide && BTF_INFO_KIND(type->info) != BTF_KIND_ENUM)
		return false;
	/* The name, and one word or two of the value, the lower one first. */
	for (n = BTF_INFO_VLEN(type->info); n; n--, e += wide ? 3 : 2) {
		if (!has_name(names, e[0], name, len))
			continue;
		if (wide)
			*val = (u64)e[2] << 32 | e[1];
		else
			*val = BTF_INFO_KFLAG(type->info) ? (u64)(s32)e[1] : e[1];
		return true;
	}
	return false;
}

/**
 * btf_enumerator - find the next enumerator with a name
 * @btf: the description of types; at the place of a word.
 * @bytes: its size.
 * @name: the name, not terminated.
 * @len: its length, bytes.
 * @at: where the search goes on; 0 at first.
 * @val: gets the value; a negative one is extended to 64 bits.
 * @is_unsigned: gets whether the enumeration has no negative values.
 *
 * Context: any.
 * Return: true; false if there is none in what can be understood.
 */
bool btf_enumerator(const void *btf, size_t bytes, const char *name, u32 len, u32 *at, u64 *val,
		    bool *is_unsigned)
{
	const struct btf_header *header = btf;
	struct section types, names;
	const struct btf_type *type;
	u32 kind, size;

	if (bytes < sizeof(*header) || header->magic != BTF_MAGIC ||
	    (header->hdr_len + header->type_off) % sizeof(u32) ||
	    !get_section(btf, bytes, header->type_off, header->type_len, &types) ||
	    !get_section(btf, bytes, header->str_off, header->str_len, &names))
		return false;
	while (*at <= types.bytes && types.bytes - *at >= sizeof(*type)) {
		type = (const struct btf_type *)(types.data + *at);
		kind = BTF_INFO_KIND(type->info);
		if (kind == BTF_KIND_UNKN || kind >= ARRAY_SIZE(behind))
			return false;
		size = sizeof(*type) + behind[kind].always +
		       behind[kind].each * BTF_INFO_VLEN(type->info);
		if (size > types.bytes - *at)
			return false;
		*at += size;
		*is_unsigned = !BTF_INFO_KFLAG(type->info);
		if (find_in(&names, type, name, len, val))
			return true;
	}
	return false;
}
