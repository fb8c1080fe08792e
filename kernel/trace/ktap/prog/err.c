// SPDX-License-Identifier: GPL-2.0
/*
 * Errors: the texts of prog/err.h as an array, and the report of an error in an image.
 *
 * The place of an error in an image is a "^" in the line that describes it. For example,
 * "insn 3: STR_EQ ^prev_pid" becomes the line "insn 3: STR_EQ prev_pid" and the position 15.
 */
#include "prog/err.h"

#define KTF_ERROR_TEXT(name, text)	[KTF_ERR_##name] = text,
const char *ktf_err_text[KTF_NR_ERRORS] = {
	KTF_ERRORS(KTF_ERROR_TEXT)
};

/**
 * ktf_refuse - record an error in an image
 * @diag: gets the error.
 * @err: errno, negative.
 * @code: enum ktf_err.
 * @fmt: printf format of the line that describes the error; the line is cut to
 *	KTF_DIAG_WHERE - 1 characters. The first "^" in the line is removed, and its column
 *	becomes the error's position. Without a "^", the position is 0.
 *
 * Context: any.
 * Return: @err.
 */
int ktf_refuse(struct ktf_diag *diag, int err, u32 code, const char *fmt, ...)
{
	va_list args;
	char *mark;

	ktf_fail(diag, err, code, 0);
	va_start(args, fmt);
	vsnprintf(diag->where, sizeof(diag->where), fmt, args);
	va_end(args);
	mark = strchr(diag->where, '^');
	if (mark) {
		diag->pos = mark - diag->where;
		memmove(mark, mark + 1, strlen(mark));
	}
	return err;
}
