// SPDX-License-Identifier: GPL-2.0
/*
 * Names of numbers, which are looked up on the machine where a filter is installed.
 *
 * The number of an error or a system call depends on the architecture, so an image has the name.
 * A NAME cell says in which table the name is looked up, and the name itself is in the cells
 * behind it, filled up with zeros to a whole cell:
 *
 *	-ENOENT			NAME errno 6	"ENOENT\0\0"	NEG
 *	prev_state.sym == "D"	SYM prev_state, and NAME sym 1	"D\0\0\0\0\0\0\0"
 *
 * A name in quotes behind a field with ".sym" is one that the event shows for the field, and SYM is
 * what is compared with these names: bits of the field. Both are in the event's print format.
 *
 * vm/link_names.c puts the numbers in the place of the names, so that no runnable program has any.
 */
#include "prog/names.h"
#include "prog/ops.h"

#define MOST_ERRNO	4095

const char * const ktf_name_kinds[KTAP_FILTER_NR_NAMES] = {
	[KTAP_FILTER_NAME_ERRNO]	= "errno",
	[KTAP_FILTER_NAME_SYSCALL]	= "syscall",
	[KTAP_FILTER_NAME_SHOWN]	= "shown",
	[KTAP_FILTER_NAME_SYM]		= "sym",
	[KTAP_FILTER_NAME_BTF]		= "btf",
	[KTAP_FILTER_NAME_CGROUP]	= "cgroup",
};

