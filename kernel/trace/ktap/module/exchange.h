/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Exchanging programs of the stock engine for ours, and back. See exchange.c.
 */
#ifndef _KTF_EXCHANGE_H
#define _KTF_EXCHANGE_H

#include <linux/types.h>

struct event_filter;
struct list_head;
struct trace_event_call;

void ktf_adopt(struct event_filter *filter, const char *text, struct trace_event_call *call,
	       bool for_event, struct list_head *old);
void ktf_give_back(struct list_head *old);
void ktf_free_old(struct list_head *old);

#endif /* _KTF_EXCHANGE_H */
