/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_DISASM_H
#define _KTF_DISASM_H

#include "vm/insn.h"

/**
 * struct ktf_out - where a listing goes
 * @print: prints like printf().
 * @to: data of the owner of @print.
 * @hides_numbers: hide the constants that are compared with words of the record.
 */
struct ktf_out {
	__printf(2, 3) void (*print)(const struct ktf_out *out, const char *fmt, ...);
	void	*to;
	bool	hides_numbers;
};

void ktf_disasm(const struct ktf_prog *prog, const struct ktf_out *out);

#endif /* _KTF_DISASM_H */
