// SPDX-License-Identifier: GPL-2.0
/*
 * Names of numbers: in texts, in images, and as print formats have them.
 */
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/image.h"
#include "prog/print_fmt.h"
#include "vm/isa.h"
#include "vm/run.h"

/* Constant expressions as the C compiler calculates them. */
TEST(names_c_constants)
{
#define SAME(...)	{ #__VA_ARGS__, (unsigned long)(__VA_ARGS__), true }
#define REFUSED(text)	{ text, 0, false }
	typedef unsigned int gfp_t;
	static const struct {
		const char	*text;
		unsigned long	word;
		bool		good;
	} rows[] = {
		SAME(0), SAME(017), SAME(0x1F), SAME(4294967295), SAME(0xffffffff), SAME(-1),
		SAME(-1U),
		SAME(~0), SAME(~0UL), SAME(1 << 4 | 2), SAME(1 + 2 * 3 - 4), SAME((1 + 2) * 3),
		SAME(7 / 2), SAME(-7 / 2), SAME(-7 % 3), SAME(0x80000000 >> 3), SAME(-16 >> 2),
		SAME((( gfp_t)((((1UL))) << (5)))), SAME(1ULL << 63), SAME((1U) << 31),
		SAME((unsigned char)300), SAME((signed char)200), SAME((u8)-1),
		SAME((short)0x18000), SAME((unsigned long)1 << 20), SAME((int)0xffffffff),
		{ "1 | 6 ^ 3 & 5", 7, true }, SAME(- -5),
		SAME((((0x0 | 0x1 | 0x40) + 1) << 1) - 1), SAME((unsigned)-1), SAME(+3), SAME(-(2)),
		SAME((long long)-1), SAME((unsigned long long)-1), SAME(1 - -1), SAME(10 - 3 - 2),
		REFUSED(""), REFUSED("("), REFUSED(")"), REFUSED("()"), REFUSED("1 +"),
		REFUSED("1 2"),
		REFUSED("(1"), REFUSED("1)"), REFUSED("FOO"), REFUSED("(FOO) - 1"),
		REFUSED("1 / 0"),
		REFUSED("1 << 32"), REFUSED("1 << -1"), REFUSED("1 ? 2 : 3"), REFUSED("1 && 2"),
		REFUSED("\"a\""), REFUSED("08"), REFUSED("0xUL"), REFUSED("1LLL"),
		REFUSED("REC->"),
		REFUSED("REC->a + 1"), REFUSED("REC->a & REC->b"), REFUSED("-REC->a"),
		REFUSED("1 << REC->a"),
		REFUSED("((((((((((((((((((((((((((1))))))))))))))))))))))))))"),
		REFUSED("1+(1+(1+(1+(1+(1+(1+(1+(1+1))))))))"), REFUSED("sizeof(int)"),
	};
	struct ktf_c_value val;
	u32 i;

	if (BITS_PER_LONG != 64) {
		test_skip("the rows are about longs of 64 bits");
		return;
	}
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		int err = ktf_c_constant(rows[i].text, strlen(rows[i].text), &val);

		EXPECT(!err == rows[i].good && (err || val.word == rows[i].word), "%s: %d, %#llx",
		       rows[i].text, err, val.word);
	}
}

/* The first argument of a table: bits of a field. */
TEST(names_bits_of_a_field)
{
	static const struct {
		const char	*text;
		u32		shift;
		u64		mask;
	} rows[] = {
		{ "REC->ab", 0, ~0ULL }, { "(REC->ab)", 0, ~0ULL },
		{ "(unsigned long)REC->ab", 0, ~0ULL },
		{ "( gfp_t)(REC->ab)", 0, ~0ULL }, { "REC->ab & 0xff", 0, 0xff },
		{ "0xff & REC->ab", 0, 0xff }, { "(REC->ab >> 13) & 7", 13, 7 },
		{ "(REC->ab & 0x70) >> 4", 4, 7 }, { "(u8)REC->ab", 0, 0xff },
		{ "REC->ab & ((1UL << 4) - 1) & ~1", 0, 0xe },
	};
	struct ktf_c_value val;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++)
		EXPECT(!ktf_c_constant(rows[i].text, strlen(rows[i].text), &val) &&
		       val.field_len == 2 && !memcmp(val.field, "ab", 2) &&
		       val.shift == rows[i].shift && val.mask == rows[i].mask, "%s: %u, %#llx",
		       rows[i].text, val.shift, val.mask);
}

