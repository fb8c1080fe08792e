// SPDX-License-Identifier: GPL-2.0
/*
 * Usage: volume FILTERS.so RECORDS SEED
 *
 * Hold the engine against filters that are C functions: the shared object FILTERS.so, which the
 * script volume makes, has them with their texts. Runs each filter on RECORDS random records in
 * three ways: as the interpreter runs the optimised program, as it runs the program without any
 * pass, and as the tests' interpreter of eBPF runs the translation, which has no optimiser of its
 * own and checks that no shift is too large. All have to keep the records that the function keeps.
 * Prints the first difference with the filter and the record.
 *
 * Most numbers of a record are near the bounds of types, or near another number of the record.
 */
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

#include "../fuzz/random.h"
#include "../tests/ebpf.h"
#include "../tests/env.h"
#include "ktf_build.h"
#include "vm/run.h"
#include "volume.h"

#define MOST_WAYS	3

static const char * const ways[MOST_WAYS] = { "optimised", "plain", "eBPF" };

/* A filter in all ways. */
struct subject {
	const struct volume_filter	*filter;
	struct ktf_prog			*prog;
	struct ktf_prog			*plain;
	struct ktf_ebpf			ebpf;
	bool				is_translated;
};

static struct {
	const struct volume_filter	*filters;
	const struct volume_number	*numbers;
	const unsigned int		*counts;
	const bool			*outside;
} from;

static struct ktf_record *rec;

static void die(const char *what, const char *text)
{
	printf("not ok - volume: %s: %s\n", what, text);
	exit(1);
}

static const void *find_exported(void *object, const char *name)
{
	const void *found = dlsym(object, name);

	if (!found)
		die("not exported", name);
	return found;
}

static void read_filters(const char *file)
{
	void *object = dlopen(file, RTLD_NOW);

	if (!object)
		die("no filters", dlerror());
	from.filters = find_exported(object, "volume_filters");
	from.numbers = find_exported(object, "volume_numbers");
	from.counts = find_exported(object, "volume_counts");
	from.outside = find_exported(object, "volume_outside");
}

static u64 random_number(struct rng *rng, u64 before)
{
	switch (rng_below(rng, 8)) {
	case 0:
		return rng_next(rng) << 8 ^ rng_next(rng);
	case 1:
	case 2:
		return rng_below(rng, 12);
	case 3:
	case 4:
		return before + rng_below(rng, 3) - 1;
	default:
		return rng_number(rng);
	}
}

/* Elements of 4 bytes somewhere behind the fixed part, and their loc word. */
static void random_list(struct rng *rng)
{
	const u32 fixed = sizeof(struct ktf_event_main), room = sizeof(*rec) - fixed;
	u32 bytes = rng_below(rng, 40), at = fixed + rng_below(rng, room - bytes), i;

	for (i = 0; i < bytes; i++)
		((u8 *)rec)[at + i] = rng_one_in(rng, 2) ? 0 : rng_next(rng);
	rec->main.list = bytes << 16 | at;
}

static void random_record(struct rng *rng)
{
	u64 number = 0;
	u32 i;

	for (i = 0; i < from.counts[1]; i++) {
		number = random_number(rng, number);
		memcpy((u8 *)rec + from.numbers[i].off, &number, from.numbers[i].bytes);
	}
	random_list(rng);
}

static struct ktf_prog *build(const char *text, u32 passes)
{
	struct ktf_diag diag = { };
	struct ktf_prog *prog;

	env.passes = passes;
	prog = ktf_build(text, &env_events[KTF_EVENT_main], &diag);
	if (IS_ERR(prog))
		die(ktf_err_text[diag.code], text);
	return prog;
}

static struct subject prepare(const struct volume_filter *filter)
{
	struct ktf_ebpf_env with = ebpf_env(KTF_EBPF_JIT, U32_MAX);
	struct subject subject = {
		.filter = filter,
		.prog = build(filter->text, ~0U),
		.plain = build(filter->text, 0),
	};

	subject.is_translated = !ktf_ebpf_translate(subject.prog, &with, &subject.ebpf);
	return subject;
}

static void release(struct subject *subject)
{
	ktf_free(subject->prog);
	ktf_free(subject->plain);
	ktf_ebpf_free(&subject->ebpf);
}

static u64 run(const struct subject *subject, u32 way)
{
	struct ebpf_machine machine = { .prog = subject->prog, .rec = rec, .len = sizeof(*rec) };

	if (way == 0)
		return ktf_run(subject->prog, rec, sizeof(*rec));
	if (way == 1)
		return ktf_run(subject->plain, rec, sizeof(*rec));
	return ebpf_run(&machine, &subject->ebpf, KTF_EBPF_JIT);
}

static void print_difference(const char *text, const char *way, u64 verdict)
{
	u32 i;

	printf("not ok - volume: %s: %s is %llu\n# ", text, way, (unsigned long long)verdict);
	for (i = 0; i < sizeof(*rec); i++)
		printf("%02x", ((const u8 *)rec)[i]);
	putchar('\n');
	exit(1);
}

/* Returns whether the filter keeps the record. */
static bool hold(const struct subject *subject)
{
	bool keeps = subject->filter->keeps((const u8 *)rec);
	u32 way, end = subject->is_translated ? 3 : 2;
	u64 verdict;

	if (*from.outside)
		print_difference(subject->filter->text, "a result outside its interval; C",
				 keeps);
	for (way = 0; way < end; way++) {
		verdict = run(subject, way);
		if (verdict != keeps)
			print_difference(subject->filter->text, ways[way], verdict);
	}
	return keeps;
}

int main(int argc, char **argv)
{
	u64 records, kept = 0, pairs = 0, translated = 0, i;
	struct subject subject;
	struct rng rng;
	u32 nr;

	if (argc != 4)
		die("usage", "volume FILTERS.so RECORDS SEED");
	env_reset();
	rec = calloc(1, sizeof(*rec));
	read_filters(argv[1]);
	records = strtoull(argv[2], NULL, 0);
	for (nr = 0; nr < from.counts[0]; nr++) {
		subject = prepare(&from.filters[nr]);
		rng = rng_of(strtoull(argv[3], NULL, 0), nr);
		translated += subject.is_translated;
		for (i = 0; i < records; i++, pairs++) {
			random_record(&rng);
			kept += hold(&subject);
		}
		release(&subject);
	}
	free(rec);
	printf("ok - volume: %u filters, %llu as eBPF, %llu records, %llu kept\n", nr,
	       (unsigned long long)translated, (unsigned long long)pairs, (unsigned long long)kept);
	return 0;
}
