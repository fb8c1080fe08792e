// SPDX-License-Identifier: GPL-2.0
/*
 * Images that must be refused: one row for every reason, and the hostile ones.
 *
 * Each row compiles a text, checks that its image is good, changes one thing in it and has
 * the expected errno, reason, and line about the place, with "^" before the column of the
 * caret.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "image.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/image.h"
#include "prog/ops.h"

static bool seen[KTF_NR_ERRORS];

static int decode(const struct image *im, struct ktf_diag *diag)
{
	struct ktf_portable prog;
	int err;

	*diag = (struct ktf_diag) { };
	err = ktf_image_decode(im->bytes, im->size, &prog, diag);
	ktf_portable_free(&prog);
	return err;
}

static void expect_refused(const struct image *im, int err, u32 code, const char *where,
			   const char *what)
{
	const char *caret = strchr(where, '^');
	char expected[KTF_DIAG_WHERE];
	struct ktf_diag diag;
	int ret = decode(im, &diag);

	seen[code] = true;
	snprintf(expected, sizeof(expected), "%.*s%s", (int)(caret - where), where, caret + 1);
	EXPECT(ret == err && diag.err == err, "%s: %d, not %d", what, ret, err);
	EXPECT(diag.code == code, "%s: \"%s\", not \"%s\"", what, ktf_err_text[diag.code],
	       ktf_err_text[code]);
	EXPECT(!strcmp(diag.where, expected) && diag.pos == caret - where,
	       "%s: at \"%s\" %u, not \"%s\" %u", what, diag.where, diag.pos, expected,
	       (u32)(caret - where));
}

/* Compile a text to an image, with or without a source. */
static struct image good_image(const char *text, bool with_source)
{
	struct ktf_diag diag;
	struct image im;
	int err = image_compile(&im, text, &env_events[KTF_EVENT_main], with_source);

	EXPECT(!err, "%s: %d", text, err);
	err = decode(&im, &diag);
	EXPECT(!err, "%s: %s at %s", text, ktf_err_text[diag.code], diag.where);
	return im;
}

