// SPDX-License-Identifier: GPL-2.0
/*
 * Members of structs and unions.
 *
 * The members of a struct without a name are members of the struct around it, as in C, so a walk
 * through members goes into it. A description of types may be wrong in any way: a struct may lie
 * in itself, and have 65535 members that all do. So a walk has a depth that is the most, and a
 * number of members.
 */
#include "btf/btf.h"

/**
 * btf_parts_start - begin a walk through the members of a struct or union
 * @parts: the walk.
 * @btf: the types; they must live as long as the walk.
 * @id: the number of the struct's type.
 *
 * Context: any.
 * Return: false if the type is neither, whatever names and modifiers it has.
 */
bool btf_parts_start(struct btf_parts *parts, const struct btf *btf, u32 id)
{
	const struct btf_type *type = btf_type(btf, btf_plain(btf, id));

	if (!type || (btf_kind(type) != BTF_KIND_STRUCT && btf_kind(type) != BTF_KIND_UNION))
		return false;
	parts->btf = btf;
	parts->in[0].type = type;
	parts->in[0].bits = 0;
	parts->in[0].next = 0;
	parts->depth = 1;
	parts->left = BTF_MOST_MEMBERS;
	return true;
}

/* Go into an unnamed struct. It is left alone if it lies too deep. */
static bool enter(struct btf_parts *parts, const struct btf_part *part)
{
	const struct btf_type *type = btf_type(parts->btf, btf_plain(parts->btf, part->type));

	if (!type || parts->depth == BTF_DEEPEST ||
	    (btf_kind(type) != BTF_KIND_STRUCT && btf_kind(type) != BTF_KIND_UNION))
		return false;
	parts->in[parts->depth].type = type;
	parts->in[parts->depth].bits = part->bits;
	parts->in[parts->depth++].next = 0;
	return true;
}

/* Older descriptions say in the integer's type which bits of it a bit field has. */
static void get_old_bit_field(const struct btf *btf, struct btf_part *part)
{
	const struct btf_type *type = btf_type(btf, btf_plain(btf, part->type));
	u32 word;

	if (!type || btf_kind(type) != BTF_KIND_INT)
		return;
	word = *(const u32 *)(type + 1);
	if (BTF_INT_BITS(word) == type->size * 8)
		return;
	part->width = BTF_INT_BITS(word);
	part->bits += BTF_INT_OFFSET(word);
}

static void get_part(const struct btf_parts *parts, const struct btf_type *type, u32 nr,
		     struct btf_part *part)
{
	const struct btf_member *member = (const struct btf_member *)(type + 1) + nr;

	*part = (struct btf_part) {
		.name = btf_name(parts->btf, member->name_off), .type = member->type,
		.bits = parts->in[parts->depth - 1].bits,
	};
	if (BTF_INFO_KFLAG(type->info)) {
		part->bits += BTF_MEMBER_BIT_OFFSET(member->offset);
		part->width = BTF_MEMBER_BITFIELD_SIZE(member->offset);
	} else {
		part->bits += member->offset;
		get_old_bit_field(parts->btf, part);
	}
}

/**
 * btf_parts_next - get the next member
 * @parts: the walk.
 * @part: gets it.
 *
 * Context: any.
 * Return: false if there is no other.
 */
bool btf_parts_next(struct btf_parts *parts, struct btf_part *part)
{
	while (parts->depth && parts->left) {
		const struct btf_type *type = parts->in[parts->depth - 1].type;
		u32 nr = parts->in[parts->depth - 1].next++;

		if (nr == BTF_INFO_VLEN(type->info)) {
			parts->depth--;
			continue;
		}
		parts->left--;
		get_part(parts, type, nr, part);
		if (part->name[0] || !enter(parts, part))
			return true;
	}
	return false;
}

/**
 * btf_part - find a member by its name
 * @btf: the types.
 * @id: the number of the struct's type.
 * @name: the name, not terminated.
 * @len: its length, bytes.
 * @part: gets the member.
 *
 * Context: any.
 * Return: false if there is none.
 */
bool btf_part(const struct btf *btf, u32 id, const char *name, size_t len, struct btf_part *part)
{
	struct btf_parts parts;

	if (!len || !btf_parts_start(&parts, btf, id))
		return false;
	while (btf_parts_next(&parts, part))
		if (!strncmp(part->name, name, len) && !part->name[len])
			return true;
	return false;
}
