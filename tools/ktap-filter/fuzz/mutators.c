// SPDX-License-Identifier: GPL-2.0
/*
 * Ways to change an image, of three kinds. "Bytes" know nothing of images. "Members" change
 * one number or count, or copy it from another image. "Sense" changes several members
 * together, so that the image is likely to be accepted. Only images that pass the first
 * checks can test the later ones.
 *
 * Each way leaves the image as it is where it cannot be applied. All but those of the first
 * kind need sections that are where the header says.
 */
#include <stdlib.h>

#include "env.h"
#include "mutators.h"

#include "prog/cells.h"
#include "prog/ops.h"

/* Numbers that opcodes, and cells, have: all are below. */
#define OPCODES	0x40
#define CELLS	0x28

/**
 * struct mutation - the state of changing an image
 * @im: the image to change.
 * @other: another image, to copy parts from.
 * @schema: the event of both images.
 * @rng: the source of random numbers.
 */
struct mutation {
	struct image			*im;
	const struct image		*other;
	const struct ktf_schema		*schema;
	struct rng			*rng;
};

static u32 below(struct mutation *m, u32 limit)
{
	return rng_below(m->rng, max(limit, 1U));
}

/* Mutators of bytes */

static void flip_bit(struct mutation *m)
{
	m->im->bytes[below(m, m->im->size)] ^= 1 << below(m, 8);
}

static void set_byte(struct mutation *m)
{
	m->im->bytes[below(m, m->im->size)] = rng_number(m->rng);
}

static void set_word(struct mutation *m)
{
	u32 size = 1 << below(m, 4), at = below(m, m->im->size) & -size;
	u64 val = cpu_to_le64(rng_number(m->rng));

	if (at + size <= m->im->size)
		memcpy(m->im->bytes + at, &val, size);
}

static void cut(struct mutation *m)
{
	image_resize(m->im, 1 + below(m, m->im->size));
}

static void append(struct mutation *m)
{
	image_resize(m->im, m->im->size + 1 + below(m, 16));
}

/* Join the start of one image and the end of another. */
static void cross_over(struct mutation *m)
{
	u32 at = below(m, min(m->im->size, m->other->size));

	image_resize(m->im, m->other->size);
	memcpy(m->im->bytes + at, m->other->bytes + at, m->other->size - at);
}

/* Mutators of members */

static struct ktap_filter_insn *some_insn(struct mutation *m)
{
	return &m->im->insns[below(m, image_nr_insns(m->im))];
}

/*
 * A cell of an instruction's value expression, or NULL if the instruction has none. The offset of
 * a changed image may be any: cells lie on 8 bytes.
 */
static struct ktap_filter_cell *some_cell(struct mutation *m)
{
	const struct ktap_filter_insn *insn = some_insn(m);
	u64 imm = get_unaligned_le64(&insn->imm), off = ktf_slice_off(imm);
	u32 nr = ktf_slice_len(imm) / sizeof(struct ktap_filter_cell);

	if (ktf_op_info[insn->op].format != KTF_FMT_CELLS || !nr || off & 7 ||
	    off + ktf_slice_len(imm) > image_pool_bytes(m->im))
		return NULL;
	return (struct ktap_filter_cell *)(m->im->pool + off) + below(m, nr);
}

static struct ktap_filter_reloc *some_field(struct mutation *m)
{
	return &m->im->fields[below(m, image_nr_fields(m->im))];
}

static void change_count(struct mutation *m)
{
	__le32 *counts[] = { &m->im->head->bytes, &m->im->head->nr_insns,
			     &m->im->head->nr_fields, &m->im->head->pool_bytes,
			     &m->im->head->source_bytes, &m->im->head->reserved };
	__le32 *count = counts[below(m, ARRAY_SIZE(counts))];

	if (below(m, 2))
		image_add(count, below(m, 33) - 16);
	else
		*count = cpu_to_le32(rng_number(m->rng));
}

/* Set the header's size to the real one. */
static void right_sum(struct mutation *m)
{
	m->im->head->bytes = cpu_to_le32(m->im->size);
}

static void change_op(struct mutation *m)
{
	some_insn(m)->op = below(m, 2) ? rng_next(m->rng) : below(m, OPCODES);
}

static void change_flags(struct mutation *m)
{
	some_insn(m)->flags ^= 1 << below(m, below(m, 2) ? 8 : 3);
}

static void change_target(struct mutation *m)
{
	struct ktap_filter_insn *insn = some_insn(m);
	u16 target = below(m, 2) ? below(m, image_nr_insns(m->im) + 2) : rng_number(m->rng);

	if (below(m, 2))
		insn->jf = cpu_to_le16(target);
	else
		insn->jt = cpu_to_le16(target);
}

