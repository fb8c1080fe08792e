/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_PATTERN_H
#define _KTF_PATTERN_H

#include "prog/env.h"

enum ktf_pattern_class {
	KTF_PATTERN_FULL,	/* abc */
	KTF_PATTERN_PREFIX,	/* abc* */
	KTF_PATTERN_CONTAINS,	/* *abc* */
	KTF_PATTERN_SUFFIX,	/* *abc, and * */
	KTF_PATTERN_GLOB,	/* anything else with * ? [ or \ */
	KTF_PATTERN_INDEX,	/* 9abc: taken as it is */
};

/**
 * struct ktf_pattern - a pattern taken apart
 * @class: enum ktf_pattern_class.
 * @negated: it starts with "!".
 * @start: where the text to look for starts.
 * @len: its length, bytes.
 */
struct ktf_pattern {
	u8	class;
	bool	negated;
	u32	start;
	u32	len;
};

void ktf_pattern_classify(const char *text, u32 len, struct ktf_pattern *pattern);

#endif /* _KTF_PATTERN_H */
