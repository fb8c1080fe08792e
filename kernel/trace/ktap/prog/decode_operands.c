// SPDX-License-Identifier: GPL-2.0
/*
 * Reading the operands of an image's instructions: fields, constants and cells.
 *
 * The opcode table (prog/ops.h) says which operands and flags an instruction may have, and
 * kinds_for() below says which kinds of fields it takes. An operand that is due to be the next in
 * the pool must be there, and must be one that the compiler makes; then it is added to the program.
 */
#include "prog/decoding.h"
#include "prog/expression.h"
#include "prog/ops.h"
#include "prog/variables.h"

/* Refuse relocation @nr because its member @what has the value @val. */
static int bad_field(struct ktf_decoding *d, u32 nr, u32 code, const char *what, u64 val)
{
	return ktf_refuse(d->diag, -EINVAL, code, "field %u: %s ^0x%llx", nr, what, val);
}

static bool is_name_char(char c)
{
	return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

/*
 * The length of the name at @off in the pool, bytes; 0 if there is no name. The name of a variable
 * has a "$" before it.
 */
static u32 name_length(struct ktf_decoding *d, u32 off)
{
	const char *name = d->image + d->at.pool + off;
	u64 room = d->at.source - d->at.pool - off;
	u32 len = room && *name == '$';

	while (len < room && len <= KTAP_FILTER_MAX_NAME && is_name_char(name[len]))
		len++;
	return len < room && len <= KTAP_FILTER_MAX_NAME && !name[len] ? len : 0;
}

/* Is it the relocation of the variable that takes the place of a field? It has one form. */
static bool is_variable(const struct ktap_filter_reloc *from, const char *name, u32 len)
{
	struct ktf_field field;

	return *name == '$' && !ktf_find_named(NULL, name, len, &field) &&
	       from->kind == field.kind && !get_unaligned_le32(&from->size) && !from->flags;
}

/* Decode the next relocation. The current instruction is the first to use its field. */
static int decode_field(struct ktf_decoding *d)
{
	u32 nr = d->prog->nr_fields, off, len, i;
	const struct ktap_filter_reloc *from;
	const char *name;
	int ret;

	from = (const void *)(d->image + d->at.fields + nr * sizeof(*from));
	off = get_unaligned_le32(&from->name);
	if (off != d->prog->pool_len)
		return bad_field(d, nr, KTF_ERR_IMAGE_PLACE, "name", off);
	len = off < d->at.source - d->at.pool ? name_length(d, off) : 0;
	if (!len)
		return bad_field(d, nr, KTF_ERR_IMAGE_NAME, "name", off);
	name = d->image + d->at.pool + off;
	if (*name == '$' && !is_variable(from, name, len))
		return bad_field(d, nr, KTF_ERR_IMAGE_NAME, "name", off);
	if (from->kind >= KTAP_FILTER_NR_KINDS)
		return bad_field(d, nr, KTF_ERR_IMAGE_KIND, "kind", from->kind);
	if (from->flags & ~KTAP_FILTER_FIELD_SIGNED)
		return bad_field(d, nr, KTF_ERR_IMAGE_FLAGS, "flags", from->flags);
	for (i = 0; i < sizeof(from->reserved); i++)
		if (from->reserved[i])
			return bad_field(d, nr, KTF_ERR_IMAGE_RESERVED, "reserved",
					 from->reserved[i]);
	if (ktf_portable_field(d->prog, name, len) >= 0)
		return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_FIELD_TWICE,
				  "field %u: ^%s", nr, name);
	ret = ktf_portable_add_field(d->prog, name, len, from->kind,
				     get_unaligned_le32(&from->size), from->flags);
	return ret < 0 ? ktf_decode_no_room(d, ret) : 0;
}

