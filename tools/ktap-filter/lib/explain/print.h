/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The forms that an explanation is printed in.
 */
#ifndef _KTF_LIB_EXPLAIN_PRINT_H
#define _KTF_LIB_EXPLAIN_PRINT_H

#include <stdio.h>

#include "explain/explain.h"

/* explain/text.c, explain/tree.c, explain/dot.c */
void ktf_explain_print(const struct ktf_explain *x, FILE *out);
int ktf_explain_print_tree(const struct ktf_explain *x, FILE *out);
void ktf_explain_print_dot(const struct ktf_explain *x, FILE *out);

#endif /* _KTF_LIB_EXPLAIN_PRINT_H */
