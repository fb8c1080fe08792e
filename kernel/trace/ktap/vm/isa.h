/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The instruction set: an opcode is a source and a test.
 *
 * The source says where an instruction finds a value. The test says what it asks of the value.
 * The opcode has both numbers in one byte:
 *
 *	 7       4 3       0
 *	+---------+---------+
 *	| source  |  test   |
 *	+---------+---------+
 *
 * All facts about a source or a test are in its row here. The verifier, packing, early reject,
 * the listing, the interpreter's table and the translation to eBPF read the rows. There is no
 * list of opcodes: the row of a test names the sources that the test takes. These are all
 * opcodes:
 *
 *       ARC TAIL SET HASH BOUNDS SHORT EQ PREFIX SUFFIX CONTAINS GLOB SAME SHARE SPAN HOLDS LESS
 *  WORD  00       02   03   04
 *  CPU   10       12
 *  MASK  20                                                            2b    2c
 *  PAIR                                                                           3d    3e    3f
 *  CELL                     44                                                    4d    4e
 *  TASK  50                 54                                                          5e
 *  STATE                                                                          6d
 *  COMM  70   71        73        75   76   77     78      79     7a
 *  FIX        81        83        85   86   87     88      89     8a
 *  DYN   90             93             96   97     98      99     9a
 *  REL   a0             a3             a6   a7     a8      a9     aa
 *  PTR                  b3             b6   b7     b8      b9     ba
 *  USR                  c3             c6   c7     c8      c9     ca
 *  DUO                                                                                  de
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
 * @bytes	how many bytes an instruction reads at its offset in the record's fixed part.
 *		A FIX with a pattern or a set reads the instruction's size instead.
 * @known	when the value is known. ALWAYS: also without a record. HEADER: early, if it
 *		lies in the header that all records have. PAIR, CELLS: early, if all that they
 *		read lies there. VARIABLE: early, if the variable is. DUO: early, if each text
 *		is the task's name or a constant. RECORD: only with a record. NEVER: only when
 *		its turn comes, and what follows must not be decided before.
 * @text	the documentation.
 */
#define KTF_SOURCES(S, arg)								\
	S(arg, WORD, 0, 8, HEADER, "8 bytes of the record at off")			\
	S(arg, CPU,  1, 0, ALWAYS, "the number of this CPU")				\
	S(arg, MASK, 2, 4, RECORD, "the cpumask behind a __data_loc word")		\
	S(arg, PAIR, 3, 8, PAIR, "the highest bits of the words at off and at off2")		\
	S(arg, CELL, 4, 0, CELLS, "the values of cells")				\
	S(arg, TASK, 5, 0, VARIABLE, "the running task's variable with the number off")	\
	S(arg, STATE, 6, 0, NEVER, "what a state term remembers")			\
	S(arg, COMM, 7, 0, ALWAYS, "the running task's name, or a word of the task")	\
	S(arg, FIX,  8, 16, RECORD, "the array at off")					\
	S(arg, DYN,  9, 4, RECORD, "the text behind a __data_loc word")			\
	S(arg, REL, 10, 4, RECORD, "the text behind a __rel_loc word")			\
	S(arg, PTR, 11, sizeof(long), RECORD, "the kernel's text behind a pointer")	\
	S(arg, USR, 12, sizeof(long), RECORD, "the user's text behind a pointer")	\
	S(arg, DUO, 13, 0, DUO, "two texts, of which one may be a constant")

/*
 * T(arg, name, number, sources, fetch, constant, gain, text)
 *
 * @sources	the sources that the test takes.
 * @fetch	how the interpreter's loop gets the value: NUMBER, TEXT, or LAST (the text's
 *		last 8 bytes). NONE leaves the test to a function with a stack frame.
 * @constant	what the value is compared with, see enum ktf_constant.
 * @gain	what machine code gains by the test, in ARCs: see ebpf/gain.c.
 * @text	the documentation.
 */
