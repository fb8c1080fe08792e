// SPDX-License-Identifier: GPL-2.0
/*
 * Comparisons of calculated values that may not mean what their author meant.
 */
#include "check/looking.h"
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
		ktf_check_say(l, "an error is returned as a negative number: write -%.*s", (int)name.len,
		    name.text);
}

/**
 * ktf_check_values - look at what is calculated
 * @l: the predicate; its constant is cells.
 *
 * Context: may sleep.
 */
void ktf_check_values(struct looking *l)
{
	look_at_result(l);
}
