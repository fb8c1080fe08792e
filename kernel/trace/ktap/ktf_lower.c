// SPDX-License-Identifier: GPL-2.0
/*
 * From a linked portable program to the runnable one.
 *
 * Every comparison of an integer, of any relation, width and sign, is a question
 * whether the value lies in a range, or in none of it (the targets are swapped):
 *
 *	x == c	[c, c]			x <= c	[smallest, c]
 *	x != c	not [c, c]		x >= c	[c, greatest]
 *	x <  c	not [c, greatest]	x >  c	not [smallest, c]
 *
 * and "lies in [lo, lo + range]" is (x - lo) <= range in the arithmetic of the
 * field's width, where numbers go round: that covers signed fields, whose range
 * may go through zero. To need no width, no sign and no shift when it runs, the
 * test is made on the 8 bytes that hold the field:
 *
 *	((word - lo) & mask) <= range
 *
 *	word	| other fields |    x    | lower |	the 8 bytes as a number
 *	lo	|      0       |   lo    |   0   |
 *	mask	|      0       | 1 ... 1 | 1 .. 1|	what is above x does not count
 *	range	|      0       |  range  | 1 .. 1|	what is below cannot matter
 *
 * The subtraction takes nothing from the lower bits and borrows only from those
 * above x, which the mask cuts off; and with the lower bits of range all ones,
 * any lower bits pass. "x & c" is mask = c in place, lo = range = 0, swapped.
 *
 * Example, s32 at offset 12, x > -3, record of 24 bytes, little-endian: the word
 * is at 8 and x its upper half. Not [-2^31, -3]: lo = 0x80000000 << 32, range =
 * 0x7ffffffd << 32 | 0xffffffff, mask all ones, targets swapped.
 *
 * A short text in a fixed array compares the same way: prev_comm == "sh" is the
 * question whether three bytes are 's', 'h', 0.
 */
#include "ktf_lower.h"
#include "ktf_limits.h"
#include "ktf_ops.h"

struct lowering {
	const struct ktf_portable	*from;
	struct ktf_prog			*to;
	u32				pool;	/* next free byte for constants */
	u32				fixed;
	struct ktf_diag			*diag;
};

/* A range of a field's values, in the field's width. */
struct interval {
	u64	lo;
	u64	span;	/* greatest minus lo */
	bool	out;	/* the values outside are meant */
};

static u64 ones(u32 bits)
{
	return bits >= 64 ? ~0ULL : (1ULL << bits) - 1;
}

static struct interval range_of(u8 op, u64 c, u32 width, bool is_signed)
{
	u64 all = ones(width);
	u64 least = is_signed ? 1ULL << (width - 1) : 0;
	u64 most = is_signed ? ones(width - 1) : all;

	c &= all;
	switch (op) {
	case KTAP_FILTER_OP_LT:
	case KTAP_FILTER_OP_GE:
		return (struct interval) { c, (most - c) & all, op == KTAP_FILTER_OP_LT };
	case KTAP_FILTER_OP_GT:
	case KTAP_FILTER_OP_LE:
		return (struct interval) { least, (c - least) & all, op == KTAP_FILTER_OP_GT };
	default:
		return (struct interval) { c, 0, false };
	}
}

static void swap_targets(struct ktf_insn *insn)
{
	swap(insn->to[0], insn->to[1]);
}

/*
 * The 8 bytes to load for @size bytes at @off: an aligned word if that lies in
 * the fixed part and holds them all, else one that starts at the field, else the
 * last. Returns where it starts; @shift gets where the field's lowest bit is.
 */
static u32 place_word(u32 off, u32 size, u32 fixed, u32 *shift)
{
	u32 at = round_down(off, 8);

	if (off + size > at + 8)
		at = off;
	if (at + 8 > fixed)
		at = fixed - 8;
	*shift = 8 * (KTF_BIG_ENDIAN ? at + 8 - off - size : off - at);
	return at;
}

static void range_test(struct ktf_insn *insn, struct interval r, u32 width, u32 shift)
{
	insn->lo = r.lo << shift;
	insn->mask = ones(width + shift);
	insn->range = r.span << shift | ones(shift);
	if (r.out)
		swap_targets(insn);
}

