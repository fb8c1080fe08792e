// SPDX-License-Identifier: GPL-2.0
/*
 * What is easy to write by mistake, and what is no filter.
 */
#include "answers.h"

const char * const odd_texts[] = {
	"", " ", "\n", "0", " 0", "0 ", "0\n", "0 0", "00", "0x0", "(0)", "!0", "1",
	"none", "-1", "(", ")", "()", "!", "!!", "&&", "||", "&", "'", "\"", "CPUS",
	"CPUS{", "CPUS{0}", "@ktf", "common_pid", "common_pid ", "common_pid =",
	"common_pid ==", "common_pid == ", "common_pid == 0 &&", "common_pid == 0 || ",
	"common_pid == 0 0", "common_pid == 0)", "(common_pid == 0",
	"common_pid != 0 and common_pid != 1", "common_pid==0&common_pid==1",
	"common_pid == 0x", "common_pid == 0x1g", "common_pid == 1 #",
	"common_pid == 1;", "common_pid == -0", "common_pid == - 1", "common_pid == +1",
	"common_pid == 1.0", "common_pid == '1'", "common_pid == \"\"",
	"common_pid == abc", "common_pid => 1", "common_pid === 1", "common_pid = = 1",
	"common_pid <> 1", "common_pid ~ 1", "common_pid !~ 1", "comm == bash",
	"comm == \"bash", "comm == bash\"", "comm = \"bash\"", "comm < \"bash\"",
	"comm & \"bash\"", "comm == 1", "comm == \"a\" \"b\"", "comm == \"a\"b",
	"comm.x == 1", "comm.ustring == 'a'", "comm.function == 'a'",
	"common_pid.ustring == 1", "common_pid.function == schedule",
	"common_pid.function == 1", ".ustring", "no such == 1", "common_pid == CPUS{0}",
	"common_pid == CPUS{}", "common_pid == CPUS{x}", "common_pid == CPUS{0",
	"common_pid < CPUS{0}", "common_pid & CPUS{0-1}", "cpu == CPUS{4096}",
	"\xe9 == 1", "common_pid == \xe9", "common_pid\v==\f1\r", NULL
};
