// SPDX-License-Identifier: GPL-2.0
/*
 * Addresses of the kernel's functions, from /proc/kallsyms. A function ends where the next
 * symbol begins, as the kernel sees it.
 */
#include <stdio.h>

#include "answers.h"
#include <linux/kallsyms.h>

/* Call @visit for each symbol. */
static void each_symbol(void (*visit)(unsigned long addr, const char *name, void *to), void *to)
{
	FILE *f = fopen("/proc/kallsyms", "r");
	char line[512], name[256];
	unsigned long addr;

	if (!f)
		fail("/proc/kallsyms");
	while (fgets(line, sizeof(line), f))
		if (sscanf(line, "%lx %*c %255s", &addr, name) == 2)
			visit(addr, name, to);
	fclose(f);
}

struct wanted {
	const char	*name;
	unsigned long	addr;
	unsigned long	next;
};

static void find(unsigned long addr, const char *name, void *to)
{
	struct wanted *w = to;

	if (!w->addr && !strcmp(name, w->name))
		w->addr = addr;
}

static void find_next(unsigned long addr, const char *name, void *to)
{
	struct wanted *w = to;

	if (addr > w->addr && (!w->next || addr < w->next))
		w->next = addr;
}

/**
 * kallsyms_lookup_name - get the address of a symbol
 * @name: its name. The last result is kept, since the generator asks for one name again and again.
 *
 * Return: the address; 0 if there is no such symbol.
 */
unsigned long kallsyms_lookup_name(const char *name)
{
	static struct wanted w;

	if (w.name && !strcmp(w.name, name))
		return w.addr;
	w = (struct wanted) { .name = name };
	each_symbol(find, &w);
	return w.addr;
}

/**
 * symbol_size - get the size of a function
 * @name: its name.
 *
 * Return: bytes from its start to the next symbol.
 */
unsigned long symbol_size(const char *name)
{
	struct wanted w = { .addr = kallsyms_lookup_name(name) };

	each_symbol(find_next, &w);
	return w.next - w.addr;
}
