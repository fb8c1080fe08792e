// SPDX-License-Identifier: GPL-2.0
/*
 * Analysis of predicates in the stock engine's form: a field, a relation, a constant.
 *
 * They keep the stock engine's rules, in particular that a number is cut to the width of its field.
 *
 * Each kind of constant is checked in this order: does the field take such constants at all, does
 * it take the relation, and is the constant itself well written. The order decides which error a
 * user sees, so it must not change.
 */
#include "lang/analysis.h"
#include "lang/number.h"
#include "lang/pattern.h"
#include "prog/ops.h"
#include "prog/variables.h"

static int wrong(struct ktf_analysis *a, u32 code)
{
	return ktf_wrong_at(a, code, a->val->pos);
}

/* An error with its position behind the last character of the value. */
static int wrong_behind(struct ktf_analysis *a, u32 code)
{
	return ktf_wrong_at(a, code, a->val->in + a->val->len);
}

/* The value is badly written: report the error that the lexer found in it. */
static int spoilt(struct ktf_analysis *a)
{
	return ktf_fail(a->diag, -EINVAL, a->val->code, a->val->errpos);
}

/* Refuse a predicate that would tell a user without privilege about the kernel's memory. */
static int forbidden(struct ktf_analysis *a, u32 pos)
{
	return ktf_fail(a->diag, -EACCES, KTF_ERR_NONE, pos);
}

static bool is_equality(u8 rel)
{
	return rel == KTF_REL_EQ || rel == KTF_REL_NE;
}

/**
 * ktf_sema_field - look up the field of a predicate in the stock engine's form
 * @a: the analysis; gets the field and its relocation.
 * @node: the node of its name.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if the event has no such field; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_field(struct ktf_analysis *a, const struct ktf_node *node)
{
	const char *name = a->ast->text + node->value.in;
	u32 len = node->value.len;
	int ret = ktf_portable_field(a->prog, name, len), err;

	if (ret >= 0 && ret < KTF_NR_KNOWN && a->known[ret].name) {
		a->reloc = ret;
		a->field = a->known[ret];
		return 0;
	}
	err = ktf_find_named(a->schema, name, len, &a->field);
	if (err == -ENOENT && ktf_sema_is_optional(a, node)) {
		a->ex.lacks_field = true;
		return 0;
	}
	if (err == -ENOENT)
		return ktf_wrong_at(a, KTF_ERR_FIELD_NOT_FOUND, node->value.in + node->value.len);
	if (err)
		return ktf_no_room(a, err);
	if (ret < 0)
		ret = ktf_portable_add_field(a->prog, name, len, a->field.kind,
					     a->field.size, a->field.is_signed);
	if (ret < 0)
		return ktf_no_room(a, ret);
	a->reloc = ret;
	if (a->reloc < KTF_NR_KNOWN)
		a->known[a->reloc] = a->field;
	return 0;
}

static void set_operation(struct ktf_analysis *a, u8 op, bool not)
{
	ktf_sema_operation(a->compare, op, not);
	a->compare->field = a->reloc;
}

static int add_constant(struct ktf_analysis *a, const void *data, u32 len)
{
	int err = ktf_portable_add(a->prog, data, len, &a->compare->imm);

	return err ? ktf_no_room(a, err) : 0;
}

static int take_number(struct ktf_analysis *a)
{
	static const u8 op[KTF_NR_RELS] = {
		[KTF_REL_EQ] = KTAP_FILTER_OP_EQ,	[KTF_REL_NE] = KTAP_FILTER_OP_EQ,
		[KTF_REL_LT] = KTAP_FILTER_OP_LT,	[KTF_REL_LE] = KTAP_FILTER_OP_LE,
		[KTF_REL_GT] = KTAP_FILTER_OP_GT,	[KTF_REL_GE] = KTAP_FILTER_OP_GE,
		[KTF_REL_BITS] = KTAP_FILTER_OP_BITS,
	};
	int err;

	if (ktf_kind_is_text(a->field.kind))
		return wrong(a, KTF_ERR_EXPECT_STRING);
	if (ktf_rel_is_glob(a->rel))
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (a->val->code)
		return spoilt(a);
	set_operation(a, op[a->rel], a->rel == KTF_REL_NE);
	err = ktf_number_read(a->ast->text + a->val->in, a->val->len, a->field.is_signed,
			      !a->ast->stock, &a->compare->imm);
	return err ? wrong(a, KTF_ERR_ILLEGAL_INTVAL) : 0;
}

/* The order of a text and a constant, which the stock engine does not know. */
static int take_order(struct ktf_analysis *a)
{
	static const u8 op[2][2] = {
		{ KTAP_FILTER_OP_STR_LESS, KTAP_FILTER_OP_STR_MORE },
		{ KTAP_FILTER_OP_FOLD_LESS, KTAP_FILTER_OP_FOLD_MORE },
	};
	bool more = a->rel == KTF_REL_GT || a->rel == KTF_REL_LE;

	if (a->val->code)
		return spoilt(a);
	set_operation(a, op[a->folds][more], a->rel == KTF_REL_LE || a->rel == KTF_REL_GE);
	return add_constant(a, a->ast->text + a->val->in, a->val->len);
}

