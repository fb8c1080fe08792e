// SPDX-License-Identifier: GPL-2.0
/*
 * Images: a portable program as a string of bytes.
 *
 * The sections of an image follow each other without a gap, so the counts in the header say
 * where each section is. There is no offset of a section that could be wrong. The counts must
 * add up to the size of the image to the byte. They are added in 64 bits, where counts of 32
 * bits cannot overflow.
 *
 * An image is canonical: a program has exactly one (ktap_filter.h). The compiler adds names and
 * constants to the pool in the order that an image must have, so writing an image is copying.
 *
 * Nothing in an image is trusted. The reader builds the program anew, with the same functions
 * as the compiler, and compares at each step: is the name of the next field at the place where
 * the builder would put it, and is the constant? Hence in an image that is accepted, no two
 * constants overlap, every byte is used and no field is there twice, and the reader needs no
 * check for any of these in particular. The rest of the engine sees only programs that the
 * builder made.
 *
 * Example, prev_pid == 5 && prev_comm == "sh" || prev_pid == 7:
 *
 *	insns				fields		pool
 *	0: EQ field 0, 5		0: name 0	 0 "prev_pid"
 *	1: STR_EQ field 1, 32 + 2	1: name 16	16 "prev_comm"	32 "sh"
 *	2: EQ field 0, 7
 *
 * Instruction 0 is the first that uses field 0, so the name of field 0 must be at 0; it takes
 * 16 bytes. Instruction 1 is the first that uses field 1, so the name of field 1 must be at 16,
 * and the text of instruction 1 must be at 32. Instruction 2 uses a field that is known, and a
 * number. So the pool must have 40 bytes.
 *
 * The opcode table (prog/ops.h) says which operands and flags an instruction may have, and
 * kinds_for() below says which kinds of fields it takes. Everything that can be checked without
 * an event is checked here. vm/link.c compares the fields with those of an event.
 */
#include "prog/expression.h"
#include "prog/image.h"
#include "prog/ops.h"
#include "prog/variables.h"

/* The layout of these structs is ABI. */
#define AT(type, member, at)	static_assert(offsetof(struct type, member) == (at))
AT(ktap_filter_header, magic, 0);
AT(ktap_filter_header, version, 4);
AT(ktap_filter_header, flags, 6);
AT(ktap_filter_header, bytes, 8);
AT(ktap_filter_header, nr_insns, 12);
AT(ktap_filter_header, nr_fields, 16);
AT(ktap_filter_header, pool_bytes, 20);
AT(ktap_filter_header, source_bytes, 24);
AT(ktap_filter_header, reserved, 28);
static_assert(sizeof(struct ktap_filter_header) == 32);
AT(ktap_filter_insn, op, 0);
AT(ktap_filter_insn, flags, 1);
AT(ktap_filter_insn, field, 2);
AT(ktap_filter_insn, jf, 4);
AT(ktap_filter_insn, jt, 6);
AT(ktap_filter_insn, imm, 8);
static_assert(sizeof(struct ktap_filter_insn) == 16);
AT(ktap_filter_reloc, name, 0);
AT(ktap_filter_reloc, size, 4);
AT(ktap_filter_reloc, kind, 8);
AT(ktap_filter_reloc, flags, 9);
AT(ktap_filter_reloc, reserved, 10);
static_assert(sizeof(struct ktap_filter_reloc) == 16);
AT(ktap_filter_span, pos, 0);
AT(ktap_filter_span, len, 4);
static_assert(sizeof(struct ktap_filter_span) == 8);
#undef AT

/* Offsets from the start of the image, bytes. A section ends where the next one starts. */
struct layout {
	u64	insns;
	u64	fields;
	u64	spans;
	u64	pool;
	u64	source;
	u64	end;
};

static struct layout lay_out(u32 nr_insns, u32 nr_fields, u32 pool, u32 source)
{
	struct layout at = { .insns = sizeof(struct ktap_filter_header) };

