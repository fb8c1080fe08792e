/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A program on its way from text to image.
 */
#ifndef _KTF_LIB_ASSEMBLER_PROGRAM_H
#define _KTF_LIB_ASSEMBLER_PROGRAM_H

#include "assembler/scan.h"
#include "prog/portable.h"

/**
 * struct asm_field - a line with .field
 * @name: the field's name.
 * @size: the field's size in bytes.
 * @kind: enum ktap_filter_kind.
 * @is_signed: the field is signed.
 * @index: index of its relocation; -1 until an instruction names the field.
 * @line: start of the line.
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
 * struct asm_insn - the parts of an instruction's line that struct ktf_pred has no room for
 * @label: the instruction's label; empty for none.
 * @to: names of the targets: [0] for false, [1] for true.
 * @opcode: start of the opcode.
 * @line: start of the line.
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
 * struct asm_program - the state of the assembler
 * @scan: the scanner of the text.
 * @prog: the program; the targets of its instructions come last.
 * @has_version: there was a .version line.
 * @fields: the .field lines, @nr_fields of them.
 * @insns: the lines of instructions, @nr_insns of them.
 * @cap_fields: number of lines with directives, the room of @fields.
 * @cap_insns: number of other lines, the room of @insns.
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
