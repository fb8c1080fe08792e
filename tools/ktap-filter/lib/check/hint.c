// SPDX-License-Identifier: GPL-2.0
/*
 * Hints that help to correct a mistake.
 *
 * The kernel's messages are ABI and never change. Most mistakes are no slips: people type what
 * C, SQL, bpftrace, perf or trace-cmd would have taken. What they typed, and what stands before
 * and behind it, tells which of them it was, and the hint says how a filter says the same. If
 * a mistake comes from a rule of the language that nobody can guess, the hint says the rule.
 *
 * A row fits if all that it states fits, and the first row that fits counts. So a row with
 * less comes behind a row with more.
 */
#include "check/mistake.h"
#include "prog/names.h"
#include "prog/variables.h"

/* The field on the other side of the operator before the mistake. */
enum left {
	ANY,
	NUMBER,
	SHOWN,		/* a number that the event shows by names */
	TEXT,
};

/**
 * struct hint - a row of the table of hints
 * @code: the error; KTF_ERR_NONE for each.
 * @before: the word or operator in front of the mistake; NULL for any.
 * @pieces: words that the mistake may be, with a blank around each; NULL for any.
 * @start: how the text starts from the mistake on; NULL for anyhow.
 * @behind: how the text goes on behind the mistake and blanks; NULL for anyhow.
 * @left: the field in front of @before.
 * @comma: there is a comma before the next predicate.
 * @text: the hint.
 */
struct hint {
	u32		code;
	const char	*before;
	const char	*pieces;
	const char	*start;
	const char	*behind;
	enum left	left;
	bool		comma;
	const char	*text;
};

#define ROW(c, hint_text, ...)	{ .code = KTF_ERR_##c, .text = hint_text, __VA_ARGS__ }
#define PIECES(p)		.pieces = " " p " "

static const char write_eq[] = "write ==", write_ne[] = "write !=";
static const char write_joins[] = "write &&, || and !";
static const char write_glob[] = "write ~, which takes a glob as \"a*\"";
static const char write_set[] = "a set is in braces: in {1, 5-9}";
static const char write_field[] = "write the field's name alone";
static const char no_assignment[] = "a filter changes nothing";
static const char no_quotes[] = "quotes are \" or '";
static const char bases[] = "a number is decimal, hexadecimal with 0x, or octal with 0 in front";
static const char by_name[] = "names are compared behind .sym, as in x.sym == \"NAME\"";
static const char is_cast[] = "a cast is a function: u32(x), s64(x)";
static const char is_unit[] = "write the unit right behind the number";

