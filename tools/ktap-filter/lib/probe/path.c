// SPDX-License-Identifier: GPL-2.0
/*
 * Paths from an argument to what it leads to, as perf has them: a->b.c->d, a[3].
 *
 * Two things are known of a value while a path is read: its type, and whether it is at hand (an
 * argument is) or lies in memory, at an offset from a pointer. "->" and an index of a pointer
 * follow the pointer: what it points to lies in memory. "." and an index of an array only add to
 * the offset. So a path ends up as pointers and offsets, and these are what the kernel is told:
 * file->f_inode->i_ino is +64(+32($arg1)).
 *
 * A cast, (struct T *), is of the name behind it; inside parentheses it is, as in C, of all that
 * follows there: (struct T *)a->b, ((struct T *)a->b)->c.
 */

#include "probe/probe.h"

/* Parentheses inside parentheses. */
#define DEEPEST	8

/* Why a name cannot be one of an argument. */
static const char of_pattern[] =
	"functions of a pattern have no names of arguments in common: use $arg1, $arg2, ...";
static const char behind_begin[] =
	"arguments have names where the function begins; here there are registers, as %di";
static const char without_types[] =
	"names of arguments need CONFIG_DEBUG_INFO_BTF, or perf and debuginfo; $arg1, ... do not";
static const char not_described[] =
	"the kernel does not describe the arguments here: use $arg1, $arg2, ...";

static const char of_user[] =
	"names of a program need perf and debuginfo; registers do not, as %di";

static const char variables[] =
	"there are $retval, $arg1, $arg2, ..., $params, $comm, $stack and $stack0";

static char next(const struct probe_reader *r)
{
	return r->at < r->end ? r->place->text[r->at] : 0;
}

static bool take(struct probe_reader *r, const char *what)
{
	u32 len = strlen(what);

	if (len > r->end - r->at || memcmp(r->place->text + r->at, what, len))
		return false;
	r->at += len;
	return true;
}

static void skip_blanks(struct probe_reader *r)
{
	while ((next(r) == ' ' || next(r) == '\t'))
		r->at++;
}

static struct probe_span take_word(struct probe_reader *r)
{
	struct probe_span word = { .at = r->at };

	while (probe_is_word(next(r)))
		r->at++;
	word.len = r->at - word.at;
	return word;
}

static const struct btf_type *type_of(const struct probe_reader *r, const struct probe_value *v)
{
	return probe_value_type(r->place, v);
}

static bool is_kind(const struct btf_type *type, u32 kind)
{
	return type && btf_kind(type) == kind;
}

static bool is_struct(const struct btf_type *type)
{
	return is_kind(type, BTF_KIND_STRUCT) || is_kind(type, BTF_KIND_UNION);
}

/* Say what the value is, and why the path cannot go on. */
static int cannot(const struct probe_reader *r, const struct probe_value *v, u32 at,
		  const char *why)
{
	char type[BTF_DECLARATION];

	if (v->type == BTF_NO_TYPE)
		return probe_fail(r->e, at, 1,
				  "the type of '%.*s' is not known: say it, as (struct T *)%.*s",
				  (int)(at - v->path.at), r->place->text + v->path.at,
				  (int)(at - v->path.at), r->place->text + v->path.at);
	probe_value_declare(r->place, v, type);
	return probe_fail(r->e, v->path.at, at - v->path.at, "this is %s, %s", type, why);
}

static bool is_pointer(const struct probe_reader *r, const struct probe_value *v)
{
	return v->stars || is_kind(type_of(r, v), BTF_KIND_PTR);
}

static int unknown_member(const struct probe_reader *r, const struct probe_value *v,
			  struct probe_span name)
{
	char type[BTF_DECLARATION];

	probe_value_declare(r->place, v, type);
	r->e->type = v->type;
	return probe_unknown(r->e, name.at, name.len, PROBE_MEMBERS, "%s has no member %.*s", type,
			     (int)name.len, r->place->text + name.at);
}

/* Go from a struct in memory to a member of it. */
static int take_member(struct probe_reader *r, struct probe_value *v)
{
	struct probe_span name = take_word(r);
	struct btf_part part;

	if (!name.len)
		return probe_fail(r->e, r->at, 1, "which member?");
	if (!btf_part(r->place->btf, v->type, r->place->text + name.at, name.len, &part))
		return unknown_member(r, v, name);
	v->offset += part.bits / 8;
	v->bit = part.bits % 8;
	v->width = part.width;
	v->type = part.type;
	v->name = name;
	return 0;
}

static int take_arrow(struct probe_reader *r, struct probe_value *v, u32 at)
{
	struct probe_value to = *v;

	/* The name of an array is a pointer to its first element. */
	if (is_kind(type_of(r, v), BTF_KIND_ARRAY))
		to.type = ((const struct btf_array *)(type_of(r, v) + 1))->type;
	else if (!is_pointer(r, v))
		return cannot(r, v, at, is_struct(type_of(r, v)) ? "no pointer: write '.'" :
			      "and has no members");
	else if (probe_value_follow(r, &to))
		return -EINVAL;
	if (!is_struct(type_of(r, &to)))
		return cannot(r, v, at, "and has no members");
	*v = to;
	return take_member(r, v);
}

