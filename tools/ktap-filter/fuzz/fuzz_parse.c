// SPDX-License-Identifier: GPL-2.0
/*
 * Texts, with armour in them: they are compiled for each of the events of the cases, and
 * run.
 */
#include <stdlib.h>

#include "target.h"

#include "ktf_build.h"

int fuzz_one(const u8 *data, size_t size)
{
	char *text = target_text(data, size);
	const struct ktf_schema *schema;
	u32 event;

	target_begin(size);
	for (event = 0; event < KTF_NR_EVENTS; event++) {
		struct ktf_diag diag = { };
		struct ktf_prog *prog;

		schema = &env_events[event];
		prog = ktf_build(text, schema, &diag);
		if (IS_ERR(prog)) {
			target_error(&diag, strlen(text));
			continue;
		}
		target_run(prog, schema);
		ktf_free(prog);
	}
	free(text);
	target_end();
	return 0;
}