#define REFUSED_WITH(errno, text, with_source, why, where, ...)		\
	do {								\
		struct image im = good_image(text, with_source);	\
									\
		__VA_ARGS__;						\
		expect_refused(&im, -(errno), KTF_ERR_##why, where, text ": " #__VA_ARGS__); \
		image_free(&im);					\
	} while (0)
#define REFUSED(...)		REFUSED_WITH(EINVAL, TWO, false, __VA_ARGS__)
#define REFUSED_OF(text, ...)	REFUSED_WITH(EINVAL, text, false, __VA_ARGS__)
#define REFUSED_SOURCE(...)	REFUSED_WITH(EINVAL, TWO, true, __VA_ARGS__)

/* Header 32, instructions 2 * 16, fields 2 * 16, pool 8 "s32", 8 "name", 8 "sh". */
#define TWO		"s32 == 1 && name == 'sh'"
#define TWO_BYTES	120

#define LE16(x)	cpu_to_le16(x)
#define LE32(x)	cpu_to_le32(x)
#define LE64(x)	cpu_to_le64(x)

TEST(image_refuses_headers)
{
	REFUSED(IMAGE_MAGIC, "header: ^magic", im.head->magic[0] = 0);
	REFUSED(IMAGE_MAGIC, "header: ^magic", im.head->magic[3] ^= 0x20);
	REFUSED(IMAGE_VERSION, "header: version ^0", im.head->version = 0);
	REFUSED(IMAGE_VERSION, "header: version ^2", im.head->version = LE16(2));
	REFUSED(IMAGE_VERSION, "header: version ^256", im.head->version = LE16(0x100));
	REFUSED(IMAGE_FLAGS, "header: flags ^0x1", im.head->flags = LE16(1));
	REFUSED(IMAGE_FLAGS, "header: flags ^0x8000", im.head->flags = LE16(0x8000));
	REFUSED(IMAGE_RESERVED, "header: reserved ^0x1", im.head->reserved = LE32(1));
	REFUSED(IMAGE_RESERVED, "header: reserved ^0xff000000",
		im.head->reserved = LE32(0xff000000));
}

TEST(image_refuses_sizes)
{
	REFUSED_WITH(E2BIG, TWO, false, IMAGE_TOO_LARGE, "header: bytes ^65537",
		     im.head->bytes = LE32(KTAP_FILTER_MAX_IMAGE + 1));
	REFUSED_WITH(E2BIG, TWO, false, IMAGE_TOO_LARGE, "header: bytes ^4294967295",
		     im.head->bytes = LE32(0xffffffff));
	REFUSED(IMAGE_BYTES, "header: bytes ^0, sections 120", im.head->bytes = 0);
	REFUSED(IMAGE_BYTES, "header: bytes ^119, sections 120", image_add(&im.head->bytes, -1));
	REFUSED(IMAGE_BYTES, "header: bytes ^65536, sections 120",
		im.head->bytes = LE32(KTAP_FILTER_MAX_IMAGE));
	REFUSED(IMAGE_BYTES, "header: nr_insns ^0", im.head->nr_insns = 0);
	REFUSED(IMAGE_BYTES, "header: nr_insns ^0",
		image_remove(&im, im.insns, 32); im.head->nr_insns = 0);
	REFUSED(IMAGE_BYTES, "header: pool_bytes ^23", image_add(&im.head->pool_bytes, -1));
	REFUSED(IMAGE_BYTES, "header: pool_bytes ^25",
		image_insert(&im, im.pool, 1); image_add(&im.head->pool_bytes, 1));
	REFUSED(IMAGE_BYTES, "header: bytes 120, image ^121", image_resize(&im, TWO_BYTES + 1));
	REFUSED(IMAGE_CUT_SHORT, "bytes ^119", image_resize(&im, TWO_BYTES - 1));
	REFUSED(IMAGE_CUT_SHORT, "bytes ^32", image_resize(&im, 32));
	REFUSED(IMAGE_CUT_SHORT, "bytes ^31", image_resize(&im, 31));
	REFUSED(IMAGE_CUT_SHORT, "bytes ^0", image_resize(&im, 0));
	/* Counts whose sum overflows 32 bits to the right size. */
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 4294967416",
		image_add(&im.head->nr_insns, 0x10000000));
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 4294967416",
		image_add(&im.head->nr_fields, 0x10000000));
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 8589934712",
		image_add(&im.head->nr_insns, 0x10000000);
		image_add(&im.head->nr_fields, 0x10000000));
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 4294967416",
		im.head->pool_bytes = LE32(48); im.head->source_bytes = LE32(-40));
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 68719476808",
		im.head->nr_insns = LE32(0xffffffff));
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 180388626415",
		im.head->nr_insns = LE32(0xffffffff); im.head->nr_fields = LE32(0xffffffff);
		im.head->pool_bytes = LE32(0xfffffff8); im.head->source_bytes = LE32(0xffffffff));
	REFUSED(IMAGE_BYTES, "header: bytes ^120, sections 4294967416",
		im.head->pool_bytes = LE32(0xfffffff8); image_add(&im.head->nr_fields, 2));
}

