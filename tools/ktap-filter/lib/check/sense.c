// SPDX-License-Identifier: GPL-2.0
/*
 * Filters that are accepted, but may not mean what their author meant.
 *
 * Each predicate is looked at by itself, in its portable form. Kind, size and sign of the
 * field and the constant are enough to say whether it can ever be true, or false. The
 * optimiser is then told the predicates that are constant. It finds out whether the whole
 * filter is constant, and which predicates do not matter.
 *
 * The engine itself folds only predicates that can never be true because of the field's kind
 * (vm/link.c). It does not look for constants such as "u8 < 256", which cost no more than
 * any other test.
 */
#include <stdarg.h>
#include <stdio.h>

#include "check/sense.h"
#include "fold.h"
#include "prog/names.h"
#include "prog/ops.h"

#define NO_END	(~0U)	/* the field does not limit the length of a text */

/* The value of a predicate, as far as it is known without a record. */
enum outcome {
	OPEN,
	NEVER,
	ALWAYS,
};

struct looking {
	const struct ktf_portable	*prog;
	const char			*source;
	const struct ktf_schema		*schema;
	struct ktf_findings		*found;
	u32				nr;	/* number of the current instruction */
	const struct ktf_pred		*insn;
	const struct ktf_reloc		*field;
	const char			*name;
};

static __printf(2, 3) void say(struct looking *l, const char *fmt, ...)
{
	struct ktf_finding *f = ktf_findings_add(l->found);
	va_list args;

	if (!f)
		return;
	f->warning = true;
	va_start(args, fmt);
	vsnprintf(f->text, sizeof(f->text), fmt, args);
	va_end(args);
	if (l->source) {
		f->at = l->prog->spans[l->nr].pos;
		f->len = max(l->prog->spans[l->nr].len, 1U);
		return;
	}
	f->at = snprintf(f->where, sizeof(f->where), "insn %u: ", l->nr);
	f->len = snprintf(f->where + f->at, sizeof(f->where) - f->at, "%s %s",
			  ktf_op_info[l->insn->op].name, l->name);
	f->len = min_t(u32, f->len, sizeof(f->where) - 1 - f->at);
}

static bool is_not(const struct looking *l)
{
	return l->insn->flags & KTAP_FILTER_NOT;
}

static enum outcome constant(struct looking *l, bool outcome, const char *why)
{
	outcome ^= is_not(l);
	say(l, "is %s true: %s", outcome ? "always" : "never", why);
	return outcome ? ALWAYS : NEVER;
}

/* The engine skips the comparison, so "!=" is false, too. */
static enum outcome not_made(struct looking *l, const char *why)
{
	say(l, "is never true: %s", why);
	return NEVER;
}

static u32 width_of(const struct looking *l)
{
	if (l->field->kind == KTAP_FILTER_KIND_CPU)
		return 32;
	switch (l->field->size) {
	case 1: case 2: case 4: case 8:
		return 8 * l->field->size;
	}
	return 0;
}

static bool is_signed(const struct looking *l)
{
	return l->field->flags & KTAP_FILTER_FIELD_SIGNED;
}

/* The constant as the comparison sees it: truncated to the field's width. */
static s64 cut(const struct looking *l, u32 width)
{
	u64 val = l->insn->imm << (64 - width);

	return is_signed(l) ? (s64)val >> (64 - width) : (s64)(val >> (64 - width));
}

static void say_cut(struct looking *l, u32 width)
{
	u64 bits = ~0ULL >> (64 - width);
	s64 seen = cut(l, width);

	if (seen == (s64)l->insn->imm)
		return;
	if (l->insn->op != KTAP_FILTER_OP_BITS && is_signed(l))
		say(l, "%lld does not fit %u bits with sign: is compared as %lld",
		    (s64)l->insn->imm, width, seen);
	else if (l->insn->op != KTAP_FILTER_OP_BITS)
		say(l, "%llu does not fit %u bits: is compared as %llu",
		    l->insn->imm, width, (u64)seen);
	else if (l->insn->imm & ~bits)
		say(l, "0x%llx has bits beyond the %u that there are: is taken as 0x%llx",
		    l->insn->imm, width, l->insn->imm & bits);
}

