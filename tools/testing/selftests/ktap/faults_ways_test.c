// SPDX-License-Identifier: GPL-2.0
/*
 * Filters while memory runs out, in all the places that take one.
 *
 * Every kind of user hands its filters to the engine in its own way, and has something of
 * its own to take back if that fails: an image, a subsystem, a trigger, a perf event, an
 * event probe. Each is set up as many times as that allocates memory; each time another
 * allocation fails (faults.h). Either it succeeds and the filter does what it says; or it is
 * refused, is not there, and can be done again. If the kernel has kmemleak, it must find
 * nothing lost.
 */
#include <linux/perf_event.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>

#include "../kselftest_harness.h"
#include "abi.h"
#include "faults.h"

#define EVENTS	TRACING "/events/"
/* This event never fires by itself in this test, nor do the others of its subsystem. */
#define ADJ_EVENT	"oom/oom_score_adj_update"
#define ADJ	EVENTS ADJ_EVENT "/"
#define RENAME	EVENTS "task/task_rename/"

/* OLD is replaced by NEW, which makes a set and machine code, so much can fail. */
#define OLD	"pid == 4"
#define NEW	"pid == 3 || pid == 70 || pid == 1001 || pid == 5003 || "	\
		"pid == 20011 || pid == 30013"
#define BY_OLD	"pid=4 "
#define BY_NEW	"pid=70 "

static bool lets_old_pass(const char *inject)
{
	return records_of(inject, BY_OLD) == 1 && records_of(inject, BY_NEW) == 0;
}

static bool lets_new_pass(const char *inject)
{
	return records_of(inject, BY_OLD) == 0 && records_of(inject, BY_NEW) == 1;
}

/* An image that the kernel made from a text. */
static struct image image;

static bool before_image(void)
{
	ssize_t bytes;

	if (!image.bytes) {
		if (put(ADJ "filter", NEW))
			return false;
		bytes = read_event(TRACING, ADJ_EVENT, "filter_bytecode", image.data,
				   sizeof(image.data));
		if (bytes <= 0)
			return false;
		image.bytes = bytes;
	}
	return !put(ADJ "filter", OLD);
}

static int set_image(void)
{
	return -upload(TRACING, ADJ_EVENT, &image);
}

/* The filter file shows the source, or a word if memory for checking the source ran out. */
static bool image_works(void)
{
	return (shows(ADJ "filter", NEW) || !strncmp(get(ADJ "filter"), "@ktf", 4)) &&
	       lets_new_pass(ADJ "inject");
}

static bool image_is_refused(void)
{
	return shows(ADJ "filter", OLD) && lets_old_pass(ADJ "inject");
}

static bool clear_image(void)
{
	return !put(ADJ "filter", "0");
}

/*
 * A subsystem: when memory runs out, an event may have the new filter, or no filter and the
 * error, as after any text that it refuses. Then the write may even succeed.
 */
static bool clear_subsystem(void)
{
	return !put(EVENTS "task/filter", "0");
}

static bool before_subsystem(void)
{
	return clear_subsystem() && !put(RENAME "filter", OLD);
}

static int set_subsystem(void)
{
	return put(EVENTS "task/filter", NEW);
}

static bool shows_why(void)
{
	return shows_refused(RENAME "filter", NEW) &&
	       records_of(RENAME "inject", BY_OLD) == 1 &&
	       records_of(RENAME "inject", BY_NEW) == 1;
}

static bool subsystem_works(void)
{
	return (shows(RENAME "filter", NEW) && lets_new_pass(RENAME "inject")) || shows_why();
}

static bool subsystem_is_refused(void)
{
	return (shows(RENAME "filter", OLD) && lets_old_pass(RENAME "inject")) ||
	       subsystem_works();
}

/*
 * A trigger that stops recording. It uses an event of its own: if Linux 6.12 cannot enable
 * an event, it leaves the event in soft mode.
 */
#define REAPER	EVENTS "oom/wake_reaper/"
#define TRIGGER	"traceoff if " NEW

static int set_trigger(void)
{
	return put(REAPER "trigger", TRIGGER);
}

