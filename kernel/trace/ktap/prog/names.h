/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names of numbers. See prog/names.c.
 */
#ifndef _KTF_NAMES_OF_NUMBERS_H
#define _KTF_NAMES_OF_NUMBERS_H

#include "prog/cells.h"
#include "prog/print_fmt.h"
#include "prog/ranges.h"
#include "prog/schema.h"

/**
 * struct ktf_name - a name as a cell has it
 * @arg: enum ktap_filter_name, and KTAP_FILTER_NAME_MINUS for the negated numbers in a set.
 * @text: the name, without a NUL.
 * @len: its length, bytes, 1 to KTAP_FILTER_MAX_TEXT.
 */
struct ktf_name {
	u8		arg;
	const char	*text;
	u32		len;
};

/* The tables of names in the words of the assembler, by enum ktap_filter_name. */
extern const char * const ktf_name_kinds[KTAP_FILTER_NR_NAMES];

bool ktf_name_ok(const struct ktf_name *name);
int ktf_name_cmp(const struct ktf_name *a, const struct ktf_name *b);
u32 ktf_name_put(const struct ktf_name *name, struct ktf_cell *cells);
struct ktf_name ktf_name_get(const struct ktap_filter_cell *cell);
int ktf_name_find(const struct ktf_schema *schema, const char *field,
		  const struct ktf_name *name, struct ktf_ranges *numbers);
bool ktf_name_table(const struct ktf_schema *schema, const char *field, struct ktf_table *table);
u64 ktf_name_bits(const struct ktf_ranges *numbers);

/* How many cells a name of @len bytes takes. */
static inline u32 ktf_name_cells(u32 len)
{
	return 1 + DIV_ROUND_UP(len, (u32)sizeof(struct ktf_cell));
}

#define KTF_MAX_NAME_CELLS	(1U + KTAP_FILTER_MAX_TEXT / 8 + 1)

#endif /* _KTF_NAMES_OF_NUMBERS_H */
