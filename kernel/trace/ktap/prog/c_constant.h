/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Constant expressions of C. See prog/c_constant.c.
 */
#ifndef _KTF_C_CONSTANT_H
#define _KTF_C_CONSTANT_H

#include "prog/env.h"

/**
 * struct ktf_c_value - the value of an expression
 * @word: of a constant: its value, extended by its sign to 64 bits.
 * @is_unsigned: it has a type without a sign.
 * @is_long: it has a type of 64 bits; else one of 32 bits.
 * @field: the name of a field, if the value is bits of a field of the record; or NULL.
 * @field_len: length of this name, bytes.
 * @shift: by how much the field is shifted right.
 * @mask: which bits are taken from the shifted field; all ones for all.
 */
struct ktf_c_value {
	u64		word;
	bool		is_unsigned;
	bool		is_long;
	const char	*field;
	u32		field_len;
	u32		shift;
	u64		mask;
};

int ktf_c_constant(const char *text, u32 len, struct ktf_c_value *val);

#endif /* _KTF_C_CONSTANT_H */
