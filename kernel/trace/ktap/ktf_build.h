/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Building programs: one call for each way from one form of a filter to another. The forms
 * are text, portable program, image and runnable program.
 */
#ifndef _KTF_BUILD_H
#define _KTF_BUILD_H

#include "prog/err.h"
#include "prog/portable.h"
#include "prog/schema.h"
#include "vm/insn.h"

int ktf_compile(const char *text, const struct ktf_schema *schema,
		struct ktf_portable *prog, struct ktf_diag *diag);
int ktf_check_images(const char *text, struct ktf_diag *diag);
bool ktf_source_holds(const struct ktf_portable *prog, const struct ktf_schema *schema);
int ktf_make_image(const char *text, const struct ktf_schema *schema, bool with_source,
		   void **image, u32 *bytes, struct ktf_diag *diag);
struct ktf_prog *ktf_load(struct ktf_portable *prog, const struct ktf_schema *schema,
			  struct ktf_diag *diag);
struct ktf_prog *ktf_build(const char *text, const struct ktf_schema *schema,
			   struct ktf_diag *diag);

#endif /* _KTF_BUILD_H */
