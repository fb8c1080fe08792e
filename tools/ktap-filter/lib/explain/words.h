/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What each runnable instruction asks, in words.
 */
#ifndef _KTF_LIB_EXPLAIN_WORDS_H
#define _KTF_LIB_EXPLAIN_WORDS_H

#include <stdio.h>

#include "explain/explain.h"

void ktf_explain_print_words(const struct ktf_explain *x, FILE *out);

#endif /* _KTF_LIB_EXPLAIN_WORDS_H */
