// SPDX-License-Identifier: GPL-2.0
/*
 * Translation of cells.
 *
 * The stack of an expression becomes registers and memory: how deep the stack is at each cell is
 * known here. The lowest value is in R0, the next one in R3, and deeper ones are in words of the
 * BPF stack. R4 and R5 hold what a calculation needs for a moment.
 *
 *	cells			eBPF
 *	FIELD.2 [24]		r0 = *(u16 *)(rec + 24)
 *	NUM 13, SHR		r0 >>= 13
 *	FIELD.4 [28]		r3 = *(u32 *)(rec + 28)
 *	ADD			r0 += r3
 *
 * A number that the next cell calculates with is a constant of that calculation. What is not
 * there leaves the code by a branch to the outcome that the instruction has for it.
 *
 * eBPF of old kernels has no division with a sign. By a number above 0, the magnitude is divided,
 * and the result gets the sign. Any other such division, an element behind a loc word, a length or
 * a variable needs more code than it is worth: the interpreter runs an instruction with it.
 */
#include "ebpf/emit.h"
#include "prog/limits.h"
#include "prog/value.h"
#include "vm/cells.h"

/* The words of the BPF stack, below the name of the task. */
#define SPILL(position)		(-(s32)KTF_COMM_BYTES - 8 * ((s32)(position) - 1))

static bool is_in_register(u32 position)
{
	return position < 2;
}

static u8 register_of(u32 position)
{
	return position ? BPF_REG_3 : BPF_REG_0;
}

/* The register that holds a value; loads it into @scratch if it is in memory. */
static u8 get(struct ktf_emit *e, u32 position, u8 scratch)
{
	if (is_in_register(position))
		return register_of(position);
	ktf_emit_load(e, scratch, BPF_REG_10, SPILL(position), sizeof(u64));
	return scratch;
}

/* The register in which a value is to be made. */
static u8 target(u32 position, u8 scratch)
{
	return is_in_register(position) ? register_of(position) : scratch;
}

/* A value has been made; keep it in memory if it has no register. */
static void put(struct ktf_emit *e, u32 position, u8 reg)
{
	if (!is_in_register(position))
		ktf_emit(e, BPF_STX | BPF_MEM | BPF_DW, BPF_REG_10, reg, SPILL(position), 0);
}

static void extend(struct ktf_emit *e, u8 reg, u8 arg)
{
	u32 unused = 64 - 8 * (arg & KTF_CELL_BYTES);

	if (!unused)
		return;
	ktf_emit_alu(e, BPF_LSH, reg, unused);
	ktf_emit_alu(e, arg & KTF_CELL_SIGNED ? BPF_ARSH : BPF_RSH, reg, unused);
}

static void load(struct ktf_emit *e, u8 reg, u8 base, u32 off, u8 arg)
{
	ktf_emit_load(e, reg, base, off, arg & KTF_CELL_BYTES);
	if (arg & KTF_CELL_SIGNED)
		extend(e, reg, arg);
}

static void emit_number(struct ktf_emit *e, u8 reg, u64 val)
{
	if (val == (u64)(s32)val)
		ktf_emit_alu(e, BPF_MOV, reg, val);
	else
		ktf_emit_imm64(e, reg, 0, val);
}

static u8 operation_of(const struct ktf_cell *cell)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_ADD:
		return BPF_ADD;
	case KTAP_FILTER_CELL_SUB:
		return BPF_SUB;
	case KTAP_FILTER_CELL_MUL:
		return BPF_MUL;
	case KTAP_FILTER_CELL_DIV:
		return BPF_DIV;
	case KTAP_FILTER_CELL_MOD:
		return BPF_MOD;
	case KTAP_FILTER_CELL_AND:
		return BPF_AND;
	case KTAP_FILTER_CELL_OR:
		return BPF_OR;
	case KTAP_FILTER_CELL_XOR:
		return BPF_XOR;
	case KTAP_FILTER_CELL_SHL:
		return BPF_LSH;
	default:
		return cell->arg & KTF_CELL_SIGNED ? BPF_ARSH : BPF_RSH;
	}
}

static bool is_shift(const struct ktf_cell *cell)
{
	return cell->op == KTAP_FILTER_CELL_SHL || cell->op == KTAP_FILTER_CELL_SHR;
}

static bool is_division(const struct ktf_cell *cell)
{
	return cell->op == KTAP_FILTER_CELL_DIV || cell->op == KTAP_FILTER_CELL_MOD;
}

