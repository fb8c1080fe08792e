/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A trace.dat that is being read: its file, and the contents that are known.
 */
#ifndef _KTF_LIB_DAT_FILE_H
#define _KTF_LIB_DAT_FILE_H

#include "events.h"

/**
 * struct dat_cpu - what one CPU wrote to one buffer
 * @nr: the CPU's number.
 * @off: where its sub-buffers are in the file, bytes.
 * @bytes: how many bytes they take there.
 */
struct dat_cpu {
	u32	nr;
	u64	off;
	u64	bytes;
};

/**
 * struct dat_buffer - the buffer of an instance
 * @name: the instance's name; empty for the top one.
 * @clock: the clock of its time stamps; NULL if nobody knows.
 * @page: size of a sub-buffer, bytes.
 * @title: number of the text that names its section.
 * @packed: its sub-buffers are compressed.
 * @cpus: those that wrote to it.
 * @nr_cpus: how many.
 * @input: the same buffer as libtracecmd sees it, if that reads it.
 * @shift: what is to be added to a time stamp.
 */
struct dat_buffer {
	char			*name;
	char			*clock;
	u32			page;
	u32			title;
	bool			packed;
	struct dat_cpu		*cpus;
	u32			nr_cpus;
	struct tracecmd_input	*input;
	u64			shift;
};

#define DAT_SECTION_OPTIONS	0

/* A sub-buffer is a page, or a few; so many bytes hold its head and a record. */
#define DAT_MIN_PAGE		64U
#define DAT_MAX_PAGE		0x400000U

/* What is looked at; the numbers are those of trace-cmd.dat.v7(5). */
enum dat_option_id {
	DAT_OPTION_DONE		= 0,
	DAT_OPTION_DATE		= 1,
	DAT_OPTION_BUFFER	= 3,
	DAT_OPTION_OFFSET	= 7,
	DAT_OPTION_CPUCOUNT	= 8,
	DAT_OPTION_TIME_SHIFT	= 12,
	DAT_OPTION_TSC2NSEC	= 14,
	DAT_OPTION_HEADER_INFO	= 16,
	DAT_OPTION_FTRACE_EVENTS = 17,
	DAT_OPTION_EVENT_FORMATS = 18,
	DAT_OPTION_KALLSYMS	= 19,
	DAT_OPTION_PRINTK	= 20,
	DAT_OPTION_CMDLINES	= 21,
	DAT_OPTION_BUFFER_TEXT	= 22,
};

/**
 * struct dat_option - an option of the file
 * @id: enum dat_option_id, or another one.
 * @data: its bytes.
 * @bytes: how many.
 */
struct dat_option {
	u32	id;
	u8	*data;
	u32	bytes;
};

/**
 * struct dat - an open trace.dat
 * @events: the events that it describes.
 * @prints: it can be said how they print.
 * @plugins: what libtraceevent has loaded for that.
 * @path: its name.
 * @fd: the file.
 * @bytes: its size.
 * @page: size of a page of the machine that it is from.
 * @user_long: bytes of a long of its programs.
 * @nr_cpus: CPUs that it has.
 * @head: bytes in front of its first section.
 * @title: number of the text that names its first options.
 * @options: its options, if it has version 7.
 * @nr_options: how many.
 * @buffers: its buffers.
 * @nr_buffers: how many.
 * @by_library: libtracecmd has to read the records.
 * @long_size: bytes of a long of the kernel that wrote them.
 * @total: bytes of all sub-buffers.
 * @done: bytes of them that were read; added to by any thread.
 * @error: what went wrong last, in words.
 */
struct dat {
	struct events		events;
	bool			prints;
	struct tep_plugin_list	*plugins;
	const char		*path;
	int			fd;
	u64			bytes;
	u32			page;
	u32			user_long;
	u32			nr_cpus;
	u32			head;
	u32			title;
	struct dat_option	*options;
	u32			nr_options;
	struct dat_buffer	*buffers;
	u32			nr_buffers;
	bool			by_library;
	u32			long_size;
	u64			total;
	u64			done;
	char			error[512];
};

int dat_open_file(struct dat *dat);
void dat_close_file(struct dat *dat);
int dat_read(const struct dat *dat, u64 off, void *to, u32 bytes);
__printf(3, 4) int dat_fail(struct dat *dat, int err, const char *fmt, ...);

#endif /* _KTF_LIB_DAT_FILE_H */
