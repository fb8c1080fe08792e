/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Statistics of filters. See ktf_stats.c.
 */
#ifndef _KTF_KERNEL_STATS_H
#define _KTF_KERNEL_STATS_H

#include "vm/stats.h"

struct seq_file;

bool ktf_stats_wanted(void);
struct ktf_stats *ktf_stats_attach(const struct ktf_prog *prog, const struct ktf_portable *from);
void ktf_stats_free(struct ktf_stats *stats);
long ktf_stats_bytes(const struct ktf_stats *stats);
void ktf_stats_show(struct seq_file *m, const struct ktf_stats *stats, const char *text);

#endif /* _KTF_KERNEL_STATS_H */
