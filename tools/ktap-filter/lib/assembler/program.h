/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program on its way from text to image.
 */
#ifndef _KTF_LIB_ASSEMBLER_PROGRAM_H
#define _KTF_LIB_ASSEMBLER_PROGRAM_H

#include "assembler/scan.h"
#include "prog/portable.h"

/**
 * struct asm_field - a .field line
 * @name: the field's name.
 * @size: its size, bytes.
 * @kind: enum ktap_filter_kind.
 * @is_signed: its sign.
 * @index: its relocation; -1 until an instruction names it.
 * @line: where the line starts.
 * @line_nr: the line's number.
 */
struct asm_field {
	struct asm_word	name;
	u32		size;
	u8		kind;
	bool		is_signed;
	int		index;
	const char	*line;
	u32		line_nr;
};

/**
 * struct asm_insn - what an instruction's line says and the instruction does not
 * @label: its label; empty if it has none.
 * @to: its targets: when it is false, when it is true.
 * @opcode: where its opcode starts.
 * @line: where the line starts.
 * @line_nr: the line's number.
 */
struct asm_insn {
	struct asm_word	label;
	struct asm_word	to[2];
	const char	*opcode;
	const char	*line;
	u32		line_nr;
};

/**
 * struct asm_program - all that is known
 * @scan: the text.
 * @prog: the program, whose instructions lack their targets at first.
 * @has_version: the line .version was there.
 * @fields: .field lines, @nr_fields of them.
 * @insns: instructions' lines, @nr_insns of them.
 * @cap_fields: how many directives there are.
 * @cap_insns: how many lines that are none.
 */
struct asm_program {
	struct asm_scan		scan;
	struct ktf_portable	prog;
	bool			has_version;
	struct asm_field	*fields;
	u32			nr_fields;
	struct asm_insn		*insns;
	u32			nr_insns;
	u32			cap_fields;
	u32			cap_insns;
};

int asm_directive(struct asm_program *p);
int asm_insn(struct asm_program *p);

#endif /* _KTF_LIB_ASSEMBLER_PROGRAM_H */
