// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of texts.
 *
 * A short text is compared like an integer. For example, prev_comm == "sh" asks whether three
 * bytes are 's', 'h', 0. Up to 16 bytes make two instructions, and the second one runs if the
 * first is true. A located text makes one instruction, of up to 8 bytes. A short suffix is
 * compared with the text's last 8 bytes. A short substring is in the instruction itself. All
 * other patterns are constants, together with the tables that their matcher needs. The order of a
 * text and a constant is lowered by vm/lower_texts.c.
 *
 * Where many texts are asked for, one after the other, all are constants. Then vm/opt_texts.c
 * makes a set of them, whatever their lengths are.
 */
#include "vm/glob.h"
#include "vm/lowering.h"
#include "vm/match.h"
#include "vm/text_set.h"

/* Where a comparison goes on if the text is another one, or (@same) is the same. */
static u16 target_of(const struct ktf_pred *pred, bool same)
{
	return same == !(pred->flags & KTAP_FILTER_NOT) ? pred->jt : pred->jf;
}

/*
 * Do two predicates, the second behind the first, compare one text, the second one if the first
 * finds another text, and leave to one place?
 */
static bool are_members(const struct ktf_portable *from, const struct ktf_pred *pred)
{
	const struct ktf_pred *next = pred + 1;

	return target_of(pred, false) == next - from->insns && next->op == pred->op &&
	       next->field == pred->field && next->flags == pred->flags &&
	       target_of(next, true) == target_of(pred, true);
}

/*
 * Is the comparison one of so many of the same text that they become a set? The answer is the
 * same for all of them.
 */
static bool is_in_set(const struct ktf_portable *from, const struct ktf_pred *pred)
{
	const struct ktf_pred *first = pred, *last = pred, *end = from->insns + from->nr_insns;

	if (pred->op != KTAP_FILTER_OP_STR_EQ)
		return false;
	while (pred - first + 1 < KTF_LEAST_TEXTS && first > from->insns &&
	       are_members(from, first - 1))
		first--;
	while (last - first + 1 < KTF_LEAST_TEXTS && last + 1 < end && are_members(from, last))
		last++;
	return last - first + 1 >= KTF_LEAST_TEXTS;
}

/*
 * The number of bytes at the start of a text in the fixed part, or of comm, that decide
 * whether the text equals the pattern or starts with it. 0 if two words or the text
 * cannot hold so many, if the predicate is another one, or if it is one of a set.
 */
static u32 deciding_bytes(const struct ktf_portable *from, const struct ktf_pred *pred,
			  const struct ktf_field *field)
{
	u32 len = ktf_slice_len(pred->imm), size = field->size;

	if (is_in_set(from, pred))
		return 0;
	if (field->kind == KTAP_FILTER_KIND_COMM)
		size = KTF_COMM_BYTES;
	else if (field->kind != KTAP_FILTER_KIND_FIXSTR)
		return 0;
	if (pred->op == KTAP_FILTER_OP_STR_EQ)
		len += len < size;
	else if (pred->op != KTAP_FILTER_OP_STR_PREFIX)
		return 0;
	return len <= min(16U, size) ? len : 0;
}

/* The number of bytes that decide this for a located text; 0 if they are more than a word. */
static u32 deciding_located(const struct ktf_portable *from, const struct ktf_pred *pred,
			    const struct ktf_field *field)
{
	u32 len = ktf_slice_len(pred->imm);

	if (is_in_set(from, pred))
		return 0;
	if (field->kind != KTAP_FILTER_KIND_DYNSTR && field->kind != KTAP_FILTER_KIND_RELSTR)
		return 0;
	if (pred->op == KTAP_FILTER_OP_STR_EQ)
		len++;
	else if (pred->op != KTAP_FILTER_OP_STR_PREFIX)
		return 0;
	return len <= 8 ? len : 0;
}

/* Is it a short suffix or substring, of a text of 16 bytes, which are loaded anyway? */
static bool is_short_in_16(const struct ktf_pred *pred, const struct ktf_field *field)
{
	u32 len = ktf_slice_len(pred->imm);

	return (pred->op == KTAP_FILTER_OP_STR_SUFFIX ||
		pred->op == KTAP_FILTER_OP_STR_CONTAINS) && len && len <= 8 &&
	       (field->kind == KTAP_FILTER_KIND_COMM ||
		(field->kind == KTAP_FILTER_KIND_FIXSTR && field->size == 16));
}

/* Up to eight bytes as a number; the first byte is the highest if @big_endian, else the lowest. */
static u64 text_word(const char *text, u32 bytes, bool big_endian)
{
	u64 word = 0;
	u32 i;

	for (i = 0; i < bytes; i++)
		word |= (u64)(u8)text[i] << 8 * (big_endian ? bytes - 1 - i : i);
	return word;
}

