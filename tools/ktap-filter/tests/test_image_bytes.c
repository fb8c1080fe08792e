// SPDX-License-Identifier: GPL-2.0
/*
 * Images as bytes: cut short, changed anywhere, as large as can be, and without
 * memory to read them.
 */
#include <stdlib.h>

#include "env.h"
#include "image.h"
#include "test.h"

#include "ktf_build.h"
#include "prog/image.h"

static const char * const texts[] = {
	"u8 == 1",
	"u8 == 1 && (s8 < 2 || !(name == 'a' && dyn ~ '*b*')) || ptr != 'c' && u8 != 3",
	"cpu & CPUS{0,2} && mask == CPUS{1,2} && func.function == filter_match_preds",
	"uptr.ustring ~ 'a?c' || comm == 'abcdefghijklmn' || s64 >= -1",
};

static struct image compile(const char *text, bool with_source)
{
	struct image im;

	EXPECT_EQ(image_compile(&im, text, &env_events[KTF_EVENT_main], with_source), 0);
	return im;
}

/* Cut the image at every byte, in memory that ends there. The present part is checked. */
static void cut_everywhere(const struct image *im)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	u32 have, bytes;
	u8 *part;

	for (have = 0; have <= im->size; have++) {
		part = malloc(have);
		memcpy(part, im->bytes, have);
		EXPECT_EQ(ktf_image_size(part, have, &bytes, &diag), 0);
		EXPECT_EQ(bytes, have < sizeof(*im->head) ? 0 : im->size);
		EXPECT_EQ(ktf_image_decode(part, have, &prog, &diag),
			  have < im->size ? -EINVAL : 0);
		EXPECT(have == im->size || diag.code == KTF_ERR_IMAGE_CUT_SHORT, "%u", have);
		ktf_portable_free(&prog);
		/* A wrong byte of the magic number is an error as soon as the byte is present. */
		if (have && have <= sizeof(im->head->magic)) {
			part[have - 1] ^= 1;
			EXPECT_EQ(ktf_image_size(part, have, &bytes, &diag), -EINVAL);
			EXPECT_EQ(bytes, 0);
		}
		free(part);
	}
}

TEST(image_cut_at_every_byte)
{
	struct image im;
	u32 i;

	for (i = 0; i < 2 * ARRAY_SIZE(texts); i++) {
		im = compile(texts[i / 2], i & 1);
		cut_everywhere(&im);
		image_free(&im);
	}
}

/* Cut sections and correct the header's size: the result is never valid. */
TEST(image_cut_with_right_sums)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	struct image im;
	u32 i, size;

	for (i = 0; i < ARRAY_SIZE(texts); i++) {
		im = compile(texts[i], false);
		for (size = im.size - 8; size > im.pool - im.bytes; size -= 8) {
			image_resize(&im, size);
			im.head->bytes = cpu_to_le32(size);
			image_add(&im.head->pool_bytes, -8);
			image_find(&im);
			EXPECT_EQ(ktf_image_decode(im.bytes, im.size, &prog, &diag), -EINVAL);
			ktf_portable_free(&prog);
		}
		image_free(&im);
	}
}

/* A program has one image only: encoding what was decoded gives the same bytes. */
static bool accepted(const struct image *im)
{
	struct ktf_portable prog;
	struct ktf_diag diag = { };
	struct image again;
	int err = ktf_image_decode(im->bytes, im->size, &prog, &diag);

	if (!err) {
		EXPECT_EQ(image_encode(&again, &prog, prog.source), 0);
		EXPECT(again.size == im->size && !memcmp(again.bytes, im->bytes, im->size),
		       "another image");
		image_free(&again);
	} else {
		EXPECT(err == diag.err && diag.code >= KTF_ERR_IMAGE_MAGIC &&
		       diag.code < KTF_ERR_FIELD_KIND && diag.where[0] &&
		       diag.pos < strlen(diag.where), "%d %s at %s %u", err,
		       ktf_err_text[diag.code], diag.where, diag.pos);
	}
	ktf_portable_free(&prog);
	return !err;
}

