// SPDX-License-Identifier: GPL-2.0
/*
 * The piece of a filter's text that a mistake is about.
 *
 * The kernel gives one column, and its distance from the wrong word differs from mistake to
 * mistake: it is behind a field's name, in a value, or behind it. People and editors want
 * the name or the value itself. The tree has both. For mistakes of the parser it is the
 * token at which the parser stopped.
 */
#include "check/mistake.h"

/* Length up to the matching quote, or up to the end of the text. */
static u32 quoted_len(const char *text)
{
	const char *end = strchr(text + 1, *text);

	return end ? end + 1 - text : strlen(text);
}

/* Length of the token at @text as a reader sees it: a text, an operator, a word. */
static u32 token_len(const char *text)
{
	static const char operators[] = "=!<>~&|^+*/%";
	u32 len;

	if (*text == '"' || *text == '\'')
		return quoted_len(text);
	len = strspn(text, operators);
	if (!len)
		len = strcspn(text, " \t\n\v\f\r()=!<>~&|\"',}");
	return len ?: !!*text;
}

static struct ktf_span token_at(const char *text, u32 pos)
{
	pos = min_t(u32, pos, strlen(text));
	return (struct ktf_span) { pos, token_len(text + pos) };
}

/* The value with the quotes or braces that it has. */
static struct ktf_span value_at(const char *text, const struct ktf_value *val)
{
	u32 end = val->in + val->len;

	if (end == val->pos)
		return token_at(text, end);
	end += val->in > val->pos && text[end];
	return (struct ktf_span) { val->pos, end - val->pos };
}

/* The parser reports its position, or one column more. */
static u32 stopped_at(const struct ktf_ast *ast)
{
	switch (ast->error.code) {
	case KTF_ERR_NONE:
		return ast->stop;
	case KTF_ERR_INVALID_OP:
	case KTF_ERR_INVALID_VALUE:
	case KTF_ERR_TOO_MANY_OPEN:
	case KTF_ERR_TOO_MANY_CLOSE:
	case KTF_ERR_ARGUMENT:
		return ast->error.pos - 1;
	default:
		return ast->error.pos;
	}
}

/* The word, the variable or the text that ends before @end. */
static struct ktf_span token_before(const char *text, u32 end)
{
	u32 from = end;
	char quote = end && (text[end - 1] == '"' || text[end - 1] == '\'') ? text[end - 1] : 0;

	if (quote)
		for (from--; from && text[from - 1] != quote; from--)
			;
	while (from && (isalnum(text[from - 1]) || text[from - 1] == '_' ||
			text[from - 1] == quote))
		from--;
	from -= from && text[from - 1] == '$';
	return (struct ktf_span) { from, end - from };
}

/* What is between the last parenthesis and @end. */
static struct ktf_span argument_before(const char *text, u32 end)
{
	u32 from = end;

	while (from && text[from - 1] != '(')
		from--;
	return (struct ktf_span) { from, end - from };
}

/**
 * ktf_check_place - find the piece of the text that an error is about
 * @ast: the tree.
 * @node: the node at which ktf_sema_from() found the error.
 * @diag: the error.
 *
 * Context: any.
 * Return: the piece: a field's name, a value, or the token where the parser stopped. The
 * length is 0 at the end of the text.
 */
struct ktf_span ktf_check_place(const struct ktf_ast *ast, const struct ktf_node *node,
				const struct ktf_diag *diag)
{
	if (diag->code == KTF_ERR_UNKNOWN_VARIABLE)
		return token_before(ast->text, max(diag->pos, 1U) - 1);
	if (diag->code == KTF_ERR_NO_SYSCALL)
		return argument_before(ast->text, max(diag->pos, 1U) - 1);
	switch (node->kind) {
	case KTF_NODE_ERROR:
		return token_at(ast->text, stopped_at(ast));
	case KTF_NODE_IMAGE:
		return (struct ktf_span) { node->pos, node->len };
	case KTF_NODE_FIELD:
		if (diag->code == KTF_ERR_INVALID_VALUE)	/* a text without quotes */
			break;
		return (struct ktf_span) { node->value.in, node->value.len };
	case KTF_NODE_VALUE:
		if (diag->code == KTF_ERR_INVALID_OP)		/* the relation before it */
			break;
		return value_at(ast->text, &node->value);
	case KTF_NODE_ELEMENT:
		return (struct ktf_span) { node[-1].pos, node[-1].len };
	case KTF_NODE_COMPARE:
		if (diag->code == KTF_ERR_NONE)			/* a text alone */
			return value_at(ast->text, &node[-1].value);
		break;
	}
	/* All other errors are one column behind the start of the piece, or its end. */
	if (diag->code == KTF_ERR_FIELD_NOT_FOUND)
		return token_before(ast->text, diag->pos - 1);
	return token_at(ast->text, max(diag->pos, 1U) - 1);
}
