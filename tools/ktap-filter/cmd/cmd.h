/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts that all subcommands of ktap-filter share.
 */
#ifndef _KTF_CMD_H
#define _KTF_CMD_H

#include <stdio.h>
#include <json.h>

#include "prog/err.h"

/* An upper bound for every image, word and text that a kernel accepts, in bytes. */
#define CMD_MAX_FILTER	(KTF_MAX_ARMOUR + 4096)

/* The exit statuses of all subcommands. ktap-filter(1) documents them. */
enum cmd_status {
	CMD_OK		= 0,
	CMD_REFUSED	= 1,	/* the filter or image is refused, or nothing matched */
	CMD_USAGE	= 2,	/* the command line is wrong */
	CMD_SYSTEM	= 3,	/* the system failed: no such file, no memory */
};

/* Each function takes the command line from the subcommand's name on: enum cmd_status. */
int cmd_compile(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_fields(int argc, char **argv);
int cmd_asm(int argc, char **argv);
int cmd_disasm(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_run(int argc, char **argv);
int cmd_count(int argc, char **argv);
int cmd_latency(int argc, char **argv);
int cmd_trace(int argc, char **argv);
int cmd_probe(int argc, char **argv);
int cmd_load(int argc, char **argv);
int cmd_show(int argc, char **argv);
int cmd_clear(int argc, char **argv);
int cmd_save(int argc, char **argv);
int cmd_restore(int argc, char **argv);
int cmd_stat(int argc, char **argv);

/* common.c: messages to the user. Each message starts with "ktap-filter NAME: ". */
extern const char *cmd_program;
extern const char *cmd_name;

void cmd_called(const char *path);
void cmd_print_help(FILE *to, const char *text);
int cmd_version(void);
__printf(1, 2) int cmd_usage(const char *fmt, ...);
__printf(2, 3) int cmd_error(int status, const char *fmt, ...);
int cmd_no_memory(void);
int cmd_cannot_write(void);
int cmd_refused(const char *text, const struct ktf_diag *diag);
void cmd_print_at(FILE *to, const char *text, u32 at, u32 len);
void cmd_print_text(FILE *to, const char *text);

/* input.c: files to read and to write. */
int cmd_read_file(const char *path, u32 max, char **data, u32 *bytes);
int cmd_write_file(const char *path, const void *data, u32 bytes);
int cmd_append_once(const char *path, const void *data, u32 bytes);
int cmd_write_once(const char *path, const void *data, u32 bytes, bool *opened);

/* image.c: images as files and as words. */
bool cmd_is_image(const char *data, u32 bytes);
int cmd_read_image(const char *arg, void **image, u32 *size);
int cmd_put_image(const char *path, bool as_word, const void *image, u32 size);

/* json.c */
struct json_object *cmd_json_string(const char *text);
int cmd_json_print(struct json_object *json);

#endif /* _KTF_CMD_H */
