/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The opcode table of the ktap filter machine: rows only, no include guard.
 *
 * Include this file after defining some of
 *
 *	KTF_POP(name, nr, format, may, text)	portable opcodes: they name a field
 *	KTF_ROP(name, nr, format, text)	runnable opcodes: offsets of one event
 *	KTF_COP(name, nr, format, text)	runnable opcodes that need calls; if it is
 *					not defined they are KTF_ROP() as well
 *
 * From these rows come the enum, the name tables, the dispatch table of the
 * interpreter, the operand rules of the verifier, the disassembler and the
 * instruction table in Documentation/trace/ktap-filter-bytecode.rst.
 *
 * The numbers of portable opcodes are ABI. Runnable opcodes hold addresses of
 * one kernel: they are never accepted from user space, so theirs may change.
 *
 * @format names what the operands are; see enum ktf_format.
 * @may says what an image may do with the opcode: PLAIN, use it without flags; NOT,
 *	also with KTAP_FILTER_NOT; NOT_USER and NOT_ADDR, also with the flag of that
 *	name; KERNEL, not use it: such a row is not for user space.
 * @text is the documentation; "value" is the field's value in the record.
 */

#ifndef KTF_POP
#define KTF_POP(name, nr, format, may, text)
#endif
#ifndef KTF_ROP
#define KTF_ROP(name, nr, format, text)
#endif
#ifndef KTF_COP
#define KTF_COP(name, nr, format, text)	KTF_ROP(name, nr, format, text)
#endif

/* Portable: constants, then integers, strings, CPU sets, code addresses. */
KTF_POP(FALSE,		0x01, NONE, NOT,      "never true")
KTF_POP(EQ,		0x02, NUM,  NOT,      "value equals the constant cut to the field's width")
KTF_POP(LT,		0x03, NUM,  PLAIN,    "value is less than the constant, by its sign")
KTF_POP(LE,		0x04, NUM,  PLAIN,    "value is less than or equal to the constant")
KTF_POP(GT,		0x05, NUM,  PLAIN,    "value is greater than the constant")
KTF_POP(GE,		0x06, NUM,  PLAIN,    "value is greater than or equal to the constant")
KTF_POP(BITS,		0x07, NUM,  PLAIN,    "value and the constant share a set bit")
KTF_POP(STR_EQ,		0x10, STR,  NOT_USER, "text is exactly the constant")
KTF_POP(STR_PREFIX,	0x11, STR,  NOT_USER, "text starts with the constant")
KTF_POP(STR_SUFFIX,	0x12, STR,  NOT_USER, "text ends with the constant")
KTF_POP(STR_CONTAINS,	0x13, STR,  NOT_USER, "text contains the constant")
KTF_POP(STR_GLOB,	0x14, STR,  NOT_USER, "text matches the glob pattern")
KTF_POP(SET_EQ,		0x20, SET,  NOT,      "CPUs of the field are exactly the set")
KTF_POP(SET_ANY,	0x21, SET,  PLAIN,    "CPUs of the field and the set share one")
KTF_POP(FUNC,		0x28, FUNC, NOT_ADDR, "address lies in the named function")
KTF_POP(IP,		0x2f, RAW,  KERNEL,   "patterns of perf's ftrace:function, never run")

/*
 * Runnable: the uniform test on 8 bytes of the record or comm, or a number. Those that are
 * asked for most end a group: one comparison of numbers finds them, and what is beyond.
 */
KTF_ROP(WORD,		0x80, WORD, "((load64(record + off) - lo) & mask) <= range")
KTF_ROP(CPU,		0x81, CPU,  "((this CPU - lo) & mask) <= range")
KTF_ROP(MASK_WORD,	0x82, LOCW, "the test on the first 64 CPUs of the record's cpumask")
KTF_ROP(COMM_TAIL,	0x86, CPU,  "the test on the last 8 bytes of comm's text")
KTF_ROP(TAIL,		0x87, TAIL, "the test on the last 8 bytes of the text in 16 bytes at off")

/* Runnable: sets of numbers. */
KTF_ROP(CPU_SET,	0x88, INDX, "((this CPU - base) & index) >> shift is in the set")
KTF_ROP(WORD_SET,	0x89, INDX, "((load64(record + off) - base) & index) >> shift is in it")
KTF_ROP(WORD_HASH,	0x8a, HASH, "(load64(record + off) & index) >> shift is in its slot")
KTF_ROP(WORD_SEARCH,	0x8b, BNDS, "an odd number of bounds is <= load64(record + off) & index")

