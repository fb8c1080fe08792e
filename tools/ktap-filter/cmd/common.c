// SPDX-License-Identifier: GPL-2.0
/*
 * Output for the user: errors, and the place in a filter that an error is about.
 *
 * An error is one line on the standard error that starts with the command's name. If it has
 * a place, the text and a caret follow, as in the kernel's error_log:
 *
 *	ktap-filter compile: Field not found
 *	  prev_pix == 5
 *	  ^
 *
 * The command's name is the one that it was called by: "ktap-filter", or "perf ktap" if it was
 * called as perf-ktap, which is how perf runs a command that is not built into it.
 *
 * The text comes from the user; it may have any length and any bytes. Bytes that a terminal
 * would act upon are replaced one by one, so that columns stay. Of a long text only the
 * surroundings of the place are printed.
 */
#include <stdarg.h>

#include "check/findings.h"
#include "cmd.h"
#include "utf8.h"

/* Bytes of a text to show on either side of a position. */
#define AROUND	100

/* What is typed to run the command. */
#define INSTALLED	"ktap-filter"
const char *cmd_program = INSTALLED;

/* The name of the running subcommand, or NULL. */
const char *cmd_name;

/**
 * cmd_called - take the name that the command was called by
 * @path: the first word of the command line, or NULL.
 *
 * Context: any; before anything is printed.
 */
void cmd_called(const char *path)
{
	if (path && !strcmp(basename(path), "perf-ktap"))
		cmd_program = "perf ktap";
}

/**
 * cmd_print_help - print a text that has the command's name in it
 * @to: the stream.
 * @text: the text, in which the name is "ktap-filter" before a blank.
 *
 * Context: any.
 */
void cmd_print_help(FILE *to, const char *text)
{
	const char *name;

	while ((name = strstr(text, INSTALLED " "))) {
		fprintf(to, "%.*s%s", (int)(name - text), text, cmd_program);
		text = name + strlen(INSTALLED);
	}
	fputs(text, to);
}

static void complain(const char *fmt, va_list args)
{
	fflush(stdout);
	fprintf(stderr, "%s%s%s: ", cmd_program, cmd_name ? " " : "", cmd_name ?: "");
	vfprintf(stderr, fmt, args);
	fputc('\n', stderr);
}

/**
 * cmd_version - print the version of the command, and that of the images that it makes
 *
 * Context: any.
 * Return: CMD_OK.
 */
int cmd_version(void)
{
	printf(INSTALLED " %s, images of version %d\n", VERSION, KTAP_FILTER_VERSION);
	return CMD_OK;
}

/**
 * cmd_usage - print an error of the command line
 * @fmt: as for printf(), without a newline; NULL if getopt_long() has printed the error.
 *
 * Context: any.
 * Return: CMD_USAGE.
 */
int cmd_usage(const char *fmt, ...)
{
	va_list args;

	if (fmt) {
		va_start(args, fmt);
		complain(fmt, args);
		va_end(args);
	}
	fprintf(stderr, "Try '%s%s%s --help'.\n", cmd_program, cmd_name ? " " : "",
		cmd_name ?: "");
	return CMD_USAGE;
}

/**
 * cmd_error - print an error
 * @status: enum cmd_status.
 * @fmt: as for printf(), without a newline.
 *
 * Context: any.
 * Return: @status.
 */
int cmd_error(int status, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	complain(fmt, args);
	va_end(args);
	return status;
}

/**
 * cmd_no_memory - print that memory is short
 *
 * Context: any.
 * Return: CMD_SYSTEM.
 */
int cmd_no_memory(void)
{
	return cmd_error(CMD_SYSTEM, "%s", strerror(ENOMEM));
}

/**
 * cmd_cannot_write - print that nothing can be written to the standard output
 *
 * A reader that is gone needs no word: it is what "| head" does, and SIGPIPE ends this.
 *
 * Context: any; right behind the function that failed.
 * Return: CMD_SYSTEM.
 */
int cmd_cannot_write(void)
{
	return errno == EPIPE ? CMD_SYSTEM :
	       cmd_error(CMD_SYSTEM, "cannot write: %s", strerror(errno));
}

static void print_byte(FILE *to, unsigned char c)
{
	if (c == '\t' || c == '\n')
		c = ' ';
	else if (c < ' ' || c == 0x7f)
		c = '?';
	fputc(c, to);
}

/**
 * cmd_print_text - print any bytes on one line
 * @to: the stream.
 * @text: the bytes, followed by a NUL.
 *
 * Context: any.
 */
void cmd_print_text(FILE *to, const char *text)
{
	while (*text)
		print_byte(to, *text++);
}

/**
 * cmd_print_at - print a text, and a caret below a position in it
 * @to: the stream.
 * @text: the text; the text and the position may come from a broken image.
 * @at: the position in bytes.
 * @len: bytes to underline; 0 and 1 both give a bare caret.
 *
 * Context: any.
 */
void cmd_print_at(FILE *to, const char *text, u32 at, u32 len)
{
	size_t bytes = strlen(text), from, end, i;

	at = min_t(size_t, at, bytes);
	len = min_t(size_t, len, AROUND);
	from = at > AROUND ? at - AROUND : 0;
	while (from && utf8_goes_on(text[from]))
		from--;
	end = min_t(size_t, bytes, (size_t)at + len + AROUND);
	while (end < bytes && utf8_goes_on(text[end]))
		end++;
	fputs(from ? "  ..." : "  ", to);
	for (i = from; i < end; i++)
		print_byte(to, text[i]);
	fputs(end < bytes ? "...\n  " : "\n  ", to);
	fprintf(to, "%s%*s^", from ? "   " : "", (int)utf8_columns(text + from, at - from), "");
	for (i = utf8_columns(text + at, min_t(size_t, len, end - at)); i > 1; i--)
		fputc('~', to);
	fputc('\n', to);
}

/**
 * cmd_refused - print why a filter or an image is refused
 * @text: the filter's text; NULL for an image.
 * @diag: the error.
 *
 * Context: any.
 * Return: CMD_REFUSED, or CMD_SYSTEM if memory is short.
 */
int cmd_refused(const char *text, const struct ktf_diag *diag)
{
	if (diag->err == -ENOMEM)
		return cmd_no_memory();
	cmd_error(CMD_REFUSED, "%s", ktf_diag_text(diag));
	if (diag->where[0])
		cmd_print_at(stderr, diag->where, diag->pos, 1);
	else if (diag->code && text)
		cmd_print_at(stderr, text, diag->pos, 1);
	return CMD_REFUSED;
}
