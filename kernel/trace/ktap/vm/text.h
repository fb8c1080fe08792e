/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Texts as "==" sees them. See vm/text.c.
 */
#ifndef _KTF_VM_TEXT_H
#define _KTF_VM_TEXT_H

#include "vm/fetch.h"
#include "vm/relation.h"

/* Is the text copied before it is looked at? */
static inline bool ktf_place_is_copied(const struct ktf_place *place)
{
	return place->source == KTF_SOURCE_PTR || place->source == KTF_SOURCE_USR;
}

static inline bool ktf_place_is_in_16(const struct ktf_place *place)
{
	return !place->folds && (place->source == KTF_SOURCE_COMM ||
				 (place->source == KTF_SOURCE_FIX && place->size == 16));
}

/* Does a DUO ask whether two texts in 16 bytes each are equal? */
static inline bool ktf_texts_in_16(const struct ktf_insn *insn)
{
	return insn->text_relation == KTF_RELATION_EQ && ktf_place_is_in_16(&insn->text[0]) &&
	       ktf_place_is_in_16(&insn->text[1]);
}

u32 ktf_open_len(const char *s, u32 room);
struct ktf_text ktf_copy_text(char *to, u8 source, u32 off, const void *rec);
struct ktf_text ktf_text_at(const struct ktf_place *place, const void *rec, u32 len, char *to);
bool ktf_place_ok(const struct ktf_place *place, u32 fixed);
bool ktf_texts_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const void *rec, u32 len, char *to);
bool ktf_texts_known_early(const struct ktf_insn *insn);

#endif /* _KTF_VM_TEXT_H */
