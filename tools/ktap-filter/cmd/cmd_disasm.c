// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter disasm: from an image to the text that makes it again.
 */
#include "assembler/disasm.h"
#include "cmd.h"
#include "options.h"

static const char usage[] =
	"Usage: ktap-filter disasm [OPTION]... [FILE|WORD]\n"
	"\n"
	"Print an image as text. The image comes from a file or from the standard input, as\n"
	"bytes or as a word; or the argument is the word itself. \"ktap-filter asm\" makes the\n"
	"same image from the text again; ktap-filter-asm(1) describes the text.\n";

static int disassemble(const char *arg)
{
	struct ktf_diag diag = { };
	void *image;
	u32 size;
	int status;

	status = cmd_read_image(arg, &image, &size);
	if (!status && ktf_image_disasm(image, size, stdout, &diag))
		status = cmd_refused(NULL, &diag);
	ktf_free(image);
	return status;
}

/**
 * cmd_disasm - run the subcommand disasm
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_disasm(int argc, char **argv)
{
	int first = cmd_options(argc, argv, usage, NULL, 0);

	if (first <= 0)
		return -first;
	if (argc - first > 1)
		return cmd_usage("one image at a time");
	return disassemble(argv[first] ?: "-");
}
