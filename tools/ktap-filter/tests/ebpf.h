/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An interpreter of eBPF, for translated programs.
 */
#ifndef _KTF_TEST_EBPF_H
#define _KTF_TEST_EBPF_H

#include "ebpf/ebpf.h"

/* Numbers of helpers and maps. */
enum {
	EBPF_RUN = 1, EBPF_SHORT, EBPF_CONTAINS, EBPF_GLOB, EBPF_COMM, EBPF_CPU, EBPF_COPY_COMM
};

enum { EBPF_RECORD = 1, EBPF_PROGRAM };

/* What the JIT's second argument points to. */
struct ebpf_task {
	u32	cpu;
	char	comm[16];
};

/**
 * struct ebpf_machine - what a program finds around it
 * @prog: what it was translated from.
 * @rec: the record.
 * @len: its length.
 * @guesses_wrong: every branch on a condition goes the other way, as on a processor that
 *	runs ahead with a wrong guess. It may come to any verdict, but not read elsewhere.
 */
struct ebpf_machine {
	const struct ktf_prog	*prog;
	const void		*rec;
	u32			len;
	bool			guesses_wrong;
};

struct ktf_ebpf_env ebpf_env(enum ktf_ebpf_kind kind, u32 len);
u64 ebpf_run(const struct ebpf_machine *machine, const struct ktf_ebpf *ebpf,
	     enum ktf_ebpf_kind kind);

#endif /* _KTF_TEST_EBPF_H */
