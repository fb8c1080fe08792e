// SPDX-License-Identifier: GPL-2.0
/*
 * Images that no compiler made: is each one refused, or harmless?
 *
 * Filters of the table of cases, joined at random, become images, and these are changed in
 * random ways (mutators.c). If the decoder accepts an image, the encoder must make the same
 * bytes of it. It is loaded on two events whose fields lie at other offsets, where it may be
 * refused because it does not fit; if not, it was proved by the verifier and is run on
 * random records (world.c), which end where their memory does, and must take no more steps
 * than it has instructions. The sanitizers see every access that is wrong.
 *
 * The test counts for which reason images are refused. A reason that is never met, or an
 * acceptance that is rare, would say that the test proves little; then it fails.
 */
#include <getopt.h>
#include <stdlib.h>
#include <unistd.h>

#include "env.h"
#include "mutators.h"
#include "world.h"

#include "ktf_build.h"
#include "prog/image.h"
#include "prog/ops.h"

#include <sanitizer/common_interface_defs.h>

#define MUTANTS	50	/* mutants of each image */
#define RUNS	2	/* runs on each event */

/* Counts of what became of the images. */
static struct {
	u64	images;
	u64	bytes;
	u64	refused[KTF_NR_ERRORS];
	u64	unfit[KTF_NR_ERRORS];
	u64	decoded;
	u64	loaded[WORLD_EVENTS];
	u64	joined;
	u64	runs;
	u64	with_op[256];
	u64	wrong;
} count;

static u64 seed = 1, images = 1000000;

static void wrong(const char *what)
{
	if (!count.wrong++)
		printf("# image %llu of seed %llu: %s\n", count.images, seed, what);
}

static void on_death(void)
{
	printf("not ok - mutation: image %llu of seed %llu\n", count.images, seed);
	fflush(stdout);
}

/* An error must have a code, an errno, and a position inside the text that names the place. */
static void check_error(const struct ktf_diag *diag)
{
	if (diag->code < KTF_NR_ERRORS && diag->err && diag->where[0] &&
	    diag->pos < strlen(diag->where))
		return;
	wrong("an error without a reason or a place");
}

/* Pick a row of the table with the main event. */
static const char *some_filter(struct rng *rng)
{
	const struct ktf_case_group *group;
	const struct ktf_case *row;

	do {
		group = &ktf_case_groups[rng_below(rng, ktf_nr_case_groups)];
		row = &group->rows[rng_below(rng, group->nr)];
	} while (row->event != KTF_EVENT_main);
	return row->filter;
}

/* Join a few filters by operators, or take one: not all can be put in parentheses. */
static struct image some_image(struct rng *rng)
{
	char text[1024] = "", joined[1024];
	u32 terms = 1 + rng_below(rng, 6);
	bool with_source = rng_one_in(rng, 2);
	struct image im;
	int len;

	while (terms--) {
		len = snprintf(joined, sizeof(joined), "%s%s%s(%s)", text,
			       !*text ? "" : rng_one_in(rng, 2) ? " && " : " || ",
			       rng_one_in(rng, 4) ? "!" : "", some_filter(rng));
		if (len < sizeof(joined))
			memcpy(text, joined, len + 1);
	}
	while (image_compile(&im, text, world_event(0), with_source))
		snprintf(text, sizeof(text), "%s", some_filter(rng));
	return im;
}

static void check_canonical(const struct image *im, const struct ktf_portable *prog)
{
	struct image again;

	if (image_encode(&again, prog, prog->source) || again.size != im->size ||
	    memcmp(again.bytes, im->bytes, im->size))
		wrong("what is decoded is not encoded the same");
	image_free(&again);
}

static void count_ops(const struct ktf_prog *run)
{
	u32 i;

	for (i = 0; i < run->nr; i++)
		count.with_op[run->insns[i].op]++;
}

