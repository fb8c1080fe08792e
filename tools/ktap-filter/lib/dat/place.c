// SPDX-License-Identifier: GPL-2.0
/*
 * The place of the records in a trace.dat.
 *
 * libtracecmd returns records one by one, each in memory of its own. For compressed records
 * it searches the file from the start each time; that is most of the time of reading. So
 * sub-buffers are read without it, as trace-cmd.dat.v7(5) describes them: the beginning of
 * the file says where its options are; an option for each buffer says where the sub-buffers
 * of each CPU are. For a file of another version, libtracecmd reads the records.
 *
 * Numbers have the file's byte order. Files of the other byte order are refused, since
 * filters could not compare the fields of their records.
 */
#include <stdlib.h>

#include "dat/parts.h"
#include "dat/section.h"

/* Limits for what a file claims. */
#define MAX_OPTION	0x4000000U	/* bytes of an option; it may list a task's mappings */
#define MAX_OPTIONS	0x10000U	/* a file has several for each CPU */
#define MAX_CPUS	8192U

/* Magic and version. Byte order, size of a long, size of a page and strings follow. */
static const u8 magic[] = "\x17\x08\x44tracing7";
#define MAGIC		10U
#define AT_ORDER	sizeof(magic)
#define AT_PAGE		(AT_ORDER + 1 + 1)
#define AT_TEXTS	(AT_PAGE + 4)

static int damaged(struct dat *dat, u64 off)
{
	return dat_fail(dat, -EINVAL, "%s makes no sense, or is cut short, at byte %llu",
			dat->path, off);
}

static struct dat_option *add_option(struct dat *dat)
{
	struct dat_option *bigger;

	/* The list grows by doubling, so it is full at 0 and at each power of two. */
	if (!(dat->nr_options & (dat->nr_options - 1))) {
		bigger = realloc(dat->options, array_size(2 * dat->nr_options ?: 1,
							  sizeof(*bigger)));
		if (!bigger)
			return NULL;
		dat->options = bigger;
	}
	dat->options[dat->nr_options] = (struct dat_option) { };
	return &dat->options[dat->nr_options++];
}

/* Read the option at @off, and move @off behind it. */
static int read_option(struct dat *dat, u64 *off)
{
	struct dat_option *option;
	u8 head[6];

	if (dat->nr_options == MAX_OPTIONS || dat_read(dat, *off, head, sizeof(head)))
		return damaged(dat, *off);
	option = add_option(dat);
	if (!option)
		return -ENOMEM;
	option->id = get_unaligned((const u16 *)head);
	option->bytes = get_unaligned((const u32 *)(head + 2));
	if (option->bytes > MAX_OPTION || option->bytes > dat->bytes)
		return damaged(dat, *off);
	option->data = malloc(option->bytes ?: 1);
	if (!option->data)
		return -ENOMEM;
	if (dat_read(dat, *off + sizeof(head), option->data, option->bytes))
		return damaged(dat, *off);
	*off += sizeof(head) + option->bytes;
	return 0;
}

/* Read a section of options. @off gets the offset of the next section; 0 for none. */
static int read_options(struct dat *dat, u64 *off)
{
	const struct dat_option *last;
	u64 section = *off;
	struct dat_section_head head;
	int err;

	/* Options are never compressed. */
	if (dat_read(dat, *off, &head, sizeof(head)) || head.id != DAT_SECTION_OPTIONS ||
	    head.flags & DAT_SECTION_PACKED)
		return damaged(dat, *off);
	if (!dat->nr_options)
		dat->title = head.title;
	*off += sizeof(head);
	do {
		err = read_option(dat, off);
		if (err)
			return err;
		last = &dat->options[dat->nr_options - 1];
	} while (last->id != DAT_OPTION_DONE);
	*off = last->bytes == 8 ? get_unaligned((const u64 *)last->data) : 0;
	/* Each section must be behind the one before. Otherwise the loop might not end. */
	if (*off && *off <= section)
		return damaged(dat, section);
	return 0;
}

static int read_cpu(struct dat *dat, struct dat_buffer *buffer, struct dat_cursor *c)
{
	struct dat_cpu *cpu = &buffer->cpus[buffer->nr_cpus];

	cpu->nr = dat_take32(c);
	cpu->off = dat_take64(c);
	cpu->bytes = dat_take64(c);
	if (c->bad || cpu->nr >= MAX_CPUS)
		return dat_fail(dat, -EINVAL, "%s makes no sense: CPUs of buffer '%s'",
				dat->path, buffer->name);
	if (!cpu->bytes)
		return 0;
	if (cpu->off > dat->bytes || cpu->bytes > dat->bytes - cpu->off)
		return dat_fail(dat, -EINVAL, "%s is cut short: records of CPU %u are missing",
				dat->path, cpu->nr);
	dat->total += cpu->bytes;
	buffer->nr_cpus++;
	return 0;
}

/*
 * Compressed sub-buffers are stored in chunks: the number of chunks; for each its compressed
 * size, its full size and its bytes. libtracecmd crashes on some invalid sizes.
 */
static int check_chunks(struct dat *dat, const struct dat_cpu *cpu)
{
	u64 off = cpu->off + 4, end = off + cpu->bytes;
	u32 nr, head[2];

	if (dat_read(dat, cpu->off, &nr, sizeof(nr)))
		return damaged(dat, cpu->off);
	for (; nr; nr--) {
		if (end - off < sizeof(head) || dat_read(dat, off, head, sizeof(head)) ||
		    head[0] > end - off - sizeof(head))
			return damaged(dat, off);
		off += sizeof(head) + head[0];
	}
	return 0;
}

