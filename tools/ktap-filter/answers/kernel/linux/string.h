/* SPDX-License-Identifier: GPL-2.0 */
/* For text.c of the oracle, which is built here for user space. */
#ifndef _LINUX_STRING_H
#define _LINUX_STRING_H

#include "prog/env.h"

/* The size may be left out if the destination is an array. */
#define strscpy(to, ...)	_strscpy(to, ## __VA_ARGS__, sizeof(to))
#define _strscpy(to, from, bytes, ...)	snprintf(to, bytes, "%s", from)

/* The number of bytes that are written, not of those that there is no room for. */
static inline int vscnprintf(char *to, size_t room, const char *fmt, va_list args)
{
	int len = vsnprintf(to, room, fmt, args);

	return len < (int)room ? len : room ? (int)room - 1 : 0;
}

#endif /* _LINUX_STRING_H */