static void load(const struct image *im, u32 event, struct rng *rng)
{
	const struct ktf_schema *schema = world_event(event);
	struct ktf_portable prog;
	struct ktf_diag diag = { };
	struct ktf_prog *run;
	const char *bad;

	if (ktf_image_decode(im->bytes, im->size, &prog, &diag))
		wrong("refused only the second time");
	ktf_source_holds(&prog, schema);
	run = ktf_load(&prog, schema, &diag);
	ktf_portable_free(&prog);
	if (IS_ERR(run)) {
		count.unfit[diag.code]++;
		check_error(&diag);
		return;
	}
	count.loaded[event]++;
	count.runs += RUNS;
	count_ops(run);
	bad = world_run(run, schema, rng, RUNS);
	if (bad)
		wrong(bad);
	ktf_free(run);
}

/* Returns true if the image is valid. */
static bool try_image(const struct image *im, struct rng *rng)
{
	struct ktf_portable prog;
	struct ktf_diag diag = { };
	u32 event;
	int err;

	count.images++;
	count.bytes += im->size;
	err = ktf_image_decode(im->bytes, im->size, &prog, &diag);
	if (err) {
		count.refused[diag.code]++;
		check_error(&diag);
	} else {
		count.decoded++;
		check_canonical(im, &prog);
	}
	ktf_portable_free(&prog);
	for (event = 0; event < WORLD_EVENTS && !err; event++)
		load(im, event, rng);
	return !err;
}

/* Change a character of a word that stands alone or in an expression. */
static void try_word(const struct image *im, struct rng *rng)
{
	char *word = ktf_armour_encode(im->bytes, im->size), *text;
	bool alone = rng_one_in(rng, 2);
	struct ktf_diag diag = { };
	struct ktf_prog *prog;
	size_t len;

	word[4 + rng_below(rng, strlen(word) - 4)] = 1 + rng_below(rng, 255);
	if (asprintf(&text, alone ? "%s" : "u8 == 1 || !(%s) && s8 != 0", word) < 0)
		exit(1);
	len = strlen(text);
	prog = ktf_build(text, world_event(0), &diag);
	if (!IS_ERR(prog)) {
		ktf_free(prog);
	} else {
		count.refused[diag.code]++;
		/* The word may end early. Then the error is in the text behind it. */
		if (!diag.code || (!diag.where[0] && diag.pos > len + 2))
			wrong("an error of a word without a reason or a place");
	}
	free(text);
	ktf_free(word);
}

/* Join a changed image and a good one: both may have fields in common. */
static void try_joined(const struct image *im, const struct image *other, struct rng *rng)
{
	char *word = ktf_armour_encode(im->bytes, im->size);
	char *good = ktf_armour_encode(other->bytes, other->size), *text;
	const struct ktf_schema *schema = world_event(0);
	struct ktf_diag diag = { };
	struct ktf_prog *run;
	const char *bad;

	if (asprintf(&text, "u8 == 1 && !(%s) || %s && s8 != 0", word, good) < 0)
		exit(1);
	run = ktf_build(text, schema, &diag);
	if (IS_ERR(run)) {
		count.unfit[diag.code]++;
		check_error(&diag);
	} else {
		count.joined++;
		bad = world_run(run, schema, rng, 1);
		if (bad)
			wrong(bad);
		ktf_free(run);
	}
	free(text);
	ktf_free(good);
	ktf_free(word);
}

static void mutants(u64 nr)
{
	struct rng rng = rng_of(seed, nr);
	struct image base, other, im;
	u32 i;

	/* Odd and even rounds differ in the instructions for CPUs: one word, or a longer mask. */
	env.nr_cpus = nr & 1 ? 4 : 100;
	env.nr_mask_bits = nr & 1 ? 64 : 128;
	base = some_image(&rng);
	other = some_image(&rng);
	for (i = 0; i < MUTANTS && count.images < images; i++) {
		image_take(&im, base.bytes, base.size);
		mutate(&im, &other, world_event(0), &rng);
		if (try_image(&im, &rng) && rng_one_in(&rng, 8))
			try_joined(&im, &other, &rng);
		image_free(&im);
	}
	try_word(&base, &rng);
	image_free(&base);
	image_free(&other);
}

