// SPDX-License-Identifier: GPL-2.0
/*
 * Hints that help to correct a mistake.
 *
 * The kernel's messages are ABI and never change. Most mistakes are no slips: people type what
 * C, SQL, bpftrace, perf, strace or tcpdump would have taken. What they typed, and what stands
 * before and behind it, tells which of them it was, and the hint says how a filter says the
 * same. If a mistake comes from a rule of the language that nobody can guess, the hint says the
 * rule. The table is in hint_rows.c.
 */
#include "check/hint.h"
#include "prog/names.h"
#include "prog/variables.h"

/* How many bytes of a piece are one of these? */
static u32 count_of(const char *piece, u32 len, const char *bytes)
{
	u32 i, nr = 0;

	for (i = 0; i < len; i++)
		nr += !!strchr(bytes, piece[i]);
	return nr;
}

static bool consists_of(const char *piece, u32 len, const char *bytes)
{
	return len && count_of(piece, len, bytes) == len;
}

#define DIGITS	"0123456789"
#define QUOTES	"\"'"

static bool has_unit(const char *piece, u32 len)
{
	u32 digits = strspn(piece, DIGITS);

	return *piece != '0' && digits && digits < len && isalnum(piece[digits]);
}

/* As many digits as only a number of 64 bits has: 2^63 has 19, and 18 with 0x. */
static bool is_long(const char *piece, u32 len)
{
	return len >= 18 && consists_of(piece, len, DIGITS "abcdefABCDEFx-");
}

/* A parenthesis behind the relation at @piece, in which values are joined. */
static bool is_joined(const char *piece, u32 len)
{
	const char *at = piece + len + strcspn(piece + len, "&|)=<>");

	return (*at == '&' || *at == '|') && at[1] == *at;
}

static bool has_shape(enum ktf_hint_shape shape, const char *piece, u32 len)
{
	switch (shape) {
	case KTF_SHAPE_DIGITS:
		return consists_of(piece, len, DIGITS);
	case KTF_SHAPE_UNIT:
		return has_unit(piece, len);
	case KTF_SHAPE_ADDRESS:
		return consists_of(piece, len, DIGITS "./" QUOTES) &&
		       count_of(piece, len, ".") > 1 && !memmem(piece, len, "..", 2);
	case KTF_SHAPE_COLONS:
		return consists_of(piece, len, DIGITS "abcdefABCDEF:/" QUOTES) &&
		       count_of(piece, len, ":") > 1;
	case KTF_SHAPE_STAR:
		return count_of(piece, len, "*");
	case KTF_SHAPE_BLANK:
		return count_of(piece, len, " ");
	case KTF_SHAPE_COMMA:
		return count_of(piece, len, ",");
	case KTF_SHAPE_LONG:
		return is_long(piece, len);
	case KTF_SHAPE_JOINED:
		return is_joined(piece, len);
	case KTF_SHAPE_END:
		return !len;
	default:
		return true;
	}
}

static bool is_one_of(const char *pieces, const char *piece, u32 len)
{
	for (; (pieces = strchr(pieces, ' ')) && pieces[1]; pieces++)
		if (len && !strncmp(pieces + 1, piece, len) && pieces[1 + len] == ' ')
			return true;
	return false;
}

static bool is_operator(char c)
{
	return c && strchr("=!<>~&|^+*/%", c);
}

static bool is_word(char c)
{
	return isalnum(c) || c == '_' || c == '$';
}

/* The word, the operator or the other character that ends before @end, blanks left out. */
static struct ktf_span token_before(const char *text, u32 end)
{
	u32 from;

	while (end && isspace(text[end - 1]))
		end--;
	from = end ? end - 1 : 0;
	while (from && is_operator(text[end - 1]) && is_operator(text[from - 1]))
		from--;
	while (from && is_word(text[end - 1]) && is_word(text[from - 1]))
		from--;
	return (struct ktf_span) { from, end - from };
}

