// SPDX-License-Identifier: GPL-2.0
/*
 * The assembler's instructions.
 *
 *	[LABEL:] OPCODE[.FLAG]... [FIELD [CONSTANT | FIELD[.FLAG]...] | CELLS | ARGUMENT...]
 *		true TARGET false TARGET [@POS+LEN]
 */
#include "assembler/cells.h"
#include "assembler/names.h"
#include "prog/ops.h"

static int take_flags(struct asm_program *p, struct ktf_pred *pred)
{
	struct asm_scan *s = &p->scan;
	struct asm_word word;
	u32 i;

	/* A flag follows without a blank. Behind a blank, "." would start something else. */
	while (*s->at == '.') {
		s->at++;
		if (asm_word(s, "Flag", &word))
			return s->error->err;
		for (i = 0; i < ARRAY_SIZE(asm_flags); i++)
			if (asm_is(&word, asm_flags[i].name))
				break;
		if (i == ARRAY_SIZE(asm_flags))
			return asm_fail(s, word.text, -EINVAL, "Unknown flag");
		if (~ktf_op_info[pred->op].may & asm_flags[i].flag)
			return asm_fail(s, word.text, -EINVAL,
					"Flag that the opcode does not have");
		pred->flags |= asm_flags[i].flag;
	}
	return 0;
}

static int take_opcode(struct asm_program *p, const struct asm_word *word, struct ktf_pred *pred)
{
	const struct ktf_op_info *op = ktf_op_info;
	struct asm_scan *s = &p->scan;

	while (op < ktf_op_info + ARRAY_SIZE(ktf_op_info) &&
	       !(op->format != KTF_FMT_BAD && asm_is(word, op->name)))
		op++;
	if (op == ktf_op_info + ARRAY_SIZE(ktf_op_info))
		return asm_fail(s, word->text, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_OPCODE]);
	if (op->may == KTF_MAY_KERNEL)
		return asm_fail(s, word->text, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_KERNEL_OPCODE]);
	pred->op = op - ktf_op_info;
	return take_flags(p, pred);
}

static int use_field(struct asm_program *p, const struct asm_word *word, struct asm_field *field)
{
	if (field->index < 0)
		field->index = ktf_portable_add_field(&p->prog, word->text, word->len,
						      field->kind, field->size,
						      field->is_signed);
	if (field->index >= 0)
		return 0;
	return asm_no_room(&p->scan, word->text, field->index);
}

/**
 * asm_field - read the name of a field
 * @p: the program; gets a relocation if no instruction has named the field yet.
 * @index: gets the index of the relocation.
 *
 * Context: may sleep.
 * Return: 0, -EINVAL, -E2BIG or -ENOMEM.
 */
int asm_field(struct asm_program *p, u16 *index)
{
	struct asm_scan *s = &p->scan;
	struct asm_field *field;
	struct asm_word word;

	if (asm_word(s, "Field", &word))
		return s->error->err;
	for (field = p->fields; field < p->fields + p->nr_fields; field++) {
		if (field->name.len != word.len ||
		    memcmp(field->name.text, word.text, word.len))
			continue;
		if (use_field(p, &word, field))
			return s->error->err;
		*index = field->index;
		return 0;
	}
	return asm_fail(s, word.text, -EINVAL, "No .field line has this name");
}

static int take_field(struct asm_program *p, struct ktf_pred *pred)
{
	return asm_field(p, &pred->field);
}

static int add_constant(struct asm_program *p, struct ktf_pred *pred, const char *at,
			const void *data, u32 len)
{
	int err = ktf_portable_add(&p->prog, data, len, &pred->imm);

	return err ? asm_no_room(&p->scan, at, err) : 0;
}

static int take_none(struct asm_program *p, struct ktf_pred *pred)
{
	return 0;
}

static int take_num(struct asm_program *p, struct ktf_pred *pred)
{
	return take_field(p, pred) ?: asm_number(&p->scan, &pred->imm);
}

static int take_text(struct asm_program *p, struct ktf_pred *pred)
{
	const char *at = p->scan.at;
	char *text;
	u32 len;
	int err;

	err = asm_string(&p->scan, &text, &len);
	if (err)
		return err;
	err = add_constant(p, pred, at, text, len);
	ktf_free(text);
	return err;
}

static int take_str(struct asm_program *p, struct ktf_pred *pred)
{
	return take_field(p, pred) ?: take_text(p, pred);
}

/* What is directly behind a field of two: ".LOWER", and behind the second ".USER". */
static int take_pair_flags(struct asm_scan *s, u32 lower, u32 user, u32 *flags)
{
	struct asm_word word;

	while (*s->at == '.') {
		s->at++;
		if (asm_word(s, "Flag", &word))
			return s->error->err;
		if (asm_is(&word, "LOWER"))
			*flags |= lower;
		else if (user && asm_is(&word, "USER"))
			*flags |= user;
		else
			return asm_fail(s, word.text, -EINVAL, "Unknown flag");
	}
	return 0;
}

static int take_pair(struct asm_program *p, struct ktf_pred *pred)
{
	struct asm_scan *s = &p->scan;
	u32 flags = 0;
	u16 second;

	if (take_field(p, pred) ||
	    take_pair_flags(s, KTAP_FILTER_PAIR_FIRST_LOWER, 0, &flags) ||
	    asm_field(p, &second) ||
	    take_pair_flags(s, KTAP_FILTER_PAIR_LOWER, KTAP_FILTER_PAIR_USER, &flags))
		return s->error->err;
	pred->imm = second | flags;
	return 0;
}

