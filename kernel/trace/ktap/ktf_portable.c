// SPDX-License-Identifier: GPL-2.0
/*
 * Building a portable program: arrays that grow by doubling.
 *
 * Everything in the pool starts at a multiple of eight bytes and is followed by
 * a NUL, so that sets can be read as words and names and patterns as strings.
 */
#include "ktf_portable.h"

static int ktf_grow(void **array, u32 *cap, u32 want, size_t elem, u32 max)
{
	u32 new_cap = max_t(u32, *cap * 2, 16);
	void *bigger;

	if (want > max)
		return -E2BIG;
	if (want <= *cap)
		return 0;
	while (new_cap < want)
		new_cap *= 2;
	bigger = ktf_alloc(array_size(new_cap, elem));
	if (!bigger)
		return -ENOMEM;
	if (*array)
		memcpy(bigger, *array, *cap * elem);
	ktf_free(*array);
	*array = bigger;
	*cap = new_cap;
	return 0;
}

/**
 * ktf_portable_insns - make room for a program's instructions
 * @prog: an empty program.
 * @nr: how many there will be, 1 to KTF_MAX_INSNS.
 *
 * Context: may sleep.
 * Return: 0, -E2BIG or -ENOMEM.
 */
int ktf_portable_insns(struct ktf_portable *prog, u32 nr)
{
	if (nr > KTF_MAX_INSNS)
		return -E2BIG;
	prog->insns = ktf_alloc(array_size(nr, sizeof(*prog->insns)));
	prog->spans = ktf_alloc(array_size(nr, sizeof(*prog->spans)));
	if (!prog->insns || !prog->spans)
		return -ENOMEM;
	prog->nr_insns = nr;
	return 0;
}

/**
 * ktf_portable_field - the relocation of a field that is already named
 * @prog: the program.
 * @name: the field's name.
 * @len: its length without a NUL, bytes.
 *
 * Context: any.
 * Return: the relocation's index, or -ENOENT.
 */
int ktf_portable_field(struct ktf_portable *prog, const char *name, u32 len)
{
	const char *have;
	u32 i;

	for (i = 0; i < prog->nr_fields; i++) {
		have = prog->pool + prog->fields[i].name;
		if (!strncmp(have, name, len) && !have[len])
			return i;
	}
	return -ENOENT;
}

/**
 * ktf_portable_add_field - add a relocation
 * @prog: the program, which does not have that field yet.
 * @name: the field's name.
 * @len: its length without a NUL, bytes.
 * @kind: enum ktap_filter_kind.
 * @size: the field's size, bytes.
 * @is_signed: the field's sign.
 *
 * Context: may sleep.
 * Return: the relocation's index, -E2BIG or -ENOMEM.
 */
int ktf_portable_add_field(struct ktf_portable *prog, const char *name, u32 len,
			   u8 kind, u32 size, bool is_signed)
{
	struct ktf_reloc *reloc;
	u64 slice;
	int err;

	err = ktf_grow((void **)&prog->fields, &prog->cap_fields, prog->nr_fields + 1,
		       sizeof(*prog->fields), KTF_MAX_FIELDS);
	if (!err)
		err = ktf_portable_add(prog, name, len, &slice);
	if (err)
		return err;
	reloc = &prog->fields[prog->nr_fields];
	reloc->name = ktf_slice_off(slice);
	reloc->size = size;
	reloc->kind = kind;
	reloc->flags = is_signed ? KTAP_FILTER_FIELD_SIGNED : 0;
	return prog->nr_fields++;
}

/**
 * ktf_portable_add - put a constant into the pool
 * @prog: the program.
 * @data: the constant's bytes.
 * @len: how many.
 * @slice: gets where it is, as an instruction's imm wants it.
 *
 * Context: may sleep.
 * Return: 0, -E2BIG or -ENOMEM.
 */
int ktf_portable_add(struct ktf_portable *prog, const void *data, u32 len, u64 *slice)
{
	u32 room = ALIGN(len + 1, 8);
	int err;

	err = ktf_grow((void **)&prog->pool, &prog->cap_pool, prog->pool_len + room,
		       1, 2 * KTF_MAX_TEXT + KTF_MAX_INSNS * 16);
	if (err)
		return err;
	memcpy(prog->pool + prog->pool_len, data, len);
	memset(prog->pool + prog->pool_len + len, 0, room - len);
	*slice = ktf_slice(prog->pool_len, len);
	prog->pool_len += room;
	return 0;
}

static bool same_fields(const struct ktf_portable *a, const struct ktf_portable *b)
{
	const struct ktf_reloc *x, *y = b->fields;

	for (x = a->fields; x < a->fields + a->nr_fields; x++, y++)
		if (x->name != y->name || x->size != y->size || x->kind != y->kind ||
		    x->flags != y->flags)
			return false;
	return true;
}

static bool same_insns(const struct ktf_portable *a, const struct ktf_portable *b)
{
	const struct ktf_pred *x, *y = b->insns;

	for (x = a->insns; x < a->insns + a->nr_insns; x++, y++)
		if (x->op != y->op || x->flags != y->flags || x->field != y->field ||
		    x->jf != y->jf || x->jt != y->jt || x->imm != y->imm)
			return false;
	return true;
}

/**
 * ktf_portable_same - are two programs the same?
 * @a: a program that was not linked yet.
 * @b: another one.
 *
 * Context: any.
 * Return: whether they are, but for spans and source: instructions, fields, constants.
 */
bool ktf_portable_same(const struct ktf_portable *a, const struct ktf_portable *b)
{
	return a->nr_insns == b->nr_insns && a->nr_fields == b->nr_fields &&
	       a->pool_len == b->pool_len && same_insns(a, b) && same_fields(a, b) &&
	       (!a->pool_len || !memcmp(a->pool, b->pool, a->pool_len));
}

/**
 * ktf_portable_free - free what a program holds, but not the struct itself
 * @prog: the program; may be empty or half built.
 *
 * Context: may sleep.
 */
void ktf_portable_free(struct ktf_portable *prog)
{
	ktf_free(prog->insns);
	ktf_free(prog->spans);
	ktf_free(prog->fields);
	ktf_free(prog->pool);
	ktf_free(prog->source);
	memset(prog, 0, sizeof(*prog));
}
