// SPDX-License-Identifier: GPL-2.0
/*
 * Values as sums of bits of the record.
 *
 * Most expressions that users write are bits of a field, or two fields that are added to or
 * subtracted from each other, and constants: (ioprio >> 13) & 7, expires - now, 100 - prio. Such
 * a value needs no cells when it runs. It is the sum of at most two terms and a constant, modulo
 * 2^64, and each term is a number of bits that lie next to each other in the record:
 *
 *	field	 31       16 15  13 12      0
 *		|           |  7   |         |	(ioprio >> 13) & 7: low 13, bits 3
 *
 * The words of both are equal, whatever their types are. Operators are applied to the sums:
 *
 *	a + b, a - b, -a, ~a	sums, as ~a is -a - 1
 *	a >> n, a / 2^n		a shorter term that starts further up, if a is one term
 *	a & m, a % 2^n		a shorter term for a mask of ones; else the mask is kept
 *	uN(a), sN(a)		a shorter term; u64(a) and s64(a) change no word
 *	be32(f, n)		a term with its bytes in reverse order
 *
 * Division and rest are these only if a is not negative. All that is no sum, as a * b, is not
 * known, and runs as cells.
 */
#include "prog/variables.h"
#include "vm/lowering.h"

static struct ktf_linear number(u64 word)
{
	return (struct ktf_linear) { .known = true, .constant = word };
}

static struct ktf_linear cpu(void)
{
	return (struct ktf_linear) {
		.known = true, .nr = 1, .terms[0] = {
			.source = KTF_SOURCE_CPU, .size = 4, .bits = 32,
		},
	};
}

static struct ktf_linear variable(u32 nr)
{
	const struct ktf_variable_info *info = &ktf_variables[nr];
	u32 bytes = info->arg & KTF_CELL_BYTES;

	if (!ktf_variable_is_task(nr))
		return cpu();
	/* What may not be there runs as cells, which can say so. */
	return (struct ktf_linear) {
		.known = !info->may_lack, .nr = 1,
		.terms[0] = {
			.source = KTF_SOURCE_TASK, .off = nr, .size = bytes, .bits = 8 * bytes,
			.is_signed = info->arg & KTF_CELL_SIGNED,
		},
	};
}

static struct ktf_linear field_bytes(const struct ktf_cell *cell, const struct ktf_field *field)
{
	u32 size = cell->arg & KTF_CELL_BYTES ?: field->size;

	if (field->kind == KTAP_FILTER_KIND_CPU)
		return cpu();
	return (struct ktf_linear) {
		.known = true, .nr = 1,
		.terms[0] = {
			.off = field->off + cell->imm, .size = size, .bits = 8 * size,
			.is_signed = cell->arg ? cell->arg & KTF_CELL_SIGNED : field->is_signed,
		},
	};
}

static void negate(struct ktf_linear *a)
{
	u32 i;

	a->constant = -a->constant;
	for (i = 0; i < a->nr; i++)
		a->terms[i].negative = !a->terms[i].negative;
}

static void add(struct ktf_linear *a, const struct ktf_linear *b)
{
	u32 i;

	a->known = a->known && b->known && a->nr + b->nr <= 2;
	if (!a->known)
		return;
	a->constant += b->constant;
	for (i = 0; i < b->nr; i++)
		a->terms[a->nr++] = b->terms[i];
}

/**
 * ktf_linear_subtract - subtract a value from another
 * @a: the value; gets the difference.
 * @b: the value to subtract.
 *
 * Context: any.
 */
void ktf_linear_subtract(struct ktf_linear *a, const struct ktf_linear *b)
{
	struct ktf_linear minus = *b;

	negate(&minus);
	add(a, &minus);
}

/* a & mask, for one term. */
static void mask_bits(struct ktf_linear *a, u64 mask)
{
	struct ktf_term *term = &a->terms[0];
	bool keeps_sign;
	u64 all;

	if (!ktf_linear_is_term(a)) {
		a->known = false;
		return;
	}
	all = ktf_ones(term->bits);
	/* The bits above a number with a sign repeat it. So they count all or not at all. */
	keeps_sign = term->is_signed && mask & ~all;
	if (keeps_sign && (mask | all / 2) != ~0ULL) {
		a->known = false;
		return;
	}
	mask &= term->mask ?: all;
	if (!mask)
		*a = number(0);
	else if (mask & (mask + 1) || term->mask || term->swapped)
		term->mask = mask;
	else
		term->bits = fls64(mask);
	term->is_signed = keeps_sign;
}

/*
 * a >> n, for one term and n of 0 to 63. What comes in from above follows from the type of the
 * value, which for s64(u64), or u64(s32), is not the field's. A shorter number without a sign has
 * zeroes there in any case, but if one with a sign has lost it, no part of the field is the result.
 */
