// SPDX-License-Identifier: GPL-2.0
/*
 * The stock engine beside ours, for the oracle and the benchmark.
 *
 * The tree's own trace_events_filter.c is compiled as it is, under other names, and its entries
 * in the error log are caught. Nothing of it is kept here.
 *
 * Its struct event_filter has the layout and the size of a kernel without ktap filter. Other
 * files of the oracle do not look into one: see stock_shown().
 */
#undef CONFIG_KTAP_FILTER

/* These come before all headers, so that the declarations there get the new names, too. */
#define filter_match_preds		stock_filter_match_preds
#define create_event_filter		stock_create_event_filter
#define free_event_filter		stock_free_event_filter
#define apply_event_filter		stock_apply_event_filter
#define apply_subsystem_event_filter	stock_apply_subsystem_event_filter
#define print_event_filter		stock_print_event_filter
#define print_subsystem_event_filter	stock_print_subsystem_event_filter
#define filter_assign_type		stock_filter_assign_type
#define filter_parse_regex		stock_filter_parse_regex
#define ftrace_profile_set_filter	stock_ftrace_profile_set_filter
#define ftrace_profile_free_filter	stock_ftrace_profile_free_filter

#include "oracle.h"

/* Its event would clash with the event of our start-up test. */
#undef CONFIG_FTRACE_STARTUP_TEST

struct oracle_log stock_log;

static void stock_log_err(struct trace_array *tr, const char *where, char *text,
			  const char **errors, u8 type, u16 pos)
{
	stock_log = (struct oracle_log) { .text = errors[type], .pos = pos };
}

#define tracing_log_err			stock_log_err

#include "../../../trace_events_filter.c"

static_assert(sizeof(struct event_filter) == 2 * sizeof(void *));

/**
 * stock_shown - get the text that the filter file shows for a filter of the stock engine
 * @filter: the filter.
 *
 * Context: any.
 * Return: the text, which belongs to the filter; NULL if there is none.
 */
const char *stock_shown(const struct event_filter *filter)
{
	return filter->filter_string;
}
