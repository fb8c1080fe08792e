/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_COPIES_H
#define _KTF_COPIES_H

#include "vm/insn.h"
#include "prog/limits.h"
#include "vm/text.h"

/**
 * struct ktf_copies - the copies of texts that a run keeps to its end
 * @scratch: a buffer with a place for each, and the first for those that are not kept; NULL
 *	if there is none: no text can be read.
 * @kept: bits of the places that were filled.
 * @text: what is in these, which may be nothing.
 */
struct ktf_copies {
	char		*scratch;
	u32		kept;
	struct ktf_text	text[KTF_HELD_TEXTS + 1];
};

struct ktf_text ktf_copied_text(struct ktf_copies *copies, const struct ktf_insn *insn,
				const void *at);
struct ktf_text ktf_kept_text(struct ktf_copies *copies, const struct ktf_insn *insn,
			      const void *at);

#endif /* _KTF_COPIES_H */
