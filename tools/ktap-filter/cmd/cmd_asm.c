// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter asm: from an image's text to the image.
 */
#include <stdlib.h>

#include "assembler/asm.h"
#include "cmd.h"
#include "options.h"

static const char usage[] =
	"Usage: ktap-filter asm [OPTION]... [FILE]\n"
	"\n"
	"Make an image from the text that \"ktap-filter disasm\" prints. The text comes from a\n"
	"file or from the standard input; ktap-filter-asm(1) describes it.\n";

/* Enough for the largest image: the text of one byte takes at most four characters. */
#define MAX_TEXT	0x100000

/* Print the error and the line that has it. */
static int tell(const char *path, const char *text, const struct asm_error *error)
{
	const char *name = strcmp(path, "-") ? path : "standard input";
	u32 line;
	char *copy;

	if (error->err == -ENOMEM)
		return cmd_no_memory();
	if (!error->line)
		return cmd_error(CMD_REFUSED, "%s: %s", name, error->text);
	cmd_error(CMD_REFUSED, "%s:%u:%u: %s", name, error->line, error->col, error->text);
	for (line = 1; line < error->line; line++)
		text += strcspn(text, "\n") + 1;
	copy = strndup(text, strcspn(text, "\n"));
	if (copy)
		cmd_print_at(stderr, copy, error->col - 1, 1);
	free(copy);
	return CMD_REFUSED;
}

static int assemble(const char *path, const char *output, bool as_word)
{
	struct asm_error error;
	void *image = NULL;
	u32 bytes, size;
	char *text;
	int status;

	status = cmd_read_file(path, MAX_TEXT, &text, &bytes);
	if (status)
		return status;
	if (strlen(text) < bytes)
		status = cmd_error(CMD_REFUSED, "%s is no text", path);
	else if (ktf_asm(text, &image, &size, &error))
		status = tell(path, text, &error);
	else
		status = cmd_put_image(output, as_word, image, size);
	ktf_free(image);
	free(text);
	return status;
}

/**
 * cmd_asm - run the subcommand asm
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_asm(int argc, char **argv)
{
	const char *output = NULL;
	bool as_word = false;
	const struct cmd_option options[] = {
		{ 'o', "output", "FILE", .text = &output,
		  .help = "write the image to FILE, not to the standard output" },
		{ 'w', "word", .flag = &as_word,
		  .help = "write the image as one word of printable text" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options));

	if (first <= 0)
		return -first;
	if (argc - first > 1)
		return cmd_usage("one file at a time");
	return assemble(argv[first] ?: "-", output, as_word);
}
