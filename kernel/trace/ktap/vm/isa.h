/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The instruction set: an opcode is a source and a test.
 *
 * The source says where the value is that an instruction looks at. The test says what is
 * asked of that value. The opcode has both numbers in one byte:
 *
 *	 7       4 3       0
 *	+---------+---------+
 *	| source  |  test   |
 *	+---------+---------+
 *
 * All that is known of a source or of a test is in its row here. The verifier, packing,
 * early reject, the listing, the interpreter's table and the translation to eBPF read the
 * rows; there is no list of opcodes. Which sources a test takes is in the test's row, and
 * says which bytes are opcodes:
 *
 *	     ARC TAIL SET HASH BOUNDS SHORT EQ PREFIX SUFFIX CONTAINS GLOB SAME SHARE
 *	WORD  00       02   03   04
 *	CPU   10       12
 *	MASK  20                                                            2b    2c
 *	COMM  30   31                  35   36   37     38      39     3a
 *	FIX        41                  45   46   47     48      49     4a
 *	DYN   50                            56   57     58      59     5a
 *	REL   60                            66   67     68      69     6a
 *	PTR                                 76   77     78      79     7a
 *	USR                                 86   87     88      89     8a
 *
 * Some code depends on the order of the numbers. Each such rule is asserted here, below
 * the tables, and the code that depends on it says "ISA order".
 */
#ifndef _KTF_ISA_H
#define _KTF_ISA_H

#include "prog/env.h"

/*
 * S(arg, name, number, bytes, known, text)
 *
 * @bytes	of the record's fixed part, from the instruction's offset on, that are read.
 *		Of FIX for a test with a pattern, the instruction's size instead.
 * @known	when: ALWAYS, also where there is no record; HEADER, if what is read lies in
 *		the header that all records have; RECORD.
 * @text	the documentation.
 */
#define KTF_SOURCES(S, arg)								\
	S(arg, WORD, 0, 8, HEADER, "8 bytes of the record at off")			\
	S(arg, CPU,  1, 0, ALWAYS, "the number of this CPU")				\
	S(arg, MASK, 2, 4, RECORD, "the cpumask behind a __data_loc word")		\
	S(arg, COMM, 3, 0, ALWAYS, "the running task's name")				\
	S(arg, FIX,  4, 16, RECORD, "the array at off")					\
	S(arg, DYN,  5, 4, RECORD, "the text behind a __data_loc word")			\
	S(arg, REL,  6, 4, RECORD, "the text behind a __rel_loc word")			\
	S(arg, PTR,  7, sizeof(long), RECORD, "the kernel's text behind a pointer")	\
	S(arg, USR,  8, sizeof(long), RECORD, "the user's text behind a pointer")

/*
 * T(arg, name, number, sources, fetch, constant, gain, text)
 *
 * @sources	that the test takes.
 * @fetch	how the interpreter's loop gets the value: NUMBER, LAST (the text's last 8
 *		bytes), TEXT; NONE, if the test is left to a function with a stack frame.
 * @constant	what the value is held against, see enum ktf_constant.
 * @gain	what machine code gains by it, in ARCs: see ebpf/gain.c.
 * @text	the documentation.
 */
#define KTF_TESTS(T, arg)								\
	T(arg, ARC,	 0, KTF_NUMBERS | KTF_LOCATED, NUMBER, ARC, 1,			\
	  "((value - lo) & mask) <= range; of a text, of its first 8 bytes")		\
	T(arg, TAIL,	 1, KTF_IN_16, LAST, ARC, 2,					\
	  "the same of the last 8 bytes of a text in 16")				\
	T(arg, SET,	 2, KTF_IN(WORD) | KTF_IN(CPU), NONE, SET, 2,			\
	  "((value - base) & index) >> shift is in the bitmap")				\
	T(arg, HASH,	 3, KTF_IN(WORD), NONE, HASH, 2,				\
	  "(value & index) >> shift is in its slot")					\
	T(arg, BOUNDS,	 4, KTF_IN(WORD), NONE, BOUNDS, 2,				\
	  "an odd number of bounds is <= value & index")				\
	T(arg, SHORT,	 5, KTF_IN_16, NONE, SHORT, 4,					\
	  "a text in 16 bytes contains a pattern of up to 8")				\
	T(arg, EQ,	 6, KTF_TEXTS, TEXT, PATTERN, 1, "the text is the pattern")	\
	T(arg, PREFIX,	 7, KTF_TEXTS, TEXT, PATTERN, 1, "the text starts with the pattern") \
	T(arg, SUFFIX,	 8, KTF_TEXTS, TEXT, PATTERN, 1, "the text ends with the pattern") \
	T(arg, CONTAINS, 9, KTF_TEXTS, NONE, BORDERS, 4, "the text contains the pattern") \
	T(arg, GLOB,	10, KTF_TEXTS, NONE, GLOB, 4, "the text matches the pattern")	\
	T(arg, SAME,	11, KTF_IN(MASK), NONE, CPUS, 0, "the mask and the set are equal") \
	T(arg, SHARE,	12, KTF_IN(MASK), NONE, CPUS, 0, "the mask and the set share a CPU")

enum ktf_source {
#define KTF_SOURCE(arg, name, nr, ...)	KTF_SOURCE_##name = nr,
	KTF_SOURCES(KTF_SOURCE, _)
#undef KTF_SOURCE
};

