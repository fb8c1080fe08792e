// SPDX-License-Identifier: GPL-2.0
/*
 * The listing of a runnable program, as a text.
 */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "listing.h"

static __printf(2, 3) void print(const struct ktf_out *out, const char *fmt, ...)
{
	char *text = out->to;
	size_t used = strlen(text);
	va_list args;

	va_start(args, fmt);
	vsnprintf(text + used, LISTING_BYTES - used, fmt, args);
	va_end(args);
}

/**
 * listing_of - list a program
 * @prog: the program.
 * @text: gets the listing, truncated if it is too long.
 *
 * Context: any.
 */
void listing_of(const struct ktf_prog *prog, char text[LISTING_BYTES])
{
	const struct ktf_out out = { .print = print, .to = text };

	*text = 0;
	ktf_disasm(prog, &out);
}