/* Compare @bytes bytes of the text, from @at on, with those of the pattern. */
static void lower_text_word(struct ktf_lowering *l, struct ktf_insn *insn, const char *pattern,
			    u32 at, u32 bytes, const struct ktf_field *field)
{
	struct ktf_interval r = { text_word(pattern + at, bytes, KTF_BIG_ENDIAN), 0, false };
	u32 shift = KTF_BIG_ENDIAN ? 8 * (8 - bytes) : 0;

	insn->op = KTF_OP(COMM, ARC);
	insn->off = at;
	if (field->kind == KTAP_FILTER_KIND_FIXSTR) {
		insn->op = KTF_OP(WORD, ARC);
		insn->off = ktf_place_word(field->off + at, bytes, l->fixed, &shift);
	}
	ktf_range_test(insn, r, 8 * bytes, shift);
}

/* Compare the first eight bytes, then any others by an instruction of their own. */
static void lower_short_text(struct ktf_lowering *l, struct ktf_insn *insn, const char *pattern,
			     u32 bytes, const struct ktf_field *field)
{
	if (bytes > 8) {
		insn[1] = insn[0];
		lower_text_word(l, &insn[1], pattern, 8, bytes - 8, field);
		insn[0].to[1] = &insn[1] - l->to->insns;
	}
	lower_text_word(l, insn, pattern, 0, min(bytes, 8U), field);
}

static void lower_located_word(struct ktf_insn *insn, const char *pattern, u32 bytes,
			       const struct ktf_field *field)
{
	insn->op = field->kind == KTAP_FILTER_KIND_DYNSTR ? KTF_OP(DYN, ARC) : KTF_OP(REL, ARC);
	insn->off = field->off;
	insn->lo = text_word(pattern, bytes, false);
	insn->mask = ktf_ones(8 * bytes);
}

/* The text's last bytes are at the top of the word that is tested. */
static void lower_tail(struct ktf_insn *insn, const char *pattern, u32 len,
		       const struct ktf_field *field)
{
	insn->op = field->kind == KTAP_FILTER_KIND_COMM ? KTF_OP(COMM, TAIL) : KTF_OP(FIX, TAIL);
	insn->off = field->off;
	insn->lo = text_word(pattern, len, false) << (64 - 8 * len);
	insn->mask = ktf_ones(8 * len) << (64 - 8 * len);
}

static void lower_has_short(struct ktf_insn *insn, const char *pattern, u32 len,
			    const struct ktf_field *field)
{
	insn->op = field->kind == KTAP_FILTER_KIND_COMM ? KTF_OP(COMM, SHORT) : KTF_OP(FIX, SHORT);
	insn->off = field->off;
	insn->lo = text_word(pattern, len, false);
	insn->mask = ktf_ones(8 * len);
	insn->range = (insn->lo & 0xff) * KTF_LOW_BITS;
}

static bool folds(const struct ktf_pred *pred)
{
	return pred->op == KTAP_FILTER_OP_STR_FOLD;
}

static bool is_glob(const struct ktf_pred *pred)
{
	return pred->op == KTAP_FILTER_OP_STR_GLOB || folds(pred);
}

/* The size of the matcher's table, bytes: a long substring's borders or a glob's pieces. */
static u32 aux_bytes(const struct ktf_pred *pred, const char *pattern)
{
	u32 len = ktf_slice_len(pred->imm);

	if (is_glob(pred))
		return ktf_glob_bytes(pattern, folds(pred));
	return pred->op == KTAP_FILTER_OP_STR_CONTAINS && len > 8 ? len : 0;
}

/* The size of the pattern, its NUL and the matcher's table, bytes. */
static u32 pattern_bytes(const struct ktf_pred *pred, const char *pattern)
{
	return ktf_slice_len(pred->imm) + 1 + aux_bytes(pred, pattern);
}

/*
 * Make the borders of a pattern: for each of its bytes, the length of the longest proper
 * prefix of the pattern that also ends there. It extends the border of the byte before, or
 * a border of that border.
 *
 *	pattern	a b a b c
 *	borders	0 0 1 2 0
 */
static void put_borders(const char *pat, u32 len, u8 *borders)
{
	u32 i, same = 0;

	borders[0] = 0;
	for (i = 1; i < len; i++) {
		while (same && pat[i] != pat[same])
			same = borders[same - 1];
		same += pat[i] == pat[same];
		borders[i] = same;
	}
}

