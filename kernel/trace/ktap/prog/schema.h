/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The schema of an event: its fields, by name.
 *
 * The engine does not know where fields come from: from the kernel's own lists, a format file
 * or a table of a test. The user of the engine defines struct ktf_schema and the functions
 * declared here. The engine passes the pointer on and never looks inside.
 */
#ifndef _KTF_SCHEMA_H
#define _KTF_SCHEMA_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

struct ktf_schema;

/**
 * struct ktf_field - a field of an event that exists here
 * @name: its name, ending in a NUL; lives as long as the schema.
 * @kind: enum ktap_filter_kind.
 * @is_signed: integers of the field are compared as signed numbers.
 * @off: its offset in the record, bytes.
 * @size: bytes that it takes in the record's fixed part; 0 for comm, cpu and flexible arrays.
 */
struct ktf_field {
	const char	*name;
	u8		kind;
	bool		is_signed;
	u32		off;
	u32		size;
};

/* Find a field by its name, @len bytes without a NUL. Returns 0, -ENOENT or -ENOMEM. */
int ktf_schema_find(const struct ktf_schema *schema, const char *name, u32 len,
		    struct ktf_field *field);

/* The size of the fixed part: bytes from the start that every record of this event has. */
u32 ktf_schema_fixed(const struct ktf_schema *schema);

/* Is this perf's ftrace:function event? The values of its filters are bare function patterns. */
bool ktf_schema_is_function(const struct ktf_schema *schema);

/*
 * Does the filter belong to a user without privilege? Then it may not have an image, look at
 * strings in the kernel's memory or name functions of the kernel.
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
