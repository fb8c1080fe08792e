// SPDX-License-Identifier: GPL-2.0
/*
 * The class of match that a pattern asks for.
 *
 * A pattern whose only wildcards are stars at its ends is a prefix, a suffix or a substring,
 * which are cheap to match. Any other wildcard needs the glob matcher, which gets the whole
 * pattern. For example, "*abc*" looks for the substring "abc", and "a*c" is a glob.
 *
 * A pattern that starts with a digit is a class of its own. In ftrace's function filters it
 * is an index into the list of functions. In filters of fields it has always been taken
 * literally, stars included.
 */
#include "lang/pattern.h"

static u8 by_stars(bool front, bool back)
{
	if (front && back)
		return KTF_PATTERN_CONTAINS;
	if (front)
		return KTF_PATTERN_SUFFIX;
	return back ? KTF_PATTERN_PREFIX : KTF_PATTERN_FULL;
}

/**
 * ktf_pattern_classify - find the class of a pattern
 * @text: the pattern; need not end in a NUL.
 * @len: its length, bytes.
 * @pattern: gets the class and the part of @text to look for.
 *
 * Context: any.
 */
void ktf_pattern_classify(const char *text, u32 len, struct ktf_pattern *pattern)
{
	bool front, back;
	u32 i;

	pattern->negated = len && text[0] == '!';
	pattern->start = pattern->negated;
	pattern->len = len - pattern->start;
	text += pattern->start;
	len = pattern->len;

	if (len && isdigit(text[0])) {
		pattern->class = KTF_PATTERN_INDEX;
		return;
	}
	front = len && text[0] == '*';
	back = len > 1 && text[len - 1] == '*';
	for (i = front; i < len - back; i++) {
		if (strchr("*?[\\", text[i])) {
			pattern->class = KTF_PATTERN_GLOB;
			return;
		}
	}
	pattern->class = by_stars(front, back);
	pattern->start += front;
	pattern->len -= front + back;
}
