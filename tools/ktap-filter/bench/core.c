// SPDX-License-Identifier: GPL-2.0
/*
 * The engine's core in user space, timed: the same files as in the kernel, at -O2, and in
 * another build with indirect jumps as a kernel with retpolines has them.
 *
 * A line of output has picoseconds for an evaluation, and the filter. The figure is nearly
 * the minimum of many short rounds, since noise only adds. It is not the minimum, since
 * clocks of virtual machines stand still at times.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "env.h"

#include "ktf_build.h"
#include "vm/run.h"

#define ROUNDS	400
#define CALLS	4000

static const char * const filters[] = {
	"s32 == 2", "s32 == 2 && u8 < 1 && u16 != 9 && s64 < 100",
	"comm == 'bash'", "comm ~ 'ba*'", "comm ~ '*sh'", "comm ~ '*as*'", "comm ~ 'b?s[a-h]'",
	"name == 'bash'", "name ~ '*ash*'", "name ~ 'b?s[a-h]'",
	"dyn == 'bash'", "dyn ~ 'ba*'", "dyn ~ '*sh'", "dyn ~ '*as*'", "dyn ~ 'b?s[a-h]'",
	"rel == 'bash'", "ptr == 'bash'", "cpu == 0", "s32 == 2 || s32 == 7 || s32 == 1000",
	"s32 == 2 && dyn == 'bash' && dyn ~ '*as*' && name ~ 'b?s[a-h]' && u8 < 1",
};

static u64 now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000ull + t.tv_nsec;
}

/* noinline, as for filter_match_preds(): the compiler must not specialize for the program. */
static noinline bool match(const struct ktf_prog *prog, const void *rec)
{
	return ktf_run(prog, rec, ~0U);
}

static int by_time(const void *a, const void *b)
{
	u64 one = *(const u64 *)a, other = *(const u64 *)b;

	return one < other ? -1 : one > other;
}

static u64 measure(const struct ktf_prog *prog, const void *rec)
{
	static u64 took[ROUNDS];

	for (u32 i = 0; i < ROUNDS; i++) {
		took[i] = now();
		for (u32 j = 0; j < CALLS; j++) {
			__asm__ volatile("" : "+r" (rec));
			match(prog, rec);
		}
		took[i] = now() - took[i];
	}
	qsort(took, ROUNDS, sizeof(*took), by_time);
	return took[ROUNDS / 20] * 1000 / CALLS;
}

int main(void)
{
	struct ktf_record *rec = malloc(sizeof(*rec));

	if (!rec)
		return 1;
	env_reset();
	env_record(&ktf_case_records[KTF_RECORD_bash], rec);
	for (u32 i = 0; i < ARRAY_SIZE(filters); i++) {
		struct ktf_diag diag = { };
		struct ktf_prog *prog = ktf_build(filters[i], &env_events[KTF_EVENT_main], &diag);

		if (IS_ERR(prog)) {
			fprintf(stderr, "%s: %s\n", filters[i], ktf_err_text[diag.code]);
			return 1;
		}
		printf("%llu\t%s\n", (unsigned long long)measure(prog, rec), filters[i]);
		ktf_free(prog);
	}
	free(rec);
	return 0;
}
