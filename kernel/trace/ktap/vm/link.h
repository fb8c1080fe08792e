/* SPDX-License-Identifier: GPL-2.0 */
/* Linking a portable program to an event. See vm/link.c. */
#ifndef _KTF_LINK_H
#define _KTF_LINK_H

#include "prog/err.h"
#include "prog/portable.h"
#include "prog/schema.h"

int ktf_link_names(struct ktf_portable *prog, u32 nr, const struct ktf_schema *schema,
		   struct ktf_diag *diag);
int ktf_link(struct ktf_portable *prog, const struct ktf_schema *schema,
	     struct ktf_field *fields, struct ktf_diag *diag);

#endif /* _KTF_LINK_H */
