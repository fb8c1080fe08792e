// SPDX-License-Identifier: GPL-2.0
/*
 * The texts of the error table, as an array for those who print them; and how an
 * error in an image says where it is.
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
 * @fmt: printf format of the line that says what is wrong. The error's position is
 *	where "^" stands in it, which is taken out.
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
