// SPDX-License-Identifier: GPL-2.0
/*
 * Descriptions of types: what is found in them, and that bytes that are none do no harm.
 */
#include "btf.h"
#include "test.h"

#define INFO(kind, vlen, kflag)	((u32)(kflag) << 31 | (kind) << 24 | (vlen))
#define NAMES			"\0ONE\0BELOW\0TOP\0WIDE\0DEEP\0ON"

/* Offsets in NAMES. */
enum { ONE = 1, BELOW = 5, TOP = 11, WIDE = 15, DEEP = 20, ON = 25 };

static const u32 types[] = {
	0, INFO(BTF_KIND_INT, 0, 0), 4, 0x20,
	0, INFO(BTF_KIND_STRUCT, 1, 0), 4, ONE, 1, 0,
	0, INFO(BTF_KIND_ENUM, 2, 0), 4, ONE, 1, TOP, ~0U,
	0, INFO(BTF_KIND_PTR, 0, 0), 1,
	0, INFO(BTF_KIND_ENUM, 2, 1), 4, BELOW, -2, ONE, 1,
	0, INFO(BTF_KIND_FUNC_PROTO, 2, 0), 1, ONE, 1, TOP, 1,
	0, INFO(BTF_KIND_ARRAY, 0, 0), 0, 1, 1, 4,
	0, INFO(BTF_KIND_ENUM64, 1, 0), 8, WIDE, 5, 0x100,
	0, INFO(BTF_KIND_ENUM64, 2, 1), 8, DEEP, 0, ~0U, ONE, 7, 0,
	ON, INFO(BTF_KIND_DECL_TAG, 0, 0), 1, 0,
	0, INFO(BTF_KIND_ENUM, 1, 0), 4, ON, 9,
};

#define NR_TYPES	11
#define BYTES	(sizeof(struct btf_header) + sizeof(types) + sizeof(NAMES))

static void fill(void *data)
{
	struct btf_header header = {
		.magic = BTF_MAGIC, .version = 1, .hdr_len = sizeof(header),
		.type_len = sizeof(types), .str_off = sizeof(types), .str_len = sizeof(NAMES),
	};

	memcpy(data, &header, sizeof(header));
	memcpy(data + sizeof(header), types, sizeof(types));
	memcpy(data + sizeof(header) + sizeof(types), NAMES, sizeof(NAMES));
}

TEST(btf_enumerators)
{
	static const struct {
		const char	*name;
		u32		nr;
		u64		val;
		bool		is_unsigned;
	} rows[] = {
		{ "ONE", 0, 1, true }, { "ONE", 1, 1, false }, { "ONE", 2, 7, false },
		{ "BELOW", 0, -2ULL, false }, { "TOP", 0, ~0U, true },
		{ "WIDE", 0, 0x10000000005ULL, true }, { "DEEP", 0, ~0ULL << 32, false },
		{ "ON", 0, 9, true },
	};
	char *data = malloc(BYTES);
	bool is_unsigned;
	struct btf btf;
	u32 i, nr, id;
	u64 val;

	fill(data);
	EXPECT(!btf_open(&btf, data, BYTES, NULL), "it is refused");
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		const char *name = rows[i].name;

		for (id = 0, nr = 0; nr <= rows[i].nr; nr++)
			EXPECT(btf_enumerator(&btf, name, strlen(name), &id, &val, &is_unsigned),
			       "%s %u", name, nr);
		EXPECT(val == rows[i].val && is_unsigned == rows[i].is_unsigned, "%s: %#llx",
		       name, val);
		if (i + 1 < ARRAY_SIZE(rows) && rows[i + 1].nr)
			continue;
		EXPECT(!btf_enumerator(&btf, name, strlen(name), &id, &val, &is_unsigned),
		       "%s: one more", name);
	}
	id = 0;
	EXPECT(!btf_enumerator(&btf, "BEL", 3, &id, &val, &is_unsigned) && id == NR_TYPES,
	       "a part of a name; %u types read", id);
	btf_close(&btf);
	free(data);
}

