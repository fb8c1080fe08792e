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
 * vm/lower_parts.c makes a test of a word of each part, or of both parts together. A range of such
 * addresses is several comparisons, of one of both numbers each (lang/set.c).
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

/* Of an address that is two numbers: the bytes of the first one. */
static u32 first_bytes(u32 bytes)
{
	return bytes / 2 > 4 ? 8 : 4;
}

/* Compare with an address that is two numbers. */
static int compare_long(struct ktf_analysis *a, struct ktf_node *node,
			const struct ktf_operand *operand, const struct ktf_value *val)
{
	u32 first = first_bytes(ktf_functions[val->fn].arg);
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

/* Read an end of a range. All bits behind the prefix of its greatest address are 1. */
static int read_end(struct ktf_analysis *a, const struct ktf_node *member, bool greatest,
		    struct ktf_address *addr)
{
	const struct ktf_value *val = &member->value;
	u32 bit;

	if (ktf_address_read(val->fn, a->ast->text + val->in, val->len, addr))
		return ktf_wrong_at(a, KTF_ERR_ADDRESS, val->in);
	for (bit = addr->prefix; greatest && bit < 8 * addr->nr; bit++)
		addr->bytes[bit / 8] |= 0x80 >> bit % 8;
	return 0;
}

/* Check an end of a range of addresses, and read it. */
static int check_end(struct ktf_analysis *a, const struct ktf_node *node, struct ktf_address *addr)
{
	const struct ktf_node *member = node - 1;
	const struct ktf_value *val = &member->value;
	struct ktf_address least;
	int err;

	if (ktf_value_is_negated(a, val))
		return ktf_wrong_at(a, KTF_ERR_INVALID_VALUE, member->pos);
	if (!ktf_value_is_address(val))
		return ktf_wrong_at(a, KTF_ERR_ILLEGAL_FIELD_OP, member->pos);
	err = ktf_sema_bytes(a, &a->ex.stack[0], ktf_functions[val->fn].arg, member->pos) ?:
	      read_end(a, member, node->op & KTF_BOUND_END, addr);
	/* Less than the greatest: right before it are the comparisons with the least address. */
	if (err || node->rel != KTF_REL_LT)
		return err;
	err = read_end(a, &a->ast->nodes[node->first - 4], false, &least);
	if (!err && memcmp(least.bytes, addr->bytes, addr->nr) > 0)
		err = ktf_wrong_at(a, KTF_ERR_INVALID_SET, member->pos);
	return err;
}

/**
 * ktf_sema_address_bound - append the cells of one number of an address, and of that in the field
 * @a: the analysis, with the field on its stack.
 * @node: the comparison with the address, which is the node before it: an end of a range.
 *
 * Context: any.
 * Return: 0; -EINVAL for a mistake.
 */
int ktf_sema_address_bound(struct ktf_analysis *a, const struct ktf_node *node)
{
	bool second = node->op & KTF_BOUND_SECOND;
	struct ktf_operand *operand = &a->ex.stack[0];
	struct ktf_address addr;
	u32 first, off, bytes;
	u64 mask;

	if (check_end(a, node, &addr))
		return a->diag->err;
	first = first_bytes(addr.nr);
	off = second ? first : 0;
	bytes = second ? addr.nr - first : first;
	if (add_word(a, operand, off, bytes))
		return a->diag->err;
	a->ex.stack[1].first = a->ex.nr_cells;
	return ktf_sema_number_cell(a, node,
				    ktf_big(ktf_address_word(&addr, off, bytes, &mask), true));
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