TEST(image_every_byte_changed)
{
	u32 i, at, val, yes = 0, no = 0;
	struct image im;
	u8 old;

	for (i = 0; i < 2 * ARRAY_SIZE(texts); i++) {
		im = compile(texts[i / 2], i & 1);
		for (at = 0; at < im.size; at++) {
			old = im.bytes[at];
			for (val = 0; val < 256; val++) {
				im.bytes[at] = val;
				if (accepted(&im))
					yes++;
				else
					no++;
			}
			im.bytes[at] = old;
		}
		image_free(&im);
	}
	EXPECT(yes > 1000 && no > 1000, "%u accepted, %u refused", yes, no);
}

/* The largest image; an image and a text that are one byte larger. */
TEST(image_largest)
{
	static const char end[] = "u8 == 1";
	char *text = malloc(KTAP_FILTER_MAX_IMAGE + 2);
	const u32 overhead = 32 + 16 + 16 + 8 + 8;
	struct ktf_portable prog;
	struct ktf_diag diag;
	struct image im;

	memset(text, ' ', KTAP_FILTER_MAX_IMAGE + 1);
	memcpy(text + KTAP_FILTER_MAX_IMAGE - overhead - strlen(end), end, sizeof(end));
	EXPECT_EQ(image_compile(&im, text, &env_events[KTF_EVENT_main], true), 0);
	EXPECT_EQ(im.size, KTAP_FILTER_MAX_IMAGE);
	EXPECT(accepted(&im), "the largest");
	image_free(&im);
	text[KTAP_FILTER_MAX_IMAGE - overhead] = ' ';
	text[KTAP_FILTER_MAX_IMAGE - overhead + 1] = 0;
	EXPECT_EQ(image_compile(&im, text, &env_events[KTF_EVENT_main], true), -E2BIG);
	memset(text, ' ', KTAP_FILTER_MAX_IMAGE + 1);
	text[KTAP_FILTER_MAX_IMAGE + 1] = 0;
	EXPECT_EQ(ktf_compile(end, &env_events[KTF_EVENT_main], &prog, &diag), 0);
	EXPECT_EQ(image_encode(&im, &prog, text), -E2BIG);
	ktf_portable_free(&prog);
	free(text);
}

/* Decode an image and its word, and load it, while allocation @n fails. */
static long load_failing(const char *word, unsigned long n, bool *spent, struct ktf_diag *diag)
{
	struct ktf_prog *prog;

	*diag = (struct ktf_diag) { };
	env.fail_at = n;
	prog = ktf_build(word, &env_events[KTF_EVENT_main], diag);
	/* fail_at is left over if there were fewer allocations: then none has failed. */
	*spent = !env.fail_at;
	env.fail_at = 0;
	if (IS_ERR(prog))
		return PTR_ERR(prog);
	ktf_free(prog);
	return 0;
}

TEST(image_every_allocation_fails)
{
	struct ktf_diag diag;
	struct image im;
	unsigned long n;
	bool spent;
	char *word;
	long err;
	u32 i;

	for (i = 0; i < 2 * ARRAY_SIZE(texts); i++) {
		im = compile(texts[i / 2], i & 1);
		word = ktf_armour_encode(im.bytes, im.size);
		for (n = 1, spent = true; spent && n < 1000; n++) {
			err = load_failing(word, n, &spent, &diag);
			EXPECT(err == (spent ? -ENOMEM : 0), "%s: %ld when %lu fails",
			       texts[i / 2], err, n);
			EXPECT(!spent || (diag.err == -ENOMEM && diag.code == KTF_ERR_NONE),
			       "%s: told %d when %lu fails", texts[i / 2], diag.err, n);
			EXPECT_EQ(env.allocated, 1);
		}
		EXPECT(n > 8 && !spent, "%s: %lu allocations", texts[i / 2], n);
		ktf_free(word);
		image_free(&im);
	}
}

TEST(image_allocations_of_writing_fail)
{
	struct ktf_diag diag = { };
	unsigned long n;
	bool spent = true;
	void *image;
	u32 bytes;
	int err;

	for (n = 1; spent && n < 100; n++) {
		env.fail_at = n;
		err = ktf_make_image(texts[1], &env_events[KTF_EVENT_main], true, &image, &bytes,
				     &diag);
		spent = !env.fail_at;
		env.fail_at = 0;
		EXPECT_EQ(err, spent ? -ENOMEM : 0);
	}
	EXPECT(n > 8, "%lu allocations", n);
	env.fail_at = 1;
	EXPECT(!ktf_armour_encode(image, bytes), "no word without memory");
	ktf_free(image);
}
