// SPDX-License-Identifier: GPL-2.0
/*
 * The enumerators of the running kernel, from its description of its types.
 *
 * An image carries the name of an enumerator, so the value matters only where the filter runs on
 * records here. A name that this kernel lacks is refused when a text is compiled, and so are all
 * where the kernel does not describe its types.
 */
#include "btf/file.h"

/* See ktf_enumerator.c. */
bool ktf_enumerator(const char *name, u32 len, u32 *at, u64 *val, bool *is_unsigned)
{
	struct btf_file file;
	bool found = !btf_read(&file, BTF_FOLDER "vmlinux", NULL) &&
		     btf_enumerator(&file.types, name, len, at, val, is_unsigned);

	btf_free(&file);
	return found;
}
