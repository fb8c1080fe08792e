// SPDX-License-Identifier: GPL-2.0
/*
 * What can be reached at a place: its arguments, and members behind a path from one of them.
 *
 * People get declarations as C has them; scripts get as well what the kernel would record, which
 * an argument's definition says. So each name is read as if it were an argument.
 */
#include "probe.h"

/**
 * struct listing - a list of what can be reached
 * @place: the place.
 * @json: gets an object for each; NULL for people.
 * @path: what is written in front of a member's name; "" for arguments.
 */
struct listing {
	const struct probe_place	*place;
	struct json_object		*json;
	char				path[256];
};

/* What the kernel would record, "u64"; NULL if the user has to say more. */
static struct json_object *json_takes(const struct listing *l, const char *path)
{
	struct probe_place place = *l->place;
	struct probe_argument list[PROBE_ARGUMENTS];
	struct probe_error e;
	struct probe_reader r = { .place = &place, .end = strlen(path), .e = &e };
	const char *colon;
	u32 nr;

	place.text = path;
	if (probe_arguments_read(&r, list, &nr) || nr != 1)
		return NULL;
	colon = strrchr(list[0].text, ':');
	return colon ? json_object_new_string(colon + 1) : NULL;
}

static int list_json(const struct listing *l, const char *name, const char *type, u32 width)
{
	struct json_object *json = json_object_new_object();
	char path[sizeof(l->path) + 256];

	if (!json)
		return cmd_no_memory();
	snprintf(path, sizeof(path), "%s%s", l->path, name);
	json_object_object_add(json, "name", cmd_json_string(name));
	json_object_object_add(json, "path", cmd_json_string(path));
	json_object_object_add(json, "type", cmd_json_string(type));
	json_object_object_add(json, "bits", width ? json_object_new_int64(width) : NULL);
	json_object_object_add(json, "takes", json_takes(l, path));
	json_object_array_add(l->json, json);
	return CMD_OK;
}

/* List one name: as C declares it, or as JSON. */
static int list_name(const struct listing *l, const char *name, u32 type, u32 width)
{
	char text[BTF_DECLARATION];

	btf_declare(l->place->btf, type, l->json ? "" : name, text);
	if (l->json)
		return list_json(l, name, text, width);
	fputs("  ", stdout);
	cmd_print_text(stdout, text);
	if (width)
		printf(":%u", width);
	putchar('\n');
	return CMD_OK;
}

static int list_parameters(const struct listing *l)
{
	const struct btf_param *list;
	u32 nr = probe_parameters(l->place, &list), i;
	const struct btf_type *proto = btf_type(l->place->btf, l->place->proto);
	int status = CMD_OK;

	for (i = 0; i < nr && !status; i++)
		status = list_name(l, btf_name(l->place->btf, list[i].name_off), list[i].type, 0);
	if (l->place->is_return && !status && proto->type)
		status = list_name(l, "$retval", proto->type, 0);
	return status;
}

static int list_members(const struct listing *l, u32 id)
{
	struct btf_parts parts;
	struct btf_part part;
	int status = CMD_OK;

	if (!btf_parts_start(&parts, l->place->btf, id))
		return CMD_OK;
	while (!status && btf_parts_next(&parts, &part))
		if (part.name[0])
			status = list_name(l, part.name, part.type, part.width);
	return status;
}

/* Begin a list: its head for people, an object for scripts. */
static int start(struct listing *l, struct json_object *lists, const char *head, const char *key)
{
	struct json_object *json;

	if (!lists) {
		cmd_print_text(stdout, head);
		putchar('\n');
		return CMD_OK;
	}
	json = json_object_new_object();
	l->json = json_object_new_array();
	json_object_object_add(json, "of", cmd_json_string(head));
	json_object_object_add(json, key, l->json);
	return json_object_array_add(lists, json) ? cmd_no_memory() : CMD_OK;
}

/* Take "->" or "." off the end of a path. */
static void take_end(const char *text, struct probe_span *path)
{
	const char *end = text + path->at + path->len;

	if (path->len > 2 && !memcmp(end - 2, "->", 2))
		path->len -= 2;
	else if (path->len > 1 && end[-1] == '.')
		path->len--;
}

/* Read the path, and what it points to. */
static int find_struct(const struct probe_place *place, struct probe_span path,
		       struct probe_value *v, struct probe_error *e)
{
	struct probe_reader r = { place, path.at, path.at + path.len, e };
	const struct btf_type *type;
	struct btf_parts parts;
	bool points;

	if (probe_path_read(&r, v))
		return -EINVAL;
	if (r.at < r.end)
		return probe_fail(e, r.at, r.end - r.at, "a path goes on with ->, . or [");
	type = probe_value_type(place, v);
	points = v->stars || (type && btf_kind(type) == BTF_KIND_PTR);
	if (v->type != BTF_NO_TYPE && points && probe_value_follow(&r, v))
		return -EINVAL;
	if (v->type == BTF_NO_TYPE || v->stars || !btf_parts_start(&parts, place->btf, v->type))
		return probe_fail(e, path.at, path.len, "this has no members");
	return 0;
}

static int vars_behind(const struct probe_place *place, struct probe_span path,
		       struct json_object *lists)
{
	struct listing l = { .place = place };
	char type[BTF_DECLARATION];
	struct probe_value v;
	struct probe_error e;
	u32 whole = path.len;

	take_end(place->text, &path);
	if (find_struct(place, path, &v, &e))
		return cmd_probe_mistake(place, &e);
	snprintf(l.path, sizeof(l.path), "%.*s%s", (int)whole, place->text + path.at,
		 whole > path.len ? "" : "->");
	probe_value_declare(place, &v, type);
	return start(&l, lists, type, "members") ?: list_members(&l, v.type);
}

/* Why a place has no names. */
static const char *why_not(const struct probe_place *place)
{
	if (place->in_source)
		return "names of the source are listed by perf probe -V";
	if (place->kind == 'e')
		return "an event's fields are listed by ktap-filter fields";
	return place->btf ? "arguments are known where one function begins or returns" :
			    "names of arguments need a kernel with CONFIG_DEBUG_INFO_BTF";
}

/**
 * cmd_probe_vars - list what can be reached at a place
 * @types: the types.
 * @s: the place, and perhaps a path.
 * @lists: gets an object; NULL to print text.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_probe_vars(struct cmd_types *types, const struct cmd_sentence *s,
		   struct json_object *lists)
{
	struct probe_span path = { s->fields, s->fields_end - s->fields };
	struct probe_place place;
	struct listing l = { .place = &place };
	struct probe_error e;
	struct cmd_attached attached;
	int status = cmd_probe_place(types, s, &place, &attached);

	cmd_attached_close(&attached);
	if (status)
		return status;
	if (place.proto == BTF_NO_TYPE) {
		probe_fail(&e, place.symbol.at, place.symbol.len, "%s", why_not(&place));
		return cmd_probe_mistake(&place, &e);
	}
	while (path.len && strchr(" \t\n", s->text[path.at]))
		path.at++, path.len--;
	if (path.len)
		return vars_behind(&place, path, lists);
	return start(&l, lists, s->place, "arguments") ?: list_parameters(&l);
}
