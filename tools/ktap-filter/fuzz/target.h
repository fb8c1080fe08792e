/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts that all targets for libFuzzer share. Each target has one function, which is
 * called with inputs without end, and must not crash, hang or leak. libFuzzer knows which
 * code an input reaches, and keeps and changes those that reach more.
 */
#ifndef _KTF_FUZZ_TARGET_H
#define _KTF_FUZZ_TARGET_H

#include "env.h"
#include "prog/err.h"
#include "world.h"

/* The entry points of libFuzzer. The Makefile renames them to libFuzzer's names. */
int fuzz_init(int *argc, char ***argv);
int fuzz_one(const u8 *data, size_t size);
size_t fuzz_mutate(u8 *data, size_t size, size_t max, unsigned int seed);

/* libFuzzer's built-in mutator. */
size_t fuzz_mutate_bytes(u8 *data, size_t size, size_t max);

void target_begin(size_t size);
void target_expect(bool ok, const char *what);
char *target_text(const u8 *data, size_t size);
void target_error(const struct ktf_diag *diag, size_t len);
void target_run(const struct ktf_prog *prog, const struct ktf_schema *schema);
void target_end(void);

#endif /* _KTF_FUZZ_TARGET_H */