static int take_dot(struct probe_reader *r, struct probe_value *v, u32 at)
{
	if (is_pointer(r, v))
		return cannot(r, v, at, "a pointer: write '->'");
	if (!is_struct(type_of(r, v)))
		return cannot(r, v, at, "and has no members");
	return take_member(r, v);
}

static int take_number(struct probe_reader *r, u64 *nr)
{
	const char *text = r->place->text + r->at;
	char *end;

	errno = 0;
	*nr = strtoull(text, &end, 0);
	if (!isdigit(*text) || errno || *nr > S32_MAX)
		return probe_fail(r->e, r->at, 1, "an index is a number");
	r->at += end - text;
	if (!take(r, "]"))
		return probe_fail(r->e, r->at, 1, "a ] is missing");
	return 0;
}

/* Go to an element of an array in memory, or behind a pointer. */
static int take_index(struct probe_reader *r, struct probe_value *v, u32 at)
{
	const struct btf_type *type = type_of(r, v);
	const struct btf_array *array;
	u64 nr;
	s64 bytes;

	if (!is_kind(type, BTF_KIND_ARRAY) && !is_pointer(r, v))
		return cannot(r, v, at, "and has no elements");
	if (take_number(r, &nr))
		return -EINVAL;
	if (is_pointer(r, v)) {
		if (probe_value_follow(r, v))
			return -EINVAL;
	} else {
		array = (const struct btf_array *)(type + 1);
		/* An array without a length has as many as there is memory for. */
		if (array->nelems && nr >= array->nelems)
			return probe_fail(r->e, at + 1, r->at - at - 2,
					  "the array has %u elements, from 0", array->nelems);
		v->type = array->type;
	}
	bytes = v->stars ? sizeof(u64) : btf_size(r->place->btf, v->type);
	if (bytes < 0)
		return cannot(r, v, at, "which has no size");
	v->offset += nr * bytes;
	return v->offset <= S32_MAX ? 0 :
	       probe_fail(r->e, at + 1, r->at - at - 2, "that is too far away");
}

/* Take what follows a value: members and elements. */
static int take_postfixes(struct probe_reader *r, struct probe_value *v)
{
	int err = 0;
	u32 at;

	for (at = r->at; !err; at = r->at) {
		if (v->width && (next(r) == '.' || next(r) == '['))
			return cannot(r, v, at, "in a bit field");
		if (take(r, "->"))
			err = take_arrow(r, v, at);
		else if (take(r, "."))
			err = take_dot(r, v, at);
		else if (take(r, "["))
			err = take_index(r, v, at);
		else
			return 0;
	}
	return err;
}

static u32 find_type(const struct probe_reader *r, struct probe_span name, bool tagged)
{
	static const u32 kinds[] = { BTF_KIND_STRUCT, BTF_KIND_UNION, BTF_KIND_TYPEDEF,
				     BTF_KIND_INT };
	u32 i, id = BTF_NO_TYPE;

	for (i = 0; i < (tagged ? 2 : ARRAY_SIZE(kinds)) && id == BTF_NO_TYPE; i++)
		id = btf_find(r->place->btf, kinds[i], r->place->text + name.at, name.len);
	return id;
}

/**
 * struct cast - a cast to a pointer
 * @type: what it points to.
 * @stars: pointers to that.
 * @is: there is a cast.
 */
struct cast {
	u32	type;
	u32	stars;
	bool	is;
};

/**
 * probe_is_cast - is what follows a cast? It ends in "*)"
 * @r: the reader.
 *
 * Context: any.
 * Return: true if it is one.
 */
bool probe_is_cast(const struct probe_reader *r)
{
	const char *text = r->place->text + r->at;
	const char *end = memchr(text, ')', r->end - r->at);

	if (next(r) != '(' || !end || memchr(text + 1, '(', end - text - 1))
		return false;
	for (end--; end > text && (*end == ' ' || *end == '\t'); end--)
		;
	return *end == '*';
}

static int take_cast(struct probe_reader *r, struct cast *cast)
{
	struct probe_span name;
	bool tagged;

	*cast = (struct cast) { };
	if (!probe_is_cast(r))
		return 0;
	if (!r->place->btf)
		return probe_fail(r->e, r->at, 1, "a cast needs the types of the kernel");
	r->at++;
	skip_blanks(r);
	take(r, "const ");
	tagged = take(r, "struct ") || take(r, "union ");
	skip_blanks(r);
	name = take_word(r);
	cast->type = find_type(r, name, tagged);
	if (cast->type == BTF_NO_TYPE)
		return probe_unknown(r->e, name.at, name.len, PROBE_TYPES, "there is no type %.*s",
				     (int)name.len, r->place->text + name.at);
	for (skip_blanks(r); take(r, "*"); skip_blanks(r))
		cast->stars++;
	if (!take(r, ")") || !cast->stars)
		return probe_fail(r->e, r->at, 1, "a cast is one to a pointer, as (struct file *)");
	cast->is = true;
	return 0;
}