/* Print how often each image error came up. Return true if all did. */
static bool all_reasons(void)
{
	bool all = true;
	u64 met;
	u32 i;

	for (i = KTF_ERR_IMAGE_ARMOUR; i <= KTF_ERR_NO_NAME; i++) {
		if (i == KTF_ERR_MACHINE)	/* only on machines of 32 bits */
			continue;
		met = count.refused[i] + count.unfit[i];
		printf("# %9llu  %s\n", met, ktf_err_text[i]);
		all = all && met;
	}
	return all;
}

static bool all_opcodes(void)
{
	bool all = true;
	u32 i;

	for (i = 0; i < 256; i++) {
		if (!ktf_is_op(i) || count.with_op[i])
			continue;
		printf("# %s of %s was never run\n", ktf_tests[i & 15].name,
		       ktf_sources[i >> 4].name);
		all = false;
	}
	return all;
}

static bool result(bool ok, const char *what)
{
	printf("%s - mutation: %s\n", ok ? "ok" : "not ok", what);
	return ok;
}

static bool report(void)
{
	u64 enough = count.images / 20;
	bool ok = all_reasons();

	printf("# %9llu  no such field, %llu no such CPU, %llu no such function\n",
	       count.unfit[KTF_ERR_FIELD_NOT_FOUND], count.unfit[KTF_ERR_INVALID_CPULIST],
	       count.unfit[KTF_ERR_NO_FUNCTION]);
	printf("# seed %llu: %llu images of %llu bytes on average, %llu of them good\n", seed,
	       count.images, count.bytes / count.images, count.decoded);
	printf("# %llu and %llu fit two events, %llu runs; %llu joined with another one\n",
	       count.loaded[0], count.loaded[1], count.runs, count.joined);
	ok = result(ok, "images were refused for every reason that there is");
	ok &= result(count.loaded[0] >= enough && count.loaded[1] >= enough,
		     "a twentieth was accepted");
	ok &= result(all_opcodes(), "programs had every opcode");
	ok &= result(!count.wrong, "what was accepted stayed inside, and ended in time");
	return ok & result(!env.allocated, "nothing is left behind");
}

static const char usage[] =
	"Usage: mutation [OPTION]...\n"
	"Change images of filters at random: each has to be refused, or to run in time and\n"
	"inside its record. What follows from a seed is always the same.\n"
	"\n"
	"  --seed N     other random numbers (1)\n"
	"  --images N   how many images to make (1000000)\n"
	"  --help       print this\n";

static u64 positive(const char *text)
{
	u64 val;

	if (ktf_parse_u64(text, &val) || !val) {
		fprintf(stderr, "mutation: not a number above 0: %s\n", text);
		exit(2);
	}
	return val;
}

static void options(int argc, char **argv)
{
	static const struct option names[] = {
		{ "seed", required_argument, NULL, 's' },
		{ "images", required_argument, NULL, 'n' },
		{ "help", no_argument, NULL, 'h' },
		{ },
	};
	int c;

	while ((c = getopt_long(argc, argv, "s:n:h", names, NULL)) != -1) {
		if (c == 's')
			seed = positive(optarg);
		else if (c == 'n')
			images = positive(optarg);
		else
			break;
	}
	if (c == -1 && optind == argc)
		return;
	fputs(usage, c == 'h' ? stdout : stderr);
	exit(c == 'h' ? 0 : 2);
}

int main(int argc, char **argv)
{
	u64 nr, next = 0;

	options(argc, argv);
	setvbuf(stdout, NULL, _IOLBF, 0);
	world_init();
	__sanitizer_set_death_callback(on_death);
	for (nr = 0; count.images < images; nr++) {
		if (count.images >= next && isatty(STDERR_FILENO)) {
			fprintf(stderr, "%3llu %%\r", 100 * count.images / images);
			next += images / 100;
		}
		mutants(nr);
	}
	return !report();
}
