// SPDX-License-Identifier: GPL-2.0
/*
 * Where an event has the value of a key.
 *
 * A name is looked up as in a filter: a field of the event comes first, then what every record
 * has, such as the task's name and the CPU, then the words below. "$" in front of a word means
 * the word, even if there is such a field.
 */
#include "aggregate/key.h"

/* What every record has. */
static const struct word {
	const char	*name;
	u8		source;
	u8		tag;
} words[] = {
	{ "comm",	AGG_FROM_COMM,	AGG_TASK },
	{ "pid",	AGG_FROM_PID,	AGG_SIGNED },
	{ "cpu",	AGG_FROM_CPU,	AGG_UNSIGNED },
	{ "event",	AGG_FROM_EVENT,	AGG_EVENT },
	{ "time",	AGG_FROM_TIME,	AGG_UNSIGNED },
	{ "stack",	AGG_FROM_STACK,	AGG_STACK },
};

/* The field that has the function of a record: of a probe, of one at a return, of the tracer. */
static const char * const function_fields[] = { "__probe_ip", "__probe_func", "ip" };

static const char function_word[] = "func";

/**
 * agg_word - get a word that stands for what records have
 * @nr: number of the word.
 *
 * Context: any.
 * Return: the word; NULL if there are not as many.
 */
const char *agg_word(u32 nr)
{
	if (nr < ARRAY_SIZE(words))
		return words[nr].name;
	return nr == ARRAY_SIZE(words) ? function_word : NULL;
}

static bool is_name(const char *word, const char *name, u32 len)
{
	return strlen(word) == len && !memcmp(word, name, len);
}

static const struct word *find_word(const char *name, u32 len)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (is_name(words[i].name, name, len))
			return &words[i];
	return NULL;
}

static bool find_function(const struct ktf_schema *schema, struct ktf_field *field)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(function_fields); i++)
		if (!ktf_schema_find(schema, function_fields[i], strlen(function_fields[i]),
				     field))
			return ktf_field_is_number(field->kind, field->size);
	return false;
}

static bool is_word(const struct agg_key *key, const char *word)
{
	bool is_variable = key->text[0] == '$';

	return is_name(word, key->text + is_variable, key->name_len - is_variable);
}

/**
 * agg_asks_symbols - do keys need the names of functions?
 * @keys: the keys.
 *
 * Context: any.
 * Return: true if they do.
 */
bool agg_asks_symbols(const struct agg_keys *keys)
{
	const struct agg_modifier *sym = agg_modifier_find("sym", strlen("sym"));
	const struct agg_key *key;

	for (key = keys->list; key < keys->list + keys->nr; key++)
		if (key->modifier == sym || is_word(key, function_word))
			return true;
	return false;
}

/**
 * agg_asks_stacks - may keys be stacks?
 * @keys: the keys.
 *
 * Context: any.
 * Return: true if one is, unless an event has a field of that name.
 */
bool agg_asks_stacks(const struct agg_keys *keys)
{
	const struct agg_key *key;

	for (key = keys->list; key < keys->list + keys->nr; key++)
		if (is_word(key, "stack"))
			return true;
	return false;
}

static int refuse(struct agg_error *error, const struct agg_key *key,
		  const struct ktf_schema *schema, const char *why)
{
	return agg_refuse(error, key->at, key->len, "%s:%s: '%.*s' %s", schema->event->system,
			  schema->event->name, (int)key->name_len, key->text, why);
}

static int place_number(const struct agg_key *key, const struct ktf_schema *schema,
			const struct ktf_field *field, struct agg_place *place,
			struct agg_error *error)
{
	if (ktf_field_is_located(field) || !ktf_field_is_number(field->kind, field->size))
		return refuse(error, key, schema, "is neither a number nor a text");
	*place = (struct agg_place) {
		.source = AGG_FROM_NUMBER, .tag = field->is_signed ? AGG_SIGNED : AGG_UNSIGNED,
		.off = field->off, .size = field->size,
	};
	return 0;
}

static int place_element(const struct agg_key *key, const struct ktf_schema *schema,
			 const struct ktf_field *field, struct agg_place *place,
			 struct agg_error *error)
{
	struct agg_place whole = { .source = AGG_FROM_NUMBER };
	struct ktf_array array;

