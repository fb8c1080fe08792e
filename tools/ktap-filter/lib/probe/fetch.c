// SPDX-License-Identifier: GPL-2.0
/*
 * Values as the kernel is told to fetch them: "+64(+32($arg1)):u64".
 *
 * The kernel has types of its own for what it records. Without one from the user, it follows from
 * the type in C, as the kernel's own resolver of names has it: integers as they are, a pointer as
 * a number in hexadecimal, an enumeration as s32. "u", "s" and "x" alone change how a number is
 * shown, and keep its size. A text lies where a pointer to it leads, or is an array of char.
 * Nothing says whether a pointer is one of user space, so a "char *" without a type is a number.
 */
#include <stdio.h>

#include "probe/probe.h"

/* How a type of the kernel takes a value. */
enum way {
	NUMBER,		/* so many bytes */
	SIZED,		/* a number, of as many bytes as it has */
	TEXT,		/* the address of a text */
	POINTER,	/* a pointer, shown as what it points to */
};

static const struct fetch_type {
	const char	*name;
	enum way	way;
} fetch_types[] = {
	{ "u8", NUMBER }, { "u16", NUMBER }, { "u32", NUMBER }, { "u64", NUMBER },
	{ "s8", NUMBER }, { "s16", NUMBER }, { "s32", NUMBER }, { "s64", NUMBER },
	{ "x8", NUMBER }, { "x16", NUMBER }, { "x32", NUMBER }, { "x64", NUMBER },
	{ "char", NUMBER }, { "u", SIZED }, { "s", SIZED }, { "x", SIZED },
	{ "string", TEXT }, { "ustring", TEXT },
	{ "symbol", POINTER }, { "symstr", POINTER }, { "%pd", POINTER }, { "%pD", POINTER },
};

/**
 * probe_fetch_type - name a type that the kernel fetches
 * @nr: its number, from 0.
 *
 * Context: any.
 * Return: its name; NULL behind the last one.
 */
const char *probe_fetch_type(u32 nr)
{
	return nr < ARRAY_SIZE(fetch_types) ? fetch_types[nr].name : NULL;
}

static const struct fetch_type *find_fetch_type(const char *name, u32 len)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(fetch_types); i++)
		if (strlen(fetch_types[i].name) == len && !memcmp(fetch_types[i].name, name, len))
			return &fetch_types[i];
	return NULL;
}

/* Print the value without its type: false if it is too long. */
static bool put_value(const struct probe_value *v, char text[PROBE_ARGUMENT])
{
	const char *user = v->user ? "u" : "";
	char inner[PROBE_ARGUMENT];
	int len;
	u32 i;

	len = snprintf(text, PROBE_ARGUMENT, "%s", v->base);
	for (i = 0; i < v->nr_pointers + v->in_memory && len < PROBE_ARGUMENT; i++) {
		memcpy(inner, text, sizeof(inner));
		len = snprintf(text, PROBE_ARGUMENT, "+%s%lld(%s)", user,
			       i < v->nr_pointers ? v->pointers[i] : v->offset, inner);
	}
	return len < PROBE_ARGUMENT;
}

static int put(const struct probe_reader *r, const struct probe_value *v, const char *type,
	       char text[PROBE_ARGUMENT])
{
	u32 len;

	if (!put_value(v, text))
		len = PROBE_ARGUMENT;
	else
		len = strlen(text) + (*type != 0) + strlen(type);
	if (len >= PROBE_ARGUMENT)
		return probe_fail(r->e, v->path.at, v->path.len,
				  "the kernel has room for %u bytes of pointers and offsets",
				  PROBE_ARGUMENT - 1);
	if (*type)
		strcat(strcat(text, ":"), type);
	return 0;
}

/* Say what the value is, and what that is not. */
static int is_no(const struct probe_reader *r, const struct probe_value *v, struct probe_span at,
		 const char *what)
{
	char type[BTF_DECLARATION];

	probe_value_declare(r->place, v, type);
	return probe_fail(r->e, at.at, at.len, "%.*s is %s, %s", (int)v->path.len,
			  r->place->text + v->path.at, type, what);
}

static bool is_signed(const struct btf_type *type)
{
	switch (btf_kind(type)) {
	case BTF_KIND_INT:
		return BTF_INT_ENCODING(*(const u32 *)(type + 1)) & BTF_INT_SIGNED;
	case BTF_KIND_ENUM:
	case BTF_KIND_ENUM64:
		return true;
	default:
		return false;
	}
}

