// SPDX-License-Identifier: GPL-2.0
/*
 * The test ARC: every relation, width, sign, place and constant against what
 * the C compiler makes of the same comparison.
 */
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "prog/ops.h"
#include "prog/limits.h"
#include "vm/lower.h"
#include "vm/run.h"
#include "vm/verify.h"

static const u8 relations[] = {
	KTAP_FILTER_OP_EQ, KTAP_FILTER_OP_LT, KTAP_FILTER_OP_LE, KTAP_FILTER_OP_GT,
	KTAP_FILTER_OP_GE, KTAP_FILTER_OP_BITS,
};

/* The reference: one function for each C type, which compares in C. */
#define COMPARE(type)							\
static bool compare_##type(u8 op, type a, type b)			\
{									\
	switch (op) {							\
	case KTAP_FILTER_OP_EQ:						\
		return a == b;						\
	case KTAP_FILTER_OP_LT:						\
		return a < b;						\
	case KTAP_FILTER_OP_LE:						\
		return a <= b;						\
	case KTAP_FILTER_OP_GT:						\
		return a > b;						\
	case KTAP_FILTER_OP_GE:						\
		return a >= b;						\
	default:							\
		return a & b;						\
	}								\
}

COMPARE(s8)
COMPARE(u8)
COMPARE(s16)
COMPARE(u16)
COMPARE(s32)
COMPARE(u32)
COMPARE(s64)
COMPARE(u64)

static bool compare(u8 op, u32 size, bool is_signed, u64 a, u64 b)
{
	switch (size) {
	case 1:
		return is_signed ? compare_s8(op, a, b) : compare_u8(op, a, b);
	case 2:
		return is_signed ? compare_s16(op, a, b) : compare_u16(op, a, b);
	case 4:
		return is_signed ? compare_s32(op, a, b) : compare_u32(op, a, b);
	default:
		return is_signed ? compare_s64(op, a, b) : compare_u64(op, a, b);
	}
}

/* Make a program of one comparison with a constant. */
static struct ktf_prog *lower(u8 op, u8 flags, u64 c, const struct ktf_field *field, u32 fixed)
{
	struct ktf_pred insn = {
		.op = op, .flags = flags, .imm = c,
		.jt = KTAP_FILTER_ACCEPT, .jf = KTAP_FILTER_REJECT,
	};
	struct ktf_portable portable = { .insns = &insn, .nr_insns = 1 };
	struct ktf_diag diag;
	struct ktf_prog *prog;
	u32 bad;

	prog = ktf_lower(&portable, field, fixed, &diag);
	EXPECT(!IS_ERR(prog) && !ktf_verify(prog, &bad), "op %u on %u bytes at %u of %u", op,
	       field->size, field->off, fixed);
	if (!IS_ERR(prog) && !flags)
		EXPECT(prog->nr == 1 && prog->insns[0].op == KTF_OP(WORD, ARC), "not one word");
	return prog;
}

static void store(char *rec, const struct ktf_field *field, u64 val)
{
	if (KTF_BIG_ENDIAN)
		val <<= 64 - 8 * field->size;
	memcpy(rec + field->off, &val, field->size);
}

/* Compare a field with @c by all relations, for each of the values. */
static void hold_against(const struct ktf_field *field, u32 fixed, u64 c, const u64 *vals, u32 nr)
{
	char *rec = malloc(fixed);
	struct ktf_prog *prog;
	u32 i, op, not;

	for (op = 0; op < 2 * ARRAY_SIZE(relations); op++) {
		not = op & 1;
		prog = lower(relations[op / 2], not ? KTAP_FILTER_NOT : 0, c, field, fixed);
		if (IS_ERR(prog))
			continue;
		for (i = 0; i < nr; i++) {
			/* The bytes around the field must not matter. */
			memset(rec, i & 1 ? 0xff : test_random(), fixed);
			store(rec, field, vals[i]);
			EXPECT(ktf_run(prog, rec, fixed) ==
			       (compare(relations[op / 2], field->size, field->is_signed,
					vals[i], c) != not),
			       "%#llx op %u %#llx, %u %s bytes at %u of %u", vals[i],
			       relations[op / 2], c, field->size,
			       field->is_signed ? "signed" : "unsigned", field->off, fixed);
		}
		ktf_free(prog);
	}
	free(rec);
}

/* Compare all 256 values with all constants. */
TEST(lower_8_bits)
{
	struct ktf_field field = { "f", KTAP_FILTER_KIND_OTHER, false, NULL, 0, 1 };
	u64 vals[256];
	u32 c, i;

	for (i = 0; i < 256; i++)
		vals[i] = i;
	for (c = 0; c < 256; c++) {
		field.off = c % 11;
		for (i = 0; i < 2; i++) {
			field.is_signed = i;
			hold_against(&field, 11, c, vals, 256);
		}
	}
}