static void change_field_of_insn(struct mutation *m)
{
	some_insn(m)->field = cpu_to_le16(below(m, image_nr_fields(m->im) + 1));
}

static void change_imm(struct mutation *m)
{
	some_insn(m)->imm = cpu_to_le64(rng_number(m->rng));
}

/* Change the offset or the length of a constant. */
static void change_slice(struct mutation *m)
{
	struct ktap_filter_insn *insn = some_insn(m);
	u64 imm = get_unaligned_le64(&insn->imm);
	u32 off = ktf_slice_off(imm), len = ktf_slice_len(imm);

	switch (below(m, 3)) {
	case 0:
		off += 8 * (below(m, 9) - 4);
		break;
	case 1:
		len += below(m, 17) - 8;
		break;
	default:
		len = rng_number(m->rng);
	}
	insn->imm = cpu_to_le64(ktf_slice(off, len));
}

static void change_reloc(struct mutation *m)
{
	struct ktap_filter_reloc *field = some_field(m);

	if (!image_nr_fields(m->im))
		return;
	switch (below(m, 5)) {
	case 0:
		field->kind = below(m, KTAP_FILTER_NR_KINDS + 1);
		break;
	case 1:
		field->size = cpu_to_le32(rng_number(m->rng));
		break;
	case 2:
		field->flags ^= 1 << below(m, 3);
		break;
	case 3:
		field->name = cpu_to_le32(get_unaligned_le32(&field->name) + 8 * (below(m, 5) - 2));
		break;
	default:
		field->reserved[below(m, sizeof(field->reserved))] = rng_number(m->rng);
	}
}

static void change_pool(struct mutation *m)
{
	u32 nr = image_pool_bytes(m->im);

	if (nr)
		m->im->pool[below(m, nr)] = below(m, 3) ? 'a' + below(m, 26) : rng_number(m->rng);
}

static void change_cell(struct mutation *m)
{
	struct ktap_filter_cell *cell = some_cell(m);

	if (!cell)
		return;
	switch (below(m, 4)) {
	case 0:
		cell->op = below(m, CELLS);
		break;
	case 1:
		cell->arg = below(m, 2) ? 1 << below(m, 8) : rng_next(m->rng);
		break;
	case 2:
		cell->field = cpu_to_le16(below(m, image_nr_fields(m->im) + 1));
		break;
	default:
		cell->imm = cpu_to_le32(rng_number(m->rng));
	}
}

static void change_span(struct mutation *m)
{
	struct ktap_filter_span *span = m->im->spans + below(m, image_nr_insns(m->im));

	if (!image_source_bytes(m->im))
		return;
	if (below(m, 2))
		span->pos = cpu_to_le32(rng_number(m->rng));
	else
		span->len = cpu_to_le32(rng_number(m->rng));
}

static void change_source(struct mutation *m)
{
	u32 nr = image_source_bytes(m->im);

	if (nr)
		m->im->source[below(m, nr)] = below(m, 8) ? ' ' + below(m, 95) : 0;
}

static void take_insn(struct mutation *m)
{
	*some_insn(m) = m->other->insns[below(m, image_nr_insns(m->other))];
}

static void take_reloc(struct mutation *m)
{
	if (image_nr_fields(m->im) && image_nr_fields(m->other))
		*some_field(m) = m->other->fields[below(m, image_nr_fields(m->other))];
}

/* Mutators that keep the image well-formed */

/*
 * Choose another operation with the same operands, from a random one on. The number of an
 * instruction may be any, so the search ends where it began.
 */
static void similar_op(struct mutation *m)
{
	struct ktap_filter_insn *insn = some_insn(m);
	u8 format = ktf_op_info[insn->op].format, op = below(m, OPCODES);
	u32 i;

	for (i = 0; i < OPCODES && ktf_op_info[op].format != format; i++)
		op = (op + 1) % OPCODES;
	if (!format || i == OPCODES)
		return;
	insn->op = op;
	insn->flags &= ktf_op_info[op].may;
}

/* Choose another cell that takes as many values and has the same operand. */
static void similar_cell(struct mutation *m)
{
	struct ktap_filter_cell *cell = some_cell(m);
	const struct ktf_cell_info *from;
	u8 op = below(m, CELLS);
	u32 i;

	if (!cell)
		return;
	from = &ktf_cell_info[cell->op];
	for (i = 0; i < CELLS; i++, op = (op + 1) % CELLS)
		if (ktf_cell_info[op].takes == from->takes &&
		    ktf_cell_info[op].operand == from->operand)
			break;
	if (from->name && i < CELLS)
		cell->op = op;
}