static int apply_cast(const struct probe_reader *r, struct probe_value *v, const struct cast *cast)
{
	if (!cast->is)
		return 0;
	if (v->type != BTF_NO_TYPE && !is_pointer(r, v) &&
	    (v->width || is_struct(type_of(r, v)) ||
	     btf_size(r->place->btf, v->type) != sizeof(u64)))
		return cannot(r, v, r->at, "and no pointer is in it");
	v->type = cast->type;
	v->stars = cast->stars;
	return 0;
}

/* Where a name is due: what begins a relation is of a filter. */
static int no_name(const struct probe_reader *r, u32 at)
{
	char c = at < r->end ? r->place->text[at] : 0;

	return probe_fail(r->e, at, 1, "the name of an argument is due%s",
			  c && strchr("=!<>&|~/({\"'", c) ? "; a filter stands behind 'if'" : "");
}

/* A name of the user: a parameter. */
static int take_parameter(struct probe_reader *r, struct probe_value *v)
{
	struct probe_span name = take_word(r);
	const char *text = r->place->text;
	char all[256];
	u32 nr;

	if (!name.len)
		return no_name(r, name.at);
	v->name = name;
	if (r->place->fields)
		return probe_value_field(r, v);
	nr = probe_parameter(r->place, text + name.at, name.len);
	if (nr)
		return probe_value_parameter(r, nr, v);
	r->e->in_source = !r->place->is_glob;
	if (r->place->is_user)
		return probe_fail(r->e, name.at, name.len, "%s", of_user);
	if (r->place->is_glob)
		return probe_fail(r->e, name.at, name.len, "%s", of_pattern);
	if (r->place->offset)
		return probe_fail(r->e, name.at, name.len, "%s", behind_begin);
	if (!r->place->btf)
		return probe_fail(r->e, name.at, name.len, "%s", without_types);
	if (r->place->proto == BTF_NO_TYPE)
		return probe_fail(r->e, name.at, name.len, "%s", not_described);
	probe_place_prototype(r->place, all, sizeof(all));
	r->e->type = r->place->proto;
	return probe_unknown(r->e, name.at, name.len, PROBE_PARAMETERS,
			     "%.*s%s has no argument %.*s",
			     (int)r->place->symbol.len, text + r->place->symbol.at, all,
			     (int)name.len, text + name.at);
}

/* The number in "arg12"; 0 if it is none. */
static u32 argument_number(const char *text, u32 len)
{
	u32 nr = 0, i;

	if (len < 4 || len > 6 || memcmp(text, "arg", 3) || text[3] == '0')
		return 0;
	for (i = 3; i < len; i++) {
		if (!isdigit(text[i]))
			return 0;
		nr = 10 * nr + text[i] - '0';
	}
	return nr;
}

/* $retval and $argN. */
static int take_variable(struct probe_reader *r, struct probe_value *v)
{
	u32 at = r->at++, nr;
	struct probe_span name = take_word(r);
	const char *text = r->place->text + name.at;

	v->name = name;
	r->e->in_source = name.len == strlen("vars") && !memcmp(text, "vars", name.len);
	if (r->place->fields)
		return probe_value_field(r, v);
	if (name.len == strlen("retval") && !memcmp(text, "retval", name.len))
		return probe_value_parameter(r, PROBE_RETURNED, v);
	nr = argument_number(text, name.len);
	if (nr)
		return probe_value_parameter(r, nr, v);
	return probe_fail(r->e, at, r->at - at, "%s", variables);
}

static int take_path(struct probe_reader *r, struct probe_value *v, u32 depth);

/* What a path begins with. */
static int take_primary(struct probe_reader *r, struct probe_value *v, u32 depth)
{
	if (next(r) == '$')
		return take_variable(r, v);
	if (next(r) != '(')
		return take_parameter(r, v);
	if (depth == DEEPEST)
		return probe_fail(r->e, r->at, 1, "too many parentheses");
	r->at++;
	if (take_path(r, v, depth + 1))
		return -EINVAL;
	skip_blanks(r);
	return take(r, ")") ? 0 : probe_fail(r->e, r->at, 1, "a ) is missing");
}

static int take_path(struct probe_reader *r, struct probe_value *v, u32 depth)
{
	struct cast cast;
	int err;

	skip_blanks(r);
	err = take_cast(r, &cast);
	skip_blanks(r);
	v->path.at = r->at;
	err = err ?: take_primary(r, v, depth);
	if (!err && !depth)
		err = apply_cast(r, v, &cast);
	err = err ?: take_postfixes(r, v);
	if (!err && depth)
		err = apply_cast(r, v, &cast);
	return err;
}

/**
 * probe_path_read - read a path
 * @r: the reader.
 * @v: gets the value at its end.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_path_read(struct probe_reader *r, struct probe_value *v)
{
	u32 at = r->at;
	int err;

	*v = (struct probe_value) { .type = BTF_NO_TYPE };
	err = take_path(r, v, 0);
	v->path = (struct probe_span) { at, r->at - at };
	return err;
}
