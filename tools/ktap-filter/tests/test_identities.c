// SPDX-License-Identifier: GPL-2.0
/*
 * The identities of lowering, for all values of fields of 8 bits.
 *
 * Lowering makes one test of a word out of a masked, shifted or added field (vm/lower_value.c).
 * Each such rule is an identity: it holds for all values or is wrong. So the tests here take each
 * form, with all numbers that can matter beside the field, hold the program against what the C
 * compiler makes of the same expression, and look at every value that the field can have. Both
 * calculate in more bits than any result needs, so C's own rules play no part.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/isa.h"
#include "vm/run.h"

#define VALUES	256

/**
 * struct form - a value that is made of a field and a number
 * @text: the value in the language: the field's name, then the number.
 * @value: the same in C; *@there is set to false where there is no value.
 * @from: the least number to take.
 * @to: the greatest one.
 * @one_test: "==" and a number becomes at most one test of a word.
 */
struct form {
	const char	*text;
	long		(*value)(long f, long k, bool *there);
	int		from, to;
	bool		one_test;
};

#define VALUE(name, expr) \
static long name(long f, long k, bool *there) { return expr; }
VALUE(masked, f & k)
VALUE(united, f | k)
VALUE(differing, f ^ k)
VALUE(added, f + k)
VALUE(subtracted, k - f)
VALUE(multiplied, f * k)
VALUE(divided, (*there = k) ? f / k : 0)
VALUE(rest, (*there = k) ? f % k : 0)
VALUE(left, f * (1L << k))
VALUE(right, f >> k)
VALUE(bit_field, (f >> k) & 7)
VALUE(masked_sum, (f + k) & 0x3c)
VALUE(negated, -f + k)
VALUE(inverted, ~f - k)
VALUE(cut, (u8)(f + k))
VALUE(cut_signed, (s8)(f - k))
VALUE(scaled, 4 * f + k)

static const struct form forms[] = {
	{ "(%s & %d)",		masked,		-128,	255,	true },
	/* Such a mask asks for the sign, but not for the bit that is the sign. */
	{ "(%s & %d)",		masked,		-256,	-129,	false },
	{ "(%s & %d)",		masked,		256,	300,	false },
	{ "(%s | %d)",		united,		-20,	40,	false },
	{ "(%s ^ %d)",		differing,	-20,	300,	false },
	{ "(%s + %d)",		added,		-300,	300,	true },
	{ "-%s + %d",		negated,	-9,	9,	true },
	{ "~%s - %d",		inverted,	-9,	9,	true },
	{ "(%s * %d)",		multiplied,	-9,	33,	false },
	{ "(%s / %d)",		divided,	-9,	33,	false },
	{ "%s %% %d",		rest,		-9,	33,	false },
	{ "(%s << %d)",		left,		0,	9,	false },
	{ "(%s >> %d)",		right,		0,	9,	true },
	{ "((%s >> %d) & 7)",	bit_field,	0,	5,	true },
	{ "((%s >> %d) & 7)",	bit_field,	6,	9,	false },
	{ "((%s + %d) & 0x3c)",	masked_sum,	-9,	9,	false },
	{ "u8(%s + %d)",	cut,		-300,	300,	false },
	{ "s8(%s - %d)",	cut_signed,	-300,	300,	false },
	{ "4 * %s + %d",	scaled,		-9,	9,	false },
	{ "(0 - (%s - %d))",	subtracted,	-9,	9,	true },
};

static const char * const relations[] = { "==", "!=", "<", "<=", ">", ">=" };

static bool holds(u32 relation, long a, long b)
{
	switch (relation) {
	case 0:
		return a == b;
	case 1:
		return a != b;
	case 2:
		return a < b;
	case 3:
		return a <= b;
	case 4:
		return a > b;
	default:
		return a >= b;
	}
}

static const char *field_name(bool is_signed)
{
	return is_signed ? "s8" : "u8";
}

static long nth_value(bool is_signed, u32 i)
{
	return is_signed ? (s8)i : (u8)i;
}

static bool run(const struct ktf_prog *prog, struct ktf_record *rec, bool is_signed, u32 i)
{
	if (is_signed)
		rec->main.s8 = i;
	else
		rec->main.u8 = i;
	return ktf_run(prog, rec, sizeof(*rec));
}

static struct ktf_prog *build(const char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);

	EXPECT(!IS_ERR(prog), "%s: %s at %u", text, ktf_err_text[diag.code], diag.pos);
	return prog;
}