TEST(image_refuses_instructions)
{
	REFUSED(IMAGE_OPCODE, "insn 0: op ^0x0", im.insns[0].op = 0);
	REFUSED(IMAGE_OPCODE, "insn 1: op ^0x1f", im.insns[1].op = 0x1f);
	REFUSED(IMAGE_OPCODE, "insn 1: op ^0xff", im.insns[1].op = 0xff);
	REFUSED(IMAGE_KERNEL_OPCODE, "insn 0: op ^0x2f", im.insns[0].op = KTF_OP_PERF_IP);
	REFUSED(IMAGE_OPCODE, "insn 1: op ^0x80", im.insns[1].op = 0x80);
	REFUSED(IMAGE_FLAGS, "insn 0: flags ^0x8", im.insns[0].flags = 8);
	REFUSED(IMAGE_FLAGS, "insn 0: flags ^0x2", im.insns[0].flags = KTAP_FILTER_USER);
	REFUSED(IMAGE_FLAGS, "insn 1: flags ^0x5",
		im.insns[1].flags = KTAP_FILTER_ADDR | KTAP_FILTER_NOT);
	/* The opcode has this flag, but the field's kind does not allow it. */
	REFUSED(IMAGE_FLAGS, "insn 1: flags ^0x2", im.insns[1].flags = KTAP_FILTER_USER);
	REFUSED_OF("u8 < 1", IMAGE_FLAGS, "insn 0: flags ^0x1", im.insns[0].flags = 1);
	REFUSED_OF("cpu & CPUS{1}", IMAGE_FLAGS, "insn 0: flags ^0x1", im.insns[0].flags = 1);
	REFUSED(IMAGE_OPERAND, "insn 0: imm ^0x1", im.insns[0].op = KTAP_FILTER_OP_FALSE);
	REFUSED(IMAGE_OPERAND, "insn 1: field ^0x1", im.insns[1].op = KTAP_FILTER_OP_FALSE);
}

/* Two fields, the second of which is in the constant's place. */
#define PAIR		"name == word"

TEST(image_refuses_pairs)
{
	REFUSED_OF(PAIR, IMAGE_FIELD, "insn 0: field ^0x2", im.insns[0].imm = LE64(2));
	REFUSED_OF(PAIR, IMAGE_FIELD, "insn 0: field ^0xffff", im.insns[0].imm = LE64(0xffff));
	REFUSED_OF(PAIR, IMAGE_FIELD_UNUSED, "^field 1", im.insns[0].imm = 0);
	REFUSED_OF(PAIR, IMAGE_OPERAND, "insn 0: imm ^0x80001", im.insns[0].imm = LE64(0x80001));
	REFUSED_OF(PAIR, IMAGE_FLAGS, "insn 0: imm ^0x10001",
		   im.insns[0].imm = LE64(1 | KTAP_FILTER_PAIR_USER));
	REFUSED_OF(PAIR, IMAGE_FLAGS, "insn 0: flags ^0x2", im.insns[0].flags = KTAP_FILTER_USER);
	REFUSED_OF(PAIR, IMAGE_FIELD_OP, "insn 0: STR_SAME ^word",
		   im.fields[1].kind = KTAP_FILTER_KIND_OTHER);
}

TEST(image_refuses_state_terms)
{
	REFUSED(IMAGE_OPERAND, "insn 1: field ^0x1", im.insns[1].op = KTAP_FILTER_OP_FIRST);
	REFUSED(IMAGE_FLAGS, "insn 0: flags ^0x1", im.insns[0].op = KTAP_FILTER_OP_FIRST;
		im.insns[0].flags = KTAP_FILTER_NOT);
	REFUSED(IMAGE_CONSTANT, "insn 0: imm ^0x0", im.insns[0].op = KTAP_FILTER_OP_FIRST;
		im.insns[0].imm = 0);
	REFUSED(IMAGE_CONSTANT, "insn 0: imm ^0x40000001", im.insns[0].op = KTAP_FILTER_OP_SAMPLE;
		im.insns[0].imm = LE64(0x40000001));
	REFUSED(IMAGE_CONSTANT, "insn 0: imm ^0x100000001", im.insns[0].op = KTAP_FILTER_OP_SAMPLE;
		im.insns[0].imm = LE64(0x100000001));
	REFUSED(IMAGE_CONSTANT, "insn 0: imm ^0x5", im.insns[0].op = KTAP_FILTER_OP_RATE;
		im.insns[0].imm = LE64(5));
	REFUSED(IMAGE_CONSTANT, "insn 0: imm ^0x500000000", im.insns[0].op = KTAP_FILTER_OP_RATE;
		im.insns[0].imm = LE64(0x500000000));
}