static bool is_order(u8 rel)
{
	return rel == KTF_REL_LT || rel == KTF_REL_LE || rel == KTF_REL_GT || rel == KTF_REL_GE;
}

/*
 * The text is compared with A to Z as a to z, by a glob. A text that is no pattern is one in which
 * a backslash stands before what a glob would not take literally.
 */
static int take_folded(struct ktf_analysis *a, const struct ktf_pattern *pattern)
{
	const char *in = a->ast->text + a->val->in;
	bool literal = !ktf_rel_is_glob(a->rel) || pattern->class == KTF_PATTERN_INDEX;
	char glob[2 * KTF_MAX_PATTERN];
	u32 len = 0, i;

	for (i = pattern->negated; i < a->val->len; i++) {
		if (literal && strchr("*?[\\", in[i]))
			glob[len++] = '\\';
		glob[len++] = in[i];
	}
	if (len > KTF_MAX_PATTERN)
		return wrong(a, KTF_ERR_OPERAND_TOO_LONG);
	return add_constant(a, glob, len);
}

static int take_text(struct ktf_analysis *a)
{
	static const u8 op[] = {
		[KTF_PATTERN_FULL] = KTAP_FILTER_OP_STR_EQ,
		[KTF_PATTERN_PREFIX] = KTAP_FILTER_OP_STR_PREFIX,
		[KTF_PATTERN_SUFFIX] = KTAP_FILTER_OP_STR_SUFFIX,
		[KTF_PATTERN_CONTAINS] = KTAP_FILTER_OP_STR_CONTAINS,
		[KTF_PATTERN_GLOB] = KTAP_FILTER_OP_STR_GLOB,
		[KTF_PATTERN_INDEX] = KTAP_FILTER_OP_STR_EQ,
	};
	const char *in = a->ast->text + a->val->in;
	struct ktf_pattern pattern = { .class = KTF_PATTERN_FULL, .len = a->val->len };
	bool negated;

	if (is_order(a->rel) && ktf_kind_is_text(a->field.kind) && !a->ast->stock)
		return take_order(a);
	if (!is_equality(a->rel) && !ktf_rel_is_glob(a->rel))
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (!ktf_kind_is_text(a->field.kind))
		return wrong(a, KTF_ERR_EXPECT_DIGIT);
	if (a->val->code)
		return spoilt(a);
	if (ktf_rel_is_glob(a->rel))
		ktf_pattern_classify(in, a->val->len, &pattern);
	negated = a->rel == KTF_REL_NE || a->rel == KTF_REL_NOT_GLOB;
	set_operation(a, a->folds ? KTAP_FILTER_OP_STR_FOLD : op[pattern.class],
		      negated != pattern.negated);
	if (a->folds)
		return take_folded(a, &pattern);
	return add_constant(a, in + pattern.start, pattern.len);
}