static int take_set(struct asm_program *p, struct ktf_pred *pred)
{
	u8 set[KTAP_FILTER_MAX_SET];
	const char *at;
	u32 len;

	if (take_field(p, pred))
		return p->scan.error->err;
	at = p->scan.at;
	return asm_set(&p->scan, set, &len) ?: add_constant(p, pred, at, set, len);
}

static int take_func(struct asm_program *p, struct ktf_pred *pred)
{
	if (take_field(p, pred))
		return p->scan.error->err;
	if (pred->flags & KTAP_FILTER_ADDR)
		return asm_number(&p->scan, &pred->imm);
	return take_text(p, pred);
}

static int take_arg(struct asm_program *p, struct ktf_pred *pred)
{
	const char *at;

	asm_at_end(&p->scan);	/* skips blanks */
	at = p->scan.at;
	if (asm_number(&p->scan, &pred->imm))
		return p->scan.error->err;
	if (ktf_op_takes(pred->op, pred->imm))
		return 0;
	return asm_fail(&p->scan, at, -EINVAL, "%s", ktf_err_text[KTF_ERR_ARGUMENT]);
}

/* Visits and microseconds. */
static int take_args(struct asm_program *p, struct ktf_pred *pred)
{
	u32 visits, microseconds;
	const char *at;

	asm_at_end(&p->scan);	/* skips blanks */
	at = p->scan.at;
	if (asm_u32(&p->scan, UINT32_MAX, &visits) ||
	    asm_u32(&p->scan, UINT32_MAX, &microseconds))
		return p->scan.error->err;
	pred->imm = (u64)microseconds << 32 | visits;
	if (ktf_op_takes(pred->op, pred->imm))
		return 0;
	return asm_fail(&p->scan, at, -EINVAL, "%s", ktf_err_text[KTF_ERR_ARGUMENT]);
}

/* By the format of an opcode, for the opcodes that images may have. */
static int (*const take_operands[])(struct asm_program *p, struct ktf_pred *pred) = {
	[KTF_FMT_NONE]	= take_none,
	[KTF_FMT_NUM]	= take_num,
	[KTF_FMT_STR]	= take_str,
	[KTF_FMT_PAIR]	= take_pair,
	[KTF_FMT_SET]	= take_set,
	[KTF_FMT_FUNC]	= take_func,
	[KTF_FMT_FIELD]	= take_field,
	[KTF_FMT_CELLS]	= asm_cells,
	[KTF_FMT_ARG]	= take_arg,
	[KTF_FMT_ARGS]	= take_args,
	[KTF_FMT_GROUP]	= take_text,
};

static int take_target(struct asm_program *p, const char *when, struct asm_word *target)
{
	struct asm_scan *s = &p->scan;
	struct asm_word word;

	if (asm_word(s, "Target", &word))
		return s->error->err;
	if (!asm_is(&word, when))
		return asm_fail(s, word.text, -EINVAL, "Not \"%s\"", when);
	return asm_word(s, "Target", target);
}

/* "true" and "false" may come in either order. */
static int take_targets(struct asm_program *p, struct asm_insn *insn)
{
	struct asm_scan ahead = p->scan;
	bool false_first = !asm_at_end(&ahead) && *ahead.at == 'f';

	if (false_first)
		return take_target(p, "false", &insn->to[0]) ?:
		       take_target(p, "true", &insn->to[1]);
	return take_target(p, "true", &insn->to[1]) ?: take_target(p, "false", &insn->to[0]);
}

static int take_span(struct asm_program *p, struct ktf_span *span)
{
	struct asm_scan *s = &p->scan;

	if (!asm_take(s, '@'))
		return 0;
	if (!p->prog.source)
		return asm_fail(s, s->at - 1, -EINVAL, "There is no .source");
	if (asm_u32(s, UINT32_MAX, &span->pos))
		return s->error->err;
	if (!asm_take(s, '+'))
		return asm_fail(s, s->at, -EINVAL, "'+' is missing");
	return asm_u32(s, UINT32_MAX, &span->len);
}

/* Read the label, if the line has one, and the opcode behind it. */
static int take_label(struct asm_program *p, struct asm_insn *insn, struct asm_word *opcode)
{
	struct asm_scan *s = &p->scan;
	const struct asm_insn *other;

	if (asm_word(s, "Opcode", opcode))
		return s->error->err;
	if (!asm_take(s, ':'))
		return 0;
	insn->label = *opcode;
	if (asm_is(opcode, "accept") || asm_is(opcode, "reject"))
		return asm_fail(s, opcode->text, -EINVAL, "This is a verdict, not a label");
	for (other = p->insns; other < insn; other++)
		if (other->label.len == opcode->len &&
		    !memcmp(other->label.text, opcode->text, opcode->len))
			return asm_fail(s, opcode->text, -EINVAL, "Label is there twice");
	return asm_word(s, "Opcode", opcode);
}

/**
 * asm_insn - parse the line of an instruction
 * @p: the program; all directives have been parsed.
 *
 * Context: may sleep.
 * Return: 0, -EINVAL, -E2BIG or -ENOMEM.
 */
int asm_insn(struct asm_program *p)
{
	struct asm_insn *insn = &p->insns[p->nr_insns];
	struct ktf_pred *pred = &p->prog.insns[p->nr_insns];
	struct ktf_span *span = &p->prog.spans[p->nr_insns];
	struct asm_word opcode;

	insn->line = p->scan.line;
	insn->line_nr = p->scan.nr;
	if (take_label(p, insn, &opcode))
		return p->scan.error->err;
	insn->opcode = opcode.text;
	p->nr_insns++;
	if (take_opcode(p, &opcode, pred) ||
	    take_operands[ktf_op_info[pred->op].format](p, pred) ||
	    take_targets(p, insn) || take_span(p, span))
		return p->scan.error->err;
	return 0;
}
