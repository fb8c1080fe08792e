// SPDX-License-Identifier: GPL-2.0
/*
 * Filters that accept every record of an event, or none.
 *
 * One predicate alone may be possible, and several together not: "pid == 5 && pid == 6". The
 * optimiser joins what the predicates ask of one number, so the program that runs shows it:
 * none of its jumps that can be reached leads to one of the verdicts. What the optimiser does
 * not join is not found, so nothing is said of a filter that may have either outcome.
 */
#include "check/sense.h"
#include "vm/insn.h"

/* Follow a jump: to a verdict, whose bit is set, or to an instruction further on. */
static void follow(u16 target, bool *reached, u32 *verdicts)
{
	if (ktf_is_verdict(target))
		*verdicts |= target == KTAP_FILTER_ACCEPT ? 1 : 2;
	else
		reached[target] = true;
}

/**
 * ktf_check_verdict - warn of a program that has but one outcome
 * @run: the program that runs. It is verified, so its jumps lead forward.
 * @source: the filter's text, or NULL.
 * @nr_insns: number of instructions of the portable program.
 * @found: gets the warning, unless it says so already.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_check_verdict(const struct ktf_prog *run, const char *source, u32 nr_insns,
		      struct ktf_findings *found)
{
	bool *reached = ktf_alloc(run->nr + 1);
	u32 verdicts = 0, i;

	if (!reached)
		return -ENOMEM;
	reached[0] = true;
	for (i = 0; i < run->nr; i++) {
		if (!reached[i])
			continue;
		follow(run->insns[i].to[0], reached, &verdicts);
		follow(run->insns[i].to[1], reached, &verdicts);
	}
	ktf_free(reached);
	if (!found->constant && (verdicts == 1 || verdicts == 2))
		ktf_check_say_whole(found, source, nr_insns, verdicts == 1);
	return 0;
}
