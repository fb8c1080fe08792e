// SPDX-License-Identifier: GPL-2.0
/*
 * Explanations of programs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "listing.h"
#include "test.h"

#include "explain/print.h"
#include "ktf_build.h"
#include "prog/image.h"
#include "vm/run.h"

/* Make the image of a filter, with a source that may belong to another filter. */
static void *image_of(const char *text, u32 event, const char *source, u32 *bytes)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	void *image = NULL;

	if (!ktf_compile(text, &env_events[event], &prog, &diag))
		ktf_image_encode(&prog, source, &image, bytes);
	ktf_portable_free(&prog);
	return image;
}

static bool explain(struct ktf_explain *x, const char *text, u32 event, const char *source,
		    bool event_known)
{
	const struct ktf_schema *schema = event_known ? &env_events[event] : NULL;
	struct ktf_diag diag = { };
	u32 bytes;
	void *image = image_of(text, event, source, &bytes);

	EXPECT(image, "%.80s", text);
	if (!image)
		return false;
	EXPECT(!ktf_explain_init(x, image, bytes, schema, event_known ? "sys:event" : NULL, &diag),
	       "%.80s: %s", text, ktf_err_text[diag.code]);
	ktf_free(image);
	return true;
}

static char *print_with(const struct ktf_explain *x,
			void (*print)(const struct ktf_explain *x, FILE *out))
{
	char *text = NULL;
	size_t bytes;
	FILE *to = open_memstream(&text, &bytes);

	print(x, to);
	fclose(to);
	return text;
}

/* Every filter that compiles has a tree and can be printed. */
TEST(explain_all_cases)
{
	struct ktf_explain x;
	char *text;
	u32 i, j;

	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++) {
			const struct ktf_case *row = &ktf_case_groups[i].rows[j];

			if (!explain(&x, row->filter, row->event, row->filter, true))
				continue;
			EXPECT(x.has_tree, "%s: no tree", row->filter);
			EXPECT(x.portable.steps && x.portable.steps <= x.prog.nr_insns,
			       "%s: %u steps", row->filter, x.portable.steps);
			EXPECT(x.runnable.steps && x.runnable.steps <= x.run->nr,
			       "%s: %u steps to run", row->filter, x.runnable.steps);
			text = print_with(&x, ktf_explain_print);
			EXPECT(strstr(text, "\nTree\n") && strstr(text, "\nAt worst\n"), "%s",
			       text);
			free(text);
			text = print_with(&x, ktf_explain_print_dot);
			EXPECT(strstr(text, "\tstart -> p0\n") && strstr(text, "p0 -> "), "%s",
			       text);
			free(text);
			ktf_explain_free(&x);
		}
}

#define BYTES	\
	"8 bytes of the record at off: ((value - lo) & mask) <= range; of a text, of its first 8 bytes"

static const char explained[] =
	"u32 < 100 && (name == \"migration/0\" || cpu & 1 || !(name ~ \"*work*\"))";
static const char explanation[] =
	"Source\n"
	"  u32 < 100 && (name == \"migration/0\" || cpu & 1 || !(name ~ \"*work*\"))\n"
	"  ~~~~0~~~~     ~~~~~~~~~~1~~~~~~~~~~    ~~~2~~~      ~~~~~~~3~~~~~~~\n"
	"\n"
	"Tree\n"
	"  and\n"
	"  |-- 0: LT u32 100                                   unsigned of 32 bits\n"
	"  `-- or\n"
	"      |-- 1: STR_EQ name \"migration/0\"                char[16]\n"
	"      |-- 2: BITS cpu 1                               the running CPU's number\n"
	"      `-- not\n"
	"          `-- 3: STR_CONTAINS name \"work\"             char[16]\n"
	"\n"
	"Field    Type                      Offset\n"
	"  u32    unsigned of 32 bits       20\n"
	"  name   char[16]                  96\n"
	"  cpu    the running CPU's number\n"
	"\n"
	"Program                           true    false\n"
	"    0: LT u32 100                 1       reject  u32 < 100\n"
	"    1: STR_EQ name \"migration/0\"  accept  2       name == \"migration/0\"\n"
	"    2: BITS cpu 1                 accept  3       (folded)\n"
	"    3: STR_CONTAINS name \"work\"   reject  accept  name ~ \"*work*\"\n"
	"\n"
	"Runs on sys:event as: 136 bytes\n"
	"  0: u32 < 100\n"
	"      0: WORD_ARC       [16] - "
	BY_ORDER("0x6400000000 & 0xffffffffffffffff <= 0xffffff9bffffffff",
		 "0x64 & 0xffffffff <= 0xffffff9b")
	"  true reject false 1\n"
	"  1: name == \"migration/0\"\n"
	"      1: WORD_ARC       [96] - "
	BY_ORDER("0x6f6974617267696d", "0x6d6967726174696f")
	" & 0xffffffffffffffff <= 0x0  true 2 false 3\n"
	"      2: WORD_ARC       [104] - "
	BY_ORDER("0x302f6e & 0xffffffff <= 0x0",
		 "0x6e2f300000000000 & 0xffffffffffffffff <= 0xffffffff")
	"  true accept false 3\n"
	"  3: name ~ \"*work*\"\n"
	"      3: FIX_SHORT      [96] \"work\"  true reject false accept\n"
	"\n"
	"In words\n"
	"    0: " BY_ORDER("u32 is 100 or more", BYTES) "\n"
	"    1: " BY_ORDER("name starts with \"migratio\"", BYTES) "\n"
	"    2: " BYTES "\n"
	"    3: the array at off: a text in 16 bytes contains a pattern of up to 8\n"
	"\n"
	"At worst\n"
	"  4 of 4 predicates\n"
	"  4 of 4 runnable instructions, which look at 40 bytes\n"
	"  32 steps of searches and globs, of up to 8 bytes each\n";

