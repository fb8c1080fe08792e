/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the engine knows of an event: its fields, by name.
 *
 * Where the fields come from (the kernel's own lists, a format file, a table of
 * a test) is the business of whoever defines struct ktf_schema and the look-up;
 * the engine carries the pointer and never looks inside.
 */
#ifndef _KTF_SCHEMA_H
#define _KTF_SCHEMA_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

struct ktf_schema;

/**
 * struct ktf_field - one field of a live event
 * @name: its name, ending in a NUL; lives as long as the schema.
 * @kind: enum ktap_filter_kind.
 * @is_signed: how integers compare.
 * @off: offset in the record, bytes.
 * @size: bytes in the record's fixed part; 0 for comm, cpu and flexible arrays.
 */
struct ktf_field {
	const char	*name;
	u8		kind;
	bool		is_signed;
	u32		off;
	u32		size;
};

/* Find a field by its name, @len bytes without a NUL: 0, -ENOENT or -ENOMEM. */
int ktf_schema_find(const struct ktf_schema *schema, const char *name, u32 len,
		    struct ktf_field *field);

/* Bytes from the record's start that every record of this event has. */
u32 ktf_schema_fixed(const struct ktf_schema *schema);

/* Is it perf's ftrace:function event, whose values are bare function patterns? */
bool ktf_schema_is_function(const struct ktf_schema *schema);

/*
 * Is the filter one of a user without privilege? Then it is not to be an image, nor to look
 * at strings in the kernel's memory, nor to ask where the kernel's functions are.
 */
bool ktf_schema_is_restricted(const struct ktf_schema *schema);

static inline bool ktf_kind_is_text(u8 kind)
{
	switch (kind) {
	case KTAP_FILTER_KIND_FIXSTR:
	case KTAP_FILTER_KIND_DYNSTR:
	case KTAP_FILTER_KIND_RELSTR:
	case KTAP_FILTER_KIND_PTRSTR:
	case KTAP_FILTER_KIND_COMM:
		return true;
	}
	return false;
}

#endif /* _KTF_SCHEMA_H */
