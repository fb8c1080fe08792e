// SPDX-License-Identifier: GPL-2.0
/*
 * A reader of the kernel's BTF, for layouts and prototypes.
 *
 * BTF describes the types of a kernel. It has a header, a section of types and a section of
 * names; a type is known by its number, which is its place in the section. The kernel's own
 * functions that look a type up by name are not exported to modules. The data is the kernel's
 * own, so it is trusted to be complete, but a kind of type that this file does not know ends the
 * reading: then the places of all later types would be wrong.
 *
 * Documentation/bpf/btf.rst describes the format.
 */
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/stringhash.h>

#include "btf.h"

#define HASH_BITS	12

static const char *name_at(const struct ktf_btf *btf, u32 off)
{
	return btf->strings + off;
}

static u32 hash_of(const char *name)
{
	return hashlen_hash(hashlen_string(NULL, name)) >> (32 - HASH_BITS);
}

/* The bytes behind struct btf_type; negative for a kind that is not known. */
static int extra_bytes(const struct btf_type *type)
{
	u32 n = BTF_INFO_VLEN(type->info);

	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_PTR:
	case BTF_KIND_FWD:
	case BTF_KIND_TYPEDEF:
	case BTF_KIND_VOLATILE:
	case BTF_KIND_CONST:
	case BTF_KIND_RESTRICT:
	case BTF_KIND_FUNC:
	case BTF_KIND_FLOAT:
	case BTF_KIND_TYPE_TAG:
		return 0;
	case BTF_KIND_INT:
		return sizeof(u32);
	case BTF_KIND_ARRAY:
		return sizeof(struct btf_array);
	case BTF_KIND_STRUCT:
	case BTF_KIND_UNION:
		return n * sizeof(struct btf_member);
	case BTF_KIND_ENUM:
		return n * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64:
		return n * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO:
		return n * sizeof(struct btf_param);
	case BTF_KIND_VAR:
		return sizeof(struct btf_var);
	case BTF_KIND_DATASEC:
		return n * sizeof(struct btf_var_secinfo);
	case BTF_KIND_DECL_TAG:
		return sizeof(struct btf_decl_tag);
	}
	return -1;
}

static bool is_sought(const struct btf_type *type)
{
	u32 kind = BTF_INFO_KIND(type->info);

	return type->name_off && (kind == BTF_KIND_STRUCT || kind == BTF_KIND_ENUM ||
				  kind == BTF_KIND_FUNC);
}

static void add_type(struct ktf_btf *btf, const struct btf_type *type)
{
	u32 id = btf->nr++, *head;

	btf->types[id] = type;
	if (!is_sought(type))
		return;
	head = &btf->heads[hash_of(name_at(btf, type->name_off))];
	btf->next[id] = *head;
	*head = id;
}

static int read_types(struct ktf_btf *btf, const void *p, const void *end)
{
	int extra;

	btf->nr = 1;
	while (p < end) {
		extra = extra_bytes(p);
		if (extra < 0)
			return -EINVAL;
		add_type(btf, p);
		p += sizeof(struct btf_type) + extra;
	}
	return 0;
}

/**
 * ktf_btf_open - read the types of a kernel
 * @btf: gets the types.
 * @data: the BTF.
 * @bytes: its size.
 *
 * Context: may sleep.
 * Return: 0; -EINVAL if it is no BTF, or has a kind of type that is not known; -ENOMEM.
 */
int ktf_btf_open(struct ktf_btf *btf, const void *data, size_t bytes)
{
	const struct btf_header *header = data;
	const void *types = data + header->hdr_len + header->type_off;
	size_t most = header->type_len / sizeof(struct btf_type) + 1;
	int err = -ENOMEM;

	memset(btf, 0, sizeof(*btf));
	if (bytes < sizeof(*header) || header->magic != BTF_MAGIC)
		return -EINVAL;
	btf->strings = data + header->hdr_len + header->str_off;
	btf->types = kvcalloc(most, sizeof(*btf->types), GFP_KERNEL);
	btf->next = kvcalloc(most, sizeof(*btf->next), GFP_KERNEL);
	btf->heads = kvcalloc(1 << HASH_BITS, sizeof(*btf->heads), GFP_KERNEL);
	if (btf->types && btf->next && btf->heads)
		err = read_types(btf, types, types + header->type_len);
	if (err)
		ktf_btf_close(btf);
	return err;
}

/**
 * ktf_btf_close - forget the types
 * @btf: the types.
 *
 * Context: may sleep.
 */