/* @reg is shifted by @count, which may be no number of 0 to 63. */
static void emit_shift(struct ktf_emit *e, const struct ktf_cell *cell, u8 reg, u8 count)
{
	u32 in_range = ktf_emit_skip(e, BPF_JMP | BPF_JLE, count, 63), end;

	if (operation_of(cell) == BPF_ARSH)
		ktf_emit_alu(e, BPF_ARSH, reg, 63);
	else
		ktf_emit_alu(e, BPF_MOV, reg, 0);
	end = ktf_emit_skip(e, BPF_JMP | BPF_JA, 0, 0);
	ktf_emit_land(e, in_range);
	ktf_emit_alu_reg(e, operation_of(cell), reg, count);
	ktf_emit_land(e, end);
}

static void emit_two(struct ktf_emit *e, const struct ktf_insn *insn, const struct ktf_cell *cell,
		     u32 position)
{
	u8 reg = get(e, position, BPF_REG_4), right = get(e, position + 1, BPF_REG_5);

	if (is_division(cell))
		ktf_emit_branch(e, BPF_JMP | BPF_JEQ, right, 0, insn->no_value);
	if (is_shift(cell))
		emit_shift(e, cell, reg, right);
	else
		ktf_emit_alu_reg(e, operation_of(cell), reg, right);
	put(e, position, reg);
}

/* Negate the number in @reg if R5 is -1, not if it is 0. */
static void emit_sign(struct ktf_emit *e, u8 reg)
{
	ktf_emit_alu_reg(e, BPF_XOR, reg, BPF_REG_5);
	ktf_emit_alu_reg(e, BPF_SUB, reg, BPF_REG_5);
}

/* Divide the word in @reg, which has no sign, by @number. A power of two takes no division. */
static void emit_quotient(struct ktf_emit *e, const struct ktf_cell *cell, u8 reg, s32 number)
{
	if (number & (number - 1))
		ktf_emit_alu(e, operation_of(cell), reg, number);
	else if (cell->op == KTAP_FILTER_CELL_DIV)
		ktf_emit_alu(e, BPF_RSH, reg, __ffs64(number));
	else
		ktf_emit_alu(e, BPF_AND, reg, number - 1);
}

/* A quotient has the sign of the dividend, since @number is above 0; so has a rest. */
static void emit_division(struct ktf_emit *e, const struct ktf_cell *cell, u8 reg, s32 number)
{
	if (!(cell->arg & KTF_CELL_SIGNED)) {
		emit_quotient(e, cell, reg, number);
		return;
	}
	ktf_emit_alu_reg(e, BPF_MOV, BPF_REG_5, reg);
	ktf_emit_alu(e, BPF_ARSH, BPF_REG_5, 63);
	emit_sign(e, reg);
	emit_quotient(e, cell, reg, number);
	emit_sign(e, reg);
}

/* The number before a calculation is its constant. A divisor or a count has been checked. */
static void emit_constant(struct ktf_emit *e, const struct ktf_cell *cell, s32 number,
			  u32 position)
{
	u8 reg = get(e, position, BPF_REG_4);

	if (is_division(cell))
		emit_division(e, cell, reg, number);
	else
		ktf_emit_alu(e, operation_of(cell), reg, number);
	put(e, position, reg);
}

static void emit_one(struct ktf_emit *e, const struct ktf_cell *cell, u32 position)
{
	u8 reg = get(e, position, BPF_REG_4);

	switch (cell->op) {
	case KTAP_FILTER_CELL_NEG:
		ktf_emit(e, BPF_ALU64 | BPF_NEG, reg, 0, 0, 0);
		break;
	case KTAP_FILTER_CELL_INV:
		ktf_emit_alu(e, BPF_XOR, reg, -1);
		break;
	case KTAP_FILTER_CELL_CUT:
		extend(e, reg, cell->arg);
		break;
	default:
		ktf_emit(e, BPF_ALU | BPF_END | BPF_TO_BE, reg, 0, 0,
			 8 * (cell->arg & KTF_CELL_BYTES));
	}
	put(e, position, reg);
}

/*
 * R5 = all ones if the index in @reg is below @nr, else 0, without a branch that a processor
 * could guess. The index may be chosen by a caller of the kernel.
 */
static void emit_index_mask(struct ktf_emit *e, u8 reg, u32 nr)
{
	ktf_emit_alu(e, BPF_MOV, BPF_REG_5, nr - 1);
	ktf_emit_alu_reg(e, BPF_SUB, BPF_REG_5, reg);
	ktf_emit_alu_reg(e, BPF_OR, BPF_REG_5, reg);
	ktf_emit_alu(e, BPF_ARSH, BPF_REG_5, 63);
	ktf_emit_alu(e, BPF_XOR, BPF_REG_5, -1);
}

