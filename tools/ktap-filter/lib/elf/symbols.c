// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of a file: those in its table of symbols, and those that it lends to others,
 * which are all that are left in a file without the former. Of those, it may have older versions
 * for programs that were linked to them: the name alone means the newest one.
 */
#include "elf/binary.h"

/**
 * binary_symbols_start - walk through the functions of a file
 * @at: the walk.
 * @b: the file.
 *
 * Context: any.
 */
void binary_symbols_start(struct binary_symbols *at, const struct binary *b)
{
	*at = (struct binary_symbols) { .b = b };
}

/* Find the versions of the symbols in a section. */
static Elf_Data *versions_of(const struct binary *b, Elf_Scn *symbols)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr head;

	while ((scn = elf_nextscn(b->elf, scn)))
		if (gelf_getshdr(scn, &head) && head.sh_type == SHT_GNU_versym &&
		    head.sh_link == elf_ndxscn(symbols))
			return elf_getdata(scn, NULL);
	return NULL;
}

/* Go on to the next section with symbols. */
static bool next_section(struct binary_symbols *at)
{
	GElf_Shdr head;

	at->nr = 0;
	at->data = NULL;
	while (!at->data && (at->scn = elf_nextscn(at->b->elf, at->scn))) {
		if (!gelf_getshdr(at->scn, &head) ||
		    (head.sh_type != SHT_SYMTAB && head.sh_type != SHT_DYNSYM))
			continue;
		at->names = head.sh_link;
		at->data = elf_getdata(at->scn, NULL);
		at->versions = versions_of(at->b, at->scn);
	}
	return at->data;
}

/* The highest bit says that the version is an older one. */
static bool is_older(const struct binary_symbols *at, int nr)
{
	GElf_Versym version;

	return at->versions && gelf_getversym(at->versions, nr, &version) && version & 0x8000;
}

static bool is_function(const GElf_Sym *symbol)
{
	u32 type = GELF_ST_TYPE(symbol->st_info);

	return (type == STT_FUNC || type == STT_GNU_IFUNC) && symbol->st_shndx != SHN_UNDEF;
}

/**
 * binary_symbols_next - find the next function
 * @at: the walk.
 * @f: gets the function.
 *
 * Context: any.
 * Return: false behind the last one. One that has two names, or is in two tables, comes twice.
 */
bool binary_symbols_next(struct binary_symbols *at, struct binary_function *f)
{
	GElf_Sym symbol;

	while (at->data || next_section(at)) {
		if (!gelf_getsym(at->data, at->nr++, &symbol)) {
			at->data = NULL;
			continue;
		}
		f->name = elf_strptr(at->b->elf, at->names, symbol.st_name);
		f->bytes = symbol.st_size;
		f->is_indirect = GELF_ST_TYPE(symbol.st_info) == STT_GNU_IFUNC;
		if (f->name && is_function(&symbol) && !is_older(at, at->nr - 1) &&
		    binary_offset(at->b, symbol.st_value, &f->offset))
			return true;
	}
	return false;
}
