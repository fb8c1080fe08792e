// SPDX-License-Identifier: GPL-2.0
/*
 * Files with a kernel's description of its types: the description alone, as the kernel shows it
 * below /sys/kernel/btf, or an ELF file that has it in a section, as vmlinux and modules.
 *
 * A vmlinux with debugging information has hundreds of megabytes, of which the description is a
 * few. So an ELF file is mapped, and only the section is copied. A file of sysfs cannot be mapped
 * by older kernels, but is small, and is read.
 */
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "btf/file.h"

/* The largest description that is read. Those of distributions have below 10 MB. */
#define MOST_BYTES	(256 << 20)

#define SECTION		".BTF"

struct bytes {
	void	*data;
	size_t	nr;
};

static int copy(struct bytes *to, const char *from, size_t nr)
{
	if (nr > MOST_BYTES)
		return -EFBIG;
	to->data = malloc(nr + 1);
	if (!to->data)
		return -ENOMEM;
	memcpy(to->data, from, nr);
	to->nr = nr;
	return 0;
}

/* Copy the section of an ELF file. -ENODATA if it is none, or has none. */
static int copy_section(int fd, size_t size, struct bytes *to)
{
	void *map = mmap(NULL, size, PROT_READ, MAP_PRIVATE, fd, 0);
	size_t off, len;
	int err = -ENODATA;

	if (map == MAP_FAILED)
		return -errno;
	if (elf_section(map, size, SECTION, &off, &len))
		err = copy(to, (const char *)map + off, len);
	munmap(map, size);
	return err;
}

static int read_all(int fd, size_t size, struct bytes *to)
{
	ssize_t n = 1;

	if (size > MOST_BYTES)
		return -EFBIG;
	to->data = malloc(size + 1);
	if (!to->data)
		return -ENOMEM;
	while (to->nr < size && n > 0) {
		n = read(fd, (char *)to->data + to->nr, size - to->nr);
		if (n > 0)
			to->nr += n;
	}
	return n < 0 ? -errno : 0;
}

static int read_bytes(int fd, struct bytes *to)
{
	char magic[4] = "";
	struct stat st;

	if (fstat(fd, &st))
		return -errno;
	if (!S_ISREG(st.st_mode))
		return -EINVAL;
	if (pread(fd, magic, sizeof(magic), 0) < 0)
		return -errno;
	return elf_is(magic, sizeof(magic)) ? copy_section(fd, st.st_size, to) :
					      read_all(fd, st.st_size, to);
}

/**
 * btf_read - read the types in a file
 * @file: gets them; free it with btf_free(), also on failure.
 * @path: the file's name.
 * @base: the description that it goes on from; NULL for none.
 *
 * Context: any.
 * Return: 0; -EINVAL if it has no types; -ENODATA for an ELF file without them; -EFBIG; -ENOMEM;
 * an errno of opening or reading.
 */
int btf_read(struct btf_file *file, const char *path, const struct btf *base)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), err;
	struct bytes is = { };

	*file = (struct btf_file) { };
	if (fd < 0)
		return -errno;
	err = read_bytes(fd, &is);
	close(fd);
	file->data = is.data;
	return err ?: btf_open(&file->types, is.data, is.nr, base);
}

/**
 * btf_free - free the types of a file
 * @file: the types.
 *
 * Context: any.
 */
void btf_free(struct btf_file *file)
{
	btf_close(&file->types);
	free(file->data);
	file->data = NULL;
}
