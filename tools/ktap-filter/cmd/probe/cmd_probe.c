// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter probe: dynamic events, in the words of perf.
 *
 * The user names a place and arguments by their names in C. The kernel is told numbers of
 * arguments, offsets and types: what they are follows from its description of its types. So it
 * takes paths that its own resolver does not know, and a mistake is shown where it was made.
 */
#include <tracefs.h>

#include "live/frame.h"
#include "options.h"
#include "probe.h"
#include "probe/dynamic.h"

static const char usage[] =
	"Usage: ktap-filter probe [-n] [OPTION]... 'PLACE [ARGUMENT]... [if FILTER]'...\n"
	"       ktap-filter probe -V [OPTION]... 'PLACE [PATH]'...\n"
	"       ktap-filter probe -l [OPTION]... [NAME|GROUP:NAME]...\n"
	"       ktap-filter probe -d [OPTION]... NAME|GROUP:NAME...\n"
	"       ktap-filter probe --gc [OPTION]... [INSTANCE]...\n"
	"\n"
	"Define events in the kernel, in the words of perf-probe(1), say what can be recorded\n"
	"at a place, list dynamic events, remove them, or sweep up behind a run that was\n"
	"killed. A PLACE is FUNCTION, FUNCTION%return, FUNCTION+OFFSET, MODULE:FUNCTION, a\n"
	"pattern of functions, tp:TRACEPOINT, SYSTEM:EVENT, or FUNCTION:LINE and FILE:LINE of\n"
	"the source; with -x, also %PROVIDER:NAME. NAME= or GROUP:NAME= in front names the\n"
	"event. An ARGUMENT is [NAME=]PATH[:TYPE], such as file->f_inode->i_ino or\n"
	"name=prev->comm:string.\n"
	"Only -n and -V need no privilege.\n";

/**
 * struct probe - the command line
 * @types: the types.
 * @use: the tracefs, and the instance where new events are used.
 * @top: that is the top instance.
 * @list: list the dynamic events that there are.
 * @delete: remove some of them.
 * @all_ours: remove those of our group.
 * @gc: remove what dead runs left.
 * @dry_run: print the definitions.
 * @vars: list what can be reached.
 * @names: list what a text that was begun may go on with.
 * @json: print JSON.
 */
struct probe {
	struct cmd_types	types;
	struct cmd_use		use;
	bool			top;
	bool			list;
	bool			delete;
	bool			all_ours;
	bool			gc;
	bool			dry_run;
	bool			vars;
	bool			names;
	bool			json;
};

/* Does the running kernel have the function, or one of a pattern? It need not describe it. */
static bool is_there(const struct cmd_types *types, const struct probe_place *place,
		     struct probe_error *e)
{
	struct probe_span s = place->symbol, m = place->module;
	struct cmd_suggestion other;

	if (cmd_kernel_has(place->text + s.at, s.len, place->text + m.at, m.len, &other))
		return true;
	/* What types do not describe may have been meant, too. */
	cmd_probe_absent(types, place, &other, e);
	return false;
}

/**
 * cmd_probe_place - find the place that a sentence is about
 * @types: the types.
 * @s: the sentence.
 * @place: gets the place.
 * @a: gets the event, if the place is one; close it with cmd_attached_close(), also on failure.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_probe_place(struct cmd_types *types, const struct cmd_sentence *s,
		    struct probe_place *place, struct cmd_attached *a)
{
	struct probe_span span = { strspn(s->text, " \t\n"), strlen(s->place) };
	struct probe_error e = { };
	const struct btf *btf;
	int status, err;

	*a = (struct cmd_attached) { };
	if (probe_place_read(place, s->text, span, &e))
		return cmd_probe_mistake(place, &e);
	if (place->in_source)
		return CMD_OK;
	status = cmd_attached_open(types, place, a);
	if (status)
		return status;
	/* Of an event there is nothing to find: "module" is its system. */
	if (place->fields)
		return cmd_types_open(types, s->text, (struct probe_span) { }, &place->btf);
	status = cmd_types_open(types, s->text, place->module, &btf);
	if (status)
		return status;
	err = probe_place_find(place, btf, &e);
	if ((err || !btf || place->is_glob) && !types->path && place->kind != 't')
		err = is_there(types, place, &e) ? 0 : -ENOENT;
	return err ? cmd_probe_mistake(place, &e) : CMD_OK;
}

static int print_definition(struct probe *p, const char *text)
{
	struct cmd_definition d;
	int status = cmd_definition_read(&p->types, text, p->use.is_named, &d);
	char line[PROBE_DEFINITION];
	u32 i;

	for (i = 0; i < d.nr_sites && !status; i++) {
		cmd_definition_line(&d, i, line);
		puts(line);
	}
	cmd_definition_free(&d);
	return status;
}

static int print_vars(struct cmd_types *types, const char *text, struct json_object *lists)
{
	struct cmd_sentence s;
	int status = cmd_sentence_read(text, &s);

	if (!status && s.filter)
		status = cmd_usage("-V lists what a filter may have, and takes none");
	if (!status)
		status = cmd_probe_vars(types, &s, lists);
	cmd_sentence_free(&s);
	return status;
}

