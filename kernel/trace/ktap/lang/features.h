/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a filter's text may have, in words for programs.
 */
#ifndef _KTF_FEATURES_H
#define _KTF_FEATURES_H

#include "prog/env.h"

/*
 * F(name, languages, text)
 *
 * @name	the word. It is ABI: a word keeps its meaning.
 * @languages	FULL if the stock engine's language lacks it, else BOTH.
 * @text	the documentation.
 */
#define KTF_FEATURES(F)									\
	F(image,   BOTH, "a program as a word: @ktf...")				\
	F(value,   FULL, "values on both sides of a relation, and alone; - ~ + - * / %")	\
	F(bits,    FULL, "& | ^ << >> in parentheses")					\
	F(set,     FULL, "in {1, 3, 7-9}, also of texts; ~ {...}, !~ {...}")		\
	F(not_glob, FULL, "the relation !~")						\
	F(order,   FULL, "< <= > >= of texts")						\
	F(texts,   FULL, "texts of two fields: prev_comm == next_comm")			\
	F(element, FULL, "elements of arrays, by a number or a value: args[1]")		\
	F(unit,    FULL, "units behind decimal numbers: 4k, 10ms")			\
	F(errno,   FULL, "names of errors: -ENOENT")					\
	F(sym,     FULL, "names that the event shows: f.sym == \"NAME\", and NAME as a constant") \
	F(btf,     FULL, "enumerators of the kernel's types: BPF_LINK_TYPE_XDP")		\
	F(variable, FULL, "variables; those that are known are words with a \"$\"")	\
	F(state,   FULL,								\
	  "terms that remember: $sample(1/N), $first(N), $ratelimit(N/T), $changed(v)")

const char *ktf_feature(u32 nr, bool stock, const char **behind);

#endif /* _KTF_FEATURES_H */
