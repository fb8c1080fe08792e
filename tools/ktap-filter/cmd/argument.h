/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_ARGUMENT_H
#define _KTF_ARGUMENT_H

#include "cmd.h"
#include "prog/portable.h"
#include "prog/schema.h"

enum cmd_argument_kind {
	CMD_EXPRESSION,
	CMD_WORD,	/* an image as a word, with nothing around it */
	CMD_IMAGE,
};

/**
 * struct cmd_argument - a filter and the argument that stands for it
 * @arg: the argument as the command line has it.
 * @kind: the form of @data.
 * @data: the filter: a text or an image, followed by a NUL.
 * @bytes: size of @data without the NUL.
 */
struct cmd_argument {
	const char		*arg;
	enum cmd_argument_kind	kind;
	char			*data;
	u32			bytes;
};

int cmd_argument_take(const char *text, struct cmd_argument *filter);
int cmd_argument_read(const char *arg, struct cmd_argument *filter);
void cmd_argument_free(struct cmd_argument *filter);
const char *cmd_argument_text(const struct cmd_argument *filter);
int cmd_argument_program(const struct cmd_argument *filter, const struct ktf_schema *schema,
			 struct ktf_portable *prog, struct ktf_diag *diag);
int cmd_argument_try(const struct cmd_argument *filter, const struct ktf_schema *schema,
		     struct ktf_diag *diag);
int cmd_argument_image(const struct cmd_argument *filter, const struct ktf_schema *schema,
		       bool with_source, void **image, u32 *size, struct ktf_diag *diag);

#endif /* _KTF_ARGUMENT_H */
