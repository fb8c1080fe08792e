/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the kernel counted of a filter. See counts.c.
 */
#ifndef _KTF_CMD_FILTERS_COUNTS_H
#define _KTF_CMD_FILTERS_COUNTS_H

#include "filters/filters.h"

/**
 * struct cmd_count - what was counted of a predicate
 * @visited: how often it was asked.
 * @passed: how often it was true.
 * @text: the predicate, as the kernel prints it; "" if it is an image's, without a text.
 */
struct cmd_count {
	u64	visited;
	u64	passed;
	char	*text;
};

/**
 * struct cmd_counts - what was counted of a filter
 * @counted: the kernel counts this filter.
 * @asked: how many records it was asked about.
 * @kept: how many of them it kept.
 * @list: its predicates, in the order of the text.
 * @nr: number of predicates.
 */
struct cmd_counts {
	bool			counted;
	u64			asked;
	u64			kept;
	struct cmd_count	*list;
	u32			nr;
};

int cmd_counts_read(const struct cmd_filter *filter, struct cmd_counts *counts);
void cmd_counts_free(struct cmd_counts *counts);
void cmd_counts_print(const struct cmd_counts *counts);
struct json_object *cmd_counts_json(const struct cmd_counts *counts);

#endif /* _KTF_CMD_FILTERS_COUNTS_H */
