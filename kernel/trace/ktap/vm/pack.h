/* SPDX-License-Identifier: GPL-2.0 */
/* Packing: copying the reachable part of a program. See vm/pack.c. */
#ifndef _KTF_PACK_H
#define _KTF_PACK_H

#include "vm/insn.h"

/* Where a jump ends up: an instruction whose targets are the same is passed over. */
static inline u16 ktf_settle(const struct ktf_prog *prog, u16 target)
{
	const u16 *to;

	if (target >= KTAP_FILTER_REJECT)
		return target;
	to = prog->insns[target].to;
	return to[0] == to[1] ? to[0] : target;
}

void ktf_mark_falls(struct ktf_prog *prog);
struct ktf_prog *ktf_pack(struct ktf_prog *from, u32 room);
int ktf_repack(struct ktf_prog **prog, u32 room);

#endif /* _KTF_PACK_H */
