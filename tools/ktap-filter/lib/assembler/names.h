/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Names that the assembler takes and the disassembler prints.
 */
#ifndef _KTF_LIB_ASSEMBLER_NAMES_H
#define _KTF_LIB_ASSEMBLER_NAMES_H

#include "prog/portable.h"

/* Names of the kinds of fields, by enum ktap_filter_kind. */
extern const char * const ktf_kind_name[KTAP_FILTER_NR_KINDS];

/* A bit of an instruction's flags, and the opcode suffix that sets it. */
struct asm_flag {
	const char	*name;
	u8		flag;
};

extern const struct asm_flag asm_flags[3];

#endif /* _KTF_LIB_ASSEMBLER_NAMES_H */
