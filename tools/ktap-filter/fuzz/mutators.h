/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Ways to change an image.
 */
#ifndef _KTF_FUZZ_MUTATORS_H
#define _KTF_FUZZ_MUTATORS_H

#include "image.h"
#include "random.h"

void mutate(struct image *im, const struct image *other, const struct ktf_schema *schema,
	    struct rng *rng);

#endif /* _KTF_FUZZ_MUTATORS_H */
