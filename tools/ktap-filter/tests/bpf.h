/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Translated programs in the kernel of this machine, by bpf(2).
 */
#ifndef _KTF_TEST_BPF_H
#define _KTF_TEST_BPF_H

#include "ktf_ebpf.h"

/**
 * struct bpf_loaded - a program that the BPF verifier accepted
 * @rec: the map that is its record.
 * @constants: the map that is the program it was translated from.
 * @fd: it.
 */
struct bpf_loaded {
	int	rec;
	int	constants;
	int	fd;
};

bool bpf_is_allowed(void);
int bpf_load(const struct ktf_prog *prog, u32 type, u32 len, struct bpf_loaded *out,
	     char *log, u32 room);
int bpf_set_record(const struct bpf_loaded *loaded, const void *rec);
int bpf_test_run(const struct bpf_loaded *loaded, u32 *verdict);
void bpf_unload(struct bpf_loaded *loaded);

#endif /* _KTF_TEST_BPF_H */
