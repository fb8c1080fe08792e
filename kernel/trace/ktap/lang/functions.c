// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of the language as data. They are no reserved words: a field may have the name
 * of a function, as only a "(" directly behind the name makes it one.
 */
#include "lang/functions.h"

#define ROW(fn, nr, becomes, width, text)	\
	{ .name = #fn, .arguments = nr, .cell = KTAP_FILTER_CELL_##becomes, .arg = width },
const struct ktf_function_info ktf_functions[KTF_NR_FUNCTIONS] = {
	KTF_CALLS(ROW)
};

/**
 * ktf_function_find - find a function by its name
 * @name: the name; more text may follow it.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: the function, or KTF_NR_FUNCTIONS if there is none of this name.
 */
enum ktf_function ktf_function_find(const char *name, u32 len)
{
	u32 fn;

	for (fn = 0; fn < KTF_NR_FUNCTIONS; fn++)
		if (!strncmp(ktf_functions[fn].name, name, len) && !ktf_functions[fn].name[len])
			break;
	return fn;
}
