// SPDX-License-Identifier: GPL-2.0
/*
 * The assembler: from the text of asm.h to an image.
 *
 * It goes over the lines three times: to count, to take the directives, to take the
 * instructions; then every label is known and targets are looked up. Fields go into the
 * program when an instruction first names them, and constants right behind, which is the
 * order that images have. So directives may stand in any order.
 *
 * The format in the opcode's row says which operands an instruction takes; there is one
 * routine for each format. Mistakes of the text are found here, with their places. At the
 * end ktf_image_decode() checks the image; its errors are reported at the line of the
 * instruction that they name. So the assembler makes no image that a kernel would refuse.
 */
#include <stdio.h>

#include "assembler/asm.h"
#include "assembler/program.h"
#include "prog/image.h"
#include "prog/ops.h"

static int resolve(struct asm_program *p, u32 nr, u32 outcome, u16 *to)
{
	const struct asm_word *target = &p->insns[nr].to[outcome];
	u32 i;

	if (asm_is(target, "accept") || asm_is(target, "reject")) {
		*to = *target->text == 'a' ? KTAP_FILTER_ACCEPT : KTAP_FILTER_REJECT;
		return 0;
	}
	for (i = 0; i < p->prog.nr_insns; i++) {
		const struct asm_word *label = &p->insns[i].label;

		if (label->len != target->len || memcmp(label->text, target->text, label->len))
			continue;
		*to = i;
		if (i > nr)
			return 0;
		return asm_fail(&p->scan, target->text, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_TARGET]);
	}
	return asm_fail(&p->scan, target->text, -EINVAL, "No instruction has this label");
}

static int resolve_targets(struct asm_program *p)
{
	u32 i;

	for (i = 0; i < p->prog.nr_insns; i++) {
		struct ktf_pred *pred = &p->prog.insns[i];

		p->scan.line = p->insns[i].line;
		p->scan.nr = p->insns[i].line_nr;
		if (resolve(p, i, 0, &pred->jf) || resolve(p, i, 1, &pred->jt))
			return p->scan.error->err;
	}
	return 0;
}

/* Leave the lines: later errors are about the whole program. */
static struct asm_scan *whole(struct asm_program *p)
{
	p->scan.line = p->scan.at;
	p->scan.nr = 0;
	return &p->scan;
}

static int fail_whole(struct asm_program *p, int err, const char *text)
{
	return asm_fail(whole(p), p->scan.at, err, "%s", text);
}

/* Count directives and instructions, up to one more than an image has room for. */
static int count_lines(struct asm_program *p, const char *text)
{
	const u32 max = KTAP_FILTER_MAX_IMAGE / sizeof(struct ktap_filter_insn);
	struct asm_scan *s = &p->scan;

	for (s->at = text; asm_next_line(s);) {
		if (asm_at_end(s))
			continue;
		if (++*(*s->at == '.' ? &p->cap_fields : &p->cap_insns) > max)
			return asm_no_room(s, s->at, -E2BIG);
	}
	return p->cap_insns ? 0 : fail_whole(p, -EINVAL, "There is no instruction");
}

static int take_lines(struct asm_program *p, const char *text, bool directives,
		      int (*take)(struct asm_program *p))
{
	struct asm_scan *s = &p->scan;

	*s = (struct asm_scan) { .at = text, .error = s->error };
	while (asm_next_line(s)) {
		if (asm_at_end(s) || (*s->at == '.') != directives)
			continue;
		if (take(p) || asm_expect_end(s))
			return s->error->err;
	}
	return 0;
}

static int check_fields(struct asm_program *p)
{
	const struct asm_field *f;

	for (f = p->fields; f < p->fields + p->nr_fields; f++) {
		if (f->index >= 0)
			continue;
		p->scan.line = f->line;
		p->scan.nr = f->line_nr;
		return asm_fail(&p->scan, f->name.text, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_FIELD_UNUSED]);
	}
	return 0;
}

static int assemble(struct asm_program *p, const char *text)
{
	int err;

	p->fields = ktf_alloc(array_size(p->cap_fields, sizeof(*p->fields)));
	p->insns = ktf_alloc(array_size(p->cap_insns, sizeof(*p->insns)));
	err = p->fields && p->insns ? ktf_portable_insns(&p->prog, p->cap_insns) : -ENOMEM;
	if (err)
		return asm_no_room(whole(p), p->scan.at, err);
	if (take_lines(p, text, true, asm_directive))
		return p->scan.error->err;
	if (!p->has_version)
		return fail_whole(p, -EINVAL, "There is no .version");
	if (take_lines(p, text, false, asm_insn) || resolve_targets(p))
		return p->scan.error->err;
	return check_fields(p);
}

/* The finished image is refused. Report the line of the instruction, if the error names one. */
static int refused(struct asm_program *p, const struct ktf_diag *diag)
{
	const struct asm_insn *insn;
	u32 nr;

	if (!diag->code)
		return asm_no_room(whole(p), p->scan.at, diag->err);
	fail_whole(p, diag->err, ktf_err_text[diag->code]);
	if ((sscanf(diag->where, "insn %u:", &nr) != 1 &&
	     sscanf(diag->where, "span %u:", &nr) != 1) || nr >= p->prog.nr_insns)
		return diag->err;
	insn = &p->insns[nr];
	p->scan.line = insn->line;
	p->scan.nr = insn->line_nr;
	return asm_fail(&p->scan, insn->opcode, diag->err, "%s (%s)",
			ktf_err_text[diag->code], diag->where);
}

static int encode(struct asm_program *p, void **image, u32 *bytes)
{
	struct ktf_portable again;
	struct ktf_diag diag = { };
	int err;

	err = ktf_image_encode(&p->prog, p->prog.source, image, bytes);
	if (err)
		return asm_no_room(whole(p), p->scan.at, err);
	err = ktf_image_decode(*image, *bytes, &again, &diag);
	ktf_portable_free(&again);
	if (!err)
		return 0;
	ktf_free(*image);
	*image = NULL;
	return refused(p, &diag);
}

/**
 * ktf_asm - make an image from its text
 * @text: the text, in the language that asm.h describes, followed by a NUL.
 * @image: gets the image; free it with ktf_free(); NULL on failure.
 * @bytes: gets the image's size in bytes.
 * @error: gets the error.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for an error in the text; -E2BIG if the image would be larger than
 * KTAP_FILTER_MAX_IMAGE; -ENOMEM.
 */
int ktf_asm(const char *text, void **image, u32 *bytes, struct asm_error *error)
{
	struct asm_program p = { .scan.error = error };
	int err;

	*image = NULL;
	*bytes = 0;
	err = count_lines(&p, text);
	if (!err)
		err = assemble(&p, text);
	if (!err)
		err = encode(&p, image, bytes);
	ktf_portable_free(&p.prog);
	ktf_free(p.fields);
	ktf_free(p.insns);
	return err;
}