static const struct hint hints[] = {
	/* Relations, as other languages have them. */
	ROW(INVALID_OP, write_eq, PIECES("= is IS eq EQ :=")),
	ROW(NONE, write_eq, .before = "==", .start = "="),
	ROW(NONE, "write >=", .before = ">=", .start = "="),
	ROW(NONE, "write <=", .before = "<=", .start = "="),
	ROW(NONE, write_ne, .before = "!=", .start = "="),
	ROW(NONE, write_ne, .before = "<", .start = ">"),
	ROW(NONE, write_ne, .start = "\xe2\x89\xa0"),		/* the sign of mathematics */
	ROW(INVALID_OP, write_ne, PIECES("ne NE isnt \\!=")),
	ROW(INVALID_OP, "write >=", PIECES("=> ge GE")),
	ROW(INVALID_OP, "write <=", PIECES("=< le LE")),
	ROW(INVALID_OP, "write >", PIECES("gt GT")),
	ROW(INVALID_OP, "write <", PIECES("lt LT")),
	ROW(EXPECT_DIGIT, "write !~", .before = "!=~"),
	ROW(INVALID_OP, write_glob,
	    PIECES("=~ like LIKE ilike ILIKE regex matches MATCHES glob GLOB")),
	ROW(INVALID_OP, "write ~ \"*a*\"", PIECES("contains CONTAINS has")),
	ROW(INVALID_OP, "write ~ \"a*\"", PIECES("startswith starts_with starts beginswith")),
	ROW(INVALID_OP, "write ~ \"*a\"", PIECES("endswith ends_with ends")),
	ROW(INVALID_VALUE, "a pattern is a glob in quotes, as \"a*\"", .before = "~", .start = "/"),

	/* Sets. */
	ROW(INVALID_OP, "write !(x in {1, 5-9})", .start = "not in"),
	ROW(INVALID_OP, "write in {1-5}", PIECES("between BETWEEN")),
	ROW(INVALID_OP, write_set, PIECES("IN")),
	ROW(INVALID_VALUE, "write & CPUS{0-3}", .before = "in", .start = "CPUS"),
	ROW(INVALID_VALUE, write_set, .before = "in"),
	ROW(INVALID_VALUE, "a range is 1-5", .start = ".."),
	ROW(INVALID_VALUE, "a range is 1-5", .start = ":"),
	ROW(INVALID_VALUE, "a set is asked with in: in {1, 5-9}", .before = "==", .start = "{"),
	ROW(TOO_MANY_PREDS, "write & CPUS{0-3}", .before = "CPU", .start = "{"),

	/* What joins predicates. */
	ROW(TOO_MANY_PREDS, write_joins, PIECES("and or not AND OR NOT")),
	ROW(INVALID_OP, write_joins, PIECES("and or not AND OR NOT")),
	ROW(FIELD_NOT_FOUND, write_joins, PIECES("not NOT")),
	ROW(TOO_MANY_PREDS, "a filter is one expression: join predicates with && or ||",
	    PIECES("; ,")),
	ROW(TOO_MANY_PREDS,
	    "write && or || between predicates, and parentheses around operators on bits",
	    PIECES("& |")),
	ROW(INVALID_OP, "write ^, in parentheses", PIECES("xor XOR")),
	ROW(NONE, "a filter has no ? and :", .start = "?"),

	ROW(TOO_MANY_PREDS, "join predicates with && or ||; a set is in braces: in {1, 5-9}",
	    .comma = true),

	/* What is refused as languages disagree about it. */
	ROW(TOO_MANY_PREDS, "put parentheses around operators on bits, and around each relation",
	    PIECES("== != < <= > >= in ^ << >> + - * / %")),

	/* What changes something. */
	ROW(INVALID_OP, no_assignment, PIECES("+= -= *= /= %= &= |= ^=")),
	ROW(INVALID_VALUE, no_assignment, .before = "+", .start = "+"),

	/* Names. */
	ROW(FIELD_NOT_FOUND, "the event is named by --event, or by the folder of the file",
	    .behind = ":"),
	ROW(FIELD_NOT_FOUND, write_field, .behind = "->"),
	ROW(FIELD_NOT_FOUND, write_field, .behind = "."),
	ROW(FIELD_NOT_FOUND, "write the filter alone", PIECES("if where when filter WHERE")),
	ROW(NONE, no_quotes, .start = "\xe2\x80"),
	ROW(FIELD_NOT_FOUND, "write len(x)", PIECES("strlen length size sizeof"), .behind = "("),
	ROW(FIELD_NOT_FOUND, "texts are compared with == and ~",
	    PIECES("str strcmp strncmp strcontains strstr substr strcasecmp"), .behind = "("),
	ROW(FIELD_NOT_FOUND, "be16(x, 0) and be32(x, 0) read bytes in the network's order",
	    PIECES("ntohs ntohl htons htonl bswap be16toh be32toh"), .behind = "("),
	ROW(FIELD_NOT_FOUND, "has(x) asks whether there is a field x",
	    PIECES("exists defined has_field isset"), .behind = "("),
	ROW(FIELD_NOT_FOUND, is_cast, .before = "(",
	    PIECES("int long short char unsigned size_t uint64_t uint32_t")),
	ROW(FIELD_NOT_FOUND, is_cast, .before = "(", PIECES("u8 u16 u32 u64 s8 s16 s32 s64")),
	ROW(FIELD_NOT_FOUND, "the running task's name is COMM", PIECES("common_comm execname")),
	ROW(FIELD_NOT_FOUND, "the running task's number is common_pid or $pid", PIECES("tid")),
#define VARIABLE(variable, ...)							\
	ROW(FIELD_NOT_FOUND, "$" #variable " is that of the running task", PIECES(#variable)),
	KTF_VARIABLE_ROWS(VARIABLE)
#undef VARIABLE

	/* Values. */
	ROW(INVALID_VALUE, "0 is no pointer; a value alone asks whether it is not 0",
	    PIECES("NULL null nil None")),
	ROW(INVALID_VALUE, "write 1 or 0; a value alone asks whether it is not 0",
	    PIECES("true TRUE false FALSE True False")),
	ROW(INVALID_VALUE, by_name, .before = "==", .left = SHOWN),
	ROW(INVALID_VALUE, by_name, .before = "!=", .left = SHOWN),
	ROW(EXPECT_DIGIT, by_name, .before = "==", .left = SHOWN),
	ROW(EXPECT_DIGIT, by_name, .before = "!=", .left = SHOWN),
	ROW(INVALID_VALUE, "this field is a number", .before = "==", .left = NUMBER),
	ROW(INVALID_VALUE, "this field is a number", .before = "!=", .left = NUMBER),
	ROW(INVALID_VALUE, "put the text in quotes", .before = "==", .left = TEXT),
	ROW(INVALID_VALUE, "put the text in quotes", .before = "!=", .left = TEXT),
	ROW(INVALID_VALUE, "put the pattern in quotes", .before = "~", .left = TEXT),
	ROW(EXPECT_DIGIT, "this field is a number, and numbers have no quotes", .before = "==",
	    .left = NUMBER),
	ROW(EXPECT_DIGIT, "this field is a number, and numbers have no quotes", .before = "!=",
	    .left = NUMBER),
	ROW(EXPECT_STRING, "put quotes around the text", .left = TEXT),
	ROW(TOO_MANY_PREDS, is_unit, PIECES("k K M G T ns us ms s")),
	ROW(ILLEGAL_INTVAL, bases),
	ROW(TOO_MANY_PREDS, "there are integers alone", .start = "."),
	ROW(TOO_MANY_PREDS, "a number has no separators", .start = "_"),

	/* Frames of other languages, and comments. */
	ROW(NONE, "a filter has no comments", .start = "#"),
	ROW(INVALID_VALUE, "a filter has no comments", .before = "/", .start = "/"),
	ROW(NONE, "write the filter without slashes around it", .before = "", .start = "/"),
};

static bool has_any_of(const char *piece, u32 len, const char *bytes)
{
	u32 i;

	for (i = 0; i < len; i++)
		if (strchr(bytes, piece[i]))
			return true;
	return false;
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

/* The kind of the field that ends before @end. */
static enum left field_before(const struct ktf_mistake *m, u32 end)
{
	struct ktf_span name = token_before(m->text, end);
	struct ktf_table table;
	struct ktf_field field;

	if (!m->schema || !name.len ||
	    ktf_schema_find(m->schema, m->text + name.pos, name.len, &field))
		return ANY;
	if (ktf_kind_is_text(field.kind))
		return TEXT;
	if (!ktf_field_is_number(field.kind, field.size))
		return ANY;
	return ktf_name_table(m->schema, field.name, &table) ? SHOWN : NUMBER;
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

static bool is_left(const struct hint *h, enum left found)
{
	return h->left == found || (h->left == NUMBER && found == SHOWN);
}

static bool fits(const struct hint *h, const struct ktf_mistake *m)
{
	const char *piece = m->text + m->at;
	struct ktf_span before = token_before(m->text, m->at);

	if ((h->code && h->code != m->code) || !starts_with(piece, h->start))
		return false;
	if (h->pieces && !is_one_of(h->pieces, piece, m->len))
		return false;
	if (h->before && (strlen(h->before) != before.len ||
			  memcmp(h->before, m->text + before.pos, before.len)))
		return false;
	if (h->comma && piece[strcspn(piece, ",&|{")] != ',')
		return false;
	if (h->left != ANY && (!m->len || !is_left(h, field_before(m, before.pos))))
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
	if (m->code == KTF_ERR_NO_FUNCTION && has_any_of(m->text + m->at, m->len, ")&|"))
		return "the name goes on to the next blank: put one behind it";
	for (i = 0; i < ARRAY_SIZE(hints); i++)
		if (fits(&hints[i], m))
			return hints[i].text;
	return NULL;
}
