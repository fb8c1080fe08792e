// SPDX-License-Identifier: GPL-2.0
/*
 * How a refused filter reads in its file:
 *
 *	prev_pid == 1 x
 *	              ^
 *	parse_error: Too many terms in predicate expression
 *
 * The caret's column is one more than the error's position, since a line starts
 * at column 1, and 0 for position 0, which is that of errors without a place. An
 * error that is an errno alone has neither: "Error: (-12)", and (0) for those
 * that were never given a text.
 */
#include <linux/string.h>

#include "ktf_trace.h"

static int caret_column(u32 pos, u32 len)
{
	pos = min(pos, len);
	return pos ? pos + 1 : 0;
}

/* Can a text of @len characters be read through a trace_seq, with a newline more? */
static bool can_be_read(size_t len)
{
	return len + 1 < TRACE_SEQ_BUFFER_SIZE;
}

/**
 * ktf_text_with_error - what the file of a refused filter shows
 * @text: the filter's text.
 * @diag: what is wrong with it.
 *
 * The file is read through a trace_seq: where the caret's line does not fit any
 * more, it is left out.
 *
 * Context: may sleep.
 * Return: the text to show, to be freed by kfree(); NULL without memory.
 */
char *ktf_text_with_error(const char *text, const struct ktf_diag *diag)
{
	const char *what = ktf_err_text[diag->code];
	size_t len = strlen(text);
	int column = caret_column(diag->pos, len);
	bool told = diag->err == -ENOMEM || diag->err == -E2BIG;

	if (!diag->code)
		return kasprintf(GFP_KERNEL, "%s\nError: (%d)\n", text, told ? diag->err : 0);
	if (!can_be_read(len + max(column, 1) + strlen(what) + sizeof("__parse_error: _")))
		return kasprintf(GFP_KERNEL, "%s\nparse_error: %s\n", text, what);
	return kasprintf(GFP_KERNEL, "%s\n%*s\nparse_error: %s\n", text, column, "^", what);
}
