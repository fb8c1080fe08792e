// SPDX-License-Identifier: GPL-2.0
/*
 * Reading an image: building the program anew, and comparing.
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
 * Here are the instructions and what follows them. prog/decode_operands.c reads what an instruction
 * names. Everything that can be checked without an event is checked in these files. vm/link.c
 * compares the fields with those of an event.
 */
#include "prog/decoding.h"
#include "prog/image.h"
#include "prog/ops.h"

/* Targets go forward only, so every program ends. */
static bool target_ok(struct ktf_decoding *d, u16 target)
{
	return ktf_is_verdict(target) || (target > d->nr && target < d->nr_insns);
}

static int decode_insn(struct ktf_decoding *d)
{
	const struct ktap_filter_insn *from = (const void *)(d->image + d->at.insns);
	struct ktf_pred *pred = ktf_decode_pred(d);
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
		return ktf_decode_bad(d, KTF_ERR_IMAGE_OPCODE, "op", pred->op);
	if (op->may == KTF_MAY_KERNEL)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_KERNEL_OPCODE, "op", pred->op);
	if (pred->flags & ~op->may)
		return ktf_decode_bad(d, KTF_ERR_IMAGE_FLAGS, "flags", pred->flags);
	if (!target_ok(d, pred->jf))
		return ktf_decode_bad(d, KTF_ERR_IMAGE_TARGET, "jf", pred->jf);
	if (!target_ok(d, pred->jt))
		return ktf_decode_bad(d, KTF_ERR_IMAGE_TARGET, "jt", pred->jt);
	return ktf_decode_operands(d, op);
}

/* All instructions are read. Refuse relocations and bytes of the pool that none of them uses. */
static int check_rest(struct ktf_decoding *d)
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

static int decode_source(struct ktf_decoding *d)
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
		return ktf_decode_no_room(d, -ENOMEM);
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
	struct ktf_decoding d = { .image = image, .prog = prog, .diag = diag };
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
	d.at = ktf_image_layout(head);
	d.nr_insns = get_unaligned_le32(&head->nr_insns);
	d.nr_fields = get_unaligned_le32(&head->nr_fields);
	err = ktf_portable_insns(prog, d.nr_insns);
	if (err)
		return ktf_decode_no_room(&d, err);
	for (; d.nr < d.nr_insns && !err; d.nr++)
		err = decode_insn(&d);
	return err ?: check_rest(&d) ?: decode_source(&d);
}
