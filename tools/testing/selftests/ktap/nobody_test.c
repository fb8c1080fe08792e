// SPDX-License-Identifier: GPL-2.0
/*
 * What a user without privilege can reach of the event filter, and what not.
 *
 * uid 65534 has one way in that needs no permission of root: PERF_EVENT_IOC_SET_FILTER on an
 * event that counts the user's own system calls, which perf_event_paranoid=2 allows. All
 * other ways are files that only root may open. Each "not" in the threat model
 * (Documentation/trace/ktap-filter-design.rst) has a test here. Tests that are not marked as
 * ours also have to pass on a stock kernel; for the others, the list of deliberate
 * differences says what a stock kernel does.
 */
#include <grp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <linux/perf_event.h>

#include "../kselftest_harness.h"
#include "abi.h"

#define NOBODY		65534
#define DUP		"syscalls/sys_enter_dup"
#define UNLINK		"syscalls/sys_enter_unlink"
#define KNOB		"/sys/module/ktap_filter/parameters/jit"
#define KPROBE		"ktap_nobody"

/* A filter that is worth machine code. 1001 is one of its numbers, 1002 is not. */
#define NUMBERS								\
	"fildes == 3 || fildes == 70 || fildes == 1001 || fildes == 5003 || "	\
	"fildes == 20011 || fildes == 30013 || fildes == 40009 || fildes == 50021"

static bool is_ours(void)
{
	return !access(TRACING "/ktap_filters", F_OK);
}

static int event_id(const char *event)
{
	char text[32] = "";

	read_event(TRACING, event, "id", text, sizeof(text) - 1);
	return atoi(text);
}

/* Open a counter of this task's system calls that were made in user mode. */
static int open_counter(int id)
{
	struct perf_event_attr attr = {
		.type		= PERF_TYPE_TRACEPOINT,
		.size		= sizeof(attr),
		.config		= id,
		.exclude_kernel	= 1,
	};

	return syscall(SYS_perf_event_open, &attr, 0, -1, -1, 0);
}

/**
 * struct attempt - an action of a user; mostly a filter on a counter and two system calls
 * @id: the event's id; 0 to write @text to @fd instead.
 * @nr: number of the system call.
 * @arg: its first argument, for each of the two calls.
 * @text: the filter's text.
 * @fd: a filter file that root has opened; with @sets, a counter.
 * @sets: set the filter of the counter @fd, and make no calls.
 * @path: open this file with @flags, and do nothing else; NULL for a filter.
 */
struct attempt {
	int		id;
	int		nr;
	uintptr_t	arg[2];
	const char	*text;
	int		fd;
	bool		sets;
	const char	*path;
	int		flags;
};

/* The result, passed between processes: an errno, or how many of the calls were counted. */
struct outcome {
	int		err;
	uint64_t	count;
};

static struct outcome try_here(const struct attempt *a)
{
	struct outcome out = { };
	int fd;

	if (a->path) {
		fd = open(a->path, a->flags);
		out.err = fd < 0 ? errno : 0;
		close(fd);
		return out;
	}
	if (a->sets) {
		out.err = ioctl(a->fd, PERF_EVENT_IOC_SET_FILTER, a->text) ? errno : 0;
		return out;
	}
	if (!a->id) {
		out.err = write(a->fd, a->text, strlen(a->text)) < 0 ? errno : 0;
		return out;
	}
	fd = open_counter(a->id);
	if (fd < 0 || ioctl(fd, PERF_EVENT_IOC_SET_FILTER, a->text)) {
		out.err = errno;
		return out;
	}
	syscall(a->nr, a->arg[0]);
	syscall(a->nr, a->arg[1]);
	if (read(fd, &out.count, sizeof(out.count)) != sizeof(out.count))
		out.err = EIO;
	close(fd);
	return out;
}

static bool become_nobody(void)
{
	return !setgroups(0, NULL) && !setresgid(NOBODY, NOBODY, NOBODY) &&
	       !setresuid(NOBODY, NOBODY, NOBODY);
}

static struct outcome try_as_nobody(const struct attempt *a)
{
	struct outcome out = { .err = ECHILD };
	int pipes[2];

	if (pipe(pipes))
		return out;
	if (!fork()) {
		out.err = EPERM;
		if (become_nobody())
			out = try_here(a);
		_exit(write(pipes[1], &out, sizeof(out)) != sizeof(out));
	}
	close(pipes[1]);
	if (read(pipes[0], &out, sizeof(out)) != sizeof(out))
		out.err = EIO;
	close(pipes[0]);
	wait(NULL);
	return out;
}

