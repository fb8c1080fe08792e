// SPDX-License-Identifier: GPL-2.0
/*
 * Work for those who record events, and what they spend on it.
 *
 *	live events NUMBER RATE FILE	make events of task:task_rename, so many in a second, or as
 *					fast as it can for a rate of 0; then write to FILE: how long
 *					that took, processor time of its own, and events that the
 *					kernel had no room for
 *	live spend COMMAND...		run a command, and print its processor time with that of all
 *					that it started, and how many KB of memory it had at most
 *
 * Times are microseconds. Events come in bursts, one each millisecond: so a clock's tick is no
 * limit. The kernel's own counts are read before the recorder takes its buffer away. The program is
 * static, so it runs in any kernel.
 */
#define _GNU_SOURCE
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define TRACING	"/sys/kernel/tracing/"
#define NAME	"event"
#define BURSTS	1000UL
#define SECOND	1000000000L

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static unsigned long long microseconds(const struct timeval *t)
{
	return t->tv_sec * 1000000ull + t->tv_usec;
}

static void next_burst(struct timespec *t)
{
	t->tv_nsec += SECOND / BURSTS;
	if (t->tv_nsec >= SECOND) {
		t->tv_nsec -= SECOND;
		t->tv_sec++;
	}
	clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, t, NULL);
}

static unsigned long long now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000ull + t.tv_nsec / 1000;
}

static void make_events(unsigned long nr, unsigned long rate)
{
	unsigned long burst = rate ? rate / BURSTS : nr, i;
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	for (i = 1; i <= nr; i++) {
		prctl(PR_SET_NAME, NAME);
		if (i % burst == 0 && i < nr)
			next_burst(&t);
	}
}

/* What a CPU of a buffer had no room for: the oldest events, or the newest. */
static unsigned long lost_by(const char *path)
{
	unsigned long sum = 0, nr;
	char line[256];
	FILE *from = fopen(path, "r");

	if (!from)
		die(path);
	while (fgets(line, sizeof(line), from))
		if (sscanf(line, "overrun: %lu", &nr) == 1 ||
		    sscanf(line, "commit overrun: %lu", &nr) == 1 ||
		    sscanf(line, "dropped events: %lu", &nr) == 1)
			sum += nr;
	fclose(from);
	return sum;
}

static unsigned long lost(void)
{
	unsigned long sum = 0;
	glob_t found;
	size_t i;

	if (glob(TRACING "per_cpu/cpu*/stats", 0, NULL, &found))
		die(TRACING);
	glob(TRACING "instances/*/per_cpu/cpu*/stats", GLOB_APPEND, NULL, &found);
	for (i = 0; i < found.gl_pathc; i++)
		sum += lost_by(found.gl_pathv[i]);
	globfree(&found);
	return sum;
}

static void tell(const char *path, unsigned long long took)
{
	unsigned long nr = lost();
	FILE *to = fopen(path, "w");
	struct rusage own;

	if (!to)
		die(path);
	getrusage(RUSAGE_SELF, &own);
	fprintf(to, "took %llu\nown %llu\nlost %lu\n", took,
		microseconds(&own.ru_utime) + microseconds(&own.ru_stime), nr);
	fclose(to);
}

static int spend(char **command)
{
	struct rusage spent;
	int status;
	pid_t pid = fork();

	if (pid < 0)
		die("fork");
	if (!pid) {
		execvp(command[0], command);
		die(command[0]);
	}
	if (wait4(pid, &status, 0, &spent) != pid)
		die("wait4");
	fprintf(stderr, "spent %llu\npeak %ld\n",
		microseconds(&spent.ru_utime) + microseconds(&spent.ru_stime), spent.ru_maxrss);
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}

int main(int argc, char **argv)
{
	if (argc == 5 && !strcmp(argv[1], "events")) {
		unsigned long long begin = now();

		make_events(strtoul(argv[2], NULL, 10), strtoul(argv[3], NULL, 10));
		tell(argv[4], now() - begin);
		return 0;
	}
	if (argc > 2 && !strcmp(argv[1], "spend"))
		return spend(argv + 2);
	fprintf(stderr, "usage: live events NUMBER RATE FILE | spend COMMAND...\n");
	return 2;
}