/* The kinds of fields that an operation takes, as bits. lang/stock.c has the same rules. */
static u32 kinds_for(u8 format)
{
	u32 text = 0, kind;

	for (kind = 0; kind < KTAP_FILTER_NR_KINDS; kind++)
		if (ktf_kind_is_text(kind))
			text |= BIT(kind);
	switch (format) {
	case KTF_FMT_STR:
	case KTF_FMT_PAIR:
		return text;
	case KTF_FMT_SET:
		return BIT(KTAP_FILTER_KIND_OTHER) | BIT(KTAP_FILTER_KIND_CPU) |
		       BIT(KTAP_FILTER_KIND_CPUMASK);
	case KTF_FMT_NUM:
		return ~text;
	default:
		return ~0U;
	}
}

/* Decode a field of the current instruction: relocation @nr. */
static int use_field(struct ktf_decoding *d, const struct ktf_op_info *op, u32 nr)
{
	const struct ktf_reloc *field;

	if (nr > d->prog->nr_fields || nr >= d->nr_fields)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_FIELD, "field", nr);
	if (nr == d->prog->nr_fields && decode_field(d))
		return d->diag->err;
	field = &d->prog->fields[nr];
	if (!(kinds_for(op->format) & BIT(field->kind)) ||
	    (op->format == KTF_FMT_FIELD && d->prog->pool[field->name] == '$'))
		return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_FIELD_OP, "insn %u: %s ^%s",
				  d->nr, op->name, d->prog->pool + field->name);
	return 0;
}

static int decode_operand(struct ktf_decoding *d, const struct ktf_op_info *op)
{
	struct ktf_pred *pred = ktf_decode_pred(d);

	if (use_field(d, op, pred->field))
		return d->diag->err;
	if (pred->flags & KTAP_FILTER_USER &&
	    d->prog->fields[pred->field].kind != KTAP_FILTER_KIND_PTRSTR)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_FLAGS, "flags", pred->flags);
	return 0;
}

/* Decode the second field of an instruction with two. */
static int decode_second(struct ktf_decoding *d, const struct ktf_op_info *op)
{
	struct ktf_pred *pred = ktf_decode_pred(d);
	u32 nr = ktf_second_field(pred->imm);

	if (pred->imm & ~(u64)(KTAP_FILTER_PAIR_FIELD | KTAP_FILTER_PAIR_FLAGS))
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "imm", pred->imm);
	if (use_field(d, op, nr))
		return d->diag->err;
	if (pred->imm & KTAP_FILTER_PAIR_USER &&
	    d->prog->fields[nr].kind != KTAP_FILTER_KIND_PTRSTR)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_FLAGS, "imm", pred->imm);
	return 0;
}

/*
 * In a text, the name of a function ends at the first blank. A name that is not known is
 * shown to users, so control characters are refused as well.
 */
static bool is_function_name(const char *name, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		if (name[i] <= ' ' || name[i] == 0x7f || isspace(name[i]))
			return false;
	return len && len <= KTAP_FILTER_MAX_NAME;
}

/* Could the compiler have made this constant? The last byte of a set is not zero. */
static bool constant_ok(u8 format, const char *data, u32 len)
{
	switch (format) {
	case KTF_FMT_SET:
		return len <= KTAP_FILTER_MAX_SET && (!len || data[len - 1]);
	case KTF_FMT_FUNC:
		return is_function_name(data, len);
	case KTF_FMT_GROUP:
		return ktf_is_cgroup_name(data, len);
	default:
		return len <= KTAP_FILTER_MAX_TEXT && strnlen(data, len) == len;
	}
}

static int decode_constant(struct ktf_decoding *d, const struct ktf_op_info *op)
{
	struct ktf_pred *pred = ktf_decode_pred(d);
	u32 off = ktf_slice_off(pred->imm), len = ktf_slice_len(pred->imm);
	const char *data;
	int err;

	if (op->format == KTF_FMT_FIELD && pred->imm)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "imm", pred->imm);
	if (!ktf_op_has_constant(pred->op, pred->flags))
		return 0;
	if (off != d->prog->pool_len || (u64)off + len >= d->at.source - d->at.pool)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_PLACE, "imm", pred->imm);
	data = d->image + d->at.pool + off;
	if (!constant_ok(op->format, data, len))
		return ktf_decode_bad(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm);
	err = ktf_portable_add(d->prog, data, len, &pred->imm);
	return err ? ktf_decode_no_room(d, err) : 0;
}

