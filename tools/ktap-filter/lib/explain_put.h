/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pieces of an explanation, which its forms share.
 */
#ifndef _KTF_EXPLAIN_PUT_H
#define _KTF_EXPLAIN_PUT_H

#include "explain.h"

void ktf_put_piece(FILE *out, const char *text, u32 len, u32 max);
void ktf_put_target(char *text, u32 bytes, u16 target);
char *ktf_predicate_text(const struct ktf_portable *prog, u32 nr);
char *ktf_listing(const struct ktf_explain *x);

#endif /* _KTF_EXPLAIN_PUT_H */
