/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Programs and libraries, as files that have probes: where their functions and markers are.
 */
#ifndef _KTF_LIB_ELF_BINARY_H
#define _KTF_LIB_ELF_BINARY_H

#include <gelf.h>

#include "prog/env.h"

/**
 * struct binary - an ELF file
 * @fd: its descriptor.
 * @elf: libelf's handle.
 * @bytes: the file's size.
 * @wide: its addresses have 64 bits; otherwise 32.
 * @machine: the machine that it is for, EM_X86_64.
 */
struct binary {
	int	fd;
	Elf	*elf;
	u64	bytes;
	bool	wide;
	u16	machine;
};

int binary_open(struct binary *b, const char *path);
void binary_close(struct binary *b);
Elf_Scn *binary_section(const struct binary *b, const char *name, GElf_Shdr *head);
bool binary_offset(const struct binary *b, u64 address, u64 *offset);

/**
 * struct binary_symbols - a walk through the functions of a file
 * @b: the file.
 * @scn: the section that is walked through.
 * @data: its symbols.
 * @versions: their versions; NULL for none.
 * @names: the number of the section with their names.
 * @nr: the next symbol.
 */
struct binary_symbols {
	const struct binary	*b;
	Elf_Scn			*scn;
	Elf_Data		*data;
	Elf_Data		*versions;
	size_t			names;
	int			nr;
};

/**
 * struct binary_function - a function
 * @name: its name; the version of a symbol may follow "@".
 * @offset: where it is in the file.
 * @bytes: its size; 0 if it is not known.
 * @is_indirect: it only chooses the function that is called.
 */
struct binary_function {
	const char	*name;
	u64		offset;
	u64		bytes;
	bool		is_indirect;
};

void binary_symbols_start(struct binary_symbols *at, const struct binary *b);
bool binary_symbols_next(struct binary_symbols *at, struct binary_function *f);

/**
 * struct binary_markers - a walk through the markers of a file
 * @b: the file.
 * @data: the notes that describe them; NULL for none.
 * @next: where the next note is in @data.
 * @base: where the section lies that the notes' addresses are relative to; 0 for none.
 */
struct binary_markers {
	const struct binary	*b;
	Elf_Data		*data;
	size_t			next;
	u64			base;
};

/**
 * struct binary_marker - a marker that was compiled in (SDT)
 * @provider: the first part of its name.
 * @name: the second part.
 * @arguments: where its arguments are, in the words of the assembler.
 * @offset: where it is in the file.
 * @semaphore: where the number of its users is in the file; 0 for none.
 */
struct binary_marker {
	const char	*provider;
	const char	*name;
	const char	*arguments;
	u64		offset;
	u64		semaphore;
};

void binary_markers_start(struct binary_markers *at, const struct binary *b);
bool binary_markers_next(struct binary_markers *at, struct binary_marker *m);

#endif /* _KTF_LIB_ELF_BINARY_H */
