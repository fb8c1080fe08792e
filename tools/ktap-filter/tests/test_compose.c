// SPDX-License-Identifier: GPL-2.0
/*
 * Images as operands of an expression: each has to be what its text between parentheses
 * would be, to the last instruction and constant.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/image.h"

static const struct ktf_schema *const schema = &env_events[KTF_EVENT_main];

/* Format a text; free it with free(). */
static __printf(1, 2) char *format(const char *fmt, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, fmt);
	len = vsnprintf(NULL, 0, fmt, args);
	va_end(args);
	text = malloc(len + 1);
	va_start(args, fmt);
	vsnprintf(text, len + 1, fmt, args);
	va_end(args);
	return text;
}

/* Compile a text to a word; free it with ktf_free(). */
static char *word_of(const char *text, const struct ktf_schema *event)
{
	struct ktf_diag diag;
	void *image;
	char *word;
	u32 bytes;

	if (ktf_make_image(text, event, true, &image, &bytes, &diag)) {
		EXPECT(false, "%s: %s", text, ktf_err_text[diag.code]);
		return NULL;
	}
	word = ktf_armour_encode(image, bytes);
	ktf_free(image);
	return word;
}

/* Put @a and @b into @form, which has two "%s": once as texts, once as words. */
static void compose(const char *form, const char *a, const char *b)
{
	char *word_a = word_of(a, schema), *word_b = word_of(b, schema);
	struct ktf_portable texts, images;
	struct ktf_diag diag = { };
	char *text = format(form, a, b), *with = format(form, word_a, word_b);
	int err;

	EXPECT_EQ(ktf_compile(text, schema, &texts, &diag), 0);
	err = ktf_compile(with, schema, &images, &diag);
	EXPECT(!err, "%s: %d %s at \"%s\"", text, err, ktf_err_text[diag.code], diag.where);
	EXPECT(ktf_portable_same(&texts, &images), "%s", text);
	EXPECT(!images.is_image && !images.source, "%s", text);
	ktf_portable_free(&texts);
	ktf_portable_free(&images);
	free(text);
	free(with);
	ktf_free(word_a);
	ktf_free(word_b);
}

static const char * const operands[] = {
	"u8 == 1",
	"s32 < -5 && name ~ 'ba*' || !(u8 & 3)",
	"comm == 'bash' || cpu & CPUS{0,2} && dyn ~ '*a*'",
	"!(name == 'a' && (u8 == 1 || u16 > 2)) && ptr.ustring == 'x'",
	"func.function == " KTF_CASE_FUNCTION " || mask == CPUS{1,2}",
};

TEST(compose_operands)
{
	static const char * const forms[] = {
		"(%s) && (%s)", "(%s)||(%s)", "!(%s) && (%s)", "(%s) || !(%s)",
		"((%s) && !((%s) || u32 == 7)) || u64 != 3", "u32 == 7 && (((%s))) || (%s)",
	};
	u32 i, j, k;

	for (i = 0; i < ARRAY_SIZE(forms); i++)
		for (j = 0; j < ARRAY_SIZE(operands); j++)
			for (k = 0; k < ARRAY_SIZE(operands); k++)
				compose(forms[i], operands[j], operands[k]);
}

/* An image in parentheses still counts as an image alone, and keeps its source. */
TEST(compose_alone)
{
	static const char * const forms[] = { "%s", " %s ", "(%s)", "( ((%s) ) )", "!!%s" };
	char *word = word_of(operands[1], schema), *text;
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		text = format(forms[i], word);
		EXPECT_EQ(ktf_compile(text, schema, &prog, &diag), 0);
		EXPECT(prog.is_image && prog.source && !strcmp(prog.source, operands[1]), "%s",
		       forms[i]);
		EXPECT(ktf_source_holds(&prog, schema), "%s", forms[i]);
		EXPECT_EQ(prog.spans[1].pos, 12);
		ktf_portable_free(&prog);
		free(text);
	}
	ktf_free(word);
}

