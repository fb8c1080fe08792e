// SPDX-License-Identifier: GPL-2.0
/*
 * Filters from the kernel's list, the file ktap_filters.
 *
 *	foo/sched:sched_switch prev_pid == 5
 *	    0: WORD           [24] - 0x5 & 0xffffffff <= 0x0  true accept false reject
 *
 * An instance's name may have blanks and colons in it. Names of systems and events are C
 * identifiers, so the first "SYSTEM:EVENT " in the line is the event. The filter's text
 * follows, on one line or more, up to the first instruction; every program has one. Further
 * lines about the program are indented as instructions are. Lines that begin with "# " are
 * remarks of a kernel whose ktap filter is a module.
 */
#include <stdlib.h>
#include <unistd.h>

#include "filters/sources.h"

/* An upper bound, in bytes: a longer list would need programs that no machine has memory for. */
#define MAX_LIST	(256U << 20)

static bool is_name_char(char c)
{
	return c == '_' || c == '-' || c == '.' || (c >= '0' && c <= '9') ||
	       (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_insn(const char *line)
{
	size_t digits;

	line += strspn(line, " ");
	digits = strspn(line, "0123456789");
	return digits && line[digits] == ':' && line[digits + 1] == ' ';
}

static const char *next_line(const char *line)
{
	line += strcspn(line, "\n");
	return line + (*line == '\n');
}

/* Copy the lines from @from to @end, without the last newline. */
static char *copy_lines(const char *from, const char *end)
{
	return strndup(from, end > from && end[-1] == '\n' ? end - from - 1 : end - from);
}

struct header {
	const char	*line;
	const char	*system;
	const char	*colon;
	const char	*text;
};

/* Parse a line "[instance/]system:event text". Return false if it is another line. */
static bool find_header(const char *line, struct header *h)
{
	const char *end = line + strcspn(line, "\n"), *blank;

	if (!strncmp(line, "# ", 2))
		return false;
	h->line = line;
	for (h->colon = line; (h->colon = memchr(h->colon, ':', end - h->colon)); h->colon++) {
		h->system = h->colon;
		while (h->system > line && is_name_char(h->system[-1]))
			h->system--;
		blank = h->colon + 1;
		while (is_name_char(*blank))
			blank++;
		h->text = blank + 1;
		if (h->system < h->colon && blank > h->colon + 1 && *blank == ' ' &&
		    (h->system == line || h->system[-1] == '/'))
			return true;
	}
	return false;
}

/* Append what a remark says of a filter that keeps the module. Other remarks are passed over. */
static int take_remark(struct cmd_filters *filters, const char *line)
{
	static const char keeps[] = "# keeps the module on ";
	const char *end = next_line(line);
	char *longer;

	if (strncmp(line, keeps, strlen(keeps)))
		return 0;
	line += strlen(keeps);
	if (asprintf(&longer, "%s%.*s", filters->keepers ?: "", (int)(end - line), line) < 0)
		return -ENOMEM;
	free(filters->keepers);
	filters->keepers = longer;
	return 0;
}

/* Append the filter that starts at *@at, and move *@at behind it. */
static int take_filter(struct cmd_filters *filters, const char **at)
{
	struct cmd_filter *f;
	const char *program;
	struct header h;

	if (!find_header(*at, &h)) {
		program = *at;
		*at = next_line(*at);
		return take_remark(filters, program);
	}
	f = cmd_filters_add(filters);
	if (!f)
		return -ENOMEM;
	program = next_line(*at);
	while (*program && !is_insn(program))
		program = next_line(program);
	for (*at = program; is_insn(*at); *at = next_line(*at))
		f->nr_insns++;
	while (is_insn(*at) || !strncmp(*at, "    ", 4))
		*at = next_line(*at);
	f->instance = h.system > h.line ? strndup(h.line, h.system - 1 - h.line) : NULL;
	f->system = strndup(h.system, h.colon - h.system);
	f->name = strndup(h.colon + 1, h.text - 1 - (h.colon + 1));
	f->text = copy_lines(h.text, program);
	f->program = copy_lines(program, *at);
	return (h.system > h.line && !f->instance) || !f->system || !f->name || !f->text ||
	       !f->program ? -ENOMEM : 0;
}

/**
 * cmd_filters_from_list - read the filters of the file ktap_filters
 * @place: has the tracefs.
 * @filters: gets the filters of all instances, and whether the file exists.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_filters_from_list(const struct cmd_place *place, struct cmd_filters *filters)
{
	char *path, *text = NULL;
	int status = CMD_OK;
	const char *at;
	u32 bytes;

	if (asprintf(&path, "%s/ktap_filters", place->root) < 0)
		return cmd_no_memory();
	filters->listed = !access(path, F_OK);
	if (filters->listed && cmd_read_file(path, MAX_LIST, &text, &bytes))
		status = CMD_SYSTEM;
	free(path);
	for (at = text; at && *at && !status;)
		if (take_filter(filters, &at))
			status = cmd_no_memory();
	free(text);
	return status;
}
