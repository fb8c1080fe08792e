// SPDX-License-Identifier: GPL-2.0
/*
 * Comparisons of a field with a text that may not mean what their author meant.
 *
 * What people know from the shell and from regular expressions looks like a text as well. And a
 * field of a fixed size has no room for some texts.
 */
#include "check/looking.h"

#define NO_END	(~0U)	/* the field does not limit the length of a text */

/* The longest text that the field has room for, in bytes. */
static u32 longest_text(const struct looking *l)
{
	if (l->field->kind == KTAP_FILTER_KIND_COMM)
		return KTF_COMM_BYTES - 1;
	if (l->field->kind == KTAP_FILTER_KIND_FIXSTR && l->field->size)
		return l->field->size;
	return NO_END;
}

static bool has_star(const struct looking *l)
{
	const char *text = l->prog->pool + ktf_slice_off(l->insn->imm);

	return memchr(text, '*', ktf_slice_len(l->insn->imm));
}

/* Is the relation "~"? Without the source, nobody knows. */
static bool is_glob(const struct looking *l)
{
	const struct ktf_span *span = &l->prog->spans[l->nr];

	return l->source && memchr(l->source + span->pos, '~', span->len);
}

/* No name of a task or file looks so, and each is usual in a regular expression. */
static bool is_regex(const struct looking *l)
{
	const char *text = l->prog->pool + ktf_slice_off(l->insn->imm);
	u32 len = ktf_slice_len(l->insn->imm);

	return len > 1 && (text[0] == '^' || text[len - 1] == '$' || memchr(text, '|', len) ||
			   memmem(text, len, "[:", 2) || memmem(text, len, "\\d", 2) ||
			   memmem(text, len, "\\w", 2) || memmem(text, len, "\\s", 2));
}

/* The record of a system call has addresses of user space. */
static bool is_user_text(const struct looking *l)
{
	static const char nr[] = "__syscall_nr";
	struct ktf_field field;

	return l->field->kind == KTAP_FILTER_KIND_PTRSTR && !(l->insn->flags & KTAP_FILTER_USER) &&
	       l->schema && !ktf_schema_find(l->schema, nr, strlen(nr), &field);
}

static void say_capital(struct looking *l)
{
	const char *text = l->prog->pool + ktf_slice_off(l->insn->imm);
	u32 i;

	for (i = 0; i < ktf_slice_len(l->insn->imm); i++) {
		if (text[i] < 'A' || text[i] > 'Z')
			continue;
		sense_say(l,
			  "\"%c\" is a capital letter, and lower() leaves none in the field's text",
			  text[i]);
		return;
	}
}

/* No text is less than the empty one. */
static enum outcome look_at_order(struct looking *l)
{
	bool less = l->insn->op == KTAP_FILTER_OP_STR_LESS ||
		    l->insn->op == KTAP_FILTER_OP_FOLD_LESS;

	if (!less || ktf_slice_len(l->insn->imm))
		return OPEN;
	if (longest_text(l) != NO_END)
		return sense_constant(l, false, "no text is less");
	if (is_not(l))
		sense_say(l, "is always true, if the text can be read at all: no text is less");
	else
		sense_say(l, "is never true: no text is less");
	return is_not(l) ? OPEN : NEVER;
}

/**
 * ktf_check_text_sense - look at the comparison of a field with a text
 * @l: the predicate.
 *
 * Context: any.
 * Return: its outcome, if it has but one.
 */
enum outcome ktf_check_text_sense(struct looking *l)
{
	u32 len = ktf_slice_len(l->insn->imm), room = longest_text(l);
	bool pattern = l->insn->op != KTAP_FILTER_OP_STR_EQ;

	if (is_user_text(l))
		sense_say(l, "cannot be read: it is in user space, write %s.ustring", l->name);
	if (is_glob(l) && is_regex(l))
		sense_say(l, "looks like a regular expression, and \"~\" takes globs, as \"a*\"");
	switch (l->insn->op) {
	case KTAP_FILTER_OP_STR_GLOB:
		return OPEN;
	case KTAP_FILTER_OP_STR_FOLD:
		say_capital(l);
		return OPEN;
	case KTAP_FILTER_OP_FOLD_LESS:
	case KTAP_FILTER_OP_FOLD_MORE:
		say_capital(l);
		fallthrough;
	case KTAP_FILTER_OP_STR_LESS:
	case KTAP_FILTER_OP_STR_MORE:
		return look_at_order(l);
	}
	if (len > room)
		return sense_constant(l, false, "the field has no room for such a text");
	if (pattern && !len && room != NO_END)
		return sense_constant(l, true, "every text matches");
	if (pattern && !len)
		sense_say(l, "is %s true: every text matches, if it can be read at all",
			  is_not(l) ? "never" : "always");
	if (!pattern && has_star(l))
		sense_say(l, "the star means itself: patterns take \"~\", and start with no digit");
	if (l->insn->op == KTAP_FILTER_OP_STR_SUFFIX && len && room != NO_END)
		sense_say(l,
			  "kernels without ktap filter look at the array's end, not at the text's");
	return OPEN;
}
