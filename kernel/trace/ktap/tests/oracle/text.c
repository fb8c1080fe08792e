// SPDX-License-Identifier: GPL-2.0
/*
 * A generator of filters: it follows the grammar, or breaks it on purpose.
 *
 * Three kinds of strings come out. Valid ones, from the grammar, with a value that fits the
 * field most of the time; nearly valid ones, which are those with a character or a piece
 * dropped, doubled or changed; and strings of tokens in any order. Sizes go from one
 * predicate to thousands, since the interesting mistakes of a compiler are not in the first
 * three.
 *
 * Constants and words are remembered for the records, so that verdicts differ.
 */
#include <linux/kallsyms.h>
#include <linux/string.h>

#include "oracle.h"

struct gen {
	struct oracle_random		*r;
	const struct oracle_event	*event;
	struct oracle_text		*out;
	u32				budget;	/* number of predicates left to make */
	bool				careful;	/* make no errors on purpose */
};

/* Make an error here on purpose? True in @percent of the calls. */
static bool slip(struct gen *g, u32 percent)
{
	return !g->careful && oracle_percent(g->r, percent);
}

static __printf(2, 3) void put(struct gen *g, const char *fmt, ...)
{
	u32 room = ORACLE_TEXT_BYTES - g->out->len;
	va_list args;

	va_start(args, fmt);
	g->out->len += vscnprintf(g->out->text + g->out->len, room, fmt, args);
	va_end(args);
}

static void put_blanks(struct gen *g)
{
	static const char * const blanks[] = { "", "", " ", " ", " ", "  ", "\t", " \n " };

	put(g, "%s", oracle_pick(g->r, blanks));
}

static const char * const words[] = {
	"", "a", "sh", "bash", "ab", "aab", "aabaab", "kworker/0:1", "swapper/0", "init",
	"0", "9p", "a-b", "]x", "x y", "migration/12345", "abcdefgh", "abcdefghijklmno",
	"abcdefghijklmnop", "\\", "a(b", "a||b", "a&&b)", "it's", "\xe9t\xe9",
};

/**
 * oracle_word - make a random text for a record
 * @r: the generator.
 * @text: the filter; half of the texts are similar to one of its words.
 * @to: gets the text and a NUL.
 * @room: size of @to in bytes, 4 or more.
 *
 * Context: any.
 */
void oracle_word(struct oracle_random *r, const struct oracle_text *text, char *to, u32 room)
{
	static const char * const more[] = { "", "", "", "x", "sh", "*", "b" };
	u32 len;

	if (text->nr_words && oracle_percent(r, 60))
		snprintf(to, room, "%s%s%s", oracle_pick(r, more),
			 text->words[oracle_below(r, text->nr_words)], oracle_pick(r, more));
	else
		strscpy(to, oracle_pick(r, words), room);
	len = strlen(to);
	if (len && oracle_percent(r, 10))
		to[oracle_below(r, len)] = "ab*?x"[oracle_below(r, 5)];
	if (len && oracle_percent(r, 5))
		to[len - 1] = 0;
}

static void remember_number(struct gen *g, u64 n)
{
	if (g->out->nr_numbers < ORACLE_MEMORY)
		g->out->numbers[g->out->nr_numbers++] = n;
}

static void put_number(struct gen *g, bool is_signed)
{
	static const u64 limits[] = {
		0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x10000, 0x7fffffff,
		0x80000000, 0xffffffff, 0x100000000, 0x7fffffffffffffff, 0x8000000000000000,
		0xffffffffffffffff,
	};
	static const char * const strange[] = {
		"0x", "08", "1abc", "--1", "-", "18446744073709551616", "0000000000000000000000001",
		"00000000000000000000001", "+1", "1.5", "0b1", "-9223372036854775809", "0x1G",
	};
	static const char * const forms[] = { "%llu", "%llu", "0x%llx", "0%llo", "0X%llX" };
	u64 n = oracle_below(g->r, 6);

	if (slip(g, 3)) {
		put(g, "%s", oracle_pick(g->r, strange));
		return;
	}
	if (oracle_percent(g->r, 25))
		n = oracle_pick(g->r, limits) + oracle_below(g->r, 3) - 1;
	else if (oracle_percent(g->r, 10))
		n = oracle_u64(g->r);
	else if (oracle_percent(g->r, 20))
		n = -n;
	remember_number(g, n);
	if ((s64)n < 0 && (is_signed || slip(g, 10)))
		put(g, "%lld", n);
	else
		put(g, oracle_pick(g->r, forms), n);
}