/* Fill @vals with limits, their neighbours, powers of two, and random numbers. */
static u32 samples(u64 *vals, u32 width, u32 random)
{
	u32 nr = 0, i;
	u64 edge;

	for (i = 0; i < width; i += width > 16 ? 7 : 3) {
		edge = 1ULL << i;
		vals[nr++] = edge;
		vals[nr++] = edge - 1;
		vals[nr++] = -edge;
		vals[nr++] = edge + 1;
	}
	edge = 1ULL << (width - 1);
	vals[nr++] = edge;
	vals[nr++] = edge - 1;
	vals[nr++] = edge + 1;
	vals[nr++] = -1;
	vals[nr++] = -2;
	while (random--)
		vals[nr++] = test_random() << 30 ^ test_random();
	return nr;
}

static void sampled(u32 size)
{
	struct ktf_field field = { "f", KTAP_FILTER_KIND_OTHER, false, NULL, 0, size };
	u64 vals[256];
	u32 nr = samples(vals, 8 * size, 40), i, fixed;

	for (i = 0; i < nr; i++) {
		field.is_signed = i & 1;
		fixed = KTF_MIN_FIXED + test_below(20);
		field.off = test_below(fixed - size + 1);
		hold_against(&field, fixed, vals[i], vals, nr);
		field.is_signed = !field.is_signed;
		hold_against(&field, fixed, vals[i], vals, nr);
	}
}

TEST(lower_16_bits) { sampled(2); }
TEST(lower_32_bits) { sampled(4); }
TEST(lower_64_bits) { sampled(8); }

/* At every offset, in records of every size, the word that is loaded lies inside the record. */
TEST(lower_every_place)
{
	static const u64 vals[] = { 0, 1, 0x7f, 0x80, 0x7fffffffffffffff, -1, 0x12345678 };
	u32 size, fixed, off;

	for (size = 1; size <= 8; size *= 2)
		for (fixed = KTF_MIN_FIXED; fixed <= 34; fixed++)
			for (off = 0; off + size <= fixed; off++) {
				struct ktf_field field = {
					"f", KTAP_FILTER_KIND_OTHER, off & 1, NULL, off, size
				};

				hold_against(&field, fixed, vals[off % ARRAY_SIZE(vals)], vals,
					     ARRAY_SIZE(vals));
			}
}

TEST(lower_every_16_bit_value)
{
	struct ktf_field field = { "f", KTAP_FILTER_KIND_OTHER, false, NULL, 9, 2 };
	static const u64 constants[] = { 0, 1, 0x7fff, 0x8000, 0xffff };
	u64 *vals = malloc(65536 * sizeof(*vals));
	u32 i;

	for (i = 0; i < 65536; i++)
		vals[i] = i;
	for (i = 0; i < 2 * ARRAY_SIZE(constants); i++) {
		field.is_signed = i & 1;
		hold_against(&field, 13, constants[i / 2], vals, 65536);
	}
	free(vals);
}

/* The longest record that offsets can reach, and longer ones. */
TEST(lower_record_sizes)
{
	struct ktf_field field = { "f", KTAP_FILTER_KIND_OTHER, false, NULL, KTF_MAX_FIXED - 2, 2 };
	static const u64 vals[] = { 0, 1, 0xffff };
	struct ktf_portable empty = { .start = KTAP_FILTER_ACCEPT };
	struct ktf_diag diag;

	hold_against(&field, KTF_MAX_FIXED, 1, vals, ARRAY_SIZE(vals));
	EXPECT_EQ(PTR_ERR(ktf_lower(&empty, &field, KTF_MAX_FIXED + 1, &diag)), -E2BIG);
	EXPECT_EQ(PTR_ERR(ktf_lower(&empty, &field, KTF_MIN_FIXED - 1, &diag)), -E2BIG);
}

/* Lowering refuses opcodes that cannot run, whoever calls it. */
TEST(lower_refuses)
{
	static const u8 ops[] = {
		KTF_OP_PERF_IP, 0, KTF_OP(COMM, EQ), 0xff,
	};
	struct ktf_field field = { "f", KTAP_FILTER_KIND_OTHER, false, NULL, 0, 8 };
	struct ktf_pred insn = {
		.jt = KTAP_FILTER_ACCEPT, .jf = KTAP_FILTER_REJECT,
	};
	struct ktf_portable portable = { .insns = &insn, .nr_insns = 1 };
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(ops); i++) {
		insn.op = ops[i];
		EXPECT(PTR_ERR(ktf_lower(&portable, &field, 8, &diag)) == -EINVAL, "op %#x",
		       ops[i]);
	}
}
