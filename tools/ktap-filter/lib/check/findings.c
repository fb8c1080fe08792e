// SPDX-License-Identifier: GPL-2.0
/*
 * A list of findings, and the message of each.
 *
 * The kernel has messages for most mistakes. Others come as an errno alone, and get messages
 * here that say what the errno means for a filter.
 */
#include <stdio.h>

#include "check/findings.h"

/**
 * ktf_diag_text - get the message of an error
 * @diag: the error.
 *
 * Context: any.
 * Return: the kernel's message, or ours if the kernel reports only an errno.
 */
const char *ktf_diag_text(const struct ktf_diag *diag)
{
	if (diag->code == KTF_ERR_STOCK_ENGINE)
		return "The stock engine of this kernel lacks this: load the module ktap_filter";
	if (diag->code)
		return ktf_err_text[diag->code];
	switch (diag->err) {
	case -EPERM:
		return "No field's name where one is due";
	case -E2BIG:
		return "More than a filter may hold";
	case -EINVAL:
		return "No predicate that this event takes";
	default:
		return strerror(-diag->err);
	}
}

/**
 * ktf_findings_add - append an empty finding
 * @found: the findings.
 *
 * Context: any.
 * Return: the new finding, all zero; NULL if the list is full, then @found->more is set.
 */
struct ktf_finding *ktf_findings_add(struct ktf_findings *found)
{
	struct ktf_finding *f = &found->list[found->nr];

	if (found->nr == KTF_MAX_FINDINGS) {
		found->more = true;
		return NULL;
	}
	found->nr++;
	memset(f, 0, sizeof(*f));
	f->len = 1;
	return f;
}

/**
 * ktf_findings_add_error - append an error
 * @found: the findings.
 * @diag: the error.
 *
 * Context: any.
 * Return: the new finding, at the kernel's position; NULL if the list is full, then
 * @found->more is set.
 */
struct ktf_finding *ktf_findings_add_error(struct ktf_findings *found,
					   const struct ktf_diag *diag)
{
	struct ktf_finding *f = ktf_findings_add(found);

	if (!f)
		return NULL;
	found->errors++;
	f->err = diag->err;
	f->code = diag->code;
	f->pos = diag->pos;
	f->at = diag->pos;
	memcpy(f->where, diag->where, sizeof(f->where));
	snprintf(f->text, sizeof(f->text), "%s", ktf_diag_text(diag));
	return f;
}
