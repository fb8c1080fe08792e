// SPDX-License-Identifier: GPL-2.0
/*
 * ktap-filter probe: dynamic events, in the words of perf.
 *
 * The user names a place and arguments by their names in C. The kernel is told numbers of
 * arguments, offsets and types: what they are follows from its description of its types. So it
 * takes paths that its own resolver does not know, and a mistake is shown where it was made.
 */
#include "options.h"
#include "probe.h"
#include "probe/dynamic.h"

static const char usage[] =
	"Usage: ktap-filter probe -n [OPTION]... 'PLACE [ARGUMENT]...'...\n"
	"       ktap-filter probe -V [OPTION]... 'PLACE [PATH]'...\n"
	"       ktap-filter probe -l [OPTION]... [NAME|GROUP:NAME]...\n"
	"       ktap-filter probe -d [OPTION]... NAME|GROUP:NAME...\n"
	"\n"
	"Say how the kernel is told of probes, in the words of perf-probe(1), or what can be\n"
	"recorded there; or list or remove those that there are. A PLACE is FUNCTION,\n"
	"FUNCTION%return, FUNCTION+OFFSET, MODULE:FUNCTION, a pattern of functions, or\n"
	"tp:TRACEPOINT, with NAME= in front to name the event. An ARGUMENT is\n"
	"[NAME=]PATH[:TYPE], such as file->f_inode->i_ino or name=prev->comm:string.\n"
	"Only -l and -d need privilege.\n";

/**
 * struct probe - the command line
 * @types: the types.
 * @place: the tracefs.
 * @list: list the dynamic events that there are.
 * @delete: remove some of them.
 * @all_ours: remove those of our group.
 * @dry_run: print the definitions.
 * @vars: list what can be reached.
 * @names: list what a text that was begun may go on with.
 * @json: print JSON.
 */
struct probe {
	struct cmd_types	types;
	struct cmd_place	place;
	bool			list;
	bool			delete;
	bool			all_ours;
	bool			dry_run;
	bool			vars;
	bool			names;
	bool			json;
};

/* Does the running kernel have the function? It need not describe it. */
static bool is_there(const struct probe_place *place, struct probe_error *e)
{
	struct probe_span s = place->symbol, m = place->module;
	struct cmd_suggestion other;

	if (cmd_kernel_has(place->text + s.at, s.len, place->text + m.at, m.len, &other))
		return true;
	/* What types do not describe may have been meant, too. */
	probe_fail(e, s.at, s.len, "there is no function %.*s%s%s%s", (int)s.len,
		   place->text + s.at, other.best[0] ? "; did you mean " : "", other.best,
		   other.best[0] ? "?" : "");
	return false;
}

/**
 * cmd_probe_place - find the place that a sentence is about
 * @types: the types.
 * @s: the sentence.
 * @place: gets the place.
 *
 * Context: any.
 * Return: CMD_OK, CMD_REFUSED or CMD_SYSTEM. The error has been printed.
 */
int cmd_probe_place(struct cmd_types *types, const struct cmd_sentence *s,
		    struct probe_place *place)
{
	struct probe_span span = { strspn(s->text, " \t\n"), strlen(s->place) };
	struct probe_error e = { };
	const struct btf *btf;
	int status, err;

	if (probe_place_read(place, s->text, span, &e))
		return cmd_probe_mistake(place, &e);
	status = cmd_types_open(types, s->text, place->module, &btf);
	if (status)
		return status;
	err = probe_place_find(place, btf, &e);
	if ((err || !btf) && !types->path && !place->is_glob && place->kind != 't')
		err = is_there(place, &e) ? 0 : -ENOENT;
	return err ? cmd_probe_mistake(place, &e) : CMD_OK;
}

/* A probe has no filter. An event in an instance has. */
static int check_filter(const struct cmd_sentence *s)
{
	u32 at = s->fields_end + strspn(s->text + s->fields_end, " \t\n");

	if (!s->filter)
		return CMD_OK;
	cmd_error(CMD_REFUSED, "a probe has no filter; its event has, in each instance");
	cmd_print_at(stderr, s->text, at, strlen("if"));
	return CMD_REFUSED;
}

static int print_definition(struct cmd_types *types, const struct cmd_sentence *s)
{
	struct probe_argument list[PROBE_ARGUMENTS];
	char text[PROBE_DEFINITION];
	struct probe_place place;
	struct probe_error e;
	struct probe_reader r = { &place, s->fields, s->fields_end, &e };
	int status = cmd_probe_place(types, s, &place);
	u32 nr;

	if (status)
		return status;
	if (probe_arguments_read(&r, list, &nr))
		return cmd_probe_mistake(&place, &e);
	probe_definition(&place, list, nr, text, sizeof(text));
	puts(text);
	return CMD_OK;
}

static int do_one(struct probe *p, const char *text, struct json_object *lists)
{
	struct cmd_sentence s;
	int status;

	if (p->names)
		return cmd_probe_begun(&p->types, text);
	status = cmd_sentence_read(text, &s) ?: check_filter(&s);
	if (!status)
		status = p->vars ? cmd_probe_vars(&p->types, &s, lists) :
			 print_definition(&p->types, &s);
	cmd_sentence_free(&s);
	return status;
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
	static char *ours[] = { OUR_GROUP ":*", NULL };
	int status = cmd_place_open(&p->place);

	if (!status && p->list)
		status = cmd_dynamics_list(&p->place, patterns, p->json);
	else if (!status)
		status = cmd_dynamics_delete(&p->place, p->all_ours ? ours : patterns);
	cmd_place_close(&p->place);
	return status;
}

static int check_options(const struct probe *p, bool arguments)
{
	if (p->dry_run + p->vars + p->names + p->list + p->delete != 1)
		return cmd_usage("one of -n, -V, -l, -d and --names");
	if (p->json && !p->vars && !p->list)
		return cmd_usage("--json is for -V and -l");
	if (p->all_ours && (!p->delete || arguments))
		return cmd_usage("--all-ours is for -d, instead of names");
	if (!arguments && p->delete && !p->all_ours)
		return cmd_usage("which events? Name them, or say --all-ours");
	if (!arguments && !p->list && !p->delete)
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
		  .help = "print the definitions, a line for each, as dynamic_events has them" },
		{ 'V', "vars", .flag = &p.vars,
		  .help = "list the arguments of a place, or the members behind a path" },
		{ 'l', "list", .flag = &p.list,
		  .help = "list the dynamic events, of others as well, and who uses them" },
		{ 'd', "delete", .flag = &p.delete,
		  .help = "remove dynamic events, as far as nobody uses them" },
		{ 0, "all-ours", .flag = &p.all_ours,
		  .help = "with -d: remove all of the group " OUR_GROUP },
		{ 0, "btf", "FILE", .text = &p.types.path,
		  .help = "the kernel's types are in FILE: a vmlinux, or BTF alone" },
		{ 0, "names", .flag = &p.names,
		  .help = "list the names that a place or a path which was begun may have" },
		{ 0, "json", .flag = &p.json, .help = "with -V or -l: print JSON" },
		{ 0, "tracefs", "DIR", .text = &p.place.tracefs,
		  .help = "use this tracefs, not the mounted one" },
	};
	int first = cmd_options(argc, argv, usage, options, ARRAY_SIZE(options)), status;

	if (first <= 0)
		return -first;
	status = check_options(&p, first < argc);
	if (!status && (p.list || p.delete))
		status = do_events(&p, argv + first);
	else if (!status)
		status = do_sentences(&p, argv + first);
	cmd_types_close(&p.types);
	return status;
}
