// SPDX-License-Identifier: GPL-2.0
/*
 * What shadow mode says of the filter that is in force: do the engines agree on its records?
 */
#include <unistd.h>

#include "answers.h"

/* Are filters evaluated by both engines? */
static bool is_on(void)
{
	char on[8];

	if (access("/sys/module/ktap_filter/parameters/shadow", R_OK))
		return false;
	file_read("/sys/module/ktap_filter", "parameters/shadow", on, sizeof(on));
	return *on == 'Y';
}

/*
 * Sum the disagreements of the filters in force. Filters on lines with "#" may have been replaced
 * just now. Return -1 if no filter has a shadow, because the stock engine has none of them.
 */
static long count(void)
{
	static char list[1 << 20];
	char *line, *save = NULL;
	bool in_force = false;
	long sum = -1, nr;

	file_read(TRACING, "ktap_filters", list, sizeof(list));
	for (line = strtok_r(list, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
		if (*line != ' ')
			in_force = *line != '#';
		else if (in_force && sscanf(line, " shadow: %ld disagreements", &nr) == 1)
			sum = max(sum, 0L) + nr;
	}
	return sum;
}

/**
 * shadow_check - complain if the engines disagree on the records that have been made
 * @text: the filter's text. Those with patterns and masks are left to the comparison of answers,
 *	which knows what differs on purpose.
 * @answer: the answer to it.
 */
void shadow_check(const char *text, const struct answer *answer)
{
	static int on = -1;
	long nr;

	if (on < 0)
		on = is_on();
	if (!on || answer->err || strchr(text, '~') || strstr(text, "mask") ||
	    !strcmp(answer->shown, "none\n"))
		return;
	nr = count();
	if (nr)
		complain("shadow", text, nr < 0 ? "the stock engine does not run" :
						  "the engines disagree");
}