static void forward_target(struct mutation *m)
{
	u32 nr = image_nr_insns(m->im), at = below(m, nr);
	u16 target = at + 1 + below(m, nr - at);

	if (target >= nr || !below(m, 4))
		target = below(m, 2) ? KTAP_FILTER_ACCEPT : KTAP_FILTER_REJECT;
	if (below(m, 2))
		m->im->insns[at].jf = cpu_to_le16(target);
	else
		m->im->insns[at].jt = cpu_to_le16(target);
}

static void swap_targets(struct mutation *m)
{
	struct ktap_filter_insn *insn = some_insn(m);

	swap(insn->jf, insn->jt);
}

/* Change the number of an instruction, or else a byte of its constant. */
static void other_constant(struct mutation *m)
{
	struct ktap_filter_insn *insn = some_insn(m);
	u64 imm = get_unaligned_le64(&insn->imm), at;

	if (ktf_op_info[insn->op].format == KTF_FMT_NUM) {
		insn->imm = cpu_to_le64(rng_number(m->rng));
		return;
	}
	if (ktf_op_info[insn->op].format == KTF_FMT_PAIR) {
		imm = below(m, image_nr_fields(m->im) + 1) | (u64)below(m, 16) << 16;
		insn->imm = cpu_to_le64(imm);
		return;
	}
	if (ktf_op_info[insn->op].format == KTF_FMT_ARG ||
	    ktf_op_info[insn->op].format == KTF_FMT_ARGS) {
		imm = rng_number(m->rng) % 1000 | (u64)below(m, 3) << 32;
		insn->imm = cpu_to_le64(imm);
		return;
	}
	at = (u64)ktf_slice_off(imm) + below(m, ktf_slice_len(imm));
	if (ktf_slice_len(imm) && at < image_pool_bytes(m->im))
		m->im->pool[at] = "a*?[]\\!-b\xff"[below(m, 10)];
}

/* Change the length of a constant, but not the room that it takes in the pool. */
static void other_length(struct mutation *m)
{
	struct ktap_filter_insn *insn = some_insn(m);
	u64 imm = get_unaligned_le64(&insn->imm);
	u32 off = ktf_slice_off(imm), len = ktf_slice_len(imm), room = len | 7;
	u8 format = ktf_op_info[insn->op].format;

	if ((format != KTF_FMT_STR && format != KTF_FMT_SET) ||
	    (u64)off + room >= image_pool_bytes(m->im))
		return;
	len = (room & ~7) + below(m, 8);
	memset(m->im->pool + off, 'a', len);
	memset(m->im->pool + off + len, 0, room + 1 - len);
	insn->imm = cpu_to_le64(ktf_slice(off, len));
}

/* Choose another field of the event whose name takes as much room in the pool. */
static void other_field(struct mutation *m)
{
	const struct ktf_field *to = &m->schema->fields[below(m, m->schema->nr)];
	struct ktap_filter_reloc *field = some_field(m);
	u32 room = ALIGN(strlen(to->name) + 1, 8), at;

	if (!image_nr_fields(m->im))
		return;
	at = get_unaligned_le32(&field->name);
	if ((u64)at + room > image_pool_bytes(m->im) || !m->im->pool[at + room - 8])
		return;
	memset(m->im->pool + at, 0, room);
	memcpy(m->im->pool + at, to->name, strlen(to->name));
	field->kind = to->kind;
	field->size = cpu_to_le32(to->size);
	field->flags = to->is_signed ? KTAP_FILTER_FIELD_SIGNED : 0;
}

/* Choose another kind with the same operations, or flip the sign. */
static void similar_field(struct mutation *m)
{
	static const u8 kinds[] = {
		KTAP_FILTER_KIND_FIXSTR, KTAP_FILTER_KIND_DYNSTR, KTAP_FILTER_KIND_RELSTR,
		KTAP_FILTER_KIND_PTRSTR, KTAP_FILTER_KIND_COMM,
	};
	struct ktap_filter_reloc *field = some_field(m);

	if (!image_nr_fields(m->im))
		return;
	if (below(m, 2))
		field->flags ^= KTAP_FILTER_FIELD_SIGNED;
	else if (ktf_kind_is_text(field->kind))
		field->kind = kinds[below(m, ARRAY_SIZE(kinds))];
	else
		field->kind = below(m, 2) ? KTAP_FILTER_KIND_OPAQUE : KTAP_FILTER_KIND_CPUMASK;
}

