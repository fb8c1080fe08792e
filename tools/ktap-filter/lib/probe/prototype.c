// SPDX-License-Identifier: GPL-2.0
/*
 * The type of what a place is in: its parameters and what it returns.
 *
 * The kernel describes a function as it was written: the number of a parameter is that of the
 * argument. What is called for a tracepoint has a pointer in front of the tracepoint's own
 * arguments, which has no number. It is a function that the kernel makes for each tracepoint, or
 * what the typedef btf_trace_NAME points to, which has types but may have no names. A pattern is
 * many functions, and behind the begin of a function nobody knows where its arguments are: there is
 * no type for these.
 */
#include <stdio.h>

#include "probe/probe.h"

static u32 find_function(const struct btf *btf, const char *name, u32 len)
{
	const struct btf_type *type = btf_type(btf, btf_find(btf, BTF_KIND_FUNC, name, len));

	return type ? type->type : BTF_NO_TYPE;
}

/* What is made for a tracepoint. Older kernels lack the first one. */
static const char *const made[] = { "__probestub_", "__traceiter_" };

static u32 find_typedef(const struct btf *btf, const char *name, u32 len)
{
	char all[2 * PROBE_NAME];
	const struct btf_type *type;

	snprintf(all, sizeof(all), "btf_trace_%.*s", (int)len, name);
	type = btf_type(btf, btf_plain(btf, btf_find(btf, BTF_KIND_TYPEDEF, all, strlen(all))));
	return type && btf_kind(type) == BTF_KIND_PTR ? type->type : BTF_NO_TYPE;
}

static u32 find_tracepoint(const struct btf *btf, const char *name, u32 len)
{
	char all[2 * PROBE_NAME];
	u32 id = BTF_NO_TYPE, i;

	for (i = 0; i < ARRAY_SIZE(made) && id == BTF_NO_TYPE; i++) {
		snprintf(all, sizeof(all), "%s%.*s", made[i], (int)len, name);
		id = find_function(btf, all, strlen(all));
	}
	return id == BTF_NO_TYPE ? find_typedef(btf, name, len) : id;
}

static bool is_prototype(const struct btf *btf, u32 id)
{
	const struct btf_type *type = btf_type(btf, id);

	return type && btf_kind(type) == BTF_KIND_FUNC_PROTO;
}

/**
 * probe_place_find - find the type of a place
 * @place: the place; gets the type, if there is one.
 * @btf: the types of the kernel or of the place's module; NULL for none.
 * @e: gets a mistake.
 *
 * Context: any.
 * Return: 0, and a place of many functions or inside one has no type; -EINVAL if what has a name
 * is not described.
 */
int probe_place_find(struct probe_place *place, const struct btf *btf, struct probe_error *e)
{
	bool is_tracepoint = place->kind == 't';
	struct probe_span s = place->symbol;
	const char *name = place->text + s.at;
	u32 id;

	place->btf = btf;
	if (!btf || place->is_glob)
		return 0;
	id = is_tracepoint ? find_tracepoint(btf, name, s.len) : find_function(btf, name, s.len);
	if (!is_prototype(btf, id))
		return probe_unknown(e, s.at, s.len,
				     is_tracepoint ? PROBE_TRACEPOINTS : PROBE_FUNCTIONS,
				     "there is no %s %.*s",
				     is_tracepoint ? "tracepoint" : "function", (int)s.len, name);
	if (!place->offset) {
		place->proto = id;
		place->skip = is_tracepoint;
	}
	return 0;
}

/**
 * probe_parameters - get the parameters of a place
 * @place: the place.
 * @list: gets the first one.
 *
 * Context: any.
 * Return: how many there are; 0 if they are not known.
 */
u32 probe_parameters(const struct probe_place *place, const struct btf_param **list)
{
	const struct btf_type *type = place->btf ? btf_type(place->btf, place->proto) : NULL;
	u32 nr = type ? BTF_INFO_VLEN(type->info) : 0;

	if (nr <= place->skip)
		return 0;
	*list = (const struct btf_param *)(type + 1) + place->skip;
	/* Any number of arguments, "...", is a last parameter that has neither type nor name. */
	if (!(*list)[nr - place->skip - 1].type)
		nr--;
	return nr - place->skip;
}

/**
 * probe_parameter - find a parameter of a place by its name
 * @place: the place.
 * @name: the name.
 * @len: its length in bytes.
 *
 * Context: any.
 * Return: its number, from 1; 0 if there is none, or if they are not known.
 */
u32 probe_parameter(const struct probe_place *place, const char *name, u32 len)
{
	const struct btf_param *list;
	u32 nr = probe_parameters(place, &list), i;

	for (i = 0; i < nr; i++) {
		const char *is = btf_name(place->btf, list[i].name_off);

		if (strlen(is) == len && !memcmp(is, name, len))
			return i + 1;
	}
	return 0;
}

/**
 * probe_place_prototype - print the parameters of a place as C has them, in parentheses
 * @place: the place; its type is known.
 * @text: gets them; the end of long ones is cut off.
 * @bytes: room for them.
 *
 * Context: any.
 */
void probe_place_prototype(const struct probe_place *place, char *text, u32 bytes)
{
	const struct btf_param *list;
	char one[BTF_DECLARATION];
	u32 nr = probe_parameters(place, &list), i, at;

	at = snprintf(text, bytes, "(");
	for (i = 0; i < nr && at < bytes; i++) {
		btf_declare(place->btf, list[i].type, btf_name(place->btf, list[i].name_off), one);
		at += snprintf(text + at, bytes - at, "%s%s", i ? ", " : "", one);
	}
	if (at < bytes)
		snprintf(text + at, bytes - at, nr ? ")" : "void)");
}
