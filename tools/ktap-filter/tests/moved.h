/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Other events with the fields of the main one, and its records as theirs.
 */
#ifndef _KTF_TEST_MOVED_H
#define _KTF_TEST_MOVED_H

#include "env.h"

#define MOVED_FIELDS	64

/**
 * struct moved - an event with the main event's fields at other offsets
 * @fields: the fields.
 * @schema: the event.
 */
struct moved {
	struct ktf_field	fields[MOVED_FIELDS];
	struct ktf_schema	schema;
};

void moved_event(struct moved *event, u32 step, u32 grown);
void *moved_record(const struct moved *event, const struct ktf_record *rec, u32 *len);

#endif /* _KTF_TEST_MOVED_H */
