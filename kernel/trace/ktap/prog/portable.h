/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The portable program, while it is built and linked.
 *
 * A portable program names the fields of an event and holds no offset of one, so it can run on
 * every event that has these fields. Here the two halves of the engine meet. The language half
 * (lang/) fills a portable program, the machine half (vm/) makes it a runnable program, and
 * neither half knows anything else of the other.
 *
 *	insns	one predicate each, in the order of the text
 *	fields	one relocation for each field that is named
 *	pool	names, patterns and sets, referred to by offset and length
 *	spans	for each instruction, the part of the text that it came from
 *	source	that text, if the filter is an image alone and the image carries its source
 */
#ifndef _KTF_PORTABLE_H
#define _KTF_PORTABLE_H

#include "prog/err.h"
#include "prog/limits.h"
#include <linux/ktap_filter.h>

/**
 * struct ktf_pred - one instruction: a predicate and its two targets
 * @op: enum ktap_filter_op.
 * @flags: KTAP_FILTER_NOT, _USER, _ADDR.
 * @field: index of the field's relocation; 0 if the operation has no field of its own.
 * @jf: target if the predicate is false: number of an instruction, or a verdict.
 * @jt: target if the predicate is true.
 * @func: of FUNC: number of its function in @funcs, counted from 1; 0 if the function has
 *	not been looked up yet.
 * @imm: the constant: a number, a slice of the pool, or visits and microseconds.
 */
struct ktf_pred {
	u8	op;
	u8	flags;
	u16	field;
	u16	jf;
	u16	jt;
	u32	func;
	u64	imm;
};

/**
 * struct ktf_reloc - a relocation: a field that the program names
 * @name: offset of its name in the pool, where the name ends in a NUL.
 * @size: bytes that the field takes in the record's fixed part.
 * @kind: enum ktap_filter_kind.
 * @flags: KTAP_FILTER_FIELD_SIGNED or 0.
 */
struct ktf_reloc {
	u32	name;
	u32	size;
	u8	kind;
	u8	flags;
};

/**
 * struct ktf_func - a function of this kernel that a predicate names
 * @start: address of its first byte.
 * @size: its size, bytes, at least 1.
 */
struct ktf_func {
	u64	start;
	u64	size;
};

/* The part of the text that an instruction came from: offset and length, bytes. */
struct ktf_span {
	u32	pos;
	u32	len;
};

struct ktf_portable {
	struct ktf_pred		*insns;
	struct ktf_span		*spans;		/* behind insns, in one allocation */
	u32			nr_insns;
	struct ktf_reloc	*fields;
	u32			nr_fields;
	u32			cap_fields;
	struct ktf_func		*funcs;		/* of this kernel; no part of an image */
	u32			nr_funcs;
	u32			cap_funcs;
	char			*pool;
	u32			pool_len;
	u32			cap_pool;
	char			*source;	/* ends in a NUL; or NULL */
	u16			*at;		/* where each is in the runnable program; or NULL */
	u16			start;		/* first instruction, or a verdict */
	bool			is_image;	/* the filter is an image alone */
	bool			is_counted;	/* keep the predicates apart: vm/stats.c */
};

/* A slice of the pool as @imm holds it: the offset in the low 32 bits, the length in the high. */
static inline u64 ktf_slice(u32 off, u32 len)
{
	return (u64)len << 32 | off;
}

static inline u32 ktf_slice_off(u64 slice)
{
	return (u32)slice;
}

static inline u32 ktf_slice_len(u64 slice)
{
	return slice >> 32;
}

/* The relocation of the second field of an instruction with two. */
static inline u32 ktf_second_field(u64 imm)
{
	return imm & KTAP_FILTER_PAIR_FIELD;
}

static inline bool ktf_is_verdict(u32 target)
{
	return target >= KTAP_FILTER_REJECT;
}

int ktf_grow(void **array, u32 *cap, u32 want, size_t elem, u32 max);
int ktf_portable_insns(struct ktf_portable *prog, u32 nr);
int ktf_portable_field(const struct ktf_portable *prog, const char *name, u32 len);
int ktf_portable_add_field(struct ktf_portable *prog, const char *name, u32 len,
			   u8 kind, u32 size, bool is_signed);
int ktf_portable_add(struct ktf_portable *prog, const void *data, u32 len, u64 *slice);
int ktf_portable_find_func(struct ktf_portable *prog, const char *name, u64 addr);
int ktf_portable_fits(const struct ktf_reloc *reloc, const char *name, u8 kind, u32 size,
		      bool is_signed, struct ktf_diag *diag);
int ktf_portable_merge(struct ktf_portable *prog, struct ktf_portable *image,
		       struct ktf_diag *diag);
bool ktf_portable_same(const struct ktf_portable *a, const struct ktf_portable *b);
void ktf_portable_free(struct ktf_portable *prog);

#endif /* _KTF_PORTABLE_H */
