// SPDX-License-Identifier: GPL-2.0
/*
 * Numbers as they are written.
 *
 * A number has a base, which its prefix tells, as in C. Behind a decimal number a unit may stand.
 * The number is multiplied by it here, so the rest of the engine knows no units: 4k is 4096, and
 * 10ms is 10000000, since events hold times in nanoseconds. No digit of another base could be
 * taken for a unit, because only a decimal number has one.
 */
#include "lang/number.h"
#include "prog/limits.h"

#define ROW(unit, times, time, text)	{ .name = #unit, .factor = times, .is_time = time },
static const struct {
	const char	*name;
	u64		factor;
	bool		is_time;
} units[] = {
	KTF_UNITS(ROW)
};

/**
 * ktf_unit_factor - find a unit by its name
 * @name: the name, which ends in a NUL.
 * @is_time: gets whether it is a unit of time, if there is such a unit.
 *
 * Context: any.
 * Return: what a number with this unit is multiplied by; 0 if there is no such unit.
 */
u64 ktf_unit_factor(const char *name, bool *is_time)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(units); i++) {
		if (strcmp(units[i].name, name))
			continue;
		*is_time = units[i].is_time;
		return units[i].factor;
	}
	return 0;
}

/* Cut off the unit of a decimal number. Returns its factor, 1 if there is no unit. */
static u64 cut_unit(char *digits)
{
	char *at = digits + (*digits == '-');
	bool is_time;
	u64 factor;

	if (*at == '0' && isdigit(at[1]))	/* octal */
		return 1;
	while (isdigit(*at))
		at++;
	factor = ktf_unit_factor(at, &is_time);
	if (!factor)
		return 1;
	*at = 0;
	return factor;
}

/**
 * ktf_number_read - read a number
 * @text: the number, of letters and digits, maybe with a "-" before them.
 * @len: its length, bytes.
 * @is_signed: the number must fit 64 bits with a sign; else, 64 bits without one.
 * @units: it may have a unit.
 * @word: gets the number.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no number; -ERANGE if it does not fit 64 bits or is longer than
 * KTF_MAX_NUMBER.
 */
int ktf_number_read(const char *text, u32 len, bool is_signed, bool units, u64 *word)
{
	char digits[KTF_MAX_NUMBER + 1] = "";
	u64 factor = 1;
	int err;

	if (len > KTF_MAX_NUMBER)
		return -ERANGE;
	memcpy(digits, text, len);
	if (units)
		factor = cut_unit(digits);
	err = is_signed ? ktf_parse_s64(digits, (s64 *)word) : ktf_parse_u64(digits, word);
	if (err)
		return err;
	if (is_signed ? check_mul_overflow((s64)*word, (s64)factor, (s64 *)word) :
			check_mul_overflow(*word, factor, word))
		return -ERANGE;
	return 0;
}
