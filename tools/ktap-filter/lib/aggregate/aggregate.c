// SPDX-License-Identifier: GPL-2.0
/*
 * The aggregator: statistics of records by keys.
 *
 * It does not know where records come from. Each thread has an aggregator of its own, which
 * needs no lock, and they are merged at the end. Only then numbers get their names: of a task,
 * of a function. Keys that have one name then become one key.
 */
#include "aggregate/aggregate.h"
#include "stack/stack.h"

/**
 * agg_init - start with no record
 * @agg: gets the aggregator; free it with agg_free().
 * @spec: what the user asks for; it must live as long as @agg.
 *
 * Context: any.
 */
void agg_init(struct agg *agg, const struct agg_spec *spec)
{
	agg->spec = spec;
	agg->cut = 0;
	agg->others = 0;
	agg->key.used = 0;
	agg_table_init(&agg->table, sizeof(struct agg_stats));
}

/**
 * agg_free - free an aggregator, but not the struct itself
 * @agg: the aggregator; zeroes for one that was not made.
 *
 * Context: any.
 */
void agg_free(struct agg *agg)
{
	u32 i;

	for (i = 0; i < agg->table.nr; i++)
		agg_stats_free((void *)agg->table.all[i]->data);
	agg_table_free(&agg->table);
}

static const char other_text[] = "(other)";

/* Room for a key of a number or of that text for each. */
#define OTHER_BYTES	(AGG_MAX_KEYS * 16)

/* Make the key of all that there is no room for, of which there is one in each interval of time. */
static u32 other_key(const struct agg *agg, const u8 *key, u8 other[OTHER_BYTES])
{
	u32 len = strlen(other_text), used = 0, i;
	struct agg_value v;

	for (i = 0; i < agg->spec->keys.nr; i++) {
		const u8 *next = agg_value_get(key, &v);

		if (agg->spec->keys.list[i].modifier == &agg_every) {
			memcpy(other + used, key, next - key);
			used += next - key;
		} else {
			other[used] = AGG_TEXT;
			memcpy(other + used + 1, &len, sizeof(len));
			memcpy(other + used + 1 + sizeof(len), other_text, len);
			used += 1 + sizeof(len) + len;
		}
		key = next;
	}
	return used;
}

/* The statistics of a key, or of all others if there are enough keys; NULL if memory is short. */
static struct agg_stats *stats_of(struct agg *agg, const void *key, u32 bytes, u64 count)
{
	u8 other[OTHER_BYTES];
	struct agg_stats *stats;
	u32 used;

	if (!agg->spec->max || agg->table.nr < agg->spec->max)
		return agg_table_get(&agg->table, key, bytes);
	stats = agg_table_find(&agg->table, key, bytes);
	if (stats)
		return stats;
	used = other_key(agg, key, other);
	/* What another thread had no room for, it has counted. */
	if (used != bytes || memcmp(other, key, used))
		agg->others += count;
	return agg_table_get(&agg->table, other, used);
}

/**
 * agg_add - add a record by the key in @agg->key
 * @agg: the aggregator.
 * @value: its value; NULL if only records are counted.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_add(struct agg *agg, const struct agg_number *value)
{
	struct agg_stats *stats = stats_of(agg, agg->key.is, agg->key.used, 1);

	if (!stats)
		return -ENOMEM;
	if (value)
		return agg_stats_add(stats, *value, agg->spec->width);
	stats->count++;
	return 0;
}

/**
 * agg_add_sum - add records by the key in @agg->key, of which only the sum is known
 * @agg: the aggregator.
 * @count: number of records, from 1 on.
 * @sum: the sum of their values; 0 if there are none.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_add_sum(struct agg *agg, u64 count, struct agg_number sum)
{
	struct agg_stats *stats = stats_of(agg, agg->key.is, agg->key.used, count);

	if (!stats)
		return -ENOMEM;
	stats->count += count;
	agg_sum_add(&stats->sum, sum);
	return 0;
}

/**
 * agg_take - add a record
 * @agg: the aggregator.
 * @event: the places of the record's event.
 * @record: the record.
 *
 * Context: any.
 * Return: 0, also if the record was only counted as cut short; -ENOMEM.
 */
int agg_take(struct agg *agg, const struct agg_event *event, const struct agg_record *record)
{
	const struct agg_spec *spec = agg->spec;
	struct agg_number value;
	u32 i;

	agg->key.used = 0;
	for (i = 0; i < spec->keys.nr; i++) {
		if (!agg_read(&spec->keys.list[i], &event->keys[i], record, &agg->key)) {
			agg->cut++;
			return 0;
		}
	}
	if (!spec->has_value)
		return agg_add(agg, NULL);
	value = agg_read_number(&spec->value, &event->value, record);
	return agg_add(agg, &value);
}