/* Random print formats: nothing is read behind their end. */
TEST(names_random_print_formats)
{
	static const char * const piece[] = {
		"__print_flags(", "__print_symbolic(", "REC->a", ", ", "\"|\"", "{ ", " }", "1",
		"\"S\"",
		"\"", "\\", "(", ")", "(u8)", " << ", " & ", "0x", "~", "-", "_u64(", "|",
		"{ 1, \"S\" }",
	};
	struct ktf_table table;
	struct ktf_shown shown;
	u32 i, n, tables = 0, names = 0;
	char text[512], *copy;

	for (i = 0; i < 200000; i++) {
		*text = 0;
		if (i & 1)
			strcat(text, "__print_symbolic(REC->a, ");
		for (n = test_below(14); n; n--)
			strcat(text, piece[test_below(ARRAY_SIZE(piece))]);
		copy = strdup(text);
		table.at = copy;
		while (ktf_table_next(&table)) {
			tables++;
			while (ktf_table_name(&table, &shown))
				names++;
		}
		EXPECT(table.at == copy + strlen(copy), "%s: stops early", text);
		free(copy);
	}
	EXPECT(tables > 1000 && names > 1000, "%u tables, %u names", tables, names);
}

static struct ktf_prog *build(const char *filter)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog = ktf_build(filter, &env_events[KTF_EVENT_main], &diag);

	EXPECT(!IS_ERR(prog), "%s: %s at %u", filter, ktf_err_text[diag.code], diag.pos);
	return prog;
}

static bool keeps(const struct ktf_prog *prog, const struct ktf_case_record *row)
{
	struct ktf_record rec;

	env_record(row, &rec);
	return ktf_run(prog, &rec, sizeof(rec));
}

/* What filters with names keep, and in how many tests of a word. */
TEST(names_verdicts)
{
	static const struct {
		const char	*filter;
		u32		record;
		bool		verdict;
		u32		words;
	} rows[] = {
		{ "u8.sym == \"MANY\"", KTF_RECORD_some, true, 1 },
		{ "u8.sym != \"MANY\"", KTF_RECORD_some, false, 1 },
		{ "u8.sym == \"EDGE\"", KTF_RECORD_ones, true, 2 },
		{ "u8.sym == \"EDGE\"", KTF_RECORD_low, true, 2 },
		{ "u8.sym in {\"ZERO\", \"MANY\"}", KTF_RECORD_zero, true, 0 },
		{ "u16.sym == \"D\"", KTF_RECORD_some, true, 1 },
		{ "u16.sym == 'D|__GFP_X'", KTF_RECORD_some, false, 1 },
		{ "u16.sym & \"D|__GFP_X\"", KTF_RECORD_some, true, 1 },
		{ "u16.sym & \"LOW|__GFP_X\"", KTF_RECORD_some, false, 1 },
		{ "(u16.sym & \"D\") == 64", KTF_RECORD_some, true, 1 },
		{ "u32.sym == \"BYTE\"", KTF_RECORD_some, true, 1 },
		{ "s8.sym == \"MINUS\"", KTF_RECORD_ones, true, 1 },
		{ "s8.sym == \"FIVE\"", KTF_RECORD_some, true, 1 },
		{ "(u16 & __GFP_X) == 0 && u8 == MANY", KTF_RECORD_some, true, 2 },
		{ "u8 in {MANY, ZERO, 7}", KTF_RECORD_zero, true, 0 },
		{ "s32 == ENOENT", KTF_RECORD_bash, true, 1 },
		{ "s32 in {-EIO, ENOENT}", KTF_RECORD_bash, true, 0 },
		{ "s32 == syscall(write) + 1", KTF_RECORD_bash, true, 1 },
		{ "s32 == syscall( write ) + 1", KTF_RECORD_bash, true, 1 },
		{ "s32 in syscall(\"open*\") || s32 - 2 == syscall(read)", KTF_RECORD_bash, true,
		  0 },
		{ "s32 in {syscall(read), syscall('*it?')} || s32 == 2", KTF_RECORD_bash, true, 0 },
		{ "s32 in syscall(\"open*\")", KTF_RECORD_path, true, 1 },
		{ "s32 in syscall(op?n*)", KTF_RECORD_path, true, 1 },
		{ "s32 in syscall(\"*\")", KTF_RECORD_bash, false, 0 },
		{ "s32 == BPF_LINK_TYPE_XDP - 4", KTF_RECORD_bash, true, 1 },
		{ "s32 == BPF_LINK_TYPE_XDP", KTF_RECORD_bash, false, 1 },
		{ "s16 == BELOW", KTF_RECORD_some, false, 1 },
		{ "s32 == -BELOW && s32 in {-BELOW}", KTF_RECORD_bash, true, 1 },
		{ "s32 in {BELOW, 4, SAME} || s32 + 3 == SAME", KTF_RECORD_bash, true, 0 },
		{ "s32 in {TWO_NUMBERS}", KTF_RECORD_bash, true, 1 },
		{ "s32 - s32 + WIDE == 1024G", KTF_RECORD_bash, true, 0 },
		{ "s64 == TOP", KTF_RECORD_ones, false, 0 },
		{ "u64 == TOP", KTF_RECORD_ones, true, 1 },
		{ "s32 == EIO - 3", KTF_RECORD_bash, true, 1 },
		{ "has(nosuch) && nosuch == BPF_LINK_TYPE_XDP", KTF_RECORD_bash, false, 0 },
		{ "has(nosuch) && nosuch == syscall(read) || has(nosuch) && nosuch in {EIO}",
		  KTF_RECORD_path, false, 0 },
	};
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = build(rows[i].filter);
		if (IS_ERR(prog))
			continue;
		EXPECT(keeps(prog, &ktf_case_records[rows[i].record]) == rows[i].verdict, "%s",
		       rows[i].filter);
		EXPECT(!rows[i].words || prog->nr <= rows[i].words, "%s: %u", rows[i].filter,
		       prog->nr);
		EXPECT(!rows[i].words || prog->insns[0].op == KTF_OP(WORD, ARC), "%s: no word",
		       rows[i].filter);
		ktf_free(prog);
	}
}

