// SPDX-License-Identifier: GPL-2.0
/*
 * The library's interface: images as bytes, words and text. See ktapfilter.h.
 */
#include <stdlib.h>

#include "assembler/asm.h"
#include "assembler/disasm.h"
#include "filter/error.h"
#include "prog/image.h"

/* The engine counts bytes in 32 bits. No image is that large. */
static bool is_sane(size_t bytes, struct ktapfilter_error *error)
{
	if (bytes <= KTAP_FILTER_MAX_IMAGE)
		return true;
	filter_fail(error, -E2BIG, ktf_err_text[KTF_ERR_IMAGE_TOO_LARGE]);
	return false;
}

int ktapfilter_check_image(const void *image, size_t bytes, struct ktapfilter_error *error)
{
	struct ktf_portable prog;
	struct ktf_diag diag = { };

	if (!is_sane(bytes, error))
		return error->err;
	if (ktf_image_decode(image, bytes, &prog, &diag))
		filter_diag(error, &diag);
	ktf_portable_free(&prog);
	return diag.err;
}

char *ktapfilter_to_word(const void *image, size_t bytes)
{
	return bytes > KTAP_FILTER_MAX_IMAGE ? NULL : ktf_armour_encode(image, bytes);
}

int ktapfilter_from_word(const char *word, void **image, size_t *bytes,
			 struct ktapfilter_error *error)
{
	struct ktf_diag diag = { };
	u32 size;

	*bytes = 0;
	if (ktf_armour_decode(word, image, &size, &diag))
		return filter_diag(error, &diag);
	*bytes = size;
	return 0;
}

char *ktapfilter_disasm(const void *image, size_t bytes, struct ktapfilter_error *error)
{
	struct ktf_diag diag = { };
	char *text = NULL;
	size_t size;
	FILE *out;

	if (!is_sane(bytes, error))
		return NULL;
	out = open_memstream(&text, &size);
	if (out && !ktf_image_disasm(image, bytes, out, &diag)) {
		if (!fclose(out))
			return text;
		out = NULL;
	}
	if (out)
		fclose(out);
	free(text);
	if (diag.err)
		filter_diag(error, &diag);
	else
		filter_fail(error, -ENOMEM, NULL);
	return NULL;
}

int ktapfilter_asm(const char *text, void **image, size_t *bytes,
		   struct ktapfilter_error *error)
{
	struct asm_error wrong;
	u32 size;
	int err;

	*bytes = 0;
	err = ktf_asm(text, image, &size, &wrong);
	if (err) {
		filter_fail(error, err, wrong.text);
		error->line = wrong.line;
		error->pos = wrong.line ? wrong.col - 1 : 0;
		return err;
	}
	*bytes = size;
	return 0;
}
