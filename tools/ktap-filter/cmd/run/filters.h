/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Filters of the command line, made runnable on the events of a file.
 */
#ifndef _KTF_RUN_FILTERS_H
#define _KTF_RUN_FILTERS_H

#include "run/run.h"

int run_add_filter(struct run *run, const struct run_filter *filter);
int run_add_sentence(struct run *run, const char *text);
int run_read_filters(struct run *run);
int run_fit_once(struct run_event *event, struct ktf_diag *diag);
int run_fit_filters(struct run *run);
void run_free_filters(struct run *run);

#endif /* _KTF_RUN_FILTERS_H */
