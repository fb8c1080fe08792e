/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The opcodes of portable programs: rows only, no include guard.
 *
 * Include this file after defining
 *
 *	KTF_ROW(name, nr, format, may, text)
 *
 * From these rows come the enum, the name table, the assembler, the disassembler and the
 * instruction table in Documentation/trace/ktap-filter-bytecode.rst. The numbers are ABI.
 * A runnable program has other opcodes. It holds offsets and addresses of one kernel, and is
 * never accepted from user space.
 *
 * @format names what the operands are; see enum ktf_format.
 * @may says what an image may do with the opcode: PLAIN, use it without flags; NOT,
 *	also with KTAP_FILTER_NOT; NOT_USER and NOT_ADDR, also with the flag of that name.
 * @text is the documentation; "value" is the field's value in the record.
 */

/* Constants, then integers, strings, CPU sets, code addresses. */
KTF_ROW(FALSE,		0x01, NONE, NOT,      "never true")
KTF_ROW(EQ,		0x02, NUM,  NOT,      "value equals the constant cut to the field's width")
KTF_ROW(LT,		0x03, NUM,  PLAIN,    "value is less than the constant, by its sign")
KTF_ROW(LE,		0x04, NUM,  PLAIN,    "value is less than or equal to the constant")
KTF_ROW(GT,		0x05, NUM,  PLAIN,    "value is greater than the constant")
KTF_ROW(GE,		0x06, NUM,  PLAIN,    "value is greater than or equal to the constant")
KTF_ROW(BITS,		0x07, NUM,  PLAIN,    "value and the constant share a set bit")
KTF_ROW(STR_EQ,		0x10, STR,  NOT_USER, "text is exactly the constant")
KTF_ROW(STR_PREFIX,	0x11, STR,  NOT_USER, "text starts with the constant")
KTF_ROW(STR_SUFFIX,	0x12, STR,  NOT_USER, "text ends with the constant")
KTF_ROW(STR_CONTAINS,	0x13, STR,  NOT_USER, "text contains the constant")
KTF_ROW(STR_GLOB,	0x14, STR,  NOT_USER, "text matches the glob pattern")
KTF_ROW(STR_FOLD,	0x15, STR,  NOT_USER,
	"folded text, with A to Z as a to z, matches the glob pattern")
KTF_ROW(STR_SAME,	0x16, PAIR, NOT_USER, "texts of both fields are equal")
KTF_ROW(STR_LESS,	0x17, STR,  NOT_USER,
	"text is less than the constant, by bytes without a sign")
KTF_ROW(STR_BEFORE,	0x18, PAIR, NOT_USER,
	"text of the first field is less than that of the second")
KTF_ROW(STR_MORE,	0x19, STR,  NOT_USER, "text is greater than the constant")
KTF_ROW(FOLD_LESS,	0x1a, STR,  NOT_USER, "folded text is less than the constant")
KTF_ROW(FOLD_MORE,	0x1b, STR,  NOT_USER, "folded text is greater than the constant")
KTF_ROW(SET_EQ,		0x20, SET,  NOT,      "CPUs of the field are exactly the set")
KTF_ROW(SET_ANY,	0x21, SET,  PLAIN,    "CPUs of the field and the set share one")
KTF_ROW(FUNC,		0x28, FUNC, NOT_ADDR, "address lies in the named function")

/* Value expressions: two values, or one value and ranges. */
KTF_ROW(VAL_EQ,		0x30, CELLS, NOT,     "the first value equals the second")
KTF_ROW(VAL_LT,		0x31, CELLS, NOT,     "the first value is less than the second")
KTF_ROW(VAL_IN,		0x32, CELLS, NOT,     "the value is in one of the ranges")

/* Optional fields. */
KTF_ROW(HAS,		0x38, FIELD, NOT,     "the event has the field, which may be missing")

/* The running task. */
KTF_ROW(UNDER,		0x39, GROUP, NOT,     "the task's cgroup is that one, or below it")
KTF_ROW(CHILD,		0x3a, ARG, NOT,       "the task or an ancestor is of that process")

/* State terms, which remember the visits before. */
KTF_ROW(SAMPLE,		0x3c, ARG,   PLAIN,   "true of 1 in n visits, at random")
KTF_ROW(FIRST,		0x3d, ARG,   PLAIN,   "true of the first n visits")
KTF_ROW(RATE,		0x3e, ARGS,  PLAIN,   "true of at most n visits in m microseconds")
KTF_ROW(CHANGED,	0x3f, CELLS, PLAIN,   "the value differs from the last visit's on this CPU")

#undef KTF_ROW