/* The search ends, and reads nothing behind the bytes. The sanitizer sees the first one. */
TEST(btf_hostile_bytes)
{
	u32 i, n, id, found = 0, bytes;
	struct btf btf;
	bool is_unsigned;
	u64 val;

	for (i = 0; i < 300000; i++) {
		u8 *whole = malloc(BYTES), *data;

		fill(whole);
		for (n = test_below(3); n; n--)
			whole[test_below(BYTES)] = test_below(2) ? test_below(256) : 255;
		bytes = test_below(4) ? BYTES : test_below(BYTES);
		data = malloc(bytes);
		memcpy(data, whole, bytes);
		btf_open(&btf, data, bytes, NULL);
		for (id = 0; btf_enumerator(&btf, "ONE", 3, &id, &val, &is_unsigned);)
			found++;
		EXPECT(id <= sizeof(types) / (sizeof(struct btf_type)), "%u types read", id);
		btf_close(&btf);
		free(data);
		free(whole);
	}
	EXPECT(found > 300000 && found < 900000, "%u found", found);
}

/* Open the small kernel's types; *@data is to be freed behind them. */
static void open_kernel(struct btf *btf, void **data)
{
	struct make_btf make = { };
	size_t bytes;

	make_kernel(&make);
	*data = make_bytes(&make, &bytes);
	EXPECT(!btf_open(btf, *data, bytes, NULL) && btf->nr == make.nr, "%u types", btf->nr);
}

static u32 find(const struct btf *btf, u32 kind, const char *name)
{
	return btf_find(btf, kind, name, strlen(name));
}

TEST(btf_parts)
{
	static const struct {
		const char	*in;
		const char	*name;
		u32		bits;
		u32		width;
		s64		size;
	} rows[] = {
		{ "file", "dentry", 0, 0, 8 }, { "file", "low", 96, 3, 4 },
		{ "file", "high", 99, 13, 4 }, { "file", "numbers", 128, 0, 16 },
		{ "dentry", "low", 64, 0, 4 }, { "dentry", "count", 64, 0, 8 },
		{ "dentry", "d_name", 128, 0, 16 }, { "qstr", "name", 64, 0, 8 },
	};
	struct btf_part part = { };
	struct btf btf;
	void *data;
	u32 i;

	open_kernel(&btf, &data);
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		u32 id = find(&btf, BTF_KIND_STRUCT, rows[i].in);

		EXPECT(btf_part(&btf, id, rows[i].name, strlen(rows[i].name), &part) &&
		       part.bits == rows[i].bits && part.width == rows[i].width &&
		       btf_size(&btf, part.type) == rows[i].size, "%s.%s: %llu:%u, %lld bytes",
		       rows[i].in, rows[i].name, part.bits, part.width,
		       btf_size(&btf, part.type));
	}
	EXPECT(!btf_part(&btf, find(&btf, BTF_KIND_STRUCT, "file"), "den", 3, &part), "a part");
	EXPECT(!btf_part(&btf, find(&btf, BTF_KIND_STRUCT, "dentry"), "", 0, &part), "no name");
	EXPECT(!btf_part(&btf, find(&btf, BTF_KIND_FUNC, "wake"), "file", 4, &part), "no struct");
	btf_close(&btf);
	free(data);
}

TEST(btf_declarations)
{
	static const char *const rows[][2] = {
		{ "dentry", "struct dentry *dentry" }, { "mode", "fmode_t mode" },
		{ "numbers", "int numbers[4]" }, { "comm", "char comm[16]" },
		{ "private", "void *private" },
	};
	char text[BTF_DECLARATION], name[2 * BTF_DECLARATION];
	struct btf_part part;
	struct btf btf;
	void *data;
	u32 i, id;

	open_kernel(&btf, &data);
	id = find(&btf, BTF_KIND_STRUCT, "file");
	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		btf_part(&btf, id, rows[i][0], strlen(rows[i][0]), &part);
		btf_declare(&btf, part.type, part.name, text);
		EXPECT(!strcmp(text, rows[i][1]), "%s", text);
	}
	btf_declare(&btf, btf_type(&btf, find(&btf, BTF_KIND_TYPEDEF, "btf_trace_switch"))->type,
		    "f", text);
	EXPECT(!strcmp(text, "void (*f)(...)"), "%s", text);
	memset(name, 'n', sizeof(name));
	name[sizeof(name) - 1] = 0;
	btf_declare(&btf, id, name, text);
	EXPECT(strlen(text) == BTF_DECLARATION - 1 && !strcmp(text + BTF_DECLARATION - 4, "..."),
	       "%s", text);
	btf_close(&btf);
	free(data);
}

