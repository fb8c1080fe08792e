/* SPDX-License-Identifier: GPL-2.0 */
/*
 * All findings about a filter.
 */
#ifndef _KTF_LIB_CHECK_CHECK_H
#define _KTF_LIB_CHECK_CHECK_H

#include "check/findings.h"
#include "prog/schema.h"

int ktf_check_text(const char *text, const struct ktf_schema *schema, bool warn,
		   struct ktf_findings *found);
int ktf_check_image(const void *image, u32 bytes, const struct ktf_schema *schema, bool warn,
		    struct ktf_findings *found);

#endif /* _KTF_LIB_CHECK_CHECK_H */
