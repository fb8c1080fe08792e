// SPDX-License-Identifier: GPL-2.0
/*
 * Assembler: each text that is assembled becomes a good image, and the image's listing
 * becomes the same image.
 */
#include <stdlib.h>

#include "target.h"

#include "assembler/asm.h"
#include "assembler/disasm.h"

static char *listing(const void *image, u32 bytes)
{
	struct ktf_diag diag;
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	target_expect(!ktf_image_disasm(image, bytes, out, &diag), "is no image");
	fclose(out);
	return text;
}

static void assemble_again(const void *image, u32 bytes)
{
	char *text = listing(image, bytes);
	struct asm_error error;
	void *again;
	u32 size;

	target_expect(!ktf_asm(text, &again, &size, &error), "is not assembled again");
	target_expect(size == bytes && !memcmp(again, image, bytes), "is assembled otherwise");
	ktf_free(again);
	free(text);
}

int fuzz_one(const u8 *data, size_t size)
{
	char *text = target_text(data, size);
	struct asm_error error = { };
	void *image;
	u32 bytes;

	target_begin(size);
	if (!ktf_asm(text, &image, &bytes, &error)) {
		assemble_again(image, bytes);
		ktf_free(image);
	} else {
		target_expect(error.err < 0 && error.text[0], "an error without a reason");
	}
	free(text);
	target_end();
	return 0;
}
