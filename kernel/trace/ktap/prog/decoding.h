/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The layout of an image and the state of its decoding, which prog/image.c, prog/decode.c and
 * prog/decode_operands.c share.
 */
#ifndef _KTF_DECODING_H
#define _KTF_DECODING_H

#include "prog/err.h"
#include "prog/ops.h"
#include "prog/portable.h"

/* Offsets from the start of the image, bytes. A section ends where the next one starts. */
struct ktf_layout {
	u64	insns;
	u64	fields;
	u64	spans;
	u64	pool;
	u64	source;
	u64	end;
};

/**
 * struct ktf_decoding - the state of decoding an image
 * @image: the image.
 * @at: offsets of its sections.
 * @nr_insns: how many instructions the image has.
 * @nr_fields: how many relocations the image has.
 * @prog: the program that is built.
 * @nr: number of the current instruction.
 * @diag: gets the error.
 */
struct ktf_decoding {
	const char		*image;
	struct ktf_layout	at;
	u32			nr_insns;
	u32			nr_fields;
	struct ktf_portable	*prog;
	u32			nr;
	struct ktf_diag		*diag;
};

static inline int ktf_decode_no_room(struct ktf_decoding *d, int err)
{
	return ktf_fail(d->diag, err, KTF_ERR_NONE, 0);
}

/* The current instruction. */
static inline struct ktf_pred *ktf_decode_pred(struct ktf_decoding *d)
{
	return &d->prog->insns[d->nr];
}

/* Refuse the current instruction because its member @what has the value @val. */
static inline int ktf_decode_bad(struct ktf_decoding *d, u32 code, const char *what, u64 val)
{
	return ktf_refuse(d->diag, -EINVAL, code, "insn %u: %s ^0x%llx", d->nr, what, val);
}

struct ktf_layout ktf_image_layout(const struct ktap_filter_header *head);
int ktf_decode_operands(struct ktf_decoding *d, const struct ktf_op_info *op);

#endif /* _KTF_DECODING_H */
