// SPDX-License-Identifier: GPL-2.0
/*
 * The disassembler of runnable programs. It prints each instruction on one line:
 *
 *	    0: WORD_ARC       [24] - 0x5 & 0xffffffff <= 0x0  true 1 false reject
 *
 * Each kind of constant has a printer. No opcode needs one of its own.
 */
#include "prog/ops.h"
#include "prog/variables.h"
#include "vm/cells.h"
#include "vm/disasm.h"
#include "vm/related.h"
#include "vm/task.h"
#include "vm/text_set.h"

static void print_target(const struct ktf_out *out, const char *when, u16 target)
{
	if (target == KTAP_FILTER_ACCEPT)
		out->print(out, " %s accept", when);
	else if (target == KTAP_FILTER_REJECT)
		out->print(out, " %s reject", when);
	else
		out->print(out, " %s %u", when, target);
}

static void print_arc(const struct ktf_prog *prog, const struct ktf_insn *insn,
		      const struct ktf_out *out)
{
	out->print(out, " - 0x%llx & 0x%llx <= 0x%llx", (unsigned long long)insn->lo,
		   (unsigned long long)insn->mask, (unsigned long long)insn->range);
}

static void print_cpus(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const struct ktf_out *out)
{
	const unsigned long *set = ktf_const(prog, insn->set);
	const char *sep = " {";
	u32 i;

	for (i = 0; i < insn->bits; i++) {
		if (!(set[i / BITS_PER_LONG] >> (i % BITS_PER_LONG) & 1))
			continue;
		out->print(out, "%s%u", sep, i);
		sep = ",";
	}
	out->print(out, *sep == ',' ? "}" : " {}");
}

static void print_set(const struct ktf_prog *prog, const struct ktf_insn *insn,
		      const struct ktf_out *out)
{
	out->print(out, " - 0x%llx & 0x%llx >> %u", (unsigned long long)insn->base,
		   (unsigned long long)insn->index, insn->shift);
	print_cpus(prog, insn, out);
}

/* Print quotes, backslashes and unprintable bytes as \x and two digits. */
static void print_text(const char *text, u32 len, const struct ktf_out *out)
{
	u32 i;

	out->print(out, " \"");
	for (i = 0; i < len; i++) {
		u8 c = text[i];

		if (c < ' ' || c > '~' || c == '"' || c == '\\')
			out->print(out, "\\x%02x", c);
		else
			out->print(out, "%c", c);
	}
	out->print(out, "\"");
}

/* What is known of the copy of a text behind a pointer. */
static void print_copy(const struct ktf_insn *insn, const struct ktf_out *out)
{
	if (ktf_is_pointer_text(insn) && insn->fault)
		out->print(out, " fault true");
	if (ktf_is_pointer_text(insn) && insn->copy_slot)
		out->print(out, " slot %u", insn->copy_slot);
}

/* The members, as print_hash() has them. */
static void print_text_set(const struct ktf_prog *prog, const struct ktf_insn *insn,
			   const struct ktf_out *out)
{
	const struct ktf_text_set *set = ktf_const(prog, insn->pat);
	const struct ktf_member *member = ktf_members(set);
	const char *sep = " {";
	u32 i;

	if (ktf_source(insn) == KTF_SOURCE_FIX)
		out->print(out, " size %u", insn->size);
	for (i = 0; i < 1U << set->hash.slot_bits; i++) {
		if (ktf_slot_of(&set->hash, set->slots, set->slots[i]) != i)
			continue;
		out->print(out, "%s", sep);
		print_text((const char *)set + member[i].off, member[i].len, out);
		sep = ",";
	}
	out->print(out, " }");
	print_copy(insn, out);
}

/* Print each member once. A slot that no member has repeats the member of another slot. */
static void print_hash(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const struct ktf_out *out)
{
	const u64 *slots = ktf_const(prog, insn->set);
	const char *sep = " {";
	u32 i;

	if (ktf_has_texts(insn)) {
		print_text_set(prog, insn, out);
		return;
	}
	out->print(out, " & 0x%llx >> %u", (unsigned long long)insn->index, insn->hash_shift);
	for (i = 0; i < 1U << insn->slot_bits; i++) {
		if (ktf_hash_slot(insn, slots, slots[i]) != i)
			continue;
		out->print(out, "%s%llu", sep, (unsigned long long)slots[i]);
		sep = ",";
	}
	out->print(out, "}");
}

static void print_bounds_at(const u64 *bounds, const struct ktf_insn *insn,
			    const struct ktf_out *out)
{
	u32 i;

	for (i = 0; i < insn->bits; i += 2) {
		out->print(out, "%s0x%llx-", i ? "," : " {", (unsigned long long)bounds[i]);
		if (i + 1 < insn->bits)
			out->print(out, "0x%llx", (unsigned long long)bounds[i + 1] - 1);
	}
	out->print(out, "}");
}

static void print_length(const struct ktf_cell *cell, const struct ktf_out *out)
{
	out->print(out, "LEN %s", ktf_sources[cell->arg].name);
	if (cell->arg != KTF_SOURCE_COMM)
		out->print(out, " [%u]", cell->field);
	if (cell->arg == KTF_SOURCE_FIX)
		out->print(out, " size %d", cell->imm);
	else if (cell->imm)
		out->print(out, " of %d bytes each", cell->imm);
}