/* Hold "value relation number" against C, for all values of the field. */
static void compare(const struct form *form, int k, bool is_signed, u32 relation, long c)
{
	static struct ktf_record rec;
	char value[64], text[128];
	struct ktf_prog *prog;
	u32 i, wrong = 0;

	snprintf(value, sizeof(value), form->text, field_name(is_signed), k);
	/* In parentheses, the number is not cut as in the stock engine's form. */
	snprintf(text, sizeof(text), "%s %s (%ld)", value, relations[relation], c);
	prog = build(text);
	if (IS_ERR(prog))
		return;
	for (i = 0; i < VALUES; i++) {
		bool there = true;
		long v = form->value(nth_value(is_signed, i), k, &there);

		wrong += run(prog, &rec, is_signed, i) != (there && holds(relation, v, c));
	}
	EXPECT(!wrong, "%s: wrong for %u values", text, wrong);
	if (form->one_test && relation < 2)
		EXPECT(prog->nr <= 1 && (!prog->nr || prog->insns[0].op == KTF_OP(WORD, ARC)),
		       "%s: is not one test", text);
	ktf_free(prog);
}

/* The least and the greatest value of a form, where it has one. */
static bool bounds(const struct form *form, int k, bool is_signed, long *lo, long *hi)
{
	u32 i, nr = 0;

	for (i = 0; i < VALUES; i++) {
		bool there = true;
		long v = form->value(nth_value(is_signed, i), k, &there);

		if (!there)
			continue;
		*lo = nr ? min(*lo, v) : v;
		*hi = nr ? max(*hi, v) : v;
		nr++;
	}
	return nr;
}

/* Numbers at the ends of what the value can be, around 0, and a few between. */
static void compare_all(const struct form *form, int k, bool is_signed)
{
	long lo, hi, c[11];
	u32 nr = 0, i, relation;

	if (!bounds(form, k, is_signed, &lo, &hi))
		return;
	for (i = 0; i < 3; i++) {
		c[nr++] = lo - 1 + i;
		c[nr++] = hi - 1 + i;
		c[nr++] = (long)i - 1;
	}
	while (nr < ARRAY_SIZE(c))
		c[nr++] = lo + (long)test_below(hi - lo + 1);
	for (i = 0; i < nr; i++)
		for (relation = 0; relation < ARRAY_SIZE(relations); relation++)
			compare(form, k, is_signed, relation, c[i]);
}

/* Each form with each of its numbers. Of numbers that are only added, some beyond 40 do. */
static void each(void (*run)(const struct form *form, int k, bool is_signed))
{
	const struct form *form;
	int k;

	env_reset();
	for (form = forms; form < forms + ARRAY_SIZE(forms); form++) {
		for (k = form->from; k <= form->to;
		     k += abs(k) > 40 && form->value != masked ? 7 : 1) {
			/* A divisor that is 0 is a mistake in the text. */
			if (!k && (form->value == divided || form->value == rest))
				continue;
			run(form, k, false);
			run(form, k, true);
		}
	}
}

TEST(identities_of_relations) { each(compare_all); }

/* Hold "value in {a-b, c}" against C. */
static void compare_set(const struct form *form, int k, bool is_signed)
{
	static struct ktf_record rec;
	long lo, hi, a, b, c;
	char value[64], text[160];
	struct ktf_prog *prog;
	u32 i, wrong = 0;

	if (!bounds(form, k, is_signed, &lo, &hi))
		return;
	a = lo - 2 + (long)test_below(hi - lo + 4);
	b = a + test_below(hi - a + 4);
	c = lo - 2 + (long)test_below(hi - lo + 4);
	snprintf(value, sizeof(value), form->text, field_name(is_signed), k);
	snprintf(text, sizeof(text), "%s%s in {%ld - %ld, %ld}", *value == '(' ? "" : "0 + ",
		 value, a, b, c);
	prog = build(text);
	if (IS_ERR(prog))
		return;
	for (i = 0; i < VALUES; i++) {
		bool there = true;
		long v = form->value(nth_value(is_signed, i), k, &there);

		wrong += run(prog, &rec, is_signed, i) !=
			 (there && ((v >= a && v <= b) || v == c));
	}
	EXPECT(!wrong, "%s: wrong for %u values", text, wrong);
	ktf_free(prog);
}

TEST(identities_of_sets) { each(compare_set); }
