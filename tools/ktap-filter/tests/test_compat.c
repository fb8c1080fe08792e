// SPDX-License-Identifier: GPL-2.0
/*
 * Characters, numbers, lists and patterns of compat/, by the same rows that KUnit compares
 * with the kernel.
 */
#include <stdlib.h>

#include "env.h"
#include "test.h"

#include "lang/pattern.h"

TEST(compat_chars)
{
	static const struct {
		int	from, to, space, alnum, digit;
	} rows[] = {
#define KTF_CHARS(...)	{ __VA_ARGS__ },
#include "cases/chars.h"
	};
	int next = 0, c;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		EXPECT_EQ(rows[i].from, next);
		next = rows[i].to + 1;
		for (c = rows[i].from; c <= rows[i].to; c++) {
			EXPECT(isspace(c) == rows[i].space, "isspace(%#x)", c);
			EXPECT(isalnum(c) == rows[i].alnum, "isalnum(%#x)", c);
			EXPECT(isdigit(c) == rows[i].digit, "isdigit(%#x)", c);
		}
	}
	EXPECT_EQ(next, 256);
}

TEST(compat_numbers)
{
	static const struct {
		const char	*text;
		bool		is_signed;
		int		err;
		u64		val;
	} rows[] = {
#define KTF_NUMBER(text, err, val)	{ text, false, -(err), val },
#define KTF_SIGNED(text, err, val)	{ text, true, -(err), val },
#include "cases/numbers.h"
	}, *row;
	u64 val;
	int err;

	for (row = rows; row < rows + ARRAY_SIZE(rows); row++) {
		val = 0;
		err = row->is_signed ? ktf_parse_s64(row->text, (s64 *)&val)
				     : ktf_parse_u64(row->text, &val);
		EXPECT(err == row->err, "\"%s\": %d, not %d", row->text, err, row->err);
		EXPECT(val == row->val, "\"%s\": %lld, not %lld", row->text, val, row->val);
	}
}

TEST(compat_lists)
{
	static const struct {
		const char	*text;
		int		err;
		unsigned long	bits;
	} rows[] = {
#define KTF_LIST(text, err, bits)	{ text, -(err), bits },
#include "cases/lists.h"
	}, *row;
	unsigned long bits;
	int err;

	for (row = rows; row < rows + ARRAY_SIZE(rows); row++) {
		bits = 0;
		err = ktf_parse_cpulist(row->text, &bits, 8);
		EXPECT(err == row->err, "\"%s\": %d, not %d", row->text, err, row->err);
		EXPECT(err || bits == row->bits, "\"%s\": %#lx, not %#lx", row->text, bits,
		       row->bits);
	}
}

TEST(compat_globs)
{
	static const struct {
		const char	*pattern;
		const char	*text;
		u32		len;
		bool		match;
	} rows[] = {
#define KTF_GLOB(...)	{ __VA_ARGS__ },
#include "cases/globs.h"
	}, *row;
	char *text;

	for (row = rows; row < rows + ARRAY_SIZE(rows); row++) {
		text = malloc(row->len);
		memcpy(text, row->text, row->len);
		EXPECT(glob_match_len(row->pattern, text, row->len) == row->match,
		       "\"%s\" on \"%s\" (%u)", row->pattern, row->text, row->len);
		free(text);
	}
}

TEST(pattern_classes)
{
	enum { FULL, FRONT_ONLY, MIDDLE_ONLY, END_ONLY, GLOB, INDEX };
	static const u8 class[] = {
		KTF_PATTERN_FULL, KTF_PATTERN_PREFIX, KTF_PATTERN_CONTAINS,
		KTF_PATTERN_SUFFIX, KTF_PATTERN_GLOB, KTF_PATTERN_INDEX,
	};
	static const struct {
		const char	*pattern;
		int		type;
		const char	*search;
		bool		not;
	} rows[] = {
#define KTF_PATTERN_ROW(...)	{ __VA_ARGS__ },
#include "cases/patterns.h"
	}, *row;
	struct ktf_pattern found;

	for (row = rows; row < rows + ARRAY_SIZE(rows); row++) {
		ktf_pattern_classify(row->pattern, strlen(row->pattern), &found);
		EXPECT(found.class == class[row->type], "\"%s\": class %u", row->pattern,
		       found.class);
		EXPECT(found.negated == row->not, "\"%s\": negation", row->pattern);
		EXPECT(found.len == strlen(row->search) &&
		       !memcmp(row->pattern + found.start, row->search, found.len),
		       "\"%s\": %u bytes at %u", row->pattern, found.len, found.start);
	}
}