static void lower_number(struct lowering *l, struct ktf_insn *insn,
			 const struct ktap_filter_insn *pred, const struct ktf_field *field)
{
	u32 size = field->kind == KTAP_FILTER_KIND_CPU ? 4 : field->size, shift = 0;

	insn->op = KTF_OP_WORD;
	if (field->kind == KTAP_FILTER_KIND_CPU)
		insn->op = KTF_OP_CPU;
	else
		insn->off = place_word(field->off, size, l->fixed, &shift);
	if (pred->op == KTAP_FILTER_OP_BITS) {
		insn->mask = (pred->imm & ones(8 * size)) << shift;
		swap_targets(insn);
		return;
	}
	range_test(insn, range_of(pred->op, pred->imm, 8 * size, field->is_signed),
		   8 * size, shift);
}

static void lower_function(struct lowering *l, struct ktf_insn *insn, u64 start, u64 size,
			   const struct ktf_field *field)
{
	struct interval r = { start, size - 1, false };
	u32 shift;

	insn->op = KTF_OP_WORD;
	insn->off = place_word(field->off, field->size, l->fixed, &shift);
	range_test(insn, r, 8 * field->size, shift);
}

/*
 * The bytes at the text's start that decide whether it is the pattern, or starts
 * with it, if they are no more than a word holds; 0 if they are.
 */
static u32 deciding_bytes(const struct ktap_filter_insn *pred, const struct ktf_field *field)
{
	u32 len = ktf_slice_len(pred->imm), size = field->size;

	if (field->kind == KTAP_FILTER_KIND_COMM)
		size = KTF_COMM_BYTES;
	else if (field->kind != KTAP_FILTER_KIND_FIXSTR)
		return 0;
	if (pred->op == KTAP_FILTER_OP_STR_EQ)
		len += len < size;
	else if (pred->op != KTAP_FILTER_OP_STR_PREFIX)
		return 0;
	return len <= min(8U, size) ? len : 0;
}

static void lower_short_text(struct lowering *l, struct ktf_insn *insn, const char *pattern,
			     u32 bytes, const struct ktf_field *field)
{
	u8 text[8] = { };
	struct interval r = { };
	u32 i, shift = KTF_BIG_ENDIAN ? 8 * (8 - bytes) : 0;

	memcpy(text, pattern, bytes);
	for (i = 0; i < bytes; i++)
		r.lo |= (u64)text[i] << 8 * (KTF_BIG_ENDIAN ? bytes - 1 - i : i);
	insn->op = KTF_OP_COMM_WORD;
	if (field->kind == KTAP_FILTER_KIND_FIXSTR) {
		insn->op = KTF_OP_WORD;
		insn->off = place_word(field->off, bytes, l->fixed, &shift);
	}
	range_test(insn, r, 8 * bytes, shift);
}

static u32 put_constant(struct lowering *l, const void *data, u32 len, u32 room)
{
	u32 off = l->pool;

	memcpy((char *)l->to + off, data, len);
	l->pool += ALIGN(room, sizeof(long));
	return off;
}

