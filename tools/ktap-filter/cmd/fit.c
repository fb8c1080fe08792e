// SPDX-License-Identifier: GPL-2.0
/*
 * Which of its events take a filter.
 *
 * If the user names events, or a pattern, all of them have to take it: an event that refuses
 * its filter records everything, and that is not what the user wants. If the user names a
 * system, one of its events has to take it, as in the system's own filter file.
 */
#include <stdlib.h>

#include "check/findings.h"
#include "findings.h"
#include "fit.h"

static const char fewer[] =
	"Name fewer events, as in --event='SYSTEM:PART*', or a system alone for those\n"
	"of its events that take it.\n";

/* Name at most so many events, and only count the rest. */
#define LISTED	20U

/**
 * cmd_fit_init - start with no event tried
 * @fit: gets the state; free it with cmd_fit_free(), also on failure.
 * @to: the filter's events; they must live as long as @fit.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int cmd_fit_init(struct cmd_fit *fit, const struct events_found *to)
{
	*fit = (struct cmd_fit) { .to = to };
	fit->diags = calloc(to->nr, sizeof(*fit->diags));
	return fit->diags ? CMD_OK : cmd_no_memory();
}

/**
 * cmd_fit_free - free the results, but not the struct itself
 * @fit: the results.
 *
 * Context: any.
 */
void cmd_fit_free(struct cmd_fit *fit)
{
	free(fit->diags);
	fit->diags = NULL;
}

/* Does @new tell the user more than @old? Any error says more than an unknown field. */
static bool says_more(const struct ktf_diag *old, const struct ktf_diag *new)
{
	return old->code == KTF_ERR_FIELD_NOT_FOUND && new->code != old->code;
}

/**
 * cmd_fit_note - record that an event refuses the filter
 * @fit: gets the result.
 * @nr: the event's index.
 * @diag: the error.
 *
 * Context: any.
 */
void cmd_fit_note(struct cmd_fit *fit, u32 nr, const struct ktf_diag *diag)
{
	fit->diags[nr] = *diag;
	if (!fit->refused++ || says_more(&fit->diags[fit->worst], diag))
		fit->worst = nr;
}

/**
 * cmd_fit_try - try the filter on each event
 * @fit: gets the results.
 * @filter: the filter.
 *
 * Context: any.
 * Return: CMD_OK, even if events refuse the filter; CMD_SYSTEM. The error has been printed.
 */
int cmd_fit_try(struct cmd_fit *fit, const struct cmd_argument *filter)
{
	u32 i;

	for (i = 0; i < fit->to->nr; i++) {
		struct ktf_diag diag = { };

		if (!cmd_argument_try(filter, &fit->to->list[i], &diag))
			continue;
		if (diag.err == -ENOMEM)
			return cmd_no_memory();
		cmd_fit_note(fit, i, &diag);
	}
	return CMD_OK;
}

/**
 * cmd_fit_ok - do enough events accept the filter?
 * @fit: the results.
 *
 * Context: any.
 * Return: true if all events accept the filter, or at least one event of a system does.
 */
bool cmd_fit_ok(const struct cmd_fit *fit)
{
	return !fit->refused || (fit->to->system && fit->refused < fit->to->nr);
}

/**
 * cmd_fit_takes - does an event accept the filter?
 * @fit: the results.
 * @nr: the event's index.
 *
 * Context: any.
 * Return: true if the event accepts the filter.
 */
bool cmd_fit_takes(const struct cmd_fit *fit, u32 nr)
{
	return !fit->diags[nr].err;
}

/**
 * cmd_fit_tell - print the names of the events that refuse the filter
 * @fit: the results, with at least one refusal.
 *
 * The caller has printed the error of @fit->worst.
 *
 * Context: any.
 * Return: CMD_REFUSED.
 */
int cmd_fit_tell(const struct cmd_fit *fit)
{
	char name[CMD_EVENT_NAME];
	u32 told = 0, i;

	if (fit->to->nr == 1)
		return CMD_REFUSED;
	cmd_error(CMD_REFUSED, "%u of %u events refuse this filter:", fit->refused, fit->to->nr);
	for (i = 0; i < fit->to->nr && told < LISTED; i++) {
		if (cmd_fit_takes(fit, i))
			continue;
		fprintf(stderr, "  %s: %s\n", cmd_event_name(&fit->to->list[i], name),
			ktf_diag_text(&fit->diags[i]));
		told++;
	}
	if (told < fit->refused)
		fprintf(stderr, "  and %u more\n", fit->refused - told);
	if (fit->refused < fit->to->nr)
		fputs(fewer, stderr);
	return CMD_REFUSED;
}

/**
 * cmd_fit - try the filter on each event, and print the error if too few accept it
 * @fit: gets the results.
 * @filter: the filter.
 *
 * Context: any.
 * Return: CMD_OK if enough events accept the filter; CMD_REFUSED; CMD_SYSTEM. The error has
 * been printed.
 */
int cmd_fit(struct cmd_fit *fit, const struct cmd_argument *filter)
{
	int status = cmd_fit_try(fit, filter);

	if (status || cmd_fit_ok(fit))
		return status;
	cmd_findings_refused(filter, &fit->to->list[fit->worst], &fit->diags[fit->worst]);
	return cmd_fit_tell(fit);
}
