// SPDX-License-Identifier: GPL-2.0
/*
 * The memory of state terms.
 *
 * The memory belongs to a filter: it is allocated when the filter gets its program, before
 * machine code is made of the program and before any handler can see it, and it is freed with the
 * program. So a filter that is written again starts anew, and each filter of an instance, a
 * trigger or a perf event counts for itself. The address is in the instruction, and machine code
 * has a copy of that. The verifier has refused every program that comes with an address.
 *
 * A term takes a struct ktf_state, or one for each CPU. Each term has an allocation of its own,
 * since a program may have more terms than one allocation for each CPU can hold.
 */
#include <linux/percpu.h>
#include <linux/random.h>
#include <linux/slab.h>

#include "ktf_state.h"

static void *alloc_shared(void)
{
	return kzalloc(sizeof(struct ktf_state), GFP_KERNEL);
}

static struct ktf_state __percpu *alloc_per_cpu(bool salted)
{
	struct ktf_state __percpu *state = alloc_percpu(struct ktf_state);
	int cpu;

	if (!state || !salted)
		return state;
	for_each_possible_cpu(cpu)
		per_cpu_ptr(state, cpu)->salt = get_random_u64();
	return state;
}

static int give_memory(struct ktf_insn *insn)
{
	if (ktf_state_is_per_cpu(insn))
		insn->range = (__force unsigned long)
			      alloc_per_cpu(insn->term == KTAP_FILTER_OP_SAMPLE);
	else
		insn->range = (unsigned long)alloc_shared();
	return insn->range ? 0 : -ENOMEM;
}

/**
 * ktf_state_attach - give the state terms of a program their memory
 * @prog: a program that ktf_verify() accepted and that nobody runs yet.
 *
 * Context: may sleep.
 * Return: 0; -ENOMEM, and then ktf_state_free() is still due.
 */
int ktf_state_attach(struct ktf_prog *prog)
{
	struct ktf_insn *insn;
	int err = 0;

	for (insn = prog->insns; insn < prog->insns + prog->nr && !err; insn++)
		if (ktf_source(insn) == KTF_SOURCE_STATE)
			err = give_memory(insn);
	return err;
}

/**
 * ktf_state_free - free the memory of a program's state terms
 * @prog: a program that nobody runs any more, and that is freed next; or NULL.
 *
 * Context: any but NMI.
 */
void ktf_state_free(const struct ktf_prog *prog)
{
	const struct ktf_insn *insn;

	if (!prog)
		return;
	for (insn = prog->insns; insn < prog->insns + prog->nr; insn++) {
		if (ktf_source(insn) != KTF_SOURCE_STATE)
			continue;
		if (ktf_state_is_per_cpu(insn))
			free_percpu(ktf_state_of_cpus(insn));
		else
			kfree(ktf_state_of(insn));
	}
}

/**
 * ktf_state_bytes - get the memory that a program's state terms take
 * @prog: the program.
 *
 * Context: any.
 * Return: bytes, of all CPUs together.
 */
long ktf_state_bytes(const struct ktf_prog *prog)
{
	const struct ktf_insn *insn;
	long nr = 0;

	for (insn = prog->insns; insn < prog->insns + prog->nr; insn++)
		if (ktf_source(insn) == KTF_SOURCE_STATE)
			nr += ktf_state_is_per_cpu(insn) ? num_possible_cpus() : 1;
	return nr * (long)sizeof(struct ktf_state);
}
