// SPDX-License-Identifier: GPL-2.0
/*
 * The parts that all targets for libFuzzer share.
 */
#include <stdlib.h>

#include "target.h"

int fuzz_init(int *argc, char ***argv)
{
	world_init();
	return 0;
}

/**
 * target_begin - set up what an input is to find
 * @size: the input's size. If it is odd there are more CPUs than fit a word, which
 *	takes other instructions.
 */
void target_begin(size_t size)
{
	env.nr_cpus = size & 1 ? 100 : 4;
	env.nr_mask_bits = size & 1 ? 128 : 64;
}

/**
 * target_expect - end the program if something is wrong, so that the input is kept
 * @ok: it is not.
 * @what: what it is.
 */
void target_expect(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

/**
 * target_text - an input as text
 * @data: the input.
 * @size: its size, bytes.
 *
 * Return: the text, which ends in a NUL where its memory ends; to be freed by free().
 */
char *target_text(const u8 *data, size_t size)
{
	char *text = malloc(size + 1);

	memcpy(text, data, size);
	text[size] = 0;
	return text;
}

/**
 * target_error - expect an error to have a reason and a place
 * @diag: the error.
 * @len: the length of the text that it is about.
 */
void target_error(const struct ktf_diag *diag, size_t len)
{
	target_expect(diag->err < 0 && diag->code < KTF_NR_ERRORS, "an error without a reason");
	/* Errors in a predicate show one column behind the place, which may be the end's. */
	target_expect(diag->pos <= (diag->where[0] ? strlen(diag->where) : len + 2),
		      "an error without a place");
}

/**
 * target_run - run a program on random records, always the same ones
 * @prog: the program.
 * @schema: its event.
 */
void target_run(const struct ktf_prog *prog, const struct ktf_schema *schema)
{
	struct rng rng = rng_of(1, 0);
	const char *wrong = world_run(prog, schema, &rng, 3);

	target_expect(!wrong, wrong);
}

/**
 * target_end - expect nothing to be left behind
 */
void target_end(void)
{
	target_expect(!env.allocated, "memory that was not freed");
}
