/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The tables of names in an event's print format. See prog/print_fmt.c.
 */
#ifndef _KTF_PRINT_FMT_H
#define _KTF_PRINT_FMT_H

#include "prog/c_constant.h"

/**
 * struct ktf_table - a table of names: a call of __print_flags() or __print_symbolic()
 * @at: where the text goes on behind what was read.
 * @of: what the names are compared with: bits of a field.
 * @is_flags: it is __print_flags(), so that a value may have several names.
 */
struct ktf_table {
	const char		*at;
	struct ktf_c_value	of;
	bool			is_flags;
};

/**
 * struct ktf_shown - a name of a table
 * @name: the name; ends before a quote.
 * @len: its length, bytes.
 * @number: its number.
 */
struct ktf_shown {
	const char		*name;
	u32			len;
	struct ktf_c_value	number;
};

bool ktf_table_next(struct ktf_table *table);
bool ktf_table_name(struct ktf_table *table, struct ktf_shown *shown);

#endif /* _KTF_PRINT_FMT_H */
