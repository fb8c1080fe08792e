// SPDX-License-Identifier: GPL-2.0
/*
 * The kernel's reasons. A write that fails has only an errno; the log has an entry then, if
 * the kernel knows more:
 *
 *	[   91.872549] trace_fprobe: error: Unknown type is specified
 *	  Command: f:ktap/read vfs_read x=+0($arg1):sring
 *	                                            ^
 *
 * Entries begin with their time, so an entry that is not the one before is a new one.
 */
#include <tracefs.h>

#include "cmd.h"
#include "filters/error_log.h"

/**
 * cmd_error_log_last - read the last entry
 * @trace: the instance.
 *
 * Context: any.
 * Return: the entry; free it with free(); NULL if there is none.
 */
char *cmd_error_log_last(struct tracefs_instance *trace)
{
	char *text = tracefs_error_last(trace);

	return text && *text ? text : NULL;
}

/**
 * cmd_error_log_print - print an entry to the standard error, indented
 * @entry: the entry.
 *
 * Context: any.
 */
void cmd_error_log_print(const char *entry)
{
	const char *end;

	for (; *entry; entry = end + (*end == '\n')) {
		end = entry + strcspn(entry, "\n");
		fprintf(stderr, "  ");
		for (; entry < end; entry++)
			fputc(*entry < ' ' || *entry == 0x7f ? '?' : *entry, stderr);
		fputc('\n', stderr);
	}
}
