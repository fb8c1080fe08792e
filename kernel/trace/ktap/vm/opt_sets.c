// SPDX-License-Identifier: GPL-2.0
/*
 * Sets: a chain of tests of one word becomes one instruction.
 *
 *	0: pid == 5	true T	false 1		pid == 5 || pid == 30 || pid == 7
 *	1: pid == 30	true T	false 2
 *	2: pid == 7	true T	false F		pid in {5,7,30}	true T	false F
 *
 * In a chain, each test has an arc of values (vm/arc.h) that leave the chain there. All other
 * values go on to the next test. So the first test that has a value on its arc decides where
 * the value goes. If all tests of the chain lead to no more than two places, the choice
 * between the two is a question of membership. Chains come from "||" and from "&&", of "==",
 * "!=" and ranges.
 *
 * To find the members, the circle of numbers is cut wherever an arc begins or ends. Then,
 * test by test, the pieces on its arc are painted in the colour of the place that the test
 * leads to. A painted piece keeps its colour. No piece is painted twice, and painted pieces
 * are skipped, so the cost of a long chain is the sorting of the arcs' ends:
 *
 *	x == 5 || x > 2 && ...		cut at 0, 3, 5, 6:  [0,2] [3,4] [5,5] [6,...]
 *
 * vm/set.c says which instruction a set of members becomes. A set never takes more room than
 * the tests did. So room of the size of the instructions, behind the program, suffices for
 * all sets. Chains that end in the same tests, which images may have, can ask for more: then
 * the chain that comes last finds no room, and stays a chain.
 */
#include "vm/arc.h"
#include "vm/opt.h"
#include "vm/pack.h"
#include "vm/set.h"

/* A test in the chain: the values of the arc leave to @to. */
struct leaving {
	struct ktf_arc	arc;
	u16		to;
	bool		none;	/* no value leaves */
};

struct chain {
	u32	nr;
	u16	in;	/* where members go */
	u16	out;	/* where all other values go, those that no test takes included */
};

/* The memory of the pass: room for the longest chain. */
struct work {
	struct ktf_prog		*prog;
	u32			end;		/* of the room behind prog, an offset in it */
	struct leaving		*leaving;
	u64			*cut;		/* where pieces begin, ascending */
	u32			*skip;		/* the next piece that may not be painted yet */
	bool			*member;	/* the colour of a piece */
	struct ktf_range	*ranges;
	u32			steps;		/* tests that find_chain() may still look at */
};

/* The outcome that goes on with the chain, to the nearer test if both could; or -1. */
static int goes_on_by(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	int best = -1, x;

	for (x = 0; x < 2; x++) {
		if (insn->to[x] >= prog->nr || !ktf_is_arc(&prog->insns[insn->to[x]]) ||
		    !ktf_same_word(insn, &prog->insns[insn->to[x]]))
			continue;
		if (best < 0 || insn->to[x] < insn->to[best])
			best = x;
	}
	return best;
}

static void put_leaving(struct leaving *l, const struct ktf_insn *insn, bool outcome)
{
	l->to = insn->to[outcome];
	l->arc = ktf_arc_of(insn);
	l->none = !outcome && !ktf_arc_rest(&l->arc, insn->mask);
}

/* Add one of at most two places. Returns false for a third. */
static bool add_place(u16 *place, u32 *nr, u16 to)
{
	if ((*nr > 0 && place[0] == to) || (*nr > 1 && place[1] == to))
		return true;
	if (*nr == 2)
		return false;
	place[(*nr)++] = to;
	return true;
}

/* Find the longest chain from an instruction on that leaves to no more than two places. */
static struct chain find_chain(struct work *w, u32 first)
{
	const struct ktf_insn *insn = &w->prog->insns[first];
	struct chain best = { };
	u16 place[2], other[2], on;
	u32 nr = 0, places = 0, n;
	int x;