TEST(image_refuses_targets)
{
	REFUSED(IMAGE_TARGET, "insn 0: jf ^0x0", im.insns[0].jf = 0);
	REFUSED(IMAGE_TARGET, "insn 0: jf ^0x2", im.insns[0].jf = LE16(2));
	REFUSED(IMAGE_TARGET, "insn 0: jt ^0xfffd", im.insns[0].jt = LE16(0xfffd));
	REFUSED(IMAGE_TARGET, "insn 0: jt ^0x0", im.insns[0].jt = 0);
	REFUSED(IMAGE_TARGET, "insn 1: jf ^0x0", im.insns[1].jf = 0);
	REFUSED(IMAGE_TARGET, "insn 1: jf ^0x1", im.insns[1].jf = LE16(1));
	REFUSED(IMAGE_TARGET, "insn 1: jt ^0x1", im.insns[1].jt = LE16(1));
	REFUSED(IMAGE_TARGET, "insn 1: jt ^0x2", im.insns[1].jt = LE16(2));
}

TEST(image_refuses_fields)
{
	REFUSED(IMAGE_FIELD, "insn 0: field ^0x1", im.insns[0].field = LE16(1));
	REFUSED(IMAGE_FIELD, "insn 1: field ^0x2", im.insns[1].field = LE16(2));
	REFUSED(IMAGE_FIELD, "insn 1: field ^0xffff", im.insns[1].field = LE16(0xffff));
	REFUSED(IMAGE_FIELD, "insn 1: field ^0x1",
		image_remove(&im, im.fields + 1, 16); im.head->nr_fields = LE32(1));
	REFUSED(IMAGE_FIELD, "insn 0: field ^0x0",
		image_remove(&im, im.fields, 32); im.head->nr_fields = 0);
	REFUSED(IMAGE_FIELD_UNUSED, "^field 2",
		image_insert(&im, im.spans, 16); image_add(&im.head->nr_fields, 1));
	REFUSED_OF("u8 == 1 && s8 == 1", IMAGE_FIELD_UNUSED, "^field 1", im.insns[1].field = 0);
	REFUSED_OF("u8 == 1 && s8 == 1", IMAGE_FIELD_TWICE, "field 1: ^u8", im.pool[8] = 'u');
	REFUSED(IMAGE_KIND, "field 0: kind ^0x9", im.fields[0].kind = KTAP_FILTER_NR_KINDS);
	REFUSED(IMAGE_KIND, "field 1: kind ^0xff", im.fields[1].kind = 0xff);
	REFUSED(IMAGE_FLAGS, "field 1: flags ^0x3", im.fields[1].flags = 3);
	REFUSED(IMAGE_RESERVED, "field 0: reserved ^0x1", im.fields[0].reserved[0] = 1);
	REFUSED(IMAGE_RESERVED, "field 1: reserved ^0x80", im.fields[1].reserved[5] = 0x80);
	REFUSED(IMAGE_FIELD_OP, "insn 0: EQ ^s32", im.fields[0].kind = KTAP_FILTER_KIND_FIXSTR);
	REFUSED(IMAGE_FIELD_OP, "insn 1: STR_EQ ^name",
		im.fields[1].kind = KTAP_FILTER_KIND_OTHER);
	REFUSED_OF("cpu & CPUS{1}", IMAGE_FIELD_OP, "insn 0: SET_ANY ^cpu",
		   im.fields[0].kind = KTAP_FILTER_KIND_OPAQUE);
}

TEST(image_refuses_names)
{
	static const char bad[] = "\x01 !\"$%&()*+,-./:<=>?@[\\]^`{|}~\x7f\x80\xe9\xff";
	u32 i;

	for (i = 0; i < sizeof(bad); i++)
		REFUSED(IMAGE_NAME, "field 0: name ^0x0", im.pool[0] = bad[i]);
	REFUSED(IMAGE_NAME, "field 1: name ^0x8", im.pool[11] = '-');
	/* The name has no NUL: it continues into the next constant, or to the end of the pool. */
	REFUSED(IMAGE_PLACE, "field 1: name ^0x8", memset(im.pool, 'a', 8));
	REFUSED(IMAGE_NAME, "field 0: name ^0x0", memset(im.pool, 'a', 24));
	REFUSED(IMAGE_NAME, "field 0: name ^0x0",
		image_remove(&im, im.pool, 24); im.head->pool_bytes = 0);
	REFUSED(IMAGE_NAME, "field 1: name ^0x8",
		image_remove(&im, im.pool + 8, 16); im.head->pool_bytes = LE32(8));
	/* A name longer than names may be. */
	REFUSED_OF("u8 == 1", IMAGE_NAME, "field 0: name ^0x0",
		   image_insert(&im, im.pool, 512); image_add(&im.head->pool_bytes, 512);
		   memset(im.pool, 'a', 512));
}

