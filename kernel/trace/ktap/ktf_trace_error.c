// SPDX-License-Identifier: GPL-2.0
/*
 * The text of a refused filter with its error, as its file shows it:
 *
 *	prev_pid == 1 x
 *	              ^
 *	parse_error: Too many terms in predicate expression
 *
 * A line starts at column 1, so the column of the caret is one more than the error's position.
 * Position 0 belongs to errors without a place, and their column is 0. An error that is an errno
 * alone has neither caret nor text. The file shows "Error: (-12)" for -ENOMEM and likewise for
 * -E2BIG. It shows "Error: (0)" for all others, which have never had a text.
 */
#include <linux/string.h>

#include "ktf_trace.h"

static int caret_column(u32 pos, u32 len)
{
	pos = min(pos, len);
	return pos ? pos + 1 : 0;
}

/* Can @len characters and a newline be read through a trace_seq? */
static bool can_be_read(size_t len)
{
	return len + 1 < TRACE_SEQ_BUFFER_SIZE;
}

/**
 * ktf_text_with_error - make the text that the file of a refused filter shows
 * @text: the filter's text.
 * @diag: the mistake in it.
 *
 * The file is read through a trace_seq. If the line of the caret does not fit, it is left out.
 *
 * Context: may sleep.
 * Return: the text to show, to be freed by kfree(); NULL if there is no memory.
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
