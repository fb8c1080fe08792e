// SPDX-License-Identifier: GPL-2.0
/*
 * Constant expressions of C, as they are in print formats.
 *
 * The preprocessor has replaced names by what they stand for, so that the number of a flag may be
 *
 *	(( gfp_t)((((1UL))) << (___GFP_ZERO_BIT)))	or	(unsigned long)1 << 3 | 0x10
 *
 * This is operator precedence with two stacks of a fixed size and no recursion. Each value has a
 * type of C: int, unsigned int, long or unsigned long. Operands get a common type as in C, and
 * results of 32 bits are cut. A cast to a type whose name says nothing, as gfp_t, changes nothing.
 *
 * One more value is known, a field of the record: REC->name. It may be shifted right and masked, so
 * that the bits which a table of names is about can be read by the same rules. What is not known
 * is refused. The text is not trusted: each character is looked at once, and stacks are checked.
 */
#include "prog/c_constant.h"

/* How deep real print formats go, and some more. */
#define MOST_VALUES	8
#define MOST_OPERATORS	24

enum {
	OP_OPEN, OP_OR, OP_XOR, OP_AND, OP_SHL, OP_SHR, OP_ADD, OP_SUB, OP_MUL, OP_DIV, OP_MOD,
	/* Unary operators bind most tightly, from right to left. */
	OP_NEG, OP_INV, OP_PLUS, OP_CAST,
};

/**
 * struct waiting - an operator that waits for its right operand
 * @op: which one.
 * @bits: of CAST: bits of the type, 8 to 64; 0 if they are not known.
 * @is_unsigned: of CAST: the type has no sign.
 */
struct waiting {
	u8	op;
	u8	bits;
	bool	is_unsigned;
};

struct evaluation {
	const char		*at;
	const char		*end;
	struct ktf_c_value	vals[MOST_VALUES];
	u32			nr_vals;
	struct waiting		ops[MOST_OPERATORS];
	u32			nr_ops;
};

static u32 strength(u8 op)
{
	static const u8 of[] = {
		[OP_OPEN] = 0, [OP_OR] = 1, [OP_XOR] = 2, [OP_AND] = 3, [OP_SHL] = 4, [OP_SHR] = 4,
		[OP_ADD] = 5, [OP_SUB] = 5, [OP_MUL] = 6, [OP_DIV] = 6, [OP_MOD] = 6,
		[OP_NEG] = 7, [OP_INV] = 7, [OP_PLUS] = 7, [OP_CAST] = 7,
	};

	return of[op];
}

