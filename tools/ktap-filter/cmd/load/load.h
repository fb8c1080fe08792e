/* SPDX-License-Identifier: GPL-2.0 */
/*
 * ktap-filter load: a filter, and the events of the running kernel that it is loaded on.
 */
#ifndef _KTF_LOAD_H
#define _KTF_LOAD_H

#include "fit.h"
#include "place.h"

/**
 * struct load - the state of a load
 * @place: the place that the options name.
 * @filter: the filter.
 * @from: the source of the events.
 * @found: the filter's events.
 * @fit: how each event takes the filter.
 * @before: for each event the filter that was in force; NULL for none.
 * @dry_run: write nothing, and tell what would be done.
 * @json: tell it as JSON.
 * @verbose: name the events of a system that have no filter afterwards.
 * @file: the name of the file to write to.
 * @data: the bytes to write.
 * @bytes: number of bytes to write.
 * @made: memory of @data, to free; NULL if @data is the filter as the user gave it.
 */
struct load {
	struct cmd_place	place;
	struct cmd_argument	filter;
	struct events		from;
	struct events_found	found;
	struct cmd_fit		fit;
	char			**before;
	bool			dry_run;
	bool			json;
	bool			verbose;
	const char		*file;
	const void		*data;
	u32			bytes;
	char			*made;
};

/* load/events.c */
bool load_removes(const struct load *load);
int load_in_force(const struct load *load, u32 nr, char **text);
int load_prepare(struct load *load);
void load_free_events(struct load *load);

/* load/form.c */
bool load_takes_words(const struct load *load);
int load_choose_form(struct load *load);

/* load/plan.c */
int load_tell_plan(const struct load *load, int status);

/* load/write.c */
int load_write(const struct load *load);
void load_undo(const struct load *load);

#endif /* _KTF_LOAD_H */
