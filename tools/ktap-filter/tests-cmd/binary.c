// SPDX-License-Identifier: GPL-2.0
/*
 * Usage: binary PROGRAM NUMBER
 *
 * Damage copies of PROGRAM, NUMBER times, and walk through the functions and markers of each. What
 * is found has to lie in the file, and the sanitizers see what is read outside of it. The damage
 * is where it matters: in headers, symbols and notes.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "elf/binary.h"

/**
 * struct target - a part of the file that is damaged
 * @off: its offset.
 * @len: its size; 0 for none.
 */
struct target {
	size_t	off;
	size_t	len;
};

static u32 random_below(u32 nr)
{
	return nr ? random() % nr : 0;
}

static struct target of_section(const struct binary *b, const char *name)
{
	GElf_Shdr head;

	if (!binary_section(b, name, &head))
		return (struct target) { };
	return (struct target) { head.sh_offset, head.sh_size };
}

static u32 find_targets(const char *path, struct target targets[7])
{
	struct binary b;
	GElf_Ehdr head;

	if (binary_open(&b, path) || !gelf_getehdr(b.elf, &head))
		exit(2);
	targets[0] = (struct target) { 0, 64 };
	targets[1] = (struct target) { head.e_phoff, head.e_phnum * head.e_phentsize };
	targets[2] = (struct target) { head.e_shoff, head.e_shnum * head.e_shentsize };
	targets[3] = of_section(&b, ".symtab");
	targets[4] = of_section(&b, ".note.stapsdt");
	targets[5] = of_section(&b, ".strtab");
	targets[6] = of_section(&b, ".gnu.version");
	binary_close(&b);
	return 7;
}

static void expect(bool is_right, const char *what)
{
	if (is_right)
		return;
	printf("not ok - binary: %s\n", what);
	exit(1);
}

/* What is found in the file; 0 if it is refused. */
static u32 walk(const char *path)
{
	struct binary_symbols symbols;
	struct binary_markers markers;
	struct binary_function f;
	struct binary_marker m;
	struct binary b;
	u32 nr = 0;

	if (!binary_open(&b, path)) {
		binary_symbols_start(&symbols, &b);
		for (; binary_symbols_next(&symbols, &f); nr++)
			expect(f.offset < b.bytes && strlen(f.name) < b.bytes,
			       "a function is outside");
		binary_markers_start(&markers, &b);
		for (; binary_markers_next(&markers, &m); nr++)
			expect(m.offset < b.bytes && m.semaphore < b.bytes &&
			       strlen(m.provider) + strlen(m.name) + strlen(m.arguments) < b.bytes,
			       "a marker is outside");
	}
	binary_close(&b);
	return nr;
}

static void damage(char *data, size_t bytes, const struct target *targets, u32 nr)
{
	const struct target *t = &targets[random_below(nr)];
	u32 changes;

	for (changes = 1 + random_below(3); t->len && changes; changes--) {
		size_t at = t->off + random_below(t->len);

		if (at < bytes)
			data[at] = random_below(2) ? 255 : random_below(256);
	}
}

static char *read_file(const char *path, size_t *bytes)
{
	FILE *file = fopen(path, "re");
	char *data = malloc(1 << 20);

	if (!file || !data)
		exit(2);
	*bytes = fread(data, 1, 1 << 20, file);
	fclose(file);
	return data;
}

int main(int argc, char **argv)
{
	int fd = memfd_create("damaged", MFD_CLOEXEC), nr, found = 0;
	char *whole, *copy, path[32];
	struct target targets[7];
	size_t bytes, cut;
	u32 nr_targets;

	if (argc != 3 || fd < 0)
		return 2;
	whole = read_file(argv[1], &bytes);
	copy = malloc(bytes);
	nr_targets = find_targets(argv[1], targets);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	for (nr = atoi(argv[2]); nr && copy; nr--) {
		memcpy(copy, whole, bytes);
		damage(copy, bytes, targets, nr_targets);
		cut = random_below(8) ? bytes : random_below(bytes);
		if (ftruncate(fd, 0) || pwrite(fd, copy, cut, 0) != (ssize_t)cut)
			return 2;
		found += walk(path) > 0;
	}
	free(copy);
	free(whole);
	expect(walk(argv[1]) > 5, "the whole file has nothing");
	expect(found > atoi(argv[2]) / 4, "too few damaged files have anything");
	puts("ok - binary: damaged programs");
	return 0;
}
