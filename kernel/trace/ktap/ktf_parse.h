/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_PARSE_H
#define _KTF_PARSE_H

#include "ktf_ast.h"

int ktf_parse(const char *text, bool bare, struct ktf_ast *ast, struct ktf_diag *diag);

#endif /* _KTF_PARSE_H */