	if (ktf_kind_is_text(field->kind) || ktf_field_array(field, &array) || !array.nr)
		return refuse(error, key, schema, "has no elements");
	if (key->element >= array.nr)
		return refuse(error, key, schema, "has not as many elements");
	whole.tag = array.is_signed ? AGG_SIGNED : AGG_UNSIGNED;
	whole.off = field->off + key->element * array.bytes;
	whole.size = array.bytes;
	*place = whole;
	return 0;
}

static int place_word(const struct word *word, struct agg_place *place)
{
	*place = (struct agg_place) { .source = word->source, .tag = word->tag };
	return 0;
}

/* Only a probe at the event itself can record what a pointer of it points to. */
static int no_text(const struct agg_key *key, const struct ktf_schema *schema,
		   struct agg_error *error)
{
	const struct tep_event *event = schema->event;
	const char *type = strcmp(event->system, "syscalls") ? "string" : "ustring";

	return agg_refuse(error, key->at, key->len,
			  "'%.*s' is a pointer to a text, recorded if asked: '%s:%s %.*s:%s'",
			  (int)key->name_len, key->text, event->system, event->name,
			  (int)key->name_len, key->text, type);
}

static int place_field(const struct agg_key *key, const struct ktf_schema *schema,
		       const struct ktf_field *field, struct agg_place *place,
		       struct agg_error *error)
{
	bool relative = field->kind == KTAP_FILTER_KIND_RELSTR;

	if (key->element >= 0)
		return place_element(key, schema, field, place, error);
	switch (field->kind) {
	case KTAP_FILTER_KIND_COMM:
		return place_word(find_word("comm", strlen("comm")), place);
	case KTAP_FILTER_KIND_CPU:
		return place_word(find_word("cpu", strlen("cpu")), place);
	case KTAP_FILTER_KIND_FIXSTR:
		*place = (struct agg_place) { .source = AGG_FROM_FIXED, .tag = AGG_TEXT,
					      .off = field->off, .size = field->size };
		return 0;
	case KTAP_FILTER_KIND_PTRSTR:
		return no_text(key, schema, error);
	case KTAP_FILTER_KIND_DYNSTR:
	case KTAP_FILTER_KIND_RELSTR:
		if (field->size != sizeof(u32))
			return refuse(error, key, schema, "is a text of no known form");
		*place = (struct agg_place) { .source = AGG_FROM_LOC, .tag = AGG_TEXT,
					      .off = field->off, .size = field->size,
					      .from = relative ? field->off + 4 : 0 };
		return 0;
	}
	return place_number(key, schema, field, place, error);
}

static int no_field(const struct agg_key *key, const struct ktf_schema *schema,
		    struct agg_error *error)
{
	agg_refuse(error, key->at, key->name_len, "%s:%s has no field '%.*s'",
		   schema->event->system, schema->event->name, (int)key->name_len, key->text);
	error->no_field = true;
	return -ENOENT;
}

static int find_place(const struct agg_key *key, const struct ktf_schema *schema,
		      struct agg_place *place, struct agg_error *error)
{
	bool is_variable = key->text[0] == '$';
	const char *name = key->text + is_variable;
	u32 len = key->name_len - is_variable;
	const struct word *word = find_word(name, len);
	struct ktf_field field;
	int err;

	if (!is_variable && !ktf_schema_find(schema, name, len, &field))
		return place_field(key, schema, &field, place, error);
	if (word && key->element < 0)
		return place_word(word, place);
	if (!is_name(function_word, name, len) || !find_function(schema, &field))
		return no_field(key, schema, error);
	err = place_number(key, schema, &field, place, error);
	place->tag = AGG_FUNCTION;
	return err;
}

/**
 * agg_place_find - find where an event has the value of a key
 * @key: the key.
 * @schema: the event.
 * @place: gets the place; no part of it is behind the event's fixed part.
 * @error: gets the error.
 *
 * Context: any.
 * Return: 0; -ENOENT if the event has nothing of that name; -EINVAL if it is no value, or none
 * that the modifier takes.
 */
int agg_place_find(const struct agg_key *key, const struct ktf_schema *schema,
		   struct agg_place *place, struct agg_error *error)
{
	int err = find_place(key, schema, place, error);

	if (!err && key->modifier && place->tag > AGG_SIGNED)
		return refuse(error, key, schema, "is no number, and the modifier takes one");
	return err;
}