TEST(image_refuses_constants)
{
	REFUSED(IMAGE_PLACE, "field 0: name ^0x8", im.fields[0].name = LE32(8));
	REFUSED(IMAGE_PLACE, "field 1: name ^0x0", im.fields[1].name = 0);
	REFUSED(IMAGE_PLACE, "field 1: name ^0xfffffff8", im.fields[1].name = LE32(-8));
	REFUSED(IMAGE_PLACE, "insn 1: imm ^0x200000008", im.insns[1].imm = LE64(ktf_slice(8, 2)));
	REFUSED(IMAGE_PLACE, "insn 1: imm ^0x200000018",
		im.insns[1].imm = LE64(ktf_slice(24, 2)));
	/* The constant's NUL must be inside the pool, too. */
	REFUSED(IMAGE_PLACE, "insn 1: imm ^0x800000010",
		memset(im.pool + 16, 'a', 8); im.insns[1].imm = LE64(ktf_slice(16, 8)));
	REFUSED(IMAGE_PLACE, "insn 1: imm ^0xffffffff00000010",
		im.insns[1].imm = LE64(ktf_slice(16, 0xffffffff)));
	REFUSED(IMAGE_PLACE, "insn 1: imm ^0xfffffff000000010",
		im.insns[1].imm = LE64(ktf_slice(16, 0xfffffff0)));
	REFUSED(IMAGE_CONSTANT, "insn 1: imm ^0x300000010",
		im.insns[1].imm = LE64(ktf_slice(16, 3)));
	REFUSED(IMAGE_CONSTANT, "insn 1: imm ^0x200000010", im.pool[16] = 0);
	REFUSED(IMAGE_POOL, "pool: byte ^17", im.insns[1].imm = LE64(ktf_slice(16, 1)));
	REFUSED(IMAGE_POOL, "pool: byte ^7", im.pool[7] = 1);
	REFUSED(IMAGE_POOL, "pool: byte ^23", im.pool[23] = 0x80);
	REFUSED(IMAGE_POOL, "pool: byte ^24",
		image_insert(&im, im.source, 8); image_add(&im.head->pool_bytes, 8));
	REFUSED_OF("u8 == 1", IMAGE_POOL, "pool: byte ^8",
		   image_insert(&im, im.source, 64); image_add(&im.head->pool_bytes, 64));
}

/* Grow the constant of the only instruction, which follows a name of 8 bytes in the pool. */
static void grow_constant(struct image *im, u32 len)
{
	u32 more = ALIGN(len + 1, 8) - (image_pool_bytes(im) - 8);

	image_insert(im, im->source, more);
	image_add(&im->head->pool_bytes, more);
	memset(im->pool + 8, 'a', len);
	im->insns[0].imm = LE64(ktf_slice(8, len));
}

TEST(image_refuses_long_constants)
{
	struct ktf_diag diag;
	u32 i;

	/* The longest text, function name and set, and one byte more. */
	static const struct {
		const char	*text;
		u32		longest;
		const char	*where;
	} rows[] = {
		{ "ptr == 'a'", KTAP_FILTER_MAX_TEXT, "insn 0: imm ^0x10000000008" },
		{ "func.function == filter_match_preds", KTAP_FILTER_MAX_NAME,
		  "insn 0: imm ^0x20000000008" },
		{ "mask & CPUS{1}", KTAP_FILTER_MAX_SET, "insn 0: imm ^0x40100000008" },
	};

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		struct image im = good_image(rows[i].text, false);

		grow_constant(&im, rows[i].longest);
		EXPECT_EQ(decode(&im, &diag), 0);
		image_free(&im);
		im = good_image(rows[i].text, false);
		grow_constant(&im, rows[i].longest + 1);
		expect_refused(&im, -EINVAL, KTF_ERR_IMAGE_CONSTANT, rows[i].where, rows[i].text);
		image_free(&im);
	}
}

