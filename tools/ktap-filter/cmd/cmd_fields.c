// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter fields: what a filter of an event can ask for.
 *
 * That is the event's fields, and what the language has for every event: its functions and
 * variables. All of it is in tables already, in the event's format and in the engine, so that
 * nothing is listed here that a filter cannot have.
 */
#include "event.h"
#include "lang/functions.h"
#include "lang/terms.h"
#include "prog/names.h"
#include "prog/variables.h"

static const char usage[] =
	"Usage: ktap-filter fields [OPTION]...\n"
	"\n"
	"List the fields of events, with their types, and the functions, variables and\n"
	"predicates that a filter may use. Without an event, list only these.\n";

/* What the language has for every event. */
static const struct word {
	const char	*name;
	u32		arguments;
	const char	*text;
} functions[] = {
#define ROW(name, arguments, cell, arg, text)	{ #name, arguments, text },
	KTF_CALLS(ROW)
#undef ROW
};

static const struct word variables[] = {
#define ROW(name, nr, from, arg, there, known, text)	{ "$" #name, 0, text },
	KTF_VARIABLE_ROWS(ROW)
#undef ROW
};

#define NUMBER	"n"
#define ONE_OF	"1/n"
#define RATE	"n/t"
#define VALUE	"x"
static const struct word terms[] = {
#define ROW(name, op, argument, text)	{ "$" #name "(" argument ")", 0, text },
	KTF_TERMS(ROW)
#undef ROW
	{ "$cgroup in cgroup(\"/path\")", 0, "the task is in the cgroup or below it" },
};

/**
 * struct listed - a field, and what a filter can do with it
 * @is: the field.
 * @array: its elements, if @is_array.
 * @is_array: it has elements that are numbers.
 * @is_number: it is compared with numbers.
 * @is_user: it points to a text of user space.
 */
struct listed {
	struct ktf_field	is;
	struct ktf_array	array;
	bool			is_array;
	bool			is_number;
	bool			is_user;
};

/* An event of a system call has pointers of user space. */
static bool is_syscall(const struct ktf_schema *schema)
{
	struct ktf_field field;

	return !ktf_schema_find(schema, "__syscall_nr", strlen("__syscall_nr"), &field);
}

static u32 count_fields(const struct ktf_schema *schema)
{
	struct ktf_field field;
	u32 nr = 0;

	while (!ktf_schema_field(schema, nr, &field))
		nr++;
	return nr;
}

/* Those of the record come first. */
static int any_field(const struct ktf_schema *schema, u32 nr, struct ktf_field *field)
{
	if (!ktf_schema_field(schema, nr, field))
		return 0;
	return ktf_schema_generic(nr - count_fields(schema), field);
}

/* Is this what a filter finds by the name? Another field may hide it. */
static bool is_found(const struct ktf_schema *schema, const struct ktf_field *field)
{
	struct ktf_field found;

	return !ktf_schema_find(schema, field->name, strlen(field->name), &found) &&
	       found.kind == field->kind && field->kind != KTAP_FILTER_KIND_OPAQUE;
}

/* Get the field of number @nr or behind. -ENOENT behind the last one. */
static int next_field(const struct ktf_schema *schema, u32 *nr, struct listed *f)
{
	memset(f, 0, sizeof(*f));
	do {
		if (any_field(schema, (*nr)++, &f->is))
			return -ENOENT;
	} while (!is_found(schema, &f->is));
	f->is_array = !ktf_field_array(&f->is, &f->array) && !ktf_kind_is_text(f->is.kind);
	f->is_number = ktf_field_is_number(f->is.kind, f->is.size);
	f->is_user = f->is.kind == KTAP_FILTER_KIND_PTRSTR && is_syscall(schema);
	return 0;
}

