// SPDX-License-Identifier: GPL-2.0
/*
 * Images that tests make, look into and change.
 *
 * The sections are found by arithmetic of its own, not by the engine's, and the
 * bytes lie in memory that ends where they do.
 */
#include <stdlib.h>

#include "image.h"

#include "ktf_build.h"
#include "prog/image.h"

/**
 * image_add - change a count of the header
 * @count: the count.
 * @more: the number to add, modulo 2^32.
 */
void image_add(__le32 *count, u32 more)
{
	*count = cpu_to_le32(get_unaligned_le32(count) + more);
}

/**
 * image_find - find the sections from the counts of the header
 * @im: an image, which may be damaged.
 *
 * Return: true if all sections are inside the image. If not, only the header and the bytes
 * may be used.
 */
bool image_find(struct image *im)
{
	u64 insns = sizeof(*im->head), fields, spans, pool, source, end;

	im->head = (void *)im->bytes;
	if (im->size < insns)
		return false;
	fields = insns + (u64)image_nr_insns(im) * sizeof(*im->insns);
	spans = fields + (u64)image_nr_fields(im) * sizeof(*im->fields);
	pool = spans;
	if (image_source_bytes(im))
		pool += (u64)image_nr_insns(im) * sizeof(*im->spans);
	source = pool + image_pool_bytes(im);
	end = source + image_source_bytes(im);
	if (end > im->size)
		return false;
	im->insns = (void *)(im->bytes + insns);
	im->fields = (void *)(im->bytes + fields);
	im->spans = (void *)(im->bytes + spans);
	im->pool = im->bytes + pool;
	im->source = im->bytes + source;
	return true;
}

/**
 * image_take - make an image from bytes
 * @im: gets a copy of the bytes, and its sections; free it with image_free().
 * @bytes: the bytes.
 * @size: number of bytes.
 */
void image_take(struct image *im, const void *bytes, u32 size)
{
	im->bytes = malloc(size);
	im->size = size;
	if (size)
		memcpy(im->bytes, bytes, size);
	image_find(im);
}

/**
 * image_free - free an image
 * @im: the image.
 */
void image_free(struct image *im)
{
	free(im->bytes);
	im->bytes = NULL;
	im->size = 0;
}

/**
 * image_encode - encode a program as an image
 * @im: gets the image; free it with image_free(). It is empty on failure.
 * @prog: the program.
 * @source: the program's text, or NULL.
 *
 * Return: the result of ktf_image_encode().
 */
int image_encode(struct image *im, const struct ktf_portable *prog, const char *source)
{
	void *bytes;
	u32 size;
	int err = ktf_image_encode(prog, source, &bytes, &size);

	*im = (struct image) { };
	if (err)
		return err;
	image_take(im, bytes, size);
	ktf_free(bytes);
	return 0;
}

/**
 * image_compile - compile a text to an image
 * @im: gets the image; free it with image_free(). It is empty on failure.
 * @text: the text.
 * @schema: the event.
 * @with_source: put the text into the image.
 *
 * Return: the result of ktf_compile() or ktf_image_encode().
 */
int image_compile(struct image *im, const char *text, const struct ktf_schema *schema,
		  bool with_source)
{
	struct ktf_portable prog;
	struct ktf_diag diag;
	int err = ktf_compile(text, schema, &prog, &diag);

	*im = (struct image) { };
	if (!err)
		err = image_encode(im, &prog, with_source ? text : NULL);
	ktf_portable_free(&prog);
	return err;
}

/**
 * image_resize - cut off an image's end, or append zeroes
 * @im: the image; the header is not changed.
 * @size: the new size in bytes.
 */
void image_resize(struct image *im, u32 size)
{
	u8 *bytes = calloc(1, size);

	memcpy(bytes, im->bytes, min(size, im->size));
	free(im->bytes);
	im->bytes = bytes;
	im->size = size;
	image_find(im);
}

/**
 * image_insert - insert zeroes into an image
 * @im: the image; of the header, only the image's size is changed.
 * @before: address in the image to insert at.
 * @nr: number of bytes.
 */
void image_insert(struct image *im, const void *before, u32 nr)
{
	u32 at = (const u8 *)before - im->bytes, behind = im->size - at;

	image_resize(im, im->size + nr);
	memmove(im->bytes + at + nr, im->bytes + at, behind);
	memset(im->bytes + at, 0, nr);
	image_add(&im->head->bytes, nr);
	image_find(im);
}

/**
 * image_remove - remove bytes from an image
 * @im: the image; of the header, only the image's size is changed.
 * @from: address of the first byte, behind the header.
 * @nr: number of bytes.
 */
void image_remove(struct image *im, const void *from, u32 nr)
{
	u32 at = (const u8 *)from - im->bytes;

	memmove(im->bytes + at, im->bytes + at + nr, im->size - at - nr);
	image_add(&im->head->bytes, -nr);
	image_resize(im, im->size - nr);
}