/*
 * Put a set of CPUs into the pool. CPU 0 is bit 0 of byte 0. The byte that has the last member
 * is the last byte of the constant.
 */
static int add_set(struct ktf_analysis *a, const unsigned long *bits, u32 nr_bits)
{
	u32 len = 0, i;
	u8 *bytes;
	int err;

	bytes = ktf_alloc(nr_bits / 8 + 1);
	if (!bytes)
		return ktf_no_room(a, -ENOMEM);
	for (i = 0; i < nr_bits; i++) {
		if (!(bits[i / BITS_PER_LONG] >> (i % BITS_PER_LONG) & 1))
			continue;
		bytes[i / 8] |= 1 << (i % 8);
		len = i / 8 + 1;
	}
	err = add_constant(a, bytes, len);
	ktf_free(bytes);
	return err;
}

static int parse_set(struct ktf_analysis *a)
{
	u32 nr_bits = ktf_nr_cpus();
	unsigned long *bits;
	int err = ktf_sema_cpulist(a, a->val, nr_bits, &bits);

	if (err)
		return err;
	err = add_set(a, bits, nr_bits);
	ktf_free(bits);
	return err;
}

static int take_cpus(struct ktf_analysis *a)
{
	bool any = a->rel == KTF_REL_BITS;

	switch (a->field.kind) {
	case KTAP_FILTER_KIND_CPUMASK:
	case KTAP_FILTER_KIND_CPU:
	case KTAP_FILTER_KIND_OTHER:
		break;
	default:
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	}
	if (!is_equality(a->rel) && !any)
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (a->val->code)
		return spoilt(a);
	set_operation(a, any ? KTAP_FILTER_OP_SET_ANY : KTAP_FILTER_OP_SET_EQ,
		      a->rel == KTF_REL_NE);
	return parse_set(a);
}

/* Look up the function @name, or the one at @addr. The constant stays as it was written. */
static int find_function(struct ktf_analysis *a, const char *name, u64 addr)
{
	int func = ktf_portable_find_func(a->prog, name, addr);

	if (func == -EINVAL)
		return wrong_behind(a, KTF_ERR_NO_FUNCTION);
	if (func < 0)
		return ktf_no_room(a, func);
	a->compare->func = func;
	return 0;
}

static int take_function_addr(struct ktf_analysis *a)
{
	char digits[KTF_MAX_NUMBER + 1] = "";

	if (a->val->code)
		return spoilt(a);
	memcpy(digits, a->ast->text + a->val->in, a->val->len);
	if (ktf_parse_u64(digits, &a->compare->imm) ||
	    a->compare->imm > (unsigned long)-1)
		return wrong_behind(a, KTF_ERR_INVALID_VALUE);
	a->compare->flags |= KTAP_FILTER_ADDR;
	return find_function(a, NULL, a->compare->imm);
}

static int take_function_name(struct ktf_analysis *a)
{
	int err = add_constant(a, a->ast->text + a->val->in, a->val->len);

	if (err)
		return err;
	return find_function(a, a->prog->pool + ktf_slice_off(a->compare->imm), 0);
}

static int take_function(struct ktf_analysis *a)
{
	if (a->field.size != sizeof(long))
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (!is_equality(a->rel))
		return wrong(a, KTF_ERR_INVALID_OP);
	if (ktf_schema_is_restricted(a->schema))
		return forbidden(a, a->val->pos);
	set_operation(a, KTAP_FILTER_OP_FUNC, a->rel == KTF_REL_NE);
	return a->val->kind == KTF_VAL_ADDR ? take_function_addr(a) : take_function_name(a);
}

/* A function pattern of perf. Such a program never runs: ktf_function.c reads it. */
static int take_raw(struct ktf_analysis *a)
{
	if (strcmp(a->field.name, "ip"))
		return wrong(a, KTF_ERR_IP_FIELD_ONLY);
	if (a->val->code)
		return spoilt(a);
	if (!is_equality(a->rel))
		return ktf_fail(a->diag, -EINVAL, KTF_ERR_NONE, 0);
	set_operation(a, KTF_OP_PERF_IP, a->rel == KTF_REL_NE);
	return add_constant(a, a->ast->text + a->val->in, a->val->len);
}

