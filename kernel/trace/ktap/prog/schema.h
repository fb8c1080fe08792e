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
 * @type: its type as the event's format shows it, or NULL if it is not known; lives as long as
 *	the schema.
 * @off: its offset in the record, bytes.
 * @size: bytes that it takes in the record's fixed part; 0 for comm, cpu and flexible arrays.
 */
struct ktf_field {
	const char	*name;
	u8		kind;
	bool		is_signed;
	const char	*type;
	u32		off;
	u32		size;
};

/**
 * struct ktf_array - what an index of a field selects
 * @bytes: size of an element, 1, 2, 4 or 8 bytes.
 * @is_signed: the elements have a sign.
 * @nr: how many elements there are; 0 if a loc word says so.
 */
struct ktf_array {
	u8	bytes;
	bool	is_signed;
	u32	nr;
};

/* prog/array.c */
int ktf_field_array(const struct ktf_field *field, struct ktf_array *array);
bool ktf_field_is_located(const struct ktf_field *field);

/* Find a field by its name, @len bytes without a NUL. Returns 0, -ENOENT or -ENOMEM. */
int ktf_schema_find(const struct ktf_schema *schema, const char *name, u32 len,
		    struct ktf_field *field);

/* The print format of the event as the kernel has it, or NULL if it is not known. */
const char *ktf_schema_print_fmt(const struct ktf_schema *schema);

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

/* Can an integer have so many bytes? */
static inline bool ktf_is_width(u32 bytes)
{
	return bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
}

/* Are a field's bytes in the record's fixed part, and have a meaning there? */
static inline bool ktf_field_has_bytes(u8 kind)
{
	return kind == KTAP_FILTER_KIND_OTHER || kind == KTAP_FILTER_KIND_OPAQUE ||
	       kind == KTAP_FILTER_KIND_FIXSTR;
}

/* Can the value of a field of this kind and size be a number in an expression? */
static inline bool ktf_field_is_number(u8 kind, u32 size)
{
	if (kind == KTAP_FILTER_KIND_CPU)
		return true;
	return (kind == KTAP_FILTER_KIND_OTHER || kind == KTAP_FILTER_KIND_OPAQUE) &&
	       ktf_is_width(size);
}

#endif /* _KTF_SCHEMA_H */
