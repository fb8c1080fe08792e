/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Translated programs in the kernel of this machine, by bpf(2).
 */
#ifndef _KTF_TEST_BPF_H
#define _KTF_TEST_BPF_H

#include "ebpf/ebpf.h"

/**
 * struct bpf_loaded - a program that the BPF verifier accepted
 * @rec: file descriptor of the map with the record.
 * @constants: file descriptor of the map with the program, or with the numbers of its set.
 * @fd: file descriptor of the program.
 * @type: enum bpf_prog_type.
 */
struct bpf_loaded {
	int	rec;
	int	constants;
	int	fd;
	u32	type;
};

/**
 * struct bpf_written - a BPF program that was written by hand
 * @insns: the instructions; bpf_load_written() fills in the maps.
 * @nr: number of instructions.
 * @nr_set: number of elements of @set.
 * @set: the numbers that the program looks up.
 */
struct bpf_written {
	struct bpf_insn	insns[32];
	u32		nr;
	u32		nr_set;
	u64		set[64];
};

bool bpf_is_allowed(void);
int bpf_load(const struct ktf_prog *prog, u32 type, u32 len, struct bpf_loaded *out,
	     char *log, u32 room);
int bpf_load_written(struct bpf_written *written, u32 type, u32 len,
		     struct bpf_loaded *out, char *log, u32 room);
int bpf_set_record(const struct bpf_loaded *loaded, const void *rec);
int bpf_test_run(const struct bpf_loaded *loaded, u32 times, u32 *verdict);
void bpf_unload(struct bpf_loaded *loaded);

#endif /* _KTF_TEST_BPF_H */