FIXTURE(nobody)
{
	struct attempt	dup;
	struct attempt	unlink;
};

FIXTURE_SETUP(nobody)
{
	self->dup = (struct attempt) {
		.id = event_id(DUP), .nr = SYS_dup, .arg = { 1001, 1002 },
	};
	self->unlink = (struct attempt) {
		.id = event_id(UNLINK), .nr = SYS_unlink,
		.arg = { (uintptr_t)"/no version", (uintptr_t)"/none" },
	};
	ASSERT_EQ(put("/proc/sys/kernel/perf_event_paranoid", "2"), 0);
	ASSERT_NE(self->dup.id, 0);
	ASSERT_NE(self->unlink.id, 0);
}

FIXTURE_TEARDOWN(nobody)
{
	put(KNOB, "auto");
	put(TRACING "/events/" DUP "/filter", "0");
	clear_log(TRACING);
}

#define EXPECT_OUTCOME(out, e, n) do {				\
	struct outcome o_ = (out);				\
	int e_ = (e);						\
								\
	EXPECT_EQ(o_.err, e_);					\
	if (!e_)						\
		EXPECT_EQ(o_.count, (uint64_t)(n));		\
} while (0)

/* Every user may filter by numbers and by names of tasks. */
TEST_F(nobody, may_filter_by_perf)
{
	static const struct {
		const char	*text;
		int		count;
	} rows[] = {
		{ "fildes == 1001", 1 }, { "fildes != 7", 2 }, { "fildes > 1002", 0 },
		{ NUMBERS, 1 }, { "comm == \"nobody_test\"", 2 }, { "comm ~ \"*x*\"", 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		self->dup.text = rows[i].text;
		EXPECT_OUTCOME(try_as_nobody(&self->dup), 0, rows[i].count);
	}
}

/* An image is an arbitrary program, so not every user may load one. */
TEST_F(nobody, no_image_by_perf)
{
	struct program p = { };
	char word[512], text[1024];
	struct image im;

	if (!is_ours())
		SKIP(return, "the stock engine knows no images");
	add_insn(&p, KTAP_FILTER_OP_EQ, add_field(&p, "fildes", KTAP_FILTER_KIND_OTHER, 8, false),
		 1001, KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	make_image(&p, &im);
	make_word(&im, word);
	self->dup.text = word;
	EXPECT_OUTCOME(try_here(&self->dup), 0, 1);
	EXPECT_OUTCOME(try_as_nobody(&self->dup), EACCES, 0);
	snprintf(text, sizeof(text), "fildes == 1 || !(%s)", word);
	self->dup.text = text;
	EXPECT_OUTCOME(try_here(&self->dup), 0, 1);
	EXPECT_OUTCOME(try_as_nobody(&self->dup), EACCES, 0);
}

/* Number of requests for machine code from the BPF JIT since the probe was added. */
static long jit_calls(void)
{
	const char *at = strstr(get(TRACING "/kprobe_profile"), KPROBE);

	return at ? strtol(at + strlen(KPROBE), NULL, 10) : -1;
}

/* A user's constants never become machine code, even if the parameter is "on". */
TEST_F(nobody, no_machine_code_by_perf)
{
	if (!is_ours() || put(KNOB, "on"))
		SKIP(return, "no machine code of filters");
	ASSERT_EQ(put(TRACING "/kprobe_events", "p:" KPROBE " bpf_prog_select_runtime"), 0);
	EXPECT_EQ(put(TRACING "/events/kprobes/" KPROBE "/enable", "1"), 0);
	self->dup.text = NUMBERS;
	EXPECT_OUTCOME(try_here(&self->dup), 0, 1);
	EXPECT_EQ(jit_calls(), 1);
	EXPECT_OUTCOME(try_as_nobody(&self->dup), 0, 1);
	EXPECT_EQ(jit_calls(), 1);
	put(TRACING "/events/kprobes/" KPROBE "/enable", "0");
	put(TRACING "/kprobe_events", "-:" KPROBE);
}

/* Nor do the constants of a user who writes to a filter file that root opened. */
TEST_F(nobody, no_machine_code_by_file)
{
	struct attempt a = { .text = NUMBERS };

	if (!is_ours() || put(KNOB, "on"))
		SKIP(return, "no machine code of filters");
	ASSERT_EQ(put(TRACING "/events/" DUP "/filter", NUMBERS), 0);
	EXPECT_NE(strstr(get(TRACING "/ktap_filters"), "\n    jit: "), NULL);
	a.fd = event_open(TRACING, DUP, "filter", O_WRONLY);
	EXPECT_OUTCOME(try_as_nobody(&a), 0, 0);
	close(a.fd);
	EXPECT_NE(strstr(get(TRACING "/ktap_filters"), "\n    interpreter\n"), NULL);
	EXPECT_EQ(strstr(get(TRACING "/ktap_filters"), "\n    jit: "), NULL);
}

/* The address of a data symbol of the kernel, which only root can see. */
static uintptr_t kernel_address(const char *symbol)
{
	FILE *file = fopen("/proc/kallsyms", "r");
	unsigned long at, found = 0;
	char name[256];

	while (file && fscanf(file, "%lx %*c %255s%*[^\n]", &at, name) == 2)
		if (!strcmp(name, symbol))
			found = at;
	if (file)
		fclose(file);
	return found;
}

/*
 * A system call whose argument points into the kernel: a user's filter must not reveal the
 * string there. The stock engine's filter does, and so does ours for root.
 */
TEST_F(nobody, no_kernel_memory_by_perf)
{
	self->unlink.arg[0] = kernel_address("linux_proc_banner");
	ASSERT_NE(self->unlink.arg[0], 0);
	self->unlink.text = "pathname ~ \"*s version*\"";
	EXPECT_OUTCOME(try_here(&self->unlink), 0, 1);
	EXPECT_OUTCOME(try_as_nobody(&self->unlink), is_ours() ? EACCES : 0, 1);
	self->unlink.text = "pathname ~ \"*s vErsion*\"";
	EXPECT_OUTCOME(try_here(&self->unlink), 0, 0);
	EXPECT_OUTCOME(try_as_nobody(&self->unlink), is_ours() ? EACCES : 0, 0);
	self->unlink.text = "__syscall_nr == 1 || !(pathname != \"x\")";
	/* The second string is in user memory, and cannot be read as a kernel string. */
	EXPECT_OUTCOME(try_as_nobody(&self->unlink), is_ours() ? EACCES : 0, 1);
}

/* A user may look at strings in his own memory. */
TEST_F(nobody, may_look_at_own_strings)
{
	self->unlink.text = "pathname.ustring ~ \"*o version\"";
	EXPECT_OUTCOME(try_as_nobody(&self->unlink), 0, 1);
	self->unlink.text = "pathname.ustring == \"/none\" || pathname.ustring ~ \"/n*\"";
	EXPECT_OUTCOME(try_as_nobody(&self->unlink), 0, 2);
	/* A kernel address is not readable as a user address. */
	self->unlink.arg[0] = kernel_address("linux_proc_banner");
	self->unlink.text = "pathname.ustring ~ \"*s version*\"";
	EXPECT_OUTCOME(try_as_nobody(&self->unlink), 0, 0);
}

/* No errno reveals whether the kernel has a function. The stock engine's errno does. */
TEST_F(nobody, no_functions_by_perf)
{
	char hit[64], miss[64];
	const struct {
		const char	*text;
		int		stock;
	} rows[] = {
		{ "pathname.function == schedule", 0 },
		{ "pathname.function == no_such_function", EINVAL },
		{ hit, 0 }, { miss, EINVAL },
	};

	snprintf(hit, sizeof(hit), "pathname.function != 0x%lx", kernel_address("schedule"));
	snprintf(miss, sizeof(miss), "pathname.function != 0x%lx", 0x1000UL);
	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		self->unlink.text = rows[i].text;
		EXPECT_EQ(try_here(&self->unlink).err, rows[i].stock);
		EXPECT_EQ(try_as_nobody(&self->unlink).err, is_ours() ? EACCES : rows[i].stock)
			TH_LOG("filter: %s", rows[i].text);
	}
}

/* A user's errors must not reach root's error log: neither his text, nor an entry. */
TEST_F(nobody, no_entry_in_the_error_log)
{
	static const char * const texts[] = {
		"bogus == 1", "fildes ==", "(fildes == 1", "fildes == 1 x", "@ktf", "@ktf nonsense",
		"(@ktff2t0ZgEAAABQAAAA", "fildes == 1 || @ktf!", "@ktf\nroot: all is well",
	};
	char before[8192];

	clear_log(TRACING);
	EXPECT_NE(put(TRACING "/events/" DUP "/filter", "of_root == 1"), 0);
	snprintf(before, sizeof(before), "%s", get(TRACING "/error_log"));
	EXPECT_NE(strstr(before, "of_root"), NULL);
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		self->dup.text = texts[i];
		EXPECT_NE(try_as_nobody(&self->dup).err, 0);
		EXPECT_NE(try_here(&self->dup).err, 0);
		EXPECT_STREQ(get(TRACING "/error_log"), before)
			TH_LOG("filter: %s", texts[i]);
	}
}