/* Mistakes that depend on the event's print format. */
TEST(names_mistakes)
{
	static const struct {
		const char	*filter;
		u32		code;
		u32		pos;
	} rows[] = {
		{ "u8.sym == \"NOSUCH\"", KTF_ERR_NO_NAME, 11 },
		{ "u8.sym == \"SIX\"", KTF_ERR_NO_NAME, 11 },
		{ "u8.sym == \"ZERO|MANY\"", KTF_ERR_NO_NAME, 11 },
		{ "u16.sym == \"R\"", KTF_ERR_NO_NAME, 12 },
		{ "u16.sym & \"D|\"", KTF_ERR_NO_NAME, 11 },
		{ "u8.sym & \"MANY\"", KTF_ERR_ILLEGAL_FIELD_OP, 10 },
		{ "u8.sym & \"MANY|ZERO\"", KTF_ERR_ILLEGAL_FIELD_OP, 10 },
		{ "u8.sym == 2", KTF_ERR_EXPECT_STRING, 11 },
		{ "u8.sym in {2}", KTF_ERR_EXPECT_STRING, 12 },
		{ "u8.sym < \"MANY\"", KTF_ERR_INVALID_OP, 8 },
		{ "u8.sym ~ \"MANY\"", KTF_ERR_INVALID_OP, 8 },
		{ "u8.sym + 1 == 2", KTF_ERR_INVALID_OP, 8 },
		{ "be16(u16.sym) == 2", KTF_ERR_NO_ARRAY, 6 },
		{ "u8(u8.sym) == 2", KTF_ERR_EXPECT_DIGIT, 4 },
		{ "-u8.sym == 2", KTF_ERR_EXPECT_DIGIT, 2 },
		{ "u8 & u8.sym", KTF_ERR_INVALID_OP, 4 },
		{ "u8.sym", KTF_ERR_INVALID_OP, 7 },
		{ "u8 == u8.sym", KTF_ERR_INVALID_OP, 4 },
		{ "s32.sym == \"ODD\"", KTF_ERR_NO_NAMES, 4 },
		{ "u8 == EDGE", KTF_ERR_AMBIGUOUS, 7 },
		{ "s32 == syscall(\"open*\")", KTF_ERR_AMBIGUOUS, 8 },
		{ "s32 == TWO_NUMBERS", KTF_ERR_AMBIGUOUS, 8 },
		{ "s32 == BPF_LINK", KTF_ERR_INVALID_VALUE, 8 },
		{ "s32 in {BPF_LINK_TYPE_XDP, BPF_LINK_TYPE_XDP2}", KTF_ERR_INVALID_VALUE, 28 },
		{ "s32 in {1, -TOP}", KTF_ERR_ILLEGAL_INTVAL, 12 },
		{ "s32 == lower", KTF_ERR_INVALID_VALUE, 8 },
		{ "BPF_LINK_TYPE_XDP == 6", KTF_ERR_FIELD_NOT_FOUND, 18 },
		{ "syscall(read) == 5", KTF_ERR_FIELD_NOT_FOUND, 14 },
		{ "has(nosuch) && nosuch == BPF_LINK", KTF_ERR_INVALID_VALUE, 26 },
		{ "has(nosuch) && nosuch < 1 + TWO_NUMBERS", KTF_ERR_AMBIGUOUS, 29 },
		{ "has(nosuch) && nosuch == syscall(\"open*\")", KTF_ERR_AMBIGUOUS, 26 },
		{ "s32 in {TWO_NUMBERS-9}", KTF_ERR_AMBIGUOUS, 9 },
	};
	struct ktf_diag diag;
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		diag = (struct ktf_diag) { };
		prog = ktf_build(rows[i].filter, &env_events[KTF_EVENT_main], &diag);
		EXPECT(IS_ERR(prog) && diag.code == rows[i].code && diag.pos == rows[i].pos,
		       "%s: %s at %u", rows[i].filter, ktf_err_text[diag.code], diag.pos);
		if (!IS_ERR(prog))
			ktf_free(prog);
	}
}

