// SPDX-License-Identifier: GPL-2.0
/*
 * Building a portable program.
 *
 * The number of fields and constants is not known in advance, so their arrays grow: each time
 * to twice the size at least, so that a byte is copied only a few times on average.
 *
 * Every name, pattern and set in the pool starts at a multiple of eight bytes and is followed
 * by a NUL. So a set can be read as words, and a name or pattern as a string. For example, the
 * name "pid" and the pattern "sh" take the bytes
 *
 *	 0 'p' 'i' 'd' 0 0 0 0 0	 8 's' 'h' 0 0 0 0 0 0
 *
 * and the slices (offset + length) 0 + 3 and 8 + 2.
 */
#include "prog/cells.h"
#include "prog/ops.h"
#include "prog/portable.h"

/**
 * ktf_grow - make an array large enough
 * @array: the array, from ktf_alloc(); may be NULL. New elements are zero.
 * @cap: how many elements the array has room for.
 * @want: how many elements it must have room for.
 * @elem: size of an element, bytes.
 * @max: the largest @want that is allowed.
 *
 * Context: may sleep. May move the array: pointers to elements do not stay valid.
 * Return: 0; -E2BIG if @want is more than @max; -ENOMEM. A failure changes nothing.
 */
int ktf_grow(void **array, u32 *cap, u32 want, size_t elem, u32 max)
{
	u32 new_cap = max(max(*cap * 2, want), 4U);
	void *bigger;

	if (want > max)
		return -E2BIG;
	if (want <= *cap)
		return 0;
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
 * ktf_portable_insns - make room for a program's instructions and their spans
 * @prog: a program without instructions.
 * @nr: how many instructions it will have, 1 to KTF_MAX_INSNS.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if @nr is more than KTF_MAX_INSNS; -ENOMEM.
 */
int ktf_portable_insns(struct ktf_portable *prog, u32 nr)
{
	if (nr > KTF_MAX_INSNS)
		return -E2BIG;
	prog->insns = ktf_alloc(array_size(nr, sizeof(*prog->insns) + sizeof(*prog->spans)));
	if (!prog->insns)
		return -ENOMEM;
	prog->spans = (struct ktf_span *)(prog->insns + nr);
	prog->nr_insns = nr;
	return 0;
}

/**
 * ktf_portable_field - find a field's relocation
 * @prog: the program.
 * @name: the field's name.
 * @len: its length without a NUL, bytes.
 *
 * Context: any.
 * Return: index of the relocation, or -ENOENT if the program does not name the field.
 */
int ktf_portable_field(const struct ktf_portable *prog, const char *name, u32 len)
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
 * @prog: the program; does not name this field yet.
 * @name: the field's name.
 * @len: its length without a NUL, bytes.
 * @kind: enum ktap_filter_kind.
 * @size: bytes that the field takes in the record's fixed part.
 * @is_signed: the field is signed.
 *
 * Context: may sleep.
 * Return: index of the relocation; -E2BIG if the program has KTF_MAX_FIELDS relocations
 * already, or no room in the pool; -ENOMEM.
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
 * @data: the bytes of the constant.
 * @len: how many bytes.
 * @slice: gets offset and length of the constant in the pool, in the form of @imm of
 *	struct ktf_pred.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if the pool has no room for it; -ENOMEM.
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

/**
 * ktf_portable_find_func - look up a function of this kernel
 * @prog: the program; keeps the function, so that linking need not look it up again. A look-up
 *	is slow, and others wait for event_mutex meanwhile.
 * @name: the function's name; or NULL to look up @addr.
 * @addr: an address within the function; not used if there is a @name.
 *
 * Context: may sleep.
 * Return: number of the function in @prog, counted from 1; -EINVAL if there is no such
 * function; -E2BIG if @prog has KTF_MAX_INSNS functions already; -ENOMEM.
 */
int ktf_portable_find_func(struct ktf_portable *prog, const char *name, u64 addr)
{
	struct ktf_func func;
	int err;

	if (ktf_find_function(name, addr, &func.start, &func.size))
		return -EINVAL;
	err = ktf_grow((void **)&prog->funcs, &prog->cap_funcs, prog->nr_funcs + 1,
		       sizeof(*prog->funcs), KTF_MAX_INSNS);
	if (err)
		return err;
	prog->funcs[prog->nr_funcs] = func;
	return ++prog->nr_funcs;
}

/**
 * ktf_portable_fits - does a field fit the relocation that a program has for it?
 * @reloc: the relocation.
 * @name: the field's name.
 * @kind: the field's enum ktap_filter_kind.
 * @size: bytes that the field takes in the record's fixed part.
 * @is_signed: the field is signed.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0; -EINVAL if kind, size or sign differs.
 */
int ktf_portable_fits(const struct ktf_reloc *reloc, const char *name, u8 kind, u32 size,
		      bool is_signed, struct ktf_diag *diag)
{
	bool wants_signed = reloc->flags & KTAP_FILTER_FIELD_SIGNED;

	if (reloc->kind != kind)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_FIELD_KIND,
				  "field ^" KTF_DIAG_NAME ": kind %u, event's %u", name,
				  reloc->kind, kind);
	if (reloc->size != size)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_FIELD_SIZE,
				  "field ^" KTF_DIAG_NAME ": size %u, event's %u", name,
				  reloc->size, size);
	if (wants_signed != is_signed)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_FIELD_SIGN,
				  "field ^" KTF_DIAG_NAME ": %s, event's %s", name,
				  wants_signed ? "signed" : "unsigned",
				  is_signed ? "signed" : "unsigned");
	return 0;
}