static const char *takes(const struct listed *f)
{
	if (f->is_user)
		return "text, as NAME.ustring";
	if (f->is.kind == KTAP_FILTER_KIND_PTRSTR)
		return "text behind a pointer";
	if (ktf_kind_is_text(f->is.kind))
		return "text";
	if (f->is.kind == KTAP_FILTER_KIND_CPUMASK)
		return "CPUs";
	if (f->is_array)
		return "numbers, as NAME[0]";
	return f->is_number ? "number" : "bytes";
}

static const char *sign(const struct listed *f)
{
	if (f->is_array)
		return f->array.is_signed ? "yes" : "no";
	if (f->is_number)
		return f->is.is_signed ? "yes" : "no";
	return "-";
}

static const char *type(const struct listed *f)
{
	if (f->is.kind == KTAP_FILTER_KIND_COMM)
		return "the running task's name";
	if (f->is.kind == KTAP_FILTER_KIND_CPU)
		return "the running CPU's number";
	return f->is.type ?: "?";
}

/* The names that a filter may compare the field with, behind ".sym". */
static void print_names(const struct ktf_schema *schema, const char *field)
{
	struct ktf_table table;
	struct ktf_shown shown;

	if (!ktf_name_table(schema, field, &table))
		return;
	printf("    %s.sym:", field);
	while (ktf_table_name(&table, &shown))
		printf(" \"%.*s\"", (int)shown.len, shown.name);
	putchar('\n');
}

static void print_event(const struct ktf_schema *schema)
{
	char name[CMD_EVENT_NAME], bytes[12];
	struct listed f;
	int width = 0;
	u32 nr;

	for (nr = 0; !next_field(schema, &nr, &f);)
		width = max_t(int, width, strlen(f.is.name));
	printf("%s\n  %-*s  Bytes  Sign  %-22s  Type\n", cmd_event_name(schema, name), width,
	       "Field", "Takes");
	for (nr = 0; !next_field(schema, &nr, &f);) {
		snprintf(bytes, sizeof(bytes), f.is.size ? "%u" : "-", f.is.size);
		printf("  %-*s  %5s  %-4s  %-22s  %s\n", width, f.is.name, bytes, sign(&f),
		       takes(&f), type(&f));
		print_names(schema, f.is.name);
	}
	putchar('\n');
}

/* "be32(x, n)" for a function of two arguments. */
static const char *call(const struct word *w, char text[32])
{
	snprintf(text, 32, "%s(%s)", w->name, w->arguments == 2 ? "x, n" : "x");
	return text;
}

static void print_language(void)
{
	char text[32];
	u32 i;

	puts("Functions");
	for (i = 0; i < ARRAY_SIZE(functions); i++)
		printf("  %-12s  %s\n", call(&functions[i], text), functions[i].text);
	puts("\nVariables");
	for (i = 0; i < ARRAY_SIZE(variables); i++)
		printf("  %-12s  %s\n", variables[i].name, variables[i].text);
	puts("\nPredicates");
	for (i = 0; i < ARRAY_SIZE(terms); i++)
		printf("  %-26s  %s\n", terms[i].name, terms[i].text);
}

/* For completion: what may follow where a name is begun, each in a line. */
static void print_begun(const struct events_found *found)
{
	struct ktf_table table;
	struct listed f;
	u32 i, nr;

	for (i = 0; i < found->nr; i++)
		for (nr = 0; !next_field(&found->list[i], &nr, &f);) {
			printf("%s%s\n", f.is.name, f.is_user ? ".ustring" : "");
			if (ktf_name_table(&found->list[i], f.is.name, &table))
				printf("%s.sym\n", f.is.name);
		}
	for (i = 0; i < ARRAY_SIZE(functions); i++)
		printf("%s(\n", functions[i].name);
	for (i = 0; i < ARRAY_SIZE(variables); i++)
		puts(variables[i].name);
	for (i = 0; i < KTF_NR_TERMS; i++)
		printf("%s(\n", ktf_terms[i].name);
}

static struct json_object *json_names(const struct ktf_schema *schema, const char *field)
{
	struct json_object *list = json_object_new_array();
	struct ktf_table table;
	struct ktf_shown shown;

