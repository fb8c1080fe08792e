// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter stat: the filters of the kernel, in numbers.
 *
 * The kernel lists its filters and their programs. It does not count how often a filter runs
 * or matches, since a counter on the event path would cost every event. So there is no such
 * number here.
 */
#include <stdlib.h>

#include "filters/read.h"

static const char usage[] =
	"Usage: ktap-filter stat [OPTION]...\n"
	"\n"
	"Count the filters in force, their instructions and their instances, and the refused\n"
	"filters that files still show. The kernel does not count how often a filter matches.\n";

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

static int put_json(const struct cmd_filters *filters)
{
	struct json_object *json = json_object_new_object(), *insns = NULL;
	u32 nr = cmd_filters_count(filters);

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
	json_object_object_add(json, "matches", NULL);
	json_object_object_add(json, "events", cmd_filters_json(filters, false));
	return cmd_json_print(json);
}

static int put_text(const struct cmd_filters *filters)
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
	puts("matches: not counted by this kernel");
	for (i = 0; i < filters->nr; i++) {
		if (filters->list[i].error)
			continue;
		if (filters->listed)
			printf("%6u  ", filters->list[i].nr_insns);
		cmd_filter_print_name(stdout, &filters->list[i]);
		fputc('\n', stdout);
	}
	return CMD_OK;
}

static int stat_filters(struct cmd_place *place, bool json)
{
	struct cmd_filters filters;
	int status = cmd_filters_open(place, &filters);

	if (!status)
		status = json ? put_json(&filters) : put_text(&filters);
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