static bool is_word(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static void skip_blanks(struct evaluation *e)
{
	while (e->at < e->end && strchr(" \t\n", *e->at) && *e->at)
		e->at++;
}

static char peek(struct evaluation *e)
{
	skip_blanks(e);
	return e->at < e->end ? *e->at : 0;
}

static bool accept(struct evaluation *e, const char *token)
{
	u32 len = strlen(token);

	skip_blanks(e);
	if ((u32)(e->end - e->at) < len || memcmp(e->at, token, len))
		return false;
	e->at += len;
	return true;
}

/* A word, which may be a name or a number. Returns its length, bytes. */
static u32 read_word(struct evaluation *e, const char **word)
{
	skip_blanks(e);
	*word = e->at;
	while (e->at < e->end && is_word(*e->at))
		e->at++;
	return e->at - *word;
}

static bool is(const char *word, u32 len, const char *name)
{
	return strlen(name) == len && !memcmp(word, name, len);
}

/* Bring a value into its type. */
static void settle(struct ktf_c_value *val)
{
	if (!val->is_long && !val->field)
		val->word = val->is_unsigned ? (u32)val->word : (u64)(s32)val->word;
}

static bool push_value(struct evaluation *e, struct ktf_c_value val)
{
	if (e->nr_vals == MOST_VALUES)
		return false;
	settle(&val);
	e->vals[e->nr_vals++] = val;
	return true;
}

static bool push_op(struct evaluation *e, struct waiting op)
{
	if (e->nr_ops == MOST_OPERATORS)
		return false;
	e->ops[e->nr_ops++] = op;
	return true;
}

/* Cut a value to the bits of a type. Of a field, only bits without a sign can be cut off. */
static bool cast(struct ktf_c_value *val, const struct waiting *to)
{
	u64 ones = to->bits ? ~0ULL >> (64 - to->bits) : 0;

	if (!to->bits)
		return true;
	if (val->field) {
		if (to->bits < 32 && to->is_unsigned)
			val->mask &= ones;
		return to->bits >= 32 || to->is_unsigned;
	}
	val->word &= ones;
	if (!to->is_unsigned && val->word >> (to->bits - 1))
		val->word |= ~ones;
	val->is_long = to->bits == 64;
	val->is_unsigned = to->is_unsigned && to->bits >= 32;
	return true;
}

/* An operation on a field's bits. */
static bool change_field(struct ktf_c_value *a, u8 op, const struct ktf_c_value *b)
{
	if (b->field)
		return false;
	switch (op) {
	case OP_AND:
		a->mask &= b->word;
		return true;
	case OP_SHR:
		if (b->word > 63 || a->shift + b->word > 63)
			return false;
		a->shift += b->word;
		a->mask = a->mask == ~0ULL ? a->mask : a->mask >> b->word;
		return true;
	default:
		return false;
	}
}

static bool divide(struct ktf_c_value *a, u8 op, u64 b)
{
	u64 quotient;

	if (!b)
		return false;
	if (a->is_unsigned)
		quotient = div64_u64(a->word, b);
	else
		quotient = (s64)b == -1 ? -a->word : (u64)div64_s64((s64)a->word, (s64)b);
	a->word = op == OP_DIV ? quotient : a->word - quotient * b;
	return true;
}

static bool shift(struct ktf_c_value *a, u8 op, u64 count)
{
	if (count > (a->is_long ? 63 : 31))
		return false;
	if (op == OP_SHL)
		a->word <<= count;
	else
		a->word = a->is_unsigned ? a->word >> count : (u64)((s64)a->word >> count);
	return true;
}

/* Bring two operands to their common type. */
static void common_type(struct ktf_c_value *a, struct ktf_c_value *b)
{
	bool is_long = a->is_long || b->is_long;

	a->is_unsigned = (a->is_unsigned && a->is_long == is_long) ||
			 (b->is_unsigned && b->is_long == is_long);
	a->is_long = is_long;
	b->is_long = is_long;
	b->is_unsigned = a->is_unsigned;
	settle(a);
	settle(b);
}

static bool calculate(struct ktf_c_value *a, u8 op, struct ktf_c_value b)
{
	if (op == OP_SHL || op == OP_SHR)
		return shift(a, op, b.word);
	common_type(a, &b);
	switch (op) {
	case OP_OR:
		a->word |= b.word;
		return true;
	case OP_XOR:
		a->word ^= b.word;
		return true;
	case OP_AND:
		a->word &= b.word;
		return true;
	case OP_ADD:
		a->word += b.word;
		return true;
	case OP_SUB:
		a->word -= b.word;
		return true;
	case OP_MUL:
		a->word *= b.word;
		return true;
	default:
		return divide(a, op, b.word);
	}
}

static bool change(struct ktf_c_value *val, const struct waiting *op)
{
	if (op->op == OP_CAST)
		return cast(val, op);
	if (val->field)
		return false;
	if (op->op == OP_NEG)
		val->word = -val->word;
	else if (op->op == OP_INV)
		val->word = ~val->word;
	return true;
}

/* Apply the operator on top. */
static bool reduce(struct evaluation *e)
{
	struct waiting op = e->ops[--e->nr_ops];
	struct ktf_c_value b, *a;
	bool good;

	if (strength(op.op) == strength(OP_CAST)) {
		a = &e->vals[e->nr_vals - 1];
		good = change(a, &op);
	} else {
		b = e->vals[--e->nr_vals];
		a = &e->vals[e->nr_vals - 1];
		if (b.field && op.op == OP_AND && !a->field)
			swap(*a, b);
		good = a->field ? change_field(a, op.op, &b) :
				  !b.field && calculate(a, op.op, b);
	}
	if (good)
		settle(a);
	return good;
}

static bool reduce_to(struct evaluation *e, u32 least)
{
	while (e->nr_ops && strength(e->ops[e->nr_ops - 1].op) >= max(least, 1U))
		if (!reduce(e))
			return false;
	return true;
}

/* Read a number with its suffixes. */
static bool read_number(const char *word, u32 len, struct ktf_c_value *val)
{
	u32 end = len, longs = 0;
	char digits[24] = "";
	bool is_unsigned = false;

	for (; end > 1 && strchr("uUlL", word[end - 1]); end--) {
		if ((word[end - 1] | 0x20) == 'u')
			is_unsigned = true;
		else
			longs++;
	}
	if (end >= sizeof(digits) || longs > 2)
		return false;
	memcpy(digits, word, end);
	if (ktf_parse_u64(digits, &val->word))
		return false;
	val->is_long = longs || val->word >> 32 ||
		       (val->word >> 31 && !is_unsigned && *digits != '0');
	val->is_unsigned = is_unsigned || val->word >> 63 || (!val->is_long && val->word >> 31);
	return true;
}

/* "REC->" was read, and the name of a field is next. */
static bool read_field(struct evaluation *e)
{
	struct ktf_c_value val = { .mask = ~0ULL };

	if (!accept(e, "->"))
		return false;
	val.field_len = read_word(e, &val.field);
	return val.field_len && push_value(e, val);
}

/**
 * struct type_word - a word of a type's name
 * @name: the word.
 * @bits: the bits that it says; 0 if it says none.
 * @is_unsigned: it says that there is no sign.
 */
struct type_word {
	const char	*name;
	u8		bits;
	bool		is_unsigned;
};

static const struct type_word type_words[] = {
	{ "unsigned", 0, true }, { "signed", 0, false }, { "char", 8, false },
	{ "short", 16, false }, { "int", 32, false }, { "long", BITS_PER_LONG, false },
	{ "u8", 8, true }, { "u16", 16, true }, { "u32", 32, true }, { "u64", 64, true },
	{ "s8", 8, false }, { "s16", 16, false }, { "s32", 32, false }, { "s64", 64, false },
	{ "__u8", 8, true }, { "__u16", 16, true }, { "__u32", 32, true }, { "__u64", 64, true },
	{ "__s8", 8, false }, { "__s16", 16, false }, { "__s32", 32, false },
	{ "__s64", 64, false }, { "size_t", BITS_PER_LONG, true },
};

/* Add what a word of a type's name says. */
static void add_type_word(const char *word, u32 len, struct waiting *type)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(type_words); i++) {
		if (!is(word, len, type_words[i].name))
			continue;
		/* "long int" and "short int" are as "long" and "short". "long long" is longer. */
		if (type->bits == BITS_PER_LONG && type_words[i].bits == BITS_PER_LONG &&
		    is(word, len, "long"))
			type->bits = 64;
		else if (!type->bits || type_words[i].bits != 32)
			type->bits = type_words[i].bits ?: type->bits;
		type->is_unsigned |= type_words[i].is_unsigned;
	}
}