static enum outcome by_value(struct looking *l, u32 width)
{
	u64 ones = ~0ULL >> (64 - width);
	s64 least = is_signed(l) ? -(s64)(ones >> 1) - 1 : 0;
	s64 most = is_signed(l) ? (s64)(ones >> 1) : (s64)ones;
	s64 val = cut(l, width);

	switch (l->insn->op) {
	case KTAP_FILTER_OP_LT:
		return val == least ? constant(l, false, "nothing is less") : OPEN;
	case KTAP_FILTER_OP_GE:
		return val == least ? constant(l, true, "nothing is less") : OPEN;
	case KTAP_FILTER_OP_GT:
		return val == most ? constant(l, false, "nothing is greater") : OPEN;
	case KTAP_FILTER_OP_LE:
		return val == most ? constant(l, true, "nothing is greater") : OPEN;
	case KTAP_FILTER_OP_BITS:
		return val ? OPEN : constant(l, false, "there are no bits to share");
	}
	return OPEN;
}

static enum outcome look_at_number(struct looking *l)
{
	u32 width = width_of(l);

	if (l->field->kind == KTAP_FILTER_KIND_CPU && l->insn->op == KTAP_FILTER_OP_BITS)
		return not_made(l, "CPUs are not compared with bits, but with CPUS{list}");
	if (!width) {
		say(l, "is never true: %u bytes are not compared with a number", l->field->size);
		return NEVER;
	}
	if (l->field->kind == KTAP_FILTER_KIND_CPUMASK)
		say(l, "compares where the CPUs are in the record, not the CPUs: use CPUS{list}");
	say_cut(l, width);
	return by_value(l, width);
}

static u32 set_weight(const struct looking *l)
{
	const char *set = l->prog->pool + ktf_slice_off(l->insn->imm);
	u32 weight = 0, i;

	for (i = 0; i < 8 * ktf_slice_len(l->insn->imm); i++)
		weight += set[i / 8] >> (i % 8) & 1;
	return weight;
}

static enum outcome look_at_set(struct looking *l)
{
	u32 weight = set_weight(l);

	if (l->insn->op == KTAP_FILTER_OP_SET_ANY && !weight)
		return constant(l, false, "there is no CPU to share");
	if (l->field->kind == KTAP_FILTER_KIND_CPUMASK)
		return OPEN;
	if (!width_of(l)) {
		say(l, "is never true: %u bytes are not compared with CPUs", l->field->size);
		return NEVER;
	}
	if (l->insn->op == KTAP_FILTER_OP_SET_ANY || weight == 1)
		return OPEN;
	if (!is_not(l))
		return constant(l, false, "a number is no list of CPUs; \"&\" looks into a list");
	if (l->field->kind == KTAP_FILTER_KIND_CPU)
		return constant(l, false, "a number is no list of CPUs");
	say(l, "is true for the number of any CPU: a number is no list of CPUs");
	return OPEN;
}

/* The longest text that the field has room for, in bytes. */
static u32 longest_text(const struct looking *l)
{
	if (l->field->kind == KTAP_FILTER_KIND_COMM)
		return KTF_COMM_BYTES - 1;
	if (l->field->kind == KTAP_FILTER_KIND_FIXSTR && l->field->size)
		return l->field->size;
	return NO_END;
}

static bool has_star(const struct looking *l)
{
	const char *text = l->prog->pool + ktf_slice_off(l->insn->imm);

	return memchr(text, '*', ktf_slice_len(l->insn->imm));
}

/* Is the relation "~"? Without the source, nobody knows. */
static bool is_glob(const struct looking *l)
{
	const struct ktf_span *span = &l->prog->spans[l->nr];

	return l->source && memchr(l->source + span->pos, '~', span->len);
}

/* No name of a task or file looks so, and each is usual in a regular expression. */
static bool is_regex(const struct looking *l)
{
	const char *text = l->prog->pool + ktf_slice_off(l->insn->imm);
	u32 len = ktf_slice_len(l->insn->imm);

	return len > 1 && (text[0] == '^' || text[len - 1] == '$' || memchr(text, '|', len));
}

/* The record of a system call has addresses of user space. */
static bool is_user_text(const struct looking *l)
{
	static const char nr[] = "__syscall_nr";
	struct ktf_field field;

	return l->field->kind == KTAP_FILTER_KIND_PTRSTR && !(l->insn->flags & KTAP_FILTER_USER) &&
	       l->schema && !ktf_schema_find(l->schema, nr, strlen(nr), &field);
}

