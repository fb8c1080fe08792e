// SPDX-License-Identifier: GPL-2.0
/*
 * Events, records and a judge for programs that no compiler made.
 *
 * One event is that of the cases; another has its fields at other offsets, in longer
 * records. A record has random contents, in memory that ends where it ends; but a pointer
 * can be read, or faults as a bad one would. Half of the records are well formed: they
 * locate nothing outside of themselves. Those are also run without their length, as the
 * kernel does it.
 *
 * The judge evaluates a program one instruction at a time: on a copy in which all targets
 * are verdicts, so that the engine evaluates a single instruction; the judge takes the next
 * one from the program. So it counts steps, of which there may be no more than instructions,
 * and finds the verdict in another way than a run does.
 */
#include <stdlib.h>

#include "env.h"
#include "moved.h"
#include "world.h"

#include "vm/run.h"

static struct moved other;

/* Texts for pointers. Each copy's NUL is the last byte of its memory. */
static const char * const texts[] = { "", "a", "bash", "/usr/bin/ktap.1", "abcdefghijklmnopq" };
static char *text_at[ARRAY_SIZE(texts)];

/**
 * world_init - set up the environment; call it once
 */
void world_init(void)
{
	u32 i;

	env_reset();
	env.comm = "kworker/0:1-eve";
	env.prepared = true;
	moved_event(&other, 5, 3);
	for (i = 0; i < ARRAY_SIZE(texts); i++)
		text_at[i] = strdup(texts[i]);
}

/**
 * world_event - get an event
 * @nr: 0 for the main event of the cases, 1 for an event with the same fields elsewhere.
 *
 * Return: the event.
 */
const struct ktf_schema *world_event(u32 nr)
{
	return nr ? &other.schema : &env_events[KTF_EVENT_main];
}

static unsigned long random_pointer(struct rng *rng)
{
	u32 nr = rng_below(rng, ARRAY_SIZE(texts) + 2);

	if (nr < ARRAY_SIZE(texts))
		return (unsigned long)text_at[nr];
	return nr == ARRAY_SIZE(texts) ? 8 : 0x7000;
}

/* A random loc word: mostly for a place near the record's end, inside or not. */
static u32 wild_loc(struct rng *rng, u32 fixed, u32 len)
{
	if (rng_one_in(rng, 4))
		return rng_next(rng);
	return (fixed + rng_below(rng, len - fixed + 2)) | rng_below(rng, 20) << 16;
}

/* A valid loc word, for a place at least @least bytes before the record's end. */
static u32 good_loc(struct rng *rng, u32 fixed, u32 len, u32 least)
{
	u32 at = fixed + rng_below(rng, len - fixed - least + 1);

	return at | rng_below(rng, min(len - at, 19U) + 1) << 16;
}

/* Is the field a loc word, of a text, of a cpumask or of an array of integers? */
static bool is_loc(const struct ktf_field *field, const char *keyword)
{
	return field->type && !strncmp(field->type, keyword, strlen(keyword));
}

/* Set a field to a random pointer or loc word. Other fields are valid with any bytes. */
static void place(const struct ktf_field *field, struct rng *rng, u32 fixed,
		  const struct world_record *rec)
{
	u8 *at = rec->bytes + field->off;
	u32 least = field->kind == KTAP_FILTER_KIND_CPUMASK ? env.nr_mask_bits / 8 : 1;
	u32 loc = rec->good ? good_loc(rng, fixed, rec->len, least) :
			      wild_loc(rng, fixed, rec->len);
	unsigned long pointer = random_pointer(rng);

	if (field->kind == KTAP_FILTER_KIND_PTRSTR)
		memcpy(at, &pointer, sizeof(pointer));
	if (is_loc(field, "__rel_loc "))
		loc -= field->off + sizeof(loc);
	if (is_loc(field, "__rel_loc ") || is_loc(field, "__data_loc "))
		memcpy(at, &loc, sizeof(loc));
}

