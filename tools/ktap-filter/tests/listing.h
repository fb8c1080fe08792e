/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The listing of a runnable program, as a text.
 */
#ifndef _KTF_TEST_LISTING_H
#define _KTF_TEST_LISTING_H

#include "ktf_disasm.h"

#define LISTING_BYTES	4096

void listing_of(const struct ktf_prog *prog, char text[LISTING_BYTES]);

#endif /* _KTF_TEST_LISTING_H */
