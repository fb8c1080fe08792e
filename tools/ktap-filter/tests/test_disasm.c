// SPDX-License-Identifier: GPL-2.0
/*
 * Listings of runnable programs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "listing.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/ops.h"

static void list(const char *filter, char *text)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(filter, &env_events[KTF_EVENT_main], &diag);

	*text = 0;
	EXPECT(!IS_ERR(prog), "%s: %s", filter, ktf_err_text[diag.code]);
	if (IS_ERR(prog))
		return;
	listing_of(prog, text);
	ktf_free(prog);
}

/* The listing of a filter must contain these lines in this order. */
TEST(disasm_listings)
{
	static const struct {
		const char	*filter;
		const char	*lines[4];
	} rows[] = {
		{ "u32 == 5 && !(s8 > 1)", {
		  "    0: WORD_ARC ",
		  BY_ORDER("- 0x500000000 & 0xffffffffffffffff <= 0xffffffff",
			   "- 0x5 & 0xffffffff <= 0x0") "  true 1 false reject\n",
		  "    1: WORD_ARC ", "reject\n" } },
		{ "cpu == 3", { "    0: CPU_ARC ", "- 0x3 & 0xffffffff <= 0x0  true accept" } },
		{ "cpu & CPUS{0,2-3}", { "CPU_SET ", "{0,2,3}  true accept false reject\n" } },
		{ "u16 & CPUS{1,3}", {
		  "WORD_SET ", BY_ORDER("- 0x0 & 0xffff00000000 >> 32 {1,3}  true",
					"- 0x0 & 0xffff0000 >> 16 {1,3}  true") } },
		{ "dyn ~ '*a b*'", { "DYN_CONTAINS ", "[132] \"a b\"  true accept false" } },
		{ "dyn == 'q\"\\\n\x7f\xffrst'", {
		  "DYN_EQ ", "\"q\\x22\\x5c\\x0a\\x7f\\xffrst\"" } },
		{ "dyn == 'abc'", { "DYN_ARC ", "[132] - 0x636261 & 0xffffffff <= 0x0" } },
		{ "rel ~ 'abc*'", { "REL_ARC ", "- 0x636261 & 0xffffff <= 0x0" } },
		{ "comm ~ '*abcdefgh*'", { "COMM_SHORT ", "\"abcdefgh\"  true accept" } },
		{ "ptr != 'x'", { "PTR_EQ ", "] \"x\"", "true reject false accept" } },
		{ "ptr != 'x' || u8 == 1", { "PTR_EQ ", " fault true", "1: WORD" } },
		{ "name ~ '*abc*'", { "FIX_SHORT ", "[96] \"abc\"  true accept" } },
		{ "$tgid == 5", { "TASK_ARC ", " $tgid - 0x5 & 0xffffffff <= 0x0  true accept" } },
		{ "$pid in {1, 7, 9}", {
		  "TASK_BOUNDS ", " $pid & 0xffffffff {0x1-0x1,0x7-0x7,0x9-0x9}  true accept" } },
		{ "!$child_of(5)", { "TASK_HOLDS ", " CHILD 5  true reject false accept" } },
		{ "$tgid * 2 == u8", { "CELL_HOLDS ", "{VAR $tgid, NUM 2, MULs, FIELD.1" } },
		{ "$cpu == 3", { "    0: CPU_ARC ", "- 0x3 & 0xffffffff <= 0x0  true accept" } },
		{ "$in_irq", { "    0: WORD_ARC ", "[0] - " } },
		{ "u64 < args[0]", { "    0: PAIR_LESS ", " >> 0 LT_U  true accept" } },
		{ "s64 < s64(u64)", { "    0: PAIR_LESS ", " >> 0 LT_S  true accept" } },
		{ "s64 < u64", { "    0: PAIR_HOLDS ", " >> 0 LT_SU  true accept" } },
		{ "u8 == s16", { "    0: PAIR_SPAN ", " - 0x0 <= 0x0  true accept" } },
		{ "((u16 >> 6) & 7) == s16", { "    0: CELL_HOLDS " } },
		{ "common_type == s16",
		  { KTF_BIG_ENDIAN ? "    0: PAIR_SPAN " : "    0: CELL_HOLDS " } },
		{ "$netns == 5", { "    0: CELL_SPAN ", "{VAR $netns} - 0x5 <= 0x0 " } },
		{ "!($cgroup in cgroup('/a'))", {
		  "TASK_HOLDS ", " BELOW 101  true reject false accept" } },
		{ "$comm == 'sh'", { "    0: COMM_ARC ", "true accept" } },
		{ "name ~ '*abcdefghi*'", { "FIX_CONTAINS ", "[96] size 16 \"abcdefghi\"" } },
	};
	char text[LISTING_BYTES], *at;
	u32 i, n;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		list(rows[i].filter, text);
		at = text;
		for (n = 0; n < 4 && rows[i].lines[n] && at; n++) {
			at = strstr(at, rows[i].lines[n]);
			EXPECT(at, "%s: no \"%s\" in\n%s", rows[i].filter, rows[i].lines[n], text);
		}
	}
}

/* The listing has a line for each instruction, and a name for each opcode. */
TEST(disasm_names)
{
	char text[LISTING_BYTES], *line;
	u32 nr = 0, i;

	list("s32==1 || comm ~ '*a*' || name == 'b' || rel ~ 'c*' || mask & CPUS{0-1}", text);
	for (line = text; *line; line = strchr(line, '\n') + 1)
		EXPECT_EQ(atoi(line), nr++);
	EXPECT_EQ(nr, 5);
	for (i = 0; i < 256; i++)
		EXPECT(!ktf_op_info[i].name == !ktf_op_info[i].format, "opcode %#x", i);
}
