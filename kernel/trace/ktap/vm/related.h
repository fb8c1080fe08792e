/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the running task may be related to: the relations of a TASK with the test HOLDS.
 */
#ifndef _KTF_RELATED_H
#define _KTF_RELATED_H

#include "prog/env.h"

/* R(name, number, text): what the task is to the number lo. */
#define KTF_RELATED_TO(R)								\
	R(CHILD, 0, "of the process lo, or a descendant of one of its tasks")		\
	R(BELOW, 1, "in the cgroup lo, which has range others above it, or below it")

enum ktf_related {
#define KTF_RELATED(name, nr, ...)	KTF_RELATED_##name = nr,
	KTF_RELATED_TO(KTF_RELATED)
#undef KTF_RELATED
	KTF_NR_RELATED
};

#endif /* _KTF_RELATED_H */
