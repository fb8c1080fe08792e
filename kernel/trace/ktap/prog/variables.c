// SPDX-License-Identifier: GPL-2.0
/*
 * The table of variables as data, indexed by their numbers.
 *
 * A variable that is a number becomes a cell. One that a record has is bits of a common field and
 * becomes cells that say so, since an image may not know the numbers of new variables. The one
 * that is a text, $comm, takes the place of a field, as texts are compared with fields: a
 * relocation may have its name, which no field has.
 */
#include "prog/variables.h"

#define ALWAYS		false
#define MAY_LACK	true
#define EARLY		true
#define LATE		false
#define ROW(variable, nr, source, what, there, known, text)			\
	[nr] = { .name = "$" #variable, .from = KTF_FROM_##source, .arg = what,	\
		 .may_lack = there, .is_early = known },
const struct ktf_variable_info ktf_variables[KTF_NR_VARIABLES] = {
	KTF_VARIABLE_ROWS(ROW)
};

/**
 * ktf_variable_find - find a variable by its name
 * @name: the name, from its "$" on; more text may follow it.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: the variable, or KTF_NO_VARIABLE if there is none of this name.
 */
enum ktf_variable ktf_variable_find(const char *name, u32 len)
{
	const char *known;
	u32 nr;

	for (nr = 1; nr < KTF_NR_VARIABLES; nr++) {
		known = ktf_variables[nr].name;
		if (known && !strncmp(known, name, len) && !known[len])
			return nr;
	}
	return KTF_NO_VARIABLE;
}

/**
 * ktf_variable_type - get the type of a variable that is a number
 * @nr: the variable.
 *
 * Context: any.
 * Return: its sign and its interval.
 */
struct ktf_type ktf_variable_type(enum ktf_variable nr)
{
	u8 arg = ktf_variables[nr].arg;

	return ktf_type_of_bytes(arg & KTF_CELL_BYTES, arg & KTF_CELL_SIGNED);
}

/**
 * ktf_find_named - find a field, or the variable that takes the place of one
 * @schema: the event.
 * @name: the name; more text may follow it.
 * @len: its length, bytes.
 * @field: gets the field.
 *
 * Context: may sleep.
 * Return: 0, -ENOENT or -ENOMEM.
 */
int ktf_find_named(const struct ktf_schema *schema, const char *name, u32 len,
		   struct ktf_field *field)
{
	enum ktf_variable nr;

	if (*name != '$')
		return ktf_schema_find(schema, name, len, field);
	nr = ktf_variable_find(name, len);
	if (ktf_variables[nr].from != KTF_FROM_COMM)
		return -ENOENT;
	*field = (struct ktf_field) {
		.name = ktf_variables[nr].name, .kind = KTAP_FILTER_KIND_COMM,
	};
	return 0;
}
