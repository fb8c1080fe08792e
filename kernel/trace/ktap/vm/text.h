/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Texts as "==" sees them. See vm/text.c.
 */
#ifndef _KTF_VM_TEXT_H
#define _KTF_VM_TEXT_H

#include "vm/fetch.h"

/* Is the text copied before it is looked at? */
static inline bool ktf_place_is_copied(const struct ktf_place *place)
{
	return place->source == KTF_SOURCE_PTR || place->source == KTF_SOURCE_USR;
}

u32 ktf_open_len(const char *s, u32 room);
struct ktf_text ktf_copy_text(char *to, u8 source, u32 off, const void *rec);
struct ktf_text ktf_text_at(const struct ktf_place *place, const void *rec, u32 len, char *to);
bool ktf_place_ok(const struct ktf_place *place, u32 fixed);
bool ktf_texts_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const void *rec, u32 len, char *to);
bool ktf_texts_known_early(const struct ktf_insn *insn);

#endif /* _KTF_VM_TEXT_H */
