/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The fields of the table's events, for a file that makes the events in a kernel.
 */
#ifndef _KTF_CASES_FIELDS_H
#define _KTF_CASES_FIELDS_H

#include <linux/trace_events.h>

#include "ktf_cases.h"

/* The arguments of trace_define_field(). The last row of an event has no name. */
struct ktf_field_row {
	const char	*type;
	const char	*name;
	int		off;
	int		size;
	int		is_signed;
};

#define EVENT	struct ktf_event_main
#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)		\
	{ type, #name, offsetof(EVENT, name), sizeof_field(EVENT, name), is_signed },
static const struct ktf_field_row ktf_main_fields[] = {
#include "cases/fields.h"
	{ }
};

#undef EVENT
#define EVENT	struct ktf_event_shadow
#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)		\
	{ type, #name, offsetof(EVENT, name), sizeof_field(EVENT, name), is_signed },
static const struct ktf_field_row ktf_shadow_fields[] = {
#include "cases/fields-shadow.h"
	{ }
};

static inline int ktf_define_fields(struct trace_event_call *call, const struct ktf_field_row *row)
{
	int err = 0;

	for (; row->name && !err; row++)
		err = trace_define_field(call, row->type, row->name, row->off, row->size,
					 row->is_signed, FILTER_OTHER);
	return err;
}

#endif /* _KTF_CASES_FIELDS_H */
