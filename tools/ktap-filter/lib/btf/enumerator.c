// SPDX-License-Identifier: GPL-2.0
/*
 * Enumerators in a kernel's description of its types.
 *
 * The name of an enumerator has no index: all enumerations are looked through, in their order.
 * Several may have the name, so a search goes on where the one before ended.
 */
#include "btf/btf.h"

static bool has_name(const struct btf *btf, u32 off, const char *name, u32 len)
{
	const char *is = btf_name(btf, off);

	return !strncmp(is, name, len) && !is[len];
}

static bool find_in(const struct btf *btf, const struct btf_type *type, const char *name, u32 len,
		    u64 *val)
{
	bool wide = btf_kind(type) == BTF_KIND_ENUM64;
	const u32 *e = (const u32 *)(type + 1);
	u32 n;

	if (!wide && btf_kind(type) != BTF_KIND_ENUM)
		return false;
	/* The name, and one word or two of the value, the lower one first. */
	for (n = BTF_INFO_VLEN(type->info); n; n--, e += wide ? 3 : 2) {
		if (!has_name(btf, e[0], name, len))
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
 * @btf: the types.
 * @name: the name, not terminated.
 * @len: its length, bytes.
 * @id: the last type that was looked through; 0 at first.
 * @val: gets the value; a negative one is extended to 64 bits.
 * @is_unsigned: gets whether the enumeration has no negative values.
 *
 * Context: any.
 * Return: true; false if there is none in what can be understood.
 */
bool btf_enumerator(const struct btf *btf, const char *name, u32 len, u32 *id, u64 *val,
		    bool *is_unsigned)
{
	const struct btf_type *type;

	while (*id + 1 < btf_end(btf)) {
		type = btf_type(btf, ++*id);
		*is_unsigned = !BTF_INFO_KFLAG(type->info);
		if (find_in(btf, type, name, len, val))
			return true;
	}
	return false;
}
