// SPDX-License-Identifier: GPL-2.0
/*
 * The filter of a perf event. perf tells an errno, and no more.
 */
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "answers.h"

/* Open an event by its number among the trace events, disabled, for the running task. */
static int open_event(const char *name)
{
	struct perf_event_attr attr = {
		.type = PERF_TYPE_TRACEPOINT, .size = sizeof(attr), .disabled = 1,
	};
	char file[256], id[32];

	snprintf(file, sizeof(file), "events/%s/id", name);
	file_read(TRACING, file, id, sizeof(id));
	attr.config = atoi(id);
	return syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

/**
 * perf_write - set the filter of a new perf event, and close it
 * @name: the trace event, as in "sched/sched_switch".
 * @text: the text.
 * @answer: gets the errno.
 */
void perf_write(const char *name, const char *text, struct answer *answer)
{
	int fd = open_event(name);

	if (fd < 0)
		fail("perf_event_open");
	answer->err = ioctl(fd, PERF_EVENT_IOC_SET_FILTER, text) ? errno : 0;
	close(fd);
}