	at.fields = at.insns + (u64)nr_insns * sizeof(struct ktap_filter_insn);
	at.spans = at.fields + (u64)nr_fields * sizeof(struct ktap_filter_reloc);
	at.pool = at.spans + (source ? (u64)nr_insns * sizeof(struct ktap_filter_span) : 0);
	at.source = at.pool + pool;
	at.end = at.source + source;
	return at;
}

/* The sections of an image whose header ktf_image_size() accepted. */
static struct layout layout_of(const struct ktap_filter_header *head)
{
	return lay_out(get_unaligned_le32(&head->nr_insns), get_unaligned_le32(&head->nr_fields),
		       get_unaligned_le32(&head->pool_bytes),
		       get_unaligned_le32(&head->source_bytes));
}

/* Do the counts in the header make up the size in the header? */
static int check_sizes(const struct ktap_filter_header *head, struct ktf_diag *diag)
{
	struct layout at = layout_of(head);
	u32 bytes = get_unaligned_le32(&head->bytes), nr = get_unaligned_le32(&head->nr_insns);
	u32 pool = get_unaligned_le32(&head->pool_bytes);

	if (bytes > KTAP_FILTER_MAX_IMAGE)
		return ktf_refuse(diag, -E2BIG, KTF_ERR_IMAGE_TOO_LARGE,
				  "header: bytes ^%u", bytes);
	if (!nr)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES, "header: nr_insns ^0");
	if (!IS_ALIGNED(pool, 8))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES,
				  "header: pool_bytes ^%u", pool);
	if (at.end != bytes)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES,
				  "header: bytes ^%u, sections %llu", bytes, at.end);
	return 0;
}

/**
 * ktf_image_size - check an image's header, of which only a part may be there yet
 * @image: the image's first bytes, aligned as allocated memory is.
 * @have: how many bytes are there.
 * @bytes: gets the size of the whole image; 0 if the header is not complete.
 * @diag: gets the error.
 *
 * Context: any.
 * Return: 0; -EINVAL if no image starts with these bytes; -E2BIG if the image is larger than
 * KTAP_FILTER_MAX_IMAGE.
 */
int ktf_image_size(const void *image, u32 have, u32 *bytes, struct ktf_diag *diag)
{
	const struct ktap_filter_header *head = image;
	u32 reserved;
	u16 word;

	*bytes = 0;
	if (memcmp(image, KTAP_FILTER_MAGIC, min_t(u32, have, sizeof(head->magic))))
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_MAGIC, "header: ^magic");
	if (have < sizeof(*head))
		return 0;
	word = get_unaligned_le16(&head->version);
	if (word != KTAP_FILTER_VERSION)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_VERSION,
				  "header: version ^%u", word);
	word = get_unaligned_le16(&head->flags);
	if (word)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_FLAGS, "header: flags ^0x%x", word);
	reserved = get_unaligned_le32(&head->reserved);
	if (reserved)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_RESERVED,
				  "header: reserved ^0x%x", reserved);
	if (check_sizes(head, diag))
		return diag->err;
	*bytes = get_unaligned_le32(&head->bytes);
	return 0;
}

static void put_header(void *image, const struct ktf_portable *prog, u32 bytes, u32 source)
{
	struct ktap_filter_header head = {
		.magic		= KTAP_FILTER_MAGIC,
		.version	= cpu_to_le16(KTAP_FILTER_VERSION),
		.bytes		= cpu_to_le32(bytes),
		.nr_insns	= cpu_to_le32(prog->nr_insns),
		.nr_fields	= cpu_to_le32(prog->nr_fields),
		.pool_bytes	= cpu_to_le32(prog->pool_len),
		.source_bytes	= cpu_to_le32(source),
	};

	memcpy(image, &head, sizeof(head));
}