static void drop_low_bits(struct ktf_linear *a, u32 n, bool may_be_negative)
{
	struct ktf_term *term = &a->terms[0];

	if (!ktf_linear_is_plain(a) || term->source != KTF_SOURCE_WORD ||
	    (term->bits < 64 && term->is_signed && !may_be_negative)) {
		a->known = false;
		return;
	}
	if (term->bits == 64)
		term->is_signed = may_be_negative;
	if (term->is_signed)
		n = min(n, term->bits - 1U);
	if (n >= term->bits) {
		*a = number(0);
	} else {
		term->low += n;
		term->bits -= n;
	}
}

static void cut(struct ktf_linear *a, u8 arg)
{
	struct ktf_term *term = &a->terms[0];
	u32 bits = 8 * (arg & KTF_CELL_BYTES);
	bool is_signed = arg & KTF_CELL_SIGNED;

	if (bits == 64)
		return;
	if (!ktf_linear_is_plain(a)) {
		a->known = false;
	} else if (bits <= term->bits) {
		term->bits = bits;
		term->is_signed = is_signed;
	} else if (term->is_signed && !is_signed) {
		a->known = false;
	}
}

static void swap_bytes(struct ktf_linear *a, u8 arg)
{
	struct ktf_term *term = &a->terms[0];

	if (!ktf_linear_is_plain(a) || term->source != KTF_SOURCE_WORD || term->low ||
	    term->bits != 8 * arg)
		a->known = false;
	else
		term->swapped = !KTF_BIG_ENDIAN;
}

static void apply_one(const struct ktf_cell *cell, struct ktf_linear *a)
{
	switch (cell->op) {
	case KTAP_FILTER_CELL_INV:
		a->constant++;		/* ~a is -(a + 1) */
		fallthrough;
	case KTAP_FILTER_CELL_NEG:
		negate(a);
		break;
	case KTAP_FILTER_CELL_CUT:
		cut(a, cell->arg);
		break;
	default:
		swap_bytes(a, cell->arg);
	}
}

/* The exponent of a power of 2; -1 if the number is none. */
static int exponent(u64 val)
{
	return val && !(val & (val - 1)) ? fls64(val) - 1 : -1;
}

/* a op b, where b is a constant. */
static void apply_constant(u8 op, struct ktf_linear *a, u64 b, bool may_be_negative)
{
	switch (op) {
	case KTAP_FILTER_CELL_AND:
		mask_bits(a, b);
		return;
	case KTAP_FILTER_CELL_SHR:
		drop_low_bits(a, b, may_be_negative);
		return;
	case KTAP_FILTER_CELL_DIV:
		if (!may_be_negative && exponent(b) >= 0) {
			drop_low_bits(a, exponent(b), false);
			return;
		}
		break;
	case KTAP_FILTER_CELL_MOD:
		if (!may_be_negative && exponent(b) >= 0) {
			mask_bits(a, b - 1);
			return;
		}
		break;
	}
	a->known = false;
}

static void apply_two(const struct ktf_values *v, u32 at, struct ktf_linear *a,
		      const struct ktf_linear *b)
{
	u8 op = v->cells[at].op;
	u32 left = v->first[at - 1] - 1;

	if (op == KTAP_FILTER_CELL_ADD) {
		add(a, b);
	} else if (op == KTAP_FILTER_CELL_SUB) {
		ktf_linear_subtract(a, b);
	} else if (b->known && !b->nr) {
		apply_constant(op, a, b->constant, ktf_type_may_be_negative(&v->type[left]));
	} else if (op == KTAP_FILTER_CELL_AND && a->known && !a->nr) {
		u64 mask = a->constant;

		*a = *b;
		mask_bits(a, mask);
	} else {
		a->known = false;
	}
}

/**
 * ktf_linear_values - find values that are sums of bits of the record
 * @v: the values of a predicate.
 * @at: the first cell of the first value.
 * @end: the cell behind the last value.
 * @fields: the event's fields, one for each relocation.
 * @linear: gets the sum of each value; KTF_MAX_VALUES of them, as it is the stack as well.
 *
 * Context: any.
 */
void ktf_linear_values(const struct ktf_values *v, u32 at, u32 end,
		       const struct ktf_field *fields, struct ktf_linear *linear)
{
	const struct ktf_cell *cell;
	u32 depth = 0;

	for (; at < end; at += ktf_cell_length(cell->op)) {
		cell = &v->cells[at];
		switch (ktf_cell_info[cell->op].operand) {
		case KTF_CELL_HAS_FIELD:
			linear[depth++] = field_bytes(cell, &fields[cell->field]);
			continue;
		case KTF_CELL_HAS_IMM:
		case KTF_CELL_HAS_NEXT:
			linear[depth++] = number(ktf_big_word(ktf_cell_number(cell)));
			continue;
		case KTF_CELL_HAS_ARRAY:
			linear[depth - 1].known = false;
			continue;
		case KTF_CELL_HAS_VAR:
			linear[depth++] = variable(cell->imm);
			continue;
		}
		if (ktf_cell_info[cell->op].takes == 2) {
			depth--;
			apply_two(v, at, &linear[depth - 1], &linear[depth]);
		} else if (ktf_cell_info[cell->op].takes == 1) {
			apply_one(cell, &linear[depth - 1]);
		} else {
			linear[depth++].known = false;
		}
	}
}
