/* SPDX-License-Identifier: GPL-2.0 */
/*
 * An interpreter of eBPF, for translated programs.
 */
#ifndef _KTF_TEST_EBPF_H
#define _KTF_TEST_EBPF_H

#include "ebpf/ebpf.h"

/* Numbers for the helpers and maps of this interpreter. */
enum {
	EBPF_RUN = 1, EBPF_SHORT, EBPF_CONTAINS, EBPF_GLOB, EBPF_TEXTS, EBPF_VARIABLE,
	EBPF_COMM, EBPF_CPU, EBPF_COPY_COMM
};

enum { EBPF_RECORD = 1, EBPF_PROGRAM };

/* The task of the JIT's programs, their second argument. */
struct ebpf_task {
	u32	cpu;
	char	comm[16];
};

/**
 * struct ebpf_machine - the environment of a translated program
 * @prog: the runnable program that was translated.
 * @rec: the record.
 * @len: length of the record in bytes.
 * @guesses_wrong: take each conditional branch the wrong way, as a mispredicting CPU does.
 *	The verdict does not matter then, but every read must be in bounds.
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