/* Decode the fields that cells are the first to name, in the order of the cells. */
static int decode_cell_fields(struct ktf_decoding *d, const struct ktap_filter_cell *cell,
			      const struct ktap_filter_cell *end)
{
	u32 field;

	for (; cell < end; cell += ktf_pool_span(cell)) {
		field = get_unaligned_le16(&cell->field);
		if (!ktf_cell_names_field(cell->op))
			continue;
		if (field > d->prog->nr_fields || field >= d->nr_fields)
			return ktf_decode_bad(d, KTF_ERR_IMAGE_FIELD, "cell's field", field);
		if (field == d->prog->nr_fields && decode_field(d))
			return d->diag->err;
	}
	return 0;
}

/* Is the constant of the current instruction one that the compiler makes? */
static int check_values(struct ktf_decoding *d, const void *data, u32 len)
{
	struct ktf_values *values = ktf_alloc(sizeof(*values));
	struct ktf_pred *pred = ktf_decode_pred(d);
	int err;

	if (!values)
		return ktf_decode_no_room(d, -ENOMEM);
	err = ktf_values_read(values, pred->op, data, len, d->prog);
	ktf_free(values);
	return err ? ktf_decode_bad(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm) : 0;
}

/* The names of fields come before the cells in the pool, so the cells are looked at twice. */
static int decode_cells(struct ktf_decoding *d)
{
	struct ktf_pred *pred = ktf_decode_pred(d);
	u32 off = ktf_slice_off(pred->imm), len = ktf_slice_len(pred->imm);
	const void *data;
	int err;

	if (pred->field)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "field", pred->field);
	if (!IS_ALIGNED(off, 8) || (u64)off + len >= d->at.source - d->at.pool)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_PLACE, "imm", pred->imm);
	data = d->image + d->at.pool + off;
	if (!IS_ALIGNED(len, sizeof(struct ktap_filter_cell)))
		return ktf_decode_bad(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm);
	err = decode_cell_fields(d, data, data + len);
	if (err)
		return err;
	if (off != d->prog->pool_len)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_PLACE, "imm", pred->imm);
	err = check_values(d, data, len);
	if (err)
		return err;
	err = ktf_portable_add(d->prog, data, len, &pred->imm);
	return err ? ktf_decode_no_room(d, err) : 0;
}

/* There is no field, and the argument is one that the opcode takes. */
static int decode_argument(struct ktf_decoding *d)
{
	struct ktf_pred *pred = ktf_decode_pred(d);

	if (pred->field)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "field", pred->field);
	if (!ktf_op_takes(pred->op, pred->imm))
		return ktf_decode_bad(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm);
	return 0;
}

static int decode_none(struct ktf_decoding *d)
{
	struct ktf_pred *pred = ktf_decode_pred(d);

	if (pred->field)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "field", pred->field);
	if (pred->imm)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "imm", pred->imm);
	return 0;
}

static int decode_group(struct ktf_decoding *d, const struct ktf_op_info *op)
{
	u16 field = ktf_decode_pred(d)->field;

	return field ? ktf_decode_bad(d, KTF_ERR_IMAGE_OPERAND, "field", field) :
		       decode_constant(d, op);
}

/**
 * ktf_decode_operands - decode what the current instruction names
 * @d: the decoding.
 * @op: the row of the instruction's opcode.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if the compiler would not have made it; -ENOMEM.
 */
int ktf_decode_operands(struct ktf_decoding *d, const struct ktf_op_info *op)
{
	switch (op->format) {
	case KTF_FMT_NONE:
		return decode_none(d);
	case KTF_FMT_CELLS:
		return decode_cells(d);
	case KTF_FMT_PAIR:
		return decode_operand(d, op) ?: decode_second(d, op);
	case KTF_FMT_ARG:
	case KTF_FMT_ARGS:
		return decode_argument(d);
	case KTF_FMT_GROUP:
		return decode_group(d, op);
	default:
		return decode_operand(d, op) ?: decode_constant(d, op);
	}
}
