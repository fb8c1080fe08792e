// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter stat: the filters of the kernel, in numbers.
 *
 * The kernel lists its filters and their programs. It counts how often a filter and its predicates
 * are asked and true if the filter was written while ktap_filter.stats was on (filters/counts.c).
 */
#include <stdlib.h>

#include "filters/counts.h"
#include "filters/read.h"

static const char usage[] =
	"Usage: ktap-filter stat [OPTION]...\n"
	"\n"
	"Count the filters in force, their instructions and their instances, and the refused\n"
	"filters that files still show. While /sys/module/ktap_filter/parameters/stats is 1, the\n"
	"kernel counts the filters that are written: how often each was asked and kept the event,\n"
	"and how often each of its predicates was asked and true.\n";

static u64 count_insns(const struct cmd_filters *filters)
{
	u64 sum = 0;
	u32 i;

	for (i = 0; i < filters->nr; i++)
		sum += filters->list[i].nr_insns;
	return sum;
}

static bool same_instance(const struct cmd_filter *a, const struct cmd_filter *b)
{
	return !strcmp(a->instance ?: "", b->instance ?: "");
}

/* Count the instances that have a filter. The top instance is one of them. */
static u32 count_instances(const struct cmd_filters *filters)
{
	u32 sum = 0, i, j;

	for (i = 0; i < filters->nr; i++) {
		for (j = 0; j < i; j++)
			if (!filters->list[j].error &&
			    same_instance(&filters->list[i], &filters->list[j]))
				break;
		sum += j == i && !filters->list[i].error;
	}
	return sum;
}

static void free_counts(struct cmd_counts *counts, u32 nr)
{
	while (counts && nr)
		cmd_counts_free(&counts[--nr]);
	free(counts);
}

/* What was counted of each filter. NULL if memory is short, and this has been told. */
static struct cmd_counts *read_counts(const struct cmd_filters *filters)
{
	struct cmd_counts *counts = calloc(max(filters->nr, 1U), sizeof(*counts));
	int status = counts ? CMD_OK : cmd_no_memory();
	u32 i;

	for (i = 0; i < filters->nr && !status; i++)
		status = cmd_counts_read(&filters->list[i], &counts[i]);
	if (!status)
		return counts;
	free_counts(counts, filters->nr);
	return NULL;
}

/* Count the filters that the kernel counts, and add up what they kept. */
static u32 sum_counts(const struct cmd_counts *counts, u32 nr, u64 *kept)
{
	u32 counted = 0, i;

	*kept = 0;
	for (i = 0; i < nr; i++) {
		counted += counts[i].counted;
		*kept += counts[i].kept;
	}
	return counted;
}

static struct json_object *events_json(const struct cmd_filters *filters,
				       const struct cmd_counts *counts)
{
	struct json_object *events = cmd_filters_json(filters, false);
	u32 i;

	for (i = 0; events && i < filters->nr; i++)
		json_object_object_add(json_object_array_get_idx(events, i), "stats",
				       cmd_counts_json(&counts[i]));
	return events;
}

static int put_json(const struct cmd_filters *filters, const struct cmd_counts *counts)
{
	struct json_object *json = json_object_new_object(), *insns = NULL, *matches = NULL;
	u32 nr = cmd_filters_count(filters);
	u64 kept;

	if (!json)
		return cmd_no_memory();
	if (filters->listed)
		insns = json_object_new_int64(count_insns(filters));
	json_object_object_add(json, "ktap_filter", json_object_new_boolean(filters->listed));
	json_object_object_add(json, "filters", json_object_new_int64(nr));
	json_object_object_add(json, "refused", json_object_new_int64(filters->nr - nr));
	json_object_object_add(json, "instructions", insns);
	json_object_object_add(json, "instances",
			       json_object_new_int64(count_instances(filters)));
	if (sum_counts(counts, filters->nr, &kept))
		matches = json_object_new_int64(kept);
	json_object_object_add(json, "matches", matches);
	json_object_object_add(json, "events", events_json(filters, counts));
	return cmd_json_print(json);
}

static void put_matches(const struct cmd_filters *filters, const struct cmd_counts *counts)
{
	u64 kept;
	u32 nr = sum_counts(counts, filters->nr, &kept);

	if (nr)
		printf("matches: %llu, of the filters that are counted: %u\n", kept, nr);
	else if (filters->listed)
		puts("matches: not counted, as ktap_filter.stats was off");
	else
		puts("matches: not counted by this kernel");
}

static int put_text(const struct cmd_filters *filters, const struct cmd_counts *counts)
{
	u32 nr = cmd_filters_count(filters), i;

	if (filters->listed)
		printf("filters %u, instructions %llu, instances %u\n", nr,
		       count_insns(filters), count_instances(filters));
	else
		printf("filters %u, instances %u; this kernel has no ktap filter\n", nr,
		       count_instances(filters));
	if (filters->nr > nr)
		printf("refused, and not in force: %u\n", filters->nr - nr);
	put_matches(filters, counts);
	for (i = 0; i < filters->nr; i++) {
		if (filters->list[i].error)
			continue;
		if (filters->listed)
			printf("%6u  ", filters->list[i].nr_insns);
		cmd_filter_print_name(stdout, &filters->list[i]);
		fputc('\n', stdout);
		cmd_counts_print(&counts[i]);
	}
	return CMD_OK;
}

static int stat_filters(struct cmd_place *place, bool json)
{
	struct cmd_counts *counts = NULL;
	struct cmd_filters filters;
	int status = cmd_filters_open(place, &filters);

	if (!status) {
		counts = read_counts(&filters);
		status = CMD_SYSTEM;
	}
	if (counts)
		status = json ? put_json(&filters, counts) : put_text(&filters, counts);
	free_counts(counts, filters.nr);
	cmd_filters_free(&filters);
	return status;
}

/**
 * cmd_stat - run the subcommand stat
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_stat(int argc, char **argv)
{
	struct cmd_place place = { };
	bool json = false;
	const struct cmd_option options[] = {
		CMD_PLACE_OPTIONS(&place),
		{ 0, "json", .flag = &json, .help = "print the numbers as JSON" },
	};
	int first = cmd_only_options(argc, argv, usage, options, ARRAY_SIZE(options),
				     ""), status;

	if (first <= 0)
		return -first;
	status = stat_filters(&place, json);
	cmd_place_close(&place);
	return status;
}