/* Where a text is, and how it is matched, in the order of KTAP_FILTER_OP_STR_*. */
#define TEXT_OPS(source)							\
	{ KTF_OP_##source##_EQ, KTF_OP_##source##_PREFIX, KTF_OP_##source##_SUFFIX, \
	  KTF_OP_##source##_CONTAINS, KTF_OP_##source##_GLOB }
enum text_source { COMM, FIX, DYN, REL, PTR, USR };
static const u8 text_op[][5] = {
	[COMM] = TEXT_OPS(COMM), [FIX] = TEXT_OPS(FIX), [DYN] = TEXT_OPS(DYN),
	[REL] = TEXT_OPS(REL), [PTR] = TEXT_OPS(PTR), [USR] = TEXT_OPS(USR),
};
#undef TEXT_OPS

static enum text_source text_source(const struct ktap_filter_insn *pred,
				    const struct ktf_field *field)
{
	switch (field->kind) {
	case KTAP_FILTER_KIND_COMM:
		return COMM;
	case KTAP_FILTER_KIND_FIXSTR:
		return FIX;
	case KTAP_FILTER_KIND_DYNSTR:
		return DYN;
	case KTAP_FILTER_KIND_RELSTR:
		return REL;
	default:
		return pred->flags & KTAP_FILTER_USER ? USR : PTR;
	}
}

static void lower_text(struct lowering *l, struct ktf_insn *insn,
		       const struct ktap_filter_insn *pred, const struct ktf_field *field)
{
	const char *pattern = l->from->pool + ktf_slice_off(pred->imm);
	u32 bytes = deciding_bytes(pred, field);

	if (bytes) {
		lower_short_text(l, insn, pattern, bytes, field);
		return;
	}
	insn->op = text_op[text_source(pred, field)][pred->op - KTAP_FILTER_OP_STR_EQ];
	if (field->kind == KTAP_FILTER_KIND_PTRSTR)
		insn->fault = !!(pred->flags & KTAP_FILTER_NOT);
	insn->off = field->off;
	insn->size = field->size;
	insn->len = ktf_slice_len(pred->imm);
	insn->plain = strcspn(pattern, "*?[\\");
	insn->pat = put_constant(l, pattern, insn->len, insn->len + 1);
}

static u32 set_bytes(u32 nr_bits)
{
	return DIV_ROUND_UP(nr_bits, BITS_PER_LONG) * sizeof(long);
}

static void put_set(struct lowering *l, struct ktf_insn *insn, u64 imm, u32 nr_bits)
{
	const char *set = l->from->pool + ktf_slice_off(imm);
	unsigned long *to = (unsigned long *)((char *)l->to + l->pool);
	u32 i;

	for (i = 0; i < min(8 * ktf_slice_len(imm), nr_bits); i++)
		to[i / BITS_PER_LONG] |= (unsigned long)(set[i / 8] >> (i % 8) & 1) <<
					 (i % BITS_PER_LONG);
	insn->set = l->pool;
	insn->bits = nr_bits;
	l->pool += set_bytes(nr_bits);
}

/* The only member of a set, or -1. */
static int only_member(const struct lowering *l, u64 imm)
{
	const char *set = l->from->pool + ktf_slice_off(imm);
	int member = -1;
	u32 i;

	for (i = 0; i < 8 * ktf_slice_len(imm); i++) {
		if (!(set[i / 8] >> (i % 8) & 1))
			continue;
		if (member >= 0)
			return -1;
		member = i;
	}
	return member;
}

/* The first 64 members of a set. */
static u64 set_word(const struct lowering *l, u64 imm)
{
	const u8 *set = (const u8 *)l->from->pool + ktf_slice_off(imm);
	u64 word = 0;
	u32 i;

	for (i = 0; i < min(8U, ktf_slice_len(imm)); i++)
		word |= (u64)set[i] << 8 * i;
	return word;
}

/* A recorded cpumask counts to the last possible CPU against one, else as far as it goes. */
static u32 mask_bits(const struct lowering *l, u64 imm)
{
	return only_member(l, imm) >= 0 ? ktf_nr_cpus() : ktf_nr_mask_bits();
}

/*
 * A recorded cpumask against a set. Where masks are one word, "equal" and "share
 * a CPU" are the uniform test as well: (m - set) & all <= 0, not (m & set) <= 0.
 */
static bool mask_is_word(const struct lowering *l, u64 imm)
{
	return BITS_PER_LONG == 64 && mask_bits(l, imm) <= 64;
}

static void lower_mask(struct lowering *l, struct ktf_insn *insn,
		       const struct ktap_filter_insn *pred, const struct ktf_field *field)
{
	u32 bits = mask_bits(l, pred->imm);

	insn->off = field->off;
	if (!mask_is_word(l, pred->imm)) {
		insn->op = pred->op == KTAP_FILTER_OP_SET_EQ ? KTF_OP_MASK_EQ : KTF_OP_MASK_ANY;
		put_set(l, insn, pred->imm, bits);
		return;
	}
	insn->op = KTF_OP_MASK_WORD;
	if (pred->op == KTAP_FILTER_OP_SET_EQ) {
		insn->lo = set_word(l, pred->imm) & ones(bits);
		insn->mask = ones(bits);
	} else {
		insn->mask = set_word(l, pred->imm) & ones(bits);
		swap_targets(insn);
	}
}

/* The low 32 bits of an integer as the number of a CPU: where they are. */
static u32 place_cpu(struct lowering *l, const struct ktf_field *field, u32 *width, u32 *shift)
{
	u32 size = min(field->size, 4U);
	u32 off = field->off + (KTF_BIG_ENDIAN ? field->size - size : 0);

	*width = 8 * size;
	return place_word(off, size, l->fixed, shift);
}

/* Is the set, cut to possible CPUs, all numbers from one to another? */
static bool set_interval(const struct lowering *l, u64 imm, struct interval *r)
{
	const char *set = l->from->pool + ktf_slice_off(imm);
	u32 bits = min(8 * ktf_slice_len(imm), ktf_nr_cpus()), members = 0, last = 0, i;

	for (i = 0; i < bits; i++) {
		if (!(set[i / 8] >> (i % 8) & 1))
			continue;
		if (!members++)
			r->lo = i;
		last = i;
	}
	r->span = last - r->lo;
	r->out = false;
	return members && members == r->span + 1;
}

/* Has a scalar's membership to be looked up, or will a range do? */
static bool needs_set(const struct lowering *l, u64 imm, const struct ktf_field *field)
{
	u32 size = field->kind == KTAP_FILTER_KIND_CPU ? 4 : min(field->size, 4U);
	struct interval r = { };

	if (only_member(l, imm) >= 0)
		return false;
	return !set_interval(l, imm, &r) || r.lo + r.span > ones(8 * size);
}

/*
 * An integer, or the running CPU, against a set. A set of one is that number. A
 * set of more equals no number, so what is left is "!=", true for every CPU that
 * may exist (FALSE was folded), and membership, which often is a range.
 */
static void lower_scalar_set(struct lowering *l, struct ktf_insn *insn,
			     const struct ktap_filter_insn *pred, const struct ktf_field *field)
{
	bool is_cpu = field->kind == KTAP_FILTER_KIND_CPU;
	int member = only_member(l, pred->imm);
	u32 width = 32, shift = 0;
	struct interval r = { };

	if (member >= 0) {
		struct ktap_filter_insn eq = { .op = KTAP_FILTER_OP_EQ, .imm = member };

		lower_number(l, insn, &eq, field);
		return;
	}
	if (!is_cpu)
		insn->off = place_cpu(l, field, &width, &shift);
	insn->op = is_cpu ? KTF_OP_CPU : KTF_OP_WORD;
	if (pred->op == KTAP_FILTER_OP_SET_EQ) {
		r = (struct interval) { 0, min_t(u64, ktf_nr_cpus() - 1, ones(width)), true };
		range_test(insn, r, width, shift);
		return;
	}
	if (!needs_set(l, pred->imm, field)) {
		set_interval(l, pred->imm, &r);
		range_test(insn, r, width, shift);
		return;
	}
	insn->op = is_cpu ? KTF_OP_CPU_SET : KTF_OP_WORD_SET;
	put_set(l, insn, pred->imm, ktf_nr_cpus());
	insn->shift = shift;
	insn->index = ones(width);
}

static int lower_pred(struct lowering *l, u32 nr, const struct ktf_field *field)
{
	const struct ktap_filter_insn *pred = &l->from->insns[nr];
	struct ktf_insn *insn = &l->to->insns[nr];
	u64 start, size;
	int err;

	insn->to[0] = pred->jf;
	insn->to[1] = pred->jt;
	if (pred->flags & KTAP_FILTER_NOT)
		swap_targets(insn);
	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_NUM:
		lower_number(l, insn, pred, field);
		break;
	case KTF_FMT_STR:
		lower_text(l, insn, pred, field);
		break;
	case KTF_FMT_SET:
		if (field->kind == KTAP_FILTER_KIND_CPUMASK)
			lower_mask(l, insn, pred, field);
		else
			lower_scalar_set(l, insn, pred, field);
		break;
	case KTF_FMT_FUNC:
		err = ktf_find_function(pred->flags & KTAP_FILTER_ADDR ? NULL :
					l->from->pool + ktf_slice_off(pred->imm),
					pred->imm, &start, &size);
		if (err)
			return ktf_fail(l->diag, err, KTF_ERR_NO_FUNCTION, nr);
		lower_function(l, insn, start, size, field);
		break;
	default:
		return ktf_fail(l->diag, -EINVAL, KTF_ERR_NONE, nr);
	}
	insn->onward = KTF_ONWARD_NEVER;
	if (insn->to[0] == nr + 1)
		insn->onward = 0;
	else if (insn->to[1] == nr + 1)
		insn->onward = 1;
	return 0;
}

