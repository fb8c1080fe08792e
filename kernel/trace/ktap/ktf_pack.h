/* SPDX-License-Identifier: GPL-2.0 */
#ifndef _KTF_PACK_H
#define _KTF_PACK_H

#include "ktf_insn.h"

void ktf_mark_onward(struct ktf_prog *prog);
struct ktf_prog *ktf_pack(const struct ktf_prog *from, u32 room);

#endif /* _KTF_PACK_H */
