/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Inside of names.c and its neighbours: the state of reading a filter.
 */
#ifndef _KTF_CMD_LIVE_NAMING_H
#define _KTF_CMD_LIVE_NAMING_H

#include "live/state.h"

/**
 * struct naming - the state of reading a filter
 * @of: the sentence.
 * @text: the sentence's text.
 * @at: what is read next.
 * @to: gets the filter.
 * @more: gets arguments that perf has to find.
 */
struct naming {
	struct session_sentence	*of;
	const char		*text;
	u32			at;
	FILE			*to;
	char			more[256];
};

static inline u32 word_length(const char *text)
{
	u32 len = 0;

	while (probe_is_word(text[len]))
		len++;
	return len;
}

static inline bool is_word(const char *word, u32 len, const char *is)
{
	return strlen(is) == len && !memcmp(word, is, len);
}

static inline u32 blanks(const char *text)
{
	return strspn(text, " \t\n");
}

/* names.c */
int naming_replace(struct naming *n, u32 len, const char *with);
const struct probe_argument *naming_argument(const struct naming *n, const char *name, u32 len);
bool naming_is_field(const struct naming *n, const char *name, u32 len);

/* path.c */
bool naming_at_cast(const struct naming *n, u32 at);
bool naming_at_path(const struct naming *n, u32 len);
u32 naming_path_end(const struct naming *n);

/* arguments.c */
bool naming_is_avoided(const char *name);
int naming_check_text(const struct naming *n, const struct probe_argument *arg, u32 at, u32 end);
int naming_take_path(struct naming *n);
int naming_take_source(struct naming *n);

#endif /* _KTF_CMD_LIVE_NAMING_H */
