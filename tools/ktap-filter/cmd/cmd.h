/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts that all subcommands of ktap-filter share.
 */
#ifndef _KTF_CMD_H
#define _KTF_CMD_H

#include <stdio.h>
#include <json.h>

#include "prog/err.h"

/* Larger than any image, word or text that a kernel takes, bytes. */
#define CMD_MAX_FILTER	(KTF_MAX_ARMOUR + 4096)

/* How every subcommand ends; ktap-filter(1) promises these. */
enum cmd_status {
	CMD_OK		= 0,
	CMD_REFUSED	= 1,	/* the filter or image is, or nothing matched */
	CMD_USAGE	= 2,	/* the command line is wrong */
	CMD_SYSTEM	= 3,	/* the system does not do it: no such file, no memory */
};

/* Each gets the command line from its own name on and returns an enum cmd_status. */
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

/* json.c */
struct json_object *cmd_json_string(const char *text);
int cmd_json_print(struct json_object *json);

#endif /* _KTF_CMD_H */
