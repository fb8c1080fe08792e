/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the subcommand probe share.
 */
#ifndef _KTF_CMD_PROBE_H
#define _KTF_CMD_PROBE_H

#include "btf/file.h"
#include "cmd.h"
#include "place.h"
#include "probe/probe.h"
#include "sentence.h"
#include "suggest.h"

/* A typedef for each tracepoint begins so. */
#define TRACEPOINT	"btf_trace_"

/**
 * struct cmd_types - descriptions of types that places are looked for in
 * @path: the file that the user named; NULL for the running kernel.
 * @kernel: the kernel's types.
 * @module: those of the module that was asked for last.
 * @is_open: @kernel has been looked for.
 */
struct cmd_types {
	const char	*path;
	struct btf_file	kernel;
	struct btf_file	module;
	bool		is_open;
};

int cmd_types_open(struct cmd_types *types, const char *text, struct probe_span module,
		   const struct btf **btf);
void cmd_types_close(struct cmd_types *types);

/**
 * struct cmd_definition - an event that the user wants
 * @said: what the user says of it.
 * @at: the place in @said.
 * @place: the place.
 * @arguments: what it records.
 * @nr: number of arguments.
 * @text: what the kernel is told: a line without its end.
 */
struct cmd_definition {
	struct cmd_sentence	said;
	struct probe_span	at;
	struct probe_place	place;
	struct probe_argument	arguments[PROBE_ARGUMENTS];
	u32			nr;
	char			text[PROBE_DEFINITION];
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

int cmd_definition_read(struct cmd_types *types, const char *text, bool has_filter,
			struct cmd_definition *d);
int cmd_definition_write(const struct cmd_place *place, const struct cmd_definition *d);
int cmd_define(struct cmd_types *types, struct cmd_use *use, char **texts);
int cmd_use_filter(const struct cmd_place *place, const struct cmd_definition *d);
int cmd_use_enable(const struct cmd_place *place, const struct cmd_definition *d, bool on);
char *cmd_definition_log(const struct cmd_place *place);
int cmd_definition_refused(const struct cmd_place *place, const struct cmd_definition *d,
			   int err, const char *before);

int cmd_probe_place(struct cmd_types *types, const struct cmd_sentence *s,
		    struct probe_place *place);
int cmd_probe_mistake(const struct probe_place *place, const struct probe_error *e);

bool cmd_kernel_has(const char *name, u32 len, const char *module, u32 module_len,
		    struct cmd_suggestion *other);

int cmd_probe_vars(struct cmd_types *types, const struct cmd_sentence *s,
		   struct json_object *list);
int cmd_probe_begun(struct cmd_types *types, const char *text);

#endif /* _KTF_CMD_PROBE_H */
