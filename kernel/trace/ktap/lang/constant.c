// SPDX-License-Identifier: GPL-2.0
/*
 * Constants: which numbers a constant stands for.
 *
 * A constant is a number or a function of a text. It stands for one number, or for all from one
 * number to another: the addresses of 10.0.0.0/8 are those from 10.0.0.0 to 10.255.255.255 in the
 * order of the network. So a comparison with an address asks whether the bytes of the field, read
 * in that order, are a number in a range, and the rest of the engine knows no addresses. Longer
 * addresses are no numbers: see lang/compare_address.c.
 */
#include "lang/address.h"
#include "lang/analysis.h"
#include "prog/variables.h"

/**
 * ktf_value_is_address - is a constant an address?
 * @val: the constant.
 *
 * Context: any.
 * Return: true if only bytes of a field are compared with it.
 */
bool ktf_value_is_address(const struct ktf_value *val)
{
	return val->kind == KTF_VAL_CALL && ktf_functions[val->fn].arg;
}

/**
 * ktf_value_is_negated - has a constant a "-" that is no part of a number?
 * @a: the analysis.
 * @val: the constant.
 *
 * Context: any.
 * Return: true if it stands for the negated number.
 */
bool ktf_value_is_negated(const struct ktf_analysis *a, const struct ktf_value *val)
{
	return val->in > val->pos && a->ast->text[val->pos] == '-';
}

/**
 * ktf_value_end - where does a constant end?
 * @a: the analysis.
 * @val: the constant.
 *
 * Context: any.
 * Return: the offset in the text behind it, bytes.
 */
u32 ktf_value_end(const struct ktf_analysis *a, const struct ktf_value *val)
{
	u32 end = val->in + val->len;

	if (val->kind == KTF_VAL_CALL)	/* what is in it may be in quotes */
		return end + strcspn(a->ast->text + end, ")") + 1;
	return val->kind == KTF_VAL_TEXT ? end + 1 : end;
}

/**
 * ktf_value_is_field - is a constant that is a name none, as the event has a field of that name?
 * @a: the analysis.
 * @val: the constant.
 *
 * Context: may sleep.
 * Return: true if the event has it.
 */
bool ktf_value_is_field(const struct ktf_analysis *a, const struct ktf_value *val)
{
	struct ktf_field field;

	return val->kind == KTF_VAL_NAME &&
	       !ktf_find_named(a->schema, a->ast->text + val->in, val->len, &field);
}

/* Negate a number. Returns false if the result is none of 64 bits. */
static bool negate(struct ktf_big *number)
{
	number->neg = number->mag && !number->neg;
	return !number->neg || number->mag <= 1ULL << 63;
}

static int address(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_range *range)
{
	struct ktf_address addr;
	u64 word, mask;

	if (ktf_address_read(val->fn, a->ast->text + val->in, val->len, &addr))
		return ktf_wrong_at(a, KTF_ERR_ADDRESS, val->in);
	word = ktf_address_word(&addr, 0, sizeof(u32), &mask);
	range->lo = ktf_big(word, true);
	range->hi = ktf_big(word | (~mask & U32_MAX), true);
	return 0;
}

static int device(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_range *range)
{
	u32 dev;

	if (ktf_device_read(a->ast->text + val->in, val->len, &dev))
		return ktf_wrong_at(a, KTF_ERR_ADDRESS, val->in);
	range->lo = ktf_big(dev, true);
	if (ktf_value_is_negated(a, val))
		negate(&range->lo);
	range->hi = range->lo;
	return 0;
}

static int number(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_range *range)
{
	if (val->len > KTF_MAX_NUMBER)
		return ktf_wrong_at(a, KTF_ERR_OPERAND_TOO_LONG, val->in + val->len);
	if (ktf_sema_literal(a, val, &range->lo) ||
	    (ktf_value_is_negated(a, val) && !negate(&range->lo)))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_INTVAL, val->pos);
	range->hi = range->lo;
	return 0;
}

