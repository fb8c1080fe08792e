/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The stock engine's compiler. See stock.c.
 */
#ifndef _KTF_STOCK_H
#define _KTF_STOCK_H

#include <linux/types.h>

struct event_filter;
struct trace_event_call;

int ktf_stock_build(struct trace_event_call *call, const char *text, struct event_filter **filter);
bool ktf_stock_is_building(void);

#endif /* _KTF_STOCK_H */