static void put_insns(struct ktap_filter_insn *to, const struct ktf_portable *prog)
{
	const struct ktf_pred *pred = prog->insns;

	for (; pred < prog->insns + prog->nr_insns; pred++)
		*to++ = (struct ktap_filter_insn) {
			.op	= pred->op,
			.flags	= pred->flags,
			.field	= cpu_to_le16(pred->field),
			.jf	= cpu_to_le16(pred->jf),
			.jt	= cpu_to_le16(pred->jt),
			.imm	= cpu_to_le64(pred->imm),
		};
}

static void put_fields(struct ktap_filter_reloc *to, const struct ktf_portable *prog)
{
	const struct ktf_reloc *field;
	u32 i;

	for (i = 0; i < prog->nr_fields; i++) {
		field = &prog->fields[i];
		to[i] = (struct ktap_filter_reloc) {
			.name	= cpu_to_le32(field->name),
			.size	= cpu_to_le32(field->size),
			.kind	= field->kind,
			.flags	= field->flags,
		};
	}
}

static void put_spans(struct ktap_filter_span *to, const struct ktf_portable *prog)
{
	const struct ktf_span *span = prog->spans;

	for (; span < prog->spans + prog->nr_insns; span++)
		*to++ = (struct ktap_filter_span) {
			.pos	= cpu_to_le32(span->pos),
			.len	= cpu_to_le32(span->len),
		};
}

/**
 * ktf_image_encode - write a portable program into an image
 * @prog: a program from ktf_compile() or ktf_image_decode(), neither linked nor optimised.
 * @source: the text that the program was compiled from, if the image is to carry it; or NULL.
 * @image: gets the image, to be freed by ktf_free().
 * @bytes: gets its size.
 *
 * Context: may sleep.
 * Return: 0; -E2BIG if the image would be larger than KTAP_FILTER_MAX_IMAGE; -ENOMEM.
 */
int ktf_image_encode(const struct ktf_portable *prog, const char *source,
		     void **image, u32 *bytes)
{
	size_t len = source ? strlen(source) : 0;
	struct layout at;
	void *to;

	if (len > KTAP_FILTER_MAX_IMAGE)
		return -E2BIG;
	at = lay_out(prog->nr_insns, prog->nr_fields, prog->pool_len, len);
	if (at.end > KTAP_FILTER_MAX_IMAGE)
		return -E2BIG;
	to = ktf_alloc(at.end);
	if (!to)
		return -ENOMEM;
	put_header(to, prog, at.end, len);
	put_insns(to + at.insns, prog);
	put_fields(to + at.fields, prog);
	if (len)
		put_spans(to + at.spans, prog);
	if (prog->pool_len)
		memcpy(to + at.pool, prog->pool, prog->pool_len);
	if (len)
		memcpy(to + at.source, source, len);
	*image = to;
	*bytes = at.end;
	return 0;
}

/**
 * struct decoding - the state of decoding an image
 * @image: the image.
 * @at: offsets of its sections.
 * @nr_insns: how many instructions the image has.
 * @nr_fields: how many relocations the image has.
 * @prog: the program that is built.
 * @nr: number of the current instruction.
 * @diag: gets the error.
 */
struct decoding {
	const char		*image;
	struct layout	at;
	u32			nr_insns;
	u32			nr_fields;
	struct ktf_portable	*prog;
	u32			nr;
	struct ktf_diag		*diag;
};

static int no_room(struct decoding *d, int err)
{
	return ktf_fail(d->diag, err, KTF_ERR_NONE, 0);
}

static struct ktf_pred *current_pred(struct decoding *d)
{
	return &d->prog->insns[d->nr];
}

/* Refuse the current instruction because its member @what has the value @val. */
static int bad_insn(struct decoding *d, u32 code, const char *what, u64 val)
{
	return ktf_refuse(d->diag, -EINVAL, code, "insn %u: %s ^0x%llx", d->nr, what, val);
}

