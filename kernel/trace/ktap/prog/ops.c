// SPDX-License-Identifier: GPL-2.0
/*
 * The opcode table as data. A byte that is no opcode has the format BAD.
 */
#include "prog/ops.h"

#define KTF_POP(opname, nr, fmt, allowed, text)	\
	[nr] = { .name = #opname, .format = KTF_FMT_##fmt, .may = KTF_MAY_##allowed },
#define KTF_ROP(opname, nr, fmt, text)	\
	[nr] = { .name = #opname, .format = KTF_FMT_##fmt, .may = KTF_MAY_KERNEL, \
		 .runnable = true },
const struct ktf_op_info ktf_op_info[256] = {
#include <linux/ktap_filter_ops.h>
};

/* Two rows with one number do not compile: duplicate cases. Never called. */
static inline __maybe_unused void every_number_once(u8 op)
{
#define KTF_POP(name, nr, fmt, may, text)	case nr:
#define KTF_ROP(name, nr, fmt, text)	case nr:
	switch (op) {
#include <linux/ktap_filter_ops.h>
		break;
	}
}
