// SPDX-License-Identifier: GPL-2.0
/*
 * What triggers "hist" have of an event: its fields, and some words for all events. They have no
 * elements of arrays, and what they make of a field is done here, as for records.
 */
#include "live/hist.h"
#include "live/histogram.h"
#include "report/report.h"

/* What a text takes whose size is not fixed, bytes. */
#define TEXT_BYTES	256U

/* A copy of the name that the kernel has for a field: NULL if it takes the name for another one. */
static char *field_name(const struct ktf_schema *schema, const struct agg_place *place)
{
	struct ktf_field field;
	u32 nr;

	for (nr = 0; !ktf_schema_field(schema, nr, &field); nr++) {
		if (field.off != place->off || field.size != place->size)
			continue;
		return strcmp(field.name, "stacktrace") && strcmp(field.name, "hitcount") ?
		       strdup(field.name) : NULL;
	}
	return NULL;
}

/**
 * hist_name - find the name that a trigger has for a value
 * @schema: the event.
 * @place: where its records have the value.
 *
 * Context: any.
 * Return: the name; free it with free(). NULL if there is none, or no memory.
 */
char *hist_name(const struct ktf_schema *schema, const struct agg_place *place)
{
	switch (place->source) {
	case AGG_FROM_COMM:
	case AGG_FROM_PID:
		return strdup("common_pid");
	case AGG_FROM_CPU:
		return strdup("common_cpu");
	}
	return field_name(schema, place);
}

/**
 * hist_lacks - why is there no such value in the kernel?
 * @key: the value, as the user wrote it.
 * @place: where records of the event have it.
 * @long_size: the size of a long in the kernel, bytes.
 *
 * Context: any.
 * Return: the reason, as it goes on behind the value; NULL if there may be one.
 */
const char *hist_lacks(const struct agg_key *key, const struct agg_place *place, u32 long_size)
{
	if (place->source == AGG_FROM_TIME)
		return "is in no table of the kernel";
	if (place->source == AGG_FROM_STACK)
		return "is cut to 16 functions in a table of the kernel";
	if (key->element >= 0)
		return "is an element, and the kernel counts by fields";
	if (place->source == AGG_FROM_FIXED && !place->size)
		return "is a text without a size";
	if (place->source == AGG_FROM_NUMBER && place->size > long_size)
		return "is cut by a kernel of 32 bits";
	return NULL;
}

/**
 * hist_key_bytes - tell how much of a key a value takes
 * @place: where records of the event have it.
 *
 * Context: any.
 * Return: the number of bytes, of which there are HIST_KEY_BYTES.
 */
u32 hist_key_bytes(const struct agg_place *place)
{
	switch (place->source) {
	case AGG_FROM_LOC:
		return TEXT_BYTES;
	case AGG_FROM_FIXED:
		return (place->size + 7) & ~7U;
	}
	return sizeof(u64);
}

/**
 * hist_refuse - say why a key or a value cannot be in the kernel
 * @text: the user's text.
 * @key: the key in it.
 * @why: the reason, as it goes on behind the key.
 *
 * Context: any.
 * Return: CMD_REFUSED.
 */
int hist_refuse(const char *text, const struct agg_key *key, const char *why)
{
	struct agg_error error;

	agg_refuse(&error, key->at, key->len, "'%.*s' %s; leave out --in-kernel", (int)key->len,
		   key->text, why);
	return report_refused(CMD_REFUSED, text, &error, NULL);
}

/**
 * hist_refuse_excess - say that there are more keys than the kernel takes
 * @text: the user's text.
 * @key: the first one that is too many.
 * @nr: how many there are.
 *
 * Context: any.
 * Return: CMD_USAGE.
 */
int hist_refuse_excess(const char *text, const struct agg_key *key, u32 nr)
{
	struct agg_error error;

	agg_refuse(&error, key->at, key->len, "%u keys, the kernel takes %u; leave out --in-kernel",
		   nr, HISTOGRAM_KEYS);
	return report_refused(CMD_USAGE, text, &error, NULL);
}