/* Refuse relocation @nr because its member @what has the value @val. */
static int bad_field(struct decoding *d, u32 nr, u32 code, const char *what, u64 val)
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
static u32 name_length(struct decoding *d, u32 off)
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
static int decode_field(struct decoding *d)
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
	return ret < 0 ? no_room(d, ret) : 0;
}

/* The kinds of fields that an operation takes, as bits. lang/sema.c has the same rules. */
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
static int use_field(struct decoding *d, const struct ktf_op_info *op, u32 nr)
{
	const struct ktf_reloc *field;

	if (nr > d->prog->nr_fields || nr >= d->nr_fields)
		return bad_insn(d, KTF_ERR_IMAGE_FIELD, "field", nr);
	if (nr == d->prog->nr_fields && decode_field(d))
		return d->diag->err;
	field = &d->prog->fields[nr];
	if (!(kinds_for(op->format) & BIT(field->kind)) ||
	    (op->format == KTF_FMT_FIELD && d->prog->pool[field->name] == '$'))
		return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_FIELD_OP, "insn %u: %s ^%s",
				  d->nr, op->name, d->prog->pool + field->name);
	return 0;
}

static int decode_operand(struct decoding *d, const struct ktf_op_info *op)
{
	struct ktf_pred *pred = current_pred(d);

	if (use_field(d, op, pred->field))
		return d->diag->err;
	if (pred->flags & KTAP_FILTER_USER &&
	    d->prog->fields[pred->field].kind != KTAP_FILTER_KIND_PTRSTR)
		return bad_insn(d, KTF_ERR_IMAGE_FLAGS, "flags", pred->flags);
	return 0;
}

