// SPDX-License-Identifier: GPL-2.0
/*
 * Places and arguments that only debuginfo knows, by "perf probe -D": lines of the source, local
 * variables, inlined functions, and arguments of programs by their names.
 *
 * perf prints definitions, a line for each place, and writes nothing:
 *
 *	p:probe_prog/work_L4 /path/prog:0x1148 sum=%bx:s32
 *
 * What it prints goes to the kernel. So each line is checked to be one definition of a breakpoint,
 * in the file that was asked for; the names of group and event are replaced.
 */
#include <stdlib.h>
#include <sys/utsname.h>

#include "probe.h"
#include "subprocess.h"

/* The whole place as the user said it, without the names in front. */
static struct probe_span whole_place(const struct cmd_definition *d)
{
	u32 at = d->place.module.len ? d->place.module.at : d->place.symbol.at;

	return (struct probe_span) { at, d->at.at + d->at.len - at };
}

static int refuse(const struct cmd_definition *d, bool quiet, const char *why)
{
	struct probe_span s = whole_place(d);

	if (quiet)
		return CMD_REFUSED;
	cmd_error(CMD_REFUSED, "%s", why);
	cmd_print_at(stderr, d->said.text, s.at, s.len);
	return CMD_REFUSED;
}

/* Take a word off a line. */
static char *take_word(char **rest)
{
	char *word = *rest;

	*rest += strcspn(word, " ");
	if (**rest)
		*(*rest)++ = 0;
	return word;
}

static bool all_of(const char *text, const char *signs)
{
	for (; *text; text++)
		if (!probe_is_word(*text) && !strchr(signs, *text))
			return false;
	return true;
}

/* "/path/prog:0x1148(0x4010)" in the file, or "vfs_read+12". */
static bool is_place(const struct cmd_types *types, const char *place)
{
	u32 len = types->file ? strlen(types->file) : 0;

	if (!types->file)
		return *place && !isdigit(*place) && all_of(place, ":+.$");
	return !strncmp(place, types->file, len) && !strncmp(place + len, ":0x", 3) &&
	       all_of(place + len + 1, "()");
}

/* NAME=VALUE, of signs that a definition has. */
static bool is_argument(const char *word)
{
	u32 len = strcspn(word, "=");

	return len && len < PROBE_ARGUMENT_NAME && word[len] && !isdigit(*word) &&
	       strlen(word + len + 1) < PROBE_ARGUMENT && all_of(word, "=+-()%$@:\\/*.[]");
}

/* Keep the arguments of the first site. What the user said of each is in the sentence. */
static void keep_argument(struct cmd_definition *d, const char *word)
{
	struct probe_argument *arg = &d->arguments[d->nr++];
	u32 len = strcspn(word, "=");

	*arg = (struct probe_argument) { .span = { d->said.fields, 0 } };
	arg->span.len = d->said.fields_end - d->said.fields;
	snprintf(arg->name, sizeof(arg->name), "%.*s", (int)len, word);
	snprintf(arg->text, sizeof(arg->text), "%s", word + len + 1);
}

/* Take the name that perf gives the event, unless the user gave one. */
static bool take_name(struct cmd_definition *d, const char *names)
{
	const char *name = strchr(names, '/');

	if (!name || !name[1] || isdigit(name[1]) || strlen(name + 1) >= PROBE_NAME ||
	    !all_of(name + 1, ""))
		return false;
	if (!d->place.event[0])
		snprintf(d->place.event, sizeof(d->place.event), "%s", name + 1);
	return true;
}

/* Add a line that perf printed. False if it is no definition that was asked for. */
static bool read_line(struct cmd_types *types, struct cmd_definition *d, char *line)
{
	char *names = take_word(&line), *rest = line, *place, *word;
	bool is_first = !d->nr_sites;
	char site[PROBE_DEFINITION];

	if ((*names != 'p' && *names != 'r') || names[1] != ':' || !take_name(d, names + 2) ||
	    snprintf(site, sizeof(site), "%s", line) >= sizeof(site))
		return false;
	place = take_word(&rest);
	if (!is_place(types, place) || (!is_first && *names != d->place.kind))
		return false;
	d->place.kind = *names;
	while (*rest) {
		word = take_word(&rest);
		if (!is_argument(word))
			return false;
		if (is_first && d->nr < PROBE_ARGUMENTS)
			keep_argument(d, word);
	}
	return !cmd_definition_add(d, site);
}