/* Make the middle of a pattern, with wildcards that need the general matcher. */
static void put_wild(struct gen *g, const char *word)
{
	for (; *word; word++) {
		switch (oracle_below(g->r, 9)) {
		case 0:
			put(g, "?");
			break;
		case 1:
			put(g, "*");
			break;
		case 2:
			put(g, "[%c-%c]", *word, *word + 2);
			break;
		case 3:
			put(g, "[!%c]", *word + 1);
			break;
		case 4:
			put(g, "\\%c", *word);
			break;
		default:
			put(g, "%c", *word);
			break;
		}
	}
}

/* Do the engines differ on this field in the end of a text or in the bytes behind it? */
static bool ends_elsewhere(const struct ftrace_event_field *field)
{
	return field->filter_type == FILTER_STATIC_STRING || field->filter_type == FILTER_COMM;
}

static void put_pattern(struct gen *g, const struct ftrace_event_field *field, const char *word)
{
	/* The stock engine's general matcher finds no text in an array of size 0. */
	g->out->listed |= ends_elsewhere(field) && strpbrk(word, "\\[?");
	put(g, "%s", oracle_percent(g->r, 10) ? "!" : "");
	switch (oracle_below(g->r, 6)) {
	case 0:
		put(g, "%s", word);
		break;
	case 1:
		put(g, "%s*", word);
		g->out->listed |= ends_elsewhere(field) && !*word;
		break;
	case 2:
		put(g, "*%s", word);
		g->out->listed |= ends_elsewhere(field);
		break;
	case 3:
		put(g, "*%s*", word);
		break;
	case 4:
		put_wild(g, word);
		/* The result may be a suffix. The generator does not check that. */
		g->out->listed |= ends_elsewhere(field);
		break;
	default:
		put(g, "%s*%s", word, oracle_pick(g->r, words));
		g->out->listed |= ends_elsewhere(field) && (!*word || !field->size);
		break;
	}
}

static void put_text(struct gen *g, const struct ftrace_event_field *field, bool pattern)
{
	char quote = oracle_percent(g->r, 80) ? '"' : '\'';
	const char *word = oracle_pick(g->r, words);

	if (g->out->nr_words < ORACLE_MEMORY)
		strscpy(g->out->words[g->out->nr_words++], word);
	put(g, "%c", quote);
	if (slip(g, 1))
		put(g, "%0*d", 250 + oracle_below(g->r, 10), 7);	/* close to the limit */
	else if (pattern)
		put_pattern(g, field, word);
	else
		put(g, "%s", word);
	if (!slip(g, 1))
		put(g, "%c", quote);
}

static void put_cpus(struct gen *g)
{
	static const char * const lists[] = {
		"0", "0", " ", "0-0", "0,0", "0-3", "1", "", "0\n", "x", "0-", "N", "all", "0:1/2",
	};
	static const char * const forms[] = {
		"CPUS{%s}", "CPUS{%s}", "CPUS{%s}", "CPUS{%s}", "CPUS{%s}", "CPUS{%s}", "CPUS{%s}",
		"CPUS{%s", "CPUS %s}", "CPUS{0\n)%s}", "CPUS{0\n' \"%s}",
	};

	if (slip(g, 40))
		put(g, oracle_pick(g->r, forms), oracle_pick(g->r, lists));
	else
		put(g, "CPUS{%s}", lists[oracle_below(g->r, 5)]);
	remember_number(g, oracle_below(g->r, 3));
}