/* The image of a text that contains words has that text as its source. */
TEST(compose_image_of_images)
{
	char *word = word_of("u8 == 1", schema), *text, *all;
	struct ktf_portable prog;
	struct ktf_diag diag;

	text = format("(%s) && (common_pid != 7)", word);
	all = word_of(text, schema);
	EXPECT_EQ(ktf_compile(all, schema, &prog, &diag), 0);
	EXPECT(prog.source && !strcmp(prog.source, text), "%s", prog.source);
	EXPECT_EQ(prog.nr_insns, 2);
	EXPECT(ktf_source_holds(&prog, schema), "holds");
	ktf_portable_free(&prog);
	free(text);
	ktf_free(word);
	ktf_free(all);
}

/* An error in an image has its place in the image; an error around it, in the text. */
TEST(compose_mistakes)
{
	static const struct {
		const char	*form;
		int		err;
		u32		code;
		const char	*where;
	} rows[] = {
		{ "u8 == 1 && %s!", -EINVAL, KTF_ERR_IMAGE_ARMOUR, "character 4" },
		{ "u8 == 1 && %sAAAA", -EINVAL, KTF_ERR_IMAGE_MAGIC, "header: magic" },
		{ "u8 == 1 && (%sf2t0Zg) || nosuch == 1", -EINVAL, KTF_ERR_IMAGE_CUT_SHORT,
		  "bytes 4" },
		{ "nosuch == 1 && %sAAAA", -EINVAL, KTF_ERR_FIELD_NOT_FOUND, "" },
		{ "u8 == %sAAAA", -EINVAL, KTF_ERR_INVALID_VALUE, "" },
		{ "(%sAAAA", -ENOENT, KTF_ERR_TOO_MANY_OPEN, "" },
	};
	struct ktf_portable prog;
	struct ktf_diag diag;
	char *text;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		text = format(rows[i].form, KTAP_FILTER_ARMOUR);
		EXPECT_EQ(ktf_compile(text, schema, &prog, &diag), rows[i].err);
		EXPECT(diag.code == rows[i].code, "%s: %s", text, ktf_err_text[diag.code]);
		EXPECT(!strcmp(diag.where, rows[i].where), "%s: at %s", text, diag.where);
		ktf_portable_free(&prog);
		free(text);
	}
}

/* Two images, or an image and a text, that disagree about a field. */
TEST(compose_other_fields)
{
	static const struct ktf_field other = { "u8", KTAP_FILTER_KIND_OTHER, true, NULL, 8, 1 };
	const struct ktf_schema signed_u8 = { .fields = &other, .nr = 1, .fixed = 16 };
	char *word = word_of("u8 == 1", &signed_u8), *right = word_of("u8 == 2", schema), *text;
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < 3; i++) {
		text = format(i ? "%s || %s" : "u8 == 2 || %s%s", i == 1 ? right : word,
			      i == 1 ? word : i ? right : "");
		EXPECT_EQ(ktf_compile(text, schema, &prog, &diag), -EINVAL);
		EXPECT_EQ(diag.code, KTF_ERR_FIELD_SIGN);
		ktf_portable_free(&prog);
		free(text);
	}
	ktf_free(word);
	ktf_free(right);
}

/* An image with the largest number of instructions, and one image more. Without sources. */
TEST(compose_too_many)
{
	const char *nine = "u8==1||u8==2||u8==3||u8==4||u8==5||u8==6||u8==7||u8==8||u8==9";
	u32 nr, used, i, bytes, most = KTF_MAX_INSNS / 9;
	struct ktf_portable prog;
	struct ktf_diag diag;
	char *word, *text;
	void *image;

	EXPECT_EQ(ktf_compile(nine, schema, &prog, &diag), 0);
	EXPECT_EQ(ktf_image_encode(&prog, NULL, &image, &bytes), 0);
	ktf_portable_free(&prog);
	word = ktf_armour_encode(image, bytes);
	ktf_free(image);

	text = malloc((most + 1) * (strlen(word) + 2) + 1);
	for (nr = most; nr <= most + 1; nr++) {
		for (used = 0, i = 0; i < nr; i++)
			used += sprintf(text + used, "%s%s", i ? "||" : "", word);
		EXPECT_EQ(ktf_compile(text, schema, &prog, &diag), nr == most ? 0 : -E2BIG);
		ktf_portable_free(&prog);
	}
	free(text);
	ktf_free(word);
}

