/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the user says of events: PLACE [FIELD...] [if FILTER].
 */
#ifndef _KTF_CMD_SENTENCE_H
#define _KTF_CMD_SENTENCE_H

#include "argument.h"

/**
 * struct cmd_edit - a part of a filter that stands for what the user wrote
 * @at: offset in the filter that is compiled.
 * @len: its length, bytes.
 * @of: offset in the sentence of what the user wrote.
 * @of_len: its length, bytes.
 */
struct cmd_edit {
	u32	at;
	u32	len;
	u32	of;
	u32	of_len;
};

/**
 * struct cmd_sentence - a sentence
 * @text: the sentence.
 * @place: the events that it is about: a name or a pattern.
 * @fields: offset in @text of what is behind the place.
 * @fields_end: offset of its end.
 * @filter: offset of the filter; 0 for none.
 * @edits: where the filter that is compiled is another text; in their order.
 * @nr_edits: number of edits.
 */
struct cmd_sentence {
	const char	*text;
	char		*place;
	u32		fields;
	u32		fields_end;
	u32		filter;
	struct cmd_edit	*edits;
	u32		nr_edits;
};

int cmd_sentence_read(const char *text, struct cmd_sentence *s);
void cmd_sentence_free(struct cmd_sentence *s);
bool cmd_sentence_field(const struct cmd_sentence *s, u32 *at, u32 *len);
int cmd_sentence_edit(struct cmd_sentence *s, const struct cmd_edit *edit);
u32 cmd_sentence_at(const struct cmd_sentence *s, u32 at);
bool cmd_sentence_means_if(const char *word, u32 len);
int cmd_sentence_check(const struct cmd_sentence *s, const struct ktf_schema *schema);
int cmd_sentence_warn(const struct cmd_sentence *s, const struct cmd_argument *filter,
		      const struct ktf_schema *schema);
int cmd_sentence_refused(const struct cmd_sentence *s, const struct cmd_argument *filter,
			 const struct ktf_schema *schema, const struct ktf_diag *diag);

#endif /* _KTF_CMD_SENTENCE_H */
