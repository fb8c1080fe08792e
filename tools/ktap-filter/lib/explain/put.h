/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pieces of an explanation, which its forms share.
 */
#ifndef _KTF_LIB_EXPLAIN_PUT_H
#define _KTF_LIB_EXPLAIN_PUT_H

#include <stdio.h>

#include "explain/explain.h"

void ktf_put_piece(FILE *out, const char *text, u32 len, u32 max);
void ktf_put_target(char *text, u32 bytes, u16 target);
void ktf_explain_type(const struct ktf_reloc *field, char *text, u32 bytes);
char *ktf_predicate_text(const struct ktf_portable *prog, u32 nr);
char *ktf_listing(const struct ktf_explain *x);

#endif /* _KTF_LIB_EXPLAIN_PUT_H */