static void say_capital(struct looking *l)
{
	const char *text = l->prog->pool + ktf_slice_off(l->insn->imm);
	u32 i;

	for (i = 0; i < ktf_slice_len(l->insn->imm); i++) {
		if (text[i] < 'A' || text[i] > 'Z')
			continue;
		say(l, "\"%c\" is a capital letter, and lower() leaves none in the field's text",
		    text[i]);
		return;
	}
}

/* No text is less than the empty one. */
static enum outcome look_at_order(struct looking *l)
{
	bool less = l->insn->op == KTAP_FILTER_OP_STR_LESS ||
		    l->insn->op == KTAP_FILTER_OP_FOLD_LESS;

	if (!less || ktf_slice_len(l->insn->imm))
		return OPEN;
	if (longest_text(l) != NO_END)
		return constant(l, false, "no text is less");
	say(l, is_not(l) ? "is always true, if the text can be read at all: no text is less" :
			   "is never true: no text is less");
	return is_not(l) ? OPEN : NEVER;
}

static enum outcome look_at_text(struct looking *l)
{
	u32 len = ktf_slice_len(l->insn->imm), room = longest_text(l);
	bool pattern = l->insn->op != KTAP_FILTER_OP_STR_EQ;

	if (is_user_text(l))
		say(l, "cannot be read: it is in user space, write %s.ustring", l->name);
	if (is_glob(l) && is_regex(l))
		say(l, "looks like a regular expression, and \"~\" takes globs, as \"a*\"");
	switch (l->insn->op) {
	case KTAP_FILTER_OP_STR_GLOB:
		return OPEN;
	case KTAP_FILTER_OP_STR_FOLD:
		say_capital(l);
		return OPEN;
	case KTAP_FILTER_OP_FOLD_LESS:
	case KTAP_FILTER_OP_FOLD_MORE:
		say_capital(l);
		fallthrough;
	case KTAP_FILTER_OP_STR_LESS:
	case KTAP_FILTER_OP_STR_MORE:
		return look_at_order(l);
	}
	if (len > room)
		return constant(l, false, "the field has no room for such a text");
	if (pattern && !len && room != NO_END)
		return constant(l, true, "every text matches");
	if (pattern && !len)
		say(l, "is %s true: every text matches, if it can be read at all",
		    is_not(l) ? "never" : "always");
	if (!pattern && has_star(l))
		say(l, "the star means itself: patterns take \"~\", and start with no digit");
	if (l->insn->op == KTAP_FILTER_OP_STR_SUFFIX && len && room != NO_END)
		say(l, "kernels without ktap filter look at the array's end, not at the text's");
	return OPEN;
}

/* Is the cell the field "ret", in which events have what a function returned? */
static bool is_result(const struct looking *l, const struct ktap_filter_cell *cell)
{
	const struct ktf_reloc *field;

	if (cell->op != KTAP_FILTER_CELL_FIELD)
		return false;
	field = &l->prog->fields[get_unaligned_le16(&cell->field)];
	return !strcmp(l->prog->pool + field->name, "ret");
}

/* "ret == ENOENT", or "ret in {ENOENT}": what is returned is the negative number. */
static void look_at_result(struct looking *l)
{
	const struct ktap_filter_cell *at = (void *)(l->prog->pool + ktf_slice_off(l->insn->imm));
	const struct ktap_filter_cell *end = at + ktf_slice_len(l->insn->imm) / sizeof(*at);
	struct ktf_name name = { };

	if (!is_result(l, at))
		return;
	for (at++; at < end; at += ktf_pool_span(at)) {
		if (at->op == KTAP_FILTER_CELL_NAME && at->arg == KTAP_FILTER_NAME_ERRNO)
			name = ktf_name_get(at);
		else if (at->op != KTAP_FILTER_CELL_NAME && at->op != KTAP_FILTER_CELL_NUM)
			return;		/* it is calculated */
	}
	if (name.len)
		say(l, "an error is returned as a negative number: write -%.*s", (int)name.len,
		    name.text);
}