void ktf_btf_close(struct ktf_btf *btf)
{
	kvfree(btf->types);
	kvfree(btf->next);
	kvfree(btf->heads);
}

/**
 * ktf_btf_type - get a type by its number
 * @btf: the types.
 * @id: its number.
 *
 * Context: any.
 * Return: the type; NULL for void.
 */
const struct btf_type *ktf_btf_type(const struct ktf_btf *btf, u32 id)
{
	return id < btf->nr ? btf->types[id] : NULL;
}

/**
 * ktf_btf_find - find a type by its name
 * @btf: the types.
 * @kind: BTF_KIND_STRUCT, BTF_KIND_ENUM or BTF_KIND_FUNC.
 * @name: the name.
 *
 * Context: any.
 * Return: the type; NULL if there is none.
 */
const struct btf_type *ktf_btf_find(const struct ktf_btf *btf, u32 kind, const char *name)
{
	const struct btf_type *type;
	u32 id;

	for (id = btf->heads[hash_of(name)]; id; id = btf->next[id]) {
		type = btf->types[id];
		if (BTF_INFO_KIND(type->info) == kind &&
		    !strcmp(name_at(btf, type->name_off), name))
			return type;
	}
	return NULL;
}

/**
 * ktf_btf_member - find a member of a struct by its name
 * @btf: the types.
 * @type: the struct.
 * @name: the name. Members of members without a name are not found.
 *
 * Context: any.
 * Return: the member; NULL if there is none.
 */
const struct btf_member *ktf_btf_member(const struct ktf_btf *btf, const struct btf_type *type,
					const char *name)
{
	const struct btf_member *member = (const void *)(type + 1);
	u32 n = BTF_INFO_VLEN(type->info);

	for (; n--; member++)
		if (!strcmp(name_at(btf, member->name_off), name))
			return member;
	return NULL;
}

/**
 * ktf_btf_enumerator - find the value of an enumerator
 * @btf: the types.
 * @type: the enum.
 * @name: the name.
 * @val: gets the value.
 *
 * Context: any.
 * Return: 0; -ENOENT if there is none.
 */
int ktf_btf_enumerator(const struct ktf_btf *btf, const struct btf_type *type, const char *name,
		       int *val)
{
	const struct btf_enum *e = (const void *)(type + 1);
	u32 n = BTF_INFO_VLEN(type->info);

	for (; n--; e++) {
		if (strcmp(name_at(btf, e->name_off), name))
			continue;
		*val = e->val;
		return 0;
	}
	return -ENOENT;
}

/* Append a type as C spells it: qualifiers, name, and a star for each pointer. */
static void spell(const struct ktf_btf *btf, u32 id, char *text, size_t bytes)
{
	const struct btf_type *type = ktf_btf_type(btf, id);
	size_t len;

	if (!type) {
		strlcat(text, "void", bytes);
		return;
	}
	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_PTR:
		spell(btf, type->type, text, bytes);
		len = strlen(text);
		strlcat(text, len && text[len - 1] == '*' ? "*" : " *", bytes);
		return;
	case BTF_KIND_TYPE_TAG:
		spell(btf, type->type, text, bytes);
		return;
	case BTF_KIND_CONST:
		strlcat(text, "const ", bytes);
		spell(btf, type->type, text, bytes);
		return;
	case BTF_KIND_STRUCT:
	case BTF_KIND_FWD:
		strlcat(text, "struct ", bytes);
		break;
	case BTF_KIND_ENUM:
		strlcat(text, "enum ", bytes);
		break;
	}
	strlcat(text, name_at(btf, type->name_off), bytes);
}

/**
 * ktf_btf_prototype - spell the prototype of a function
 * @btf: the types.
 * @func: the function.
 * @text: gets the prototype without the function's name: "int (struct event_filter *, void *)".
 * @bytes: room at @text; more is cut off.
 *
 * Context: any.
 */
void ktf_btf_prototype(const struct ktf_btf *btf, const struct btf_type *func, char *text,
		       size_t bytes)
{
	const struct btf_type *proto = ktf_btf_type(btf, func->type);
	const struct btf_param *param = (const void *)(proto + 1);
	u32 i, n = BTF_INFO_VLEN(proto->info);

	text[0] = 0;
	spell(btf, proto->type, text, bytes);
	strlcat(text, " (", bytes);
	for (i = 0; i < n; i++) {
		if (i)
			strlcat(text, ", ", bytes);
		spell(btf, param[i].type, text, bytes);
	}
	strlcat(text, n ? ")" : "void)", bytes);
}
