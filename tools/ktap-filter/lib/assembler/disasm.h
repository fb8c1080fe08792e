/* SPDX-License-Identifier: GPL-2.0 */
/*
 * From an image to the text that asm.h describes.
 */
#ifndef _KTF_LIB_ASSEMBLER_DISASM_H
#define _KTF_LIB_ASSEMBLER_DISASM_H

#include <stdio.h>

#include "prog/err.h"
#include "prog/portable.h"

void ktf_print_predicate(const struct ktf_portable *prog, u32 nr, FILE *out);
int ktf_image_disasm(const void *image, u32 bytes, FILE *out, struct ktf_diag *diag);

#endif /* _KTF_LIB_ASSEMBLER_DISASM_H */
