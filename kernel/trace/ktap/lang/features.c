// SPDX-License-Identifier: GPL-2.0
/*
 * What a filter's text may have, in words for programs.
 *
 * A program that makes filters must know what a kernel takes before it writes one: to write a
 * text and see whether it is refused would change the filter that is in force. The words are the
 * rows of KTF_FEATURES(), then the functions of the language, each with "()" behind its name, then
 * the variables and the terms, each with its "$". So a new one needs no second row.
 */
#include "lang/features.h"
#include "lang/functions.h"
#include "lang/terms.h"
#include "prog/variables.h"

static const struct {
	const char	*name;
	bool		stock;
} features[] = {
#define BOTH			true
#define FULL			false
#define ROW(word, languages, text)	{ #word, languages },
	KTF_FEATURES(ROW)
};

static const char *variable(u32 nr, bool stock, const char **behind)
{
	if (nr >= KTF_NR_VARIABLES + KTF_NR_TERMS)
		return NULL;
	if (nr >= KTF_NR_VARIABLES && !stock) {
		*behind = "()";
		return ktf_terms[nr - KTF_NR_VARIABLES].name;
	}
	if (nr >= KTF_NR_VARIABLES || stock || !ktf_variables[nr].name)
		return "";
	return ktf_variables[nr].name;
}

/**
 * ktf_feature - get a word for what a filter may have
 * @nr: number of the word, from 0 on.
 * @stock: only what there is in the stock engine's language.
 * @behind: gets what stands behind the word: "()" or nothing.
 *
 * Context: any.
 * Return: the word; "" if the language lacks it; NULL behind the last one.
 */
const char *ktf_feature(u32 nr, bool stock, const char **behind)
{
	*behind = "";
	if (nr < ARRAY_SIZE(features))
		return stock && !features[nr].stock ? "" : features[nr].name;
	nr -= ARRAY_SIZE(features);
	if (nr >= KTF_NR_FUNCTIONS)
		return variable(nr - KTF_NR_FUNCTIONS, stock, behind);
	*behind = stock ? "" : "()";
	return stock ? "" : ktf_functions[nr].name;
}
