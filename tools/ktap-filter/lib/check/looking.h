/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What looks at one predicate of a filter that is accepted. See check/sense.c.
 */
#ifndef _KTF_LIB_CHECK_LOOKING_H
#define _KTF_LIB_CHECK_LOOKING_H

#include "check/findings.h"
#include "prog/ops.h"
#include "prog/portable.h"
#include "prog/schema.h"

/* The value of a predicate, as far as it is known without a record. */
enum outcome {
	OPEN,
	NEVER,
	ALWAYS,
};

struct looking {
	const struct ktf_portable	*prog;
	const char			*source;
	const struct ktf_schema		*schema;
	struct ktf_findings		*found;
	u32				nr;	/* number of the current instruction */
	const struct ktf_pred		*insn;
	const struct ktf_reloc		*field;
	const char			*name;
};

__printf(2, 3) void sense_say(struct looking *l, const char *fmt, ...);
enum outcome sense_constant(struct looking *l, bool outcome, const char *why);

/* check/sense_number.c */
enum outcome ktf_check_number(struct looking *l);
enum outcome ktf_check_set(struct looking *l);

/* check/sense_text.c */
enum outcome ktf_check_text_sense(struct looking *l);

/* check/sense_value.c */
void ktf_check_values(struct looking *l);

static inline bool is_not(const struct looking *l)
{
	return l->insn->flags & KTAP_FILTER_NOT;
}

#endif /* _KTF_LIB_CHECK_LOOKING_H */
