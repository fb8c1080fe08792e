// SPDX-License-Identifier: GPL-2.0
/*
 * What is said of a place that is not there.
 *
 * "A:B" is an event, or else a function of a module. If there is a system of events A, an event was
 * meant; if there is a module A, a function; if there is neither, A is the mistake.
 */
#include <dirent.h>
#include <glob.h>
#include <stdlib.h>
#include <unistd.h>

#include "event.h"
#include "probe.h"

#define MODULES	"/sys/module"

static const char *at(const struct probe_place *place, struct probe_span s)
{
	return place->text + s.at;
}

/* Is there a folder with the name? @found gets its path. */
static bool has_folder(char found[PATH_MAX], const char *in, const struct probe_place *place,
		       struct probe_span name)
{
	int len = snprintf(found, PATH_MAX, "%s/%.*s", in, (int)name.len, at(place, name));

	return len < PATH_MAX && !access(found, X_OK);
}

/* Look for the name that was meant among those in a folder. */
static void suggest(struct cmd_suggestion *s, const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *d;

	while (dir && (d = readdir(dir)))
		if (*d->d_name != '.')
			cmd_suggest_try(s, d->d_name);
	if (dir)
		closedir(dir);
}

static void say(struct probe_error *e, const struct probe_place *place, struct probe_span name,
		const char *kind, const struct cmd_suggestion *other)
{
	const char *best = other->best;

	probe_fail(e, name.at, name.len, "there is no %s %.*s%s%s%s", kind, (int)name.len,
		   at(place, name), *best ? "; did you mean " : "", best, *best ? "?" : "");
}

static void suggest_in(const struct probe_place *place, struct probe_span name, const char *kind,
		       const char *folder, struct probe_error *e)
{
	struct cmd_suggestion other;

	cmd_suggest_start(&other, at(place, name), name.len);
	suggest(&other, folder);
	say(e, place, name, kind, &other);
}

/* Neither a system of events nor a module has the name. */
static void no_such(const struct probe_place *place, const char *events, struct probe_error *e)
{
	const char *instead = probe_habit(at(place, place->module), place->module.len);

	if (instead)
		probe_fail(e, place->module.at, place->module.len, "there is no %.*s; %s",
			   (int)place->module.len, at(place, place->module), instead);
	else
		suggest_in(place, place->module, "system of events, and no module,", events, e);
}

/* Is there an event whose name is the prefix and what is in the span? Then it was meant. */
static bool is_event(const struct probe_place *place, const char *events, const char *prefix,
		     struct probe_span name, struct probe_error *e)
{
	const char *then = place->is_return ? ", which has no return" : "; a filter needs an 'if'";
	const char *system;
	char *pattern;
	glob_t found;
	bool is;

	if (asprintf(&pattern, "%s/*/%s%.*s/format", events, prefix, (int)name.len,
		     at(place, name)) < 0)
		return false;
	is = !glob(pattern, GLOB_NOSORT, NULL, &found);
	free(pattern);
	if (!is)
		return false;
	system = found.gl_pathv[0] + strlen(events) + 1;
	probe_fail(e, place->symbol.at, place->symbol.len,
		   "there is no function %.*s; the event is %.*s:%s%.*s%s",
		   (int)place->symbol.len, at(place, place->symbol), (int)strcspn(system, "/"),
		   system, prefix, (int)name.len, at(place, name), then);
	globfree(&found);
	return true;
}

/* Events without their system, as other tools name them, and system calls by their name. */
static bool names_event(const struct probe_place *place, const char *events, struct probe_error *e)
{
	struct probe_span name = place->symbol, call = name;

	if (place->offset)
		return false;
	if (call.len > 4 && !memcmp(at(place, call), "sys_", 4)) {
		call.at += 4;
		call.len -= 4;
	}
	return is_event(place, events, "", name, e) ||
	       is_event(place, events, "sys_enter_", call, e);
}

/**
 * cmd_probe_absent - say that a place is not there
 * @types: the types, and the tracefs.
 * @place: the place.
 * @other: the name of a function that may have been meant; gets that of an event that is closer.
 * @e: gets the mistake.
 *
 * Context: any.
 */
void cmd_probe_absent(const struct cmd_types *types, const struct probe_place *place,
		      struct cmd_suggestion *other, struct probe_error *e)
{
	char events[PATH_MAX] = "", path[PATH_MAX];

	if (types->tracefs)
		snprintf(events, sizeof(events), "%s/events", types->tracefs);
	if (!place->module.len && *events && names_event(place, events, e))
		return;
	if (!place->module.len && *events && !place->is_return)
		cmd_event_suggest(other, types->tracefs);
	if (!place->module.len)
		say(e, place, place->symbol, "function", other);
	else if (*events && has_folder(path, events, place, place->module))
		suggest_in(place, place->symbol, "event", path, e);
	else if (has_folder(path, MODULES, place, place->module))
		say(e, place, place->symbol, "function", other);
	else
		no_such(place, events, e);
}