	if (!ktf_name_table(schema, field, &table))
		return list;
	while (list && ktf_table_name(&table, &shown))
		json_object_array_add(list, json_object_new_string_len(shown.name, shown.len));
	return list;
}

static struct json_object *json_field(const struct ktf_schema *schema, const struct listed *f)
{
	struct json_object *json = json_object_new_object();
	bool sign = f->is_array ? f->array.is_signed : f->is.is_signed;
	bool has_sign = f->is_array || f->is_number;

	if (!json)
		return NULL;
	json_object_object_add(json, "name", cmd_json_string(f->is.name));
	json_object_object_add(json, "takes", cmd_json_string(takes(f)));
	json_object_object_add(json, "type", cmd_json_string(type(f)));
	json_object_object_add(json, "bytes", json_object_new_int64(f->is.size));
	json_object_object_add(json, "signed", has_sign ? json_object_new_boolean(sign) : NULL);
	json_object_object_add(json, "element_bytes",
			       f->is_array ? json_object_new_int64(f->array.bytes) : NULL);
	json_object_object_add(json, "names", json_names(schema, f->is.name));
	return json;
}

static struct json_object *json_event(const struct ktf_schema *schema)
{
	struct json_object *json = json_object_new_object(), *list = json_object_new_array();
	char name[CMD_EVENT_NAME];
	struct listed f;
	u32 nr;

	for (nr = 0; list && !next_field(schema, &nr, &f);)
		json_object_array_add(list, json_field(schema, &f));
	json_object_object_add(json, "event", cmd_json_string(cmd_event_name(schema, name)));
	json_object_object_add(json, "fields", list);
	return json;
}

static struct json_object *json_words(const struct word *words, u32 nr)
{
	struct json_object *list = json_object_new_array(), *json;
	u32 i;

	for (i = 0; list && i < nr; i++) {
		json = json_object_new_object();
		json_object_object_add(json, "name", cmd_json_string(words[i].name));
		json_object_object_add(json, "what", cmd_json_string(words[i].text));
		json_object_array_add(list, json);
	}
	return list;
}

static int print_json(const struct events_found *found)
{
	struct json_object *json = json_object_new_object(), *list = json_object_new_array();
	u32 i;

	for (i = 0; list && i < found->nr; i++)
		json_object_array_add(list, json_event(&found->list[i]));
	json_object_object_add(json, "events", list);
	json_object_object_add(json, "functions", json_words(functions, ARRAY_SIZE(functions)));
	json_object_object_add(json, "variables", json_words(variables, ARRAY_SIZE(variables)));
	json_object_object_add(json, "predicates", json_words(terms, ARRAY_SIZE(terms)));
	return cmd_json_print(json);
}

static int list(struct cmd_event *event, bool json, bool names)
{
	bool named = event->name || event->format || event->input || event->tracefs;
	int status = named ? cmd_event_open(event) : CMD_OK;
	u32 i;

	if (status)
		return status;
	if (json)
		return print_json(&event->found);
	if (names) {
		print_begun(&event->found);
		return CMD_OK;
	}
	for (i = 0; i < event->found.nr; i++)
		print_event(&event->found.list[i]);
	print_language();
	return CMD_OK;
}

/**
 * cmd_fields - run the subcommand fields
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_fields(int argc, char **argv)
{
	struct cmd_event event = { };
	bool json = false, names = false;
	const struct cmd_option options[] = {
		CMD_EVENT_OPTIONS(&event),
		{ 0, "names", .flag = &names,
		  .help = "print names alone, each in a line, as a filter has them" },
		{ 0, "json", .flag = &json, .help = "print JSON" },
	};
	int first = cmd_only_options(argc, argv, usage, options, ARRAY_SIZE(options),
				     " See --event"), status;

	if (first <= 0)
		return -first;
	status = list(&event, json, names);
	cmd_event_close(&event);
	return status;
}