/**
 * world_record - make a random record
 * @schema: its event.
 * @rng: the source of random numbers; it also chooses the running task and CPU.
 * @rec: gets the record; free @rec->bytes with free().
 */
void world_record(const struct ktf_schema *schema, struct rng *rng, struct world_record *rec)
{
	u32 fixed = schema->fixed, i;

	rec->good = rng_one_in(rng, 2);
	rec->len = fixed + (rec->good ? env.nr_mask_bits / 8 : 0);
	if (!rng_one_in(rng, 4))
		rec->len += rng_below(rng, 64);
	rec->bytes = malloc(rec->len);
	for (i = 0; i < rec->len; i++)
		rec->bytes[i] = rng_one_in(rng, 2) ? rng_next(rng) :
				"ab\0sh/*\1"[rng_below(rng, 8)];
	/* A text of size 0 is read up to a NUL, so there must be one. */
	if (rec->good)
		rec->bytes[rec->len - 1] = 0;
	for (i = 0; i < schema->nr; i++)
		place(&schema->fields[i], rng, fixed, rec);
	env.comm = texts[rng_below(rng, ARRAY_SIZE(texts))];
	env.user = rng_one_in(rng, 2) ? "bash" : NULL;
	env.cpu = rng_below(rng, env.nr_cpus);
}

/* Run instruction @insn alone, as the only one of @copy. Return its outcome. */
static bool outcome(struct ktf_prog *copy, const struct ktf_insn *insn, const void *rec, u32 len)
{
	copy->insns[0] = *insn;
	copy->insns[0].to[0] = KTAP_FILTER_REJECT;
	copy->insns[0].to[1] = KTAP_FILTER_ACCEPT;
	copy->insns[0].falls_through = KTF_FALLS_NEVER;
	return ktf_run(copy, rec, len);
}

/* Step through a program and compare its verdict with @verdict. */
static const char *walk(const struct ktf_prog *prog, struct ktf_prog *copy, const void *rec,
			u32 len, bool verdict)
{
	u32 steps, at = 0, next;

	for (steps = 1; steps <= prog->nr; steps++) {
		next = prog->insns[at].to[outcome(copy, &prog->insns[at], rec, len)];
		if (next >= KTAP_FILTER_REJECT)
			return (next & 1) == verdict ? NULL : "another verdict step by step";
		if (next <= at || next >= prog->nr)
			return "a target that is not further on";
		at = next;
	}
	return "more steps than instructions";
}

/**
 * world_judge - run a program, and check the run
 * @prog: the program.
 * @rec: a record.
 * @len: length of the record in bytes.
 *
 * Return: the message of an error, or NULL.
 */
const char *world_judge(const struct ktf_prog *prog, const void *rec, u32 len)
{
	struct ktf_prog *copy = malloc(prog->bytes);
	const char *wrong;

	memcpy(copy, prog, prog->bytes);
	wrong = walk(prog, copy, rec, len, ktf_run(prog, rec, len));
	free(copy);
	return env.scratch_level ? "a scratch buffer that was not given back" : wrong;
}

/**
 * world_run - run a program on random records
 * @prog: the program.
 * @schema: its event.
 * @rng: the source of random numbers.
 * @records: number of records.
 *
 * Return: the message of an error, or NULL.
 */
const char *world_run(const struct ktf_prog *prog, const struct ktf_schema *schema,
		      struct rng *rng, u32 records)
{
	const char *wrong = NULL;
	struct world_record rec;

	while (records-- && !wrong) {
		world_record(schema, rng, &rec);
		wrong = world_judge(prog, rec.bytes, rec.len);
		/* In the kernel the length is unknown, so run good records without it, too. */
		if (rec.good && !wrong)
			wrong = world_judge(prog, rec.bytes, U32_MAX);
		free(rec.bytes);
	}
	return wrong;
}
