/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A file that appears complete or not at all.
 */
#ifndef _KTF_LIB_WHOLE_H
#define _KTF_LIB_WHOLE_H

#include <limits.h>
#include <stdio.h>

/**
 * struct whole - a file that appears when it is complete
 * @to: the stream to write to.
 * @path: the name that whole_keep() gives the file; empty for a device, which needs no rename.
 */
struct whole {
	FILE	*to;
	char	path[PATH_MAX];
};

int whole_open(struct whole *w, const char *path);
int whole_keep(struct whole *w);
void whole_close(struct whole *w);

#endif /* _KTF_LIB_WHOLE_H */