static int do_one(struct probe *p, const char *text, struct json_object *lists)
{
	if (p->names)
		return cmd_probe_begun(&p->types, text);
	if (p->vars)
		return print_vars(&p->types, text, lists);
	return print_definition(p, text);
}

static int do_sentences(struct probe *p, char **texts)
{
	struct json_object *lists = p->json ? json_object_new_array() : NULL;
	int status = CMD_OK;

	for (; *texts && !status; texts++)
		status = do_one(p, *texts, lists);
	if (p->json && !status)
		return cmd_json_print(lists);
	json_object_put(lists);
	return status;
}

/* What is about the events that there are. */
static int do_events(struct probe *p, char **patterns)
{
	char *ours[2] = { OUR_GROUP ":*" };
	int status = cmd_place_open(&p->use.place);

	if (status)
		return status;
	if (p->gc)
		return frame_gc(&p->use.place, patterns, p->json);
	if (p->list)
		return cmd_dynamics_list(&p->use.place, patterns, p->json);
	return cmd_dynamics_delete(&p->use.place, p->all_ours ? ours : patterns);
}

static int check_options(const struct probe *p, bool arguments)
{
	if (p->dry_run + p->vars + p->names + p->list + p->delete + p->gc > 1)
		return cmd_usage("only one of -n, -V, -l, -d, --gc and --names");
	if (p->json && !p->vars && !p->list && !p->gc)
		return cmd_usage("--json is for -V, -l and --gc");
	if (p->all_ours && (!p->delete || arguments))
		return cmd_usage("--all-ours is for -d, instead of names");
	if (p->top && p->use.place.instance)
		return cmd_usage("--top and --instance are two instances");
	if (p->types.program && (p->vars || p->list || p->delete || p->gc))
		return cmd_usage("-x is for places of new events");
	if (p->use.is_named && (p->vars || p->list || p->delete || p->gc || p->names))
		return cmd_usage("--top and --instance are for new events");
	if (p->use.enable && !p->use.is_named)
		return cmd_usage("--enable in which instance? See --instance and --top");
	if (!arguments && p->delete && !p->all_ours)
		return cmd_usage("which events? Name them, or say --all-ours");
	if (!arguments && !p->list && !p->delete && !p->gc)
		return cmd_usage("which place? An argument wants quotes");
	return CMD_OK;
}

/**
 * cmd_probe - run the subcommand probe
 * @argc: number of arguments.
 * @argv: the arguments; the first is the subcommand's name.
 *
 * Context: any.
 * Return: enum cmd_status.
 */
int cmd_probe(int argc, char **argv)
{
	struct probe p = { };
	const struct cmd_option options[] = {
		{ 'n', "dry-run", .flag = &p.dry_run,
		  .help = "print the definitions, a line for each, and write nothing" },
		{ 'V', "vars", .flag = &p.vars,
		  .help = "list the arguments of a place, or the members behind a path" },
		{ 'l', "list", .flag = &p.list,
		  .help = "list the dynamic events, of others as well, and who uses them" },
		{ 'd', "delete", .flag = &p.delete,
		  .help = "remove dynamic events, as far as nobody uses them" },
		{ 0, "all-ours", .flag = &p.all_ours,
		  .help = "with -d: remove all of the group " OUR_GROUP },
		{ 0, "gc", .flag = &p.gc,
		  .help = "remove what trace, count and latency left when they were killed, or an\n"
			  "INSTANCE that was kept" },
		CMD_TYPES_OPTIONS(&p.types),
		{ 0, "names", .flag = &p.names,
		  .help = "list the names that a place or a path which was begun may have" },
		{ 0, "json", .flag = &p.json, .help = "with -V, -l or --gc: print JSON" },
		{ 0, "instance", "NAME", .text = &p.use.place.instance,
		  .help = "the filters of new events go to this instance" },
		{ 0, "top", .flag = &p.top,
		  .help = "the filters of new events go to the top instance" },
		{ 0, "enable", .flag = &p.use.enable,
		  .help = "enable new events in that instance" },
		{ 0, "tracefs", "DIR", .text = &p.use.place.tracefs,
		  .help = "use this tracefs, not the mounted one" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options)), status;

	if (first <= 0)
		return -first;
	p.use.is_named = p.top || p.use.place.instance;
	p.types.tracefs = p.use.place.tracefs;
	/* A file of types may be of another kernel than the running one. */
	if (!p.types.tracefs && !p.types.path)
		p.types.tracefs = tracefs_tracing_dir();
	status = check_options(&p, first < argc);
	if (!status && (p.list || p.delete || p.gc))
		status = do_events(&p, argv + first);
	else if (!status && (p.dry_run || p.vars || p.names))
		status = do_sentences(&p, argv + first);
	else if (!status)
		status = cmd_define(&p.types, &p.use, argv + first);
	cmd_place_close(&p.use.place);
	cmd_types_close(&p.types);
	return status;
}