static bool is_number(const struct btf_type *type)
{
	return type && (btf_kind(type) == BTF_KIND_INT || btf_kind(type) == BTF_KIND_ENUM ||
			btf_kind(type) == BTF_KIND_ENUM64);
}

static bool is_kind(const struct btf_type *type, u32 kind)
{
	return type && btf_kind(type) == kind;
}

/*
 * Name the kernel's type for a number or a pointer; false if there is none for this size. @as is
 * the letter that the user gave, or 0.
 */
static bool name_number(const struct probe_reader *r, const struct probe_value *v, char as,
			char name[16])
{
	const struct btf_type *type = probe_value_type(r->place, v);
	s64 bytes = v->stars ? sizeof(u64) : btf_size(r->place->btf, v->type);

	if (!v->stars && !is_number(type) && !is_kind(type, BTF_KIND_PTR))
		return false;
	if (bytes != 1 && bytes != 2 && bytes != 4 && bytes != 8)
		return false;
	if (!as)
		as = !is_number(type) ? 'x' : is_signed(type) ? 's' : 'u';
	snprintf(name, 16, "%c%u", as, (u32)bytes * 8);
	return true;
}

/* A bit field: its bits, the first one, and the bits of the number that has them. */
static int put_bit_field(const struct probe_reader *r, const struct probe_value *v,
			 char text[PROBE_ARGUMENT])
{
	s64 size = btf_size(r->place->btf, v->type);
	u32 bits = size == 1 || size == 2 || size == 4 || size == 8 ? size * 8 : 8;
	char type[24];

	while (bits < v->bit + v->width)
		bits *= 2;
	if (bits > 64)
		return is_no(r, v, v->path, "of bits that no number of the kernel's has");
	snprintf(type, sizeof(type), "b%u@%u/%u", v->width, v->bit, bits);
	return put(r, v, type, text);
}

static bool is_char(const struct btf *btf, u32 id)
{
	const struct btf_type *type = btf_type(btf, btf_plain(btf, id));

	return type && btf_kind(type) == BTF_KIND_INT && type->size == 1 &&
	       !(BTF_INT_ENCODING(*(const u32 *)(type + 1)) & BTF_INT_BOOL);
}

static bool is_text_array(const struct btf *btf, const struct btf_array *array)
{
	const struct btf_type *type = btf_type(btf, btf_plain(btf, array->type));

	return is_char(btf, array->type) && !strcmp(btf_name(btf, type->name_off), "char");
}

/* A whole array: a text, or its elements. */
static int put_array(const struct probe_reader *r, const struct probe_value *v, char as,
		     char text[PROBE_ARGUMENT])
{
	const struct btf_type *type = probe_value_type(r->place, v);
	const struct btf_array *array = (const struct btf_array *)(type + 1);
	struct probe_value element = *v;
	char name[16], types[32];

	if (is_text_array(r->place->btf, array) && !as)
		return put(r, v, v->user ? "ustring" : "string", text);
	element.type = array->type;
	if (!name_number(r, &element, as, name))
		return is_no(r, v, v->path, "which is too much for one field: name an element");
	if (!array->nelems || array->nelems > PROBE_ELEMENTS)
		return is_no(r, v, v->path, "and the kernel records 1 to 64 elements: name one");
	snprintf(types, sizeof(types), "%s[%u]", name, array->nelems);
	return put(r, v, types, text);
}

/* The value as the number that it is. @as is the letter that the user gave, or 0. */
static int put_as_is(const struct probe_reader *r, const struct probe_value *v, char as,
		     char text[PROBE_ARGUMENT])
{
	const struct btf_type *type = probe_value_type(r->place, v);
	char name[16];

	if (v->width)
		return put_bit_field(r, v, text);
	if (is_kind(type, BTF_KIND_ARRAY))
		return put_array(r, v, as, text);
	if (!name_number(r, v, as, name))
		return is_no(r, v, v->path, is_kind(type, BTF_KIND_STRUCT) ||
			     is_kind(type, BTF_KIND_UNION) ? "which is no number: name a member" :
			     "which is no number of 1, 2, 4 or 8 bytes");
	return put(r, v, name, text);
}

/* May a text be where this leads? @type is what the pointer points to. */
static bool may_be_text(const struct btf *btf, u32 type)
{
	return !btf_plain(btf, type) || is_char(btf, type);
}

static bool is_text_pointer(const struct probe_reader *r, const struct probe_value *v)
{
	const struct btf_type *type = probe_value_type(r->place, v);
	const struct btf *btf = r->place->btf;

	if (v->width)
		return false;
	return v->stars ? v->stars == 1 && may_be_text(btf, v->type) :
	       is_kind(type, BTF_KIND_PTR) && may_be_text(btf, type->type);
}