/* Load an element of a fixed array; its index is at @position. */
static void emit_element(struct ktf_emit *e, const struct ktf_insn *insn,
			 const struct ktf_cell *cell, u32 position)
{
	u8 reg = get(e, position, BPF_REG_4);

	ktf_emit_branch(e, BPF_JMP | BPF_JGE, reg, cell->imm, insn->no_value);
	emit_index_mask(e, reg, cell->imm);
	ktf_emit_alu_reg(e, BPF_AND, reg, BPF_REG_5);
	ktf_emit_alu(e, BPF_LSH, reg, __ffs64(cell->arg & KTF_CELL_BYTES));
	ktf_emit_alu_reg(e, BPF_ADD, reg, e->rec);
	load(e, reg, reg, cell->field, cell->arg);
	put(e, position, reg);
}

/* Is the cell a number that the next one calculates with? */
static bool is_constant_of(const struct ktf_cell *cell, const struct ktf_cell *end)
{
	if (cell->op != KTAP_FILTER_CELL_NUM || cell + 1 >= end ||
	    ktf_cell_info[cell[1].op].takes != 2)
		return false;
	if (is_division(&cell[1]))
		return cell->imm > 0;
	return !is_shift(&cell[1]) || (u32)cell->imm < 64;
}

/* Emit one cell, or a number and the calculation behind it. Returns how many cells that were. */
static u32 emit_cell(struct ktf_emit *e, const struct ktf_insn *insn, const struct ktf_cell *cell,
		     const struct ktf_cell *end, u32 *depth)
{
	u32 takes = ktf_cell_info[cell->op].takes;
	u8 reg = target(*depth, BPF_REG_4);

	if (is_constant_of(cell, end)) {
		emit_constant(e, cell + 1, cell->imm, *depth - 1);
		return 2;
	}
	if (takes) {
		*depth -= takes - 1;
		if (takes == 2)
			emit_two(e, insn, cell, *depth - 1);
		else if (cell->op == KTAP_FILTER_CELL_ELEM)
			emit_element(e, insn, cell, *depth - 1);
		else
			emit_one(e, cell, *depth - 1);
		return 1;
	}
	if (cell->op == KTAP_FILTER_CELL_FIELD)
		load(e, reg, e->rec, cell->field, cell->arg);
	else
		emit_number(e, reg, ktf_big_word(ktf_cell_number(cell)));
	put(e, (*depth)++, reg);
	return ktf_cell_length(cell->op);
}

/**
 * ktf_emit_cells - emit a CELL
 * @e: the translation.
 * @insn: the instruction.
 *
 * Context: any.
 */
void ktf_emit_cells(struct ktf_emit *e, const struct ktf_insn *insn)
{
	const struct ktf_cell *cell = ktf_const(e->prog, insn->cells);
	const struct ktf_cell *end = cell + insn->nr_cells;
	u32 depth = 0;

	while (cell < end)
		cell += emit_cell(e, insn, cell, end, &depth);
	switch (ktf_test(insn)) {
	case KTF_TEST_HOLDS:
		ktf_emit_relation(e, insn->cell_relation);
		break;
	case KTF_TEST_BOUNDS:
		ktf_emit_search(e, insn->cells + insn->nr_cells * sizeof(*cell), insn->bits);
		break;
	default:
		ktf_emit_span(e, insn);
		break;
	}
}

/* @divisor is the cell before, if a division follows. */
static bool can_emit(const struct ktf_cell *cell, const struct ktf_cell *divisor)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_DIV:
	case KTAP_FILTER_CELL_MOD:
		return !(cell->arg & KTF_CELL_SIGNED) ||
		       (divisor->op == KTAP_FILTER_CELL_NUM && divisor->imm > 0);
	case KTAP_FILTER_CELL_ELEM:
		return cell->imm > 0;
	case KTAP_FILTER_CELL_LEN:
	case KTAP_FILTER_CELL_VAR:
	case KTAP_FILTER_CELL_CPU:
		return false;
	}
	return true;
}

/**
 * ktf_are_inline_cells - can the values of an instruction be translated?
 * @prog: the program.
 * @insn: a PAIR, a CELL, a TASK or a DUO of the program.
 *
 * Context: any.
 * Return: true if they can; false if the interpreter is to run the instruction.
 */
bool ktf_are_inline_cells(const struct ktf_prog *prog, const struct ktf_insn *insn)
{
	const struct ktf_cell *cell, *end, *before = NULL;

	if (ktf_source(insn) != KTF_SOURCE_CELL)
		return ktf_source(insn) == KTF_SOURCE_PAIR;
	cell = ktf_const(prog, insn->cells);
	end = cell + insn->nr_cells;
	while (cell < end && can_emit(cell, before)) {
		before = cell;
		cell += ktf_cell_length(cell->op);
	}
	return cell >= end;
}
