/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Patterns as filter_parse_regex() takes them apart: rows only.
 *
 *	KTF_PATTERN_ROW(pattern, type, search, not)
 *
 * @type is what is behind MATCH_ in trace.h, @search the text to look for.
 */
KTF_PATTERN_ROW("", FULL, "", 0)
KTF_PATTERN_ROW("abc", FULL, "abc", 0)
KTF_PATTERN_ROW("abc*", FRONT_ONLY, "abc", 0)
KTF_PATTERN_ROW("a*", FRONT_ONLY, "a", 0)
KTF_PATTERN_ROW("*abc", END_ONLY, "abc", 0)
KTF_PATTERN_ROW("*", END_ONLY, "", 0)
KTF_PATTERN_ROW("*a*", MIDDLE_ONLY, "a", 0)
KTF_PATTERN_ROW("*abc*", MIDDLE_ONLY, "abc", 0)
KTF_PATTERN_ROW("**", MIDDLE_ONLY, "", 0)
KTF_PATTERN_ROW("***", GLOB, "***", 0)
KTF_PATTERN_ROW("a*b", GLOB, "a*b", 0)
KTF_PATTERN_ROW("*a*b", GLOB, "*a*b", 0)
KTF_PATTERN_ROW("a**", GLOB, "a**", 0)
KTF_PATTERN_ROW("**a", GLOB, "**a", 0)
KTF_PATTERN_ROW("?", GLOB, "?", 0)
KTF_PATTERN_ROW("a?c*", GLOB, "a?c*", 0)
KTF_PATTERN_ROW("[a]", GLOB, "[a]", 0)
KTF_PATTERN_ROW("a]", FULL, "a]", 0)
KTF_PATTERN_ROW("a\\b", GLOB, "a\\b", 0)
KTF_PATTERN_ROW("*\\", GLOB, "*\\", 0)
KTF_PATTERN_ROW("0", INDEX, "0", 0)
KTF_PATTERN_ROW("1abc*", INDEX, "1abc*", 0)
KTF_PATTERN_ROW("9*?", INDEX, "9*?", 0)
KTF_PATTERN_ROW("*9", END_ONLY, "9", 0)
KTF_PATTERN_ROW("!", FULL, "", 1)
KTF_PATTERN_ROW("!abc", FULL, "abc", 1)
KTF_PATTERN_ROW("!!abc", FULL, "!abc", 1)
KTF_PATTERN_ROW("!abc*", FRONT_ONLY, "abc", 1)
KTF_PATTERN_ROW("!*abc", END_ONLY, "abc", 1)
KTF_PATTERN_ROW("!*", END_ONLY, "", 1)
KTF_PATTERN_ROW("!*a*", MIDDLE_ONLY, "a", 1)
KTF_PATTERN_ROW("!a?", GLOB, "a?", 1)
KTF_PATTERN_ROW("!5*", INDEX, "5*", 1)
KTF_PATTERN_ROW("a!*", FRONT_ONLY, "a!", 0)

#undef KTF_PATTERN_ROW