/* Does a function start here that has a value? */
static bool is_value_function(const char *text, u32 len)
{
	enum ktf_function fn = text[len] == '(' ? ktf_function_find(text, len) : KTF_NR_FUNCTIONS;

	return fn < KTF_NR_FUNCTIONS && ktf_functions[fn].arguments &&
	       !ktf_function_is_constant(fn);
}

/* A name that stands where a constant is due. */
static int name(struct ktf_analysis *a, const struct ktf_value *val)
{
	const char *text = a->ast->text + val->in;
	struct ktf_field field;
	int err = ktf_schema_find(a->schema, text, val->len, &field);

	if (err == -ENOMEM)
		return ktf_no_room(a, err);
	if (is_value_function(text, val->len))
		return ktf_wrong_at(a, KTF_ERR_NOT_CONSTANT, val->pos);
	if (!err)
		return ktf_wrong_at(a, KTF_ERR_NOT_CONSTANT, val->pos);
	/* At the name, as in a relation, also if there is a "-" before it. */
	return ktf_wrong_at(a, KTF_ERR_INVALID_VALUE, val->in);
}

/* Is it a name of capitals, digits and "_", as constants have? */
static bool is_constant_name(const char *name, u32 len)
{
	bool capital = false;
	u32 i;

	for (i = 0; i < len; i++) {
		if (name[i] >= 'A' && name[i] <= 'Z')
			capital = true;
		else if (name[i] != '_' && (!i || name[i] < '0' || name[i] > '9'))
			return false;
	}
	return capital && len > 1;
}

/* Is it a name, or a pattern that "*" and "?" make of one? */
static bool is_bare_pattern(const char *text, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		if (text[i] != '*' && text[i] != '?' && !ktf_lex_name_length(text + i))
			return false;
	return true;
}

/* The argument of syscall() is a name or a pattern. Any other sign of a pattern needs quotes. */
static int find_syscall(struct ktf_analysis *a, struct ktf_name *name, struct ktf_ranges *numbers)
{
	char quote = name->len > 1 ? name->text[0] : 0;

	name->arg = KTAP_FILTER_NAME_SYSCALL;
	if ((quote == '"' || quote == '\'') && name->text[name->len - 1] == quote) {
		name->text++;
		name->len -= 2;
	} else if (!is_bare_pattern(name->text, name->len)) {
		return -ENOENT;
	}
	return ktf_name_ok(name) ? ktf_name_find(a->schema, NULL, name, numbers) : -ENOENT;
}

static int find_cgroup(struct ktf_analysis *a, struct ktf_name *name, struct ktf_ranges *numbers)
{
	name->arg = KTAP_FILTER_NAME_CGROUP;
	return ktf_name_ok(name) ? ktf_name_find(a->schema, NULL, name, numbers) : -ENOENT;
}

/* What the event shows comes first, then numbers of errors, then the kernel's enumerators. */
static int find_constant(struct ktf_analysis *a, struct ktf_name *name, struct ktf_ranges *numbers)
{
	static const u8 tables[] = {
		KTAP_FILTER_NAME_SHOWN, KTAP_FILTER_NAME_ERRNO, KTAP_FILTER_NAME_BTF,
	};
	int err = -ENOENT;
	u32 i;

	if (!is_constant_name(name->text, name->len))
		return -ENOENT;
	for (i = 0; i < ARRAY_SIZE(tables) && err == -ENOENT; i++) {
		name->arg = tables[i];
		if (ktf_name_ok(name))
			err = ktf_name_find(a->schema, NULL, name, numbers);
	}
	return err;
}

/**
 * ktf_sema_name - look up a constant that has a name
 * @a: the analysis.
 * @val: the constant. It is no name of a field.
 * @name: gets the name as a cell has it; points into the text.
 * @numbers: the numbers that it stands for here are added.
 *
 * Context: may sleep.
 * Return: 0; -ENOENT if there is no such name, which is no error yet; -E2BIG; -ENOMEM.
 */
