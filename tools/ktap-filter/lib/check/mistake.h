/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts of a finding about a mistake: the piece of the text, and a hint.
 */
#ifndef _KTF_LIB_CHECK_MISTAKE_H
#define _KTF_LIB_CHECK_MISTAKE_H

#include "lang/ast.h"
#include "prog/err.h"

/* check/place.c */
struct ktf_span ktf_check_place(const struct ktf_ast *ast, const struct ktf_node *node,
				const struct ktf_diag *diag);

/**
 * struct ktf_mistake - an error and the text around it
 * @code: the error: enum ktf_err.
 * @text: the filter's text.
 * @at: start of the piece that is wrong.
 * @len: length of the piece in bytes; 0 at the end of the text.
 * @schema: the event.
 */
struct ktf_mistake {
	u32				code;
	const char			*text;
	u32				at;
	u32				len;
	const struct ktf_schema		*schema;
};

/* check/hint.c */
const char *ktf_check_hint(const struct ktf_mistake *m);

#endif /* _KTF_LIB_CHECK_MISTAKE_H */
