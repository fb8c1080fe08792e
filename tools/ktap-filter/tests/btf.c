// SPDX-License-Identifier: GPL-2.0
/*
 * Descriptions of types for tests.
 */
#include "btf.h"

/* Structs and unions here say how wide bit fields are in each member. */
#define KFLAG	BIT(31)

static u32 add_name(struct make_btf *make, const char *name)
{
	u32 off = make->nr_names ?: 1;

	if (!name[0])
		return 0;
	memcpy(make->names + off, name, strlen(name) + 1);
	make->nr_names = off + strlen(name) + 1;
	return off;
}

void make_word(struct make_btf *make, u32 word)
{
	make->words[make->nr_words++] = word;
}

/* Begin a type, of which @parts follow: its number. */
u32 make_type(struct make_btf *make, u32 kind, const char *name, u32 parts, u32 size_or_type)
{
	bool has_members = kind == BTF_KIND_STRUCT || kind == BTF_KIND_UNION;

	make_word(make, add_name(make, name));
	make_word(make, (has_members ? KFLAG : 0) | kind << 24 | parts);
	make_word(make, size_or_type);
	return ++make->nr;
}

/* A part that has a name and a word: a parameter, an enumerator. */
void make_part(struct make_btf *make, const char *name, u32 a)
{
	make_word(make, add_name(make, name));
	make_word(make, a);
}

void make_member(struct make_btf *make, const char *name, u32 type, u32 bits, u32 width)
{
	make_part(make, name, type);
	make_word(make, width << 24 | bits);
}

/* The bytes of what was made; free them with free(). */
void *make_bytes(const struct make_btf *make, size_t *bytes)
{
	u32 types = make->nr_words * sizeof(u32), names = make->nr_names ?: 1;
	struct btf_header header = {
		.magic = BTF_MAGIC, .version = 1, .hdr_len = sizeof(header),
		.type_len = types, .str_off = types, .str_len = names,
	};
	char *data = malloc(sizeof(header) + types + names);

	memcpy(data, &header, sizeof(header));
	memcpy(data + sizeof(header), make->words, types);
	memcpy(data + sizeof(header) + types, make->names, names);
	*bytes = sizeof(header) + types + names;
	return data;
}

/* Numbers of the types that several others use. */
struct basic {
	u32	integer;
	u32	longer;
	u32	byte;
	u32	text;
	u32	any;
	u32	bits;
};

static u32 make_int(struct make_btf *make, const char *name, u32 bytes, u32 encoding)
{
	u32 id = make_type(make, BTF_KIND_INT, name, 0, bytes);

	make_word(make, encoding << 24 | bytes * 8);
	return id;
}

static u32 make_array(struct make_btf *make, u32 type, u32 nr)
{
	u32 id = make_type(make, BTF_KIND_ARRAY, "", 0, 0);

	make_word(make, type);
	make_word(make, type);
	make_word(make, nr);
	return id;
}

static void make_basic(struct make_btf *make, struct basic *is)
{
	is->integer = make_int(make, "int", 4, BTF_INT_SIGNED);
	is->longer = make_int(make, "unsigned long", 8, 0);
	is->byte = make_int(make, "char", 1, BTF_INT_SIGNED);
	is->bits = make_int(make, "unsigned int", 4, 0);
	is->text = make_type(make, BTF_KIND_PTR, "", 0,
			     make_type(make, BTF_KIND_CONST, "", 0, is->byte));
	is->any = make_type(make, BTF_KIND_PTR, "", 0, 0);
}

static void make_function(struct make_btf *make, const char *name, u32 proto)
{
	make_type(make, BTF_KIND_FUNC, name, 0, proto);
}

/* struct file, of which the members have all kinds of types: the number of the pointer to it. */
static u32 make_file(struct make_btf *make, const struct basic *is)
{
	u32 numbers = make_array(make, is->integer, 4), comm = make_array(make, is->byte, 16);
	u32 name = make_type(make, BTF_KIND_STRUCT, "qstr", 2, 16), other, dentry, mode;

	make_member(make, "len", is->bits, 0, 0);
	make_member(make, "name", is->text, 64, 0);
	other = make_type(make, BTF_KIND_UNION, "", 2, 8);
	make_member(make, "count", is->longer, 0, 0);
	make_member(make, "low", is->integer, 0, 0);
	dentry = make_type(make, BTF_KIND_STRUCT, "dentry", 3, 48);
	make_member(make, "flags", is->bits, 0, 0);
	make_member(make, "", other, 64, 0);
	make_member(make, "d_name", name, 128, 0);
	dentry = make_type(make, BTF_KIND_PTR, "", 0, dentry);
	mode = make_type(make, BTF_KIND_TYPEDEF, "fmode_t", 0, is->bits);
	make_type(make, BTF_KIND_STRUCT, "file", 7, 72);
	make_member(make, "dentry", dentry, 0, 0);
	make_member(make, "mode", mode, 64, 0);
	make_member(make, "low", is->bits, 96, 3);
	make_member(make, "high", is->bits, 99, 13);
	make_member(make, "numbers", numbers, 128, 0);
	make_member(make, "comm", comm, 256, 0);
	make_member(make, "private", is->any, 384, 0);
	make_type(make, BTF_KIND_PTR, "", 0, make->nr);
	return make->nr;
}

/**
 * make_kernel - describe the types of a small kernel
 * @make: gets them; filled with zeroes before.
 *
 * long vfs_read(struct file *file, char *buf, unsigned long count); void wake(struct file *file);
 * a tracepoint "switch" of (int preempt, struct file *next).
 */
void make_kernel(struct make_btf *make)
{
	struct basic is;
	u32 file, proto;

	make_basic(make, &is);
	file = make_file(make, &is);
	proto = make_type(make, BTF_KIND_FUNC_PROTO, "", 3, is.longer);
	make_part(make, "file", file);
	make_part(make, "buf", is.text);
	make_part(make, "count", is.longer);
	make_function(make, "vfs_read", proto);
	proto = make_type(make, BTF_KIND_FUNC_PROTO, "", 1, 0);
	make_part(make, "file", file);
	make_function(make, "wake", proto);
	proto = make_type(make, BTF_KIND_FUNC_PROTO, "", 3, 0);
	make_part(make, "__data", is.any);
	make_part(make, "preempt", is.integer);
	make_part(make, "next", file);
	proto = make_type(make, BTF_KIND_PTR, "", 0, proto);
	make_type(make, BTF_KIND_TYPEDEF, "btf_trace_switch", 0, proto);
}
