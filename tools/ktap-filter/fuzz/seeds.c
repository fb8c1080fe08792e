// SPDX-License-Identifier: GPL-2.0
/*
 * Inputs for the fuzzers to start from: every filter of the table of cases, as text, as
 * image with and without its source, and as the listing of the image; every mistake of the
 * table as text; every row of the table of globs; images as armour, alone and in expressions;
 * and places with arguments. Files are named after their contents, so each is there once.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"
#include "image.h"
#include "world.h"

#include "assembler/disasm.h"
#include "prog/image.h"

static const char *folder;
static u32 nr_written;

static void save(const char *kind, const void *data, size_t size)
{
	u64 hash = 0xcbf29ce484222325;
	char path[4096];
	size_t i;
	FILE *f;

	for (i = 0; i < size; i++)
		hash = (hash ^ ((const u8 *)data)[i]) * 0x100000001b3;
	snprintf(path, sizeof(path), "%s/%s/%016llx", folder, kind, hash);
	f = fopen(path, "w");
	if (!f || fwrite(data, 1, size, f) != size || fclose(f)) {
		perror(path);
		exit(1);
	}
	nr_written++;
}

static void save_listing(const struct image *im)
{
	struct ktf_diag diag;
	size_t size;
	char *text;
	FILE *out = open_memstream(&text, &size);

	if (!out || ktf_image_disasm(im->bytes, im->size, out, &diag) || fclose(out)) {
		fprintf(stderr, "seeds: no listing of an image\n");
		exit(1);
	}
	save("asm", text, size);
	free(text);
}

static void save_word(const struct image *im)
{
	char *word = ktf_armour_encode(im->bytes, im->size), *text;
	int len = asprintf(&text, "!(%s) && u8 != 1 || %s", word, word);

	if (len < 0)
		exit(1);
	save("parse", word, strlen(word));
	save("parse", text, len);
	free(text);
	ktf_free(word);
}

static void save_filter(const struct ktf_case *row)
{
	struct image im;
	u32 i;

	save("parse", row->filter, strlen(row->filter));
	for (i = 0; i < 2; i++) {
		if (image_compile(&im, row->filter, &env_events[row->event], i)) {
			fprintf(stderr, "seeds: not accepted: %s\n", row->filter);
			exit(1);
		}
		save("image", im.bytes, im.size);
		save_listing(&im);
		/* Save one word of many: words are long, and all look alike to the parser. */
		if (!(nr_written % 97))
			save_word(&im);
		image_free(&im);
	}
}

/* Save inputs for the glob: a pattern, a NUL, a text. */
static void save_globs(void)
{
	static const struct {
		const char	*pat, *text;
		u32		len;
		bool		match;
	} rows[] = {
#define KTF_GLOB(...)	{ __VA_ARGS__ },
#include "cases/globs.h"
	};
	char input[64];
	u32 i, len;

	for (i = 0; i < ARRAY_SIZE(rows); i++) {
		len = strlen(rows[i].pat) + 1;
		memcpy(input, rows[i].pat, len);
		memcpy(input + len, rows[i].text, rows[i].len);
		save("match", input, len + rows[i].len);
	}
}

/* Save places and arguments of the small kernel. */
static void save_probes(void)
{
	static const char *const texts[] = {
		"vfs_read $params", "g:my=vfs_read%return n=count:x $retval", "vfs_* $arg1",
		"ext4:vfs_read%return buf:string", "vfs_read+0x1b a=+8(%si):u32 %di:string",
		"tp:switch preempt next->comm", "vfs_read b=buf@user c=buf:string@user",
		"wake file->dentry->d_name.name:string", "wake file->low h=file->high $comm",
		"wake file->numbers[2] a=file->numbers:x32[2]", "wake file:%pD f=file[1].mode",
		"wake ((struct qstr *)file->private)->len",
		"wake (struct file *)file->mode:b3@5/32",
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(texts); i++)
		save("probe", texts[i], strlen(texts[i]));
}

int main(int argc, char **argv)
{
	u32 i, j;

	if (argc != 2 || argv[1][0] == '-') {
		fprintf(argc == 2 && !strcmp(argv[1], "--help") ? stdout : stderr,
			"Usage: seeds FOLDER\n"
			"Write inputs to FOLDER/parse, image, asm, match and probe.\n");
		return argc != 2 || strcmp(argv[1], "--help") ? 2 : 0;
	}
	folder = argv[1];
	world_init();
	for (i = 0; i < ktf_nr_case_groups; i++)
		for (j = 0; j < ktf_case_groups[i].nr; j++)
			save_filter(&ktf_case_groups[i].rows[j]);
	for (i = 0; i < ktf_nr_case_errors; i++)
		save("parse", ktf_case_errors[i].filter, strlen(ktf_case_errors[i].filter));
	save_globs();
	save_probes();
	return !nr_written;
}
