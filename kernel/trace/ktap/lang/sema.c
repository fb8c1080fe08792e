// SPDX-License-Identifier: GPL-2.0
/*
 * Semantic analysis: names become fields, values become constants, relations become operations.
 *
 * This is one walk over the tree in postfix order, which is the order of the text. The walk
 * looks up a field, checks the value against the field, and gives the comparison its operation.
 * It ends at the first mistake, found here or by the parser, which left its mistake as the last
 * node. Predicates do not depend on each other, so a caller that wants to report every mistake
 * can continue with the next predicate (ktf_sema_from()).
 *
 * Each kind of value is checked in this order: does the field take such values at all, does it
 * take the relation, and is the value itself well written. The order decides which error a user
 * sees, so it must not change.
 */
#include "lang/pattern.h"
#include "lang/sema.h"
#include "prog/ops.h"

/* How many fields are remembered. A text names few fields, but names them repeatedly. */
#define NR_KNOWN	8

struct analysis {
	struct ktf_ast			*ast;
	const struct ktf_schema		*schema;
	struct ktf_portable		*prog;
	struct ktf_diag			*diag;
	struct ktf_field		field;		/* of the current predicate */
	u16				reloc;		/* its relocation */
	struct ktf_field		known[NR_KNOWN]; /* by relocation, if looked up */
	struct ktf_node			*compare;	/* node of the current predicate */
	const struct ktf_value		*val;
	u8				rel;
};

/* The position of an error in a predicate is one column behind its place. */
static int wrong_at(struct analysis *a, u32 code, u32 pos)
{
	return ktf_fail(a->diag, -EINVAL, code, pos + 1);
}

static int wrong(struct analysis *a, u32 code)
{
	return wrong_at(a, code, a->val->pos);
}

/* An error with its position behind the last character of the value. */
static int wrong_behind(struct analysis *a, u32 code)
{
	return wrong_at(a, code, a->val->in + a->val->len);
}

/* The value is badly written: report the error that the lexer found in it. */
static int spoilt(struct analysis *a)
{
	return ktf_fail(a->diag, -EINVAL, a->val->code, a->val->errpos);
}

static int no_room(struct analysis *a, int err)
{
	return ktf_fail(a->diag, err, KTF_ERR_NONE, 0);
}

/* Refuse a predicate that would tell a user without privilege about the kernel's memory. */
static int forbidden(struct analysis *a)
{
	return ktf_fail(a->diag, -EACCES, KTF_ERR_NONE, a->val->pos);
}

static bool is_equality(u8 rel)
{
	return rel == KTF_REL_EQ || rel == KTF_REL_NE;
}

static int resolve_field(struct analysis *a, const struct ktf_node *node)
{
	const char *name = a->ast->text + node->pos;
	int ret = ktf_portable_field(a->prog, name, node->len), err;

	if (ret >= 0 && ret < NR_KNOWN && a->known[ret].name) {
		a->reloc = ret;
		a->field = a->known[ret];
		return 0;
	}
	err = ktf_schema_find(a->schema, name, node->len, &a->field);
	if (err == -ENOENT)
		return wrong_at(a, KTF_ERR_FIELD_NOT_FOUND, node->pos + node->len);
	if (err)
		return no_room(a, err);
	if (ret < 0)
		ret = ktf_portable_add_field(a->prog, name, node->len, a->field.kind,
					     a->field.size, a->field.is_signed);
	if (ret < 0)
		return no_room(a, ret);
	a->reloc = ret;
	if (a->reloc < NR_KNOWN)
		a->known[a->reloc] = a->field;
	return 0;
}

static void set_operation(struct analysis *a, u8 op, bool not)
{
	a->compare->op = op;
	a->compare->flags = not ? KTAP_FILTER_NOT : 0;
	a->compare->field = a->reloc;
	a->compare->func = 0;
}

static int add_constant(struct analysis *a, const void *data, u32 len)
{
	int err = ktf_portable_add(a->prog, data, len, &a->compare->imm);

	return err ? no_room(a, err) : 0;
}

