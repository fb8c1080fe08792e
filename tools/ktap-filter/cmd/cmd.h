/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the subcommands of ktap-filter share.
 */
#ifndef _KTF_CMD_H
#define _KTF_CMD_H

#include <stdio.h>
#include <json.h>

#include "event_names.h"
#include "events.h"
#include "prog/err.h"

/* Larger than any image, word or text that a kernel takes, bytes. */
#define CMD_MAX_FILTER	(KTF_MAX_WORD + 4096)

/* How every subcommand ends; ktap-filter(1) promises these. */
enum cmd_status {
	CMD_OK		= 0,
	CMD_REFUSED	= 1,	/* the filter or image is, or nothing matched */
	CMD_USAGE	= 2,	/* the command line is wrong */
	CMD_SYSTEM	= 3,	/* the system does not do it: no such file, no memory */
};

/* Each gets its own name as argv[0] and returns an enum cmd_status. */
int cmd_compile(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_asm(int argc, char **argv);
int cmd_disasm(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_load(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_clear(int argc, char **argv);
int cmd_stat(int argc, char **argv);

/* common.c: what goes to the user. All of these print "ktap-filter NAME: " first. */
extern const char *cmd_name;

int cmd_help(const char *text);
__printf(1, 2) int cmd_usage(const char *fmt, ...);
__printf(2, 3) int cmd_error(int status, const char *fmt, ...);
int cmd_no_memory(void);
int cmd_refused(const char *text, const struct ktf_diag *diag);
void cmd_print_at(FILE *to, const char *text, u32 at, u32 len);
void cmd_print_text(FILE *to, const char *text);

/* input.c: what comes in. */
int cmd_read_file(const char *path, u32 max, char **data, u32 *bytes);
int cmd_write_file(const char *path, const void *data, u32 bytes);
int cmd_write_once(const char *path, const void *data, u32 bytes, bool *opened);

/* image.c: images, as files and words. */
bool cmd_is_image(const char *data, u32 bytes);
int cmd_read_image(const char *arg, void **image, u32 *size);
int cmd_put_image(const char *path, bool as_word, const void *image, u32 size);

/**
 * struct cmd_event - the events that a filter is for, as options name them
 * @name: --event; NULL without.
 * @format: --format; NULL without.
 * @input: --input; NULL without.
 * @tracefs: --tracefs; NULL without.
 * @events: where they were found.
 * @found: the events, after cmd_event_open(): one or more.
 */
struct cmd_event {
	const char		*name;
	const char		*format;
	const char		*input;
	const char		*tracefs;
	struct events		events;
	struct events_found	found;
};

/* event.c: options that say which events, for tables of getopt_long(). */
enum {
	CMD_OPT_FORMAT = 0x100,
	CMD_OPT_TRACEFS,
	CMD_OPT_INSTANCE,
	CMD_OPT_OWN,	/* from here on each subcommand has its own */
};

#define CMD_EVENT_SHORT	"e:i:"
#define CMD_EVENT_LONG							\
	{ "event",	required_argument,	NULL,	'e' },		\
	{ "format",	required_argument,	NULL,	CMD_OPT_FORMAT },	\
	{ "input",	required_argument,	NULL,	'i' },		\
	{ "tracefs",	required_argument,	NULL,	CMD_OPT_TRACEFS }
#define CMD_EVENT_HELP							\
	"  -e, --event=EVENT         the events that the filter is for, as sched:sched_switch,\n" \
	"                            sched_switch, 'sched:*_exec', or a system: sched\n" \
	"      --format=FILE         take it from a format file that was saved\n" \
	"  -i, --input=FILE          take it from a trace.dat\n"		\
	"      --tracefs=DIR         take it from this tracefs, not the mounted one\n"

/* Room for what cmd_event_name() gives. */
#define CMD_EVENT_NAME	512

const char *cmd_event_name(const struct ktf_schema *schema, char name[CMD_EVENT_NAME]);
bool cmd_event_option(struct cmd_event *event, int option, const char *arg);
int cmd_event_open(struct cmd_event *event);
void cmd_event_close(struct cmd_event *event);

/* symbols.c: functions of the event's kernel. */
int cmd_read_symbols(const char *path);
void cmd_find_symbols(const struct cmd_event *event);

/**
 * struct cmd_place - where in tracefs filters are, as options name it
 * @event: --event; NULL without.
 * @tracefs: --tracefs; NULL without.
 * @instance: --instance; NULL without.
 * @root: the tracefs folder, after cmd_place_open().
 * @trace: the instance, or the top one.
 * @names: the events that --event names, one or more; none without.
 */
struct cmd_place {
	const char		*event;
	const char		*tracefs;
	const char		*instance;
	const char		*root;
	struct tracefs_instance	*trace;
	struct event_names	names;
};

/* place.c: options that say where. */
#define CMD_PLACE_SHORT	"e:"
#define CMD_PLACE_LONG							\
	{ "event",	required_argument,	NULL,	'e' },		\
	{ "instance",	required_argument,	NULL,	CMD_OPT_INSTANCE },	\
	{ "tracefs",	required_argument,	NULL,	CMD_OPT_TRACEFS }
#define CMD_PLACE_HELP							\
	"  -e, --event=EVENT    these events: sched:sched_switch, sched_switch,\n" \
	"                       'sched:*_exec', or a system: sched\n"		\
	"      --instance=NAME  only those of this instance; for events without it, of\n" \
	"                       the top one\n"				\
	"      --tracefs=DIR    in this tracefs, not in the mounted one\n"

bool cmd_place_option(struct cmd_place *place, int option, const char *arg);
int cmd_place_open(struct cmd_place *place);
void cmd_place_close(struct cmd_place *place);

/**
 * struct cmd_filter - a filter that is in force, or that was refused
 * @instance: the instance; NULL for the top one.
 * @system: the event's system.
 * @name: the event's name; NULL for a refused one that the system's own file shows.
 * @text: the filter, as its file shows it.
 * @error: why it was refused, a part of @text's memory; NULL if it is in force.
 * @program: the listing of its program; NULL where the kernel has none.
 * @nr_insns: how many instructions that has.
 */
struct cmd_filter {
	char	*instance;
	char	*system;
	char	*name;
	char	*text;
	char	*error;
	char	*program;
	u32	nr_insns;
};

/**
 * struct cmd_filters - all of them, or those of a place
 * @list: the filters.
 * @nr: how many.
 * @room: how many the list has room for.
 * @listed: the kernel has a list of them, which is ours.
 */
struct cmd_filters {
	struct cmd_filter	*list;
	u32			nr;
	u32			room;
	bool			listed;
};

/* filters.c, filters_list.c and filters_walk.c */
int cmd_filters_read(const struct cmd_place *place, struct cmd_filters *filters);
void cmd_filters_free(struct cmd_filters *filters);
struct json_object *cmd_filters_json(const struct cmd_filters *filters, bool programs);
void cmd_filter_print_name(FILE *to, const struct cmd_filter *filter);
void cmd_filter_print(FILE *to, const struct cmd_filter *filter);
u32 cmd_filters_count(const struct cmd_filters *filters);
bool cmd_filters_want(const struct cmd_place *place, const char *instance, const char *system,
		      const char *name);
struct cmd_filter *cmd_filters_add(struct cmd_filters *filters);
void cmd_filters_drop(struct cmd_filters *filters);
int cmd_filters_from_list(const struct cmd_place *place, struct cmd_filters *filters);
int cmd_filters_from_walk(const struct cmd_place *place, struct cmd_filters *filters);

/* filter_file.c */
char *cmd_event_file(struct tracefs_instance *trace, const char *system, const char *event,
		     const char *file);
int cmd_filter_file_read(struct tracefs_instance *trace, const char *system, const char *event,
			 char **text, char **error);

/* json.c */
struct json_object *cmd_json_string(const char *text);
struct json_object *cmd_json_error(const char *text, const struct ktf_diag *diag);
int cmd_json_print(struct json_object *json);

#endif /* _KTF_CMD_H */
