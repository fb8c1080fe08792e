// SPDX-License-Identifier: GPL-2.0
/*
 * The section of an ELF file that has types, and files that are damaged.
 */
#include <elf.h>

#include "btf/file.h"
#include "test.h"

struct file {
	Elf64_Ehdr	head;
	Elf64_Shdr	sections[3];
	char		names[16];
	char		types[8];
};

static const struct file whole = {
	.head = {
		.e_ident = { 0x7f, 'E', 'L', 'F', ELFCLASS64,
			     KTF_BIG_ENDIAN ? ELFDATA2MSB : ELFDATA2LSB },
		.e_shoff = offsetof(struct file, sections), .e_shentsize = sizeof(Elf64_Shdr),
		.e_shnum = 3, .e_shstrndx = 1,
	},
	.sections = {
		{ .sh_type = SHT_NULL },
		{ .sh_type = SHT_STRTAB, .sh_name = 6, .sh_size = 16,
		  .sh_offset = offsetof(struct file, names) },
		{ .sh_type = SHT_PROGBITS, .sh_name = 1, .sh_size = 8,
		  .sh_offset = offsetof(struct file, types) },
	},
	.names = "\0.BTF\0.names",
};

TEST(elf_section)
{
	size_t off = 0, len = 0;

	EXPECT(elf_section(&whole, sizeof(whole), ".BTF", &off, &len) && len == 8 &&
	       off == offsetof(struct file, types), "%zu %zu", off, len);
	EXPECT(!elf_section(&whole, sizeof(whole), ".BT", &off, &len), "a part of the name");
	EXPECT(!elf_section(&whole, sizeof(whole) - 1, ".BTF", &off, &len), "it is cut off");
}

/* What is found lies in the file. The sanitizer sees what is read behind it. */
TEST(elf_hostile)
{
	size_t off, len, bytes;
	u32 i, n, found = 0;
	u8 *data;

	for (i = 0; i < 100000; i++) {
		struct file file = whole;

		for (n = test_below(4); n; n--)
			((u8 *)&file)[test_below(sizeof(file))] =
				test_below(2) ? 255 : test_below(256);
		bytes = test_below(4) ? sizeof(file) : test_below(sizeof(file));
		data = malloc(bytes);
		memcpy(data, &file, bytes);
		if (elf_section(data, bytes, ".BTF", &off, &len)) {
			EXPECT(off <= bytes && len <= bytes - off, "%zu %zu", off, len);
			found++;
		}
		free(data);
	}
	EXPECT(found > 10000, "%u", found);
}
