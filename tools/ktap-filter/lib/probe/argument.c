// SPDX-License-Identifier: GPL-2.0
/*
 * Arguments of a definition, as perf has them: [NAME=]VALUE[:TYPE][@user].
 *
 * Without a name of its own, an argument has the last name in its path, as with perf. The name is
 * always written, since the kernel would make up another one. What begins with a sign that no
 * path begins with, a register or a symbol, is the kernel's own, and goes to it as it is.
 */
#include <stdio.h>

#include "probe/probe.h"

/* Names that fields of every probe have. */
static const char *const reserved[] = {
	"common_type", "common_flags", "common_preempt_count", "common_pid", "common_tgid",
	"__probe_ip", "__probe_ret_ip", "__probe_func",
};

static const char *text_at(const struct probe_reader *r, u32 at)
{
	return r->place->text + at;
}

static int set_name(const struct probe_reader *r, struct probe_argument *arg,
		    struct probe_span name, const char *is)
{
	u32 i;

	if (snprintf(arg->name, sizeof(arg->name), "%s", is) >= sizeof(arg->name))
		return probe_fail(r->e, name.at, name.len,
				  "the kernel has names of up to %zu bytes: write NAME=",
				  sizeof(arg->name) - 1);
	for (i = 0; i < ARRAY_SIZE(reserved); i++)
		if (!strcmp(is, reserved[i]))
			return probe_fail(r->e, name.at, name.len,
					  "every event has a %s: write NAME=",
					  is);
	return 0;
}

/* Name the argument as its path ends; "$retval" is ret. */
static int name_it(const struct probe_reader *r, struct probe_argument *arg,
		   struct probe_span given, struct probe_span own)
{
	struct probe_span span = given.len ? given : own;
	char name[PROBE_NAME];

	snprintf(name, sizeof(name), "%.*s", (int)span.len, text_at(r, span.at));
	if (!given.len && !strcmp(name, "retval"))
		snprintf(name, sizeof(name), "ret");
	return set_name(r, arg, span, name);
}

/* Is this a register, a symbol, a number, or one of the kernel's own variables? */
static bool is_kernels(const struct probe_reader *r)
{
	const char *text = text_at(r, r->at);
	u32 len = r->end - r->at;

	return len && (strchr("%@+-\\", *text) ||
		       (len >= 5 && !memcmp(text, "$comm", 5)) ||
		       (len >= 6 && !memcmp(text, "$stack", 6)));
}

/* The first word in it, which is not a number, names it. */
static struct probe_span first_word(const struct probe_reader *r)
{
	struct probe_span word = { .at = r->at };

	while (word.at < r->end &&
	       (!probe_is_word(*text_at(r, word.at)) || isdigit(*text_at(r, word.at))))
		word.at++;
	while (word.at + word.len < r->end && probe_is_word(*text_at(r, word.at + word.len)))
		word.len++;
	return word;
}

/* Take what the kernel knows itself. */
static int take_kernels(struct probe_reader *r, struct probe_value *v)
{
	u32 len = r->end - r->at, i;

	*v = (struct probe_value) { .type = BTF_NO_TYPE, .name = first_word(r) };
	v->path = (struct probe_span) { r->at, len };
	for (i = 0; i < len; i++)
		if (!probe_is_word(*text_at(r, r->at + i)) &&
		    !strchr("%@+-\\$().:", *text_at(r, r->at + i)))
			return probe_fail(r->e, r->at + i, 1, "the kernel has nothing with this");
	if (len >= sizeof(v->base))
		return probe_fail(r->e, r->at, len, "the kernel has room for %zu bytes",
				  sizeof(v->base) - 1);
	memcpy(v->base, text_at(r, r->at), len);
	r->at = r->end;
	return 0;
}

static int take_value(struct probe_reader *r, struct probe_value *v)
{
	if (is_kernels(r))
		return take_kernels(r, v);
	if (probe_path_read(r, v))
		return -EINVAL;
	if (r->at < r->end)
		return probe_fail(r->e, r->at, r->end - r->at, "%s", *text_at(r, r->at) == ',' ?
				  "between arguments stands a blank" :
				  "a path goes on with ->, . or [");
	return 0;
}

static int read_one(struct probe_reader *r, struct probe_argument *arg)
{
	struct probe_span name, type, own;
	struct probe_value v;
	bool user;

	if (probe_word_name(r, &name) || probe_word_type(r, &type, &user) || take_value(r, &v))
		return -EINVAL;
	own = v.name;
	v.user = user;
	if (probe_fetch(r, &v, type, arg->text))
		return -EINVAL;
	if (!name.len && !own.len)
		return probe_fail(r->e, v.path.at, v.path.len, "this needs a name: NAME=%.*s",
				  (int)v.path.len, text_at(r, v.path.at));
	return name_it(r, arg, name, own);
}

/* The argument that has this name; NULL if none has. */
static const struct probe_argument *find(const struct probe_argument *list, u32 nr,
					 const char *name)
{
	u32 i;

	for (i = 0; i < nr; i++)
		if (!strcmp(list[i].name, name))
			return &list[i];
	return NULL;
}

/* Add an argument to the list: is there room for it, and is its name another one? */
static int add(const struct probe_reader *r, struct probe_argument *list, u32 *nr,
	       struct probe_span span)
{
	if (find(list, *nr, list[*nr].name))
		return probe_fail(r->e, span.at, span.len,
				  "two arguments are called %s: write NAME=",
				  list[*nr].name);
	list[*nr].span = span;
	++*nr;
	return 0;
}