	for (;; insn = &w->prog->insns[on]) {
		x = goes_on_by(w->prog, insn);
		on = insn->to[max(x, 0)];
		put_leaving(&w->leaving[nr], insn, x <= 0);
		if (!w->steps || !add_place(place, &places, w->leaving[nr++].to))
			return best;
		w->steps--;
		/* If the chain ended here, all values that go on would leave to @on. */
		memcpy(other, place, sizeof(place));
		n = places;
		if (add_place(other, &n, on))
			best = (struct chain) { nr, other[other[0] == on], on };
		if (n == 1)
			best.in = on;
		if (x < 0)
			return best;
	}
}

static int by_value(const void *a, const void *b)
{
	const u64 *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* The numbers of a list are ascending as a rule, and then there is nothing to sort. */
static void sort_cuts(u64 *cut, u32 nr)
{
	u32 i = 1;

	while (i < nr && cut[i - 1] <= cut[i])
		i++;
	if (i < nr)
		sort(cut, nr, sizeof(*cut), by_value, NULL);
}

/* Cut the circle where arcs begin and end, and at 0. Returns the number of pieces. */
static u32 cut_circle(struct work *w, u32 nr_leaving, u64 mask)
{
	u64 *cut = w->cut, begin, end;
	u32 nr = 0, i, n;

	cut[nr++] = 0;
	for (i = 0; i < nr_leaving; i++) {
		begin = w->leaving[i].arc.lo;
		end = (begin + w->leaving[i].arc.span + 1) & mask;
		cut[nr++] = min(begin, end);
		cut[nr++] = max(begin, end);
	}
	sort_cuts(cut, nr);
	for (i = 1, n = 1; i < nr; i++)
		if (cut[i] != cut[n - 1])
			cut[n++] = cut[i];
	for (i = 0; i <= n; i++)
		w->skip[i] = i;
	memset(w->member, 0, n * sizeof(*w->member));
	return n;
}

/* The number of the piece that begins at a value. */
static u32 piece_at(const struct work *w, u32 nr, u64 value)
{
	u32 low = 0, mid;

	while (nr > 1) {
		mid = nr / 2;
		if (w->cut[low + mid] <= value)
			low += mid;
		nr -= mid;
	}
	return low;
}

/* Find the first piece from @i on that is not painted, and shorten the way for later calls. */
static u32 bare_from(u32 *skip, u32 i)
{
	while (skip[i] != i) {
		skip[i] = skip[skip[i]];
		i = skip[i];
	}
	return i;
}

static void paint(struct work *w, u32 from, u32 to, bool member)
{
	u32 i;

	for (i = bare_from(w->skip, from); i < to; i = bare_from(w->skip, i)) {
		w->member[i] = member;
		w->skip[i] = i + 1;
	}
}

static void paint_all(struct work *w, const struct chain *chain, u32 nr, u64 mask)
{
	const struct leaving *l;
	u32 i, from, to;

	for (i = 0; i < chain->nr; i++) {
		l = &w->leaving[i];
		if (l->none)
			continue;
		from = piece_at(w, nr, l->arc.lo);
		to = piece_at(w, nr, (l->arc.lo + l->arc.span + 1) & mask);
		if (from < to) {
			paint(w, from, to, l->to == chain->in);
		} else {
			paint(w, from, nr, l->to == chain->in);
			paint(w, 0, to, l->to == chain->in);
		}
	}
}

/* Make the smaller side the members: 1 and 2 of x != 1 && x != 2. */
static void choose_side(struct work *w, struct chain *chain, u32 nr, u64 mask)
{
	u64 members = 0;
	u32 i;

	for (i = 0; i < nr; i++)
		if (w->member[i])
			members += (i + 1 < nr ? w->cut[i + 1] : mask + 1) - w->cut[i];
	/* The count of all 2^64 numbers has become 0. */
	if (members <= mask / 2 + 1 && (members || !w->member[0]))
		return;
	for (i = 0; i < nr; i++)
		w->member[i] = !w->member[i];
	swap(chain->in, chain->out);
}

/* Collect the members as ranges, ascending, with gaps between them. */
static u32 collect(struct work *w, u32 nr, u64 mask)
{
	u32 nr_ranges = 0, i;

	for (i = 0; i < nr; i++) {
		if (!w->member[i])
			continue;
		if (!i || !w->member[i - 1])
			w->ranges[nr_ranges++].first = w->cut[i];
		w->ranges[nr_ranges - 1].last = i + 1 < nr ? w->cut[i + 1] - 1 : mask;
	}
	return nr_ranges;
}

static void make_set(struct work *w, u32 at)
{
	struct ktf_insn *insn = &w->prog->insns[at];
	struct chain chain = find_chain(w, at);
	u32 pieces, nr;

	if (chain.nr < 2)
		return;
	if (chain.in == chain.out) {
		insn->to[0] = chain.out;
		insn->to[1] = chain.out;
		return;
	}
	pieces = cut_circle(w, chain.nr, insn->mask);
	paint_all(w, &chain, pieces, insn->mask);
	choose_side(w, &chain, pieces, insn->mask);
	nr = collect(w, pieces, insn->mask);
	if (!ktf_set_put(w->prog, w->end, insn, w->ranges, nr, chain.nr))
		return;
	insn->to[0] = chain.out;
	insn->to[1] = nr ? chain.in : chain.out;
}

/* Make sets in the order of the program. Tests that only a replaced chain led to are skipped. */
static void make_sets(struct work *w, bool *reached)
{
	u32 i;

	for (i = 0; i < w->prog->nr; i = ktf_opt_next(w->prog, i, reached))
		if (ktf_is_arc(&w->prog->insns[i]))
			make_set(w, i);
}

/* Would a test and the next one be a chain that leaves to no more than two places? */
static bool is_pair(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	int x = goes_on_by(prog, insn);
	const u16 *to;

	if (x < 0)
		return false;
	to = prog->insns[insn->to[x]].to;
	return to[0] == insn->to[!x] || to[1] == insn->to[!x] || to[0] == to[1];
}

/* Is there a chain for a set? The last two tests of a chain are a pair. */
static bool has_chain(const struct ktf_prog *prog)
{
	u32 i;

	for (i = 0; i < prog->nr; i++)
		if (ktf_is_arc(&prog->insns[i]) && is_pair(prog, &prog->insns[i]))
			return true;
	return false;
}

/* Optimise a program that has room behind it, as many bytes as its instructions take. */
static int optimise(struct ktf_prog *prog)
{
	u32 nr = prog->nr, cuts = 2 * nr + 2;
	struct work w = {
		.prog = prog,
		.end = prog->bytes + nr * sizeof(struct ktf_insn),
		.leaving = ktf_alloc(array_size(nr, sizeof(*w.leaving))),
		.cut = ktf_alloc(array_size(cuts, sizeof(*w.cut))),
		.skip = ktf_alloc(array_size(cuts, sizeof(*w.skip))),
		.member = ktf_alloc(array_size(cuts, sizeof(*w.member))),
		.ranges = ktf_alloc(array_size(cuts, sizeof(*w.ranges))),
		.steps = 64 * nr,	/* chains that end at a third place may overlap */
	};
	bool *reached = ktf_alloc(array_size(nr, sizeof(*reached)));
	int err = -ENOMEM;

	if (w.leaving && w.cut && w.skip && w.member && w.ranges && reached) {
		make_sets(&w, reached);
		err = 0;
	}
	ktf_free(reached);
	ktf_free(w.ranges);
	ktf_free(w.member);
	ktf_free(w.skip);
	ktf_free(w.cut);
	ktf_free(w.leaving);
	return err;
}

/**
 * ktf_opt_sets - make one instruction of a chain of tests of one word
 * @prog: a verified program; if it has a chain, gets the new program in its place.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then the program can only be freed.
 */
int ktf_opt_sets(struct ktf_prog **prog)
{
	if (!has_chain(*prog))
		return 0;
	return ktf_repack(prog, (*prog)->nr * sizeof(struct ktf_insn)) ?: optimise(*prog) ?:
	       ktf_repack(prog, 0);
}
