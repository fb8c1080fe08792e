// SPDX-License-Identifier: GPL-2.0
/*
 * Comparison of bytes of a field with an address.
 *
 * The bytes are read as numbers in the order of the network. An IPv4 address is one number, and a
 * prefix makes it a range of numbers. Longer addresses are two numbers each: an IPv6 address 8 and
 * 8 bytes, a MAC address 4 and 2. If the prefix ends in the first number, only this one is in
 * a range. Else the address is the same if no bit differs:
 *
 *	(be64(f, 0) ^ first) | ((be64(f, 8) & mask) ^ second) == 0
 *
 * vm/lower_parts.c makes a test of a word of each part, or of both parts together.
 */
#include "lang/address.h"
#include "lang/analysis.h"

/* Is the operand a number of so many bytes that were read in the order of the network? */
static bool is_swapped(struct ktf_analysis *a, const struct ktf_operand *operand, u32 bytes)
{
	const struct ktf_cell *last;

	if (operand->kind != KTF_OPERAND_NUMBER || a->ex.nr_cells != operand->first + 2)
		return false;
	last = &a->ex.cells[operand->first + 1];
	return last->op == KTAP_FILTER_CELL_SWAP && last->arg == bytes;
}

/* Is the operand a field, an array of so many bytes? */
static bool is_bytes(const struct ktf_operand *operand, u32 bytes)
{
	struct ktf_array array;

	return operand->is_field && ktf_field_has_bytes(operand->field.kind) &&
	       !ktf_field_array(&operand->field, &array) && array.bytes == 1 && array.nr == bytes;
}

/* Append some bytes of the field as a number in the order of the network. */
static int add_word(struct ktf_analysis *a, const struct ktf_operand *operand, u32 off, u32 bytes)
{
	return ktf_sema_field_cell(a, operand->node, &operand->field, (struct ktf_cell) {
			.op = KTAP_FILTER_CELL_FIELD, .arg = bytes, .imm = off,
	       }) ?: ktf_sema_cell(a, operand->node, (struct ktf_cell) {
			.op = KTAP_FILTER_CELL_SWAP, .arg = bytes,
	       });
}

/**
 * ktf_sema_bytes - check an operand that is compared with an address, and make a number of it
 * @a: the analysis.
 * @operand: the operand, whose cells are the last ones. It becomes a number if the address is one.
 * @bytes: size of the address, bytes.
 * @pos: where the address stands in the text.
 *
 * Context: any.
 * Return: 0; -EINVAL if the operand is no field of that size that is an array of bytes.
 */
int ktf_sema_bytes(struct ktf_analysis *a, struct ktf_operand *operand, u32 bytes, u32 pos)
{
	if (is_swapped(a, operand, bytes))
		return 0;
	if (!is_bytes(operand, bytes))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, pos);
	a->ex.nr_cells = operand->first;
	return bytes == sizeof(u32) ? add_word(a, operand, 0, bytes) : 0;
}

/* Append the bits in which some bytes of the field differ from the address. */
static int add_difference(struct ktf_analysis *a, const struct ktf_operand *operand,
			  const struct ktf_address *addr, u32 off, u32 bytes)
{
	const struct ktf_node *node = operand->node;
	u64 mask, word = ktf_address_word(addr, off, bytes, &mask);
	int err = add_word(a, operand, off, bytes);

	if (!err && mask != ~0ULL >> (64 - 8 * bytes))
		err = ktf_sema_number_cell(a, node, ktf_big(mask, true)) ?:
		      ktf_sema_cell(a, node, (struct ktf_cell) { .op = KTAP_FILTER_CELL_AND });
	if (!err && word)
		err = ktf_sema_number_cell(a, node, ktf_big(word, true)) ?:
		      ktf_sema_cell(a, node, (struct ktf_cell) { .op = KTAP_FILTER_CELL_XOR });
	return err;
}

/* Ask whether a value is in a range of addresses. */
static int compare_range(struct ktf_analysis *a, struct ktf_node *node, struct ktf_range *range)
{
	struct ktf_ranges ranges = { range, 1, 1 };

	ktf_sema_operation(node, KTAP_FILTER_OP_VAL_IN, node->rel == KTF_REL_NE);
	return ktf_sema_set(a, node, &ranges, NULL, 0);
}

/* The prefix ends in the first number, of @bytes bytes. */
static int compare_first(struct ktf_analysis *a, struct ktf_node *node,
			 const struct ktf_operand *operand, const struct ktf_address *addr,
			 u32 bytes)
{
	u64 mask, word = ktf_address_word(addr, 0, bytes, &mask);
	struct ktf_range range = {
		ktf_big(word, true), ktf_big(word | (~mask & ~0ULL >> (64 - 8 * bytes)), true),
	};

	return add_word(a, operand, 0, bytes) ?: compare_range(a, node, &range);
}

/* Compare with an address that is two numbers. */
static int compare_long(struct ktf_analysis *a, struct ktf_node *node,
			const struct ktf_operand *operand, const struct ktf_value *val)
{
	u32 first = ktf_functions[val->fn].arg / 2 > 4 ? 8 : 4;
	const struct ktf_node *at = operand->node;
	struct ktf_address addr;

	if (ktf_address_read(val->fn, a->ast->text + val->in, val->len, &addr))
		return ktf_wrong_at(a, KTF_ERR_ADDRESS, val->in);
	if (addr.prefix <= 8 * first)
		return compare_first(a, node, operand, &addr, first);
	ktf_sema_operation(node, KTAP_FILTER_OP_VAL_EQ, node->rel == KTF_REL_NE);
	return add_difference(a, operand, &addr, 0, first) ?:
	       add_difference(a, operand, &addr, first, addr.nr - first) ?:
	       ktf_sema_cell(a, at, (struct ktf_cell) { .op = KTAP_FILTER_CELL_OR }) ?:
	       ktf_sema_number_cell(a, at, (struct ktf_big) { 0 }) ?:
	       ktf_sema_values(a, node, false);
}

/**
 * ktf_sema_address - analyse the comparison of bytes of a field with an address
 * @a: the analysis. One of the operands on its stack is an address.
 * @node: the comparison; gets its operation and its constant.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL for a mistake; -E2BIG if the program gets too large; -ENOMEM.
 */
int ktf_sema_address(struct ktf_analysis *a, struct ktf_node *node)
{
	bool first = a->ex.stack[0].kind == KTF_OPERAND_ADDRESS;
	const struct ktf_node *address = a->ex.stack[!first].node;
	struct ktf_operand *other = &a->ex.stack[first];
	u32 bytes = ktf_functions[address->value.fn].arg;
	struct ktf_range range;

	if (node->rel != KTF_REL_EQ && node->rel != KTF_REL_NE)
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, address->pos);
	if (ktf_sema_asks(a) || ktf_sema_bytes(a, other, bytes, address->pos))
		return a->diag->err;
	if (bytes != sizeof(u32))
		return compare_long(a, node, other, &address->value);
	if (ktf_sema_constant(a, &address->value, &range))
		return a->diag->err;
	return compare_range(a, node, &range);
}
