// SPDX-License-Identifier: GPL-2.0
/*
 * The enumerators of the running kernel, from its description of its types.
 *
 * An image carries the name of an enumerator, so the value matters only where the filter runs on
 * records here. A name that this kernel lacks is refused when a text is compiled, and so are all
 * where the kernel does not describe its types.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "btf.h"

#define PATH		"/sys/kernel/btf/vmlinux"
#define MOST_BYTES	(256 << 20)

/* Read up to @bytes, as much as there is. */
static size_t read_all(int fd, char *data, size_t bytes)
{
	size_t done = 0;
	ssize_t n;

	while (done < bytes && (n = read(fd, data + done, bytes - done)) > 0)
		done += n;
	return done;
}

/* The description, and how many bytes it has. NULL if it cannot be read. */
static void *read_types(size_t *bytes)
{
	int fd = open(PATH, O_RDONLY | O_CLOEXEC);
	void *data = NULL;
	struct stat st;

	if (fd < 0)
		return NULL;
	if (!fstat(fd, &st) && st.st_size > 0 && st.st_size <= MOST_BYTES)
		data = malloc(st.st_size);
	if (data)
		*bytes = read_all(fd, data, st.st_size);
	close(fd);
	return data;
}

/* See ktf_enumerator.c. */
bool ktf_enumerator(const char *name, u32 len, u32 *at, u64 *val, bool *is_unsigned)
{
	size_t bytes = 0;
	void *data = read_types(&bytes);
	bool found = data && btf_enumerator(data, bytes, name, len, at, val, is_unsigned);

	free(data);
	return found;
}
