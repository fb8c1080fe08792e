// SPDX-License-Identifier: GPL-2.0
/*
 * Names that a text which was begun may go on with, for completion in the shell.
 *
 * The last word is the one that was begun. In the first word it is a function or "tp:" and a
 * tracepoint; behind it an argument, or a member behind the last "->" or ".". Each line is the
 * whole word. A text that is wrong has no names, and that is no error. Of a program there are its
 * functions, and "%" with its markers.
 */
#include "probe.h"

static bool begins(const char *name, const char *with)
{
	return !strncmp(name, with, strlen(with));
}

static void print_functions(const struct btf *btf, const char *begun)
{
	u32 id;

	for (id = 1; id < btf_end(btf); id++) {
		const struct btf_type *type = btf_type(btf, id);
		const char *name = btf_name(btf, type->name_off);

		if (btf_kind(type) == BTF_KIND_FUNC && begins(name, begun))
			puts(name);
	}
}

static void print_tracepoints(const struct btf *btf, const char *begun)
{
	char all[2 * PROBE_NAME];
	u32 id;

	snprintf(all, sizeof(all), TRACEPOINT "%s", begun);
	for (id = 1; id < btf_end(btf); id++) {
		const struct btf_type *type = btf_type(btf, id);
		const char *name = btf_name(btf, type->name_off);

		if (btf_kind(type) == BTF_KIND_TYPEDEF && begins(name, all))
			printf("tp:%s\n", name + strlen(TRACEPOINT));
	}
}

static void print_places(const struct btf *btf, const char *begun)
{
	static const char tp[] = "tp:";

	if (begins(begun, tp))
		print_tracepoints(btf, begun + strlen(tp));
	else
		print_functions(btf, begun);
}

static void print_parameters(const struct probe_place *place, const char *begun)
{
	const struct btf_param *list;
	u32 nr = probe_parameters(place, &list), i;

	for (i = 0; i < nr; i++)
		if (begins(btf_name(place->btf, list[i].name_off), begun))
			puts(btf_name(place->btf, list[i].name_off));
	if (place->is_return && begins("$retval", begun))
		puts("$retval");
}

/* The last "->" or "." in a word: what is behind it; NULL if there is none. */
static const char *behind_path(const char *word)
{
	const char *c = word + strlen(word);

	while (c > word && probe_is_word(c[-1]))
		c--;
	return c > word && (c[-1] == '.' || (c - word > 1 && !memcmp(c - 2, "->", 2))) ? c : NULL;
}

static void print_members(const struct probe_place *place, const char *word, const char *begun)
{
	u32 at = word - place->text, op = begun[-1] == '.' ? 1 : 2;
	struct probe_error e;
	struct probe_reader r = { place, at, at + (begun - word) - op, &e };
	const struct btf_type *type;
	struct btf_parts parts;
	struct probe_value v;
	struct btf_part part;

	if (probe_path_read(&r, &v) || r.at < r.end)
		return;
	type = probe_value_type(place, &v);
	if (op == 2 && ((!v.stars && (!type || btf_kind(type) != BTF_KIND_PTR)) ||
			probe_value_follow(&r, &v)))
		return;
	if (v.stars || !btf_parts_start(&parts, place->btf, v.type))
		return;
	while (btf_parts_next(&parts, &part))
		if (part.name[0] && begins(part.name, begun))
			printf("%.*s%s\n", (int)(begun - word), word, part.name);
}

/* The word that was begun, behind the place. */
static void print_behind(const struct probe_place *place, const char *word)
{
	const char *begun = behind_path(word);

	if (begun)
		print_members(place, word, begun);
	else
		print_parameters(place, word);
}

/* Functions and markers of a program. A file has some functions twice. */
static int print_user(struct cmd_types *types, const char *begun)
{
	struct binary_symbols functions;
	struct binary_markers markers;
	struct binary_function f;
	struct binary_marker m;
	char name[256];
	int status = cmd_binary_open(types);

	if (status || strchr(begun, ' '))
		return status;
	binary_symbols_start(&functions, &types->binary);
	while (*begun != '%' && binary_symbols_next(&functions, &f))
		if (begins(f.name, begun) && !strchr(f.name, '@')) {
			cmd_print_text(stdout, f.name);
			putchar('\n');
		}
	binary_markers_start(&markers, &types->binary);
	while (binary_markers_next(&markers, &m)) {
		snprintf(name, sizeof(name), "%%%s:%s", m.provider, m.name);
		if (*begun != '%' || !begins(name, begun))
			continue;
		cmd_print_text(stdout, name);
		putchar('\n');
	}
	return CMD_OK;
}

/**
 * cmd_probe_begun - list the names that a text may go on with
 * @types: the types.
 * @text: the text.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM.
 */
int cmd_probe_begun(struct cmd_types *types, const char *text)
{
	const char *blank = strrchr(text, ' '), *begin = text + strspn(text, " ");
	struct probe_span span = { begin - text, strcspn(begin, " ") };
	struct probe_place place;
	struct probe_error e;
	const struct btf *btf;
	int status;

	if (types->program)
		return print_user(types, begin);
	status = cmd_types_open(types, text, (struct probe_span) { }, &btf);
	if (status || !btf)
		return status;
	if (!blank || blank < begin) {
		print_places(btf, begin);
		return CMD_OK;
	}
	if (!probe_place_read(&place, text, span, &e) &&
	    !cmd_types_open(types, text, place.module, &btf) &&
	    !probe_place_find(&place, btf, &e) && place.proto != BTF_NO_TYPE)
		print_behind(&place, blank + 1);
	return CMD_OK;
}
