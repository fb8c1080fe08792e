/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The parts that the tests of the filter_bytecode file share: images made by hand, from
 * nothing but the uapi header, and the files of an event.
 */
#ifndef _KTAP_ABI_H
#define _KTAP_ABI_H

#include <endian.h>
#include <stdbool.h>
#include <stddef.h>

#include <linux/ktap_filter.h>

#include "tracefs.h"

/*
 * A program under construction, which make_image() encodes. Fields and constants go into the
 * pool in the order in which the instructions name them, as images require.
 */
struct program {
	struct ktap_filter_insn		insns[8];
	struct ktap_filter_reloc	fields[8];
	struct ktap_filter_span		spans[8];
	unsigned char			pool[4096];
	unsigned int			nr_insns;
	unsigned int			nr_fields;
	unsigned int			pool_bytes;
	const char			*source;
};

struct image {
	unsigned int	bytes;
	unsigned char	data[KTAP_FILTER_MAX_IMAGE + 64];
};

/* Append @len bytes to the pool, with at least one zero up to a multiple of eight bytes. */
static inline unsigned long long add_constant(struct program *p, const void *data,
					      unsigned int len)
{
	unsigned int at = p->pool_bytes;

	memcpy(p->pool + at, data, len);
	p->pool_bytes += (len + 8) & ~7U;
	return (unsigned long long)len << 32 | at;
}

static inline unsigned int add_field(struct program *p, const char *name, int kind,
				     unsigned int size, bool is_signed)
{
	p->fields[p->nr_fields] = (struct ktap_filter_reloc) {
		.name	= htole32(add_constant(p, name, strlen(name))),
		.size	= htole32(size),
		.kind	= kind,
		.flags	= is_signed ? KTAP_FILTER_FIELD_SIGNED : 0,
	};
	return p->nr_fields++;
}

static inline void add_insn(struct program *p, int op, unsigned int field,
			    unsigned long long imm, unsigned int jf, unsigned int jt)
{
	p->insns[p->nr_insns++] = (struct ktap_filter_insn) {
		.op	= op,
		.field	= htole16(field),
		.jf	= htole16(jf),
		.jt	= htole16(jt),
		.imm	= htole64(imm),
	};
}

static inline void append(struct image *im, const void *data, unsigned int bytes)
{
	memcpy(im->data + im->bytes, data, bytes);
	im->bytes += bytes;
}

static inline void make_image(const struct program *p, struct image *im)
{
	unsigned int source = p->source ? strlen(p->source) : 0;
	struct ktap_filter_header head = {
		.magic		= KTAP_FILTER_MAGIC,
		.version	= htole16(KTAP_FILTER_VERSION),
		.nr_insns	= htole32(p->nr_insns),
		.nr_fields	= htole32(p->nr_fields),
		.pool_bytes	= htole32(p->pool_bytes),
		.source_bytes	= htole32(source),
	};

	memset(im, 0, sizeof(*im));
	append(im, &head, sizeof(head));
	append(im, p->insns, p->nr_insns * sizeof(*p->insns));
	append(im, p->fields, p->nr_fields * sizeof(*p->fields));
	if (source)
		append(im, p->spans, p->nr_insns * sizeof(*p->spans));
	append(im, p->pool, p->pool_bytes);
	append(im, p->source, source);
	head.bytes = htole32(im->bytes);
	memcpy(im->data, &head, sizeof(head));
}

#define SWITCH_TEXT	"prev_pid == 5 && prev_comm == \"sh\""

/* Make the image of SWITCH_TEXT: header 32, insns 2 * 16, fields 2 * 16, pool 16, 16, 8. */
static inline void switch_image(struct image *im, bool with_source)
{
	struct program p = { .source = with_source ? SWITCH_TEXT : NULL };
	unsigned int field;

	field = add_field(&p, "prev_pid", KTAP_FILTER_KIND_OTHER, 4, true);
	add_insn(&p, KTAP_FILTER_OP_EQ, field, 5, KTAP_FILTER_REJECT, 1);
	field = add_field(&p, "prev_comm", KTAP_FILTER_KIND_FIXSTR, 16, false);
	add_insn(&p, KTAP_FILTER_OP_STR_EQ, field, add_constant(&p, "sh", 2),
		 KTAP_FILTER_REJECT, KTAP_FILTER_ACCEPT);
	p.spans[0] = (struct ktap_filter_span) { htole32(0), htole32(13) };
	p.spans[1] = (struct ktap_filter_span) { htole32(17), htole32(17) };
	make_image(&p, im);
}

