/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parser: from a filter's text to the tree of lang/ast.h.
 */
#ifndef _KTF_PARSE_H
#define _KTF_PARSE_H

#include "lang/ast.h"

/* Flags of ktf_parse(). */
#define KTF_PARSE_PATTERNS	1U	/* values are bare function patterns */
#define KTF_PARSE_NO_IMAGES	2U	/* no operand may be an image */
#define KTF_PARSE_STOCK		4U	/* only what the stock engine understands */

int ktf_parse(const char *text, u32 flags, struct ktf_ast *ast, struct ktf_diag *diag);

#endif /* _KTF_PARSE_H */
