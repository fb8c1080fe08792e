// SPDX-License-Identifier: GPL-2.0
/*
 * The library's interface: errors of the engine, and of the library itself. See
 * ktapfilter.h.
 */
#include <stdio.h>

#include "filter/error.h"

/**
 * filter_fail - store an error of the library
 * @error: gets the error.
 * @err: negative errno.
 * @text: the message; NULL for the text of the errno.
 *
 * Context: any.
 * Return: @err.
 */
int filter_fail(struct ktapfilter_error *error, int err, const char *text)
{
	memset(error, 0, sizeof(*error));
	error->err = err;
	snprintf(error->text, sizeof(error->text), "%s", text ?: strerrordesc_np(-err) ?: "");
	return err;
}

/**
 * filter_diag - store an error of the engine
 * @error: gets the error.
 * @diag: the engine's error.
 *
 * Context: any.
 * Return: the error's errno.
 */
int filter_diag(struct ktapfilter_error *error, const struct ktf_diag *diag)
{
	filter_fail(error, diag->err, diag->code ? ktf_err_text[diag->code] : NULL);
	error->pos = diag->pos;
	snprintf(error->where, sizeof(error->where), "%s", diag->where);
	return diag->err;
}
