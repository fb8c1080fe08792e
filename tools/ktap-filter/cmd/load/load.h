/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter load: a filter, and the events of the running kernel that it is loaded on.
 */
#ifndef _KTF_LOAD_H
#define _KTF_LOAD_H

#include "fit.h"
#include "place.h"

/**
 * struct load - all of it
 * @place: where.
 * @filter: the filter.
 * @from: where the events come from.
 * @found: the events that the filter is for.
 * @fit: which of them take it.
 * @before: for each of them the filter that was in force; NULL for none.
 * @file: the name of the file that takes the filter.
 * @data: what is written to it.
 * @bytes: how much that is.
 * @made: what was made to be written; NULL if it is the filter as it came.
 */
struct load {
	struct cmd_place	place;
	struct cmd_argument	filter;
	struct events		from;
	struct events_found	found;
	struct cmd_fit		fit;
	char			**before;
	const char		*file;
	const void		*data;
	u32			bytes;
	char			*made;
};

/* load/events.c */
bool load_removes(const struct load *load);
int load_find_events(struct load *load);
int load_try(struct load *load);
int load_in_force(const struct load *load, u32 nr, char **text);
int load_remember(struct load *load);
void load_free_events(struct load *load);

/* load/form.c */
int load_choose_form(struct load *load);

/* load/write.c */
int load_write(const struct load *load);

#endif /* _KTF_LOAD_H */