/* Decode the second field of an instruction with two. */
static int decode_second(struct decoding *d, const struct ktf_op_info *op)
{
	struct ktf_pred *pred = current_pred(d);
	u32 nr = ktf_second_field(pred->imm);

	if (pred->imm & ~(u64)(KTAP_FILTER_PAIR_FIELD | KTAP_FILTER_PAIR_FLAGS))
		return bad_insn(d, KTF_ERR_IMAGE_OPERAND, "imm", pred->imm);
	if (use_field(d, op, nr))
		return d->diag->err;
	if (pred->imm & KTAP_FILTER_PAIR_USER &&
	    d->prog->fields[nr].kind != KTAP_FILTER_KIND_PTRSTR)
		return bad_insn(d, KTF_ERR_IMAGE_FLAGS, "imm", pred->imm);
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

static int decode_constant(struct decoding *d, const struct ktf_op_info *op)
{
	struct ktf_pred *pred = current_pred(d);
	u32 off = ktf_slice_off(pred->imm), len = ktf_slice_len(pred->imm);
	const char *data;
	int err;

	if (op->format == KTF_FMT_FIELD && pred->imm)
		return bad_insn(d, KTF_ERR_IMAGE_OPERAND, "imm", pred->imm);
	if (!ktf_op_has_constant(pred->op) || pred->flags & KTAP_FILTER_ADDR)
		return 0;
	if (off != d->prog->pool_len || (u64)off + len >= d->at.source - d->at.pool)
		return bad_insn(d, KTF_ERR_IMAGE_PLACE, "imm", pred->imm);
	data = d->image + d->at.pool + off;
	if (!constant_ok(op->format, data, len))
		return bad_insn(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm);
	err = ktf_portable_add(d->prog, data, len, &pred->imm);
	return err ? no_room(d, err) : 0;
}

/* Decode the fields that cells are the first to name, in the order of the cells. */
static int decode_cell_fields(struct decoding *d, const struct ktap_filter_cell *cell,
			      const struct ktap_filter_cell *end)
{
	u32 field;

	for (; cell < end; cell += ktf_pool_span(cell)) {
		field = get_unaligned_le16(&cell->field);
		if (!ktf_cell_names_field(cell->op))
			continue;
		if (field > d->prog->nr_fields || field >= d->nr_fields)
			return bad_insn(d, KTF_ERR_IMAGE_FIELD, "cell's field", field);
		if (field == d->prog->nr_fields && decode_field(d))
			return d->diag->err;
	}
	return 0;
}

/* Is the constant of the current instruction one that the compiler makes? */
static int check_values(struct decoding *d, const void *data, u32 len)
{
	struct ktf_values *values = ktf_alloc(sizeof(*values));
	struct ktf_pred *pred = current_pred(d);
	int err;

	if (!values)
		return no_room(d, -ENOMEM);
	err = ktf_values_read(values, pred->op, data, len, d->prog);
	ktf_free(values);
	return err ? bad_insn(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm) : 0;
}

/* The names of fields come before the cells in the pool, so the cells are looked at twice. */
static int decode_cells(struct decoding *d)
{
	struct ktf_pred *pred = current_pred(d);
	u32 off = ktf_slice_off(pred->imm), len = ktf_slice_len(pred->imm);
	const void *data;
	int err;

	if (pred->field)
		return bad_insn(d, KTF_ERR_IMAGE_OPERAND, "field", pred->field);
	if (!IS_ALIGNED(off, 8) || (u64)off + len >= d->at.source - d->at.pool)
		return bad_insn(d, KTF_ERR_IMAGE_PLACE, "imm", pred->imm);
	data = d->image + d->at.pool + off;
	if (!IS_ALIGNED(len, sizeof(struct ktap_filter_cell)))
		return bad_insn(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm);
	err = decode_cell_fields(d, data, data + len);
	if (err)
		return err;
	if (off != d->prog->pool_len)
		return bad_insn(d, KTF_ERR_IMAGE_PLACE, "imm", pred->imm);
	err = check_values(d, data, len);
	if (err)
		return err;
	err = ktf_portable_add(d->prog, data, len, &pred->imm);
	return err ? no_room(d, err) : 0;
}

/* There is no field, and the argument is one that the opcode takes. */
static int decode_argument(struct decoding *d)
{
	struct ktf_pred *pred = current_pred(d);

	if (pred->field)
		return bad_insn(d, KTF_ERR_IMAGE_OPERAND, "field", pred->field);
	if (!ktf_op_takes(pred->op, pred->imm))
		return bad_insn(d, KTF_ERR_IMAGE_CONSTANT, "imm", pred->imm);
	return 0;
}

static int decode_none(struct decoding *d)
{
	struct ktf_pred *pred = current_pred(d);

	if (pred->field)
		return bad_insn(d, KTF_ERR_IMAGE_OPERAND, "field", pred->field);
	if (pred->imm)
		return bad_insn(d, KTF_ERR_IMAGE_OPERAND, "imm", pred->imm);
	return 0;
}

static int decode_group(struct decoding *d, const struct ktf_op_info *op)
{
	u16 field = current_pred(d)->field;

	return field ? bad_insn(d, KTF_ERR_IMAGE_OPERAND, "field", field) : decode_constant(d, op);
}

static int decode_operands(struct decoding *d, const struct ktf_op_info *op)
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

/* Targets go forward only, so every program ends. */
static bool target_ok(struct decoding *d, u16 target)
{
	return ktf_is_verdict(target) || (target > d->nr && target < d->nr_insns);
}

static int decode_insn(struct decoding *d)
{
	const struct ktap_filter_insn *from = (const void *)(d->image + d->at.insns);
	struct ktf_pred *pred = current_pred(d);
	const struct ktf_op_info *op;

	from += d->nr;
	*pred = (struct ktf_pred) {
		.op	= from->op,
		.flags	= from->flags,
		.field	= get_unaligned_le16(&from->field),
		.jf	= get_unaligned_le16(&from->jf),
		.jt	= get_unaligned_le16(&from->jt),
		.imm	= get_unaligned_le64(&from->imm),
	};
	op = &ktf_op_info[pred->op];
	if (op->format == KTF_FMT_BAD)
		return bad_insn(d, KTF_ERR_IMAGE_OPCODE, "op", pred->op);
	if (op->may == KTF_MAY_KERNEL)
		return bad_insn(d, KTF_ERR_IMAGE_KERNEL_OPCODE, "op", pred->op);
	if (pred->flags & ~op->may)
		return bad_insn(d, KTF_ERR_IMAGE_FLAGS, "flags", pred->flags);
	if (!target_ok(d, pred->jf))
		return bad_insn(d, KTF_ERR_IMAGE_TARGET, "jf", pred->jf);
	if (!target_ok(d, pred->jt))
		return bad_insn(d, KTF_ERR_IMAGE_TARGET, "jt", pred->jt);
	return decode_operands(d, op);
}

/* All instructions are read. Refuse relocations and bytes of the pool that none of them uses. */
static int check_rest(struct decoding *d)
{
	const char *pool = d->image + d->at.pool;
	u32 i;

	if (d->prog->nr_fields != d->nr_fields)
		return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_FIELD_UNUSED,
				  "^field %u", d->prog->nr_fields);
	for (i = 0; i < d->at.source - d->at.pool; i++)
		if (i >= d->prog->pool_len || pool[i] != d->prog->pool[i])
			return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_POOL,
					  "pool: byte ^%u", i);
	return 0;
}

