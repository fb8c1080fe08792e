// SPDX-License-Identifier: GPL-2.0
/*
 * Filters that are accepted, but may not mean what their author meant.
 *
 * Each predicate is looked at by itself, in its portable form. Kind, size and sign of the
 * field and the constant are enough to say whether it can ever be true, or false. The
 * optimiser is then told the predicates that are constant. It finds out whether the whole
 * filter is constant, and which predicates do not matter.
 *
 * What looks at a predicate is in check/sense_number.c, check/sense_text.c and
 * check/sense_value.c.
 *
 * The engine itself folds only predicates that can never be true because of the field's kind
 * (vm/link.c). It does not look for constants such as "u8 < 256", which cost no more than
 * any other test.
 */
#include <stdarg.h>
#include <stdio.h>

#include "check/looking.h"
#include "check/sense.h"
#include "fold.h"

/**
 * sense_say - warn of a predicate
 * @l: the predicate.
 * @fmt: the warning.
 *
 * Context: any.
 */
void sense_say(struct looking *l, const char *fmt, ...)
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

/**
 * sense_constant - say that a predicate has but one outcome
 * @l: the predicate.
 * @outcome: the outcome of the operation, without a "not".
 * @why: why it is so.
 *
 * Context: any.
 * Return: the predicate's outcome.
 */
enum outcome sense_constant(struct looking *l, bool outcome, const char *why)
{
	outcome ^= is_not(l);
	sense_say(l, "is %s true: %s", outcome ? "always" : "never", why);
	return outcome ? ALWAYS : NEVER;
}

static enum outcome look_at(struct looking *l)
{
	switch (ktf_op_info[l->insn->op].format) {
	case KTF_FMT_NONE:
		/* In a text, it is a predicate on a field that the event lacks, as has() says. */
		if (!l->prog->is_image)
			return NEVER;
		return sense_constant(l, false, "that is what it says");
	case KTF_FMT_NUM:
		return ktf_check_number(l);
	case KTF_FMT_STR:
		return ktf_check_text_sense(l);
	case KTF_FMT_SET:
		return ktf_check_set(l);
	case KTF_FMT_CELLS:
		ktf_check_values(l);
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
			sense_say(l, "does not matter: the predicates around it decide");
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
