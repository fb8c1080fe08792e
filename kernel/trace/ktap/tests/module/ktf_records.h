/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a program writes to /sys/kernel/debug/ktf_records to have an event made.
 */
#ifndef _KTF_RECORDS_H
#define _KTF_RECORDS_H

#include "ktf_cases.h"

/**
 * struct ktf_emission - a record to be made
 * @event: KTF_EVENT_main or KTF_EVENT_shadow.
 * @nr: what the event prints, so that a reader of the trace knows the record.
 * @text: the text at the address in the field ptr, with a NUL.
 * @rec: the record. Its head is the tracing core's. If the field ptr is 0, it gets the address
 *	of @text.
 */
struct ktf_emission {
	u32			event;
	u32			nr;
	char			text[32];
	struct ktf_record	rec;
};

#endif /* _KTF_RECORDS_H */
