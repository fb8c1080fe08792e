// SPDX-License-Identifier: GPL-2.0
/*
 * The words for what a filter may have: each is there once, and with the stock engine's language
 * only what that language has.
 */
#include <stdio.h>

#include "env.h"
#include "test.h"

#include "lang/features.h"
#include "lang/functions.h"
#include "lang/terms.h"

static bool has_word(const char *wanted, bool stock)
{
	const char *word, *behind;
	char whole[64];
	u32 nr = 0, found = 0;

	while ((word = ktf_feature(nr++, stock, &behind))) {
		snprintf(whole, sizeof(whole), "%s%s", word, behind);
		found += !strcmp(whole, wanted);
	}
	EXPECT(found < 2, "%s: %u times", wanted, found);
	return found;
}

TEST(features_of_each_language)
{
	EXPECT(has_word("image", false) && has_word("image", true), "images");
	EXPECT(has_word("set", false) && !has_word("set", true), "sets");
	EXPECT(!has_word("u8", false) && !has_word("nosuch", false), "no word");
}

TEST(features_have_all_variables)
{
	char word[64];
	u32 nr;

	for (nr = 0; nr < KTF_NR_VARIABLES; nr++) {
		if (!ktf_variables[nr].name)
			continue;
		EXPECT(has_word(ktf_variables[nr].name, false), "no %s", ktf_variables[nr].name);
		EXPECT(!has_word(ktf_variables[nr].name, true), "%s", ktf_variables[nr].name);
	}
	for (nr = 0; nr < KTF_NR_TERMS; nr++) {
		snprintf(word, sizeof(word), "%s()", ktf_terms[nr].name);
		EXPECT(has_word(word, false), "no %s", word);
		EXPECT(!has_word(word, true), "%s", word);
	}
	EXPECT(has_word("$pid", false) && has_word("$comm", false), "no $pid, $comm");
}

TEST(features_have_all_functions)
{
	char word[64];
	u32 fn;

	for (fn = 0; fn < KTF_NR_FUNCTIONS; fn++) {
		snprintf(word, sizeof(word), "%s()", ktf_functions[fn].name);
		EXPECT(has_word(word, false), "no %s", word);
		EXPECT(!has_word(word, true) && !has_word("()", true), "%s", word);
	}
}