/* All other ways to set a filter are files of root. */
TEST_F(nobody, no_files_of_tracefs)
{
	static const struct {
		const char	*path;
		bool		ours;	/* the stock kernel lacks the file */
		bool		writes;	/* every user may read the file */
	} rows[] = {
		{ TRACING "/events/" DUP "/filter" }, { TRACING "/events/" DUP "/trigger" },
		{ TRACING "/events/syscalls/filter" }, { TRACING "/dynamic_events" },
		{ TRACING "/kprobe_events" }, { TRACING "/set_event" }, { TRACING "/error_log" },
		{ TRACING "/events/" DUP "/filter_bytecode", true },
		{ TRACING "/ktap_filters", true }, { TRACING "/ktap_filter_features", true },
		{ KNOB, true, true },
		{ "/sys/module/ktap_filter/parameters/opt", true, true },
		{ "/sys/module/ktap_filter/parameters/refused", true, true },
	};
	struct attempt a = { };

	for (size_t i = 0; i < ARRAY_SIZE(rows); i++) {
		if (rows[i].ours && !is_ours())
			continue;
		a.path = rows[i].path;
		a.flags = O_WRONLY;
		EXPECT_EQ(try_as_nobody(&a).err, EACCES)
			TH_LOG("writes %s", a.path);
		a.flags = O_RDONLY;
		EXPECT_EQ(try_as_nobody(&a).err, rows[i].writes ? 0 : EACCES)
			TH_LOG("reads %s", a.path);
		EXPECT_EQ(try_here(&a).err, 0)
			TH_LOG("root reads %s", a.path);
	}
}

