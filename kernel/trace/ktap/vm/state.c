// SPDX-License-Identifier: GPL-2.0
/*
 * State terms: predicates that remember the visits before. A visit is an evaluation of the term.
 *
 *	SAMPLE	true of 1 in n visits, at random. Each CPU numbers its visits, and a hash of the
 *		number decides. So events that come in turns are sampled evenly, too, and two
 *		CPUs choose differently because each has a salt of its own.
 *	FIRST	true of the first n visits. A visit that comes later only reads the counter, so
 *		that it stays in the caches of all CPUs.
 *	RATE	true of at most n visits in each window of m microseconds. Windows lie side by
 *		side from the start of the clock on. The number of the window and the count are
 *		in one word, which is exchanged as a whole. A visit that loses four times against
 *		others is not let pass.
 *	CHANGED	true if the value is not that of the last visit on this CPU.
 *
 * A visit may be interrupted by another visit of the same term, by an NMI too, and may move to
 * another CPU if preemption is on. So memory of a CPU is changed by operations that are one
 * instruction for the CPU on which they run (this_cpu_*), and shared memory by atomic ones. FIRST
 * and RATE are never true too often, whatever happens meanwhile. SAMPLE and CHANGED may then use
 * the number or the value of the other CPU, which is as good as their own.
 *
 * The memory belongs to the filter that owns the program (ktf_state.c). A program that no filter
 * owns has none, and its terms are false.
 */
#include "vm/cells.h"
#include "vm/state.h"

/*
 * Each CPU reads the clock by itself, and may be behind another one by some microseconds. A
 * window takes one microsecond or more, so a number that is less by this much is not a number
 * that has gone round.
 */
#define CLOCK_BEHIND	0x10000

#define TRIES		4

/* Mix the bits of a number, so that each bit of the result depends on all of them (splitmix64). */
static u64 mixed(u64 x)
{
	x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9ULL;
	x = (x ^ x >> 27) * 0x94d049bb133111ebULL;
	return x ^ x >> 31;
}

static bool is_sampled(struct ktf_state __percpu *state, u32 n)
{
	u64 visit = ktf_cpu_count(&state->visits), salt = ktf_cpu_read(&state->salt);

	/* The high half is below 2^32 / n. The factor, the golden ratio, keeps numbers apart. */
	return (mixed(visit * 0x9e3779b97f4a7c15ULL + salt) >> 32) * n <= U32_MAX;
}

static bool is_first(struct ktf_state *state, u32 n)
{
	return atomic_read(&state->count) < n && atomic_inc_return(&state->count) <= n;
}

/* The window with one visit more, or as it was if it has @n visits. */
static u64 let_pass(u64 window, u32 now, u32 n)
{
	s32 later = now - (u32)(window >> 32);

	if (later > 0 || later < -CLOCK_BEHIND)
		return (u64)now << 32 | 1;
	return (u32)window < n ? window + 1 : window;
}

static bool is_within_rate(struct ktf_state *state, u32 n, u32 microseconds)
{
	u32 now = div64_u64(ktf_clock(), 1000ULL * microseconds), i;
	s64 window = atomic64_read(&state->window), next;

	for (i = 0; i < TRIES; i++) {
		next = let_pass(window, now, n);
		if (next == window)
			return false;
		if (atomic64_try_cmpxchg(&state->window, &window, next))
			return true;
	}
	return false;
}

static bool has_changed(struct ktf_state __percpu *state, u64 value)
{
	bool is_new = !ktf_cpu_read(&state->has_value) &&
		      !ktf_cpu_exchange(&state->has_value, true);

	return ktf_cpu_exchange(&state->value, value) != value || is_new;
}

/**
 * ktf_state_outcome - visit a state term
 * @prog: a program that ktf_verify() accepted.
 * @insn: an instruction of the program with the source STATE, or a copy of one.
 * @rec: the record.
 * @len: length of the record, bytes; U32_MAX if it is unknown.
 * @to: a buffer, as for ktf_cells_outcome().
 *
 * Context: any, NMI included; preemption may be on.
 * Return: the outcome of the term.
 */
bool ktf_state_outcome(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const char *rec, u32 len, char *to)
{
	u64 value;

	if (!insn->range)
		return false;
	switch (insn->term) {
	case KTAP_FILTER_OP_SAMPLE:
		return is_sampled(ktf_state_of_cpus(insn), insn->lo);
	case KTAP_FILTER_OP_FIRST:
		return is_first(ktf_state_of(insn), insn->lo);
	case KTAP_FILTER_OP_RATE:
		return is_within_rate(ktf_state_of(insn), insn->lo, insn->lo >> 32);
	default:
		return ktf_cells_value(prog, insn, rec, len, to, &value) &&
		       has_changed(ktf_state_of_cpus(insn), value);
	}
}
