/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Why a text does not become an image.
 */
#ifndef _KTF_LIB_ASSEMBLER_ERROR_H
#define _KTF_LIB_ASSEMBLER_ERROR_H

#include "prog/err.h"

/**
 * struct asm_error - why a text does not become an image
 * @err: errno, negative.
 * @line: the line, counted from 1; 0 if it is about the whole.
 * @col: the column in bytes, counted from 1.
 * @text: what is wrong.
 */
struct asm_error {
	int	err;
	u32	line;
	u32	col;
	char	text[2 * KTF_DIAG_WHERE];
};

#endif /* _KTF_LIB_ASSEMBLER_ERROR_H */