/* A program that was folded to nothing: a test that every record passes. */
static void lower_verdict(struct ktf_insn *insn, u16 verdict)
{
	insn->op = KTF_OP_WORD;
	insn->onward = KTF_ONWARD_NEVER;
	insn->to[0] = verdict;
	insn->to[1] = verdict;
}

/* What lower_pred() will put behind the instructions for a predicate. */
static size_t constant_bytes(const struct lowering *l, const struct ktap_filter_insn *pred,
			     const struct ktf_field *field)
{
	switch (ktf_op_info[pred->op].format) {
	case KTF_FMT_STR:
		if (deciding_bytes(pred, field))
			return 0;
		return ALIGN(ktf_slice_len(pred->imm) + 1, sizeof(long));
	case KTF_FMT_SET:
		if (field->kind == KTAP_FILTER_KIND_CPUMASK)
			return mask_is_word(l, pred->imm) ? 0 : set_bytes(mask_bits(l, pred->imm));
		if (pred->op == KTAP_FILTER_OP_SET_ANY && needs_set(l, pred->imm, field))
			return set_bytes(ktf_nr_cpus());
		return 0;
	}
	return 0;
}

static size_t pool_bytes(const struct lowering *l, const struct ktf_field *live)
{
	const struct ktap_filter_insn *pred = l->from->insns;
	size_t bytes = 0;

	for (; pred < l->from->insns + l->from->nr_insns; pred++)
		bytes += constant_bytes(l, pred, &live[pred->field]);
	return bytes;
}