/* Runnable: the uniform test on comm, which is the last of these groups. */
KTF_ROP(COMM_WORD,	0x8f, WORD, "((load64(comm + off) - lo) & mask) <= range")

/*
 * Runnable: text of current->comm (16 bytes), of an array of fixed size within the
 * record, behind a __data_loc or a __rel_loc word.
 */
KTF_ROP(COMM_EQ,	0x90, TEXT, "comm is the pattern")
KTF_ROP(COMM_PREFIX,	0x91, TEXT, "comm starts with the pattern")
KTF_ROP(FIX_EQ,		0x93, FIXT, "array is the pattern")
KTF_ROP(FIX_PREFIX,	0x94, FIXT, "array starts with the pattern")
KTF_ROP(DYN_EQ,		0x96, LOCT, "__data_loc text is the pattern")
KTF_ROP(DYN_PREFIX,	0x97, LOCT, "__data_loc text starts with the pattern")
KTF_ROP(DYN_SUFFIX,	0x98, LOCT, "__data_loc text ends with the pattern")
KTF_ROP(REL_EQ,		0x99, LOCT, "__rel_loc text is the pattern")
KTF_ROP(REL_PREFIX,	0x9a, LOCT, "__rel_loc text starts with the pattern")
KTF_ROP(REL_SUFFIX,	0x9b, LOCT, "__rel_loc text ends with the pattern")
KTF_ROP(DYN_WORD,	0x9c, LOCW, "the test on the first 8 bytes of a __data_loc text")
KTF_ROP(REL_WORD,	0x9d, LOCW, "the test on the first 8 bytes of a __rel_loc text")

/* Runnable, from here on with calls: see vm/run.c. */
KTF_COP(MASK_EQ,	0xa0, MASK, "the record's cpumask equals the set")
KTF_COP(MASK_ANY,	0xa1, MASK, "the record's cpumask and the set share a CPU")
KTF_COP(COMM_PIECE,	0xa6, PIEC, "comm contains a piece")
KTF_COP(PIECE,		0xa7, PIEC, "the text in 16 bytes at off contains a piece")
KTF_COP(COMM_SUFFIX,	0xa4, TEXT, "comm ends with the pattern")
KTF_COP(FIX_SUFFIX,	0xa5, FIXT, "array ends with the pattern")
KTF_COP(COMM_CONTAINS,	0xa8, TEXT, "comm contains the pattern")
KTF_COP(COMM_GLOB,	0xa9, TEXT, "comm matches the pattern")
KTF_COP(FIX_CONTAINS,	0xaa, FIXT, "array contains the pattern")
KTF_COP(FIX_GLOB,	0xab, FIXT, "array matches the pattern")
KTF_COP(DYN_CONTAINS,	0xac, LOCT, "__data_loc text contains the pattern")
KTF_COP(DYN_GLOB,	0xad, LOCT, "__data_loc text matches the pattern")
KTF_COP(REL_CONTAINS,	0xae, LOCT, "__rel_loc text contains the pattern")
KTF_COP(REL_GLOB,	0xaf, LOCT, "__rel_loc text matches the pattern")

/* Runnable: text behind a pointer; for one that faults the outcome is in the instruction. */
KTF_COP(PTR_EQ,		0xb0, PTRT, "kernel string is the pattern")
KTF_COP(PTR_PREFIX,	0xb1, PTRT, "kernel string starts with the pattern")
KTF_COP(PTR_SUFFIX,	0xb2, PTRT, "kernel string ends with the pattern")
KTF_COP(PTR_CONTAINS,	0xb3, PTRT, "kernel string contains the pattern")
KTF_COP(PTR_GLOB,	0xb4, PTRT, "kernel string matches the pattern")
KTF_COP(USR_EQ,		0xb5, PTRT, "user string is the pattern")
KTF_COP(USR_PREFIX,	0xb6, PTRT, "user string starts with the pattern")
KTF_COP(USR_SUFFIX,	0xb7, PTRT, "user string ends with the pattern")
KTF_COP(USR_CONTAINS,	0xb8, PTRT, "user string contains the pattern")
KTF_COP(USR_GLOB,	0xb9, PTRT, "user string matches the pattern")

#undef KTF_POP
#undef KTF_ROP
#undef KTF_COP
