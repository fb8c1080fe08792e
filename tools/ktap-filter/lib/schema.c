// SPDX-License-Identifier: GPL-2.0
/*
 * An event's fields, from its format.
 *
 * The kernel decides how a field is read by the text of its type (filter_assign_type()), and
 * a format shows that text. Here the same rules are applied to the same text, so a filter
 * that is compiled here fits the kernel that the format came from. But a format may come
 * from anywhere. A field that no kernel has, such as a text larger than any record, is taken
 * as the format describes it; then the filter fits no kernel.
 *
 * Fields are looked up as the kernel does (trace_find_event_field()): the event's own, those
 * that are in no record, and those that all records have.
 */
#include "schema.h"
#include "prog/limits.h"

/* Fields of every event that are not part of its record. */
#define GENERIC(field, what, sign)					\
	{ .name = field, .kind = KTAP_FILTER_KIND_##what, .is_signed = sign }
static const struct ktf_field generic[] = {
	GENERIC("CPU", CPU, true),
	GENERIC("cpu", CPU, true),
	GENERIC("common_cpu", CPU, true),
	GENERIC("COMM", COMM, false),
	GENERIC("comm", COMM, false),
	GENERIC("stacktrace", OPAQUE, false),
	GENERIC("STACKTRACE", OPAQUE, false),
};

#undef GENERIC

static u8 kind_of(const char *type)
{
	bool is_char = strstr(type, "char"), is_loc = strstr(type, "__data_loc");

	if (is_char && is_loc)
		return KTAP_FILTER_KIND_DYNSTR;
	if (is_loc && strstr(type, "cpumask_t"))
		return KTAP_FILTER_KIND_CPUMASK;
	if (is_char && strstr(type, "__rel_loc"))
		return KTAP_FILTER_KIND_RELSTR;
	if (is_char && strchr(type, '['))
		return KTAP_FILTER_KIND_FIXSTR;
	if (!strcmp(type, "char *") || !strcmp(type, "const char *"))
		return KTAP_FILTER_KIND_PTRSTR;
	return KTAP_FILTER_KIND_OTHER;
}

static void describe(const struct tep_format_field *from, struct ktf_field *field)
{
	*field = (struct ktf_field) {
		.name		= from->name,
		.kind		= kind_of(from->type),
		.is_signed	= from->flags & TEP_FIELD_IS_SIGNED,
		.type		= from->type,
		.off		= from->offset,
		.size		= from->size,
	};
}

static int find_in(const struct tep_format_field *list, const char *name, u32 len,
		   struct ktf_field *field)
{
	for (; list; list = list->next) {
		if (strncmp(list->name, name, len) || list->name[len])
			continue;
		describe(list, field);
		return 0;
	}
	return -ENOENT;
}

/**
 * ktf_schema_find - find a field by its name
 * @schema: the event.
 * @name: the name, without a NUL.
 * @len: length of @name in bytes.
 * @field: gets the field.
 *
 * Context: any.
 * Return: 0 or -ENOENT.
 */
int ktf_schema_find(const struct ktf_schema *schema, const char *name, u32 len,
		    struct ktf_field *field)
{
	u32 i;

	if (!find_in(schema->event->format.fields, name, len, field))
		return 0;
	for (i = 0; i < ARRAY_SIZE(generic); i++) {
		if (strncmp(generic[i].name, name, len) || generic[i].name[len])
			continue;
		*field = generic[i];
		return 0;
	}
	return find_in(schema->event->format.common_fields, name, len, field);
}

/**
 * ktf_schema_field - get a field by its number
 * @schema: the event.
 * @nr: the number: the event's own fields come first, then the fields of all events.
 * @field: gets the field.
 *
 * Context: any.
 * Return: 0; -ENOENT if there are not as many fields.
 */
int ktf_schema_field(const struct ktf_schema *schema, u32 nr, struct ktf_field *field)
{
	const struct tep_format_field *list = schema->event->format.fields;

	for (; list && nr; nr--)
		list = list->next;
	if (!list)
		for (list = schema->event->format.common_fields; list && nr; nr--)
			list = list->next;
	if (!list)
		return -ENOENT;
	describe(list, field);
	return 0;
}

/**
 * ktf_schema_generic - get a field that is in no record by its number
 * @nr: the number.
 * @field: gets the field, which every event has, unless it has one of its own of that name.
 *
 * Context: any.
 * Return: 0; -ENOENT if there are not as many fields.
 */
int ktf_schema_generic(u32 nr, struct ktf_field *field)
{
	if (nr >= ARRAY_SIZE(generic))
		return -ENOENT;
	*field = generic[nr];
	return 0;
}

/**
 * ktf_schema_print_fmt - get the print format of an event
 * @schema: the event.
 *
 * Context: any.
 * Return: the print format, or NULL if it is not known.
 */
const char *ktf_schema_print_fmt(const struct ktf_schema *schema)
{
	return ktf_print_fmt(schema->event);
}

/**
 * ktf_schema_fixed - get the size of the fixed part of a record
 * @schema: the event.
 *
 * Context: any.
 * Return: bytes that every record has.
 */
u32 ktf_schema_fixed(const struct ktf_schema *schema)
{
	return schema->fixed;
}

/**
 * ktf_schema_is_function - is it perf's ftrace:function event?
 * @schema: the event.
 *
 * Context: any.
 * Return: true if it is.
 */
bool ktf_schema_is_function(const struct ktf_schema *schema)
{
	return !strcmp(schema->event->system, "ftrace") &&
	       !strcmp(schema->event->name, "function");
}

/**
 * ktf_schema_is_restricted - does the filter belong to a user without privileges?
 * @schema: the event.
 *
 * Context: any.
 * Return: false, because the target kernel and its user are not known here.
 */
bool ktf_schema_is_restricted(const struct ktf_schema *schema)
{
	return false;
}

static int measure(struct ktf_schema *schema, const struct tep_format_field *list)
{
	for (; list; list = list->next) {
		if (list->offset < 0 || list->size < 0 ||
		    (u64)list->offset + list->size > KTF_MAX_FIXED)
			return -EINVAL;
		schema->fixed = max_t(u32, schema->fixed, list->offset + list->size);
	}
	return 0;
}

/**
 * ktf_schema_init - describe an event
 * @schema: gets the description.
 * @event: the event.
 *
 * Context: any.
 * Return: 0; -EINVAL if a field has an offset or a size that no kernel uses.
 */
int ktf_schema_init(struct ktf_schema *schema, struct tep_event *event)
{
	schema->event = event;
	schema->fixed = KTF_MIN_FIXED;
	return measure(schema, event->format.common_fields) ?:
	       measure(schema, event->format.fields);
}
