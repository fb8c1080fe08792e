// SPDX-License-Identifier: GPL-2.0
/*
 * Enumerators of the kernel, as constants of filters.
 *
 * BTF describes the types of the kernel, and has the names and the values of all enumerators. It is
 * not sorted by them, so a name is looked for in every enumeration. That takes some milliseconds,
 * when a filter is installed. Types that only modules have are not looked at: a module may go away
 * while a filter has a number of it.
 *
 * A kernel without CONFIG_DEBUG_INFO_BTF has no names of enumerators.
 */
#include <linux/bpf.h>
#include <linux/btf.h>

#include "ktf_core.h"
#include "ktf_names.h"
#include "prog/env.h"

/* The types of the kernel; NULL or an error if it does not describe them. */
static const struct btf *kernel_types(void)
{
#ifdef CONFIG_DEBUG_INFO_BTF
	return bpf_get_btf_vmlinux();
#else
	return NULL;
#endif
}

static bool has_name(const struct btf *btf, u32 off, const char *name, u32 len)
{
	const char *known = btf_name_by_offset(btf, off);

	return known && !strncmp(known, name, len) && !known[len];
}

/* An enumeration without a sign has values of 32 bits that are not extended. */
static bool find_narrow(const struct btf *btf, const struct btf_type *type, const char *name,
			u32 len, u64 *val)
{
	const struct btf_enum *e = btf_enum(type), *end = e + btf_vlen(type);

	while (e < end && !has_name(btf, e->name_off, name, len))
		e++;
	if (e == end)
		return false;
	*val = btf_type_kflag(type) ? (u64)(s64)e->val : (u32)e->val;
	return true;
}

static bool find_wide(const struct btf *btf, const struct btf_type *type, const char *name,
		      u32 len, u64 *val)
{
	const struct btf_enum64 *e = btf_enum64(type), *end = e + btf_vlen(type);

	while (e < end && !has_name(btf, e->name_off, name, len))
		e++;
	if (e == end)
		return false;
	*val = btf_enum64_value(e);
	return true;
}

static bool find_in(const struct btf *btf, const struct btf_type *type, const char *name, u32 len,
		    u64 *val)
{
	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_ENUM:
		return find_narrow(btf, type, name, len, val);
	case BTF_KIND_ENUM64:
		return find_wide(btf, type, name, len, val);
	default:
		return false;
	}
}

/**
 * ktf_enumerator - find the next enumerator with a name
 * @name: the name, not terminated.
 * @len: its length, bytes.
 * @at: where the search goes on; 0 at first.
 * @val: gets the value; a negative one is extended to 64 bits.
 * @is_unsigned: gets whether the enumeration has no negative values.
 *
 * Calls until the result is false are one scan of all types.
 *
 * Context: may sleep.
 * Return: true; false if there is none, or if the kernel does not describe its types.
 */
bool ktf_enumerator(const char *name, u32 len, u32 *at, u64 *val, bool *is_unsigned)
{
	const struct btf *btf = kernel_types();
	const struct btf_type *type;

	if (IS_ERR_OR_NULL(btf))
		return false;
	while (*at < btf_nr_types(btf)) {
		type = btf_type_by_id(btf, (*at)++);
		if (!find_in(btf, type, name, len, val))
			continue;
		*is_unsigned = !btf_type_kflag(type);
		return true;
	}
	return false;
}