/* Letters that names of identifiers have. */
static bool is_identifier(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/* May a name in this table have the character? */
static bool is_letter(u8 kind, char c)
{
	switch (kind) {
	case KTAP_FILTER_NAME_SYSCALL:
		return is_identifier(c) || (c && strchr("*?[]!-", c));
	case KTAP_FILTER_NAME_CGROUP:
	case KTAP_FILTER_NAME_SYM:
		return c >= ' ' && c <= '~' && c != '"' && c != '\\';
	default:
		return is_identifier(c);
	}
}

/**
 * ktf_name_ok - is it a name that the compiler makes a cell of?
 * @name: the name.
 *
 * Context: any.
 * Return: true if its table is one that there is, and its text one that may be looked up there.
 */
bool ktf_name_ok(const struct ktf_name *name)
{
	u8 kind = name->arg & ~KTAP_FILTER_NAME_MINUS;
	u32 i;

	if (!name->len || name->len > KTAP_FILTER_MAX_TEXT || !kind || kind >= KTAP_FILTER_NR_NAMES)
		return false;
	if (name->arg != kind && (kind == KTAP_FILTER_NAME_SYM || kind == KTAP_FILTER_NAME_CGROUP))
		return false;
	if (kind == KTAP_FILTER_NAME_CGROUP && !ktf_is_cgroup_name(name->text, name->len))
		return false;
	for (i = 0; i < name->len; i++)
		if (!is_letter(kind, name->text[i]))
			return false;
	return true;
}

/**
 * ktf_name_cmp - the order of names in a set
 * @a: a name.
 * @b: another one.
 *
 * Context: any.
 * Return: less than, equal to or greater than 0 as @a stands before @b, is @b or stands behind it.
 */
int ktf_name_cmp(const struct ktf_name *a, const struct ktf_name *b)
{
	if (a->arg != b->arg)
		return a->arg < b->arg ? -1 : 1;
	if (a->len != b->len)
		return a->len < b->len ? -1 : 1;
	return memcmp(a->text, b->text, a->len);
}

/**
 * ktf_name_put - make cells of a name
 * @name: the name.
 * @cells: gets them, at most KTF_MAX_NAME_CELLS.
 *
 * Context: any.
 * Return: how many cells there are.
 */
u32 ktf_name_put(const struct ktf_name *name, struct ktf_cell *cells)
{
	u32 nr = ktf_name_cells(name->len);

	memset(cells, 0, nr * sizeof(*cells));
	cells[0] = (struct ktf_cell) {
		.op = KTAP_FILTER_CELL_NAME, .arg = name->arg, .imm = name->len,
	};
	memcpy(&cells[1], name->text, name->len);
	return nr;
}

/**
 * ktf_name_get - get the name of a cell in the pool
 * @cell: the cell, a NAME with all of its cells.
 *
 * Context: any.
 * Return: the name; its text is in the cells.
 */
struct ktf_name ktf_name_get(const struct ktap_filter_cell *cell)
{
	return (struct ktf_name) {
		.arg = cell->arg, .text = (const char *)(cell + 1),
		.len = get_unaligned_le32(&cell->imm),
	};
}

static bool is_name(const char *known, const struct ktf_name *name)
{
	return known && !strncmp(known, name->text, name->len) && !known[name->len];
}

static bool is_shown(const struct ktf_shown *shown, const char *text, u32 len)
{
	return shown->len == len && !memcmp(shown->name, text, len);
}

static int add(struct ktf_ranges *numbers, u64 word, bool is_unsigned)
{
	struct ktf_big number = ktf_big(word, is_unsigned);

	return ktf_ranges_add(numbers, number, number);
}

static int find_errno(const struct ktf_name *name, struct ktf_ranges *numbers)
{
	u32 nr;

	for (nr = 1; nr <= MOST_ERRNO; nr++)
		if (is_name(ktf_errno_name(nr), name))
			return add(numbers, nr, true);
	return -ENOENT;
}

/* A name without signs of patterns matches itself only. No pattern matches what is no call. */
static int find_syscalls(const struct ktf_name *name, struct ktf_ranges *numbers)
{
	char pattern[KTAP_FILTER_MAX_TEXT + 1] = "";
	const char *known;
	u32 i, nr;
	int err = 0;

	memcpy(pattern, name->text, name->len);
	for (i = 0; !err && (known = ktf_syscall(i, &nr)); i++)
		if (*known && glob_match(pattern, known))
			err = add(numbers, nr, true);
	return err;
}

static int find_cgroup(const struct ktf_name *name, struct ktf_ranges *numbers)
{
	char path[KTAP_FILTER_MAX_TEXT + 1] = "";
	u32 level;
	int err;
	u64 id;

	memcpy(path, name->text, name->len);
	err = ktf_find_cgroup(path, &id, &level);
	if (err)
		return err == -EINVAL ? -ENOENT : err;
	return add(numbers, id, true);
}

/* All numbers for which the event shows the name, in whatever field. */
static int find_shown(const struct ktf_schema *schema, const struct ktf_name *name,
		      struct ktf_ranges *numbers)
{
	struct ktf_table table = { .at = ktf_schema_print_fmt(schema) ?: "" };
	struct ktf_shown shown;
	int err = 0;

	while (!err && ktf_table_next(&table))
		while (!err && ktf_table_name(&table, &shown))
			if (is_shown(&shown, name->text, name->len))
				err = add(numbers, shown.number.word, shown.number.is_unsigned);
	return err;
}

/* All numbers that the kernel's enumerations have for the name. */
static int find_enumerators(const struct ktf_name *name, struct ktf_ranges *numbers)
{
	bool is_unsigned;
	int err = 0;
	u32 at = 0;
	u64 val;

	while (!err && ktf_enumerator(name->text, name->len, &at, &val, &is_unsigned))
		err = add(numbers, val, is_unsigned);
	return err;
}

/**
 * ktf_name_table - find the table of names of a field
 * @schema: the event.
 * @field: the field's name.
 * @table: gets the table, before its first name.
 *
 * Context: any.
 * Return: true; false if the event shows no names for the field.
 */
bool ktf_name_table(const struct ktf_schema *schema, const char *field, struct ktf_table *table)
{
	*table = (struct ktf_table) { .at = ktf_schema_print_fmt(schema) ?: "" };
	while (ktf_table_next(table))
		if (!strncmp(field, table->of.field, table->of.field_len) &&
		    !field[table->of.field_len])
			return true;
	return false;
}

/* Bits that are masked, and a field without a sign, are compared as numbers without one. */
static int find_in_table(struct ktf_table table, const char *text, u32 len, bool is_unsigned,
			 struct ktf_ranges *numbers)
{
	struct ktf_shown shown;
	int err = 0;

	while (!err && ktf_table_name(&table, &shown))
		if (is_shown(&shown, text, len))
			err = add(numbers, shown.number.word, is_unsigned);
	return err;
}

/* Several names with "|" between them: each must be there, and the number has the bits of all. */
static int find_joined(const struct ktf_table *table, const struct ktf_name *name,
		       bool is_unsigned, struct ktf_ranges *numbers)
{
	struct ktf_ranges bits = { };
	u32 at, end = 0, had = 0;
	int err = 0;

	for (at = 0; at <= name->len && !err; at = end + 1, had = bits.nr) {
		for (end = at; end < name->len && name->text[end] != '|'; end++)
			;
		err = find_in_table(*table, name->text + at, end - at, is_unsigned, &bits);
		if (!err && bits.nr == had)
			err = -ENOENT;
	}
	if (!err)
		err = add(numbers, ktf_name_bits(&bits), is_unsigned);
	ktf_ranges_free(&bits);
	return err;
}

static int find_sym(const struct ktf_schema *schema, const char *field,
		    const struct ktf_name *name, struct ktf_ranges *numbers)
{
	u32 first = numbers->nr;
	struct ktf_table table;
	struct ktf_field of;
	bool is_unsigned;
	int err;

	if (!field || !ktf_name_table(schema, field, &table))
		return -ENOENT;
	err = ktf_schema_find(schema, field, strlen(field), &of);
	if (err)
		return err;
	is_unsigned = !of.is_signed || table.of.mask != ~0ULL;
	err = find_in_table(table, name->text, name->len, is_unsigned, numbers);
	if (err || numbers->nr > first || !table.is_flags)
		return err;
	return find_joined(&table, name, is_unsigned, numbers);
}

/**
 * ktf_name_bits - get the bits of all numbers that a name stands for
 * @numbers: the numbers, each a range of its own.
 *
 * Context: any.
 * Return: the bits.
 */
u64 ktf_name_bits(const struct ktf_ranges *numbers)
{
	u64 bits = 0;
	u32 i;

	for (i = 0; i < numbers->nr; i++)
		bits |= ktf_big_word(numbers->at[i].lo);
	return bits;
}

/* Change the sign of all numbers from @first on. */
static void negate(struct ktf_ranges *numbers, u32 first)
{
	struct ktf_range *range;

	for (range = numbers->at + first; range < numbers->at + numbers->nr; range++) {
		swap(range->lo, range->hi);
		range->lo.neg = range->lo.mag && !range->lo.neg;
		range->hi.neg = range->hi.mag && !range->hi.neg;
	}
}

/**
 * ktf_name_find - find the numbers that a name stands for on this machine
 * @schema: the event.
 * @field: of a name of a SYM: the field's name; else not used.
 * @name: the name.
 * @numbers: the numbers are added to it.
 *
 * Context: may sleep.
 * Return: 0 if there is one at least; -ENOENT if there is none; -E2BIG; -ENOMEM.
 */
int ktf_name_find(const struct ktf_schema *schema, const char *field,
		  const struct ktf_name *name, struct ktf_ranges *numbers)
{
	u32 first = numbers->nr;
	int err;

	switch (name->arg & ~KTAP_FILTER_NAME_MINUS) {
	case KTAP_FILTER_NAME_ERRNO:
		err = find_errno(name, numbers);
		break;
	case KTAP_FILTER_NAME_SYSCALL:
		err = find_syscalls(name, numbers);
		break;
	case KTAP_FILTER_NAME_SHOWN:
		err = find_shown(schema, name, numbers);
		break;
	case KTAP_FILTER_NAME_BTF:
		err = find_enumerators(name, numbers);
		break;
	case KTAP_FILTER_NAME_CGROUP:
		err = find_cgroup(name, numbers);
		break;
	default:
		err = find_sym(schema, field, name, numbers);
	}
	if (!err && numbers->nr == first)
		return -ENOENT;
	if (!err && name->arg & KTAP_FILTER_NAME_MINUS)
		negate(numbers, first);
	return err;
}