/* Does a record stop the recording? */
static bool stops(const char *record)
{
	bool stopped;

	put(TRACING "/tracing_on", "1");
	put(REAPER "inject", record);
	stopped = get(TRACING "/tracing_on")[0] == '0';
	put(TRACING "/tracing_on", "1");
	return stopped;
}

static bool trigger_works(void)
{
	return strstr(get(REAPER "trigger"), "traceoff:unlimited if " NEW) &&
	       stops(BY_NEW) && !stops(BY_OLD);
}

static bool trigger_is_absent(void)
{
	return !strstr(get(REAPER "trigger"), "traceoff:unlimited") && !stops(BY_NEW) &&
	       !set_trigger() && trigger_works();
}

static bool clear_trigger(void)
{
	return !put(REAPER "trigger", "!traceoff");
}

/* A perf event that counts this process's calls of getppid(). */
static int perf = -1;
static char perf_filter[128];

static bool before_perf(void)
{
	struct perf_event_attr attr = {
		.type	= PERF_TYPE_TRACEPOINT,
		.size	= sizeof(attr),
		.config	= atoi(get(EVENTS "raw_syscalls/sys_enter/id")),
	};

	snprintf(perf_filter, sizeof(perf_filter), "id == 9001 || id == 7003 || id == %d",
		 SYS_getppid);
	perf = syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
	return perf >= 0;
}

static int set_perf(void)
{
	return ioctl(perf, PERF_EVENT_IOC_SET_FILTER, perf_filter) ? -errno : 0;
}

static long long counted(void)
{
	long long n = -1;

	return read(perf, &n, sizeof(n)) == sizeof(n) ? n : -1;
}

static bool perf_works(void)
{
	long long before = counted();

	syscall(SYS_getppid);
	syscall(SYS_getpgid, 0);
	return before >= 0 && counted() == before + 1;
}

static bool perf_is_absent(void)
{
	return !perf_works() && !set_perf() && perf_works();
}

static bool close_perf(void)
{
	return !close(perf);
}

/* An event probe: each record that passes its filter makes a record of the probe. */
#define PROBE	EVENTS "faults/probe/"
#define PROBES	TRACING "/dynamic_events"

static int set_probe(void)
{
	return put(PROBES, "e:faults/probe oom.oom_score_adj_update pid=$pid:s32 if " NEW);
}

static int enable_probe(void)
{
	return put(PROBE "enable", "1");
}

/* If only its probe enables an event, the event itself is not recorded. */
static bool probe_fires(void)
{
	return lets_new_pass(ADJ "inject");
}

static bool probe_works(void)
{
	return strstr(get(PROBES), "faults/probe") && !enable_probe() && probe_fires() &&
	       !put(PROBE "enable", "0");
}

/* Linux 6.12 does not check whether it could create the files of a new event. */
static bool probe_works_or_has_no_files(void)
{
	if (access(PROBE "enable", F_OK))
		return strstr(get(PROBES), "faults/probe");
	return probe_works();
}

static bool probe_is_absent(void)
{
	return !strstr(get(PROBES), "faults/probe") && access(PROBE, F_OK) && !set_probe() &&
	       probe_works();
}

static bool remove_probe(void)
{
	return !put(PROBES, "-:faults/probe");
}

static bool before_enable(void)
{
	return !set_probe();
}

static bool probe_is_off(void)
{
	return get(PROBE "enable")[0] == '0' &&
	       records_of(ADJ "inject", BY_OLD) == 1 && !enable_probe() && probe_fires();
}

static bool disable_probe(void)
{
	return !put(PROBE "enable", "0") && remove_probe();
}

/**
 * struct way - a way to set a filter
 * @file: a file that only kernels with this way have.
 * @before: prepares a try; or NULL.
 * @set: the action during which an allocation fails. Returns 0 or a negative errno.
 * @works: checks the state after success.
 * @refused: checks the state after a failure; it may retry and succeed.
 * @clear: undoes a try.
 */
struct way {
	const char	*file;
	bool		(*before)(void);
	int		(*set)(void);
	bool		(*works)(void);
	bool		(*refused)(void);
	bool		(*clear)(void);
};

