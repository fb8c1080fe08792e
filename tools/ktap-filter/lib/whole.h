/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A file that appears complete or not at all.
 */
#ifndef _KTF_LIB_WHOLE_H
#define _KTF_LIB_WHOLE_H

#include <limits.h>
#include <stdio.h>

/**
 * struct whole - a file that is being written
 * @to: the file.
 * @path: the name that it will have; empty if it has that already.
 */
struct whole {
	FILE	*to;
	char	path[PATH_MAX];
};

int whole_open(struct whole *w, const char *path);
int whole_keep(struct whole *w);
void whole_close(struct whole *w);

#endif /* _KTF_LIB_WHOLE_H */
