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
 * target_begin - set up the environment for an input
 * @size: the input's size. An odd size gives the machine more than 64 CPUs, so that
 *	masks of several words are covered.
 */
void target_begin(size_t size)
{
	env.nr_cpus = size & 1 ? 100 : 4;
	env.nr_mask_bits = size & 1 ? 128 : 64;
}

/**
 * target_expect - abort unless a condition holds, so that the fuzzer keeps the input
 * @ok: the condition.
 * @what: the message if it does not hold.
 */
void target_expect(bool ok, const char *what)
{
	if (ok)
		return;
	fprintf(stderr, "%s\n", what);
	abort();
}

/**
 * target_text - copy an input as a text
 * @data: the input.
 * @size: size of the input in bytes.
 *
 * Return: the text. Its NUL is the last byte of its memory. Free it with free().
 */
char *target_text(const u8 *data, size_t size)
{
	char *text = malloc(size + 1);

	memcpy(text, data, size);
	text[size] = 0;
	return text;
}

/**
 * target_error - expect that an error has a code and a valid position
 * @diag: the error.
 * @len: length of the filter's text in bytes.
 */
void target_error(const struct ktf_diag *diag, size_t len)
{
	target_expect(diag->err < 0 && diag->code < KTF_NR_ERRORS, "an error without a reason");
	/* The parser reports a predicate's error one column late, so possibly behind the end. */
	target_expect(diag->pos <= (diag->where[0] ? strlen(diag->where) : len + 2),
		      "an error without a place");
}

/**
 * target_run - run a program on random records, the same for each input
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
 * target_end - expect that all memory has been freed
 */
void target_end(void)
{
	target_expect(!env.allocated, "memory that was not freed");
}