/* Let each allocation fail in turn. Return the number of refusals. */
static unsigned int try_way(struct __test_metadata *_metadata, const struct way *way)
{
	unsigned int n = 0, refused = 0;
	int err, fail, hit = 1;

	while (hit) {
		ASSERT_LT(++n, MANY);
		ASSERT_TRUE(!way->before || way->before());
		fail = fail_nth(n);
		ASSERT_GE(fail, 0);
		err = way->set();
		hit = failed_nth(fail);
		ASSERT_GE(hit, 0);
		ASSERT_TRUE(!err || hit)
			TH_LOG("allocation %u: %s", n, strerror(-err));
		refused += !!err;
		ASSERT_TRUE(err ? way->refused() : way->works())
			TH_LOG("allocation %u: %s", n, strerror(-err));
		ASSERT_TRUE(way->clear());
	}
	return refused;
}

#define LEAKS	DEBUGFS "/kmemleak"

/* kmemleak reports an object that is five seconds old, in the second scan that misses it. */
static const char *lost(void)
{
	sleep(6);
	for (int n = 0; n < 3; n++)
		put(LEAKS, "scan");
	return get(LEAKS);
}

static void try_all(struct __test_metadata *_metadata, const struct way *way)
{
	bool look = !access(LEAKS, W_OK);
	unsigned int refused;

	if (access(way->file, F_OK))
		SKIP(return, "no %s", way->file);
	if (look)
		ASSERT_EQ(put(LEAKS, "clear"), 0);
	refused = try_way(_metadata, way);
	TH_LOG("%u refused%s", refused, look ? "" : "; no kmemleak to see what is lost");
	EXPECT_NE(refused, 0);
	if (look)
		EXPECT_STREQ(lost(), "");
}

FIXTURE(faults)
{
	char	jit[16];
};

FIXTURE_SETUP(faults)
{
	if (!prepare())
		SKIP(return, "no CONFIG_FAILSLAB and CONFIG_FAIL_PAGE_ALLOC");
	if (!access(KNOB, W_OK))
		ASSERT_EQ(jit_on(self->jit), 0);
	/*
	 * When the first event is enabled, Linux 6.12 starts to record the names of tasks, and does
	 * not check for errors. Enable an event before allocations fail.
	 */
	ASSERT_EQ(put(EVENTS "oom/mark_victim/enable", "1"), 0);
}

FIXTURE_TEARDOWN(faults)
{
	put(EVENTS "oom/mark_victim/enable", "0");
	if (self->jit[0])
		put(KNOB, self->jit);
}

/* Seconds. An emulated machine needs them. */
#define TIMEOUT	300

TEST_F_TIMEOUT(faults, image, TIMEOUT)
{
	try_all(_metadata, &(struct way) {
		.file = ADJ "filter_bytecode", .before = before_image, .set = set_image,
		.works = image_works, .refused = image_is_refused, .clear = clear_image });
}

TEST_F_TIMEOUT(faults, subsystem, TIMEOUT)
{
	try_all(_metadata, &(struct way) {
		.file = EVENTS "task/filter", .before = before_subsystem, .set = set_subsystem,
		.works = subsystem_works, .refused = subsystem_is_refused,
		.clear = clear_subsystem });
}

TEST_F_TIMEOUT(faults, trigger, TIMEOUT)
{
	try_all(_metadata, &(struct way) {
		.file = REAPER "trigger", .set = set_trigger, .works = trigger_works,
		.refused = trigger_is_absent, .clear = clear_trigger });
}

TEST_F_TIMEOUT(faults, perf, TIMEOUT)
{
	try_all(_metadata, &(struct way) {
		.file = EVENTS "raw_syscalls/sys_enter/id", .before = before_perf, .set = set_perf,
		.works = perf_works, .refused = perf_is_absent, .clear = close_perf });
}

TEST_F_TIMEOUT(faults, probe, TIMEOUT)
{
	try_all(_metadata, &(struct way) {
		.file = PROBES, .set = set_probe, .works = probe_works_or_has_no_files,
		.refused = probe_is_absent, .clear = remove_probe });
}

TEST_F_TIMEOUT(faults, probe_is_enabled, TIMEOUT)
{
	try_all(_metadata, &(struct way) {
		.file = PROBES, .before = before_enable, .set = enable_probe,
		.works = probe_fires, .refused = probe_is_off, .clear = disable_probe });
}

TEST_HARNESS_MAIN