static int take_number(struct analysis *a)
{
	static const u8 op[KTF_NR_RELS] = {
		[KTF_REL_EQ] = KTAP_FILTER_OP_EQ,	[KTF_REL_NE] = KTAP_FILTER_OP_EQ,
		[KTF_REL_LT] = KTAP_FILTER_OP_LT,	[KTF_REL_LE] = KTAP_FILTER_OP_LE,
		[KTF_REL_GT] = KTAP_FILTER_OP_GT,	[KTF_REL_GE] = KTAP_FILTER_OP_GE,
		[KTF_REL_BITS] = KTAP_FILTER_OP_BITS,
	};
	char digits[KTF_MAX_NUMBER + 1] = "";
	int err;

	if (ktf_kind_is_text(a->field.kind))
		return wrong(a, KTF_ERR_EXPECT_STRING);
	if (a->rel == KTF_REL_GLOB)
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (a->val->code)
		return spoilt(a);
	memcpy(digits, a->ast->text + a->val->in, a->val->len);
	set_operation(a, op[a->rel], a->rel == KTF_REL_NE);
	if (a->field.is_signed)
		err = ktf_parse_s64(digits, (s64 *)&a->compare->imm);
	else
		err = ktf_parse_u64(digits, &a->compare->imm);
	return err ? wrong(a, KTF_ERR_ILLEGAL_INTVAL) : 0;
}

static int take_text(struct analysis *a)
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

	if (!is_equality(a->rel) && a->rel != KTF_REL_GLOB)
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (!ktf_kind_is_text(a->field.kind))
		return wrong(a, KTF_ERR_EXPECT_DIGIT);
	if (a->val->code)
		return spoilt(a);
	if (a->rel == KTF_REL_GLOB)
		ktf_pattern_classify(in, a->val->len, &pattern);
	set_operation(a, op[pattern.class], a->rel == KTF_REL_NE || pattern.negated);
	return add_constant(a, in + pattern.start, pattern.len);
}

/*
 * Put a set of CPUs into the pool. CPU 0 is bit 0 of byte 0. The byte that has the last member
 * is the last byte of the constant.
 */
