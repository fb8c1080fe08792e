/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Other programs, and what they print.
 */
#ifndef _KTF_SUBPROCESS_H
#define _KTF_SUBPROCESS_H

#include "cmd.h"

/**
 * struct cmd_output - what a program printed
 * @out: its standard output.
 * @err: its standard error.
 * @failed: it did not end with the status 0.
 */
struct cmd_output {
	char	*out;
	char	*err;
	bool	failed;
};

int cmd_run_program(char *const argv[], struct cmd_output *output);
void cmd_output_free(struct cmd_output *output);

#endif /* _KTF_SUBPROCESS_H */