static void *make_image(const char *filter, u32 *bytes)
{
	struct ktf_diag diag = { };
	void *image;

	if (!ktf_make_image(filter, &env_events[KTF_EVENT_main], false, &image, bytes, &diag))
		return image;
	EXPECT(false, "%s: %s", filter, ktf_err_text[diag.code]);
	return NULL;
}

/* Load an image and free it. */
static struct ktf_prog *load_bytes(void *image, u32 bytes, const struct ktf_schema *event,
				   struct ktf_diag *diag)
{
	struct ktf_portable portable = { };
	struct ktf_prog *prog;
	int err;

	if (!image)
		return ERR_PTR(-EINVAL);
	err = ktf_image_decode(image, bytes, &portable, diag);
	prog = err ? ERR_PTR(err) : ktf_load(&portable, event, diag);
	ktf_portable_free(&portable);
	ktf_free(image);
	return prog;
}

/* Load the image of a filter on an event, as another machine does. */
static struct ktf_prog *load_image(const char *filter, const struct ktf_schema *event,
				   struct ktf_diag *diag)
{
	void *image;
	u32 bytes;

	env.other_numbers = false;
	image = make_image(filter, &bytes);
	env.other_numbers = true;
	return load_bytes(image, bytes, event, diag);
}

/* An image has the name, and the machine that it is loaded on has the number. */
TEST(names_in_images)
{
	static const struct {
		const char	*filter;
		u32		record;
		bool		here;
		bool		there;
	} rows[] = {
		{ "s32 == ENOENT", KTF_RECORD_bash, true, false },
		{ "s16 == -ENOENT", KTF_RECORD_some, false, true },
		{ "s16 in {-ENOENT}", KTF_RECORD_some, false, true },
		{ "s16 in {-EPERM, 7, -ENOENT, 9-11}", KTF_RECORD_some, false, true },
		{ "s32 == syscall(write) + 1", KTF_RECORD_bash, true, false },
		{ "s32 in syscall(\"open*\")", KTF_RECORD_path, true, false },
		{ "s32 == BPF_LINK_TYPE_XDP - 4", KTF_RECORD_bash, true, false },
		{ "s32 == BPF_LINK_TYPE_XDP - 5", KTF_RECORD_bash, false, true },
		{ "s32 in {BELOW, 7, -BELOW}", KTF_RECORD_bash, true, false },
		{ "u16.sym & \"D|__GFP_X\" && u8.sym == \"MANY\" && (u16 & __GFP_X) == 0",
		  KTF_RECORD_some, true, true },
		{ "s32 - s32 + cgroup(\"/a\") == 101 && s32 + 98 == cgroup(100)",
		  KTF_RECORD_bash, true, true },
	};
	const struct ktf_schema *event = &env_events[KTF_EVENT_main];
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		prog = build(rows[i].filter);
		if (!IS_ERR(prog)) {
			EXPECT(keeps(prog, &ktf_case_records[rows[i].record]) == rows[i].here,
			       "%s here", rows[i].filter);
			ktf_free(prog);
		}
		prog = load_image(rows[i].filter, event, &diag);
		EXPECT(!IS_ERR(prog), "%s: %s: %s", rows[i].filter, ktf_err_text[diag.code],
		       diag.where);
		if (!IS_ERR(prog)) {
			EXPECT(keeps(prog, &ktf_case_records[rows[i].record]) == rows[i].there,
			       "%s there", rows[i].filter);
			ktf_free(prog);
		}
		env.other_numbers = false;
	}
}

