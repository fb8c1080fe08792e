// SPDX-License-Identifier: GPL-2.0
/*
 * The most that a program can do for one record.
 *
 * Targets lie further on, so one pass from the last instruction to the first finds the
 * longest way from each: its own cost and that of the dearer of its targets. Ways that
 * no record can take count, too, since they are not told from others: it is a bound.
 *
 * What an instruction looks at is bounded by its operands, but for texts that are as
 * long as the record says: those count for as much as a record can hold, or for
 * what the interpreter looks at before it gives up.
 *
 * A search for a piece, or a glob, may look at a byte several times. How often is bounded
 * by the matchers; see vm/match.c, whose bounds are repeated here.
 */
#include "explain.h"
#include "vm/glob.h"
#include "prog/limits.h"
#include "prog/ops.h"

#define LOC_BYTES	4U		/* the word that says where a text is */
#define WORD_BYTES	8U
#define MAX_RECORD	0xffffU		/* sizes in a loc word have 16 bits */

static struct ktf_cost dearer(struct ktf_cost a, struct ktf_cost b)
{
	return (struct ktf_cost) { max(a.steps, b.steps), max(a.bytes, b.bytes),
				   max(a.search, b.search) };
}

static struct ktf_cost cost_of_target(const struct ktf_cost *costs, u16 target)
{
	return ktf_is_verdict(target) ? (struct ktf_cost) { } : costs[target];
}

/* The bytes that a text can have. */
static u32 room_of(const struct ktf_insn *insn)
{
	switch (ktf_op_info[insn->op].format) {
	case KTF_FMT_TEXT:
		return KTF_COMM_BYTES;
	case KTF_FMT_FIXT:
		return insn->size ?: KTF_TEXT_BYTES;
	case KTF_FMT_LOCT:
		return MAX_RECORD;
	default:
		return KTF_PTR_BYTES;
	}
}

/* Bytes of a text of up to @room that a comparison looks at. */
static u32 text_bytes(const struct ktf_insn *insn, u32 room)
{
	switch (insn->op) {
	case KTF_OP_COMM_EQ: case KTF_OP_FIX_EQ: case KTF_OP_DYN_EQ: case KTF_OP_REL_EQ:
		return min(room, insn->len + 1U);
	case KTF_OP_COMM_PREFIX: case KTF_OP_FIX_PREFIX:
	case KTF_OP_DYN_PREFIX: case KTF_OP_REL_PREFIX:
		return min_t(u32, room, insn->len);
	}
	return room;
}

static u32 bytes_of(const struct ktf_insn *insn)
{
	u8 format = ktf_op_info[insn->op].format;

	switch (format) {
	case KTF_FMT_WORD:
		return insn->mask ? WORD_BYTES : 0;
	case KTF_FMT_INDX:
		return insn->op == KTF_OP_CPU_SET ? 0 : WORD_BYTES;
	case KTF_FMT_HASH:
	case KTF_FMT_BNDS:
		return WORD_BYTES;
	case KTF_FMT_LOCW:
		return LOC_BYTES + WORD_BYTES;
	case KTF_FMT_TAIL:
	case KTF_FMT_PIEC:
		return 2 * WORD_BYTES;
	case KTF_FMT_CPU:
		return insn->op == KTF_OP_COMM_TAIL ? KTF_COMM_BYTES : 0;
	case KTF_FMT_MASK:
		return LOC_BYTES + DIV_ROUND_UP(insn->bits, 8);
	case KTF_FMT_TEXT:
	case KTF_FMT_FIXT:
		return text_bytes(insn, room_of(insn));
	case KTF_FMT_LOCT:
		return LOC_BYTES + text_bytes(insn, room_of(insn));
	case KTF_FMT_PTRT:
		return sizeof(long) + room_of(insn);
	default:
		return 0;
	}
}

/*
 * A place of a short piece is looked at when its first byte is looked for, and again if that
 * is there. A long piece is given up on after twice as much, and then found in as much. A
 * glob takes the text times what it matches, and a look for the text's end.
 */
static u64 search_of(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_glob *glob;

	switch (insn->op) {
	case KTF_OP_PIECE: case KTF_OP_COMM_PIECE:
		return 2 * 16;
	case KTF_OP_COMM_CONTAINS: case KTF_OP_FIX_CONTAINS: case KTF_OP_DYN_CONTAINS:
	case KTF_OP_REL_CONTAINS: case KTF_OP_PTR_CONTAINS: case KTF_OP_USR_CONTAINS:
		return (insn->len <= 8 ? 2 : 4) * room_of(insn);
	case KTF_OP_COMM_GLOB: case KTF_OP_FIX_GLOB: case KTF_OP_DYN_GLOB:
	case KTF_OP_REL_GLOB: case KTF_OP_PTR_GLOB: case KTF_OP_USR_GLOB:
		glob = ktf_prepared(prog, insn);
		return (glob->least + 1ULL) * room_of(insn);
	}
	return 0;
}

static int cost_portable(struct ktf_explain *x)
{
	struct ktf_cost *costs = ktf_alloc(array_size(x->prog.nr_insns, sizeof(*costs)));
	u32 i = x->prog.nr_insns;

	if (!costs)
		return -ENOMEM;
	while (i--) {
		costs[i] = dearer(cost_of_target(costs, x->prog.insns[i].jt),
				  cost_of_target(costs, x->prog.insns[i].jf));
		costs[i].steps++;
	}
	x->portable = costs[0];
	ktf_free(costs);
	return 0;
}

static int cost_runnable(struct ktf_explain *x)
{
	struct ktf_cost *costs = ktf_alloc(array_size(x->run->nr, sizeof(*costs)));
	u32 i = x->run->nr;

	if (!costs)
		return -ENOMEM;
	while (i--) {
		costs[i] = dearer(cost_of_target(costs, x->run->insns[i].to[0]),
				  cost_of_target(costs, x->run->insns[i].to[1]));
		costs[i].steps++;
		costs[i].bytes += bytes_of(&x->run->insns[i]);
		costs[i].search += search_of(x->run, &x->run->insns[i]);
	}
	x->runnable = costs[0];
	ktf_free(costs);
	return 0;
}

/**
 * ktf_explain_costs - find the most that a program can do
 * @x: the program; gets its costs.
 *
 * Context: may sleep.
 * Return: 0 or -ENOMEM.
 */
int ktf_explain_costs(struct ktf_explain *x)
{
	int err = cost_portable(x);

	return err || !x->run ? err : cost_runnable(x);
}
