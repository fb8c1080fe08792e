// SPDX-License-Identifier: GPL-2.0
/*
 * The opcode table of portable programs as data, indexed by opcode. The rows come from
 * linux/ktap_filter_ops.h. A byte that is no opcode has the format KTF_FMT_BAD, which is 0.
 */
#include "prog/limits.h"
#include "prog/ops.h"

#define KTF_ROW(format, field, constant)	\
	[KTF_FMT_##format] = { .names_field = field, .has_constant = constant },
const struct ktf_format_info ktf_format_info[KTF_NR_FORMATS] = {
	KTF_FORMATS(KTF_ROW)
};

#undef KTF_ROW

#define KTF_ROW(opname, nr, fmt, allowed, text)	\
	[nr] = { .name = #opname, .format = KTF_FMT_##fmt, .may = KTF_MAY_##allowed },
const struct ktf_op_info ktf_op_info[256] = {
#include <linux/ktap_filter_ops.h>
	[KTF_OP_PERF_IP] = { .name = "IP", .format = KTF_FMT_RAW, .may = KTF_MAY_KERNEL },
};

static bool is_number_of_visits(u64 nr)
{
	return nr && nr <= KTF_MAX_VISITS;
}

/**
 * ktf_op_takes - can an opcode of the format ARG or ARGS have this integer?
 * @op: enum ktap_filter_op.
 * @arg: the integer.
 *
 * Context: any.
 * Return: true if it can.
 */
bool ktf_op_takes(u8 op, u64 arg)
{
	switch (op) {
	case KTAP_FILTER_OP_CHILD:
		return arg && arg <= S32_MAX;
	case KTAP_FILTER_OP_SAMPLE:
	case KTAP_FILTER_OP_FIRST:
		return is_number_of_visits(arg);
	case KTAP_FILTER_OP_RATE:
		return is_number_of_visits((u32)arg) && arg >> 32;
	default:
		return false;
	}
}

static bool is_number(const char *digits, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		if (digits[i] < '0' || digits[i] > '9')
			return false;
	return len && len < 20 && *digits != '0';
}

/**
 * ktf_is_cgroup_name - is it how a cgroup can be named?
 * @name: a path from the first cgroup on, or an id in digits; more text may follow it.
 * @len: its length, bytes.
 *
 * Control characters are refused, because a name that is not known is shown to users.
 *
 * Context: any.
 * Return: true if it is.
 */
bool ktf_is_cgroup_name(const char *name, u32 len)
{
	u32 i;

	if (!len || len > KTAP_FILTER_MAX_TEXT || *name != '/')
		return is_number(name, len);
	for (i = 0; i < len; i++)
		if (name[i] < ' ' || name[i] == 0x7f)
			return false;
	return true;
}

/* Never called. Two rows with the same number would be duplicate cases and not compile. */
static inline __maybe_unused void every_number_once(u8 op)
{
#define KTF_ROW(name, nr, fmt, may, text)	case nr:
	switch (op) {
#include <linux/ktap_filter_ops.h>
	case KTF_OP_PERF_IP:
		break;
	}
}
