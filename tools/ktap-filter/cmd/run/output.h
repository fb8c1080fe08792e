/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Forms of output of the subcommand, each in a file of its own, and the progress.
 */
#ifndef _KTF_RUN_OUTPUT_H
#define _KTF_RUN_OUTPUT_H

#include "run/run.h"

int run_count(struct run *run);
int run_names(const struct run *run);
int run_print(struct run *run);
int run_print_json(struct run *run);
int run_write(struct run *run);

void run_progress_start(struct run *run);
void run_progress_stop(void);

#endif /* _KTF_RUN_OUTPUT_H */
