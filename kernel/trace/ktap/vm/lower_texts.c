// SPDX-License-Identifier: GPL-2.0
/*
 * Lowering of the order of texts, and of texts against texts.
 *
 * The predicate becomes a DUO, which holds the places of two texts and asks whether they are
 * equal, or whether the first is less than the second. A constant may be one of them: it is the
 * second for "less", and the first for "more", because "name > c" is "c < name".
 */
#include "vm/lowering.h"
#include "vm/relation.h"
#include "vm/text.h"

static struct ktf_place place_of(const struct ktf_field *field, bool user, bool folds)
{
	struct ktf_place place = {
		.source = ktf_text_source(field->kind, user), .folds = folds,
	};

	if (place.source != KTF_SOURCE_COMM)
		place.off = field->off;
	if (place.source == KTF_SOURCE_FIX)
		place.size = field->size;
	return place;
}

static struct ktf_place put_constant(struct ktf_lowering *l, u64 slice)
{
	struct ktf_place place = {
		.source = KTF_SOURCE_CONSTANT, .off = ktf_slice_len(slice), .size = l->pool,
	};

	memcpy((char *)l->to + l->pool, l->from->pool + ktf_slice_off(slice), place.off);
	l->pool += ktf_order_constant(slice);
	return place;
}

/**
 * ktf_lower_order - lower the order of a text and a constant
 * @l: the programs.
 * @insn: gets the instruction.
 * @pred: the predicate, one of ktf_is_order().
 * @field: its field, of a text kind.
 *
 * Context: any.
 */
void ktf_lower_order(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred,
		     const struct ktf_field *field)
{
	bool more = pred->op == KTAP_FILTER_OP_STR_MORE || pred->op == KTAP_FILTER_OP_FOLD_MORE;

	insn->op = KTF_OP(DUO, HOLDS);
	insn->text_relation = KTF_RELATION_LT_U;
	insn->no_text = !!(pred->flags & KTAP_FILTER_NOT);
	insn->text[more] = place_of(field, pred->flags & KTAP_FILTER_USER,
				    pred->op >= KTAP_FILTER_OP_FOLD_LESS);
	insn->text[!more] = put_constant(l, pred->imm);
	insn->copies_text = ktf_place_is_copied(&insn->text[more]);
}

/**
 * ktf_lower_pair - lower a predicate on the texts of two fields
 * @l: the programs.
 * @insn: gets the instruction.
 * @pred: the predicate, STR_SAME or STR_BEFORE.
 *
 * Context: any.
 */
void ktf_lower_pair(struct ktf_lowering *l, struct ktf_insn *insn, const struct ktf_pred *pred)
{
	const struct ktf_field *second = &l->fields[ktf_second_field(pred->imm)];
	bool same = pred->op == KTAP_FILTER_OP_STR_SAME;

	insn->op = KTF_OP(DUO, HOLDS);
	insn->text_relation = same ? KTF_RELATION_EQ : KTF_RELATION_LT_U;
	insn->no_text = !!(pred->flags & KTAP_FILTER_NOT);
	insn->text[0] = place_of(&l->fields[pred->field], pred->flags & KTAP_FILTER_USER,
				 pred->imm & KTAP_FILTER_PAIR_FIRST_LOWER);
	insn->text[1] = place_of(second, pred->imm & KTAP_FILTER_PAIR_USER,
				 pred->imm & KTAP_FILTER_PAIR_LOWER);
	insn->copies_text = ktf_place_is_copied(&insn->text[0]) ||
			    ktf_place_is_copied(&insn->text[1]);
	insn->in_16 = ktf_texts_in_16(insn);
}