static int decode_source(struct decoding *d)
{
	const struct ktap_filter_span *from = (const void *)(d->image + d->at.spans);
	u32 len = d->at.end - d->at.source, nul, i;
	struct ktf_span *span = d->prog->spans;

	if (!len)
		return 0;
	for (i = 0; i < d->nr_insns; i++, span++, from++) {
		span->pos = get_unaligned_le32(&from->pos);
		span->len = get_unaligned_le32(&from->len);
		if ((u64)span->pos + span->len > len)
			return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_SPAN,
					  "span %u: ^%u+%u", i, span->pos, span->len);
	}
	nul = strnlen(d->image + d->at.source, len);
	if (nul < len)
		return ktf_refuse(d->diag, -EINVAL, KTF_ERR_IMAGE_SOURCE, "source: byte ^%u", nul);
	d->prog->source = ktf_alloc(len + 1);
	if (!d->prog->source)
		return no_room(d, -ENOMEM);
	memcpy(d->prog->source, d->image + d->at.source, len);
	return 0;
}

/**
 * ktf_image_decode - read an image
 * @image: the image, aligned as allocated memory is.
 * @bytes: how many bytes there are.
 * @prog: gets the program and the source that the image carries. The caller frees it by
 *	ktf_portable_free(), after a failure too.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if the bytes are not an image; -E2BIG if the header asks for more than
 * KTAP_FILTER_MAX_IMAGE bytes; -ENOMEM.
 */
int ktf_image_decode(const void *image, u32 bytes, struct ktf_portable *prog,
		     struct ktf_diag *diag)
{
	const struct ktap_filter_header *head = image;
	struct decoding d = { .image = image, .prog = prog, .diag = diag };
	u32 size;
	int err;

	memset(prog, 0, sizeof(*prog));
	if (ktf_image_size(image, bytes, &size, diag))
		return diag->err;
	if (!size || size > bytes)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_CUT_SHORT, "bytes ^%u", bytes);
	if (size < bytes)
		return ktf_refuse(diag, -EINVAL, KTF_ERR_IMAGE_BYTES,
				  "header: bytes %u, image ^%u", size, bytes);
	d.at = layout_of(head);
	d.nr_insns = get_unaligned_le32(&head->nr_insns);
	d.nr_fields = get_unaligned_le32(&head->nr_fields);
	err = ktf_portable_insns(prog, d.nr_insns);
	if (err)
		return no_room(&d, err);
	for (; d.nr < d.nr_insns && !err; d.nr++)
		err = decode_insn(&d);
	return err ?: check_rest(&d) ?: decode_source(&d);
}