static int add_set(struct analysis *a, const unsigned long *bits, u32 nr_bits)
{
	u32 len = 0, i;
	u8 *bytes;
	int err;

	bytes = ktf_alloc(nr_bits / 8 + 1);
	if (!bytes)
		return no_room(a, -ENOMEM);
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

static int parse_set(struct analysis *a)
{
	u32 nr_bits = ktf_nr_cpus();
	u32 words = nr_bits / BITS_PER_LONG + 1;
	unsigned long *bits = ktf_alloc(words * sizeof(*bits) + a->val->len + 1);
	char *list;
	int err;

	if (!bits)
		return no_room(a, -ENOMEM);
	list = (char *)(bits + words);
	memcpy(list, a->ast->text + a->val->in, a->val->len);
	if (ktf_parse_cpulist(list, bits, nr_bits))
		err = wrong_behind(a, KTF_ERR_INVALID_CPULIST);
	else
		err = add_set(a, bits, nr_bits);
	ktf_free(bits);
	return err;
}

static int take_cpus(struct analysis *a)
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
static int find_function(struct analysis *a, const char *name, u64 addr)
{
	int func = ktf_portable_find_func(a->prog, name, addr);

	if (func == -EINVAL)
		return wrong_behind(a, KTF_ERR_NO_FUNCTION);
	if (func < 0)
		return no_room(a, func);
	a->compare->func = func;
	return 0;
}

static int take_function_addr(struct analysis *a)
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

static int take_function_name(struct analysis *a)
{
	int err = add_constant(a, a->ast->text + a->val->in, a->val->len);

	if (err)
		return err;
	return find_function(a, a->prog->pool + ktf_slice_off(a->compare->imm), 0);
}

static int take_function(struct analysis *a)
{
	if (a->field.size != sizeof(long))
		return wrong(a, KTF_ERR_ILLEGAL_FIELD_OP);
	if (!is_equality(a->rel))
		return wrong(a, KTF_ERR_INVALID_OP);
	if (ktf_schema_is_restricted(a->schema))
		return forbidden(a);
	set_operation(a, KTAP_FILTER_OP_FUNC, a->rel == KTF_REL_NE);
	return a->val->kind == KTF_VAL_ADDR ? take_function_addr(a) : take_function_name(a);
}

/* A function pattern of perf. Such a program never runs: ktf_function.c reads it. */
static int take_raw(struct analysis *a)
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

/* A text behind a pointer: ".ustring" says that the pointer is a user space address. */
static int pointed_text(struct analysis *a, const struct ktf_node *node)
{
	if (node->suffixes & KTF_SUFFIX_USTRING)
		a->compare->flags |= KTAP_FILTER_USER;
	else if (ktf_schema_is_restricted(a->schema))
		return forbidden(a);
	return 0;
}

static int take_value(struct analysis *a, struct ktf_node *node)
{
	/* The comparison is the next node. It gets its operation and constant here. */
	a->compare = node + 1;
	a->val = &node->value;
	a->rel = node->rel;
	switch (a->val->kind) {
	case KTF_VAL_NUM:
		return take_number(a);
	case KTF_VAL_TEXT:
		if (take_text(a))
			return a->diag->err;
		return a->field.kind == KTAP_FILTER_KIND_PTRSTR ? pointed_text(a, node) : 0;
	case KTF_VAL_CPUS:
		return take_cpus(a);
	case KTF_VAL_RAW:
		return take_raw(a);
	default:
		return take_function(a);
	}
}

static int analyse_node(struct analysis *a, struct ktf_node *node)
{
	switch (node->kind) {
	case KTF_NODE_FIELD:
		return resolve_field(a, node);
	case KTF_NODE_VALUE:
		return take_value(a, node);
	case KTF_NODE_IMAGE:
		if (ktf_portable_merge(a->prog, &a->ast->images[node->image], a->diag))
			return a->diag->err;
		return 0;
	case KTF_NODE_ERROR:
		*a->diag = a->ast->error;
		return a->diag->err;
	default:
		return 0;
	}
}

/* Is this a node at which the mistakes of an operand can start? */
static bool starts_operand(const struct ktf_node *node)
{
	return node->kind == KTF_NODE_FIELD || node->kind == KTF_NODE_IMAGE ||
	       node->kind == KTF_NODE_ERROR;
}

/**
 * ktf_sema_from - analyse a tree for an event, starting at a given predicate
 * @ast: a tree from ktf_parse(); its comparisons get operation, field and constant.
 * @at: index of the node to start at: 0, or the value that the last call left. Gets the index
 *	of the node where the next operand starts (a field, an image or the parser's mistake),
 *	or the number of nodes if there is none.
 * @schema: the event.
 * @prog: gets the relocations and the constants. The caller frees it by
 *	ktf_portable_free(), after a failure too.
 * @diag: gets the leftmost mistake from @at on, found by the parser or here.
 *
 * Context: may sleep.
 * Return: as ktf_sema().
 */
int ktf_sema_from(struct ktf_ast *ast, u32 *at, const struct ktf_schema *schema,
		  struct ktf_portable *prog, struct ktf_diag *diag)
{
	struct analysis a = { .ast = ast, .schema = schema, .prog = prog, .diag = diag };
	int err = 0;

	while (*at < ast->nr_nodes && !err)
		err = analyse_node(&a, &ast->nodes[(*at)++]);
	while (*at < ast->nr_nodes && !starts_operand(&ast->nodes[*at]))
		(*at)++;
	return err;
}

/**
 * ktf_sema - analyse a tree for an event
 * @ast: a tree from ktf_parse(); its comparisons get operation, field and constant.
 * @schema: the event.
 * @prog: gets the relocations and the constants. The caller frees it by
 *	ktf_portable_free(), after a failure too.
 * @diag: gets the leftmost mistake, found by the parser or here.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL, -EPERM or -E2BIG for a mistake in the text; -EACCES if a restricted
 * filter has an image, a kernel string or a function; -ENOMEM.
 */
int ktf_sema(struct ktf_ast *ast, const struct ktf_schema *schema,
	     struct ktf_portable *prog, struct ktf_diag *diag)
{
	u32 at = 0;

	return ktf_sema_from(ast, &at, schema, prog, diag);
}