TEST(explain_as_text)
{
	struct ktf_explain x;
	char *text;

	if (!explain(&x, explained, KTF_EVENT_main, explained, true))
		return;
	text = print_with(&x, ktf_explain_print);
	EXPECT(!strcmp(text, explanation), "%s", text);
	free(text);
	ktf_explain_free(&x);
}

#undef BYTES

/* The last section but one: what the instructions ask, in words. */
TEST(explain_in_words)
{
	static const struct {
		const char	*filter;
		const char	*words;
	} rows[] = {
		{ "s32 == -5", "s32 is -5" },
		{ "s32 != -5", "s32 is -5" },
		{ "s32 > -5", "s32 is -5 or less" },
		{ "s32 >= -5 && s32 <= 7", "s32 is -5 to 7" },
		{ "s32 < -5 || s32 > 7", "s32 is -5 to 7" },
		{ "u8 >= 250", "u8 is 250 or more" },
		{ "u8 != 3", "u8 is 3" },
		{ "s64 < 0", "s64 is 0 or more" },
		{ "u64 <= 0x100", "u64 is 256 or less" },
		{ "s8 in {-1, 0, 1}", "s8 is -1 to 1" },
		{ "u32(s32) > 5", "s32 is not 0 to 5" },
		{ "cpu == 2", "the running CPU is 2" },
		{ "cpu < 2", "the running CPU is 2 or more" },
		{ "name == 'sh'", "name is \"sh\"" },
		{ "name ~ 'sh*'", "name starts with \"sh\"" },
		{ "s32 == 1 && s32 == 2", "every record is treated alike" },
	};
	struct ktf_explain x;
	char *text, *at;
	u32 i;

	if (KTF_BIG_ENDIAN) {
		test_skip("bits of a word are not put into words there");
		return;
	}
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!explain(&x, rows[i].filter, KTF_EVENT_main, rows[i].filter, true))
			continue;
		text = print_with(&x, ktf_explain_print);
		at = strstr(text, "In words\n    0: ");
		at = at ? at + strlen("In words\n    0: ") : text;
		EXPECT(!strncmp(at, rows[i].words, strlen(rows[i].words)) &&
		       at[strlen(rows[i].words)] == '\n', "%s: %s", rows[i].filter, at);
		free(text);
		ktf_explain_free(&x);
	}
}

/* The source of another program gives no tree, nor does a missing source. */
TEST(explain_foreign_sources)
{
	static const struct {
		const char	*program;
		const char	*source;
		bool		has_tree;
	} rows[] = {
		{ "u8 == 1 && s8 == 1", "u8 == 1 && s8 == 1", true },
		{ "u8 == 1 && s8 == 1", "u8 == 1 || s8 == 1", false },
		{ "u8 == 1 && s8 == 1", "s8 == 1 && s8 == 1", false },
		{ "u8 == 1 && s8 == 1", "u8 == 1 && s8 == 1 ", true },
		{ "u8 == 1 && s8 == 1", "u8 == 1  && s8 == 1", false },
		{ "u8 == 1 && s8 == 1", "u8 == 1 && s8 == 1 x", false },
		{ "u8 == 1 && s8 == 1", "(((((((((((((((((((((((", false },
		{ "u8 == 1 && s8 == 1", "u8 == 1 && s8 == 1 && u8 == 1", false },
		{ "u8 == 1 && s8 == 1", "u8 == 1 && s8 ~! 1", false },
		{ "u8 == 1 && s8 == 1", "\x1b[31mu8 == 1 && s8 == 1", false },
		{ "u8 == 1 && s8 == 1", NULL, false },
	};
	struct ktf_explain x;
	char *text;
	u32 i, j;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!explain(&x, rows[i].program, KTF_EVENT_main, rows[i].source, i % 2))
			continue;
		EXPECT(x.has_tree == rows[i].has_tree, "%s", rows[i].source ?: "none");
		text = print_with(&x, ktf_explain_print);
		EXPECT(!strstr(text, "Tree") == !rows[i].has_tree, "%s", text);
		for (j = 0; text[j]; j++)
			EXPECT(text[j] == '\n' || text[j] >= ' ', "byte %#x", text[j]);
		free(text);
		ktf_explain_free(&x);
	}
}

