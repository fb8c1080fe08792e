/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Module parameters that take one of a few words.
 */
#ifndef _KTF_KNOB_H
#define _KTF_KNOB_H

#include <linux/compiler.h>
#include <linux/moduleparam.h>

/**
 * struct ktf_knob - a parameter, to be the argument of module_param_cb()
 * @names: its words, followed by NULL.
 * @choice: index of the word that is chosen; may change at any time.
 */
struct ktf_knob {
	const char * const	*names;
	int			choice;
};

extern const struct kernel_param_ops ktf_knob_ops;

static inline int ktf_choice(const struct ktf_knob *knob)
{
	return READ_ONCE(knob->choice);
}

#endif /* _KTF_KNOB_H */
