// SPDX-License-Identifier: GPL-2.0
/*
 * The harness: registers tests, runs them, counts.
 */
#include <stdarg.h>
#include <stdio.h>

#include "env.h"
#include "test.h"

#define SHOWN	5	/* failures to print of each test */

static struct test *first, **last = &first;
static unsigned long expected, unexpected;
static u64 random_state;
static const char *skip_reason;

void test_register(struct test *test)
{
	*last = test;
	last = &test->next;
}

void test_expect(const char *file, int line, bool ok, const char *fmt, ...)
{
	va_list args;

	expected++;
	if (ok || unexpected++ >= SHOWN)
		return;
	printf("# %s:%d: ", strrchr(file, '/') ? strrchr(file, '/') + 1 : file, line);
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
}

u64 test_random(void)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 7;
	random_state ^= random_state << 17;
	return random_state * 0x2545f4914f6cdd1d >> 8;
}

void test_skip(const char *reason)
{
	skip_reason = reason;
}

static bool run(const struct test *test)
{
	expected = 0;
	unexpected = 0;
	random_state = 0x9e3779b97f4a7c15;
	skip_reason = NULL;
	env_reset();
	test->run();
	if (skip_reason && !unexpected) {
		printf("ok - %s # SKIP %s\n", test->name, skip_reason);
		return true;
	}
	EXPECT(!env.allocated, "%ld allocations left", env.allocated);
	EXPECT(!env.scratch_level, "%u scratch buffers not given back", env.scratch_level);
	EXPECT(expected > 2, "nothing was expected");
	if (unexpected > SHOWN)
		printf("# and %lu more\n", unexpected - SHOWN);
	printf("%s - %s # %lu checks\n", unexpected ? "not ok" : "ok", test->name, expected - 3);
	return !unexpected;
}

int main(int argc, char **argv)
{
	unsigned int passed = 0, failed = 0, skipped = 0;
	const struct test *test;

	setvbuf(stdout, NULL, _IOLBF, 0);
	for (test = first; test; test = test->next) {
		if (argc > 1 && strcmp(argv[1], test->name))
			skipped++;
		else if (!run(test))
			failed++;
		else if (skip_reason)
			skipped++;
		else
			passed++;
	}
	printf("%u passed, %u failed, %u skipped\n", passed, failed, skipped);
	return failed || !passed;
}