/* Encode the image as a word. @word must have room for it. */
static inline void make_word(const struct image *im, char *word)
{
	static const char digit[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	unsigned int bits = 0, acc = 0, i;

	word += sprintf(word, "%s", KTAP_FILTER_ARMOUR);
	for (i = 0; i < im->bytes; i++) {
		acc = acc << 8 | im->data[i];
		for (bits += 8; bits >= 6; bits -= 6)
			*word++ = digit[acc >> (bits - 6) & 63];
	}
	if (bits)
		*word++ = digit[acc << (6 - bits) & 63];
	*word = 0;
}

/* Open a file of an event in the instance at @base. */
static inline int event_open(const char *base, const char *event, const char *file, int flags)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/events/%s/%s", base, event, file);
	return open(path, flags);
}

/* Open the file, write once, close it: 0 or the first errno. */
static inline int write_event(const char *base, const char *event, const char *file,
			      const void *data, size_t bytes)
{
	int fd = event_open(base, event, file, O_WRONLY), err = 0;
	ssize_t ret;

	if (fd < 0)
		return errno;
	ret = write(fd, data, bytes);
	if (ret != (ssize_t)bytes)
		err = ret < 0 ? errno : EIO;
	if (close(fd) && !err)
		err = errno;
	return err;
}

static inline int write_text(const char *base, const char *event, const char *text)
{
	return write_event(base, event, "filter", text, strlen(text));
}

static inline int upload(const char *base, const char *event, const struct image *im)
{
	return write_event(base, event, "filter_bytecode", im->data, im->bytes);
}

/* Read a whole file. Return the number of bytes, or -1. */
static inline ssize_t read_event(const char *base, const char *event, const char *file,
				 void *to, size_t room)
{
	int fd = event_open(base, event, file, O_RDONLY);
	size_t have = 0;
	ssize_t ret;

	if (fd < 0)
		return -1;
	while ((ret = read(fd, to + have, room - have)) > 0)
		have += ret;
	close(fd);
	return ret < 0 ? ret : (ssize_t)have;
}

/* Read the text of an event's filter, without the newline. */
static inline void read_text(const char *base, const char *event, char *to, size_t room)
{
	ssize_t len = read_event(base, event, "filter", to, room - 1);

	if (len > 0 && to[len - 1] == '\n')
		len--;
	to[len > 0 ? len : 0] = 0;
}

/* Empty a file of the instance at @base: "error_log" or "trace". */
static inline void clear_file(const char *base, const char *file)
{
	char path[256];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", base, file);
	fd = open(path, O_WRONLY | O_TRUNC);
	if (fd >= 0)
		close(fd);
}

static inline void clear_log(const char *base)
{
	clear_file(base, "error_log");
}

/*
 * Is there one entry in the error log, with this text and this line? "^" in @where marks the
 * caret. The time is ignored.
 */
static inline bool logged(const char *base, const char *text, const char *where, char *found,
			  size_t room)
{
	const char *caret = strchr(where, '^'), *entry;
	int at = caret - where, fd;
	char expected[512];
	ssize_t len;

	snprintf(expected, sizeof(expected), "%s/error_log", base);
	fd = open(expected, O_RDONLY);
	len = fd < 0 ? -1 : read(fd, found, room - 1);
	if (fd >= 0)
		close(fd);
	found[len > 0 ? len : 0] = 0;
	snprintf(expected, sizeof(expected),
		 "event filter image: error: %s\n  Command: %.*s%s\n           %*s^\n", text, at,
		 where, caret + 1, at, "");
	entry = strstr(found, "] ");
	return entry && !strcmp(entry + 2, expected);
}

#endif /* _KTAP_ABI_H */
