/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters written by hand as eBPF.
 */
#ifndef _KTF_BENCH_WRITTEN_H
#define _KTF_BENCH_WRITTEN_H

#include "bpf.h"

/* The constants of the filters. */
#define WRITTEN_NAME	"bash"
#define WRITTEN_PATH	"/usr/bin/ktap.1"
#define WRITTEN_NUMBER(i)	(4099 + 112648ULL * (i))
#define WRITTEN_NUMBERS	64

void written_nothing(struct bpf_written *to);
void written_integer(struct bpf_written *to);
void written_four(struct bpf_written *to);
void written_set(struct bpf_written *to);
void written_comm(struct bpf_written *to);
void written_path(struct bpf_written *to);

#endif /* _KTF_BENCH_WRITTEN_H */