static int merge_entry(struct agg *agg, const void *key, u32 bytes, const struct agg_stats *from)
{
	struct agg_stats *to = stats_of(agg, key, bytes, from->count);

	return to ? agg_stats_merge(to, from) : -ENOMEM;
}

/* Names make fewer keys, so there is room for all. */
static int merge_named(struct agg *agg, const struct agg_stats *from)
{
	struct agg_stats *to = agg_table_get(&agg->table, agg->key.is, agg->key.used);

	return to ? agg_stats_merge(to, from) : -ENOMEM;
}

/**
 * agg_merge - add the records of another aggregator
 * @agg: the aggregator.
 * @other: the other one.
 *
 * Context: any.
 * Return: 0 or -ENOMEM.
 */
int agg_merge(struct agg *agg, const struct agg *other)
{
	int err = 0;
	u32 i;

	agg->cut += other->cut;
	agg->others += other->others;
	for (i = 0; i < other->table.nr && !err; i++) {
		const struct agg_entry *entry = other->table.all[i];

		err = merge_entry(agg, agg_entry_key(&other->table, entry), entry->key_bytes,
				  (const void *)entry->data);
	}
	return err;
}

/* An address of 0 stands for functions that there was no room for. */
static const char *name_of_caller(struct tep_handle *tep, u64 addr, char text[AGG_SHOWN_TEXT])
{
	if (!addr)
		return "...";
	return stack_marker(addr) ?: agg_name_of(tep, AGG_FUNCTION, addr, text);
}

/* The name from a list of symbols may have a semicolon, which ends a name here. */
static void copy_name(char *to, const char *name, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		to[i] = name[i] == ';' ? '_' : name[i];
}

/*
 * Put the names of a stack, from the last one, the innermost, to the front. What there is no room
 * for is "...".
 */
static void put_named_stack(struct agg_bytes *to, const struct agg_value *v,
			    struct tep_handle *tep)
{
	static const char more[] = "...;";
	char names[AGG_MAX_TEXT], text[AGG_SHOWN_TEXT];
	u32 at = sizeof(names), nr = v->len / sizeof(u64), len, i;
	const char *name;

	for (i = 0; i < nr; i++) {
		name = name_of_caller(tep, get_unaligned((const u64 *)v->text + i), text);
		len = strlen(name);
		if (at < len + 1 + strlen(more)) {
			at -= strlen(more);
			memcpy(names + at, more, strlen(more));
			break;
		}
		if (i)
			names[--at] = ';';
		at -= len;
		copy_name(names + at, name, len);
	}
	agg_put_bytes(to, AGG_STACK, names + at, sizeof(names) - at);
}

/* Put a value with its name instead of its number, if it has a name. */
static void put_named(struct agg_bytes *to, const struct agg_value *v, const struct agg_key *key,
		      struct tep_handle *tep)
{
	char text[AGG_SHOWN_TEXT];
	const char *name = NULL;

	if (v->tag == AGG_TEXT) {
		agg_put_text(to, v->text, v->len);
		return;
	}
	if (v->tag == AGG_STACK) {
		put_named_stack(to, v, tep);
		return;
	}
	if (v->tag > AGG_STACK)
		name = agg_name_of(tep, v->tag, v->n.bits, text);
	else if (key->modifier && key->modifier->name_of)
		name = key->modifier->name_of(tep, v->n.bits, text);
	if (name)
		agg_put_text(to, name, strlen(name));
	else
		agg_put_number(to, v->tag > AGG_STACK ? AGG_UNSIGNED : v->tag, v->n.bits);
}

static void name_key(const struct agg *agg, const u8 *at, struct tep_handle *tep,
		     struct agg_bytes *to)
{
	struct agg_value v;
	u32 i;

	to->used = 0;
	for (i = 0; i < agg->spec->keys.nr; i++) {
		at = agg_value_get(at, &v);
		put_named(to, &v, &agg->spec->keys.list[i], tep);
	}
}

/**
 * agg_find_names - put names in the place of numbers, once all records are there
 * @agg: the aggregator.
 * @tep: has the names of tasks and events; env_read_symbols() those of functions.
 *
 * Context: any.
 * Return: 0 or -ENOMEM; then the aggregator is of no more use.
 */
int agg_find_names(struct agg *agg, struct tep_handle *tep)
{
	struct agg_table old = agg->table;
	int err = 0;
	u32 i;

	agg_table_init(&agg->table, sizeof(struct agg_stats));
	for (i = 0; i < old.nr; i++) {
		struct agg_stats *stats = (void *)old.all[i]->data;

		if (!err) {
			name_key(agg, agg_entry_key(&old, old.all[i]), tep, &agg->key);
			err = merge_named(agg, stats);
		}
		agg_stats_free(stats);
	}
	agg_table_free(&old);
	return err;
}
