// SPDX-License-Identifier: GPL-2.0
/*
 * The section of an ELF file that has the types of a kernel.
 *
 * The header says where the headers of the sections are, and which section has their names. The
 * file may be any, so each offset is checked before anything is read there, and what is read is
 * copied first, since it may lie anywhere.
 */
#include <elf.h>

#include "btf/file.h"

struct elf {
	const char	*data;
	size_t		bytes;
	Elf64_Ehdr	head;
};

static bool is_inside(const struct elf *elf, u64 off, u64 len)
{
	return off <= elf->bytes && len <= elf->bytes - off;
}

static bool get_header(const struct elf *elf, u32 nr, Elf64_Shdr *section)
{
	u64 off;

	if (nr >= elf->head.e_shnum || elf->head.e_shentsize != sizeof(*section) ||
	    check_add_overflow(elf->head.e_shoff, nr * (u64)sizeof(*section), &off) ||
	    !is_inside(elf, off, sizeof(*section)))
		return false;
	memcpy(section, elf->data + off, sizeof(*section));
	return section->sh_type == SHT_NOBITS ||
	       is_inside(elf, section->sh_offset, section->sh_size);
}

/* Does the section have this name? @names is the section of names. */
static bool is_named(const struct elf *elf, const Elf64_Shdr *names, u32 off, const char *name)
{
	return off < names->sh_size && strlen(name) < names->sh_size - off &&
	       !strcmp(elf->data + names->sh_offset + off, name);
}

/**
 * elf_is - is this an ELF file?
 * @data: the file.
 * @bytes: its size.
 *
 * Context: any.
 * Return: true if it begins as one.
 */
bool elf_is(const void *data, size_t bytes)
{
	return bytes >= SELFMAG && !memcmp(data, ELFMAG, SELFMAG);
}

/**
 * elf_section - find a section by its name
 * @data: an ELF file.
 * @bytes: its size.
 * @name: the section's name.
 * @off: gets the offset of its first byte.
 * @len: gets its size.
 *
 * Context: any.
 * Return: false if there is none, or if the file is not one of 64 bits in this byte order.
 */
bool elf_section(const void *data, size_t bytes, const char *name, size_t *off, size_t *len)
{
	struct elf elf = { .data = data, .bytes = bytes };
	Elf64_Shdr names, section;
	u32 nr;

	if (!elf_is(data, bytes) || bytes < sizeof(elf.head))
		return false;
	memcpy(&elf.head, data, sizeof(elf.head));
	if (elf.head.e_ident[EI_CLASS] != ELFCLASS64 ||
	    elf.head.e_ident[EI_DATA] != (KTF_BIG_ENDIAN ? ELFDATA2MSB : ELFDATA2LSB) ||
	    !get_header(&elf, elf.head.e_shstrndx, &names) || names.sh_type != SHT_STRTAB ||
	    !names.sh_size || elf.data[names.sh_offset + names.sh_size - 1])
		return false;
	for (nr = 0; nr < elf.head.e_shnum; nr++) {
		if (!get_header(&elf, nr, &section) || section.sh_type == SHT_NOBITS ||
		    !is_named(&elf, &names, section.sh_name, name))
			continue;
		*off = section.sh_offset;
		*len = section.sh_size;
		return true;
	}
	return false;
}
