/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Images as text that people read and write.
 *
 *	.version 1
 *	.source "prev_pid == 5 && next_comm == \"sh\""
 *	.field prev_pid OTHER 4 signed
 *	.field next_comm FIXSTR 16
 *	    0: EQ prev_pid 5  true 1 false reject  @0+13
 *	    1: STR_EQ next_comm "sh"  true accept false reject  @17+17
 *
 * A line is an instruction, a directive, or nothing; "#" starts a comment. An
 * instruction has
 *
 *	LABEL:		if it is to be a target; any word or number will do
 *	OPCODE		with its flags: STR_EQ.not.user, FUNC.addr
 *	FIELD		which has a .field line, before or behind
 *	CONSTANT	a number; a text "..." with \" \\ \xNN; CPUs {0-3,8}
 *	true TARGET	a label further on, accept or reject
 *	false TARGET
 *	@POS+LEN	the piece of the source that it came from, if there is one
 *
 * So a number before a colon is a label like any other. It does not have to be the
 * instruction's place, and a line can be put in between without new numbers for all
 * the rest.
 *
 * There is one image for a program, and this text has all of the program. So an image
 * that becomes text becomes itself again, to the byte.
 */
#ifndef _KTF_LIB_ASSEMBLER_ASM_H
#define _KTF_LIB_ASSEMBLER_ASM_H

#include "assembler/error.h"

int ktf_asm(const char *text, void **image, u32 *bytes, struct asm_error *error);

#endif /* _KTF_LIB_ASSEMBLER_ASM_H */