static void print_cell(const struct ktf_cell *cell, const struct ktf_out *out)
{
	const struct ktf_cell_info *info = &ktf_cell_info[cell->op];

	if (cell->op == KTAP_FILTER_CELL_LEN) {
		print_length(cell, out);
		return;
	}
	out->print(out, "%s", info->name);
	if (cell->arg & KTF_CELL_BYTES)
		out->print(out, ".%u", cell->arg & KTF_CELL_BYTES);
	if (cell->arg & KTF_CELL_SIGNED && cell->op != KTAP_FILTER_CELL_NUM64)
		out->print(out, "s");
	if (info->operand == KTF_CELL_HAS_FIELD || info->operand == KTF_CELL_HAS_ARRAY)
		out->print(out, " [%u]", cell->field);
	if (info->operand == KTF_CELL_HAS_ARRAY && cell->imm > 0)
		out->print(out, " of %d", cell->imm);
	if (info->operand == KTF_CELL_HAS_IMM)
		out->print(out, " %d", cell->imm);
	if (info->operand == KTF_CELL_HAS_VAR)
		out->print(out, " %s", ktf_variables[cell->imm].name);
	if (info->operand == KTF_CELL_HAS_NEXT)
		out->print(out, " 0x%llx", (unsigned long long)ktf_cell_num64(cell));
}

static void print_cells(const struct ktf_prog *prog, const struct ktf_insn *insn,
			const struct ktf_out *out)
{
	const struct ktf_cell *cell = ktf_const(prog, insn->cells), *end = cell + insn->nr_cells;
	const char *sep = " {";

	for (; cell < end; cell += ktf_cell_length(cell->op)) {
		out->print(out, "%s", sep);
		print_cell(cell, out);
		sep = ", ";
	}
	out->print(out, "}");
}

static void print_bounds(const struct ktf_prog *prog, const struct ktf_insn *insn,
			 const struct ktf_out *out)
{
	const u64 *cells = ktf_const(prog, insn->cells);

	if (ktf_source(insn) == KTF_SOURCE_CELL) {
		print_cells(prog, insn, out);
		print_bounds_at(cells + insn->nr_cells, insn, out);
		return;
	}
	out->print(out, " & 0x%llx", (unsigned long long)insn->index);
	print_bounds_at(ktf_const(prog, insn->set), insn, out);
}

/* A number at the top of a word: the word's offset, and how far the word is shifted. */
static void print_half(const struct ktf_insn *insn, u32 half, const struct ktf_out *out)
{
	out->print(out, " [%u] >> %u%s", half ? insn->off2 : insn->off,
		   insn->shr[half] | insn->sar[half], insn->sar[half] ? " signed" : "");
}

static void print_place(const struct ktf_prog *prog, const struct ktf_place *text,
			const struct ktf_out *out)
{
	if (text->folds)
		out->print(out, " folded");
	if (text->source == KTF_SOURCE_CONSTANT) {
		print_text(ktf_const(prog, text->size), text->off, out);
		return;
	}
	out->print(out, " %s", ktf_sources[text->source].name);
	if (text->source != KTF_SOURCE_COMM)
		out->print(out, " [%u]", text->off);
	if (text->source == KTF_SOURCE_FIX)
		out->print(out, " size %u", text->size);
}

static void print_texts(const struct ktf_prog *prog, const struct ktf_insn *insn,
			const struct ktf_out *out)
{
	print_place(prog, &insn->text[0], out);
	out->print(out, ",");
	print_place(prog, &insn->text[1], out);
	out->print(out, insn->text_relation == KTF_RELATION_EQ ? " EQ" : " LT");
	if (insn->no_text)
		out->print(out, " fault true");
}

/* The address of a term's memory is nobody's business. */
static void print_state(const struct ktf_prog *prog, const struct ktf_insn *insn,
			const struct ktf_out *out)
{
	out->print(out, " %s", ktf_op_info[insn->term].name);
	if (insn->term == KTAP_FILTER_OP_CHANGED)
		print_cells(prog, insn, out);
	else
		out->print(out, " %u", (u32)insn->lo);
	if (insn->term == KTAP_FILTER_OP_RATE)
		out->print(out, " in %u us", (u32)(insn->lo >> 32));
}

static void print_relation(const struct ktf_insn *insn, u32 relation, const struct ktf_out *out)
{
	static const char * const names[] = {
#define KTF_RELATION(name, nr, outcome, text)	[nr] = #name,
		KTF_RELATIONS(KTF_RELATION)
#undef KTF_RELATION
	};

	if (ktf_test(insn) == KTF_TEST_SPAN)
		out->print(out, " - 0x%llx <= 0x%llx", (unsigned long long)insn->lo,
			   (unsigned long long)insn->range);
	else
		out->print(out, " %s", names[relation]);
}