/* A word in the source is a leaf of the tree. */
TEST(explain_images_in_sources)
{
	static const char form[] = "u8 == 1 && !(%s || s8 == 2)";
	struct ktf_explain x;
	char *word, *text;
	char filter[512];
	void *image;
	u32 bytes;

	image = image_of("u16 == 1 || s16 == 3", KTF_EVENT_main, NULL, &bytes);
	word = ktf_armour_encode(image, bytes);
	snprintf(filter, sizeof(filter), form, word);
	if (explain(&x, filter, KTF_EVENT_main, filter, true)) {
		text = print_with(&x, ktf_explain_print);
		EXPECT(strstr(text, "\n  |-- 0: EQ u8 1 ") && strstr(text, "|-- 1-2: an image\n") &&
		       strstr(text, "`-- 3: EQ s8 2 "), "%s", text);
		free(text);
		ktf_explain_free(&x);
	}
	/* The targets are the same, but the operations differ. */
	if (explain(&x, "u8 == 1 && !((u16 == 1 || s16 > 3) || s8 == 2)", KTF_EVENT_main, filter,
		    true)) {
		EXPECT(!x.has_tree, "%s", filter);
		ktf_explain_free(&x);
	}
	ktf_free(word);
	ktf_free(image);
}

/* Steps and bytes in the worst case. */
TEST(explain_costs)
{
	static const struct {
		const char	*filter;
		u32		portable;
		u32		runnable;
		u32		bytes;
		u64		search;
	} rows[] = {
		{ "u8 == 1", 1, 1, 8, 0 },
		{ "cpu == 1", 1, 1, 0, 0 },
		{ "u8 == 1 && u16 == 2 && s32 == 3", 3, 3, 24, 0 },
		{ "(u8 == 1 && u16 == 2) || (s32 == 3 && u8 == 4)", 4, 4, 32, 0 },
		{ "u8 >= 1 && u8 <= 9", 2, 1, 8, 0 },		/* one range */
		{ "u8 == 1 || u8 == 3 || u8 == 5", 3, 1, 8, 0 },	/* one set */
		{ "u8 == 1 && u8 == 2", 2, 1, 0, 0 },		/* always false */
		{ "u8 == 1 && cpu & 1", 2, 1, 0, 0 },	/* a test that decides nothing */
		{ "cpu & CPUS{0,2}", 1, 1, 0, 0 },
		{ "u16 & CPUS{0,2}", 1, 1, 8, 0 },
		{ "mask & CPUS{0,2}", 1, 1, 12, 0 },
		{ "name == 'ab'", 1, 1, 8, 0 },
		{ "name == '12345678901'", 1, 2, 16, 0 },
		{ "name ~ '*abc'", 1, 1, 16, 0 },
		{ "COMM ~ '*abc'", 1, 1, 16, 0 },
		{ "COMM ~ '*abc*'", 1, 1, 16, 32 },
		{ "name ~ '*abc*'", 1, 1, 16, 32 },
		{ "name ~ '*abcdefghi*'", 1, 1, 16, 4 * 16 },
		{ "name ~ 'a*b?c*'", 1, 1, 16, 5 * 16 },
		{ "name ~ 'a*b?c*' || name ~ '*abc*'", 2, 2, 32, 5 * 16 + 32 },
		{ "tail ~ '*abc*'", 1, 1, 4096, 2 * 4096 },
		{ "dyn == 'abc'", 1, 1, 4 + 8, 0 },
		{ "dyn == 'abcdefgh'", 1, 1, 4 + 9, 0 },
		{ "dyn ~ 'abc*'", 1, 1, 4 + 8, 0 },
		{ "dyn ~ 'abcdefghi*'", 1, 1, 4 + 9, 0 },
		{ "rel ~ '*abc*'", 1, 1, 4 + 65535, 2 * 65535 },
		{ "rel ~ '*abcdefghi*'", 1, 1, 4 + 65535, 4 * 65535 },
		{ "rel ~ '*[a-c]?'", 1, 1, 4 + 65535, 3 * 65535 },
		{ "ptr == 'abc'", 1, 1, sizeof(long) + 1024, 0 },
	};
	struct ktf_explain x;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		if (!explain(&x, rows[i].filter, KTF_EVENT_main, rows[i].filter, true))
			continue;
		EXPECT(x.portable.steps == rows[i].portable, "%s: %u predicates", rows[i].filter,
		       x.portable.steps);
		EXPECT(x.runnable.steps == rows[i].runnable, "%s: %u steps", rows[i].filter,
		       x.runnable.steps);
		EXPECT(x.runnable.bytes == rows[i].bytes, "%s: %llu bytes", rows[i].filter,
		       x.runnable.bytes);
		EXPECT(x.runnable.search == rows[i].search, "%s: %llu steps of a search",
		       rows[i].filter, x.runnable.search);
		ktf_explain_free(&x);
	}
}