/* Nor may a user watch and filter events of the kernel or of other users. */
TEST_F(nobody, no_events_of_others)
{
	self->dup.id = event_id("sched/sched_switch");
	/* The counter opens for user mode only, where the event never happens. */
	self->dup.text = "prev_pid != 0 || prev_pid == 0";
	EXPECT_OUTCOME(try_as_nobody(&self->dup), 0, 0);
	self->dup.id = event_id("ftrace/function");
	self->dup.text = "ip == vfs_read";
	EXPECT_EQ(try_as_nobody(&self->dup).err, EPERM);
}

/* The user who sets the filter counts, not the user who opened the counter. */
TEST_F(nobody, no_more_by_a_counter_of_root)
{
	static const char * const texts[] = {
		"pathname == \"x\"", "pathname.function == schedule", "@ktff2t0Zg",
	};
	struct attempt a = { .sets = true };

	if (!is_ours())
		SKIP(return, "the stock engine refuses none of it");
	for (size_t i = 0; i < ARRAY_SIZE(texts); i++) {
		a.text = texts[i];
		a.fd = open_counter(self->unlink.id);
		EXPECT_EQ(try_as_nobody(&a).err, EACCES)
			TH_LOG("filter: %s", a.text);
		close(a.fd);
	}
	a.text = "@ktff2t0Zg";
	a.fd = open_counter(event_id("ftrace/function"));
	EXPECT_GE(a.fd, 0);
	EXPECT_EQ(try_as_nobody(&a).err, EACCES);
	close(a.fd);
}

/* A text set by perf must be shorter than a page, and a counter takes one filter. */
TEST_F(nobody, no_more_than_a_page_by_perf)
{
	static char text[3 * 4096];
	size_t page = sysconf(_SC_PAGESIZE);
	int fd;

	memset(text, ' ', page);
	memcpy(text, "fildes == 1001", 14);
	self->dup.text = text;
	EXPECT_OUTCOME(try_as_nobody(&self->dup), EINVAL, 0);
	text[page - 1] = 0;
	EXPECT_OUTCOME(try_as_nobody(&self->dup), 0, 1);
	fd = open_counter(self->dup.id);
	EXPECT_EQ(ioctl(fd, PERF_EVENT_IOC_SET_FILTER, "fildes == 1001"), 0);
	EXPECT_EQ(ioctl(fd, PERF_EVENT_IOC_SET_FILTER, "fildes == 1002"), -1);
	EXPECT_EQ(errno, EEXIST);
	close(fd);
}

TEST_HARNESS_MAIN
