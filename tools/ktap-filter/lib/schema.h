/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_LIB_SCHEMA_H
#define _KTF_LIB_SCHEMA_H

#include <event-parse.h>

#include "prog/schema.h"

/**
 * struct ktf_schema - an event as its format file describes it
 * @event: the event; it must live as long as the struct.
 * @fixed: bytes that every record of the event has.
 */
struct ktf_schema {
	struct tep_event	*event;
	u32			fixed;
};

void ktf_add_format(struct tep_handle *tep, char *text, const char *system, bool prints);
const char *ktf_print_fmt(const struct tep_event *event);
void ktf_free_formats(struct tep_handle *tep);
int ktf_schema_init(struct ktf_schema *schema, struct tep_event *event);
int ktf_schema_field(const struct ktf_schema *schema, u32 nr, struct ktf_field *field);
int ktf_schema_generic(u32 nr, struct ktf_field *field);

#endif /* _KTF_LIB_SCHEMA_H */
