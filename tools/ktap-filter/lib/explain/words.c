// SPDX-License-Identifier: GPL-2.0
/*
 * What each runnable instruction asks, in words.
 *
 * A listing shows numbers: "[56] - 0x6400000000 & 0xffffffffffffffff <= 0x7fffff9bffffffff". That
 * is an interval of the bytes that the mask leaves. If these are the bytes of a field that the
 * filter names, the interval is one of the field's numbers, or a text, and can be said so:
 * "next_prio is 100 or more". The optimiser may have joined several predicates into the
 * instruction, so this says more than the piece of the source. Of any other instruction, the
 * words of the instruction set are printed.
 *
 * Bits at the low end count for nothing if nothing is subtracted there and whatever they are
 * is within the range. So a field may begin behind the word's first byte.
 */
#include "explain/words.h"
#include "prog/schema.h"
#include "vm/insn.h"

static const char * const sources[] = {
#define SOURCE(arg, name, nr, bytes, known, text)	[nr] = text,
	KTF_SOURCES(SOURCE, _)
#undef SOURCE
};

static const char * const tests[] = {
#define TEST(arg, name, nr, from, fetch, constant, gain, text)	[nr] = text,
	KTF_TESTS(TEST, _)
#undef TEST
};

/**
 * struct interval - the numbers for which an instruction's test is true
 * @name: the name of what is a number.
 * @bits: its width.
 * @is_signed: it has a sign.
 * @first: the least number, unless the interval goes round.
 * @last: the greatest one.
 */
struct interval {
	const char	*name;
	u32		bits;
	bool		is_signed;
	u64		first;
	u64		last;
};

static u64 low_bits(u32 bits)
{
	return bits < 64 ? (1ULL << bits) - 1 : ~0ULL;
}

static u64 extend(const struct interval *in, u64 val)
{
	u32 up = 64 - in->bits;

	return in->is_signed ? (u64)((s64)(val << up) >> up) : val & low_bits(in->bits);
}

static bool is_less(const struct interval *in, u64 a, u64 b)
{
	return in->is_signed ? (s64)extend(in, a) < (s64)extend(in, b) :
			       extend(in, a) < extend(in, b);
}

static void put_number(const struct interval *in, u64 val, FILE *out)
{
	if (in->is_signed)
		fprintf(out, "%lld", (s64)extend(in, val));
	else
		fprintf(out, "%llu", extend(in, val));
}

/* The least number, or the greatest one. */
static u64 end_of(const struct interval *in, bool greatest)
{
	u64 top = in->is_signed ? 1ULL << (in->bits - 1) : 0;

	return greatest ? (top - 1) & low_bits(in->bits) : top;
}

static void put_range(const struct interval *in, u64 first, u64 last, FILE *out)
{
	bool from_least = !((first ^ end_of(in, false)) & low_bits(in->bits));
	bool to_greatest = !((last ^ end_of(in, true)) & low_bits(in->bits));

	put_number(in, from_least ? last : first, out);
	if (from_least) {
		fputs(" or less", out);
	} else if (to_greatest) {
		fputs(" or more", out);
	} else if ((first ^ last) & low_bits(in->bits)) {
		fputs(" to ", out);
		put_number(in, last, out);
	}
}

static void put_interval(const struct interval *in, FILE *out)
{
	bool goes_round = is_less(in, in->last, in->first);

	if (!((in->last + 1 - in->first) & low_bits(in->bits))) {
		fprintf(out, "%s is any number", in->name);
		return;
	}
	fprintf(out, "%s is %s", in->name, goes_round ? "not " : "");
	if (goes_round)
		put_range(in, in->last + 1, in->first - 1, out);
	else
		put_range(in, in->first, in->last, out);
}

/* Find the field of @bits at @off that the filter names: its number, or -1. */
static int find_field(const struct ktf_explain *x, u32 off, u32 bits)
{
	u32 i;

	for (i = 0; i < x->prog.nr_fields; i++)
		if (x->live[i].off == off && 8 * x->live[i].size == bits &&
		    ktf_field_is_number(x->live[i].kind, x->live[i].size))
			return i;
	return -1;
}

/* Are the instruction's bits those of a field, from bit @from of the word on? */
static bool is_number(const struct ktf_explain *x, const struct ktf_insn *insn, u32 from,
		      struct interval *in)
{
	u32 bits = fls64(insn->mask >> from);
	int field;

	if (insn->mask >> from != low_bits(bits) || insn->lo & low_bits(from) ||
	    ~(insn->range | ~insn->mask) & low_bits(from))
		return false;
	field = find_field(x, insn->off + from / 8, bits);
	if (field < 0)
		return false;
	*in = (struct interval) {
		.name = x->live[field].name, .bits = bits,
		.is_signed = x->live[field].is_signed, .first = insn->lo >> from,
		.last = (insn->lo >> from) + (insn->range >> from),
	};
	return true;
}

static bool put_word(const struct ktf_explain *x, const struct ktf_insn *insn, FILE *out)
{
	struct interval in;
	u32 from;

	for (from = 0; from < 64; from += 8) {
		if (!is_number(x, insn, from, &in))
			continue;
		put_interval(&in, out);
		return true;
	}
	return false;
}

/* The first bytes of an array: a text with its NUL, or how it starts. */
static bool put_text(const struct ktf_explain *x, const struct ktf_insn *insn, FILE *out)
{
	char text[9] = "";
	u32 bits = fls64(insn->mask), i, f;

	if (insn->range || bits % 8 || insn->mask != low_bits(bits))
		return false;
	for (i = 0; i < bits / 8; i++) {
		text[i] = insn->lo >> 8 * i;
		if (text[i] ? text[i] < ' ' || text[i] > '~' : i < bits / 8 - 1)
			return false;
	}
	for (f = 0; f < x->prog.nr_fields; f++) {
		if (x->live[f].kind != KTAP_FILTER_KIND_FIXSTR || x->live[f].off != insn->off)
			continue;
		fprintf(out, "%s %s \"%s\"", x->live[f].name,
			i && !text[i - 1] ? "is" : "starts with", text);
		return true;
	}
	return false;
}

static bool put_meaning(const struct ktf_explain *x, const struct ktf_insn *insn, FILE *out)
{
	struct interval cpu = { "the running CPU", 32, true, insn->lo, insn->lo + insn->range };

	/* A field of another byte order is elsewhere in the word. */
	if (KTF_BIG_ENDIAN)
		return false;
	if (insn->op == KTF_OP(WORD, ARC))
		return put_word(x, insn, out) || put_text(x, insn, out);
	if (insn->op != KTF_OP(CPU, ARC) || insn->mask != low_bits(32))
		return false;
	put_interval(&cpu, out);
	return true;
}

/**
 * ktf_explain_print_words - print what each runnable instruction asks
 * @x: the explanation, with an event.
 * @out: the stream.
 *
 * Context: any.
 */
void ktf_explain_print_words(const struct ktf_explain *x, FILE *out)
{
	const struct ktf_insn *insn;
	u32 i;

	fputs("\nIn words\n", out);
	for (i = 0; i < x->run->nr; i++) {
		insn = &x->run->insns[i];
		fprintf(out, "%5u: ", i);
		if (insn->op == KTF_OP(WORD, ARC) && !insn->mask)
			fputs("every record is treated alike", out);
		else if (!put_meaning(x, insn, out))
			fprintf(out, "%s: %s", sources[ktf_source(insn)], tests[ktf_test(insn)]);
		fputc('\n', out);
	}
}
