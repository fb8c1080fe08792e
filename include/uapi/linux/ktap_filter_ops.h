/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The opcode table of the ktap filter machine: rows only, no include guard.
 *
 * Include this file after defining one or both of
 *
 *	KTF_POP(name, nr, format, text)	portable opcodes: they name a field
 *	KTF_ROP(name, nr, format, text)	runnable opcodes: offsets of one event
 *
 * From these rows come the enum, the name tables, the dispatch table of the
 * interpreter, the operand rules of the verifier, the disassembler and the
 * instruction table in Documentation/trace/ktap-filter-bytecode.rst.
 *
 * The numbers of portable opcodes are ABI. Runnable opcodes hold addresses of
 * one kernel: they are never accepted from user space, so theirs may change.
 *
 * @format names what the operands are; see enum ktf_format.
 * @text is the documentation; "value" is the field's value in the record.
 */

#ifndef KTF_POP
#define KTF_POP(name, nr, format, text)
#endif
#ifndef KTF_ROP
#define KTF_ROP(name, nr, format, text)
#endif

/* Portable: constants, then integers, strings, CPU sets, code addresses. */
KTF_POP(FALSE,		0x01, NONE, "never true")
KTF_POP(EQ,		0x02, NUM,  "value equals the constant, both cut to the field's width")
KTF_POP(LT,		0x03, NUM,  "value is less than the constant, by the field's sign")
KTF_POP(LE,		0x04, NUM,  "value is less than or equal to the constant")
KTF_POP(GT,		0x05, NUM,  "value is greater than the constant")
KTF_POP(GE,		0x06, NUM,  "value is greater than or equal to the constant")
KTF_POP(BITS,		0x07, NUM,  "value and the constant share a set bit")
KTF_POP(STR_EQ,		0x10, STR,  "text is exactly the constant")
KTF_POP(STR_PREFIX,	0x11, STR,  "text starts with the constant")
KTF_POP(STR_SUFFIX,	0x12, STR,  "text ends with the constant")
KTF_POP(STR_CONTAINS,	0x13, STR,  "text contains the constant")
KTF_POP(STR_GLOB,	0x14, STR,  "text matches the glob pattern")
KTF_POP(SET_EQ,		0x20, SET,  "CPUs of the field are exactly the set")
KTF_POP(SET_ANY,	0x21, SET,  "CPUs of the field and the set share one")
KTF_POP(FUNC,		0x28, FUNC, "address lies in the named function")
KTF_POP(IP,		0x2f, RAW,  "function patterns of perf's ftrace:function event, never run")

/* Runnable: the uniform test on 8 bytes of the record, comm, or a number. */
KTF_ROP(WORD,		0x80, WORD, "((load64(record + off) - lo) & mask) <= range")
KTF_ROP(COMM_WORD,	0x81, WORD, "((load64(comm + off) - lo) & mask) <= range")
KTF_ROP(CPU,		0x82, CPU,  "((this CPU - lo) & mask) <= range")

/* Runnable: sets of CPUs. */
KTF_ROP(CPU_SET,	0x84, CPUS, "this CPU is in the set")
KTF_ROP(WORD_SET,	0x85, INDX, "(load64(record + off) >> shift) & mask is in the set")
KTF_ROP(MASK_EQ,	0x86, MASK, "the record's cpumask equals the set")
KTF_ROP(MASK_ANY,	0x87, MASK, "the record's cpumask and the set share a CPU")

/* Runnable: text of current->comm, 16 bytes. */
KTF_ROP(COMM_EQ,	0x90, TEXT, "comm is the pattern")
KTF_ROP(COMM_PREFIX,	0x91, TEXT, "comm starts with the pattern")
KTF_ROP(COMM_SUFFIX,	0x92, TEXT, "comm ends with the pattern")
KTF_ROP(COMM_CONTAINS,	0x93, TEXT, "comm contains the pattern")
KTF_ROP(COMM_GLOB,	0x94, TEXT, "comm matches the pattern")

/* Runnable: text in an array of fixed size within the record. */
KTF_ROP(FIX_EQ,		0x98, FIXT, "array is the pattern")
KTF_ROP(FIX_PREFIX,	0x99, FIXT, "array starts with the pattern")
KTF_ROP(FIX_SUFFIX,	0x9a, FIXT, "array ends with the pattern")
KTF_ROP(FIX_CONTAINS,	0x9b, FIXT, "array contains the pattern")
KTF_ROP(FIX_GLOB,	0x9c, FIXT, "array matches the pattern")

/* Runnable: text behind a __data_loc word. */
KTF_ROP(DYN_EQ,		0xa0, LOCT, "__data_loc text is the pattern")
KTF_ROP(DYN_PREFIX,	0xa1, LOCT, "__data_loc text starts with the pattern")
KTF_ROP(DYN_SUFFIX,	0xa2, LOCT, "__data_loc text ends with the pattern")
KTF_ROP(DYN_CONTAINS,	0xa3, LOCT, "__data_loc text contains the pattern")
KTF_ROP(DYN_GLOB,	0xa4, LOCT, "__data_loc text matches the pattern")

/* Runnable: text behind a __rel_loc word. */
KTF_ROP(REL_EQ,		0xa8, LOCT, "__rel_loc text is the pattern")
KTF_ROP(REL_PREFIX,	0xa9, LOCT, "__rel_loc text starts with the pattern")
KTF_ROP(REL_SUFFIX,	0xaa, LOCT, "__rel_loc text ends with the pattern")
KTF_ROP(REL_CONTAINS,	0xab, LOCT, "__rel_loc text contains the pattern")
KTF_ROP(REL_GLOB,	0xac, LOCT, "__rel_loc text matches the pattern")

/* Runnable: text behind a kernel pointer; a fault makes the predicate false. */
KTF_ROP(PTR_EQ,		0xb0, PTRT, "kernel string is the pattern")
KTF_ROP(PTR_PREFIX,	0xb1, PTRT, "kernel string starts with the pattern")
KTF_ROP(PTR_SUFFIX,	0xb2, PTRT, "kernel string ends with the pattern")
KTF_ROP(PTR_CONTAINS,	0xb3, PTRT, "kernel string contains the pattern")
KTF_ROP(PTR_GLOB,	0xb4, PTRT, "kernel string matches the pattern")

/* Runnable: text behind a user pointer; a fault makes the predicate false. */
KTF_ROP(USR_EQ,		0xb8, PTRT, "user string is the pattern")
KTF_ROP(USR_PREFIX,	0xb9, PTRT, "user string starts with the pattern")
KTF_ROP(USR_SUFFIX,	0xba, PTRT, "user string ends with the pattern")
KTF_ROP(USR_CONTAINS,	0xbb, PTRT, "user string contains the pattern")
KTF_ROP(USR_GLOB,	0xbc, PTRT, "user string matches the pattern")

#undef KTF_POP
#undef KTF_ROP