static enum outcome look_at(struct looking *l)
{
	switch (ktf_op_info[l->insn->op].format) {
	case KTF_FMT_NONE:
		/* In a text, it is a predicate on a field that the event lacks, as has() says. */
		return l->prog->is_image ? constant(l, false, "that is what it says") : NEVER;
	case KTF_FMT_NUM:
		return look_at_number(l);
	case KTF_FMT_STR:
		return look_at_text(l);
	case KTF_FMT_SET:
		return look_at_set(l);
	case KTF_FMT_CELLS:
		look_at_result(l);
		return OPEN;
	default:
		return OPEN;
	}
}

static void turn_to(struct looking *l, u32 nr)
{
	l->nr = nr;
	l->insn = &l->prog->insns[nr];
	l->field = NULL;
	l->name = "";
	if (!ktf_op_names_field(l->insn->op))
		return;
	l->field = &l->prog->fields[l->insn->field];
	l->name = l->prog->pool + l->field->name;
}

/* Look at each predicate. In @copy, replace those with a known value by constants. */
static void look_at_predicates(struct looking *l, struct ktf_portable *copy)
{
	enum outcome outcome;
	u32 i;

	for (i = 0; i < l->prog->nr_insns; i++) {
		turn_to(l, i);
		outcome = look_at(l);
		if (outcome == OPEN)
			continue;
		copy->insns[i].op = KTAP_FILTER_OP_FALSE;
		copy->insns[i].flags = outcome == ALWAYS ? KTAP_FILTER_NOT : 0;
	}
}

/**
 * ktf_check_say_whole - warn of a filter that has but one outcome
 * @found: gets the warning.
 * @source: the filter's text, or NULL.
 * @nr_insns: number of instructions of the portable program.
 * @always: it is always true, not never.
 *
 * Context: any.
 */
void ktf_check_say_whole(struct ktf_findings *found, const char *source, u32 nr_insns,
			 bool always)
{
	struct ktf_finding *f = ktf_findings_add(found);

	found->constant = true;
	if (!f)
		return;
	f->warning = true;
	snprintf(f->text, sizeof(f->text), "the filter as a whole is %s true",
		 always ? "always" : "never");
	if (source)
		f->len = max(strlen(source), 1UL);
	else
		f->len = snprintf(f->where, sizeof(f->where), "all %u instructions", nr_insns);
}

/* The spans of the folded @copy have the numbers of the instructions that are left. */
static void look_at_whole(struct looking *l, const struct ktf_portable *copy, const u8 *folded)
{
	u32 kept = 0, i;

	for (i = 0; i < l->prog->nr_insns; i++) {
		turn_to(l, i);
		if (kept < copy->nr_insns && copy->spans[kept].pos == i)
			kept++;
		else if (folded[i] != KTAP_FILTER_OP_FALSE)
			say(l, "does not matter: the predicates around it decide");
	}
	if (copy->nr_insns)
		return;
	ktf_check_say_whole(l->found, l->source, l->prog->nr_insns,
			    copy->start == KTAP_FILTER_ACCEPT);
}

/* Copy the instructions, and allocate room for an opcode each. */
static int copy_program(const struct ktf_portable *prog, struct ktf_portable *copy, u8 **ops)
{
	u32 i;

	memset(copy, 0, sizeof(*copy));
	*ops = ktf_alloc(prog->nr_insns);
	if (!*ops || ktf_portable_insns(copy, prog->nr_insns))
		return -ENOMEM;
	memcpy(copy->insns, prog->insns, prog->nr_insns * sizeof(*prog->insns));
	for (i = 0; i < prog->nr_insns; i++)
		copy->spans[i].pos = i;
	return 0;
}

/**
 * ktf_check_sense - warn about what the user probably did not mean
 * @prog: a program before folding.
 * @source: the text that the program's spans refer to, or NULL.
 * @schema: the event; NULL if it is not known.
 * @found: gets the warnings.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_check_sense(const struct ktf_portable *prog, const char *source,
		    const struct ktf_schema *schema, struct ktf_findings *found)
{
	struct looking l = { .prog = prog, .source = source, .schema = schema, .found = found };
	struct ktf_portable copy;
	u8 *ops;
	int err;
	u32 i;

	err = copy_program(prog, &copy, &ops);
	if (!err) {
		look_at_predicates(&l, &copy);
		for (i = 0; i < prog->nr_insns; i++)
			ops[i] = copy.insns[i].op;
		err = ktf_fold(&copy);
	}
	if (!err)
		look_at_whole(&l, &copy, ops);
	ktf_free(ops);
	ktf_portable_free(&copy);
	return err;
}
