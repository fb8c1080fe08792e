// SPDX-License-Identifier: GPL-2.0
/*
 * A reader of BTF, a kernel's description of its types.
 *
 * BTF has a header, a section of types and a section of names. The types follow each other, and
 * only the kind of a type says how long it is. So the types are gone through once, which finds
 * where each one begins, and checks that it ends in its section; a kind that is not known hides
 * all types behind it. The names end in a NUL. From then on, each type and all of its parts can be
 * read. What a type refers to may still be anything: a number of a type goes through btf_type(),
 * an offset of a name through btf_name(), and both know their bounds. Types may refer to each
 * other in a circle, so what follows them counts its steps.
 *
 * A module's types go on where the kernel's end, with numbers and with names.
 * Documentation/bpf/btf.rst describes the format.
 */
#include "btf/btf.h"

/* Modifiers and names around a type; the kernel's own types have up to ten. */
#define MOST_AROUND	64

/* The bytes behind a type: those that its kind always has, and those for each of its parts. */
static const struct {
	u8	always;
	u8	each;
} behind[] = {
	[BTF_KIND_INT]		= { .always = sizeof(u32) },
	[BTF_KIND_ARRAY]	= { .always = sizeof(struct btf_array) },
	[BTF_KIND_STRUCT]	= { .each = sizeof(struct btf_member) },
	[BTF_KIND_UNION]	= { .each = sizeof(struct btf_member) },
	[BTF_KIND_ENUM]		= { .each = sizeof(struct btf_enum) },
	[BTF_KIND_FUNC_PROTO]	= { .each = sizeof(struct btf_param) },
	[BTF_KIND_VAR]		= { .always = sizeof(struct btf_var) },
	[BTF_KIND_DATASEC]	= { .each = sizeof(struct btf_var_secinfo) },
	[BTF_KIND_DECL_TAG]	= { .always = sizeof(struct btf_decl_tag) },
	[BTF_KIND_ENUM64]	= { .each = sizeof(struct btf_enum64) },
};

struct section {
	const char	*data;
	u32		bytes;
};

static bool get_section(const void *data, size_t bytes, u32 off, u32 len, struct section *section)
{
	u64 from = ((const struct btf_header *)data)->hdr_len + (u64)off;

	if (from > bytes || len > bytes - from)
		return false;
	*section = (struct section) { (const char *)data + from, len };
	return true;
}

/* The bytes of a type that may begin here; 0 if none does that can be understood. */
static u32 type_bytes(const struct section *types, u32 at)
{
	const struct btf_type *type = (const struct btf_type *)(types->data + at);
	u32 left = types->bytes - at, kind, size;

	if (left < sizeof(*type))
		return 0;
	kind = btf_kind(type);
	if (kind == BTF_KIND_UNKN || kind >= ARRAY_SIZE(behind))
		return 0;
	size = sizeof(*type) + behind[kind].always + behind[kind].each * BTF_INFO_VLEN(type->info);
	return size <= left ? size : 0;
}

static int find_types(struct btf *btf, const struct section *types)
{
	u32 at, bytes;

	/* Room for types that are all as short as can be. */
	btf->at = malloc(types->bytes / sizeof(struct btf_type) * sizeof(u32) + 1);
	if (!btf->at)
		return -ENOMEM;
	btf->types = types->data;
	for (at = 0; (bytes = type_bytes(types, at)); at += bytes)
		btf->at[btf->nr++] = at;
	return 0;
}

/**
 * btf_open - find the types in a description
 * @btf: gets them; close it with btf_close(), also on failure.
 * @data: the description, at the place of a word; it must live as long as @btf.
 * @bytes: its size.
 * @base: the description that it goes on from; NULL for none. It must live as long as @btf.
 *
 * Context: any.
 * Return: 0; -EINVAL if it is no description in this machine's byte order; -ENOMEM.
 */
int btf_open(struct btf *btf, const void *data, size_t bytes, const struct btf *base)
{
	const struct btf_header *header = data;
	struct section types, names;

	*btf = (struct btf) { .base = base, .first = base ? btf_end(base) : 1 };
	if (bytes < sizeof(*header) || header->magic != BTF_MAGIC ||
	    (header->hdr_len + header->type_off) % sizeof(u32) ||
	    !get_section(data, bytes, header->type_off, header->type_len, &types) ||
	    !get_section(data, bytes, header->str_off, header->str_len, &names) ||
	    !names.bytes || names.data[names.bytes - 1])
		return -EINVAL;
	btf->names = names.data;
	btf->names_bytes = names.bytes;
	btf->first_name = base ? base->first_name + base->names_bytes : 0;
	return find_types(btf, &types);
}