static int read_lines(struct cmd_types *types, struct cmd_definition *d, char *text, bool quiet)
{
	char *line;

	d->nr = 0;
	d->are_complete = true;
	while ((line = strsep(&text, "\n")))
		if (*line && !read_line(types, d, line))
			return refuse(d, quiet, "perf finds a place that no definition can have");
	return d->nr_sites ? CMD_OK : refuse(d, quiet, "perf finds no such place");
}

static int no_debuginfo(const struct cmd_types *types, const struct cmd_definition *d)
{
	const char *of = d->place.in_source ? "lines" : "these names";
	struct utsname is;
	char why[512];

	if (types->file)
		snprintf(why, sizeof(why), "%s need debuginfo: %.300s has none; build it with %s",
			 of, types->file, "-g, or install its -dbgsym package");
	else if (uname(&is))
		snprintf(why, sizeof(why), "%s need the kernel's debuginfo", of);
	else
		snprintf(why, sizeof(why),
			 "%s need the kernel's debuginfo: install linux-image-%s-dbg, or say -k",
			 of, is.release);
	return refuse(d, false, why);
}

static void print_lines(const char *text)
{
	char line[512];
	u32 len;

	for (; *text; text += len + (text[len] == '\n')) {
		len = strcspn(text, "\n");
		snprintf(line, sizeof(line), "%.*s", (int)min_t(u32, len, sizeof(line) - 1), text);
		cmd_print_text(stderr, line);
		putc('\n', stderr);
	}
}

/* Why perf failed. It says so in its first line. */
static int failed(const struct cmd_types *types, const struct cmd_definition *d, char *says,
		  bool quiet)
{
	char why[512];
	u32 len;

	if (quiet)
		return CMD_REFUSED;
	if (types->verbose)
		print_lines(says);
	if (strstr(says, "no debug information") || strstr(says, "path for the kernel") ||
	    strstr(says, "debuginfo"))
		return no_debuginfo(types, d);
	says += strspn(says, " \n");
	len = strcspn(says, "\n");
	snprintf(why, sizeof(why), "perf: %.*s", (int)min_t(u32, len, 400), says);
	return refuse(d, false, why);
}

static int run_perf(struct cmd_types *types, struct cmd_definition *d, char *definition, bool quiet)
{
	struct cmd_output output;
	char *argv[10] = { "perf", "probe" };
	int nr = 2, status, err;

	if (types->program) {
		argv[nr++] = "-x";
		argv[nr++] = types->file;
	} else if (types->vmlinux) {
		argv[nr++] = "-k";
		argv[nr++] = (char *)types->vmlinux;
	}
	argv[nr++] = "-D";
	argv[nr] = definition;
	err = cmd_run_program(argv, &output);
	if (err == -ENOENT)
		status = refuse(d, quiet, "lines and these names need perf: install linux-perf");
	else if (err)
		status = refuse(d, quiet, strerror(-err));
	else if (output.failed)
		status = failed(types, d, output.err, quiet);
	else
		status = read_lines(types, d, output.out, quiet);
	cmd_output_free(&output);
	return status;
}

/**
 * cmd_perf_read - let perf find a place and what is recorded there
 * @types: the program, already opened, or the kernel's debuginfo.
 * @d: has the sentence and the place; gets the arguments and the sites.
 * @more: more arguments, as " NAME=VALUE"; "" for none.
 * @quiet: print no error: the caller has another one.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM.
 */
int cmd_perf_read(struct cmd_types *types, struct cmd_definition *d, const char *more, bool quiet)
{
	struct probe_span s = whole_place(d);
	struct probe_error e = { };
	struct probe_reader r = { &d->place, d->said.fields, d->said.fields_end, &e };
	char words[PROBE_DEFINITION], *definition;
	int status;

	if (probe_words_name(&r, words, sizeof(words)))
		return quiet ? CMD_REFUSED : cmd_probe_mistake(&d->place, &e);
	if (asprintf(&definition, "%.*s%s%s", (int)s.len, d->said.text + s.at, words, more) < 0)
		return cmd_no_memory();
	cmd_definition_clear(d);
	status = run_perf(types, d, definition, quiet);
	free(definition);
	if (status) {
		cmd_definition_clear(d);
		d->are_complete = false;
	}
	return status;
}
