// SPDX-License-Identifier: GPL-2.0
/*
 * The library as another program sees it: only installed files are included and linked.
 * Prints a line for each test.
 *
 *	library FORMAT-OF-SCHED_SWITCH
 */
#include <errno.h>
#include <event-parse.h>
#include <ktapfilter.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record.h"

/* The engine has a function of this name, too. The library must hide its own, and use that. */
int ktf_compile(void);
int ktf_compile(void)
{
	return 0;
}

static int failed;

static void check(const char *name, bool ok)
{
	printf("%sok - library: %s\n", ok ? "" : "not ", name);
	failed += !ok;
}

static const struct record record = {
	.flags = 0x10, .pid = 5,
	.prev_comm = "sh", .prev_pid = 5, .next_comm = "make", .next_pid = 6,
};

/* Return the filter's verdict on the record, or an errno if the filter is refused. */
static int verdict(const struct ktapfilter_event *event, const char *text, size_t bytes)
{
	struct ktapfilter_error error = { };
	struct ktapfilter_prog *prog;
	size_t size;
	void *image;
	int ret;

	if (ktapfilter_compile(event, text, 0, &image, &size, &error))
		return error.err;
	prog = ktapfilter_load(event, image, size, &error);
	ret = prog ? ktapfilter_run(prog, &record, bytes, "sh", 3) : error.err;
	ktapfilter_prog_free(prog);
	ktapfilter_free(image);
	return ret;
}

static void test_filters(const struct ktapfilter_event *event)
{
	struct ktapfilter_error error;
	size_t size;
	void *image;
	int err;

	check("a record matches", verdict(event, "prev_pid == 5 && next_comm ~ \"ma*\"",
					  sizeof(record)) == 1);
	check("a record does not match", !verdict(event, "prev_pid == 6", sizeof(record)));
	check("comm and CPU are those of the call",
	      verdict(event, "COMM == \"sh\" && CPU == 3", sizeof(record)) == 1);
	check("a record that is cut short", verdict(event, "prev_pid == 5", 24) == -EINVAL);
	err = ktapfilter_compile(event, "prev_pid == 5 && nosuch == 1", 0, &image, &size, &error);
	check("an error has a place", err == -EINVAL && error.err == err && !image &&
	      error.pos == 24 && !strcmp(error.text, "Field not found") && !error.where[0]);
	err = ktapfilter_compile(event, "prev_pid == 5", 0x10, &image, &size, &error);
	check("an unknown flag", err == -EINVAL && !image);
}

/* A filter that asks for what no trace has is refused, and the error names it. */
static void refuses(const struct ktapfilter_event *event, const char *text, const char *what)
{
	struct ktapfilter_error error = { };
	struct ktapfilter_prog *prog;
	size_t size;
	void *image;

	if (ktapfilter_compile(event, text, 0, &image, &size, &error)) {
		check(text, false);
		return;
	}
	prog = ktapfilter_load(event, image, size, &error);
	check(text, !prog && error.err == -EINVAL && !strcmp(error.where, what) &&
	      !strcmp(error.text, "Not in a recorded trace"));
	ktapfilter_prog_free(prog);
	ktapfilter_free(image);
}

static void test_recorded(const struct ktapfilter_event *event)
{
	static const char *const known[] = {
		"$pid == 5 && $comm == \"sh\" && $cpu == 3 && $pid in {5, 70-80, 99}",
		"$in_softirq && !$in_irq && !$in_nmi && $preempt == 0",
		"prev_pid != $pid + ENOTRECOVERABLE && $pid + 1 == next_pid",
		NULL
	};
	const char *const *text;

	for (text = known; *text; text++)
		check(*text, verdict(event, *text, sizeof(record)) == 1);
	refuses(event, "prev_pid == 5 && $uid == 0", "$uid");
	refuses(event, "prev_pid in {1, 3, 7} || $ppid in {1, 3, 7}", "$ppid");
	refuses(event, "prev_prio < $prio", "$prio");
	/* The name is longer than a cell, and is no cell. */
	refuses(event, "prev_pid + ENOTRECOVERABLE == $tgid", "$tgid");
	refuses(event, "$pid == 5 && $now > 1s", "$now");
	refuses(event, "$child_of(1)", "$child_of");
	refuses(event, "$cgroup in cgroup(5)", "$cgroup");
	refuses(event, "$changed(prev_pid)", "$changed");
	refuses(event, "$sample(1/2)", "$sample");
	refuses(event, "$first(2)", "$first");
	refuses(event, "$ratelimit(2/1s)", "$ratelimit");
}

