// SPDX-License-Identifier: GPL-2.0
/*
 * The arguments of a marker in a program, which the compiler wrote down in the words of the
 * assembler for x86: each as [SIZE@]OPERAND, where a negative size says that it has a sign.
 *
 *	8@%rdi		%di:u64		a register
 *	-4@%eax		%ax:s32		a part of one
 *	4@-20(%rbp)	-20(%bp):u32	memory behind a register
 *	-4@$5		\5:s32		a number
 *
 * The kernel calls registers as in struct pt_regs, and reads the part that the type says. It
 * cannot read memory at the sum of two registers, or at the address of a symbol.
 */
#include <stdio.h>

#include "probe/probe.h"

/* The names of a register, from 64 bits to 8; the kernel has the third. */
#define OLD(r)		{ "r" #r "x", "e" #r "x", #r "x", #r "l" }
#define INDEX(r)	{ "r" #r, "e" #r, #r, #r "l" }
#define NEW(r)		{ #r, #r "d", #r "w", #r "b" }
static const char *const registers[][4] = {
	OLD(a), OLD(b), OLD(c), OLD(d), INDEX(si), INDEX(di), INDEX(bp), INDEX(sp),
	NEW(r8), NEW(r9), NEW(r10), NEW(r11), NEW(r12), NEW(r13), NEW(r14), NEW(r15),
};

#undef OLD
#undef INDEX
#undef NEW

/* What the kernel calls a register: NULL if it has none of this name. */
static const char *name_of(const char *text, u32 len)
{
	u32 nr, part;

	for (nr = 0; nr < ARRAY_SIZE(registers); nr++)
		for (part = 0; part < ARRAY_SIZE(registers[nr]); part++)
			if (strlen(registers[nr][part]) == len &&
			    !memcmp(registers[nr][part], text, len))
				return registers[nr][nr < 8 ? 2 : 0];
	return NULL;
}

/* Take SIZE@ off an argument. False if a probe has no such type. */
static bool take_size(const char **text, u32 *len, char type[8])
{
	const char *at = memchr(*text, '@', *len), *digit = *text;
	u32 bits;

	snprintf(type, 8, "u64");
	if (!at)
		return true;
	digit += *digit == '-';
	if (at != digit + 1 || !strchr("1248", *digit))
		return false;
	bits = 8 * (*digit - '0');
	snprintf(type, 8, "%c%u", digit > *text ? 's' : 'u', bits);
	*len -= at + 1 - *text;
	*text = at + 1;
	return true;
}

static bool put_memory(const char *text, u32 len, char base[PROBE_ARGUMENT])
{
	const char *open = memchr(text, '(', len), *name;
	long long offset = 0;
	char *end;

	if (!open || open + 3 > text + len || open[1] != '%' || text[len - 1] != ')')
		return false;
	name = name_of(open + 2, text + len - 1 - (open + 2));
	errno = 0;
	if (open > text) {
		offset = strtoll(text, &end, 0);
		if (!strchr("+-0123456789", *text) || end != open || errno)
			return false;
	}
	if (name)
		snprintf(base, PROBE_ARGUMENT, "%+lld(%%%s)", offset, name);
	return name;
}

static bool put_number(const char *text, u32 len, char base[PROBE_ARGUMENT])
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 0);
	if (!len || !strchr("-0123456789", *text) || end != text + len || errno)
		return false;
	snprintf(base, PROBE_ARGUMENT, "\\%lld", number);
	return true;
}

static void put_operand(const char *text, u32 len, char base[PROBE_ARGUMENT])
{
	const char *name = NULL;

	if (len && *text == '$') {
		put_number(text + 1, len - 1, base);
		return;
	}
	if (len && *text == '%')
		name = name_of(text + 1, len - 1);
	if (name)
		snprintf(base, PROBE_ARGUMENT, "%%%s", name);
	else
		put_memory(text, len, base);
}

/**
 * probe_marker_fields - take the arguments of a marker apart
 * @arguments: the arguments, as the marker's note has them.
 * @fields: gets a field for each: arg1, arg2, ... What no probe can read has no base.
 * @room: room in @fields.
 *
 * Context: any.
 * Return: the number of fields.
 */
u32 probe_marker_fields(const char *arguments, struct probe_field *fields, u32 room)
{
	u32 nr, len;

	for (nr = 0; nr < room; nr++, arguments += len) {
		struct probe_field *f = &fields[nr];
		const char *text;
		u32 left;

		arguments += strspn(arguments, " ");
		len = strcspn(arguments, " ");
		if (!len)
			break;
		*f = (struct probe_field) { };
		snprintf(f->name, sizeof(f->name), "arg%u", nr + 1);
		text = arguments;
		left = len;
		if (take_size(&text, &left, f->type))
			put_operand(text, left, f->base);
	}
	return nr;
}
