// SPDX-License-Identifier: GPL-2.0
/*
 * dlfilter-ktap.so: filters of trace events, for "perf script --dlfilter".
 *
 * perf loads the object and asks it about each sample. A sample of a trace event has the
 * record as the kernel's ring buffer has it, and the event's name. It has no format: that is
 * read from tracefs, or from a file. Each filter is a pair of arguments, event and filter,
 * with its format before it if that is a file:
 *
 *	--dlarg format=FILE --dlarg SYSTEM:EVENT --dlarg FILTER
 *
 * Samples of events that have no filter are kept. perf's own choices, as by --cpu, come first.
 *
 * perf exports some functions of its own libtraceevent, which a library that is loaded later
 * would call instead of its own. So this object has libtraceevent in itself, and perf sees no
 * more of it than what the header below declares.
 */
#include <limits.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "ktapfilter.h"

#pragma GCC visibility push(default)
#include <perf/perf_dlfilter.h>

/* perf fills this in. */
struct perf_dlfilter_fns perf_dlfilter_fns;
#pragma GCC visibility pop

/* What filter_event() returns. */
enum { KEEP, DROP };

/* No format is as large. */
#define MAX_FORMAT	0x100000

/* An error is about the last one. */
static const char *const tracefs[] = { "/sys/kernel/debug/tracing", "/sys/kernel/tracing" };

static const char prefix[] = "format=";

/**
 * struct pair - an event and its filter
 * @event: the event's name, SYSTEM:EVENT; perf's text.
 * @prog: the filter.
 * @seen: number of its records.
 * @cut: how many of them were too short for the event.
 */
struct pair {
	const char		*event;
	struct ktapfilter_prog	*prog;
	u64			seen;
	u64			cut;
};

struct pairs {
	u32		nr;
	struct pair	pair[];
};

/* perf puts a colon and modifiers behind a name that was recorded with some. */
static struct pair *find(struct pairs *pairs, const char *event)
{
	size_t len;
	u32 i;

	for (i = 0; i < pairs->nr; i++) {
		len = strlen(pairs->pair[i].event);
		if (!strncmp(event, pairs->pair[i].event, len) &&
		    (!event[len] || event[len] == ':'))
			return &pairs->pair[i];
	}
	return NULL;
}

static int refused(const char *text, const struct ktapfilter_error *error)
{
	if (error->err == -ENOMEM)
		return cmd_no_memory();
	cmd_error(CMD_REFUSED, "%s", error->text);
	cmd_print_at(stderr, error->where[0] ? error->where : text, error->pos, 1);
	return CMD_REFUSED;
}

static int read_recorded(const char *system, const char *name, char **format, u32 *bytes)
{
	char path[2 * NAME_MAX + 100];
	u32 i;

	for (i = 0; i < ARRAY_SIZE(tracefs); i++) {
		snprintf(path, sizeof(path), "%s/events/%s/%s/format", tracefs[i], system, name);
		if (!access(path, R_OK))
			break;
	}
	return cmd_read_file(path, MAX_FORMAT, format, bytes);
}

/* The first line of a format is "name: NAME". */
static bool is_of(const char *format, const char *name)
{
	size_t len = strlen(name);

	return !strncmp(format, "name: ", 6) && !strncmp(format + 6, name, len) &&
	       format[6 + len] == '\n';
}

static int read_format(const char *file, const char *system, const char *name, char **format,
		       u32 *bytes)
{
	int status;

	if (!file)
		return read_recorded(system, name, format, bytes);
	status = cmd_read_file(file, MAX_FORMAT, format, bytes);
	if (status || is_of(*format, name))
		return status;
	free(*format);
	return cmd_error(CMD_REFUSED, "%s is not the format of %s:%s", file, system, name);
}

static int load(struct pair *pair, const struct ktapfilter_event *event, const char *text)
{
	struct ktapfilter_error error;
	size_t bytes;
	void *image;

	if (ktapfilter_compile(event, text, KTAPFILTER_NO_SOURCE, &image, &bytes, &error))
		return refused(text, &error);
	pair->prog = ktapfilter_load(event, image, bytes, &error);
	ktapfilter_free(image);
	return pair->prog ? CMD_OK : refused(text, &error);
}

