// SPDX-License-Identifier: GPL-2.0
/*
 * Inputs that fuzzers have found, as text that can be kept with the source: each is a line,
 * encoded as the armour of an image is, whatever its bytes are.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"

#include "prog/image.h"

static void fail(const char *what)
{
	perror(what);
	exit(1);
}

/* Print the bytes of a file as a word, on one line. */
static void print_word(const char *path)
{
	static u8 data[KTAP_FILTER_MAX_IMAGE];
	FILE *f = fopen(path, "r");
	size_t size;
	char *word;

	if (!f)
		fail(path);
	size = fread(data, 1, sizeof(data), f);
	if (ferror(f) || fclose(f))
		fail(path);
	word = ktf_armour_encode(data, size);
	puts(word);
	ktf_free(word);
}

static void write_file(const char *word, const char *folder, u32 nr)
{
	struct ktf_diag diag = { };
	char path[4096];
	void *data;
	u32 size;
	FILE *f;

	if (ktf_armour_decode(word, &data, &size, &diag)) {
		fprintf(stderr, "corpus: line %u: %s: %s\n", nr, ktf_err_text[diag.code],
			diag.where);
		exit(1);
	}
	snprintf(path, sizeof(path), "%s/%u", folder, nr);
	f = fopen(path, "w");
	if (!f || fwrite(data, 1, size, f) != size || fclose(f))
		fail(path);
	ktf_free(data);
}

/* Write each word of the standard input to a file of its own. */
static void write_files(const char *folder)
{
	char *line = NULL;
	size_t room = 0;
	u32 nr = 0;

	while (getline(&line, &room, stdin) > 0)
		write_file(line, folder, ++nr);
	free(line);
}

int main(int argc, char **argv)
{
	int i;

	env_reset();
	if (argc > 2 && !strcmp(argv[1], "words")) {
		for (i = 2; i < argc; i++)
			print_word(argv[i]);
		return 0;
	}
	if (argc == 3 && !strcmp(argv[1], "files")) {
		write_files(argv[2]);
		return 0;
	}
	i = argc == 2 && !strcmp(argv[1], "--help");
	fprintf(i ? stdout : stderr,
		"Usage: corpus words FILE...     print each as a line\n"
		"       corpus files FOLDER      write each line of the input to a file there\n");
	return i ? 0 : 2;
}
