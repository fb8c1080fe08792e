// SPDX-License-Identifier: GPL-2.0
/*
 * Module parameters that take one of a few words.
 *
 * A parameter can be set at boot, and at any time in /sys/module/ktap_filter/parameters. A
 * change applies to every filter that is written from then on.
 */
#include <linux/string.h>
#include <linux/sysfs.h>

#include "ktf_knob.h"

static int knob_set(const char *val, const struct kernel_param *kp)
{
	struct ktf_knob *knob = kp->arg;
	int choice = __sysfs_match_string(knob->names, -1, val);

	if (choice < 0)
		return choice;
	WRITE_ONCE(knob->choice, choice);
	return 0;
}

static int knob_get(char *buffer, const struct kernel_param *kp)
{
	const struct ktf_knob *knob = kp->arg;

	return sysfs_emit(buffer, "%s\n", knob->names[ktf_choice(knob)]);
}

const struct kernel_param_ops ktf_knob_ops = { .set = knob_set, .get = knob_get };
