// SPDX-License-Identifier: GPL-2.0
/*
 * Functions of the kernel that made the records, from a list of its symbols.
 *
 * A list is the text of /proc/kallsyms, a line for a symbol, "ADDRESS TYPE NAME" and perhaps
 * a module. A function extends to the next symbol that has another address, which is how the
 * kernel itself finds its size. None is as long as the gaps in front of the kernel, where what
 * is relative to a CPU has its symbols, and in front of modules. If several functions have one
 * name, the first one counts. If the filter is for the running kernel, its list is read when a
 * filter names a function.
 *
 * Without a list, only the name of a function is known. A number stands for its address
 * then: another one for each name, below 4 GiB, where no kernel has a function.
 */
#include <stdio.h>
#include <stdlib.h>

#include "env.h"

/* No function has as many bytes. */
#define LONGEST	(16U << 20)

struct symbol {
	u64	addr;
	char	*name;
};

static struct symbol *symbols;
static size_t nr_symbols;
static bool asked_kernel;

static int by_address(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	return x->addr < y->addr ? -1 : x->addr > y->addr;
}

/* Parse a line: 0, -EINVAL if it is no symbol, or -ENOMEM. */
static int add_symbol(const char *line, size_t *room)
{
	unsigned long long addr;
	struct symbol *bigger;
	char type, name[512];

	if (sscanf(line, "%llx %c %511s", &addr, &type, name) != 3)
		return -EINVAL;
	if (nr_symbols == *room) {
		*room = max(2 * *room, (size_t)4096);
		bigger = realloc(symbols, array_size(*room, sizeof(*symbols)));
		if (!bigger)
			return -ENOMEM;
		symbols = bigger;
	}
	symbols[nr_symbols].addr = addr;
	symbols[nr_symbols].name = strdup(name);
	return symbols[nr_symbols++].name ? 0 : -ENOMEM;
}

static int read_lines(FILE *from, u32 *line)
{
	size_t room = 0, size = 0;
	char *text = NULL;
	int err = 0;

	while (!err && getline(&text, &size, from) >= 0) {
		++*line;
		err = add_symbol(text, &room);
	}
	if (!err && ferror(from))
		err = -EIO;
	free(text);
	return err;
}

/**
 * env_read_symbols - read a list of symbols
 * @from: the list, which this closes; NULL if it could not be opened, with the reason in errno.
 * @line: gets the number of the line read last, which is the invalid one, counted from 1.
 *
 * From then on, the name of a function must be in the list.
 *
 * Context: any; one thread at a time, while no thread looks up a function.
 * Return: 0; -EINVAL for a line that is no symbol; -ENODATA for a list without addresses,
 * which the kernel shows to users without privileges; -ENOMEM; an errno of opening or
 * reading.
 */
int env_read_symbols(FILE *from, u32 *line)
{
	int err;

	*line = 0;
	if (!from)
		return -errno;
	env_free_symbols();
	err = read_lines(from, line);
	fclose(from);
	if (nr_symbols)
		qsort(symbols, nr_symbols, sizeof(*symbols), by_address);
	if (!err && (!nr_symbols || !symbols[nr_symbols - 1].addr))
		err = -ENODATA;
	if (err)
		env_free_symbols();
	env.any_function = false;
	return err;
}

/**
 * env_free_symbols - free the list of symbols
 *
 * Context: as env_read_symbols().
 */
void env_free_symbols(void)
{
	size_t i;

	for (i = 0; i < nr_symbols; i++)
		free(symbols[i].name);
	free(symbols);
	symbols = NULL;
	nr_symbols = 0;
}

/* Find the symbol that contains @addr: the last one that starts at @addr or before. */
static const struct symbol *symbol_at(u64 addr)
{
	size_t low = 0, high = nr_symbols;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (symbols[mid].addr <= addr)
			low = mid + 1;
		else
			high = mid;
	}
	return low ? &symbols[low - 1] : NULL;
}

/**
 * env_symbol_at - find the name of a function
 * @addr: an address in it.
 *
 * Context: any; no thread reads a list of symbols meanwhile.
 * Return: the name; NULL if it is not in the list, or there is no list.
 */
const char *env_symbol_at(u64 addr)
{
	const struct symbol *found = symbol_at(addr);

	/* Behind the last symbol there is anything. */
	if (!found || found == symbols + nr_symbols - 1 || addr - found->addr >= LONGEST)
		return NULL;
	return found->name;
}

/**
 * env_symbol_start - find the start of a function
 * @addr: an address in it.
 *
 * Context: any; no thread reads a list of symbols meanwhile.
 * Return: its address; @addr if env_symbol_at() has no name for it.
 */
u64 env_symbol_start(u64 addr)
{
	return env_symbol_at(addr) ? symbol_at(addr)->addr : addr;
}

static const struct symbol *symbol_named(const char *name)
{
	size_t i;

	for (i = 0; i < nr_symbols; i++)
		if (!strcmp(symbols[i].name, name))
			return &symbols[i];
	return NULL;
}

/* The kernel may hide its addresses from this user. Then accept any name. */
static void ask_kernel(void)
{
	u32 line;

	if (!env.running || asked_kernel)
		return;
	asked_kernel = true;
	if (env_read_symbols(fopen("/proc/kallsyms", "re"), &line))
		env.any_function = true;
}

/* A name has letters and digits, ".isra.0" or "$" from compilers, and "MODULE:" in front. */
static bool may_be_function(const char *name)
{
	const char *c = name;

	while (isalnum(*c) || (*c && strchr("_.$:", *c)))
		c++;
	return c > name && !*c;
}

/* The hash FNV-1a. */
static u32 hash(const char *name)
{
	u32 sum = 2166136261U;

	while (*name)
		sum = (sum ^ *name++) * 16777619U;
	return sum;
}

/* See ktf_kernel.c. Where functions are not known, each name gets an address of its own. */
int ktf_find_function(const char *name, u64 addr, u64 *start, u64 *size)
{
	const struct symbol *found;

	*start = name ? hash(name) : addr;
	*size = 1;
	ask_kernel();
	if (env.any_function) {
		env.unchecked |= ENV_UNCHECKED_FUNCTIONS;
		return !name || may_be_function(name) ? 0 : -EINVAL;
	}
	found = name ? symbol_named(name) : symbol_at(addr);
	if (!found)
		return -EINVAL;
	*start = found->addr;
	while (found < symbols + nr_symbols && found->addr == *start)
		found++;
	if (found == symbols + nr_symbols)
		return -EINVAL;
	*size = found->addr - *start;
	return 0;
}
