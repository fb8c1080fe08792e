/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The listing of a runnable program, as a text.
 */
#ifndef _KTF_TEST_LISTING_H
#define _KTF_TEST_LISTING_H

#include "vm/disasm.h"

#define LISTING_BYTES	4096

/*
 * A field of less than 8 bytes is compared where it lies in a word of 8, so its constants
 * are shifted by the bytes below it: by those before it, or by those behind it.
 */
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
#define BY_ORDER(little, big)	big
#else
#define BY_ORDER(little, big)	little
#endif

void listing_of(const struct ktf_prog *prog, char text[LISTING_BYTES]);

#endif /* _KTF_TEST_LISTING_H */
