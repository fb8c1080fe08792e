/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The words of the assembler's lines.
 */
#ifndef _KTF_LIB_ASSEMBLER_SCAN_H
#define _KTF_LIB_ASSEMBLER_SCAN_H

#include "assembler/error.h"

/**
 * struct asm_scan - the scanner's position
 * @at: the next byte.
 * @line: start of the current line.
 * @nr: number of the current line, counted from 1.
 * @error: gets the error.
 */
struct asm_scan {
	const char		*at;
	const char		*line;
	u32			nr;
	struct asm_error	*error;
};

/* A word of the text: letters, digits and "_". */
struct asm_word {
	const char	*text;
	u32		len;
};

bool asm_next_line(struct asm_scan *s);
bool asm_at_end(struct asm_scan *s);
bool asm_take(struct asm_scan *s, char c);
bool asm_is(const struct asm_word *word, const char *name);

__printf(4, 5)
int asm_fail(struct asm_scan *s, const char *at, int err, const char *fmt, ...);
int asm_no_room(struct asm_scan *s, const char *at, int err);
int asm_expect_end(struct asm_scan *s);
int asm_word(struct asm_scan *s, const char *what, struct asm_word *word);
int asm_number(struct asm_scan *s, u64 *val);
int asm_u32(struct asm_scan *s, u32 max, u32 *val);
int asm_string(struct asm_scan *s, char **text, u32 *len);
int asm_set(struct asm_scan *s, u8 *set, u32 *len);

#endif /* _KTF_LIB_ASSEMBLER_SCAN_H */
