// SPDX-License-Identifier: GPL-2.0
/*
 * Images: a decoded image is encoded to the same bytes, and is loaded and run on events
 * whose fields lie at other offsets.
 *
 * If only bytes are changed, hardly any image stays good. So most are changed as the
 * mutation test does it (mutators.c).
 */
#include "target.h"

#include "image.h"
#include "mutators.h"
#include "ktf_build.h"
#include "prog/image.h"

static void encode_again(const struct image *im, const struct ktf_portable *prog)
{
	struct image again;

	target_expect(!image_encode(&again, prog, prog->source), "is not encoded");
	target_expect(again.size == im->size && !memcmp(again.bytes, im->bytes, im->size),
		      "is encoded otherwise");
	image_free(&again);
}

static void load(const struct image *im, const struct ktf_schema *schema)
{
	struct ktf_diag diag = { };
	struct ktf_portable prog;
	struct ktf_prog *run;

	target_expect(!ktf_image_decode(im->bytes, im->size, &prog, &diag), "is refused now");
	ktf_source_holds(&prog, schema);
	run = ktf_load(&prog, schema, &diag);
	ktf_portable_free(&prog);
	if (IS_ERR(run)) {
		target_error(&diag, 0);
		return;
	}
	target_run(run, schema);
	ktf_free(run);
}

int fuzz_one(const u8 *data, size_t size)
{
	struct ktf_diag diag = { };
	struct ktf_portable prog;
	struct image im;
	u32 event;
	int err;

	target_begin(size);
	image_take(&im, data, size);
	err = ktf_image_decode(im.bytes, im.size, &prog, &diag);
	if (err)
		target_error(&diag, 0);
	else
		encode_again(&im, &prog);
	ktf_portable_free(&prog);
	for (event = 0; event < WORLD_EVENTS && !err; event++)
		load(&im, world_event(event));
	image_free(&im);
	target_end();
	return 0;
}

/* Compile a random row of the table of cases. */
static struct image some_image(struct rng *rng)
{
	const struct ktf_case_group *group;
	const struct ktf_case *row;
	struct image im;

	do {
		group = &ktf_case_groups[rng_below(rng, ktf_nr_case_groups)];
		row = &group->rows[rng_below(rng, group->nr)];
	} while (row->event != KTF_EVENT_main ||
		 image_compile(&im, row->filter, world_event(0), rng_one_in(rng, 2)));
	return im;
}

size_t fuzz_mutate(u8 *data, size_t size, size_t max, unsigned int seed)
{
	struct rng rng = rng_of(seed, size);
	struct image im, other;

	if (!size || rng_one_in(&rng, 4))
		return fuzz_mutate_bytes(data, size, max);
	other = some_image(&rng);
	image_take(&im, data, size);
	mutate(&im, &other, world_event(0), &rng);
	size = min(im.size, max);
	memcpy(data, im.bytes, size);
	image_free(&im);
	image_free(&other);
	return size;
}