/* The check finds a broken image without an event, but not the errors of the text around it. */
TEST(compose_check_images)
{
	static const struct {
		const char	*text;
		u32		code;
	} rows[] = {
		{ "u8 == 1", KTF_ERR_NONE },
		{ "nosuch == 1 || u8 == 'a'", KTF_ERR_NONE },
		{ "name == '@ktfAAAA'", KTF_ERR_NONE },
		{ "(u8 == 1", KTF_ERR_NONE },
		{ "u8 = 1 && @ktfAAAA", KTF_ERR_NONE },	/* an error on every event */
		{ "@ktf", KTF_ERR_IMAGE_CUT_SHORT },
		{ "nosuch == 1 && !(u8 == 2 || @ktfAAAA)", KTF_ERR_IMAGE_MAGIC },
		{ "u8 == 1 && @ktf.", KTF_ERR_IMAGE_ARMOUR },
	};
	char *word = word_of("u8 == 1", schema), *text = format("nosuch == 1 || %s", word);
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		diag = (struct ktf_diag) { };
		EXPECT(!ktf_check_images(rows[i].text, &diag) == !rows[i].code, "%s",
		       rows[i].text);
		EXPECT(!rows[i].code || (diag.code == rows[i].code && diag.where[0]), "%s: %s",
		       rows[i].text, ktf_err_text[diag.code]);
	}
	EXPECT_EQ(ktf_check_images(text, &diag), 0);
	free(text);
	ktf_free(word);
}

/* A user without privileges must not load an image, at any place of the text. */
TEST(compose_restricted)
{
	static const char * const forms[] = { "%s", "(%s)", "u8 == 1 && !(%s)", "!(%s) || x" };
	struct ktf_schema restricted = *schema;
	struct ktf_portable prog;
	struct ktf_diag diag;
	char *word, *text;
	u32 i;

	word = word_of("u8 == 1", schema);
	restricted.is_restricted = true;
	for (i = 0; i < ARRAY_SIZE(forms); i++) {
		text = format(forms[i], word);
		EXPECT_EQ(ktf_compile(text, &restricted, &prog, &diag), -EACCES);
		EXPECT_EQ(diag.pos, strchr(text, '@') - text);
		ktf_portable_free(&prog);
		free(text);
	}
	EXPECT_EQ(ktf_compile("u8 == 1 && comm ~ '@ktf*'", &restricted, &prog, &diag), 0);
	ktf_portable_free(&prog);
	ktf_free(word);
}

/*
 * Nor may such a filter read kernel memory or look up functions. An unknown function must
 * give the same error, or the error would tell which functions exist.
 */
TEST(compose_restricted_fields)
{
	static const char * const refused[] = {
		"ptr == 'a'", "ptr ~ '*a*'", "u8 == 1 || !(uptr != 'a')",
		("func.function == " KTF_CASE_FUNCTION), "func.function == nosuch",
		"func.function != 0x400000", "func.function == 0x1",
	};
	static const char * const accepted[] = {
		"uptr.ustring == 'a'", "ptr.ustring ~ '*a*' && dyn == 'b'", "func == 4194304",
	};
	struct ktf_schema restricted = *schema;
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 i;

	restricted.is_restricted = true;
	for (i = 0; i < ARRAY_SIZE(refused); i++) {
		EXPECT(ktf_compile(refused[i], &restricted, &prog, &diag) == -EACCES, "%s",
		       refused[i]);
		ktf_portable_free(&prog);
	}
	for (i = 0; i < ARRAY_SIZE(accepted); i++) {
		EXPECT(!ktf_compile(accepted[i], &restricted, &prog, &diag), "%s", accepted[i]);
		ktf_portable_free(&prog);
	}
}