#define KTF_TESTS(T, arg)								\
	T(arg, ARC,	 0, KTF_NUMBERS | KTF_LOCATED | KTF_IN(TASK), NUMBER, ARC, 1,	\
	  "((value - lo) & mask) <= range; of a text, of its first 8 bytes")		\
	T(arg, TAIL,	 1, KTF_IN_16, LAST, ARC, 2,					\
	  "the same of the last 8 bytes of a text in 16")				\
	T(arg, SET,	 2, KTF_IN(WORD) | KTF_IN(CPU), NONE, SET, 2,			\
	  "((value - base) & index) >> shift is in the bitmap")				\
	T(arg, HASH,	 3, KTF_IN(WORD) | KTF_TEXTS, NONE, HASH, 2,			\
	  "(value & index) >> shift is in its slot, or the text is")			\
	T(arg, BOUNDS,	 4, KTF_IN(WORD) | KTF_IN(CELL) | KTF_IN(TASK), NONE, BOUNDS, 2, \
	  "an odd number of bounds is <= value & index")				\
	T(arg, SHORT,	 5, KTF_IN_16, NONE, SHORT, 4,					\
	  "a text in 16 bytes contains a pattern of up to 8")				\
	T(arg, EQ,	 6, KTF_TEXTS, TEXT, PATTERN, 1, "the text is the pattern")	\
	T(arg, PREFIX,	 7, KTF_TEXTS, TEXT, PATTERN, 1, "the text starts with the pattern") \
	T(arg, SUFFIX,	 8, KTF_TEXTS, TEXT, PATTERN, 1, "the text ends with the pattern") \
	T(arg, CONTAINS, 9, KTF_TEXTS, NONE, BORDERS, 4, "the text contains the pattern") \
	T(arg, GLOB,	10, KTF_TEXTS, NONE, GLOB, 4, "the text matches the pattern")	\
	T(arg, SAME,	11, KTF_IN(MASK), NONE, CPUS, 0, "the mask and the set are equal") \
	T(arg, SHARE,	12, KTF_IN(MASK), NONE, CPUS, 0, "the mask and the set share a CPU") \
	T(arg, SPAN,	13, KTF_IN(PAIR) | KTF_IN(CELL) | KTF_IN(STATE), NONE, VALUES, 1, \
	  "value - lo <= range; of a PAIR, the difference; a STATE has its term")	\
	T(arg, HOLDS,	14, KTF_IN(PAIR) | KTF_IN(CELL) | KTF_IN(TASK) | KTF_IN(DUO),	\
	  NONE, VALUES, 1,								\
	  "the relation of the two values holds; of a TASK, it is related to lo")	\
	T(arg, LESS,	15, KTF_IN(PAIR), NONE, VALUES, 1,				\
	  "HOLDS of whole words: the first plus lo is less than the second plus lo")

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

/* Sources as bits, and the groups of sources that several tests take. */
#define KTF_IN(source)	(1U << KTF_SOURCE_##source)
#define KTF_NUMBERS	(KTF_IN(WORD) | KTF_IN(CPU) | KTF_IN(MASK) | KTF_IN(COMM))
#define KTF_LOCATED	(KTF_IN(DYN) | KTF_IN(REL))
#define KTF_IN_16	(KTF_IN(COMM) | KTF_IN(FIX))
#define KTF_TEXTS	(KTF_IN_16 | KTF_LOCATED | KTF_IN(PTR) | KTF_IN(USR))

/*
 * ISA order. Words: the interpreter's first tier finds its opcodes by few comparisons
 * with COMM_ARC. All other opcodes of numbers and sets are below it.
 */
static_assert(KTF_OP(WORD, ARC) == 0);
static_assert(KTF_OP(WORD, SET) < KTF_OP(WORD, HASH) && KTF_OP(WORD, HASH) < KTF_OP(WORD, BOUNDS));
static_assert(KTF_OP(WORD, BOUNDS) < KTF_OP(CPU, ARC));
static_assert(KTF_OP(CPU, SET) < KTF_OP(COMM, ARC) && KTF_OP(MASK, SHARE) < KTF_OP(COMM, ARC));
static_assert(KTF_OP(MASK, SHARE) < KTF_OP(PAIR, ARC) && KTF_SOURCE_CELL == KTF_SOURCE_PAIR + 1);
static_assert(KTF_SOURCE_CELL < KTF_SOURCE_TASK && KTF_SOURCE_TASK < KTF_SOURCE_STATE);
static_assert(KTF_SOURCE_STATE < KTF_SOURCE_COMM);
static_assert(KTF_OP(COMM, ARC) < KTF_OP(COMM, TAIL) && KTF_OP(COMM, ARC) < KTF_OP(FIX, TAIL));