TEST(image_refuses_sets_and_functions)
{
	/* A set has one encoding: it ends with the byte of its last member. */
	REFUSED_OF("cpu & CPUS{1}", IMAGE_CONSTANT, "insn 0: imm ^0x100000008", im.pool[8] = 0);
	REFUSED_OF("cpu & CPUS{1}", IMAGE_CONSTANT, "insn 0: imm ^0x200000008",
		   im.insns[0].imm = LE64(ktf_slice(8, 2)));
	REFUSED_OF("func.function == filter_match_preds", IMAGE_CONSTANT,
		   "insn 0: imm ^0x1300000008", im.insns[0].imm = LE64(ktf_slice(8, 19)));
	REFUSED_OF("func.function == filter_match_preds", IMAGE_CONSTANT, "insn 0: imm ^0x8",
		   im.insns[0].imm = LE64(ktf_slice(8, 0)));
	/* An address needs no constant, so nothing uses the name in the pool. */
	REFUSED_OF("func.function == filter_match_preds", IMAGE_POOL, "pool: byte ^8",
		   im.insns[0].flags = KTAP_FILTER_ADDR; im.insns[0].imm = LE64(ENV_FUNCTION));
}

TEST(image_refuses_sources)
{
	REFUSED_SOURCE(IMAGE_SPAN, "span 0: ^25+8", im.spans[0].pos = LE32(25));
	REFUSED_SOURCE(IMAGE_SPAN, "span 1: ^12+13", im.spans[1].len = LE32(13));
	REFUSED_SOURCE(IMAGE_SPAN, "span 1: ^4294967295+12", im.spans[1].pos = LE32(0xffffffff));
	REFUSED_SOURCE(IMAGE_SPAN, "span 0: ^1+4294967295",
		       im.spans[0].pos = LE32(1); im.spans[0].len = LE32(0xffffffff));
	REFUSED_SOURCE(IMAGE_SOURCE, "source: byte ^0", im.source[0] = 0);
	REFUSED_SOURCE(IMAGE_SOURCE, "source: byte ^23", im.source[23] = 0);
	REFUSED_SOURCE(IMAGE_BYTES, "header: bytes ^160, sections 120",
		       im.head->source_bytes = 0);
	REFUSED_SOURCE(IMAGE_BYTES, "header: bytes ^160, sections 159",
		       image_add(&im.head->source_bytes, -1));
}

/* Errors that other tests cover: the image does not fit the event, or the word is invalid. */
static bool found_elsewhere(u32 code)
{
	return code == KTF_ERR_IMAGE_ARMOUR || code >= KTF_ERR_FIELD_KIND;
}

/* Must run after the tests above. test_armour.c and test_load.c cover the other errors. */
TEST(image_every_error_has_a_row)
{
	u32 i;

	for (i = KTF_ERR_IMAGE_ARMOUR; i < KTF_NR_ERRORS; i++)
		EXPECT(seen[i] != found_elsewhere(i), "%s", ktf_err_text[i]);
}

/* Opcodes that do not exist, or that images must not have. */
TEST(image_opcodes)
{
	struct image im = good_image("u8 == 1", false);
	struct ktf_diag diag;
	u32 op, accepted = 0;

	for (op = 0; op < 256; op++) {
		im.insns[0].op = op;
		if (!decode(&im, &diag))
			accepted++;
		else if (op == KTF_OP_PERF_IP)
			EXPECT(diag.code == KTF_ERR_IMAGE_KERNEL_OPCODE, "%#x", op);
		else if (!ktf_op_info[op].name)
			EXPECT(diag.code == KTF_ERR_IMAGE_OPCODE, "%#x", op);
		else
			EXPECT(diag.err == -EINVAL, "%#x", op);
	}
	/* EQ to BITS have the same operands, so these six are valid. */
	EXPECT_EQ(accepted, 6);
	image_free(&im);
}
