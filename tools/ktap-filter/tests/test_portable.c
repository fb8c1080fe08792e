// SPDX-License-Identifier: GPL-2.0
/*
 * Portable programs: how they are built, and what they hold after compiling.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "vm/link.h"

TEST(portable_pool)
{
	struct ktf_portable prog = { };
	char data[300];
	u64 slice, last = 0;
	u32 len, i;

	memset(data, 'x', sizeof(data));
	for (len = 0; len < sizeof(data); len++) {
		EXPECT_EQ(ktf_portable_add(&prog, data, len, &slice), 0);
		EXPECT_EQ(ktf_slice_len(slice), len);
		EXPECT_EQ(ktf_slice_off(slice) % 8, 0);
		EXPECT(!len || slice != last, "slice of %u", len);
		EXPECT_EQ(prog.pool_len % 8, 0);
		for (i = ktf_slice_off(slice) + len; i < prog.pool_len; i++)
			EXPECT_EQ(prog.pool[i], 0);
		EXPECT(i > ktf_slice_off(slice) + len, "no NUL behind %u", len);
		EXPECT(!memcmp(prog.pool + ktf_slice_off(slice), data, len), "%u bytes", len);
		last = slice;
	}
	ktf_portable_free(&prog);
	EXPECT(!prog.pool && !prog.pool_len, "freed");
}

TEST(portable_fields)
{
	struct ktf_portable prog = { };
	char name[16];
	u32 i;

	for (i = 0; i < KTF_MAX_FIELDS; i++) {
		snprintf(name, sizeof(name), "f%u", i);
		EXPECT_EQ(ktf_portable_add_field(&prog, name, strlen(name), i % 9, i, i & 1), i);
	}
	EXPECT_EQ(ktf_portable_add_field(&prog, "g", 1, 0, 0, false), -E2BIG);
	for (i = 0; i < KTF_MAX_FIELDS; i += 7) {
		snprintf(name, sizeof(name), "f%u", i);
		EXPECT_EQ(ktf_portable_field(&prog, name, strlen(name)), i);
		EXPECT_EQ(prog.fields[i].size, i);
		EXPECT_EQ(prog.fields[i].kind, i % 9);
		EXPECT_EQ(prog.fields[i].flags, i & 1 ? KTAP_FILTER_FIELD_SIGNED : 0);
	}
	EXPECT_EQ(ktf_portable_field(&prog, "f", 1), -ENOENT);
	EXPECT_EQ(ktf_portable_field(&prog, "f12", 2), 1);
	EXPECT_EQ(ktf_portable_field(&prog, "f99999", 6), -ENOENT);
	ktf_portable_free(&prog);
}

TEST(portable_limits)
{
	struct ktf_portable prog = { };

	EXPECT_EQ(ktf_portable_insns(&prog, KTF_MAX_INSNS + 1), -E2BIG);
	EXPECT_EQ(ktf_portable_insns(&prog, KTF_MAX_INSNS), 0);
	ktf_portable_free(&prog);
}

/* A field has one relocation. Operations, constants and spans are those of the text. */
TEST(portable_contents)
{
	const char *text = "u8 == 7 && (name ~ '!a*' || u8 != 0 ) && comm == 'x' && "
			   "cpu & CPUS{1,3}";
	struct ktf_portable prog;
	struct ktf_diag diag;

	EXPECT_EQ(ktf_compile(text, &env_events[0], &prog, &diag), 0);
	EXPECT_EQ(prog.nr_insns, 5);
	EXPECT_EQ(prog.nr_fields, 4);
	EXPECT_EQ(prog.start, 0);
	EXPECT(!strcmp(prog.pool + prog.fields[1].name, "name"), "second field");
	EXPECT_EQ(prog.fields[1].kind, KTAP_FILTER_KIND_FIXSTR);
	EXPECT_EQ(prog.fields[1].size, 16);
	EXPECT_EQ(prog.insns[0].imm, 7);
	EXPECT_EQ(prog.insns[1].op, KTAP_FILTER_OP_STR_PREFIX);
	EXPECT_EQ(prog.insns[1].flags, KTAP_FILTER_NOT);
	EXPECT_EQ(prog.insns[1].jt, 3);
	EXPECT_EQ(prog.insns[1].jf, 2);
	EXPECT_EQ(ktf_slice_len(prog.insns[1].imm), 1);
	EXPECT_EQ(prog.insns[2].field, 0);
	EXPECT_EQ(prog.insns[2].op, KTAP_FILTER_OP_EQ);
	EXPECT_EQ(prog.insns[2].flags, KTAP_FILTER_NOT);
	EXPECT_EQ(prog.insns[2].jf, KTAP_FILTER_REJECT);
	EXPECT_EQ(prog.insns[4].op, KTAP_FILTER_OP_SET_ANY);
	EXPECT_EQ(ktf_slice_len(prog.insns[4].imm), 1);
	EXPECT_EQ(prog.pool[ktf_slice_off(prog.insns[4].imm)], 0x0a);
	EXPECT_EQ(prog.spans[1].pos, 12);
	EXPECT_EQ(prog.spans[1].len, 12);
	ktf_portable_free(&prog);
}

/* An event may have a field of the name, but of another type. */
TEST(link_other_events)
{
	static const struct {
		struct ktf_field	field;
		int			err;
	} rows[] = {
		{ { "u8", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 1 }, 0 },
		{ { "u8", KTAP_FILTER_KIND_OTHER, true, NULL, 40, 1 }, -EINVAL },
		{ { "u8", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 2 }, -EINVAL },
		{ { "u8", KTAP_FILTER_KIND_OPAQUE, false, NULL, 40, 1 }, -EINVAL },
		{ { "u9", KTAP_FILTER_KIND_OTHER, false, NULL, 40, 1 }, -EINVAL },
	};
	struct ktf_portable prog;
	struct ktf_field live[1];
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct ktf_schema schema = {
			.fields = &rows[i].field, .nr = 1, .fixed = 48,
		};

		EXPECT_EQ(ktf_compile("u8 == 1", &env_events[0], &prog, &diag), 0);
		EXPECT_EQ(ktf_link(&prog, &schema, live, &diag), rows[i].err);
		if (!rows[i].err)
			EXPECT_EQ(live[0].off, 40);
		ktf_portable_free(&prog);
	}
}