int ktf_sema_name(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_name *name,
		  struct ktf_ranges *numbers)
{
	int err;

	*name = (struct ktf_name) { .text = a->ast->text + val->in, .len = val->len };
	if (val->kind == KTF_VAL_NAME)
		err = find_constant(a, name, numbers);
	else if (!ktf_value_is_name(val))
		return -ENOENT;
	else if (val->fn == KTF_FUNCTION_syscall)
		err = find_syscall(a, name, numbers);
	else
		err = find_cgroup(a, name, numbers);
	return err && err != -ENOENT ? ktf_no_room(a, err) : err;
}

/**
 * ktf_sema_one_name - look up a constant that has a name, and stands for one number
 * @a: the analysis.
 * @val: the constant. It is no name of a field.
 * @name: gets the name as a cell has it; points into the text.
 * @number: gets its number here, before a "-" of the constant.
 *
 * Context: may sleep.
 * Return: 0; -ENOENT if there is no such name, which is no error yet; -EINVAL if it has several
 * numbers; -E2BIG; -ENOMEM.
 */
int ktf_sema_one_name(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_name *name,
		      struct ktf_big *number)
{
	struct ktf_ranges found = { };
	int err = ktf_sema_name(a, val, name, &found);

	ktf_ranges_join(&found);
	if (!err && ktf_big_cmp(found.at[0].lo, found.at[found.nr - 1].hi))
		err = ktf_wrong_at(a, KTF_ERR_AMBIGUOUS, val->pos);
	if (!err)
		*number = found.at[0].lo;
	ktf_ranges_free(&found);
	return err;
}

/* There is no such system call, or no such cgroup. A path may be in quotes. */
static int no_name(struct ktf_analysis *a, const struct ktf_value *val)
{
	if (val->fn == KTF_FUNCTION_syscall)
		return ktf_wrong_at(a, KTF_ERR_NO_SYSCALL, val->in + val->len);
	return ktf_wrong_at(a, KTF_ERR_NO_CGROUP, ktf_value_end(a, val) - 1);
}

/**
 * ktf_sema_constant - find the numbers that a constant stands for
 * @a: the analysis.
 * @val: the constant, none that ktf_sema_name() finds.
 * @range: gets the numbers.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -ENOMEM.
 */
int ktf_sema_constant(struct ktf_analysis *a, const struct ktf_value *val,
		      struct ktf_range *range)
{
	switch (val->kind) {
	case KTF_VAL_TEXT:
		return ktf_wrong_at(a, KTF_ERR_EXPECT_DIGIT, val->pos);
	case KTF_VAL_CALL:
		if (ktf_value_is_name(val))
			return no_name(a, val);
		if (!ktf_value_is_address(val))
			return device(a, val, range);
		if (ktf_value_is_negated(a, val))
			return ktf_wrong_at(a, KTF_ERR_INVALID_VALUE, val->pos);
		return address(a, val, range);
	case KTF_VAL_NAME:
		return name(a, val);
	default:
		return number(a, val, range);
	}
}

/**
 * ktf_sema_one_number - find the number that a constant stands for
 * @a: the analysis.
 * @val: the constant.
 * @name: gets the name as a cell has it, of no length if the constant has none.
 * @number: gets its number here.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake, or if it stands for several numbers; -E2BIG; -ENOMEM.
 */
int ktf_sema_one_number(struct ktf_analysis *a, const struct ktf_value *val,
			struct ktf_name *name, struct ktf_big *number)
{
	int err = ktf_value_is_field(a, val) ? -ENOENT : ktf_sema_one_name(a, val, name, number);
	struct ktf_range range;

	if (!err && ktf_value_is_negated(a, val) && !negate(number))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_INTVAL, val->pos);
	if (err != -ENOENT)
		return err;
	name->len = 0;
	if (ktf_value_is_address(val))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, val->pos);
	err = ktf_sema_constant(a, val, &range);
	if (!err)
		*number = range.lo;
	return err;
}
