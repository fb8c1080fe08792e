// SPDX-License-Identifier: GPL-2.0
/*
 * The functions of the running kernel, whether it describes their types or not.
 *
 * Everybody may read their names in /proc/kallsyms; only their addresses are hidden.
 */
#include <fnmatch.h>

#include "probe.h"

#define SYMBOLS	"/proc/kallsyms"

struct symbol {
	char	type;
	char	name[256];
	char	module[128];
};

static bool is_text(const char *is, const char *text, u32 len)
{
	return strlen(is) == len && !memcmp(is, text, len);
}

/* "ffffffff81000000 T name", and "\t[module]" in a module. False if it is no function. */
static bool read_symbol(const char *line, struct symbol *symbol)
{
	symbol->module[0] = 0;
	return sscanf(line, "%*s %c %255s [%127[^]]", &symbol->type, symbol->name,
		      symbol->module) >= 2 && strchr("tTwW", symbol->type);
}

/* Is it the name, or one of a pattern? */
static bool is_named(const char *symbol, const char *name, u32 len)
{
	char pattern[sizeof(((struct symbol *)NULL)->name)];

	if (is_text(symbol, name, len))
		return true;
	return strcspn(name, "*?[") < len &&
	       snprintf(pattern, sizeof(pattern), "%.*s", (int)len, name) < sizeof(pattern) &&
	       !fnmatch(pattern, symbol, 0);
}

/**
 * cmd_kernel_has - does the running kernel have a function?
 * @name: the function's name, or a pattern of names.
 * @len: its length in bytes.
 * @module: the module that has it.
 * @module_len: the length of its name; 0 for the kernel itself.
 * @other: gets the name that may have been meant.
 *
 * Context: any.
 * Return: true, also if the kernel does not list its functions.
 */
bool cmd_kernel_has(const char *name, u32 len, const char *module, u32 module_len,
		    struct cmd_suggestion *other)
{
	FILE *list = fopen(SYMBOLS, "re");
	struct symbol symbol;
	bool found = !list;
	char *line = NULL;
	size_t room = 0;

	cmd_suggest_start(other, name, len);
	while (!found && getline(&line, &room, list) >= 0) {
		if (!read_symbol(line, &symbol) || !is_text(symbol.module, module, module_len))
			continue;
		found = is_named(symbol.name, name, len);
		cmd_suggest_try(other, symbol.name);
	}
	free(line);
	if (list)
		fclose(list);
	return found;
}

typedef bool is_line_fn(const char *line, const char *name, u32 len);

/* Does a file of tracefs have such a line? True also if it cannot be read. */
static bool has_line(const char *tracefs, const char *file, is_line_fn *is_line, const char *name,
		     u32 len)
{
	char *path = NULL, *line = NULL;
	size_t room = 0;
	FILE *list;
	bool found;

	if (asprintf(&path, "%s/%s", tracefs, file) < 0)
		return true;
	list = fopen(path, "re");
	free(path);
	found = !list;
	while (!found && getline(&line, &room, list) >= 0)
		found = is_line(line, name, len);
	free(line);
	if (list)
		fclose(list);
	return found;
}

static bool has_part(const char *line, const char *name, u32 len)
{
	return memmem(line, strlen(line), name, len);
}

/* "vfs_read", and " [module]" behind it in a module. */
static bool is_function(const char *line, const char *name, u32 len)
{
	return strcspn(line, " \n") == len && !memcmp(line, name, len);
}

/**
 * cmd_ftrace_has - can an event be at a function by ftrace?
 *
 * ftrace has the functions into which the compiler put a call at their begin, unless the kernel
 * forbids it.
 *
 * @tracefs: the folder of tracefs.
 * @name: the function's name.
 * @len: its length in bytes.
 *
 * Context: any.
 * Return: true, also if ftrace does not list its functions.
 */
bool cmd_ftrace_has(const char *tracefs, const char *name, u32 len)
{
	static const char fprobe[] = "f[:[<group>/]";

	/* The kernel has events of ftrace's functions since 6.5, and says so. */
	return has_line(tracefs, "README", has_part, fprobe, strlen(fprobe)) &&
	       has_line(tracefs, "available_filter_functions", is_function, name, len);
}