static bool is_field(const struct ktf_mistake *m, u32 at, u32 len)
{
	struct ktf_field field;

	return m->schema && !ktf_schema_find(m->schema, m->text + at, len, &field);
}

static enum ktf_hint_left variable_left(const char *name, u32 len)
{
	enum ktf_variable nr = ktf_variable_find(name, len);

	if (!nr)
		return KTF_LEFT_ANY;
	return ktf_variables[nr].from == KTF_FROM_COMM ? KTF_LEFT_TEXT : KTF_LEFT_NUMBER;
}

/* The kind of the field or variable that ends before @end. */
static enum ktf_hint_left left_before(const struct ktf_mistake *m, u32 end)
{
	struct ktf_span name = token_before(m->text, end);
	struct ktf_table table;
	struct ktf_field field;

	if (name.len && m->text[name.pos] == '$')
		return variable_left(m->text + name.pos, name.len);
	if (!m->schema || !name.len ||
	    ktf_schema_find(m->schema, m->text + name.pos, name.len, &field))
		return KTF_LEFT_ANY;
	if (ktf_kind_is_text(field.kind))
		return KTF_LEFT_TEXT;
	if (!ktf_field_is_number(field.kind, field.size))
		return KTF_LEFT_ANY;
	return ktf_name_table(m->schema, field.name, &table) ? KTF_LEFT_SHOWN : KTF_LEFT_NUMBER;
}

static bool starts_with(const char *text, const char *start)
{
	return !start || !strncmp(text, start, strlen(start));
}

static const char *behind(const struct ktf_mistake *m)
{
	const char *at = m->text + m->at + m->len;

	while (isspace(*at))
		at++;
	return at;
}

static bool is_left(const struct ktf_hint *h, enum ktf_hint_left found)
{
	return h->left == found || (h->left == KTF_LEFT_NUMBER && found == KTF_LEFT_SHOWN);
}

static bool is_word_at(const char *text, struct ktf_span span, const char *word)
{
	return strlen(word) == span.len && !memcmp(word, text + span.pos, span.len);
}

/* Does what stands in front of the mistake fit? */
static bool fits_before(const struct ktf_hint *h, const struct ktf_mistake *m)
{
	struct ktf_span before = token_before(m->text, m->at);
	struct ktf_span further = token_before(m->text, before.pos);

	if (h->before && !is_word_at(m->text, before, h->before))
		return false;
	if (h->of && !is_one_of(h->of, m->text + further.pos, further.len))
		return false;
	if (h->call && (!is_word_at(m->text, before, "(") ||
			!is_word_at(m->text, further, h->call)))
		return false;
	return h->left == KTF_LEFT_ANY || (m->len && is_left(h, left_before(m, before.pos)));
}

static bool fits(const struct ktf_hint *h, const struct ktf_mistake *m)
{
	const char *piece = m->text + m->at;

	if ((h->code && h->code != m->code) || !starts_with(piece, h->start))
		return false;
	if (h->pieces && !is_one_of(h->pieces, piece, m->len))
		return false;
	if (!has_shape(h->shape, piece, m->len) || !fits_before(h, m))
		return false;
	if (h->comma && piece[strcspn(piece, ",&|{")] != ',')
		return false;
	return starts_with(behind(m), h->behind);
}

/**
 * ktf_check_hint - suggest how to repair an error
 * @m: the error, and the text around it.
 *
 * Context: any.
 * Return: a phrase; NULL without a suggestion.
 */
const char *ktf_check_hint(const struct ktf_mistake *m)
{
	u32 i;

	if (m->code == KTF_ERR_UNKNOWN_VARIABLE && is_field(m, m->at + 1, m->len - 1))
		return "a field has no $ in front";
	if (m->code == KTF_ERR_NO_FUNCTION && count_of(m->text + m->at, m->len, ")&|"))
		return "the name goes on to the next blank: put one behind it";
	for (i = 0; i < ktf_nr_hints; i++)
		if (fits(&ktf_hints[i], m))
			return ktf_hints[i].text;
	return NULL;
}
