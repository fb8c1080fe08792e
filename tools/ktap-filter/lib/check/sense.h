/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters that are accepted, but may not mean what their author meant.
 */
#ifndef _KTF_LIB_CHECK_SENSE_H
#define _KTF_LIB_CHECK_SENSE_H

#include "check/findings.h"
#include "prog/portable.h"
#include "prog/schema.h"

struct ktf_prog;

int ktf_check_sense(const struct ktf_portable *prog, const char *source,
		    const struct ktf_schema *schema, struct ktf_findings *found);
void ktf_check_say_whole(struct ktf_findings *found, const char *source, u32 nr_insns,
			 bool always);

/* check/verdict.c */
int ktf_check_verdict(const struct ktf_prog *run, const char *source, u32 nr_insns,
		      struct ktf_findings *found);

#endif /* _KTF_LIB_CHECK_SENSE_H */
