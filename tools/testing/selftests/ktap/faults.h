/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Allocations that fail, one at a time.
 *
 * The kernel can be told to fail a task's N-th allocation from now on (/proc/self/fail-nth).
 * An action is done for N = 1, 2 and on, until it has no allocation left to fail.
 */
#ifndef _KTAP_FAULTS_H
#define _KTAP_FAULTS_H

#include <stdbool.h>
#include <stdlib.h>
#include <sys/mount.h>

#include "tracefs.h"

#define DEBUGFS	"/sys/kernel/debug"

/* This parameter chooses the filters that get machine code. */
#define KNOB	"/sys/module/ktap_filter/parameters/jit"

/* An upper bound for the number of allocations of one action. */
#define MANY	2000

/* Let the @n-th allocation from now on fail. Return a descriptor for failed_nth(), or -1. */
static inline int fail_nth(unsigned int n)
{
	int fd = open("/proc/thread-self/fail-nth", O_RDWR);
	char number[16];

	sprintf(number, "%u", n);
	if (fd >= 0 && write(fd, number, strlen(number)) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

/* Let no more allocations fail. Return 1 if one has failed, 0 if there were too few, or -1. */
static inline int failed_nth(int fd)
{
	bool told, stopped;
	char left[16] = "";

	told = pread(fd, left, sizeof(left) - 1, 0) > 0;
	stopped = pwrite(fd, "0", 1, 0) == 1;
	close(fd);
	return told && stopped ? atoi(left) == 0 : -1;
}

/* Make machine code of all filters. @old gets the old value of the parameter. */
static inline int jit_on(char old[16])
{
	if (sscanf(get(KNOB), "%15s", old) != 1)
		return -EIO;
	put("/proc/sys/net/core/bpf_jit_enable", "1");
	return put(KNOB, "on");
}

/* Let every kind of allocation fail, without messages. */
static inline bool prepare(void)
{
	static const char * const knobs[][2] = {
		{ DEBUGFS "/failslab/ignore-gfp-wait", "N" },
		{ DEBUGFS "/failslab/verbose", "0" },
		{ DEBUGFS "/fail_page_alloc/ignore-gfp-wait", "N" },
		{ DEBUGFS "/fail_page_alloc/ignore-gfp-highmem", "N" },
		{ DEBUGFS "/fail_page_alloc/min-order", "0" },
		{ DEBUGFS "/fail_page_alloc/verbose", "0" },
	};
	bool ok = true;

	if (access(DEBUGFS "/failslab", F_OK))
		mount("debugfs", DEBUGFS, "debugfs", 0, NULL);
	for (size_t i = 0; i < ARRAY_SIZE(knobs); i++)
		ok &= !put(knobs[i][0], knobs[i][1]);
	return ok && !access("/proc/thread-self/fail-nth", W_OK);
}

#endif /* _KTAP_FAULTS_H */
