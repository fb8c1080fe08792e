// SPDX-License-Identifier: GPL-2.0
/*
 * ELF files, read by libelf.
 *
 * A probe in a program is at an offset in its file, while symbols have addresses. The program
 * headers say which part of the file lies where. A file may be any: libelf checks what it reads
 * against the file's size, and what follows from that is checked here.
 */
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "elf/binary.h"

static bool is_ours(const GElf_Ehdr *head)
{
	return head->e_ident[EI_DATA] == (KTF_BIG_ENDIAN ? ELFDATA2MSB : ELFDATA2LSB) &&
	       (head->e_type == ET_EXEC || head->e_type == ET_DYN);
}

static int read_header(struct binary *b)
{
	struct stat st;
	GElf_Ehdr head;

	if (fstat(b->fd, &st))
		return -errno;
	if (!S_ISREG(st.st_mode) || elf_version(EV_CURRENT) == EV_NONE)
		return -ENOEXEC;
	b->bytes = st.st_size;
	b->elf = elf_begin(b->fd, ELF_C_READ, NULL);
	if (!b->elf || elf_kind(b->elf) != ELF_K_ELF || !gelf_getehdr(b->elf, &head) ||
	    !is_ours(&head))
		return -ENOEXEC;
	b->wide = gelf_getclass(b->elf) == ELFCLASS64;
	b->machine = head.e_machine;
	return 0;
}

/**
 * binary_open - open a program or library
 * @b: gets it; close it with binary_close(), also on failure.
 * @path: the file's name.
 *
 * Context: any.
 * Return: 0; -ENOEXEC if it is no program or library of this byte order; an errno of open().
 */
int binary_open(struct binary *b, const char *path)
{
	/* A FIFO would wait for a writer. */
	*b = (struct binary) { .fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK) };
	return b->fd < 0 ? -errno : read_header(b);
}

/**
 * binary_close - close a file
 * @b: the file, as binary_open() left it.
 *
 * Context: any.
 */
void binary_close(struct binary *b)
{
	elf_end(b->elf);
	if (b->fd >= 0)
		close(b->fd);
}

/**
 * binary_section - find a section by its name
 * @b: the file.
 * @name: the section's name.
 * @head: gets its header.
 *
 * Context: any.
 * Return: the section; NULL if there is none.
 */
Elf_Scn *binary_section(const struct binary *b, const char *name, GElf_Shdr *head)
{
	Elf_Scn *scn = NULL;
	size_t names;

	if (elf_getshdrstrndx(b->elf, &names))
		return NULL;
	while ((scn = elf_nextscn(b->elf, scn))) {
		const char *is = gelf_getshdr(scn, head) ?
				 elf_strptr(b->elf, names, head->sh_name) : NULL;

		if (is && !strcmp(is, name))
			return scn;
	}
	return NULL;
}

/**
 * binary_offset - find what lies at an address
 * @b: the file.
 * @address: the address, as symbols have it.
 * @offset: gets where that is in the file.
 *
 * Context: any.
 * Return: false if nothing of the file lies there.
 */
bool binary_offset(const struct binary *b, u64 address, u64 *offset)
{
	size_t nr, i;

	if (elf_getphdrnum(b->elf, &nr))
		return false;
	for (i = 0; i < nr; i++) {
		GElf_Phdr head;

		if (!gelf_getphdr(b->elf, i, &head) || head.p_type != PT_LOAD ||
		    address < head.p_vaddr || address - head.p_vaddr >= head.p_filesz)
			continue;
		return !check_add_overflow(head.p_offset, address - head.p_vaddr, offset) &&
		       *offset < b->bytes;
	}
	return false;
}