static void put_function(struct gen *g)
{
	static const char * const names[] = {
		"schedule", "kfree", "vprintk", "no_such_function", "", "kfree)", "a\"b",
	};
	unsigned long addr = kallsyms_lookup_name("schedule");

	remember_number(g, addr);
	remember_number(g, addr + 4);
	if (oracle_percent(g->r, 60))
		put(g, "%s ", slip(g, 50) ? oracle_pick(g->r, names) : "schedule");
	else
		put(g, "0x%lx", slip(g, 20) ? 16UL : addr + oracle_below(g->r, 3));
}

static bool is_text(const struct ftrace_event_field *field)
{
	return is_string_field((struct ftrace_event_field *)field);
}

static bool takes_sets(const struct ftrace_event_field *field, const char *rel)
{
	return (field->filter_type == FILTER_OTHER || field->filter_type == FILTER_CPU) &&
	       (*rel == '&' || (*rel && rel[1] == '=')) && *rel != '<' && *rel != '>';
}

/* Make a value of the wrong type or form. */
static void put_wrong_value(struct gen *g, const struct ftrace_event_field *field)
{
	switch (oracle_below(g->r, 5)) {
	case 0:
		put(g, "bare");
		break;
	case 1:
		put_number(g, true);
		break;
	case 2:
		put_text(g, field, true);
		break;
	case 3:
		put_cpus(g);
		break;
	}
}

static void put_value(struct gen *g, const struct ftrace_event_field *field, const char *rel)
{
	if (slip(g, 5))
		put_wrong_value(g, field);
	else if (field->filter_type == FILTER_CPUMASK ||
		 (takes_sets(field, rel) && oracle_percent(g->r, 10)))
		put_cpus(g);
	else if (is_text(field))
		put_text(g, field, *rel == '~');
	else
		put_number(g, field->is_signed);
}

static const char *relation(struct gen *g, const struct ftrace_event_field *field)
{
	static const char * const numeric[] = { "==", "!=", "<", "<=", ">", ">=", "&" };
	static const char * const textual[] = { "==", "!=", "~", "~", "~" };
	static const char * const sets[] = { "==", "!=", "&" };
	static const char * const any[] = { "==", "!=", "<", ">=", "&", "~", "!~", "=",
					   "<>", "^", "" };

	if (slip(g, 3))
		return oracle_pick(g->r, any);
	if (field->filter_type == FILTER_CPUMASK)
		return oracle_pick(g->r, sets);
	return is_text(field) ? oracle_pick(g->r, textual) : oracle_pick(g->r, numeric);
}

static void put_pred(struct gen *g)
{
	static const char * const bogus[] = { "nofield", "", "Common_pid", "pid2",
					     "common_timestamp" };
	const struct ftrace_event_field *field;
	const char *rel;

	field = g->event->fields[oracle_below(g->r, g->event->nr_fields)];
	put(g, "%s", slip(g, 2) ? oracle_pick(g->r, bogus) : field->name);
	if (oracle_percent(g->r, field->filter_type == FILTER_PTR_STRING ? 20 : 1))
		put(g, ".ustring");
	g->out->preds++;
	if (field->size == 8 ? oracle_percent(g->r, 10) : slip(g, 2)) {
		put(g, ".function %s ", slip(g, 10) ? relation(g, field) :
				       oracle_percent(g->r, 50) ? "==" : "!=");
		put_function(g);
		return;
	}
	put_blanks(g);
	rel = relation(g, field);
	put(g, "%s", rel);
	put_blanks(g);
	put_value(g, field, rel);
}

static void put_not(struct gen *g)
{
	while (oracle_percent(g->r, 12))
		put(g, oracle_percent(g->r, 80) ? "!" : "! ");
}

