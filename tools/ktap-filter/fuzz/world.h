/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Events, records and a judge for programs that no compiler made.
 */
#ifndef _KTF_FUZZ_WORLD_H
#define _KTF_FUZZ_WORLD_H

#include "vm/insn.h"
#include "prog/schema.h"
#include "random.h"

enum { WORLD_EVENTS = 2 };

/**
 * struct world_record - a random record
 * @bytes: the record, in memory of exactly its size.
 * @len: length of the record in bytes.
 * @good: every loc word refers to bytes inside the record.
 */
struct world_record {
	u8	*bytes;
	u32	len;
	bool	good;
};

void world_init(void);
const struct ktf_schema *world_event(u32 nr);
void world_record(const struct ktf_schema *schema, struct rng *rng, struct world_record *rec);
const char *world_judge(const struct ktf_prog *prog, const void *rec, u32 len);
const char *world_run(const struct ktf_prog *prog, const struct ktf_schema *schema,
		      struct rng *rng, u32 records);

#endif /* _KTF_FUZZ_WORLD_H */
