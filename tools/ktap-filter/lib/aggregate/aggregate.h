/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The aggregator: statistics of records by keys.
 */
#ifndef _KTF_LIB_AGGREGATE_AGGREGATE_H
#define _KTF_LIB_AGGREGATE_AGGREGATE_H

#include "aggregate/key.h"
#include "aggregate/stats.h"
#include "aggregate/table.h"

/**
 * struct agg_spec - what the user asks for
 * @keys: what to count by; none for one row of all.
 * @has_value: there are values; without, only records are counted.
 * @value: where the values are from.
 * @width: width of the buckets of a histogram of a fixed width; 0 for none.
 * @max: so many different keys are kept, and all others are one; 0 for any number.
 */
struct agg_spec {
	struct agg_keys	keys;
	bool		has_value;
	struct agg_key	value;
	u64		width;
	u64		max;
};

/**
 * struct agg_event - where an event has keys and value
 * @keys: the places of the keys.
 * @value: the place of the value.
 */
struct agg_event {
	struct agg_place	keys[AGG_MAX_KEYS];
	struct agg_place	value;
};

/**
 * struct agg - statistics by keys
 * @spec: what the user asks for.
 * @table: struct agg_stats for each key.
 * @cut: number of records with a text that is not inside of the record.
 * @others: number of records whose keys there was no room for.
 * @key: the key of the current record.
 */
struct agg {
	const struct agg_spec	*spec;
	struct agg_table	table;
	u64			cut;
	u64			others;
	struct agg_bytes	key;
};

void agg_init(struct agg *agg, const struct agg_spec *spec);
void agg_free(struct agg *agg);
int agg_add(struct agg *agg, const struct agg_number *value);
int agg_add_sum(struct agg *agg, u64 count, struct agg_number sum);
int agg_take(struct agg *agg, const struct agg_event *event, const struct agg_record *record);
int agg_merge(struct agg *agg, const struct agg *other);
int agg_find_names(struct agg *agg, struct tep_handle *tep);

/**
 * struct agg_line - a key with its statistics, in the order that the user wants
 * @keys: the values of the key.
 * @stats: the statistics.
 */
struct agg_line {
	struct agg_value	keys[AGG_MAX_KEYS];
	const struct agg_stats	*stats;
};

/**
 * struct agg_order - an order of keys
 * @groups: so many of the first keys come first, in their own order.
 * @by_stat: then by this statistic, the largest first; NULL to go by a key.
 * @by_key: the index of that key, the smallest first.
 */
struct agg_order {
	u32			groups;
	const struct agg_stat	*by_stat;
	u32			by_key;
};

struct agg_line *agg_lines(const struct agg *agg, const struct agg_order *order);

#endif /* _KTF_LIB_AGGREGATE_AGGREGATE_H */
