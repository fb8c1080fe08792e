/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Findings: mistakes of a filter, and predicates that may not mean what their author meant.
 */
#ifndef _KTF_LIB_CHECK_FINDINGS_H
#define _KTF_LIB_CHECK_FINDINGS_H

#include "prog/err.h"

/* Who has made more mistakes than this in one filter looks at the first ones first. */
#define KTF_MAX_FINDINGS	64

/**
 * struct ktf_finding - a mistake, or something to think about
 * @warning: the filter works, but perhaps not as it was meant.
 * @err: of a mistake: the errno that the kernel refuses it with, negative.
 * @code: of a mistake: enum ktf_err.
 * @pos: of a mistake: its column, where the kernel counts it, odd as that may be.
 * @at: where the piece that is meant starts in the filter's text; or in @where, if that
 *	is not empty.
 * @len: how many bytes it has, at least 1.
 * @where: for what is wrong in an image, the line that says where.
 * @text: what is wrong, in words.
 * @hint: of a mistake: what may mend it, in words; NULL if nothing comes to mind.
 */
struct ktf_finding {
	bool		warning;
	int		err;
	u32		code;
	u32		pos;
	u32		at;
	u32		len;
	char		where[KTF_DIAG_WHERE];
	char		text[160];
	const char	*hint;
};

/**
 * struct ktf_findings - what was found, to be zeroed before
 * @list: the first is what the kernel would tell, the others are in the text's order.
 * @nr: how many.
 * @errors: how many of them are mistakes; they come first.
 * @more: there were more than the list has room for.
 */
struct ktf_findings {
	struct ktf_finding	list[KTF_MAX_FINDINGS];
	u32			nr;
	u32			errors;
	bool			more;
};

const char *ktf_diag_text(const struct ktf_diag *diag);
struct ktf_finding *ktf_findings_add(struct ktf_findings *found);
struct ktf_finding *ktf_findings_add_error(struct ktf_findings *found,
					   const struct ktf_diag *diag);

#endif /* _KTF_LIB_CHECK_FINDINGS_H */