static int put_text(const struct probe_reader *r, struct probe_value *v, struct probe_span span,
		    const char *name, char text[PROBE_ARGUMENT])
{
	const struct btf_type *type = probe_value_type(r->place, v);
	const struct btf *btf = r->place->btf;

	/* Of what has no type, the user has to know. What is no address itself holds it. */
	if (v->type == BTF_NO_TYPE && v->field) {
		v->in_memory = !v->field->is_text;
		return put(r, v, name, text);
	}
	if (v->type == BTF_NO_TYPE) {
		v->in_memory = *v->base == '%' || (*v->base == '$' && strcmp(v->base, "$comm"));
		return put(r, v, name, text);
	}
	if (is_kind(type, BTF_KIND_ARRAY) &&
	    is_char(btf, ((const struct btf_array *)(type + 1))->type))
		return put(r, v, name, text);
	if (is_text_pointer(r, v))
		return probe_value_follow(r, v) ?: put(r, v, name, text);
	return is_no(r, v, span, "where no text is");
}

/* A type that is written out: a number of so many bytes, perhaps of several elements. */
static int put_typed(const struct probe_reader *r, struct probe_value *v,
		     const struct fetch_type *is, struct probe_span span,
		     char text[PROBE_ARGUMENT])
{
	const char *type = r->place->text + span.at;
	char name[PROBE_ARGUMENT];

	if (v->width && is->way != SIZED)
		return is_no(r, v, span, "and bits of a number have no type");
	if (is->way == SIZED && v->type == BTF_NO_TYPE) {
		snprintf(name, sizeof(name), "%c%s", *type,
			 v->field && isdigit(v->field->type[1]) ? v->field->type + 1 : "64");
		return put(r, v, name, text);
	}
	snprintf(name, sizeof(name), "%.*s", (int)span.len, type);
	if (is->way == SIZED)
		return put_as_is(r, v, *type, text);
	if (is->way == TEXT)
		return put_text(r, v, span, name, text);
	return put(r, v, name, text);
}

static bool all_digits(const char *text, u32 len)
{
	u32 i;

	for (i = 0; i < len && isdigit(text[i]); i++)
		;
	return len && len < 4 && i == len;
}

/* "b3@5/8": bits of a number. The kernel checks the numbers. */
static bool is_bits(const char *type, u32 len)
{
	u32 i;

	for (i = 1; i < len && (isdigit(type[i]) || type[i] == '@' || type[i] == '/'); i++)
		;
	return len > 5 && *type == 'b' && isdigit(type[1]) && i == len;
}

/* Take "[N]" off a type: false if it is wrong. */
static bool take_elements(const char *type, u32 *len)
{
	const char *bracket = memchr(type, '[', *len);
	u32 at = bracket ? bracket - type : 0, nr;

	if (!bracket)
		return true;
	if (type[*len - 1] != ']' || !all_digits(bracket + 1, *len - at - 2))
		return false;
	nr = atoi(bracket + 1);
	*len = at;
	return nr && nr <= PROBE_ELEMENTS;
}

/**
 * probe_fetch - print a value as the kernel is told to fetch it
 * @r: the reader; its error gets a mistake.
 * @v: the value; may be changed.
 * @type: the type that the user gave; none if it is empty.
 * @text: gets the value and its type.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_fetch(const struct probe_reader *r, struct probe_value *v, struct probe_span type,
		char text[PROBE_ARGUMENT])
{
	const char *name = r->place->text + type.at;
	const struct fetch_type *is;
	u32 len = type.len;

	if (!len && v->type == BTF_NO_TYPE)
		return put(r, v, v->field ? v->field->type : "", text);
	if (!len && v->user && is_text_pointer(r, v))
		return put_text(r, v, type, "string", text);
	if (!len)
		return put_as_is(r, v, 0, text);
	if (!take_elements(name, &len))
		return probe_fail(r->e, type.at, type.len,
				  "an array has 1 to %u elements, as u32[4]",
				  PROBE_ELEMENTS);
	if (len < type.len && !v->in_memory && v->type != BTF_NO_TYPE)
		return is_no(r, v, type, "only what lies in memory has elements");
	is = is_bits(name, len) ? &fetch_types[0] : find_fetch_type(name, len);
	if (!is)
		return probe_unknown(r->e, type.at, len, PROBE_FETCH_TYPES,
				     "the kernel has no type %.*s", (int)len, name);
	return put_typed(r, v, is, type, text);
}