/* What a name means depends on the event. Without its table, an image is refused. */
TEST(names_missing_where_loaded)
{
	static const struct {
		const char	*filter;
		const char	*print_fmt;
		u32		code;
		const char	*where;
	} rows[] = {
		{ "u8.sym == \"MANY\"", NULL, KTF_ERR_NO_NAMES, "insn 0: VAL_IN u8" },
		{ "u8.sym == \"MANY\"", "__print_symbolic(REC->u8, { 1, \"FEW\" })",
		  KTF_ERR_NO_NAME, "insn 0: VAL_IN MANY" },
		{ "u16.sym & \"D\"", NULL, KTF_ERR_NO_NAMES, "insn 0: VAL_EQ u16" },
		{ "u16.sym & \"D\"", "__print_flags(REC->u16, \"|\", { 1, \"E\" })",
		  KTF_ERR_NO_NAME, "insn 0: VAL_EQ D" },
		{ "u8 == 1 || s32 < MANY", NULL, KTF_ERR_NO_NAME, "insn 1: VAL_LT MANY" },
		{ "u8 == MANY", "__print_flags(REC->u8, \"|\", { 1, \"MANY\" }, { 2, \"MANY\" })",
		  KTF_ERR_AMBIGUOUS, "insn 0: VAL_EQ MANY" },
		{ "u8 / MANY == 1", "__print_flags(REC->u8, \"|\", { 0, \"MANY\" })",
		  KTF_ERR_IMAGE_CONSTANT, "insn 0: VAL_EQ" },
	};
	struct ktf_schema event = env_events[KTF_EVENT_main];
	struct ktf_diag diag;
	struct ktf_prog *prog;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		event.print_fmt = rows[i].print_fmt;
		diag = (struct ktf_diag) { };
		prog = load_image(rows[i].filter, &event, &diag);
		EXPECT(IS_ERR(prog) && diag.code == rows[i].code &&
		       !strcmp(diag.where, rows[i].where), "%s: %s: %s",
		       rows[i].filter, ktf_err_text[diag.code], diag.where);
		if (!IS_ERR(prog))
			ktf_free(prog);
		env.other_numbers = false;
	}
}

/* A kernel without a description of its types. */
TEST(names_without_types)
{
	const struct ktf_schema *event = &env_events[KTF_EVENT_main];
	struct ktf_diag diag = { };
	u32 bytes;
	void *image = make_image("s32 == SAME", &bytes);

	env.no_types = true;
	EXPECT(IS_ERR(load_bytes(image, bytes, event, &diag)) && diag.code == KTF_ERR_NO_NAME &&
	       !strcmp(diag.where, "insn 0: VAL_EQ SAME"), "%s: %s", ktf_err_text[diag.code],
	       diag.where);
	diag = (struct ktf_diag) { };
	EXPECT(IS_ERR(ktf_build("s32 == SAME", event, &diag)) &&
	       diag.code == KTF_ERR_INVALID_VALUE && diag.pos == 8, "%s at %u",
	       ktf_err_text[diag.code], diag.pos);
}

/* Change each byte of an image. It is refused, or runs; nothing is read behind its end. */
static void change_bytes(const char *filter)
{
	struct ktf_portable portable;
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	u8 *image, was;
	u32 bytes, good = 0, i;
	void *made;

	if (ktf_make_image(filter, &env_events[KTF_EVENT_main], false, &made, &bytes, &diag)) {
		EXPECT(false, "%s: %s", filter, ktf_err_text[diag.code]);
		return;
	}
	image = made;
	for (i = 0; i < 24 * bytes; i++) {
		was = image[i / 24];
		image[i / 24] = i % 24 < 8 ? was ^ 1 << i % 8 : test_below(256);
		prog = ERR_PTR(-EINVAL);
		if (!ktf_image_decode(image, bytes, &portable, &diag))
			prog = ktf_load(&portable, &env_events[KTF_EVENT_main], &diag);
		ktf_portable_free(&portable);
		image[i / 24] = was;
		if (IS_ERR(prog))
			continue;
		keeps(prog, &ktf_case_records[KTF_RECORD_some]);
		ktf_free(prog);
		good++;
	}
	EXPECT(good && good < 12 * bytes, "%s: %u images of %u", filter, good, 24 * bytes);
	ktf_free(made);
}

TEST(names_in_changed_images)
{
	change_bytes("u8.sym == \"MANY\" || s8.sym != \"FIVE\"");
	change_bytes("u16.sym & \"D|__GFP_X\" && u32.sym == \"BYTE\"");
	change_bytes("(u16.sym & \"D\") + ENOENT * MANY == u32 % MANY");
	change_bytes("s32 in {-EIO, ENOENT, 5-7, -9} || u64 in {EPERM, MANY, syscall(\"open*\")}");
	change_bytes("s32 in {BPF_LINK_TYPE_XDP, -SAME, WIDE} || u64 / SAME == BELOW");
	change_bytes("(u64 << ENOENT) / EIO == syscall(write)");
}