/**
 * btf_close - forget what was found
 * @btf: the types.
 *
 * Context: any.
 */
void btf_close(struct btf *btf)
{
	free(btf->at);
	*btf = (struct btf) { };
}

/**
 * btf_type - get a type by its number
 * @btf: the types.
 * @id: the number.
 *
 * Context: any.
 * Return: the type, with all of its parts; NULL for void and for a number of no type.
 */
const struct btf_type *btf_type(const struct btf *btf, u32 id)
{
	while (btf && id < btf->first)
		btf = btf->base;
	if (!btf || id - btf->first >= btf->nr)
		return NULL;
	return (const struct btf_type *)(btf->types + btf->at[id - btf->first]);
}

/**
 * btf_name - get a name
 * @btf: the types.
 * @off: the offset that a type or a part of it has.
 *
 * Context: any.
 * Return: the name; "" if there is none.
 */
const char *btf_name(const struct btf *btf, u32 off)
{
	while (btf && off < btf->first_name)
		btf = btf->base;
	return btf && off - btf->first_name < btf->names_bytes ?
	       btf->names + (off - btf->first_name) : "";
}

static bool is_named(const struct btf *btf, const struct btf_type *type, u32 kind,
		     const char *name, size_t len)
{
	const char *is;

	if (btf_kind(type) != kind)
		return false;
	is = btf_name(btf, type->name_off);
	return !strncmp(is, name, len) && !is[len];
}

/**
 * btf_find - find a type by its name
 * @btf: the types. Those that it goes on from are looked through, too, behind its own.
 * @kind: the kind of type.
 * @name: the name, not terminated.
 * @len: its length, bytes.
 *
 * Context: any.
 * Return: its number; BTF_NO_TYPE.
 */
u32 btf_find(const struct btf *btf, u32 kind, const char *name, size_t len)
{
	const struct btf *in;
	u32 id;

	for (in = btf; in; in = in->base)
		for (id = in->first; id < btf_end(in); id++)
			if (is_named(btf, btf_type(btf, id), kind, name, len))
				return id;
	return BTF_NO_TYPE;
}

/* Is this only another name for a type, or something said about it? */
static bool is_around(const struct btf_type *type)
{
	switch (btf_kind(type)) {
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_TYPE_TAG:
		return true;
	default:
		return false;
	}
}

/**
 * btf_plain - find the type behind its names and modifiers
 * @btf: the types.
 * @id: the type's number.
 *
 * Context: any.
 * Return: the number of the type, 0 for void; BTF_NO_TYPE if there is no end to them.
 */
u32 btf_plain(const struct btf *btf, u32 id)
{
	const struct btf_type *type;
	u32 n;

	for (n = 0; n < MOST_AROUND; n++) {
		type = btf_type(btf, id);
		if (!type)
			return id ? BTF_NO_TYPE : 0;
		if (!is_around(type))
			return id;
		id = type->type;
	}
	return BTF_NO_TYPE;
}

/**
 * btf_size - find how large a type is
 * @btf: the types.
 * @id: the type's number.
 *
 * Context: any.
 * Return: its bytes, below 4 GiB; -EINVAL if it has no size, such as void and a function.
 */
s64 btf_size(const struct btf *btf, u32 id)
{
	const struct btf_type *type;
	u64 elements = 1;
	u32 n;

	for (n = 0; n < MOST_AROUND; n++) {
		type = btf_type(btf, btf_plain(btf, id));
		if (!type)
			return -EINVAL;
		switch (btf_kind(type)) {
		case BTF_KIND_ARRAY:
			id = ((const struct btf_array *)(type + 1))->type;
			elements *= ((const struct btf_array *)(type + 1))->nelems;
			if (elements > U32_MAX)
				return -EINVAL;
			continue;
		case BTF_KIND_PTR:
			return elements * sizeof(u64) <= U32_MAX ? elements * sizeof(u64) : -EINVAL;
		case BTF_KIND_INT:
		case BTF_KIND_STRUCT:
		case BTF_KIND_UNION:
		case BTF_KIND_ENUM:
		case BTF_KIND_ENUM64:
		case BTF_KIND_FLOAT:
			return elements * type->size <= U32_MAX ? elements * type->size : -EINVAL;
		default:
			return -EINVAL;
		}
	}
	return -EINVAL;
}
