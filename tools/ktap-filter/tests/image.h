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
 * struct image - an image in memory of exactly its size
 * @bytes: the image.
 * @size: the real size in bytes; the header may say another.
 * @head: the header. The sections below are where its counts put them.
 * @insns: the instructions, struct ktap_filter_insn.
 * @fields: the relocations, struct ktap_filter_reloc.
 * @spans: the spans, struct ktap_filter_span; empty without a source.
 * @pool: the names and constants.
 * @source: the source text.
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

/* The header's counts, converted to this machine's byte order. */
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
