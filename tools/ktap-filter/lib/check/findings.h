/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Findings: mistakes of a filter, and predicates that may not mean what their author meant.
 */
#ifndef _KTF_LIB_CHECK_FINDINGS_H
#define _KTF_LIB_CHECK_FINDINGS_H

#include "prog/err.h"

/* The user of a filter with more errors than this will look at the first ones first. */
#define KTF_MAX_FINDINGS	64

/**
 * struct ktf_finding - an error or a warning
 * @warning: the filter is valid, but probably does not do what the user means.
 * @err: of an error: the negative errno that the kernel refuses the filter with.
 * @code: of an error: enum ktf_err.
 * @pos: of an error: the column as the kernel counts it, which may be off.
 * @at: start of the piece that is wrong, in the filter's text; in @where, if @where is
 *	not empty.
 * @len: length of the piece in bytes, at least 1.
 * @where: of an error in an image: the line that names the place in the image.
 * @text: the message.
 * @hint: of an error: how to repair it, in words; NULL without a suggestion.
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
 * struct ktf_findings - a list of findings; zero it first
 * @list: the first error is the one that the kernel reports. The others are in the order of
 *	the text.
 * @nr: number of findings.
 * @errors: number of errors; they come first.
 * @more: the list had no room for all findings.
 * @constant: one of them says that the filter as a whole is always or never true.
 */
struct ktf_findings {
	struct ktf_finding	list[KTF_MAX_FINDINGS];
	u32			nr;
	u32			errors;
	bool			more;
	bool			constant;
};

/* A mistake beyond those of the engine: the kernel that is to take the filter has another one. */
#define KTF_ERR_STOCK_ENGINE	KTF_NR_ERRORS

const char *ktf_diag_text(const struct ktf_diag *diag);
struct ktf_finding *ktf_findings_add(struct ktf_findings *found);
struct ktf_finding *ktf_findings_add_error(struct ktf_findings *found,
					   const struct ktf_diag *diag);

#endif /* _KTF_LIB_CHECK_FINDINGS_H */
