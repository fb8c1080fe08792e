/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Layouts of the kernel's private structures. See layout.c.
 */
#ifndef _KTF_LAYOUT_H
#define _KTF_LAYOUT_H

#include <linux/types.h>

/**
 * struct ktf_layout - what differs between kernels and their configurations
 * @instance_list: offset of struct trace_array.list, bytes.
 * @instance_name: of struct trace_array.name.
 * @instance_events: of struct trace_array.events.
 * @instance_errors: of struct trace_array.err_log.
 * @instance_pids: of struct trace_array.filtered_pids.
 * @instance_no_pids: of struct trace_array.filtered_no_pids.
 * @error_list: of struct tracing_log_err.list.
 * @error_info: of struct tracing_log_err.info.
 * @error_cmd: of struct tracing_log_err.cmd.
 * @info_errs: of struct err_info.errs.
 * @info_type: of struct err_info.type.
 * @trigger_list: of struct event_trigger_data.list.
 * @trigger_filter: of struct event_trigger_data.filter.
 * @trigger_cmd: of struct event_trigger_data.cmd_ops.
 * @trigger_data: of struct event_trigger_data.private_data.
 * @data_probe: of struct eprobe_data.ep.
 * @probe_filter: of struct trace_eprobe.filter_str.
 * @pred_regex: of struct filter_pred.regex.
 * @pred_fn: of struct filter_pred.fn_num.
 * @pred_offset: of struct filter_pred.offset.
 * @pred_not: of struct filter_pred.not.
 * @pred_bytes: size of struct filter_pred.
 * @pred_has_regex: struct filter_pred contains its regex; otherwise it points to it.
 * @fn_string: FILTER_PRED_FN_STRING, the number of the function that compares a char[].
 */
struct ktf_layout {
	u32	instance_list;
	u32	instance_name;
	u32	instance_events;
	u32	instance_errors;
	u32	instance_pids;
	u32	instance_no_pids;
	u32	error_list;
	u32	error_info;
	u32	error_cmd;
	u32	info_errs;
	u32	info_type;
	u32	trigger_list;
	u32	trigger_filter;
	u32	trigger_cmd;
	u32	trigger_data;
	u32	data_probe;
	u32	probe_filter;
	u32	pred_regex;
	u32	pred_fn;
	u32	pred_offset;
	u32	pred_not;
	u32	pred_bytes;
	bool	pred_has_regex;
	int	fn_string;
};

extern struct ktf_layout ktf_layout;

/* The member of a structure at an offset of ktf_layout. */
#define ktf_member(type, p, off) (*(type *)((char *)(p) + ktf_layout.off))

int ktf_layout_check(void);

#endif /* _KTF_LAYOUT_H */