/* Three no-break spaces in SVG. */
#define B3	"&#160;&#160;&#160;"
#define B4	B3 "&#160;"

TEST(explain_as_graph)
{
	const char *filter = "u8 == 1 && !(name == 'a\"\\' || cpu & 1)";
	static const char * const lines[] = {
		"\tlabel=\"sys:event\"\n",
		"\tp0 [label=\"0" B3 "u8 == 1\\l" B4 "EQ u8 1\\l\"]\n",
		"\tp1 [label=\"1" B3 "name == 'a\\\"\\\\'\\l"
		B4 "STR_EQ name \\\"a\\\\\\\"\\\\\\\\\\\"\\l\"]\n",
		"\tp2 [label=\"2" B3 "cpu &amp; 1\\l"
		B4 "BITS cpu 1\\l\", style=\"rounded,dotted\"",
		"\tp0 -> p1 [label=\" true \", style=solid]\n",
		"\tp0 -> reject [label=\" false \", style=dashed]\n",
		"\tp1 -> reject [label=\" true \", style=solid]\n",
		"\tp2 -> accept [label=\" false \", style=dashed]\n",
	};
	struct ktf_explain x;
	char *text;
	u32 i;

	if (!explain(&x, filter, KTF_EVENT_main, filter, true))
		return;
	text = print_with(&x, ktf_explain_print_dot);
	for (i = 0; i < ARRAY_SIZE(lines); i++)
		EXPECT(strstr(text, lines[i]), "no \"%s\" in %s", lines[i], text);
	free(text);
	ktf_explain_free(&x);
}

/* Trees too deep and texts too long for any terminal. */
TEST(explain_deep_and_long)
{
	static const char step[] = "u8==1&&(s8==1||(";
	const u32 steps = 800;
	struct ktf_explain x = { };
	char *filter = calloc(steps, sizeof(step) + 2), *text;
	u32 i;

	for (i = 0; i < steps; i++)
		memcpy(filter + i * strlen(step), step, strlen(step));
	strcat(filter, "u8==1");
	for (i = strlen(filter); i < (sizeof(step) - 1) * steps + 5 + 2 * steps; i++)
		filter[i] = ')';
	if (explain(&x, filter, KTF_EVENT_main, filter, true)) {
		EXPECT(x.has_tree, "no tree");
		EXPECT_EQ(x.portable.steps, 2 * steps + 1);
		text = print_with(&x, ktf_explain_print);
		EXPECT(strstr(text, "...\n"), "the tree is not cut");
		EXPECT(strlen(text) < 1000000, "%zu bytes", strlen(text));
		free(text);
	}
	ktf_explain_free(&x);
	free(filter);
}

/* Let each of the engine's allocations fail: the function returns -ENOMEM and frees all memory. */
TEST(explain_without_memory)
{
	const char *filter = "u8 == 1 && (name == 'a' || ptr == 'b' || cpu & 1)";
	struct ktf_diag diag = { };
	struct ktf_explain x;
	int err = -ENOMEM;
	void *image;
	u32 bytes, at;

	image = image_of(filter, KTF_EVENT_main, filter, &bytes);
	for (at = 1; err; at++) {
		env.fail_at = at;
		err = ktf_explain_init(&x, image, bytes, &env_events[KTF_EVENT_main], "e", &diag);
		env.fail_at = 0;
		EXPECT(!err || err == -ENOMEM, "%u: %d", at, err);
		EXPECT(!err || diag.err == err, "%u: %d", at, diag.err);
		ktf_explain_free(&x);
	}
	EXPECT(at > 10, "only %u allocations", at);
	ktf_free(image);
}