static int read_buffer(struct dat *dat, const struct dat_option *option)
{
	struct dat_cursor c = { .at = option->data, .end = option->data + option->bytes };
	struct dat_buffer *buffer = &dat->buffers[dat->nr_buffers++];
	u64 section = dat_take64(&c);
	struct dat_section_head head;
	u32 nr, i;
	int err = 0;

	buffer->name = strdup(dat_take_text(&c));
	buffer->clock = strdup(dat_take_text(&c));
	buffer->page = dat_take32(&c);
	nr = dat_take32(&c);
	if (c.bad || nr > MAX_CPUS || buffer->page < DAT_MIN_PAGE ||
	    buffer->page > DAT_MAX_PAGE ||
	    dat_read(dat, section, &head, sizeof(head)))
		return dat_fail(dat, -EINVAL, "%s makes no sense: where a buffer is", dat->path);
	buffer->packed = head.flags & DAT_SECTION_PACKED;
	buffer->title = head.title;
	buffer->cpus = calloc(nr ?: 1, sizeof(*buffer->cpus));
	if (!buffer->name || !buffer->clock || !buffer->cpus)
		return -ENOMEM;
	for (i = 0; i < nr && !err; i++)
		err = read_cpu(dat, buffer, &c);
	for (i = 0; i < buffer->nr_cpus && buffer->packed && !err; i++)
		err = check_chunks(dat, &buffer->cpus[i]);
	return err;
}

static int read_buffers(struct dat *dat)
{
	u32 i, nr = 0;
	int err = 0;

	for (i = 0; i < dat->nr_options; i++)
		nr += dat->options[i].id == DAT_OPTION_BUFFER;
	dat->buffers = calloc(nr ?: 1, sizeof(*dat->buffers));
	if (!dat->buffers)
		return -ENOMEM;
	for (i = 0; i < dat->nr_options && !err; i++) {
		struct dat_option *option = &dat->options[i];

		if (option->id == DAT_OPTION_BUFFER)
			err = read_buffer(dat, option);
		/* With such an option, a time is more than a time stamp plus a number. */
		if (option->id == DAT_OPTION_TIME_SHIFT || option->id == DAT_OPTION_TSC2NSEC)
			dat->by_library = true;
	}
	return err;
}

static void count_cpus(struct dat *dat)
{
	u32 i, b;

	for (i = 0; i < dat->nr_options; i++)
		if (dat->options[i].id == DAT_OPTION_CPUCOUNT && dat->options[i].bytes == 4)
			dat->nr_cpus = get_unaligned((const u32 *)dat->options[i].data);
	dat->nr_cpus = min(dat->nr_cpus, MAX_CPUS);
	for (b = 0; b < dat->nr_buffers; b++)
		for (i = 0; i < dat->buffers[b].nr_cpus; i++)
			dat->nr_cpus = max(dat->nr_cpus, dat->buffers[b].cpus[i].nr + 1);
}

/* Read what all versions start with. libtracecmd reads all versions but 7. */
static int read_head(struct dat *dat, const u8 *head)
{
	if (memcmp(head, magic, MAGIC) || head[AT_ORDER] > 1)
		return dat_fail(dat, -EINVAL, "%s is no trace.dat", dat->path);
	dat->by_library = memcmp(head, magic, sizeof(magic)) || head[AT_ORDER] != KTF_BIG_ENDIAN;
	dat->page = get_unaligned((const u32 *)(head + AT_PAGE));
	dat->user_long = head[AT_ORDER + 1];
	if (head[AT_ORDER] == KTF_BIG_ENDIAN &&
	    (dat->page < DAT_MIN_PAGE || dat->page > DAT_MAX_PAGE))
		return damaged(dat, AT_PAGE);
	if (dat->user_long != 4 && dat->user_long != 8)
		return damaged(dat, AT_ORDER + 1);
	return 0;
}

/**
 * dat_find_places - find a file's options and buffers
 * @dat: the file. @by_library gets true if the version is not 7, or if the records need
 *	more than this code can do.
 *
 * Context: any.
 * Return: 0; -EINVAL if the file is damaged; -ENOMEM.
 */
int dat_find_places(struct dat *dat)
{
	u8 head[512] = { };
	struct dat_cursor c = { .at = head + AT_TEXTS, .end = head + sizeof(head) };
	const char *packing;
	u64 off;
	int err;

	if (dat_read(dat, 0, head, min_t(u64, sizeof(head), dat->bytes)))
		return damaged(dat, 0);
	err = read_head(dat, head);
	if (err || dat->by_library)
		return err;
	packing = dat_take_text(&c);
	dat_take_text(&c);
	off = dat_take64(&c);
	dat->head = c.at - head;
	if (c.bad)
		return damaged(dat, 0);
	while (off) {
		err = read_options(dat, &off);
		if (err)
			return err;
	}
	err = read_buffers(dat);
	count_cpus(dat);
	/* Another compression needs libtracecmd. */
	if (strcmp(packing, "none") && strcmp(packing, "zstd"))
		dat->by_library = true;
	return err;
}

/**
 * dat_free_places - free what dat_find_places() allocated
 * @dat: the file.
 *
 * Context: any.
 */
void dat_free_places(struct dat *dat)
{
	u32 i;

	for (i = 0; i < dat->nr_options; i++)
		free(dat->options[i].data);
	for (i = 0; i < dat->nr_buffers; i++) {
		free(dat->buffers[i].name);
		free(dat->buffers[i].clock);
		free(dat->buffers[i].cpus);
	}
	free(dat->options);
	free(dat->buffers);
	dat->options = NULL;
	dat->buffers = NULL;
	dat->nr_options = 0;
	dat->nr_buffers = 0;
}
