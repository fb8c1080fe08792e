/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the subcommand probe share.
 */
#ifndef _KTF_CMD_PROBE_H
#define _KTF_CMD_PROBE_H

#include "btf/file.h"
#include "cmd.h"
#include "elf/binary.h"
#include "events.h"
#include "place.h"
#include "probe/probe.h"
#include "sentence.h"
#include "suggest.h"

/* A typedef for each tracepoint begins so. */
#define TRACEPOINT	"btf_trace_"

/**
 * struct cmd_types - what places are looked for in
 * @path: the file of types that the user named; NULL for those of the running kernel.
 * @program: the program or library that the user named; NULL for the kernel.
 * @vmlinux: the kernel's debuginfo that the user named; NULL for what perf finds.
 * @verbose: show what perf says.
 * @tracefs: the folder of the running kernel's tracefs; NULL if it is not to be asked.
 * @kernel: the kernel's types.
 * @module: those of the module that was asked for last.
 * @is_open: @kernel has been looked for.
 * @file: the path of @program; NULL if it has not been looked for.
 * @binary: the open file, if @has_binary.
 * @opened: what @program was then.
 */
struct cmd_types {
	const char	*path;
	const char	*program;
	const char	*vmlinux;
	bool		verbose;
	const char	*tracefs;
	struct btf_file	kernel;
	struct btf_file	module;
	bool		is_open;
	char		*file;
	struct binary	binary;
	bool		has_binary;
	const char	*opened;
};

/* Rows of an option table that fill @types, a struct cmd_types. */
#define CMD_TYPES_OPTIONS(types)						\
	{ 'x', "exec", "FILE", .text = &(types)->program,			\
	  .help = "the places are in this program or library" },		\
	{ 'k', "vmlinux", "FILE", .text = &(types)->vmlinux,			\
	  .help = "the kernel's debuginfo, for perf" },				\
	{ 'v', "verbose", .flag = &(types)->verbose,				\
	  .help = "show what perf says of places in the source" },		\
	{ 0, "btf", "FILE", .text = &(types)->path,				\
	  .help = "the kernel's types are in FILE: a vmlinux, or BTF alone" }

int cmd_types_open(struct cmd_types *types, const char *text, struct probe_span module,
		   const struct btf **btf);
void cmd_types_close(struct cmd_types *types);

/**
 * struct cmd_attached - an event that is there, to which the user's one is attached
 * @from: where its format is.
 * @schema: the event.
 * @fields: its fields, as arguments.
 * @nr: number of fields.
 */
struct cmd_attached {
	struct events		from;
	struct ktf_schema	schema;
	struct probe_field	*fields;
	u32			nr;
};

int cmd_attached_open(const struct cmd_types *types, struct probe_place *place,
		      struct cmd_attached *a);
void cmd_attached_close(struct cmd_attached *a);

/**
 * struct cmd_definition - an event that the user wants
 * @said: what the user says of it.
 * @at: the place in @said.
 * @place: the place. If its kind is 'e', the filter is a part of the definition.
 * @attached: the event that is there, for the kind 'e'.
 * @arguments: what it records.
 * @nr: number of arguments.
 * @sites: where it is, each as probe_site() prints it.
 * @nr_sites: number of sites.
 * @are_complete: the sites have their arguments, which may differ.
 * @filter: the filter, for the kind 'e', with single blanks; NULL for none.
 */
struct cmd_definition {
	struct cmd_sentence	said;
	struct probe_span	at;
	struct probe_place	place;
	struct cmd_attached	attached;
	struct probe_argument	arguments[PROBE_ARGUMENTS];
	u32			nr;
	char			**sites;
	u32			nr_sites;
	bool			are_complete;
	char			*filter;
};

/**
 * struct cmd_use - where events are used that are to be defined
 * @place: the tracefs, and the instance.
 * @is_named: the user says which instance: the filters go there.
 * @enable: enable the events there.
 */
struct cmd_use {
	struct cmd_place	place;
	bool			is_named;
	bool			enable;
};

int cmd_definition_begin(struct cmd_types *types, const char *text, struct cmd_definition *d);
int cmd_definition_filter(struct cmd_definition *d, const struct cmd_argument *filter);
int cmd_definition_read(struct cmd_types *types, const char *text, bool has_filter,
			struct cmd_definition *d);
int cmd_definition_add(struct cmd_definition *d, const char *site);
void cmd_definition_clear(struct cmd_definition *d);
void cmd_definition_free(struct cmd_definition *d);
void cmd_definition_line(const struct cmd_definition *d, u32 nr, char line[PROBE_DEFINITION]);
int cmd_definition_write(const struct cmd_place *place, const struct cmd_definition *d);
int cmd_define(struct cmd_types *types, struct cmd_use *use, char **texts);
int cmd_use_filter(const struct cmd_place *place, const struct cmd_definition *d);
int cmd_use_enable(const struct cmd_place *place, const char *system, const char *event, bool on);
char *cmd_definition_log(const struct cmd_place *place);
int cmd_definition_refused(const struct cmd_place *place, const struct cmd_definition *d,
			   const char *line, int err, const char *before);

int cmd_probe_place(struct cmd_types *types, const struct cmd_sentence *s,
		    struct probe_place *place, struct cmd_attached *a);
char *cmd_find_program(const char *name);
int cmd_binary_open(struct cmd_types *types);
void cmd_binary_close(struct cmd_types *types);
int cmd_user_read(struct cmd_types *types, struct cmd_definition *d);
int cmd_perf_read(struct cmd_types *types, struct cmd_definition *d, const char *more, bool quiet);
int cmd_probe_mistake(const struct probe_place *place, const struct probe_error *e);

void cmd_probe_absent(const struct cmd_types *types, const struct probe_place *place,
		      struct cmd_suggestion *other, struct probe_error *e);
bool cmd_kernel_has(const char *name, u32 len, const char *module, u32 module_len,
		    struct cmd_suggestion *other);
bool cmd_ftrace_has(const char *tracefs, const char *name, u32 len);

int cmd_probe_vars(struct cmd_types *types, const struct cmd_sentence *s,
		   struct json_object *list);
int cmd_probe_begun(struct cmd_types *types, const char *text);

#endif /* _KTF_CMD_PROBE_H */
