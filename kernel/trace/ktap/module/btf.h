/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The types of the running kernel, from its BTF. See btf.c.
 */
#ifndef _KTF_BTF_H
#define _KTF_BTF_H

#include <uapi/linux/btf.h>
#include <linux/types.h>

/**
 * struct ktf_btf - the kernel's types, with an index of their names
 * @strings: the section of names.
 * @types: each type by its number; 0 is void and has none.
 * @nr: the number of types, void included.
 * @heads: for each hash of a name, the first type with it; 0 for none.
 * @next: for each type, the next one with the same hash.
 */
struct ktf_btf {
	const char			*strings;
	const struct btf_type		**types;
	u32				nr;
	u32				*heads;
	u32				*next;
};

int ktf_btf_open(struct ktf_btf *btf, const void *data, size_t bytes);
void ktf_btf_close(struct ktf_btf *btf);
const struct btf_type *ktf_btf_find(const struct ktf_btf *btf, u32 kind, const char *name);
const struct btf_type *ktf_btf_type(const struct ktf_btf *btf, u32 id);
const struct btf_member *ktf_btf_member(const struct ktf_btf *btf, const struct btf_type *type,
					const char *name);
int ktf_btf_enumerator(const struct ktf_btf *btf, const struct btf_type *type, const char *name,
		       int *val);
void ktf_btf_prototype(const struct ktf_btf *btf, const struct btf_type *func, char *text,
		       size_t bytes);

#endif /* _KTF_BTF_H */
