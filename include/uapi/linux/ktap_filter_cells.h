/* SPDX-License-Identifier: GPL-2.0 WITH Linux-syscall-note */
/*
 * The cells of value expressions: rows only, no include guard.
 *
 * Include this file after defining
 *
 *	KTF_CELL(name, nr, takes, operand, text)
 *
 * A value expression is a row of cells in postfix order. A cell takes values from a stack and
 * leaves one value there. From these rows come the enum, the name table, the assembler, the
 * disassembler and the table in Documentation/trace/ktap-filter-bytecode.rst. The numbers are
 * ABI, and portable and runnable programs have the same ones.
 *
 * @takes is how many values the cell takes from the stack.
 * @operand names what else the cell has; see enum ktf_cell_operand.
 * @text is the documentation. a is the value below the top, b is the top.
 */

/* Values, then calculations of two values, then changes of one value. */
KTF_CELL(FIELD,	0x01, 0, FIELD,	"the field's value, or some of its bytes as a number")
KTF_CELL(ELEM,	0x02, 1, ARRAY,	"element b of the field, an array")
KTF_CELL(LEN,	0x03, 0, TEXT,	"bytes of the field's text, or elements of a located array")
KTF_CELL(NUM,	0x04, 0, IMM,	"the number imm, which has a sign")
KTF_CELL(NUM64,	0x05, 0, NEXT,	"the number in the next cell")
KTF_CELL(NAME,	0x06, 0, NAME,	"the number of the name that the next cells have")
KTF_CELL(VAR,	0x07, 0, VAR,	"the variable with the number imm")
KTF_CELL(SYM,	0x08, 0, SYM,	"the bits of the field for which the event shows names")
KTF_CELL(CPU,	0x0f, 0, CPU,	"the number of this CPU; only in a runnable program")
KTF_CELL(ADD,	0x10, 2, NONE,	"a + b")
KTF_CELL(SUB,	0x11, 2, NONE,	"a - b")
KTF_CELL(MUL,	0x12, 2, NONE,	"a * b")
KTF_CELL(DIV,	0x13, 2, NONE,	"a / b, rounded to zero; not there if b is 0")
KTF_CELL(MOD,	0x14, 2, NONE,	"the rest of a / b, with the sign of a; not there if b is 0")
KTF_CELL(AND,	0x15, 2, NONE,	"bits of both")
KTF_CELL(OR,	0x16, 2, NONE,	"bits of any")
KTF_CELL(XOR,	0x17, 2, NONE,	"bits of one but not of the other")
KTF_CELL(SHL,	0x18, 2, NONE,	"a shifted left by b; 0 if b is not 0 to 63")
KTF_CELL(SHR,	0x19, 2, NONE,	"a shifted right by b, by its sign; all bits if b is not 0 to 63")
KTF_CELL(NEG,	0x20, 1, NONE,	"-b")
KTF_CELL(INV,	0x21, 1, NONE,	"b with all bits inverted")
KTF_CELL(CUT,	0x22, 1, WIDTH,	"the low bytes of b, read with a sign or without one")
KTF_CELL(SWAP,	0x23, 1, WIDTH,	"the low bytes of b in the order of the network")

#undef KTF_CELL
