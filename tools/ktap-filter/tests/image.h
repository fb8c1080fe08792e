/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Images that tests make, look into and change.
 */
#ifndef _KTF_TEST_IMAGE_H
#define _KTF_TEST_IMAGE_H

#include "prog/err.h"
#include "prog/portable.h"
#include "prog/schema.h"

/**
 * struct image - an image in memory of its own and of its exact size
 * @bytes: the image.
 * @size: how many bytes there are, whatever the header says.
 * @head: the header, and the sections as the header counts them.
 * @insns: see struct ktap_filter_insn.
 * @fields: see struct ktap_filter_reloc.
 * @spans: see struct ktap_filter_span; nothing there without a source.
 * @pool: the constants.
 * @source: the text.
 */
struct image {
	u8				*bytes;
	u32				size;
	struct ktap_filter_header	*head;
	struct ktap_filter_insn		*insns;
	struct ktap_filter_reloc	*fields;
	struct ktap_filter_span		*spans;
	u8				*pool;
	u8				*source;
};

/* Counts of the header, in this machine's order. */
static inline u32 image_nr_insns(const struct image *im)
{
	return get_unaligned_le32(&im->head->nr_insns);
}

static inline u32 image_nr_fields(const struct image *im)
{
	return get_unaligned_le32(&im->head->nr_fields);
}

static inline u32 image_pool_bytes(const struct image *im)
{
	return get_unaligned_le32(&im->head->pool_bytes);
}

static inline u32 image_source_bytes(const struct image *im)
{
	return get_unaligned_le32(&im->head->source_bytes);
}

void image_add(__le32 *count, u32 more);
void image_take(struct image *im, const void *bytes, u32 size);
bool image_find(struct image *im);
void image_free(struct image *im);

int image_encode(struct image *im, const struct ktf_portable *prog, const char *source);
int image_compile(struct image *im, const char *text, const struct ktf_schema *schema,
		  bool with_source);
void image_resize(struct image *im, u32 size);
void image_insert(struct image *im, const void *before, u32 nr);
void image_remove(struct image *im, const void *from, u32 nr);

#endif /* _KTF_TEST_IMAGE_H */
