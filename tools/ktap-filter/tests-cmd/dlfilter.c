// SPDX-License-Identifier: GPL-2.0
/*
 * dlfilter-ktap.so as perf sees it: it is loaded, gets arguments, and is asked about samples
 * of known bytes. What it says on the standard error is compared, too. Prints a line for
 * each test.
 *
 *	dlfilter DLFILTER-KTAP.SO FORMAT-OF-SCHED_SWITCH FORMAT-OF-SCHED_WAKEUP
 */
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <perf/perf_dlfilter.h>

#include "record.h"

#define SWITCH	"sched:sched_switch"
#define WAKEUP	"sched:sched_wakeup"
#define NAME	"dlfilter-ktap: "
#define NOSUCH	"/sys/kernel/tracing/events/nosuch/nosuch/format"

static const struct record record = {
	.pid = 5, .prev_comm = "sh", .prev_pid = 5, .next_comm = "make", .next_pid = 6,
};

static int (*dl_start)(void **data, void *ctx);
static int (*dl_filter)(void *data, const struct perf_dlfilter_sample *sample, void *ctx);
static int (*dl_stop)(void *data, void *ctx);
static void *data;
static FILE *errors;
static int failed;

/* perf's side. */
static char *args[9];
static const char *comm = "sh";

static char **give_args(void *ctx, int *nr)
{
	(void)ctx;
	for (*nr = 0; args[*nr]; ++*nr)
		;
	return args;
}

static const struct perf_dlfilter_al *give_task(void *ctx)
{
	static struct perf_dlfilter_al al = { .size = sizeof(al) };

	(void)ctx;
	al.comm = comm;
	return comm ? &al : NULL;
}

static void check(const char *name, bool ok)
{
	printf("%sok - dlfilter: %s\n", ok ? "" : "not ", name);
	failed += !ok;
}

/* Check what was written to the standard error since the last time. */
static void hears(const char *name, const char *want)
{
	char got[4096];
	size_t len;

	fflush(stderr);
	rewind(errors);
	len = fread(got, 1, sizeof(got) - 1, errors);
	got[len] = 0;
	check(name, !strcmp(got, want));
	if (strcmp(got, want))
		printf("# it said: %s\n", got);
	rewind(errors);
	if (ftruncate(fileno(errors), 0))
		exit(2);
}

/* Give up to 8 arguments, up to a NULL. */
static int start_with(char *const *given)
{
	unsigned int i;

	memset(args, 0, sizeof(args));
	for (i = 0; given[i]; i++)
		args[i] = given[i];
	return dl_start(&data, NULL);
}

#define START(...) start_with((char *[]) { __VA_ARGS__, NULL })

/* Ask about the first bytes of the record, at an odd address with nothing behind them. */
static int ask_bytes(const char *event, unsigned int bytes)
{
	struct perf_dlfilter_sample sample = {
		.size = sizeof(sample), .event = event, .cpu = 3, .raw_size = bytes,
	};
	char *copy = malloc(bytes + 1);
	int ret;

	memcpy(copy + 1, &record, bytes);
	sample.raw_data = bytes ? copy + 1 : NULL;
	ret = dl_filter(data, &sample, NULL);
	free(copy);
	return ret;
}

static int ask(const char *event)
{
	return ask_bytes(event, sizeof(record));
}

/* Start with a filter of sched_switch, ask about the record, and stop. */
static int verdict(char *format, char *text)
{
	int ret;

	if (START(format, SWITCH, text))
		return -1;
	ret = ask(SWITCH);
	dl_stop(data, NULL);
	return ret;
}

static void test_records(char *format)
{
	check("a record is kept", !verdict(format, "prev_pid == 5 && next_comm ~ \"ma*\""));
	check("a record is left out", verdict(format, "prev_pid == 6") == 1);
	check("the task and the CPU are perf's", !verdict(format, "COMM == \"sh\" && CPU == 3"));
	check("the pid is the record's", !verdict(format, "$pid == 5"));
	comm = NULL;
	check("a task without a name", !verdict(format, "COMM == \"\""));
	comm = "sh";
	hears("and nothing is said", "");
}

static void test_events(char *format, char *other)
{
	check("two events", !START(format, SWITCH, "prev_pid == 6", other, WAKEUP, "pid == 1"));
	check("each has its filter", ask(SWITCH) == 1);
	check("modifiers belong to no name", ask(SWITCH ":k") == 1);
	check("an event without a filter is kept", !ask("sched:sched_switches"));
	check("an event that is no trace event is kept", !ask("cycles"));
	check("it stops", !dl_stop(data, NULL));
	hears("an event that was not there is told", NAME "there was no record of " WAKEUP "\n");
}

