/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Descriptions of types for tests: made type by type, as bytes of the format.
 */
#ifndef _KTF_TEST_BTF_H
#define _KTF_TEST_BTF_H

#include "btf/btf.h"

#define MAKE_BTF_WORDS	512
#define MAKE_BTF_NAMES	1024

/**
 * struct make_btf - a description of types that is being made
 * @words: the types.
 * @nr_words: their size, in words.
 * @names: the names; the first byte is a NUL.
 * @nr_names: their size, bytes.
 * @nr: the number of the last type.
 */
struct make_btf {
	u32	words[MAKE_BTF_WORDS];
	u32	nr_words;
	char	names[MAKE_BTF_NAMES];
	u32	nr_names;
	u32	nr;
};

u32 make_type(struct make_btf *make, u32 kind, const char *name, u32 parts, u32 size_or_type);
void make_word(struct make_btf *make, u32 word);
void make_part(struct make_btf *make, const char *name, u32 a);
void make_member(struct make_btf *make, const char *name, u32 type, u32 bits, u32 width);
void *make_bytes(const struct make_btf *make, size_t *bytes);
void make_kernel(struct make_btf *make);

#endif /* _KTF_TEST_BTF_H */
