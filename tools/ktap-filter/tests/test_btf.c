// SPDX-License-Identifier: GPL-2.0
/*
 * Descriptions of types: what is found in them, and that bytes that are none do no harm.
 */
#include "btf/btf.h"
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