static void test_short(char *format)
{
	unsigned int bytes;
	bool ok = true;

	check("records may be short", !START(format, SWITCH, "prev_pid == 5"));
	for (bytes = 0; bytes < sizeof(record); bytes++)
		ok = ok && ask_bytes(SWITCH, bytes) == 1;
	check("and are left out", ok);
	check("those that are not are kept", !ask(SWITCH));
	dl_stop(data, NULL);
	hears("it is told how many",
	      NAME "records of " SWITCH " that are too short, and left out: 64\n");
}

static void test_mistakes(char *format, char *other)
{
	char text[300];

	check("a mistake", START(format, SWITCH, "prev_pid == 5 && nosuch == 1") < 0 && !data);
	hears("has its place", NAME "Field not found\n"
	      "  prev_pid == 5 && nosuch == 1\n"
	      "                          ^\n");
	check("what no record has", START(format, SWITCH, "$uid == 0") < 0);
	hears("is named", NAME "Not in a recorded trace\n  $uid\n  ^\n");
	check("a mistake in the second", START(format, SWITCH, "prev_pid == 5", other, WAKEUP,
					       "pid = 1") < 0);
	hears("has its place, too", NAME "Invalid operator\n  pid = 1\n       ^\n");
	check("no argument", START(NULL) < 0);
	hears("is told", NAME "which event? write --dlarg SYSTEM:EVENT --dlarg FILTER\n");
	check("a format alone", START(format) < 0);
	hears("is told as well", NAME "which event? write --dlarg SYSTEM:EVENT --dlarg FILTER\n");
	check("an event alone", START(format, SWITCH) < 0);
	hears("is another mistake",
	      NAME "which filter? write --dlarg " SWITCH " --dlarg FILTER\n");
	check("no event", START(format, "sched_switch", "prev_pid == 5") < 0);
	hears("is not one", NAME "'sched_switch' is no event: write SYSTEM:EVENT\n");
	check("a path", START(format, "../..:x", "prev_pid == 5") < 0);
	hears("is not one, either", NAME "'../..:x' is no event: write SYSTEM:EVENT\n");
	check("an event twice",
	      START(format, SWITCH, "prev_pid == 5", format, SWITCH, "CPU == 1") < 0);
	hears("is told so", NAME SWITCH " has two filters: join them by ||\n");
	check("a format of another event", START(other, SWITCH, "prev_pid == 5") < 0);
	snprintf(text, sizeof(text), NAME "%s is not the format of " SWITCH "\n",
		 strchr(other, '=') + 1);
	hears("is no format", text);
	check("no such file", START("format=/nosuch", SWITCH, "prev_pid == 5") < 0);
	hears("is said", NAME "cannot read /nosuch: No such file or directory\n");
	check("no such event on this machine", START("nosuch:nosuch", "prev_pid == 5") < 0);
	hears("is said where", NAME "cannot read " NOSUCH ": No such file or directory\n");
	check("perf stops what did not start", !dl_stop(data, NULL));
}

/* perf lists these. */
static void test_description(const char *(*describe)(const char **))
{
	const char *more = NULL;
	const char *text = describe(&more);

	check("it has a description", text && !strchr(text, '\n') && more);
}

static void *symbol(void *from, const char *name)
{
	void *found = dlsym(from, name);

	check(name, found);
	if (!found)
		exit(1);
	return found;
}

int main(int argc, char **argv)
{
	void *object = argc == 4 ? dlopen(argv[1], RTLD_NOW) : NULL;
	char format[4096], other[4096];
	struct perf_dlfilter_fns *fns;

	check("is loaded", object);
	errors = tmpfile();
	if (!object || !errors || dup2(fileno(errors), STDERR_FILENO) < 0)
		return 1;
	fns = symbol(object, "perf_dlfilter_fns");
	fns->args = give_args;
	fns->resolve_ip = give_task;
	dl_start = symbol(object, "start");
	dl_filter = symbol(object, "filter_event");
	dl_stop = symbol(object, "stop");
	check("libtraceevent's names are its own", !dlsym(object, "tep_alloc"));
	snprintf(format, sizeof(format), "format=%s", argv[2]);
	snprintf(other, sizeof(other), "format=%s", argv[3]);
	test_description(symbol(object, "filter_description"));
	test_records(format);
	test_events(format, other);
	test_short(format);
	test_mistakes(format, other);
	check("is unloaded", !dlclose(object));
	return !!failed;
}
