// SPDX-License-Identifier: GPL-2.0
/*
 * Mistakes in what the user says of a probe: what is wrong, where, and what a name could be.
 */
#include <stdarg.h>
#include <stdio.h>

#include "probe/probe.h"

static int fail(struct probe_error *e, u32 at, u32 len, enum probe_among among, const char *fmt,
		va_list args)
{
	e->at = at;
	e->len = len;
	e->among = among;
	vsnprintf(e->text, sizeof(e->text), fmt, args);
	return -EINVAL;
}

/**
 * probe_fail - say what is wrong
 * @e: gets it.
 * @at: where the mistake is, in bytes from the text's begin.
 * @len: its length in bytes.
 * @fmt: as for printf().
 *
 * Context: any.
 * Return: -EINVAL.
 */
int probe_fail(struct probe_error *e, u32 at, u32 len, const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = fail(e, at, len, PROBE_NOTHING, fmt, args);
	va_end(args);
	return err;
}

/**
 * probe_unknown - say that there is no such name
 * @e: gets it; the caller sets @e->type if @among needs it.
 * @at: where the name is, in bytes from the text's begin.
 * @len: its length in bytes.
 * @among: what it may have been meant to be.
 * @fmt: as for printf().
 *
 * Context: any.
 * Return: -EINVAL.
 */
int probe_unknown(struct probe_error *e, u32 at, u32 len, enum probe_among among,
		  const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = fail(e, at, len, among, fmt, args);
	va_end(args);
	return err;
}
