// SPDX-License-Identifier: GPL-2.0
/*
 * Values at a place: where they begin, and what type they have.
 *
 * A value begins as an argument, or as what the function returns. Where the type of the function
 * is known, the kernel's numbers of arguments are checked against it; where it is not, a number
 * stands for a value of which nothing is known.
 */
#include <stdio.h>

#include "probe/probe.h"

static const char behind_begin[] =
	"arguments have numbers where the function begins; here there are registers, as %di";
static const char is_struct[] =
	"argument %u is a struct itself: where it and those behind it are is not known";

/**
 * probe_value_type - find the type of a value
 * @place: the place.
 * @v: the value.
 *
 * Context: any.
 * Return: the type, without names and modifiers; NULL if it is not known, void, or a pointer that
 * a cast made.
 */
const struct btf_type *probe_value_type(const struct probe_place *place,
					const struct probe_value *v)
{
	return v->stars ? NULL : btf_type(place->btf, btf_plain(place->btf, v->type));
}

/**
 * probe_value_declare - print the type of a value as C has it
 * @place: the place.
 * @v: the value, of which the type is known.
 * @text: gets the type.
 *
 * Context: any.
 */
void probe_value_declare(const struct probe_place *place, const struct probe_value *v,
			 char text[BTF_DECLARATION])
{
	char stars[] = "****************";

	stars[min_t(u32, v->stars, sizeof(stars) - 1)] = 0;
	btf_declare(place->btf, v->type, stars, text);
}

/* A struct that is an argument itself takes registers that other arguments then lack. */
static bool is_by_value(const struct probe_place *place, u32 type)
{
	const struct btf_type *is = btf_type(place->btf, btf_plain(place->btf, type));

	return is && (btf_kind(is) == BTF_KIND_STRUCT || btf_kind(is) == BTF_KIND_UNION);
}

static int returned(const struct probe_reader *r, struct probe_value *v)
{
	const struct btf_type *type = btf_type(r->place->btf, r->place->proto);
	struct probe_span name = v->name, symbol = r->place->symbol;

	snprintf(v->base, sizeof(v->base), "$retval");
	if (!r->place->is_return)
		return probe_fail(r->e, name.at - 1, name.len + 1,
				  "what a function returns is known where it does: %.*s%%return",
				  (int)symbol.len, r->place->text + symbol.at);
	if (type && !type->type)
		return probe_fail(r->e, name.at - 1, name.len + 1, "%.*s returns void",
				  (int)symbol.len, r->place->text + symbol.at);
	if (type)
		v->type = type->type;
	return 0;
}

/**
 * probe_value_parameter - begin a value as an argument or as what a function returns
 * @r: the reader; its error gets a mistake.
 * @nr: the number of the argument, from 1; or PROBE_RETURNED.
 * @v: gets the value; its name is known already.
 *
 * Context: any.
 * Return: 0; -EINVAL if the place has no such value.
 */
int probe_value_parameter(const struct probe_reader *r, u32 nr, struct probe_value *v)
{
	struct probe_span name = v->name;
	const struct btf_param *list;
	u32 known = probe_parameters(r->place, &list), i;

	if (nr == PROBE_RETURNED)
		return returned(r, v);
	snprintf(v->base, sizeof(v->base), "$arg%u", nr);
	if (r->place->is_user)
		return probe_fail(r->e, name.at, name.len,
				  "arguments have numbers in the kernel; here there are registers, as %%di");
	if (r->place->offset)
		return probe_fail(r->e, name.at, name.len, "%s", behind_begin);
	if (r->place->proto == BTF_NO_TYPE)
		return 0;
	if (nr > known)
		return probe_fail(r->e, name.at, name.len, "there %s %u argument%s",
				  known == 1 ? "is" : "are", known, known == 1 ? "" : "s");
	for (i = 0; i < nr; i++)
		if (is_by_value(r->place, list[i].type))
			return probe_fail(r->e, name.at, name.len, is_struct, i + 1);
	v->type = list[nr - 1].type;
	return 0;
}

/**
 * probe_value_field - begin a value as a field
 * @r: the reader; its error gets a mistake.
 * @v: gets the value; its name is known already.
 *
 * Context: any.
 * Return: 0; -EINVAL if the place has no such field.
 */
int probe_value_field(const struct probe_reader *r, struct probe_value *v)
{
	const char *text = r->place->text + v->name.at;
	u32 i;

	for (i = 0; i < r->place->nr_fields; i++) {
		const struct probe_field *f = &r->place->fields[i];

		if (strlen(f->name) != v->name.len || memcmp(f->name, text, v->name.len))
			continue;
		if (!f->base[0])
			return probe_fail(r->e, v->name.at, v->name.len,
					  "%s is where no probe can read it", f->name);
		v->field = f;
		memcpy(v->base, f->base, sizeof(v->base));
		return 0;
	}
	return probe_unknown(r->e, v->name.at, v->name.len, PROBE_FIELDS,
			     "%.*s has no field %.*s", (int)r->place->symbol.len,
			     r->place->text + r->place->symbol.at, (int)v->name.len, text);
}

/**
 * probe_value_follow - follow a pointer
 * @r: the reader; its error gets a mistake.
 * @v: a pointer; gets what it points to, in memory.
 *
 * Context: any.
 * Return: 0; -EINVAL if the path has too many pointers.
 */
int probe_value_follow(const struct probe_reader *r, struct probe_value *v)
{
	if (v->in_memory && v->nr_pointers == PROBE_POINTERS)
		return probe_fail(r->e, v->path.at, r->at - v->path.at,
				  "no more than %u pointers can be followed", PROBE_POINTERS);
	if (v->in_memory)
		v->pointers[v->nr_pointers++] = v->offset;
	v->in_memory = true;
	v->offset = 0;
	v->width = 0;
	if (v->stars)
		v->stars--;
	else
		v->type = probe_value_type(r->place, v)->type;
	return 0;
}
