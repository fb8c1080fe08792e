/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Files with a kernel's description of its types.
 */
#ifndef _KTF_LIB_BTF_FILE_H
#define _KTF_LIB_BTF_FILE_H

#include "btf/btf.h"

/* Where the running kernel has its own types, and those of its modules. */
#define BTF_FOLDER	"/sys/kernel/btf/"

/**
 * struct btf_file - a description of types that was read from a file
 * @types: the types.
 * @data: the bytes that they are in.
 */
struct btf_file {
	struct btf	types;
	void		*data;
};

int btf_read(struct btf_file *file, const char *path, const struct btf *base);
void btf_free(struct btf_file *file);

bool elf_is(const void *data, size_t bytes);
bool elf_section(const void *data, size_t bytes, const char *name, size_t *off, size_t *len);

#endif /* _KTF_LIB_BTF_FILE_H */
