// SPDX-License-Identifier: GPL-2.0
/*
 * Gathering: tests of one word that have other tests between them are brought together.
 *
 *	pid == 5 || cpu == 1 || pid == 9	pid == 5 || pid == 9 || cpu == 1
 *
 * A run is a row of instructions that is entered only at its first one. Each instruction of a
 * run has one target outside, the same for all of them, and its other outcome goes on to the
 * next instruction. The order of the instructions does not change the outcome of the run, and
 * a test of a word has no effect that anything else could depend on. But the copy of a string
 * from behind a pointer may fault, and a state term counts how often it is asked. So a run ends
 * where a string is copied or a state term is asked.
 *
 * Each test moves to where the first test of its word is; the others keep their order. The
 * other passes then find the tests that they can merge side by side.
 */
#include "vm/arc.h"
#include "vm/opt.h"
#include "vm/pack.h"

/* An instruction of a run. @first is where the first test of the same word is. */
struct item {
	u64	word;	/* source, test and offset; 0 if it is not gathered */
	u64	mask;
	u16	first;
	u16	at;
};

/* WORD_ARC is opcode 0, and a record's header is at offset 0: hence the 1. */
static u64 word_of(const struct ktf_insn *insn)
{
	return ktf_is_arc(insn) ? (insn->op << 16 | insn->off) + 1 : 0;
}

static int by_word(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	if (x->word != y->word)
		return x->word < y->word ? -1 : 1;
	if (x->mask != y->mask)
		return x->mask < y->mask ? -1 : 1;
	return x->at - y->at;
}

static int by_place(const void *a, const void *b)
{
	const struct item *x = a, *y = b;

	return x->first != y->first ? x->first - y->first : x->at - y->at;
}

/*
 * Can tests of one word be apart? If not, there is nothing to do. A word is known by a bit that
 * its source and the byte where its mask ends choose. Words that share a bit cost only time.
 */
static bool scattered(const struct ktf_insn *insn, u32 nr)
{
	u64 seen = 0, bit;
	u32 i, end;

	for (i = 0; i < nr; i++) {
		if (!word_of(&insn[i]) || (i && ktf_same_word(&insn[i - 1], &insn[i])))
			continue;
		end = insn[i].off + __ffs64(insn[i].mask / 2 + 1) / 8;
		bit = 1ULL << ((insn[i].op + end) % 64);
		if (seen & bit)
			return true;
		seen |= bit;
	}
	return false;
}

/* Sort the instructions of a run into @items. Returns true if that changes their order. */
static bool order(const struct ktf_prog *prog, struct item *items, u32 first, u32 nr)
{
	const struct ktf_insn *insn = &prog->insns[first];
	bool moved = false;
	u32 i;

	for (i = 0; i < nr; i++)
		items[i] = (struct item) { word_of(&insn[i]), insn[i].mask, i, i };
	sort(items, nr, sizeof(*items), by_word, NULL);
	for (i = 1; i < nr; i++)
		if (items[i].word && items[i].word == items[i - 1].word &&
		    items[i].mask == items[i - 1].mask)
			items[i].first = items[i - 1].first;
	sort(items, nr, sizeof(*items), by_place, NULL);
	for (i = 0; i < nr; i++)
		moved |= items[i].at != i;
	return moved;
}

/* Write a run in its new order. @leave is the target outside that its instructions share. */
static void rewrite(struct ktf_prog *prog, const struct item *items, struct ktf_insn *old,
		    u32 first, u32 nr, u16 leave)
{
	struct ktf_insn *insn = &prog->insns[first];
	u16 on = insn[nr - 1].to[insn[nr - 1].to[0] == leave];
	bool out;
	u32 i;

	memcpy(old, insn, nr * sizeof(*old));
	for (i = 0; i < nr; i++, insn++) {
		*insn = old[items[i].at];
		out = insn->to[1] == leave;
		insn->to[!out] = i + 1 < nr ? first + i + 1 : on;
	}
}

static bool can_be_seen(const struct ktf_insn *insn)
{
	return ktf_is_pointer_text(insn) || ktf_copies_texts(insn) ||
	       ktf_source(insn) == KTF_SOURCE_STATE;
}

/* May the instruction be in a run that leaves to @leave? */
static bool leaves_to(const struct ktf_insn *insn, u16 leave)
{
	return (insn->to[0] == leave) != (insn->to[1] == leave) && !can_be_seen(insn);
}

/* Count the instructions from @first on that are a run that leaves to @leave. */
static u32 run_length(const struct ktf_prog *prog, const u16 *entries, u32 first, u16 leave)
{
	u32 i, on = first;

	for (i = first; i == on && i < prog->nr; i++) {
		const struct ktf_insn *insn = &prog->insns[i];

		if (!leaves_to(insn, leave) || (i > first && entries[i] != 1))
			break;
		on = insn->to[insn->to[0] == leave];
	}
	return i - first;
}

/* Count the jumps to each instruction, up to 2: more make no difference. */
static void count_entries(const struct ktf_prog *prog, u16 *entries)
{
	const struct ktf_insn *insn;
	u32 i, x;

	for (i = 0; i < prog->nr; i++) {
		insn = &prog->insns[i];
		for (x = 0; x < 2; x++)
			if (insn->to[x] < prog->nr && entries[insn->to[x]] < 2)
				entries[insn->to[x]]++;
	}
}

static void gather(struct ktf_prog *prog, const u16 *entries, struct item *items,
		   struct ktf_insn *old)
{
	u32 i, n, other;
	u16 leave;

	for (i = 0; i < prog->nr; i += max(n, 1U)) {
		/* Either target may be the one to leave to. The better one makes the longer run. */
		leave = prog->insns[i].to[0];
		n = run_length(prog, entries, i, leave);
		other = run_length(prog, entries, i, prog->insns[i].to[1]);
		if (other > n) {
			leave = prog->insns[i].to[1];
			n = other;
		}
		if (n > 2 && scattered(&prog->insns[i], n) && order(prog, items, i, n))
			rewrite(prog, items, old, i, n, leave);
	}
}

/**
 * ktf_opt_gather - bring tests of one word together
 * @prog: a verified program, which is changed in place. Jumps from instructions that are not
 *	reached count, too, and may keep others from being moved.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_opt_gather(struct ktf_prog *prog)
{
	struct ktf_insn *old;
	struct item *items;
	int err = -ENOMEM;
	u16 *entries;

	if (!scattered(prog->insns, prog->nr))
		return 0;
	entries = ktf_alloc(array_size(prog->nr, sizeof(*entries)));
	items = ktf_alloc(array_size(prog->nr, sizeof(*items)));
	old = ktf_alloc(array_size(prog->nr, sizeof(*old)));
	if (entries && items && old) {
		count_entries(prog, entries);
		gather(prog, entries, items, old);
		ktf_mark_falls(prog);
		err = 0;
	}
	ktf_free(old);
	ktf_free(items);
	ktf_free(entries);
	return err;
}