static void test_words(const struct ktapfilter_event *event)
{
	struct ktapfilter_error error;
	void *image, *again;
	size_t size, bytes;
	char *word, *text;

	if (ktapfilter_compile(event, "prev_pid == 5", KTAPFILTER_NO_SOURCE, &image, &size,
			       &error)) {
		check("an image without a source", false);
		return;
	}
	word = ktapfilter_to_word(image, size);
	check("a word and back", word && !ktapfilter_from_word(word, &again, &bytes, &error) &&
	      bytes == size && !memcmp(image, again, size));
	ktapfilter_free(again);
	ktapfilter_free(word);
	text = ktapfilter_disasm(image, size, &error);
	check("a text and back", text && !strstr(text, ".source") &&
	      !ktapfilter_asm(text, &again, &bytes, &error) &&
	      bytes == size && !memcmp(image, again, size));
	ktapfilter_free(again);
	ktapfilter_free(text);
	check("an image that is cut short",
	      ktapfilter_check_image(image, size - 1, &error) == -EINVAL &&
	      !strcmp(error.text, "Image is cut short") && error.where[0]);
	check("and is not loaded", !ktapfilter_load(event, image, size - 1, &error) &&
	      error.err == -EINVAL);
	check("a size that no image has",
	      ktapfilter_check_image(image, (size_t)1 << 32 | size, &error) == -E2BIG);
	check("a mistake in a text", ktapfilter_asm(".version 1\nEQ", &again, &bytes, &error) ==
	      -EINVAL && error.line == 2 && error.pos == 2 && !again);
	check("no word", ktapfilter_from_word("prev_pid == 5", &again, &bytes, &error) ==
	      -EINVAL && !again);
	ktapfilter_free(image);
}

static void test_tep(const char *format, size_t len)
{
	struct tep_handle *tep = tep_alloc();
	struct ktapfilter_error error;
	struct ktapfilter_event *event;

	tep_parse_event(tep, format, len, "sched");
	event = ktapfilter_event_from_tep(tep_find_event_by_name(tep, "sched", "sched_switch"),
					  &error);
	check("an event of libtraceevent",
	      event && verdict(event, "next_pid == 6", sizeof(record)) == 1);
	ktapfilter_event_free(event);
	tep_set_file_bigendian(tep, TEP_BIG_ENDIAN);
	check("one of the other byte order",
	      !ktapfilter_event_from_tep(tep_get_first_event(tep), &error) &&
	      error.err == -EINVAL);
	tep_free(tep);
}

int main(int argc, char **argv)
{
	struct ktapfilter_error error;
	struct ktapfilter_event *event;
	char format[8192];
	FILE *from = argc > 1 ? fopen(argv[1], "r") : NULL;
	size_t len = from ? fread(format, 1, sizeof(format) - 1, from) : 0;

	if (from)
		fclose(from);
	format[len] = 0;
	event = ktapfilter_event_from_format(format, len, "sched", &error);
	check("an event of a format", event);
	if (!event)
		return 1;
	test_filters(event);
	test_recorded(event);
	test_words(event);
	test_tep(format, len);
	ktapfilter_event_free(event);
	check("no format", !ktapfilter_event_from_format("x", 1, "sched", &error) &&
	      error.err == -EINVAL);
	check("the version", ktapfilter_version() == 1);
	return !!failed;
}