static void print_values(const struct ktf_prog *prog, const struct ktf_insn *insn,
			 const struct ktf_out *out)
{
	static const char * const related[] = {
#define KTF_RELATED(name, nr, text)	[nr] = #name,
		KTF_RELATED_TO(KTF_RELATED)
#undef KTF_RELATED
	};

	switch (ktf_source(insn)) {
	case KTF_SOURCE_TASK:
		out->print(out, " %s %llu", related[insn->off], (unsigned long long)insn->lo);
		return;
	case KTF_SOURCE_DUO:
		print_texts(prog, insn, out);
		return;
	case KTF_SOURCE_STATE:
		print_state(prog, insn, out);
		return;
	case KTF_SOURCE_PAIR:
		print_half(insn, 0, out);
		out->print(out, ktf_test(insn) == KTF_TEST_SPAN ? " -" : ",");
		print_half(insn, 1, out);
		print_relation(insn, insn->relation, out);
		return;
	}
	print_cells(prog, insn, out);
	print_relation(insn, insn->cell_relation, out);
	if (insn->no_value)
		out->print(out, " fault true");
}

static void print_short(const struct ktf_prog *prog, const struct ktf_insn *insn,
			const struct ktf_out *out)
{
	char text[8];
	u32 len;

	for (len = 0; len < sizeof(text) && insn->mask >> 8 * len & 0xff; len++)
		text[len] = insn->lo >> 8 * len;
	print_text(text, len, out);
}

static void print_pattern(const struct ktf_prog *prog, const struct ktf_insn *insn,
			  const struct ktf_out *out)
{
	if (ktf_source(insn) == KTF_SOURCE_FIX)
		out->print(out, " size %u", insn->size);
	if (ktf_test(insn) == KTF_TEST_GLOB && insn->folds)
		out->print(out, " folded");
	print_text(ktf_const(prog, insn->pat), insn->len, out);
	print_copy(insn, out);
}

static void (* const print_constant[KTF_NR_CONSTANTS])(const struct ktf_prog *prog,
						       const struct ktf_insn *insn,
						       const struct ktf_out *out) = {
	[KTF_CONST_ARC]		= print_arc,
	[KTF_CONST_SHORT]	= print_short,
	[KTF_CONST_SET]		= print_set,
	[KTF_CONST_CPUS]	= print_cpus,
	[KTF_CONST_HASH]	= print_hash,
	[KTF_CONST_BOUNDS]	= print_bounds,
	[KTF_CONST_VALUES]	= print_values,
	[KTF_CONST_PATTERN]	= print_pattern,
	[KTF_CONST_BORDERS]	= print_pattern,
	[KTF_CONST_GLOB]	= print_pattern,
};

/*
 * CPU, STATE and COMM have no offset, except that an arc of COMM has one. PAIR, CELL and DUO print
 * theirs, and a TASK has the number of a variable there.
 */
static bool has_offset(const struct ktf_insn *insn)
{
	switch (ktf_source(insn)) {
	case KTF_SOURCE_PAIR:
	case KTF_SOURCE_CELL:
	case KTF_SOURCE_TASK:
	case KTF_SOURCE_DUO:
	case KTF_SOURCE_STATE:
		return false;
	}
	return ktf_source_info(insn)->known != KTF_KNOWN_ALWAYS || insn->op == KTF_OP(COMM, ARC);
}

/* May the constants be addresses of the kernel? */
static bool may_be_addresses(const struct ktf_insn *insn)
{
	return ktf_source(insn) == KTF_SOURCE_WORD || ktf_source(insn) == KTF_SOURCE_PAIR ||
	       ktf_source(insn) == KTF_SOURCE_CELL;
}

static void print_insn(const struct ktf_prog *prog, const struct ktf_insn *insn,
		       const struct ktf_out *out)
{
	const struct ktf_test_info *test = ktf_test_info(insn);
	const struct ktf_task_word *word = NULL;
	char name[16];

	snprintf(name, sizeof(name), "%s_%s", ktf_source_info(insn)->name, test->name);
	out->print(out, "%-14s", name);
	if (insn->op == KTF_OP(COMM, ARC))
		word = ktf_task_word_at(insn->off);
	if (word)
		out->print(out, " current->%s", word->member);
	else if (has_offset(insn))
		out->print(out, " [%u]", insn->off);
	if (ktf_source(insn) == KTF_SOURCE_TASK && ktf_test(insn) != KTF_TEST_HOLDS)
		out->print(out, " %s", ktf_variables[insn->off].name);
	if (out->hides_numbers && may_be_addresses(insn))
		out->print(out, " (hidden)");
	else
		print_constant[test->constant](prog, insn, out);
}

/**
 * ktf_disasm - list a program
 * @prog: a verified program.
 * @out: where the listing goes.
 *
 * Context: any in which @out->print may be called.
 */
void ktf_disasm(const struct ktf_prog *prog, const struct ktf_out *out)
{
	u32 i;

	for (i = 0; i < prog->nr; i++) {
		const struct ktf_insn *insn = &prog->insns[i];

		out->print(out, "%5u: ", i);
		print_insn(prog, insn, out);
		out->print(out, " ");
		print_target(out, "true", insn->to[1]);
		print_target(out, "false", insn->to[0]);
		out->print(out, "\n");
	}
}