enum ktf_test {
#define KTF_TEST(arg, name, nr, ...)	KTF_TEST_##name = nr,
	KTF_TESTS(KTF_TEST, _)
#undef KTF_TEST
};

/* The opcode of a source and a test. */
#define KTF_OP(source, test)	(KTF_SOURCE_##source << 4 | KTF_TEST_##test)

/* Sources as bits, and those that many tests take. */
#define KTF_IN(source)	(1U << KTF_SOURCE_##source)
#define KTF_NUMBERS	(KTF_IN(WORD) | KTF_IN(CPU) | KTF_IN(MASK) | KTF_IN(COMM))
#define KTF_LOCATED	(KTF_IN(DYN) | KTF_IN(REL))
#define KTF_IN_16	(KTF_IN(COMM) | KTF_IN(FIX))
#define KTF_TEXTS	(KTF_IN_16 | KTF_LOCATED | KTF_IN(PTR) | KTF_IN(USR))

/*
 * ISA order. Words: the interpreter's first tier finds its opcodes by few comparisons
 * with the test of an arc of COMM, which is above all numbers and all sets.
 */
static_assert(KTF_OP(WORD, ARC) == 0);
static_assert(KTF_OP(WORD, BOUNDS) < KTF_OP(CPU, ARC));
static_assert(KTF_OP(CPU, SET) < KTF_OP(COMM, ARC) && KTF_OP(MASK, SHARE) < KTF_OP(COMM, ARC));
static_assert(KTF_OP(COMM, ARC) < KTF_OP(COMM, TAIL) && KTF_OP(COMM, ARC) < KTF_OP(FIX, TAIL));

/* ISA order. So numbers have no tests but these, and the first tiers take the others for sets. */
#define KTF_TAKES(source, name, nr, sources, ...)	((sources) >> (source) & 1) << (nr) |
static_assert((KTF_TESTS(KTF_TAKES, KTF_SOURCE_WORD) 0) ==
	      (1 << KTF_TEST_ARC | 1 << KTF_TEST_SET | 1 << KTF_TEST_HASH | 1 << KTF_TEST_BOUNDS));
static_assert((KTF_TESTS(KTF_TAKES, KTF_SOURCE_CPU) 0) ==
	      (1 << KTF_TEST_ARC | 1 << KTF_TEST_SET));
#undef KTF_TAKES

/* ISA order. Texts: arrays, then what has a loc word, then what has a pointer. */
static_assert(KTF_SOURCE_COMM < KTF_SOURCE_FIX && KTF_SOURCE_FIX < KTF_SOURCE_DYN);
static_assert(KTF_SOURCE_REL == KTF_SOURCE_DYN + 1 && KTF_SOURCE_PTR == KTF_SOURCE_REL + 1);
static_assert(KTF_SOURCE_USR == KTF_SOURCE_PTR + 1);

/* ISA order. The comparisons of texts are those of the portable opcodes. */
static_assert(KTF_TEST_GLOB - KTF_TEST_EQ == 4 && KTF_TEST_PREFIX - KTF_TEST_EQ == 1);
static_assert(KTF_TEST_SUFFIX - KTF_TEST_EQ == 2 && KTF_TEST_CONTAINS - KTF_TEST_EQ == 3);

/* When a source's value is known. */
enum ktf_known { KTF_KNOWN_ALWAYS, KTF_KNOWN_HEADER, KTF_KNOWN_RECORD };

/* What a test holds the value against. From PATTERN on, a text behind the instructions. */
enum ktf_constant {
	KTF_CONST_ARC,		/* lo, mask, range */
	KTF_CONST_SHORT,	/* the pattern in lo, its mask, its first byte 8 times in range */
	KTF_CONST_SET,		/* base, index, shift; bits in a bitmap at set */
	KTF_CONST_CPUS,		/* bits in a bitmap at set */
	KTF_CONST_HASH,		/* index, hash_shift, mult, bucket_bits, slot_bits; at set */
	KTF_CONST_BOUNDS,	/* index; bits is their number; at set */
	KTF_CONST_PATTERN,	/* len at pat */
	KTF_CONST_BORDERS,	/* the same, its borders behind it; first_word */
	KTF_CONST_GLOB,		/* the same, taken apart behind it */
	KTF_NR_CONSTANTS
};

/**
 * struct ktf_source_info - a row of the table of sources
 * @name: its name.
 * @bytes: see KTF_SOURCES().
 * @known: one of enum ktf_known.
 */
struct ktf_source_info {
	const char	*name;
	u8		bytes;
	u8		known;
};

/**
 * struct ktf_test_info - a row of the table of tests
 * @name: its name.
 * @sources: bits of the sources that it takes; 0 if there is no test of this number.
 * @constant: one of enum ktf_constant.
 * @gain: see KTF_TESTS().
 */
struct ktf_test_info {
	const char	*name;
	u16		sources;
	u8		constant;
	u8		gain;
};

extern const struct ktf_source_info ktf_sources[16];
extern const struct ktf_test_info ktf_tests[16];

/* Is a byte an opcode? */
static inline bool ktf_is_op(u8 op)
{
	return ktf_tests[op & 15].sources >> (op >> 4) & 1;
}

#endif /* _KTF_ISA_H */