/* A module's types refer to the kernel's, by number and by name. */
TEST(btf_of_modules)
{
	struct make_btf make = { }, more = { };
	char text[BTF_DECLARATION];
	struct btf btf, module;
	size_t bytes;
	void *data, *rest;
	u32 id;

	open_kernel(&btf, &data);
	make_kernel(&make);
	id = make_type(&more, BTF_KIND_PTR, "", 0, find(&btf, BTF_KIND_STRUCT, "file"));
	make_type(&more, BTF_KIND_TYPEDEF, "file_t", 0, make.nr + id);
	/* Names go on behind the kernel's. */
	more.words[3] += make.nr_names;
	rest = make_bytes(&more, &bytes);
	EXPECT(!btf_open(&module, rest, bytes, &btf) && module.first == make.nr + 1, "%u",
	       module.first);
	id = find(&module, BTF_KIND_TYPEDEF, "file_t");
	EXPECT_EQ(id, make.nr + 2);
	btf_declare(&module, btf_type(&module, id)->type, "f", text);
	EXPECT(!strcmp(text, "struct file *f"), "%s", text);
	EXPECT(find(&module, BTF_KIND_FUNC, "wake") < make.nr, "a function of the kernel");
	EXPECT(!btf_type(&module, make.nr + 3) && !btf_type(&btf, make.nr + 1), "behind the end");
	btf_close(&module);
	btf_close(&btf);
	free(rest);
	free(data);
}

/* Everything that follows types, on types that refer to anything. */
static void follow_all(const struct btf *btf)
{
	char text[BTF_DECLARATION];
	struct btf_parts parts;
	struct btf_part part;
	u32 id;

	for (id = 0; id <= btf_end(btf); id++) {
		btf_declare(btf, id, "n", text);
		btf_size(btf, id);
		if (btf_parts_start(&parts, btf, id))
			while (btf_parts_next(&parts, &part) && part.bits <= U32_MAX)
				;
	}
}

TEST(btf_hostile_types)
{
	struct make_btf make = { }, bad;
	u32 i, n, opened = 0;
	struct btf btf;
	size_t bytes;
	void *data;

	make_kernel(&make);
	for (i = 0; i < 20000; i++) {
		bad = make;
		for (n = 1 + test_below(4); n; n--)
			bad.words[test_below(make.nr_words)] =
				test_below(2) ? test_below(make.nr + 1) : (u32)test_random();
		data = make_bytes(&bad, &bytes);
		opened += !btf_open(&btf, data, bytes, NULL);
		follow_all(&btf);
		btf_close(&btf);
		free(data);
	}
	EXPECT_EQ(opened, 20000);
}

/* A struct that has itself as a member without a name, many times. */
TEST(btf_struct_in_itself)
{
	struct make_btf make = { };
	struct btf_part part;
	struct btf btf;
	size_t bytes;
	void *data;
	u32 i;

	make_type(&make, BTF_KIND_STRUCT, "s", 100, 8);
	for (i = 0; i < 100; i++)
		make_member(&make, "", 1, 0, 0);
	make_type(&make, BTF_KIND_TYPEDEF, "t", 0, 2);
	data = make_bytes(&make, &bytes);
	EXPECT(!btf_open(&btf, data, bytes, NULL), "it is refused");
	EXPECT(!btf_part(&btf, 1, "x", 1, &part), "a member");
	EXPECT_EQ(btf_plain(&btf, 2), BTF_NO_TYPE);
	EXPECT_EQ(btf_size(&btf, 2), -EINVAL);
	btf_close(&btf);
	free(data);
}
