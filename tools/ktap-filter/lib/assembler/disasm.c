// SPDX-License-Identifier: GPL-2.0
/*
 * The disassembler: prints an image as text, of which the assembler makes the same image.
 *
 * Nothing is printed before the image has been read and found good. There is a printer for
 * each operand format and none for an opcode.
 */
#include "assembler/cells.h"
#include "assembler/disasm.h"
#include "assembler/names.h"
#include "prog/image.h"
#include "prog/ops.h"

struct listing {
	const struct ktf_portable	*prog;
	FILE				*out;
};

static void print_text(const struct listing *l, const char *text, u32 len)
{
	fputc('"', l->out);
	for (; len; len--, text++) {
		if (*text < ' ' || *text > '~')
			fprintf(l->out, "\\x%02x", *text);
		else
			fprintf(l->out, *text == '"' || *text == '\\' ? "\\%c" : "%c", *text);
	}
	fputc('"', l->out);
}

static void print_field(const struct listing *l, const struct ktf_reloc *field)
{
	fprintf(l->out, ".field %s %s %u%s\n", l->prog->pool + field->name,
		ktf_kind_name[field->kind], field->size,
		field->flags & KTAP_FILTER_FIELD_SIGNED ? " signed" : "");
}

/* There is no constant. */
static void print_none(const struct listing *l, const struct ktf_pred *pred)
{
}

static void print_num(const struct listing *l, const struct ktf_pred *pred)
{
	if (l->prog->fields[pred->field].flags & KTAP_FILTER_FIELD_SIGNED)
		fprintf(l->out, " %lld", (long long)pred->imm);
	else
		fprintf(l->out, pred->imm < 1000000 ? " %llu" : " %#llx", pred->imm);
}

static void print_str(const struct listing *l, const struct ktf_pred *pred)
{
	fputc(' ', l->out);
	print_text(l, l->prog->pool + ktf_slice_off(pred->imm), ktf_slice_len(pred->imm));
}

static void print_pair(const struct listing *l, const struct ktf_pred *pred)
{
	const struct ktf_reloc *second = &l->prog->fields[ktf_second_field(pred->imm)];

	fprintf(l->out, "%s %s%s%s", pred->imm & KTAP_FILTER_PAIR_FIRST_LOWER ? ".LOWER" : "",
		l->prog->pool + second->name, pred->imm & KTAP_FILTER_PAIR_USER ? ".USER" : "",
		pred->imm & KTAP_FILTER_PAIR_LOWER ? ".LOWER" : "");
}

static void print_set(const struct listing *l, const struct ktf_pred *pred)
{
	const char *set = l->prog->pool + ktf_slice_off(pred->imm), *sep = "";
	u32 bits = 8 * ktf_slice_len(pred->imm), i, from;

	fputs(" {", l->out);
	for (i = 0; i < bits; i++) {
		for (from = i; i < bits && set[i / 8] >> (i % 8) & 1; i++)
			;
		if (i == from)
			continue;
		fprintf(l->out, i - from > 1 ? "%s%u-%u" : "%s%u", sep, from, i - 1);
		sep = ",";
	}
	fputc('}', l->out);
}

static void print_func(const struct listing *l, const struct ktf_pred *pred)
{
	if (pred->flags & KTAP_FILTER_ADDR)
		fprintf(l->out, " %#llx", pred->imm);
	else
		print_str(l, pred);
}

static void print_values(const struct listing *l, const struct ktf_pred *pred)
{
	ktf_print_cells(l->prog, pred, l->out);
}

static void print_arg(const struct listing *l, const struct ktf_pred *pred)
{
	fprintf(l->out, " %llu", pred->imm);
}

static void print_args(const struct listing *l, const struct ktf_pred *pred)
{
	fprintf(l->out, " %u %u", (u32)pred->imm, (u32)(pred->imm >> 32));
}

/* By the format of an opcode, for the opcodes that images may have. */
static void (*const print_constant[])(const struct listing *l, const struct ktf_pred *pred) = {
	[KTF_FMT_NONE]	= print_none,
	[KTF_FMT_NUM]	= print_num,
	[KTF_FMT_STR]	= print_str,
	[KTF_FMT_PAIR]	= print_pair,
	[KTF_FMT_SET]	= print_set,
	[KTF_FMT_FUNC]	= print_func,
	[KTF_FMT_FIELD]	= print_none,
	[KTF_FMT_CELLS]	= print_values,
	[KTF_FMT_ARG]	= print_arg,
	[KTF_FMT_ARGS]	= print_args,
	[KTF_FMT_GROUP]	= print_str,
};

/**
 * ktf_print_predicate - print an instruction without its targets
 * @prog: the program.
 * @nr: the instruction's number; its opcode must be one that images may have.
 * @out: the stream.
 *
 * Context: any.
 */
void ktf_print_predicate(const struct ktf_portable *prog, u32 nr, FILE *out)
{
	const struct listing l = { .prog = prog, .out = out };
	const struct ktf_pred *pred = &prog->insns[nr];
	const struct ktf_op_info *op = &ktf_op_info[pred->op];
	u32 i;

	fputs(op->name, out);
	for (i = 0; i < ARRAY_SIZE(asm_flags); i++)
		if (pred->flags & asm_flags[i].flag)
			fprintf(out, ".%s", asm_flags[i].name);
	if (ktf_op_names_field(pred->op))
		fprintf(out, " %s", prog->pool + prog->fields[pred->field].name);
	print_constant[op->format](&l, pred);
}

static void print_target(const struct listing *l, const char *when, u16 target)
{
	if (target == KTAP_FILTER_ACCEPT)
		fprintf(l->out, " %s accept", when);
	else if (target == KTAP_FILTER_REJECT)
		fprintf(l->out, " %s reject", when);
	else
		fprintf(l->out, " %s %u", when, target);
}

static void print_insn(const struct listing *l, u32 nr)
{
	const struct ktf_pred *pred = &l->prog->insns[nr];

	fprintf(l->out, "%5u: ", nr);
	ktf_print_predicate(l->prog, nr, l->out);
	fputc(' ', l->out);
	print_target(l, "true", pred->jt);
	print_target(l, "false", pred->jf);
	if (l->prog->source)
		fprintf(l->out, "  @%u+%u", l->prog->spans[nr].pos, l->prog->spans[nr].len);
	fputc('\n', l->out);
}

static void print_program(const struct listing *l)
{
	const struct ktf_portable *prog = l->prog;
	u32 i;

	fprintf(l->out, ".version %u\n", KTAP_FILTER_VERSION);
	if (prog->source) {
		fputs(".source ", l->out);
		print_text(l, prog->source, strlen(prog->source));
		fputc('\n', l->out);
	}
	for (i = 0; i < prog->nr_fields; i++)
		print_field(l, &prog->fields[i]);
	for (i = 0; i < prog->nr_insns; i++)
		print_insn(l, i);
}

/**
 * ktf_image_disasm - print an image in the assembler's language
 * @image: the image, aligned like allocated memory.
 * @bytes: the image's size.
 * @out: the stream; the caller checks it for write errors.
 * @diag: gets the error.
 *
 * Context: may sleep.
 * Return: 0, or the errno of ktf_image_decode(); then nothing has been printed.
 */
int ktf_image_disasm(const void *image, u32 bytes, FILE *out, struct ktf_diag *diag)
{
	struct ktf_portable prog;
	const struct listing l = { .prog = &prog, .out = out };
	int err = ktf_image_decode(image, bytes, &prog, diag);

	if (!err)
		print_program(&l);
	ktf_portable_free(&prog);
	return err;
}
