// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers as kstrtoull() and kstrtoll() read them, base 0.
 *
 * "0x" starts a hexadecimal number only if a hexadecimal digit follows, else it
 * is an octal 0 with something behind it; a plus is allowed, blanks are not; one
 * newline may follow. A number too large is -ERANGE even if it ends badly.
 */
#include "prog/env.h"

static int digit_of(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return 16;
}

/* Step over the base's prefix. */
static int base_of(const char **text)
{
	const char *s = *text;

	if (s[0] != '0')
		return 10;
	if ((s[1] != 'x' && s[1] != 'X') || digit_of(s[2]) > 15)
		return 8;
	*text += 2;
	return 16;
}

static int parse(const char *text, u64 *val)
{
	int base = base_of(&text);
	bool overflow = false;
	const char *s;
	u64 sum = 0;

	for (s = text; digit_of(*s) < base; s++) {
		overflow |= __builtin_mul_overflow(sum, (u64)base, &sum);
		overflow |= __builtin_add_overflow(sum, (u64)digit_of(*s), &sum);
	}
	if (overflow)
		return -ERANGE;
	if (s == text)
		return -EINVAL;
	s += *s == '\n';
	if (*s)
		return -EINVAL;
	*val = sum;
	return 0;
}

int ktf_parse_u64(const char *text, u64 *val)
{
	return parse(text + (*text == '+'), val);
}

int ktf_parse_s64(const char *text, s64 *val)
{
	bool minus = *text == '-';
	u64 sum;
	int err;

	err = parse(text + (minus || *text == '+'), &sum);
	if (err)
		return err;
	if (sum > (u64)INT64_MAX + minus)
		return -ERANGE;
	*val = minus ? (s64)(0 - sum) : (s64)sum;
	return 0;
}
