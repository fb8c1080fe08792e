// SPDX-License-Identifier: GPL-2.0
/*
 * What makes the kernel find pairs: the texts that it gets, with each kind of field.
 */
#include <stdlib.h>

#include "live/synthetic.h"
#include "test.h"

static void expect_text(char *text, const char *want)
{
	EXPECT(text && !strcmp(text, want), "'%s' is not '%s'", text ?: "(null)", want);
	free(text);
}

TEST(synthetic_alone)
{
	const struct synthetic s = {
		.name = "ktap_1_lat", .system = "ktap_1", .event = "vfs_read",
		.start_keys = "common_pid", .end_keys = "common_pid", .room = 16384,
	};

	expect_text(synthetic_definition(&s), "s:ktap_1_lat u64 lat\n");
	expect_text(synthetic_start(&s), "hist:keys=common_pid:ts=common_timestamp:size=16384");
	expect_text(synthetic_end(&s),
		    "hist:keys=common_pid:lat=common_timestamp-$ts:size=16384:"
		    "onmatch(ktap_1.vfs_read).trace(ktap_1_lat,$lat)");
}

/* Each field is a variable of the event that has it, and keeps its place in the synthetic one. */
TEST(synthetic_fields)
{
	static const struct synthetic_field fields[] = {
		{ .from = "prio", .size = 4, .is_signed = true },
		{ .from = "prev_comm", .of_end = true },
		{ .from = "flags", .size = 8 },
		{ .from = "common_cpu", .of_end = true, .size = 4 },
		{ .from = "byte", .size = 1, .is_signed = true },
	};
	const struct synthetic s = {
		.name = "ktap_42_lat", .system = "sched", .event = "sched_waking",
		.start_keys = "pid,target_cpu", .end_keys = "next_pid,common_cpu", .room = 2048,
		.fields = fields, .nr = ARRAY_SIZE(fields),
	};

	expect_text(synthetic_definition(&s),
		    "s:ktap_42_lat u64 lat; s32 f0; char f1[]; u64 f2; u32 f3; s8 f4\n");
	expect_text(synthetic_start(&s),
		    "hist:keys=pid,target_cpu:ts=common_timestamp,f0=prio,f2=flags,f4=byte"
		    ":size=2048");
	expect_text(synthetic_end(&s),
		    "hist:keys=next_pid,common_cpu:lat=common_timestamp-$ts,f1=prev_comm,"
		    "f3=common_cpu:size=2048:onmatch(sched.sched_waking)"
		    ".trace(ktap_42_lat,$lat,$f0,$f1,$f2,$f3,$f4)");
}
