// SPDX-License-Identifier: GPL-2.0
/*
 * The filters in force, and the filters that were refused.
 *
 * A kernel with ktap filter lists the filters in force of all instances. In any other
 * kernel, the file of each event has to be read. A refused filter is in no list, but its
 * file still shows it, and its user may believe that it works. Both ways fill the same list;
 * options select from that list.
 */
#include "filters/read.h"
#include "filters/sources.h"

static bool is_of(const struct cmd_filter *filter, const void *place)
{
	return cmd_filters_want(place, filter->instance, filter->system, filter->name);
}

/**
 * cmd_filters_read - read the filters of a place
 * @place: an event, a system, an instance, or all of tracefs.
 * @filters: gets the filters; free them with cmd_filters_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_filters_read(const struct cmd_place *place, struct cmd_filters *filters)
{
	int status;

	memset(filters, 0, sizeof(*filters));
	status = cmd_filters_from_list(place, filters);
	if (!status)
		status = cmd_filters_from_walk(place, filters);
	cmd_filters_keep(filters, is_of, place);
	return status;
}

/**
 * cmd_filters_open - find the place that the options name, and read its filters
 * @place: the options; gets the place. Close it with cmd_place_close(), also on failure.
 * @filters: gets the filters; free them with cmd_filters_free(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, CMD_USAGE or CMD_SYSTEM. The error has been printed.
 */
int cmd_filters_open(struct cmd_place *place, struct cmd_filters *filters)
{
	memset(filters, 0, sizeof(*filters));
	return cmd_place_open(place) ?: cmd_filters_read(place, filters);
}