static __le16 mended(__le16 target, u32 at, u32 nr, u16 instead)
{
	u16 to = get_unaligned_le16(&target);

	return ktf_is_verdict(to) || (to > at && to < nr) ? target : cpu_to_le16(instead);
}

/* Repair the targets that a new or a removed instruction has made invalid. */
static void mend_targets(struct mutation *m)
{
	struct ktap_filter_insn *insn = m->im->insns;
	u32 nr = image_nr_insns(m->im), i;

	for (i = 0; i < nr; i++, insn++) {
		insn->jf = mended(insn->jf, i, nr, KTAP_FILTER_REJECT);
		insn->jt = mended(insn->jt, i, nr, KTAP_FILTER_ACCEPT);
	}
}

/* Append an instruction: a copy of another one, or FALSE. */
static void more_insns(struct mutation *m)
{
	struct ktap_filter_insn insn = { .op = KTAP_FILTER_OP_FALSE, .flags = below(m, 2) };

	if (below(m, 2))
		insn = *some_insn(m);
	if (image_source_bytes(m->im))
		image_insert(m->im, m->im->pool, sizeof(struct ktap_filter_span));
	image_insert(m->im, m->im->fields, sizeof(insn));
	image_add(&m->im->head->nr_insns, 1);
	image_find(m->im);
	m->im->insns[image_nr_insns(m->im) - 1] = insn;
	mend_targets(m);
}

static void fewer_insns(struct mutation *m)
{
	u32 nr = image_nr_insns(m->im), at = below(m, nr);

	if (nr < 2)
		return;
	if (image_source_bytes(m->im))
		image_remove(m->im, m->im->spans + at, sizeof(struct ktap_filter_span));
	m->im->insns = (void *)(m->im->bytes + sizeof(*m->im->head));
	image_remove(m->im, m->im->insns + at, sizeof(struct ktap_filter_insn));
	image_add(&m->im->head->nr_insns, -1);
	image_find(m->im);
	mend_targets(m);
}

static void more_pool(struct mutation *m)
{
	image_insert(m->im, m->im->source, 8);
	image_add(&m->im->head->pool_bytes, 8);
	image_find(m->im);
}

static void more_fields(struct mutation *m)
{
	image_insert(m->im, m->im->spans, sizeof(struct ktap_filter_reloc));
	image_add(&m->im->head->nr_fields, 1);
	image_find(m->im);
	if (image_nr_fields(m->im) > 1)
		m->im->fields[image_nr_fields(m->im) - 1] = m->im->fields[0];
}

/* Give a field the name of another field. */
static void same_name(struct mutation *m)
{
	const struct ktap_filter_reloc *from = some_field(m), *to = some_field(m);
	u32 a, b;

	if (image_nr_fields(m->im) < 2)
		return;
	a = get_unaligned_le32(&from->name);
	b = get_unaligned_le32(&to->name);
	if ((u64)a + 8 <= image_pool_bytes(m->im) && (u64)b + 8 <= image_pool_bytes(m->im))
		memcpy(m->im->pool + b, m->im->pool + a, 8);
}

typedef void (*mutator)(struct mutation *m);

static const mutator bytes[] = { flip_bit, set_byte, set_word, cut, append, cross_over };
static const mutator members[] = {
	change_count, right_sum, change_op, change_flags, change_target, change_field_of_insn,
	change_imm, change_slice, change_reloc, change_pool, change_cell, change_span,
	change_source, take_insn, take_reloc, more_pool, more_fields, same_name,
};

static const mutator sense[] = {
	similar_op, similar_cell, forward_target, swap_targets, other_constant, other_length,
	other_field, similar_field, more_insns, fewer_insns,
};

/**
 * mutate - change an image in a few random ways
 * @im: the image to change; its size and address may change, too.
 * @other: a valid image, to copy parts from.
 * @schema: the event of both images.
 * @rng: the source of random numbers.
 */
void mutate(struct image *im, const struct image *other, const struct ktf_schema *schema,
	    struct rng *rng)
{
	struct mutation m = { im, other, schema, rng };

	do {
		if (rng_one_in(rng, 8) || !image_find(im))
			bytes[below(&m, ARRAY_SIZE(bytes))](&m);
		else if (!image_nr_insns(im))
			right_sum(&m);
		else if (rng_one_in(rng, 4))
			members[below(&m, ARRAY_SIZE(members))](&m);
		else
			sense[below(&m, ARRAY_SIZE(sense))](&m);
	} while (rng_one_in(rng, 2));
}
