// SPDX-License-Identifier: GPL-2.0
/*
 * Arrays: what an index of a field selects.
 *
 * The text of the field's type says it, as in "unsigned long[6]" and "__data_loc u32[]". An
 * element is as large as the integer of that name is. Of a type that has another name, the number
 * in brackets tells: an element of 6 takes a sixth of the field's size. Behind a loc word, an
 * array of such a type has no elements that a filter could read.
 */
#include "prog/schema.h"

/**
 * struct integer - a row of the table of integer types
 * @name: its name in a format.
 * @bytes: its size.
 * @is_signed: it has a sign.
 */
struct integer {
	const char	*name;
	u8		bytes;
	bool		is_signed;
};

static const struct integer integers[] = {
	{ "char", 1, false },		{ "unsigned char", 1, false },	{ "signed char", 1, true },
	{ "u8", 1, false },		{ "__u8", 1, false },		{ "uint8_t", 1, false },
	{ "s8", 1, true },		{ "__s8", 1, true },		{ "int8_t", 1, true },
	{ "short", 2, true },		{ "unsigned short", 2, false },
	{ "u16", 2, false },		{ "__u16", 2, false },		{ "uint16_t", 2, false },
	{ "s16", 2, true },		{ "__s16", 2, true },		{ "int16_t", 2, true },
	{ "int", 4, true },		{ "unsigned int", 4, false },	{ "unsigned", 4, false },
	{ "u32", 4, false },		{ "__u32", 4, false },		{ "uint32_t", 4, false },
	{ "s32", 4, true },		{ "__s32", 4, true },		{ "int32_t", 4, true },
	{ "long long", 8, true },	{ "unsigned long long", 8, false },
	{ "u64", 8, false },		{ "__u64", 8, false },		{ "uint64_t", 8, false },
	{ "s64", 8, true },		{ "__s64", 8, true },		{ "int64_t", 8, true },
	{ "long", sizeof(long), true },	{ "unsigned long", sizeof(long), false },
	{ "size_t", sizeof(long), false }, { "pid_t", 4, true },
};

/* The integer type whose name is the first @len bytes of a text; NULL if there is none. */
static const struct integer *find_integer(const char *name, u32 len)
{
	u32 i;

	while (len && name[len - 1] == ' ')
		len--;
	for (i = 0; i < ARRAY_SIZE(integers); i++)
		if (!strncmp(name, integers[i].name, len) && !integers[i].name[len])
			return &integers[i];
	return NULL;
}

/* What follows the loc word in the type of a field; NULL if the field is in its place. */
static const char *located_type(const struct ktf_field *field)
{
	if (!field->type)
		return NULL;
	if (!strncmp(field->type, "__data_loc ", 11))
		return field->type + 11;
	return strncmp(field->type, "__rel_loc ", 10) ? NULL : field->type + 10;
}

/**
 * ktf_field_is_located - is a field only a loc word, which says where it is in the record?
 * @field: the field.
 *
 * Context: any.
 * Return: true if it is.
 */
bool ktf_field_is_located(const struct ktf_field *field)
{
	return located_type(field);
}

/* The element of a type as "__data_loc u32[]", of which @type is what follows the loc word. */
static int located_array(const char *type, struct ktf_array *array)
{
	u32 len = strlen(type);
	const struct integer *integer;

	if (len < 2 || strcmp(type + len - 2, "[]"))
		return -EINVAL;
	integer = find_integer(type, len - 2);
	if (!integer)
		return -EINVAL;
	*array = (struct ktf_array) { integer->bytes, integer->is_signed, 0 };
	return 0;
}

/*
 * How many elements has a field with a type as "u64[6]"? A kernel may show the name of a number,
 * as in "char[TASK_COMM_LEN]". Then the name of the type says how large an element is.
 */
static u32 count_of(const struct ktf_field *field)
{
	const char *type = field->type, *at = strrchr(type, '[');
	const struct integer *integer = find_integer(type, at - type);
	u32 nr = 0;

	if (integer)
		return field->size / integer->bytes;
	for (at++; isdigit(*at) && nr < 0x10000; at++)
		nr = 10 * nr + *at - '0';
	return *at == ']' ? nr : 0;
}

/**
 * ktf_field_array - find what an index of a field selects
 * @field: the field.
 * @array: gets it.
 *
 * Context: any.
 * Return: 0; -ENOENT if the field is no array; -EINVAL if its elements are no integers.
 */
int ktf_field_array(const struct ktf_field *field, struct ktf_array *array)
{
	const char *type = field->type, *located = located_type(field);
	u32 nr;

	if (!type || !strchr(type, '[') || field->kind == KTAP_FILTER_KIND_CPUMASK)
		return -ENOENT;
	if (located)
		return located_array(located, array);
	nr = count_of(field);
	if (!nr || field->size % nr)
		return -EINVAL;
	*array = (struct ktf_array) { field->size / nr, field->is_signed, nr };
	return ktf_is_width(array->bytes) && field->size / nr == array->bytes ? 0 : -EINVAL;
}