/* All fields, each as if it had been named. */
static int add_fields(struct probe_reader *r, struct probe_argument *list, u32 *nr,
		      struct probe_span span)
{
	u32 i;

	for (i = 0; i < r->place->nr_fields; i++) {
		const struct probe_field *f = &r->place->fields[i];
		struct probe_value v = { .type = BTF_NO_TYPE, .path = span, .field = f };
		struct probe_argument *arg = &list[*nr];

		if (!f->base[0])
			continue;
		if (*nr == PROBE_ARGUMENTS)
			return probe_fail(r->e, span.at, span.len, "too many arguments");
		memcpy(v.base, f->base, sizeof(v.base));
		if (probe_fetch(r, &v, (struct probe_span) { }, arg->text) ||
		    set_name(r, arg, span, f->name) || add(r, list, nr, span))
			return -EINVAL;
	}
	return 0;
}

/* All parameters, each as if it had been named. */
static int add_parameters(struct probe_reader *r, struct probe_argument *list, u32 *nr,
			  struct probe_span span)
{
	const struct btf_param *param;
	u32 n = probe_parameters(r->place, &param), i;
	struct probe_span none = { };

	if (r->place->fields)
		return add_fields(r, list, nr, span);
	r->e->in_source = r->place->is_user;
	if (r->place->proto == BTF_NO_TYPE)
		return probe_fail(r->e, span.at, span.len, "the parameters are not known here");
	for (i = 0; i < n; i++) {
		const char *name = btf_name(r->place->btf, param[i].name_off);
		struct probe_value v = { .type = BTF_NO_TYPE, .name = span, .path = span };
		struct probe_argument *arg = &list[*nr];

		if (*nr == PROBE_ARGUMENTS)
			return probe_fail(r->e, span.at, span.len, "too many arguments");
		if (probe_value_parameter(r, i + 1, &v) || probe_fetch(r, &v, none, arg->text) ||
		    set_name(r, arg, span, name[0] ? name : v.base + 1) || add(r, list, nr, span))
			return -EINVAL;
	}
	return 0;
}

static bool is_all(const struct probe_reader *r, struct probe_span span)
{
	const char *text = text_at(r, span.at);

	return (span.len == 7 && !memcmp(text, "$params", 7)) ||
	       (span.len == 5 && !memcmp(text, "$arg*", 5));
}

/**
 * probe_arguments_read - read the arguments of a place
 * @r: the reader.
 * @list: gets them; room for PROBE_ARGUMENTS.
 * @nr: gets their number.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_arguments_read(struct probe_reader *r, struct probe_argument *list, u32 *nr)
{
	struct probe_span span;
	u32 end = r->end;
	int err = 0;

	r->e->in_source = false;
	for (*nr = 0; !err && probe_word_next(r, end, &span); r->at = r->end) {
		if (is_all(r, span))
			err = add_parameters(r, list, nr, span);
		else if (*nr == PROBE_ARGUMENTS)
			err = probe_fail(r->e, span.at, span.len,
					 "too many arguments: the kernel takes %u",
					 PROBE_ARGUMENTS);
		else
			err = read_one(r, &list[*nr]) ?: add(r, list, nr, span);
		/* What follows the value had been taken off. */
		r->end = span.at + span.len;
	}
	return err;
}

/**
 * probe_site - print where an event is, as dynamic_events has it
 * @place: the place.
 * @text: gets the place.
 * @bytes: room for it; PROBE_DEFINITION always is enough.
 *
 * Context: any.
 */
void probe_site(const struct probe_place *place, char *text, u32 bytes)
{
	const char *from = place->text;
	u32 at;

	at = snprintf(text, bytes, "%.*s%s%.*s", (int)place->module.len, from + place->module.at,
		      !place->module.len ? "" : place->kind == 'e' ? "." : ":",
		      (int)place->symbol.len, from + place->symbol.at);
	if (place->offset && at < bytes)
		at += snprintf(text + at, bytes - at, "+0x%llx", place->offset);
	if (place->is_return && place->kind == 'f' && at < bytes)
		snprintf(text + at, bytes - at, "%%return");
}

/**
 * probe_site_user - print where in a program an event is, as dynamic_events has it
 * @path: the program's file.
 * @offset: the place in the file, in bytes.
 * @semaphore: where in the file the number of the users of a marker is; 0 for none.
 * @text: gets the place.
 * @bytes: room for it.
 *
 * Context: any.
 */
void probe_site_user(const char *path, u64 offset, u64 semaphore, char *text, u32 bytes)
{
	u32 at = snprintf(text, bytes, "%s:0x%llx", path, offset);

	if (semaphore && at < bytes)
		snprintf(text + at, bytes - at, "(0x%llx)", semaphore);
}

/**
 * probe_definition - print the definition of an event, as the kernel's dynamic_events has it
 * @place: the place, with the names of the event and its group.
 * @site: where it is, as probe_site() prints it. An event may have several.
 * @list: its arguments.
 * @nr: their number.
 * @text: gets a line without its end.
 * @bytes: room for it; PROBE_DEFINITION always is enough.
 *
 * Context: any.
 */
void probe_definition(const struct probe_place *place, const char *site,
		      const struct probe_argument *list, u32 nr, char *text, u32 bytes)
{
	u32 at, i;

	at = snprintf(text, bytes, "%c:%s/%s %s", place->kind, place->group, place->event, site);
	for (i = 0; i < nr && at < bytes; i++)
		at += snprintf(text + at, bytes - at, " %s=%s", list[i].name, list[i].text);
}
