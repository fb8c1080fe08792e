/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Value expressions in the assembler's language. See cells.c.
 */
#ifndef _KTF_LIB_ASSEMBLER_CELLS_H
#define _KTF_LIB_ASSEMBLER_CELLS_H

#include "assembler/program.h"
#include <stdio.h>

int asm_cells(struct asm_program *p, struct ktf_pred *pred);
int asm_field(struct asm_program *p, u16 *index);
void ktf_print_cells(const struct ktf_portable *prog, const struct ktf_pred *pred, FILE *out);

#endif /* _KTF_LIB_ASSEMBLER_CELLS_H */