/* The program lives on without the event. */
static int load_for(struct pair *pair, const char *file, const char *system, const char *name,
		    const char *text)
{
	struct ktapfilter_event *event;
	struct ktapfilter_error error;
	char *format;
	u32 bytes;
	int status;

	status = read_format(file, system, name, &format, &bytes);
	if (status)
		return status;
	event = ktapfilter_event_from_format(format, bytes, system, &error);
	free(format);
	if (!event)
		return cmd_error(CMD_REFUSED, "%s: %s", pair->event, error.text);
	status = load(pair, event, text);
	ktapfilter_event_free(event);
	return status;
}

static int add(struct pairs *pairs, const char *file, const char *event, const char *text)
{
	struct pair *pair = &pairs->pair[pairs->nr];
	char system[NAME_MAX + 1], name[NAME_MAX + 1];
	char end;

	if (strchr(event, '/') || sscanf(event, "%255[^:]:%255[^:]%c", system, name, &end) != 2)
		return cmd_error(CMD_USAGE, "'%s' is no event: write SYSTEM:EVENT", event);
	if (!text)
		return cmd_error(CMD_USAGE, "which filter? write --dlarg %s --dlarg FILTER", event);
	if (find(pairs, event))
		return cmd_error(CMD_USAGE, "%s has two filters: join them by ||", event);
	pair->event = event;
	pairs->nr++;
	return load_for(pair, file, system, name, text);
}

static int add_all(struct pairs *pairs, char **args, int nr)
{
	int i, status = CMD_OK;
	const char *file = NULL;

	for (i = 0; i < nr && !status; i++) {
		if (!strncmp(args[i], prefix, strlen(prefix))) {
			file = args[i] + strlen(prefix);
			continue;
		}
		status = add(pairs, file, args[i], i + 1 < nr ? args[i + 1] : NULL);
		file = NULL;
		i++;
	}
	if (!status && (file || !pairs->nr))
		return cmd_error(CMD_USAGE,
				 "which event? write --dlarg SYSTEM:EVENT --dlarg FILTER");
	return status;
}

static void free_pairs(struct pairs *pairs)
{
	u32 i;

	for (i = 0; i < pairs->nr; i++)
		ktapfilter_prog_free(pairs->pair[i].prog);
	free(pairs);
}

/* The header of perf says what it wants of these functions. */

int start(void **data, void *ctx)
{
	struct pairs *pairs;
	char **args;
	int nr;

	cmd_program = "dlfilter-ktap";
	args = perf_dlfilter_fns.args(ctx, &nr);
	*data = NULL;
	pairs = calloc(1, sizeof(*pairs) + nr * sizeof(pairs->pair[0]));
	if (!pairs) {
		cmd_no_memory();
		return -ENOMEM;
	}
	if (add_all(pairs, args, nr)) {
		free_pairs(pairs);
		return -EINVAL;
	}
	*data = pairs;
	return 0;
}

int filter_event(void *data, const struct perf_dlfilter_sample *sample, void *ctx)
{
	struct pair *pair = find(data, sample->event);
	const struct perf_dlfilter_al *al;
	int ret;

	if (!pair)
		return KEEP;
	pair->seen++;
	al = perf_dlfilter_fns.resolve_ip(ctx);
	ret = ktapfilter_run(pair->prog, sample->raw_data, sample->raw_size,
			     al ? al->comm : NULL, sample->cpu);
	pair->cut += ret < 0;
	return ret > 0 ? KEEP : DROP;
}

/* What can make an output wrong is told, as it has gone to a file or a pager. */
int stop(void *data, void *ctx)
{
	struct pairs *pairs = data;
	const struct pair *pair;

	if (!pairs)
		return 0;
	for (pair = pairs->pair; pair < pairs->pair + pairs->nr; pair++) {
		if (!pair->seen)
			cmd_error(CMD_OK, "there was no record of %s", pair->event);
		if (pair->cut)
			cmd_error(CMD_OK, "records of %s that are too short, and left out: %llu",
				  pair->event, (unsigned long long)pair->cut);
	}
	free_pairs(pairs);
	return 0;
}

const char *filter_description(const char **long_description)
{
	*long_description =
		"Keep the samples of trace events for which a filter is true:\n"
		"  --dlarg SYSTEM:EVENT --dlarg FILTER ...\n"
		"Formats of events are those of this machine, or from a file that is given before\n"
		"the event: --dlarg format=FILE. Events without a filter are kept.";
	return "filters of trace events, see ktap-filter-language(7)";
}