/* The index in @prog of the relocation of field @nr of @from. Adds it if there is none. */
static int merge_field(struct ktf_portable *prog, const struct ktf_portable *from, u32 nr,
		       struct ktf_diag *diag)
{
	const struct ktf_reloc *field = &from->fields[nr], *have;
	bool is_signed = field->flags & KTAP_FILTER_FIELD_SIGNED;
	const char *name = from->pool + field->name;
	int ret = ktf_portable_field(prog, name, strlen(name));

	if (ret < 0) {
		ret = ktf_portable_add_field(prog, name, strlen(name), field->kind, field->size,
					     is_signed);
		return ret < 0 ? ktf_fail(diag, ret, KTF_ERR_NONE, 0) : ret;
	}
	have = &prog->fields[ret];
	return ktf_portable_fits(field, name, have->kind, have->size,
				 have->flags & KTAP_FILTER_FIELD_SIGNED, diag) ?: ret;
}

static int merge_constant(struct ktf_portable *prog, const struct ktf_portable *from,
			  struct ktf_pred *insn, struct ktf_diag *diag)
{
	int err;

	if (!ktf_op_has_constant(insn->op, insn->flags))
		return 0;
	err = ktf_portable_add(prog, from->pool + ktf_slice_off(insn->imm),
			       ktf_slice_len(insn->imm), &insn->imm);
	return err ? ktf_fail(diag, err, KTF_ERR_NONE, 0) : 0;
}

/* Move the fields that cells name, and the cells, which name them by their new relocations. */
static int merge_cells(struct ktf_portable *prog, const struct ktf_portable *from,
		       struct ktf_pred *insn, struct ktf_diag *diag)
{
	struct ktap_filter_cell *cell = (void *)(from->pool + ktf_slice_off(insn->imm));
	struct ktap_filter_cell *end = cell + ktf_slice_len(insn->imm) / sizeof(*cell);
	int ret;

	for (; cell < end; cell += ktf_pool_span(cell)) {
		if (!ktf_cell_names_field(cell->op))
			continue;
		ret = merge_field(prog, from, get_unaligned_le16(&cell->field), diag);
		if (ret < 0)
			return ret;
		cell->field = cpu_to_le16(ret);
	}
	return merge_constant(prog, from, insn, diag);
}

static int merge_operand(struct ktf_portable *prog, const struct ktf_portable *from,
			 struct ktf_pred *insn, struct ktf_diag *diag)
{
	int ret = merge_field(prog, from, insn->field, diag);

	if (ret < 0)
		return ret;
	insn->field = ret;
	return merge_constant(prog, from, insn, diag);
}

static int merge_pair(struct ktf_portable *prog, const struct ktf_portable *from,
		      struct ktf_pred *insn, struct ktf_diag *diag)
{
	int ret;

	if (merge_operand(prog, from, insn, diag))
		return diag->err;
	ret = merge_field(prog, from, ktf_second_field(insn->imm), diag);
	if (ret < 0)
		return ret;
	insn->imm = (insn->imm & ~(u64)KTAP_FILTER_PAIR_FIELD) | ret;
	return 0;
}

/**
 * ktf_portable_merge - move the operands of an image's program into another program
 * @prog: the program; gets the fields that it does not have, and the constants.
 * @image: the program of the image. Its instructions refer to the fields and the pool of
 *	@prog afterwards.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if both programs name a field and differ in its kind, size or sign;
 * -E2BIG if @prog gets too large; -ENOMEM.
 */
int ktf_portable_merge(struct ktf_portable *prog, struct ktf_portable *image,
		       struct ktf_diag *diag)
{
	struct ktf_pred *insn = image->insns;
	int ret = 0;

	for (; insn < image->insns + image->nr_insns; insn++) {
		if (ktf_op_info[insn->op].format == KTF_FMT_CELLS)
			ret = merge_cells(prog, image, insn, diag);
		else if (ktf_op_info[insn->op].format == KTF_FMT_PAIR)
			ret = merge_pair(prog, image, insn, diag);
		else if (ktf_op_names_field(insn->op))
			ret = merge_operand(prog, image, insn, diag);
		else if (ktf_op_info[insn->op].format == KTF_FMT_GROUP)
			ret = merge_constant(prog, image, insn, diag);
		if (ret)
			return ret;
	}
	return 0;
}

static bool same_fields(const struct ktf_portable *a, const struct ktf_portable *b)
{
	const struct ktf_reloc *x, *y;
	u32 i;

	for (i = 0; i < a->nr_fields; i++) {
		x = &a->fields[i];
		y = &b->fields[i];
		if (x->name != y->name || x->size != y->size || x->kind != y->kind ||
		    x->flags != y->flags)
			return false;
	}
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
 * @a: a program that is not linked yet.
 * @b: another program that is not linked yet.
 *
 * Context: any.
 * Return: true if instructions, relocations and pools are equal. Spans and sources are not
 * compared.
 */
bool ktf_portable_same(const struct ktf_portable *a, const struct ktf_portable *b)
{
	return a->nr_insns == b->nr_insns && a->nr_fields == b->nr_fields &&
	       a->pool_len == b->pool_len && same_insns(a, b) && same_fields(a, b) &&
	       (!a->pool_len || !memcmp(a->pool, b->pool, a->pool_len));
}

/**
 * ktf_portable_free - free the arrays of a program
 * @prog: the program, perhaps empty or half built; is empty afterwards. The struct itself is
 *	the caller's.
 *
 * Context: may sleep.
 */
void ktf_portable_free(struct ktf_portable *prog)
{
	ktf_free(prog->insns);
	ktf_free(prog->fields);
	ktf_free(prog->funcs);
	ktf_free(prog->pool);
	ktf_free(prog->source);
	ktf_free(prog->at);
	memset(prog, 0, sizeof(*prog));
}