/* Join operands by one operator or by both, some of them in parentheses. */
static void put_expr(struct gen *g, u32 depth)
{
	u32 operands = 1 + oracle_below(g->r, depth > 40 ? 1 : 4);
	u32 bias = oracle_below(g->r, 101);

	g->out->depth = max(g->out->depth, depth);
	while (operands-- && g->out->len < ORACLE_TEXT_BYTES / 2) {
		put_not(g);
		if (depth < 45 && g->budget && oracle_percent(g->r, 40)) {
			g->budget--;
			put(g, "(");
			put_expr(g, depth + 1);
			put(g, ")");
		} else {
			put_pred(g);
		}
		if (!operands && g->budget) {
			g->budget--;
			operands += depth == 0;
		}
		if (operands)
			put(g, oracle_percent(g->r, bias) ? " && " : "||");
	}
}

/* Put many parentheses around an operand, with more operands to the right or to the left. */
static void put_deep(struct gen *g, u32 levels)
{
	u32 i;

	g->out->depth = levels;
	for (i = 0; i < levels; i++)
		put(g, oracle_percent(g->r, 20) ? "!(" : "(");
	put_pred(g);
	for (i = 0; i < levels; i++) {
		put(g, ")");
		if (!oracle_percent(g->r, 10))
			continue;
		put(g, oracle_percent(g->r, 50) ? "&&" : "||");
		put_pred(g);
	}
}

static void put_soup(struct gen *g)
{
	static const char * const tokens[] = {
		"(", ")", "&&", "||", "!", "&", "|", "==", "~", "'", "\"", "CPUS{", "}", "-", ".",
	};
	u32 n = 1 + oracle_below(g->r, 12);

	while (n--) {
		if (oracle_percent(g->r, 50))
			put(g, "%s", oracle_pick(g->r, tokens));
		else
			put_pred(g);
		put_blanks(g);
	}
}

/* Drop, repeat or change a piece of the text. */
static void mutate(struct gen *g)
{
	static const char chars[] = "()!&|=<>~'\"{}0 -.a\\*,\n";
	char *text = g->out->text;
	u32 len = g->out->len, at, piece;

	if (!len)
		return;
	at = oracle_below(g->r, len);
	piece = min(1 + oracle_below(g->r, 4), len - at);
	switch (oracle_below(g->r, 4)) {
	case 0:
		memmove(text + at, text + at + piece, len - at - piece + 1);
		g->out->len -= piece;
		break;
	case 1:
		memmove(text + at + piece, text + at, len - at + 1);
		g->out->len += piece;
		break;
	case 2:
		text[at] = 0;
		g->out->len = at;
		break;
	default:
		text[at] = oracle_pick(g->r, chars) ?: ' ';
	}
}

/**
 * oracle_make_text - make a random filter
 * @r: the generator.
 * @event: the event whose fields to use.
 * @out: gets the filter; @out->text has room for ORACLE_TEXT_BYTES.
 *
 * Context: task; recursive, at most 45 calls deep.
 */
void oracle_make_text(struct oracle_random *r, const struct oracle_event *event,
		      struct oracle_text *out)
{
	struct gen g = { .r = r, .event = event, .out = out };
	u32 kind = oracle_below(r, 10000);

	*out = (struct oracle_text) { .text = out->text };
	out->text[0] = 0;
	g.careful = oracle_percent(r, 60);
	put_blanks(&g);
	if (kind < 5) {
		put_deep(&g, 100 + oracle_below(r, 2000));
	} else if (kind < 200) {
		put_deep(&g, oracle_below(r, 60));
	} else if (kind < 1000) {
		put_soup(&g);
	} else {
		/* mostly a few predicates, sometimes many */
		g.budget = kind < 1005 ? 2000 : kind < 1300 ? 150 : oracle_below(r, 8);
		put_expr(&g, 0);
	}
	put_blanks(&g);
	out->mutated = kind >= 200 && !g.careful && oracle_percent(r, 40);
	if (out->mutated)
		mutate(&g);
	if (out->mutated || kind < 1000)
		out->listed |= !!strpbrk(out->text, "*?[\\");
}
