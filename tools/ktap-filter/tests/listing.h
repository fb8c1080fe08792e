/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The listing of a runnable program, as a text.
 */
#ifndef _KTF_TEST_LISTING_H
#define _KTF_TEST_LISTING_H

#include "vm/disasm.h"

#define LISTING_BYTES	4096

/*
 * The engine compares a field of less than 8 bytes inside a word of 8. Its constants are
 * shifted left by the bytes below the field: those before it, or on big-endian those behind it.
 */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define BY_ORDER(little, big)	big
#else
#define BY_ORDER(little, big)	little
#endif

void listing_of(const struct ktf_prog *prog, char text[LISTING_BYTES]);

#endif /* _KTF_TEST_LISTING_H */
