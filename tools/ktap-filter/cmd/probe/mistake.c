// SPDX-License-Identifier: GPL-2.0
/*
 * Mistakes in a place or an argument: a line, the user's own text with a caret, and the name that
 * may have been meant, out of those that there are.
 */
#include "probe.h"

/* Which kinds of types have the names. */
static u32 kinds_of(enum probe_among among)
{
	switch (among) {
	case PROBE_FUNCTIONS:
		return BIT(BTF_KIND_FUNC);
	case PROBE_TRACEPOINTS:
		return BIT(BTF_KIND_TYPEDEF);
	default:
		return BIT(BTF_KIND_STRUCT) | BIT(BTF_KIND_UNION) | BIT(BTF_KIND_TYPEDEF) |
		       BIT(BTF_KIND_INT);
	}
}

static void try_types(struct cmd_suggestion *other, const struct btf *btf, enum probe_among among)
{
	u32 skip = among == PROBE_TRACEPOINTS ? strlen(TRACEPOINT) : 0, id;

	for (id = 1; id < btf_end(btf); id++) {
		const struct btf_type *type = btf_type(btf, id);
		const char *name;

		if (!type || !(BIT(btf_kind(type)) & kinds_of(among)))
			continue;
		name = btf_name(btf, type->name_off);
		if (!strncmp(name, TRACEPOINT, skip))
			cmd_suggest_try(other, name + skip);
	}
}

static void try_members(struct cmd_suggestion *other, const struct btf *btf, u32 id)
{
	struct btf_parts parts;
	struct btf_part part;

	if (btf_parts_start(&parts, btf, id))
		while (btf_parts_next(&parts, &part))
			cmd_suggest_try(other, part.name);
}

static void try_parameters(struct cmd_suggestion *other, const struct probe_place *place)
{
	const struct btf_param *list;
	u32 nr = probe_parameters(place, &list), i;

	for (i = 0; i < nr; i++)
		cmd_suggest_try(other, btf_name(place->btf, list[i].name_off));
}

static void try_fields(struct cmd_suggestion *other, const struct probe_place *place)
{
	u32 i;

	for (i = 0; i < place->nr_fields; i++)
		cmd_suggest_try(other, place->fields[i].name);
}

static void try_fetch_types(struct cmd_suggestion *other)
{
	u32 nr;

	for (nr = 0; probe_fetch_type(nr); nr++)
		cmd_suggest_try(other, probe_fetch_type(nr));
}

static void try_all(struct cmd_suggestion *other, const struct probe_place *place,
		    const struct probe_error *e)
{
	switch (e->among) {
	case PROBE_NOTHING:
		return;
	case PROBE_MEMBERS:
		return try_members(other, place->btf, e->type);
	case PROBE_PARAMETERS:
		return try_parameters(other, place);
	case PROBE_FIELDS:
		return try_fields(other, place);
	case PROBE_FETCH_TYPES:
		return try_fetch_types(other);
	default:
		return try_types(other, place->btf, e->among);
	}
}

/* What C and other tools call by another name. */
static const struct {
	enum probe_among	among;
	const char		*name;
	const char		*meant;
} habits[] = {
	{ PROBE_PARAMETERS, "retval", "$retval" },	{ PROBE_PARAMETERS, "ret", "$retval" },
	{ PROBE_PARAMETERS, "comm", "$comm" },
	{ PROBE_FETCH_TYPES, "str", "string" },		{ PROBE_FETCH_TYPES, "ustr", "ustring" },
	{ PROBE_FETCH_TYPES, "sym", "symbol" },		{ PROBE_FETCH_TYPES, "ksym", "symbol" },
	{ PROBE_FETCH_TYPES, "hex", "x" },		{ PROBE_FETCH_TYPES, "int", "s32" },
	{ PROBE_FETCH_TYPES, "uint", "u32" },		{ PROBE_FETCH_TYPES, "long", "s64" },
};

static void try_habits(struct cmd_suggestion *other, enum probe_among among)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(habits); i++)
		if (habits[i].among == among && strlen(habits[i].name) == other->len &&
		    !memcmp(habits[i].name, other->name, other->len))
			snprintf(other->best, sizeof(other->best), "%s", habits[i].meant);
	if (among == PROBE_PARAMETERS && other->len == 4 && !memcmp(other->name, "arg", 3) &&
	    other->name[3] >= '1' && other->name[3] <= '9')
		snprintf(other->best, sizeof(other->best), "$%.4s", other->name);
}

static bool begins_filter(const struct probe_place *place, const struct probe_error *e)
{
	return (e->among == PROBE_FIELDS || e->among == PROBE_PARAMETERS) &&
	       cmd_sentence_means_if(place->text + e->at, e->len);
}

/**
 * cmd_probe_mistake - print a mistake
 * @place: the place, and the text that the user wrote.
 * @e: the mistake.
 *
 * Context: any.
 * Return: CMD_REFUSED.
 */
int cmd_probe_mistake(const struct probe_place *place, const struct probe_error *e)
{
	struct cmd_suggestion other;

	cmd_suggest_start(&other, place->text + e->at, e->len);
	if (begins_filter(place, e))
		memcpy(other.best, "if", sizeof("if"));
	else
		try_habits(&other, e->among);
	if (!other.best[0])
		try_all(&other, place, e);
	cmd_error(CMD_REFUSED, "%s%s%s%s", e->text, other.best[0] ? "; did you mean " : "",
		  other.best, other.best[0] ? "?" : "");
	cmd_print_at(stderr, place->text, e->at, e->len);
	return CMD_REFUSED;
}
