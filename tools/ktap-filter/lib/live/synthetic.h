/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Pairs of two events that the kernel finds: a synthetic event for each pair.
 */
#ifndef _KTF_LIB_LIVE_SYNTHETIC_H
#define _KTF_LIB_LIVE_SYNTHETIC_H

#include "prog/env.h"

/* The field that has the time between the two events, in nanoseconds. */
#define SYNTHETIC_TIME		"lat"

/* Size of a buffer for the name of a field. */
#define SYNTHETIC_NAME		16

/**
 * struct synthetic_field - what the synthetic event has of one of the two events
 * @from: the name of the field there.
 * @of_end: it is a field of the second event.
 * @size: size of a number, bytes; 0 for a text.
 * @is_signed: the number has a sign.
 */
struct synthetic_field {
	const char	*from;
	bool		of_end;
	u8		size;
	bool		is_signed;
};

/**
 * struct synthetic - a synthetic event, and what it is made of
 * @name: its name.
 * @system: the system of the first event.
 * @event: the name of the first event.
 * @start_keys: the fields of the first event that make the key, with commas between them.
 * @end_keys: those of the second event.
 * @room: how many keys the kernel has room for, from 128 to 131072.
 * @fields: its fields behind the time.
 * @nr: number of fields.
 */
struct synthetic {
	const char			*name;
	const char			*system;
	const char			*event;
	const char			*start_keys;
	const char			*end_keys;
	u32				room;
	const struct synthetic_field	*fields;
	u32				nr;
};

char *synthetic_definition(const struct synthetic *s);
char *synthetic_start(const struct synthetic *s);
char *synthetic_end(const struct synthetic *s);
void synthetic_field_name(u32 nr, char name[SYNTHETIC_NAME]);

#endif /* _KTF_LIB_LIVE_SYNTHETIC_H */
