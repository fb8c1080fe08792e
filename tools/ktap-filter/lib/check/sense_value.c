// SPDX-License-Identifier: GPL-2.0
/*
 * Comparisons of calculated values that may not mean what their author meant.
 *
 * Each value has an interval, which follows from the fields and the constants (prog/value.c). It
 * says whether a result may not fit 64 bits, and whether a member of a set can ever be found.
 */
#include "check/looking.h"
#include "prog/expression.h"
#include "prog/names.h"

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
		sense_say(l, "an error is returned as a negative number: write -%.*s",
			  (int)name.len, name.text);
}

static bool is_all(const struct ktf_type *type)
{
	u64 most = type->is_unsigned ? ~0ULL : ~0ULL >> 1;

	return type->hi.mag == most && type->lo.mag == (type->is_unsigned ? 0 : most + 1);
}

/* The interval of a value as text. */
static const char *interval(const struct ktf_type *type, char text[64])
{
	snprintf(text, 64, "%s%llu to %s%llu", type->lo.neg ? "-" : "", type->lo.mag,
		 type->hi.neg ? "-" : "", type->hi.mag);
	return text;
}

/* A sum or a product that may be any number of 64 bits was too large for them. */
static void look_at_size(struct looking *l, const struct ktf_values *v)
{
	char one[64], other[64];
	u32 at, left;

	for (at = 0; at < v->nr; at += ktf_cell_span(&v->cells[at])) {
		if ((v->cells[at].op != KTAP_FILTER_CELL_ADD &&
		     v->cells[at].op != KTAP_FILTER_CELL_MUL) || !is_all(&v->type[at]))
			continue;
		left = v->first[at - 1] - 1;
		sense_say(l, "may not fit 64 bits, and is taken modulo 2^64: %s %s %s",
			  interval(&v->type[left], one),
			  v->cells[at].op == KTAP_FILTER_CELL_ADD ? "plus" : "times",
			  interval(&v->type[at - 1], other));
		return;
	}
}

/* A member of a set that the value before it can never be. */
static void look_at_members(struct looking *l, const struct ktf_values *v)
{
	const struct ktf_type *type = &v->type[v->root[0]];
	struct ktf_big lo, hi;
	char text[64];
	u32 at = 0;

	while ((at = ktf_values_range(v, at, &lo, &hi)))
		if (ktf_big_cmp(hi, type->lo) < 0 || ktf_big_cmp(lo, type->hi) > 0) {
			sense_say(l, "%s%llu is never found: the value is %s", lo.neg ? "-" : "",
				  lo.mag, interval(type, text));
			return;
		}
}

/**
 * ktf_check_values - look at what is calculated
 * @l: the predicate; its constant is cells.
 *
 * Context: may sleep.
 */
void ktf_check_values(struct looking *l)
{
	u64 imm = l->insn->imm;
	struct ktf_values v;

	look_at_result(l);
	if (ktf_values_read(&v, l->insn->op, l->prog->pool + ktf_slice_off(imm),
			    ktf_slice_len(imm), l->prog) || v.has_names)
		return;		/* nothing is known of the value of a name */
	look_at_size(l, &v);
	look_at_members(l, &v);
}