/*
 * Behind a "(": is it the name of a type, and a ")"? A name that says nothing may be that of a
 * constant, and then a "-" behind it is a difference.
 */
static bool read_type(struct evaluation *e, struct waiting *type)
{
	const char *start = e->at, *word;
	u32 len, nr = 0;

	*type = (struct waiting) { .op = OP_CAST };
	while ((len = read_word(e, &word))) {
		if ((*word >= '0' && *word <= '9') || is(word, len, "REC"))
			break;
		add_type_word(word, len, type);
		nr++;
	}
	if (!type->bits && type->is_unsigned)
		type->bits = 32;
	if (!len && nr && accept(e, ")") && (type->bits || !peek(e) || !strchr("+-&*", peek(e))))
		return true;
	e->at = start;
	return false;
}

/* Read what may stand where an operand is due. Returns whether an operand is still due. */
static bool read_operand(struct evaluation *e, bool *due)
{
	struct ktf_c_value val = { };
	struct waiting type;
	const char *word;
	u32 len;

	if (accept(e, "("))
		return push_op(e, read_type(e, &type) ? type : (struct waiting) { .op = OP_OPEN });
	if (accept(e, "-"))
		return push_op(e, (struct waiting) { .op = OP_NEG });
	if (accept(e, "~"))
		return push_op(e, (struct waiting) { .op = OP_INV });
	if (accept(e, "+"))
		return push_op(e, (struct waiting) { .op = OP_PLUS });
	*due = false;
	len = read_word(e, &word);
	if (is(word, len, "REC"))
		return read_field(e);
	if (!len || !read_number(word, len, &val))
		return false;
	return push_value(e, val);
}

static bool close_paren(struct evaluation *e)
{
	if (!reduce_to(e, 1) || !e->nr_ops)
		return false;
	e->nr_ops--;
	return true;
}

/* Read what may stand behind an operand. Returns whether an operand is due. */
static bool read_operator(struct evaluation *e, bool *due)
{
	static const struct {
		const char	*token;
		u8		op;
	} operators[] = {
		{ "<<", OP_SHL }, { ">>", OP_SHR },
		{ "|", OP_OR }, { "^", OP_XOR }, { "&", OP_AND },
		{ "+", OP_ADD }, { "-", OP_SUB },
		{ "*", OP_MUL }, { "/", OP_DIV }, { "%", OP_MOD },
	};
	u32 i;

	if (accept(e, ")"))
		return close_paren(e);
	if (accept(e, "||") || accept(e, "&&"))
		return false;
	for (i = 0; i < ARRAY_SIZE(operators); i++) {
		if (!accept(e, operators[i].token))
			continue;
		*due = true;
		return reduce_to(e, strength(operators[i].op)) &&
		       push_op(e, (struct waiting) { .op = operators[i].op });
	}
	return false;
}

/**
 * ktf_c_constant - calculate a constant expression, or find the bits of a field that one is
 * @text: the expression.
 * @len: its length, bytes.
 * @val: gets the value.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is none that is understood.
 */
int ktf_c_constant(const char *text, u32 len, struct ktf_c_value *val)
{
	struct evaluation e = { .at = text, .end = text + len };
	bool due = true, good = true;

	while (good && (due || peek(&e)))
		good = due ? read_operand(&e, &due) : read_operator(&e, &due);
	if (!good || !reduce_to(&e, 1) || e.nr_ops || e.nr_vals != 1)
		return -EINVAL;
	*val = e.vals[0];
	return 0;
}
