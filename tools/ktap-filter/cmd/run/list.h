/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Matching records in the order of time.
 */
#ifndef _KTF_RUN_LIST_H
#define _KTF_RUN_LIST_H

#include "run/run.h"

/* Use a record that matches: enum cmd_status. */
typedef int run_take_fn(void *to, const struct dat_stream *s, const struct run_event *event);

int run_list(struct run *run, run_take_fn *take, void *to);

#endif /* _KTF_RUN_LIST_H */