/**
 * ktf_lower - make the runnable program
 * @prog: a linked program, folded or not.
 * @live: the event's fields, one for each relocation.
 * @fixed: bytes that a record of the event has at least, KTF_MIN_FIXED to
 *	KTF_MAX_FIXED.
 * @diag: gets the error; its position is the instruction's number.
 *
 * Context: may sleep.
 * Return: the program, one allocation to be freed by ktf_free(); not verified
 * yet. ERR_PTR: -EINVAL for an instruction that cannot run or a function that is
 * gone, -E2BIG for a record that offsets cannot reach, -ENOMEM.
 */
struct ktf_prog *ktf_lower(const struct ktf_portable *prog, const struct ktf_field *live,
			   u32 fixed, struct ktf_diag *diag)
{
	struct lowering l = { .from = prog, .fixed = fixed, .diag = diag };
	size_t bytes;
	int err = 0;
	u32 i;

	if (fixed < KTF_MIN_FIXED || fixed > KTF_MAX_FIXED)
		return ERR_PTR(ktf_fail(diag, -E2BIG, KTF_ERR_NONE, 0));
	bytes = struct_size(l.to, insns, max(prog->nr_insns, 1U));
	l.pool = bytes;
	bytes += pool_bytes(&l, live);
	l.to = ktf_alloc(bytes);
	if (!l.to)
		return ERR_PTR(ktf_fail(diag, -ENOMEM, KTF_ERR_NONE, 0));
	l.to->bytes = bytes;
	l.to->nr = max(prog->nr_insns, 1U);
	l.to->fixed = fixed;
	if (!prog->nr_insns)
		lower_verdict(&l.to->insns[0], prog->start);
	for (i = 0; i < prog->nr_insns && !err; i++)
		err = lower_pred(&l, i, &live[prog->insns[i].field]);
	if (!err && WARN_ON_ONCE(l.pool != bytes))
		err = ktf_fail(diag, -EINVAL, KTF_ERR_NONE, 0);
	if (err) {
		ktf_free(l.to);
		return ERR_PTR(err);
	}
	return l.to;
}
