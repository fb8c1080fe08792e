/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Modifiers of keys, as histograms of the kernel have them.
 */
#ifndef _KTF_LIB_AGGREGATE_MODIFIER_H
#define _KTF_LIB_AGGREGATE_MODIFIER_H

#include "aggregate/value.h"

struct tep_handle;

/* Size of a buffer for a number that is shown, and for a name of a number. */
#define AGG_SHOWN_TEXT	160

/**
 * struct agg_modifier - a modifier
 * @name: its name.
 * @takes: what stands behind its "="; NULL if nothing does.
 * @map: makes the value of the key from that of the record; NULL for the same.
 * @name_of: finds the name of a number once all records are read, or returns NULL; keys of one
 *	name become one.
 * @show: writes the number for people; NULL to write it in decimal.
 * @always: write it that way for scripts, too.
 * @text: what it does.
 */
struct agg_modifier {
	const char		*name;
	const char		*takes;
	struct agg_number	(*map)(struct agg_number n, u64 arg);
	const char		*(*name_of)(struct tep_handle *tep, u64 bits,
					    char text[AGG_SHOWN_TEXT]);
	void			(*show)(struct agg_number n, u64 arg, char text[AGG_SHOWN_TEXT]);
	bool			always;
	const char		*text;
};

extern const struct agg_modifier agg_modifiers[];
extern const u32 agg_nr_modifiers;
extern const struct agg_modifier agg_every;

const struct agg_modifier *agg_modifier_find(const char *name, size_t len);
const char *agg_name_of(struct tep_handle *tep, u8 tag, u64 bits, char text[AGG_SHOWN_TEXT]);

#endif /* _KTF_LIB_AGGREGATE_MODIFIER_H */
