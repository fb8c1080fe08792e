/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The class of match that a pattern asks for. See lang/pattern.c.
 */
#ifndef _KTF_PATTERN_H
#define _KTF_PATTERN_H

#include "prog/env.h"

enum ktf_pattern_class {
	KTF_PATTERN_FULL,	/* abc */
	KTF_PATTERN_PREFIX,	/* abc* */
	KTF_PATTERN_CONTAINS,	/* *abc* */
	KTF_PATTERN_SUFFIX,	/* *abc, and * */
	KTF_PATTERN_GLOB,	/* any other with * ? [ or \ */
	KTF_PATTERN_INDEX,	/* 9abc: starts with a digit */
};

/**
 * struct ktf_pattern - the parts of a pattern
 * @class: enum ktf_pattern_class.
 * @negated: the pattern starts with "!".
 * @start: offset in the pattern of the text to look for.
 * @len: length of the text to look for, bytes.
 */
struct ktf_pattern {
	u8	class;
	bool	negated;
	u32	start;
	u32	len;
};

void ktf_pattern_classify(const char *text, u32 len, struct ktf_pattern *pattern);

#endif /* _KTF_PATTERN_H */
