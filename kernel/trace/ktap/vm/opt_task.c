// SPDX-License-Identifier: GPL-2.0
/*
 * Variables that are words of the running task.
 *
 * A TASK asks a function for its variable, which costs as much as three other tests. But some
 * variables are numbers at fixed places of the task, as its name is. An arc of such a variable
 * becomes an arc of the word there, which the first tier runs like one of the task's name:
 *
 *	TASK_ARC $nice - 0x1 & 0xff <= 0x7e	static_prio is 120 more than $nice
 *	COMM_ARC current->static_prio - 0x79 & 0xff <= 0x7e
 *
 * This is the last pass, since the passes before it make sets of a TASK, and a COMM has none. Where
 * the words are, only the kernel knows: ktf_task.c.
 */
#include "vm/opt.h"
#include "vm/task.h"

static const struct ktf_task_word *word_of(u32 variable)
{
	const struct ktf_task_word *words;
	u32 nr, i;

	words = ktf_task_words(&nr);
	for (i = 0; i < nr; i++)
		if (words[i].variable == variable)
			return &words[i];
	return NULL;
}

/**
 * ktf_task_word_at - find the word of a COMM_ARC
 * @off: the offset in the instruction.
 *
 * Context: any.
 * Return: the word; NULL if there is none, as the offset is one in the task's name.
 */
const struct ktf_task_word *ktf_task_word_at(u16 off)
{
	const struct ktf_task_word *words;
	u32 nr, i;

	words = ktf_task_words(&nr);
	for (i = 0; i < nr; i++)
		if (words[i].off == (s16)off)
			return &words[i];
	return NULL;
}

/* Ask for the bit instead of 0 and 1. Returns false if both have the same outcome. */
static bool ask_for_bit(struct ktf_insn *insn, u32 bit)
{
	bool if_clear = ((0 - insn->lo) & insn->mask) <= insn->range;
	bool if_set = ((1 - insn->lo) & insn->mask) <= insn->range;

	if (if_clear == if_set)
		return false;
	insn->lo = if_set ? bit : 0;
	insn->mask = bit;
	insn->range = 0;
	return true;
}

/* Can the arc be moved? Where a mask has no lowest bits, a sum carries into it. */
static bool can_move(const struct ktf_insn *insn, const struct ktf_task_word *word)
{
	return insn->mask <= U32_MAX && (!word->plus || !(insn->mask & (insn->mask + 1)));
}

static void use_word(struct ktf_insn *insn, const struct ktf_task_word *word)
{
	if (!can_move(insn, word) || (word->bit && !ask_for_bit(insn, word->bit)))
		return;
	insn->lo = (insn->lo + word->plus) & insn->mask;
	insn->op = KTF_OP(COMM, ARC);
	insn->off = word->off;
}

/**
 * ktf_opt_task - make variables of the task words of it
 * @prog: the program.
 *
 * Context: any.
 */
void ktf_opt_task(struct ktf_prog *prog)
{
	const struct ktf_task_word *word;
	u32 i;

	for (i = 0; i < prog->nr; i++) {
		if (prog->insns[i].op != KTF_OP(TASK, ARC))
			continue;
		word = word_of(prog->insns[i].off);
		if (word)
			use_word(&prog->insns[i], word);
	}
}
