// SPDX-License-Identifier: GPL-2.0
/*
 * The assembler's directives: what is true for the whole program.
 *
 *	.version 1
 *	.source "TEXT"
 *	.field NAME KIND SIZE [signed]
 */
#include "assembler/names.h"
#include "assembler/program.h"
#include "prog/variables.h"

static int again(struct asm_program *p, const char *at)
{
	return asm_fail(&p->scan, at, -EINVAL, "This is there twice");
}

static int take_version(struct asm_program *p, const char *at)
{
	struct asm_scan *s = &p->scan;
	const char *from;
	u32 version;

	if (p->has_version)
		return again(p, at);
	asm_at_end(s);
	from = s->at;
	if (asm_u32(s, UINT16_MAX, &version))
		return s->error->err;
	if (version != KTAP_FILTER_VERSION)
		return asm_fail(s, from, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_VERSION]);
	p->has_version = true;
	return 0;
}

static int take_source(struct asm_program *p, const char *at)
{
	u32 len;

	if (p->prog.source)
		return again(p, at);
	if (asm_string(&p->scan, &p->prog.source, &len))
		return p->scan.error->err;
	return len ? 0 : asm_fail(&p->scan, at, -EINVAL, "Source is empty");
}

static int field_name(struct asm_program *p, struct asm_field *field)
{
	struct asm_scan *s = &p->scan;
	const struct asm_field *other;
	struct ktf_field variable;

	if (asm_word(s, "Field's name", &field->name))
		return s->error->err;
	if (field->name.len > KTAP_FILTER_MAX_NAME)
		return asm_fail(s, field->name.text, -EINVAL, "Name has more than %u bytes",
				KTAP_FILTER_MAX_NAME);
	if (*field->name.text == '$' &&
	    ktf_find_named(NULL, field->name.text, field->name.len, &variable))
		return asm_fail(s, field->name.text, -EINVAL, "%s",
				ktf_err_text[KTF_ERR_IMAGE_NAME]);
	for (other = p->fields; other < field; other++)
		if (other->name.len == field->name.len &&
		    !memcmp(other->name.text, field->name.text, field->name.len))
			return asm_fail(s, field->name.text, -EINVAL, "%s",
					ktf_err_text[KTF_ERR_IMAGE_FIELD_TWICE]);
	return 0;
}

static int field_kind(struct asm_program *p, struct asm_field *field)
{
	struct asm_scan *s = &p->scan;
	struct asm_word word;

	if (asm_word(s, "Field's kind", &word))
		return s->error->err;
	while (field->kind < KTAP_FILTER_NR_KINDS && !asm_is(&word, ktf_kind_name[field->kind]))
		field->kind++;
	if (field->kind < KTAP_FILTER_NR_KINDS)
		return 0;
	return asm_fail(s, word.text, -EINVAL, "%s", ktf_err_text[KTF_ERR_IMAGE_KIND]);
}

static int take_field(struct asm_program *p, const char *at)
{
	struct asm_field *field = &p->fields[p->nr_fields];
	struct asm_scan *s = &p->scan;
	struct asm_word word;

	field->index = -1;
	field->line = s->line;
	field->line_nr = s->nr;
	if (field_name(p, field) || field_kind(p, field) ||
	    asm_u32(s, UINT32_MAX, &field->size))
		return s->error->err;
	p->nr_fields++;
	if (asm_at_end(s))
		return 0;
	if (asm_word(s, "\"signed\"", &word))
		return s->error->err;
	field->is_signed = asm_is(&word, "signed");
	if (field->is_signed)
		return 0;
	return asm_fail(s, word.text, -EINVAL, "Neither \"signed\" nor the end of the line");
}

static const struct {
	const char	*name;
	int		(*take)(struct asm_program *p, const char *at);
} directives[] = {
	{ "version", take_version },
	{ "source", take_source },
	{ "field", take_field },
};

/**
 * asm_directive - parse a line that starts with "."
 * @p: the program.
 *
 * Context: may sleep.
 * Return: 0, -EINVAL or -ENOMEM.
 */
int asm_directive(struct asm_program *p)
{
	const char *at = p->scan.at;
	struct asm_word word;
	u32 i;

	p->scan.at++;
	if (asm_word(&p->scan, "Directive's name", &word))
		return p->scan.error->err;
	for (i = 0; i < ARRAY_SIZE(directives); i++)
		if (asm_is(&word, directives[i].name))
			return directives[i].take(p, at);
	return asm_fail(&p->scan, at, -EINVAL, "Unknown directive");
}
