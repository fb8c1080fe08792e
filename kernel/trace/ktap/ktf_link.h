/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_LINK_H
#define _KTF_LINK_H

#include "ktf_err.h"
#include "ktf_portable.h"
#include "ktf_schema.h"

int ktf_link(struct ktf_portable *prog, const struct ktf_schema *schema,
	     struct ktf_field *live, struct ktf_diag *diag);

#endif /* _KTF_LINK_H */