/* ISA order. WORD and CPU have no other tests, so the first tiers take all but ARC for sets. */
#define KTF_TAKES(source, name, nr, sources, ...)	((sources) >> (source) & 1) << (nr) |
static_assert((KTF_TESTS(KTF_TAKES, KTF_SOURCE_WORD) 0) ==
	      (1 << KTF_TEST_ARC | 1 << KTF_TEST_SET | 1 << KTF_TEST_HASH | 1 << KTF_TEST_BOUNDS));
static_assert((KTF_TESTS(KTF_TAKES, KTF_SOURCE_CPU) 0) ==
	      (1 << KTF_TEST_ARC | 1 << KTF_TEST_SET));
#undef KTF_TAKES

/*
 * ISA order. Texts: first arrays, then texts behind loc words, then texts behind pointers. From
 * these on, an instruction takes a call.
 */
static_assert(KTF_SOURCE_COMM < KTF_SOURCE_FIX && KTF_SOURCE_FIX < KTF_SOURCE_DYN);
static_assert(KTF_SOURCE_REL == KTF_SOURCE_DYN + 1 && KTF_SOURCE_PTR == KTF_SOURCE_REL + 1);
static_assert(KTF_SOURCE_USR == KTF_SOURCE_PTR + 1 && KTF_SOURCE_DUO == KTF_SOURCE_USR + 1);

/* ISA order. Comparisons of texts have the same order as the portable opcodes. */
static_assert(KTF_TEST_GLOB - KTF_TEST_EQ == 4 && KTF_TEST_PREFIX - KTF_TEST_EQ == 1);
static_assert(KTF_TEST_SUFFIX - KTF_TEST_EQ == 2 && KTF_TEST_CONTAINS - KTF_TEST_EQ == 3);

/* When the value of a source is known. */
enum ktf_known {
	KTF_KNOWN_ALWAYS,
	KTF_KNOWN_HEADER,
	KTF_KNOWN_PAIR,		/* as HEADER, for both words */
	KTF_KNOWN_CELLS,	/* if all cells are known: vm/cells.c */
	KTF_KNOWN_VARIABLE,	/* if the variable is: prog/variables.h */
	KTF_KNOWN_DUO,		/* if both texts are known: vm/text.c */
	KTF_KNOWN_RECORD,
	KTF_KNOWN_NEVER		/* a visit counts when it is made: vm/state.c */
};

/* What a test compares the value with. From PATTERN on, it is a text behind the instructions. */
enum ktf_constant {
	KTF_CONST_ARC,		/* lo, mask, range */
	KTF_CONST_SHORT,	/* the pattern in lo, its mask, its first byte 8 times in range */
	KTF_CONST_SET,		/* base, index, shift; a bitmap of bits at set */
	KTF_CONST_CPUS,		/* a bitmap of bits at set */
	/* index, hash_shift, mult, bucket_bits, slot_bits; table at set. Of texts: table at pat */
	KTF_CONST_HASH,
	KTF_CONST_BOUNDS,	/* index; as many bounds as bits says at set, or behind cells */
	/*
	 * lo, range or a relation; of a CELL, cells; of a TASK, lo, range; of a DUO, texts; of a
	 * STATE, a term
	 */
	KTF_CONST_VALUES,
	KTF_CONST_PATTERN,	/* len bytes at pat */
	KTF_CONST_BORDERS,	/* as PATTERN, with first_word, and borders behind the pattern */
	KTF_CONST_GLOB,		/* as PATTERN, with a struct ktf_glob behind the pattern */
	KTF_NR_CONSTANTS
};

/**
 * struct ktf_source_info - a row of the table of sources
 * @name: name of the source.
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
 * @name: name of the test.
 * @sources: bits of the sources that the test takes; 0 if no test has this number.
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

/* Is @op an opcode? */
static inline bool ktf_is_op(u8 op)
{
	return ktf_tests[op & 15].sources >> (op >> 4) & 1;
}

#endif /* _KTF_ISA_H */