/**
 * ktf_sema_may_read - check that the user may look at a text
 * @a: the analysis.
 * @field: the text's field.
 * @suffixes: the field's suffixes. ".ustring" says that a pointer is a user space address.
 * @pos: where the error is, if there is one.
 *
 * Context: any.
 * Return: KTAP_FILTER_USER if the text is behind a user space address, else 0; -EACCES if a
 * restricted filter asks for a string of the kernel.
 */
int ktf_sema_may_read(struct ktf_analysis *a, const struct ktf_field *field, u32 suffixes, u32 pos)
{
	if (field->kind != KTAP_FILTER_KIND_PTRSTR)
		return 0;
	if (suffixes & KTF_SUFFIX_USTRING)
		return KTAP_FILTER_USER;
	return ktf_schema_is_restricted(a->schema) ? forbidden(a, pos) : 0;
}

static int take_text_of(struct ktf_analysis *a, u32 suffixes)
{
	int flags;

	if (take_text(a))
		return a->diag->err;
	flags = ktf_sema_may_read(a, &a->field, suffixes, a->val->pos);
	if (flags < 0)
		return flags;
	a->compare->flags |= flags;
	return 0;
}

/**
 * ktf_sema_literal - read a number that is compared exactly
 * @a: the analysis.
 * @val: the number as written.
 * @big: gets the number.
 *
 * Context: any.
 * Return: 0; -EINVAL or -ERANGE if it is none, or does not fit 64 bits.
 */
int ktf_sema_literal(struct ktf_analysis *a, const struct ktf_value *val, struct ktf_big *big)
{
	const char *text = a->ast->text + val->in;
	bool negative = *text == '-';
	u64 word;
	int err;

	err = ktf_number_read(text, val->len, negative, !a->ast->stock, &word);
	if (!err)
		*big = ktf_big(word, !negative);
	return err;
}

/**
 * ktf_sema_text - analyse the comparison of a field with a text
 * @a: the analysis.
 * @node: the comparison; gets its operation and its constant.
 * @field: the field, a text.
 * @text: the node of the text.
 * @rel: the relation, with the field on its left.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -EACCES if a restricted filter asks for a string of the
 * kernel; -E2BIG; -ENOMEM.
 */
int ktf_sema_text(struct ktf_analysis *a, struct ktf_node *node,
		  const struct ktf_operand *field, const struct ktf_node *text, u8 rel)
{
	a->compare = node;
	a->val = &text->value;
	a->rel = rel;
	a->folds = field->folds;
	return ktf_sema_field(a, field->named) ?: take_text_of(a, field->named->suffixes);
}

/**
 * ktf_sema_value - analyse the constant of a predicate in the stock engine's form
 * @a: the analysis, with the field.
 * @node: the constant; its field is the node before. The next node is the comparison, which gets
 *	its operation and its constant.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -EACCES if a restricted filter asks for a string of the
 * kernel, or for a function; -E2BIG; -ENOMEM.
 */
int ktf_sema_value(struct ktf_analysis *a, struct ktf_node *node)
{
	a->compare = node + 1;
	a->val = &node->value;
	a->rel = node->rel;
	a->folds = false;
	if (a->rel == KTF_REL_NOT_GLOB &&
	    (a->val->kind != KTF_VAL_TEXT || !ktf_kind_is_text(a->field.kind)))
		return ktf_wrong_at(a, KTF_ERR_INVALID_OP, a->compare->at);
	if (a->rel == KTF_REL_GLOB && node->op && !ktf_kind_is_text(a->field.kind))
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	switch (a->val->kind) {
	case KTF_VAL_NUM:
		return take_number(a);
	case KTF_VAL_TEXT:
		return take_text_of(a, node[-1].suffixes);
	case KTF_VAL_CPUS:
		return take_cpus(a);
	case KTF_VAL_RAW:
		return take_raw(a);
	default:
		return take_function(a);
	}
}