static void put_pattern(struct ktf_lowering *l, struct ktf_insn *insn,
			const struct ktf_pred *pred, const char *pattern)
{
	char *to = (char *)l->to + l->pool;
	u32 len = ktf_slice_len(pred->imm);

	insn->pat = l->pool;
	insn->len = len;
	insn->aux_bytes = aux_bytes(pred, pattern);
	memcpy(to, pattern, len);
	insn->folds = folds(pred);
	if (is_glob(pred))
		ktf_glob_prepare(pattern, folds(pred), (struct ktf_glob *)(to + len + 1));
	else if (insn->aux_bytes)
		put_borders(pattern, len, (u8 *)to + len + 1);
	if (pred->op == KTAP_FILTER_OP_STR_CONTAINS)
		insn->first_word = text_word(pattern, min(len, 8U), false);
	l->pool += ALIGN(pattern_bytes(pred, pattern), sizeof(u64));
}

/**
 * ktf_text_source - find where a runnable program finds a text
 * @kind: the kind of its field, of a text.
 * @user: if there is a pointer, it is a user space address.
 *
 * Context: any.
 * Return: the source.
 */
enum ktf_source ktf_text_source(u8 kind, bool user)
{
	switch (kind) {
	case KTAP_FILTER_KIND_COMM:
		return KTF_SOURCE_COMM;
	case KTAP_FILTER_KIND_FIXSTR:
		return KTF_SOURCE_FIX;
	case KTAP_FILTER_KIND_DYNSTR:
		return KTF_SOURCE_DYN;
	case KTAP_FILTER_KIND_RELSTR:
		return KTF_SOURCE_REL;
	default:
		return user ? KTF_SOURCE_USR : KTF_SOURCE_PTR;
	}
}

/**
 * ktf_lower_text - lower the comparison of a text
 * @l: the programs.
 * @insn: gets the instruction, and the next one if ktf_text_insns() is 2.
 * @pred: the predicate.
 * @field: its field, of a text kind.
 *
 * Context: any.
 */
void ktf_lower_text(struct ktf_lowering *l, struct ktf_insn *insn,
		    const struct ktf_pred *pred, const struct ktf_field *field)
{
	const char *pattern = l->from->pool + ktf_slice_off(pred->imm);
	u32 bytes = deciding_bytes(l->from, pred, field);
	u32 located = deciding_located(l->from, pred, field);

	if (ktf_is_order(pred)) {
		ktf_lower_order(l, insn, pred, field);
		return;
	}
	if (bytes) {
		lower_short_text(l, insn, pattern, bytes, field);
		return;
	}
	if (located) {
		lower_located_word(insn, pattern, located, field);
		return;
	}
	if (is_short_in_16(pred, field)) {
		if (pred->op == KTAP_FILTER_OP_STR_SUFFIX)
			lower_tail(insn, pattern, ktf_slice_len(pred->imm), field);
		else
			lower_has_short(insn, pattern, ktf_slice_len(pred->imm), field);
		return;
	}
	insn->op = ktf_text_source(field->kind, pred->flags & KTAP_FILTER_USER) << 4;
	/* ISA order. */
	if (folds(pred))
		insn->op |= KTF_TEST_GLOB;
	else
		insn->op |= KTF_TEST_EQ + pred->op - KTAP_FILTER_OP_STR_EQ;
	if (field->kind == KTAP_FILTER_KIND_PTRSTR)
		insn->fault = !!(pred->flags & KTAP_FILTER_NOT);
	insn->off = field->off;
	insn->size = field->size;
	put_pattern(l, insn, pred, pattern);
}

/**
 * ktf_text_insns - count the instructions that the comparison of a text becomes
 * @from: the portable program.
 * @pred: the predicate, one of @from.
 * @field: its field, of a text kind.
 *
 * Context: any.
 * Return: 1 or 2.
 */
u32 ktf_text_insns(const struct ktf_portable *from, const struct ktf_pred *pred,
		   const struct ktf_field *field)
{
	return deciding_bytes(from, pred, field) > 8 ? 2 : 1;
}

/**
 * ktf_text_constant - get the size of the constant that ktf_lower_text() makes
 * @l: the programs.
 * @pred: the predicate.
 * @field: its field, of a text kind.
 *
 * The constant is the pattern and its NUL. Behind them, a long substring has its borders, one
 * byte for each of its own, and a glob has its pieces.
 *
 * Context: any.
 * Return: bytes, a multiple of the size of a long; 0 if there is no constant.
 */
u32 ktf_text_constant(const struct ktf_lowering *l, const struct ktf_pred *pred,
		      const struct ktf_field *field)
{
	if (ktf_is_order(pred))
		return ktf_order_constant(pred->imm);
	if (deciding_bytes(l->from, pred, field) || deciding_located(l->from, pred, field) ||
	    is_short_in_16(pred, field))
		return 0;
	return ALIGN(pattern_bytes(pred, l->from->pool + ktf_slice_off(pred->imm)), sizeof(u64));
}
