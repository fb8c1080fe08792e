/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a text does not become an image.
 */
#ifndef _KTF_LIB_ASSEMBLER_ERROR_H
#define _KTF_LIB_ASSEMBLER_ERROR_H

#include "prog/err.h"

/**
 * struct asm_error - an error in an assembler text
 * @err: negative errno.
 * @line: the line, counted from 1; 0 for an error of the whole program.
 * @col: the column in bytes, counted from 1.
 * @text: the message.
 */
struct asm_error {
	int	err;
	u32	line;
	u32	col;
	char	text[2 * KTF_DIAG_WHERE];
};

#endif /* _KTF_LIB_ASSEMBLER_ERROR_H */
