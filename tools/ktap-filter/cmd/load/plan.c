// SPDX-License-Identifier: GPL-2.0
/*
 * What a load would do: "load --dry-run".
 *
 * All that can be found out without a write has been found out when this is asked: which of
 * the events take the filter, which filters they have now, and in which form and to which
 * file the filter would go. A kernel may still refuse what is accepted here, for example
 * without memory.
 */
#include "check/findings.h"
#include "load/load.h"

static const char *form(const struct load *load)
{
	if (load_removes(load))
		return "none";
	if (!strcmp(load->file, "filter_bytecode"))
		return "image";
	return load->bytes && *(const char *)load->data == '@' ? "word" : "text";
}

static u32 count(const struct load *load)
{
	return load->found.nr - load->fit.refused;
}

static void print_event(const struct load *load, u32 nr)
{
	char name[CMD_EVENT_NAME];

	printf("%s: %s", cmd_event_name(&load->found.list[nr], name),
	       cmd_fit_takes(&load->fit, nr) ? "takes it" : ktf_diag_text(&load->fit.diags[nr]));
	if (load->before[nr]) {
		fputs("; has now: ", stdout);
		cmd_print_text(stdout, load->before[nr]);
	}
	putchar('\n');
}

static void print_plan(const struct load *load)
{
	u32 i;

	for (i = 0; i < load->found.nr; i++)
		print_event(load, i);
	printf("%s: events that would have it, as %s: %u of %u; nothing is written\n",
	       load->place.event, form(load), count(load), load->found.nr);
}

static struct json_object *json_event(const struct load *load, u32 nr)
{
	struct json_object *json = json_object_new_object();
	bool takes = cmd_fit_takes(&load->fit, nr);
	char name[CMD_EVENT_NAME];

	json_object_object_add(json, "event",
			       cmd_json_string(cmd_event_name(&load->found.list[nr], name)));
	json_object_object_add(json, "takes", json_object_new_boolean(takes));
	json_object_object_add(json, "error",
			       takes ? NULL : cmd_json_string(ktf_diag_text(&load->fit.diags[nr])));
	json_object_object_add(json, "now",
			       load->before[nr] ? cmd_json_string(load->before[nr]) : NULL);
	return json;
}

static int json_plan(const struct load *load, bool ok)
{
	struct json_object *json = json_object_new_object(), *list = json_object_new_array();
	u32 i;

	for (i = 0; list && i < load->found.nr; i++)
		json_object_array_add(list, json_event(load, i));
	json_object_object_add(json, "ok", json_object_new_boolean(ok));
	json_object_object_add(json, "form", ok ? json_object_new_string(form(load)) : NULL);
	json_object_object_add(json, "events", list);
	return cmd_json_print(json);
}

/**
 * load_tell_plan - print what a load would do
 * @load: the filter and its events; if @status is CMD_OK, with the chosen form.
 * @status: what was found: CMD_OK, or CMD_REFUSED, of which the error has been printed.
 *
 * Context: any.
 * Return: @status, or CMD_SYSTEM if the output failed.
 */
int load_tell_plan(const struct load *load, int status)
{
	if (load->json)
		return json_plan(load, !status) ?: status;
	if (!status)
		print_plan(load);
	return status;
}
