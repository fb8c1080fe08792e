/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A trace.dat that is being read: its file, and the contents that are known.
 */
#ifndef _KTF_LIB_DAT_FILE_H
#define _KTF_LIB_DAT_FILE_H

#include "events.h"

/**
 * struct dat_cpu - the records that one CPU wrote to one buffer
 * @nr: the CPU's number.
 * @off: offset of its sub-buffers in the file.
 * @bytes: size of its sub-buffers in the file.
 */
struct dat_cpu {
	u32	nr;
	u64	off;
	u64	bytes;
};

/**
 * struct dat_buffer - the buffer of an instance
 * @name: the instance's name; empty for the top instance.
 * @clock: the clock of the time stamps; NULL if it is not known.
 * @page: size of a sub-buffer in bytes.
 * @title: number of the string that names the buffer's section.
 * @packed: the sub-buffers are compressed.
 * @cpus: the CPUs that wrote to the buffer.
 * @nr_cpus: number of these CPUs.
 * @input: libtracecmd's handle of the buffer, if libtracecmd reads it.
 * @shift: the number to add to a time stamp.
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

/* A sub-buffer is one or more pages. This size has room for a header and a record. */
#define DAT_MIN_PAGE		64U
#define DAT_MAX_PAGE		0x400000U

/* The options that are used here. trace-cmd.dat.v7(5) has the numbers. */
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
 * @id: enum dat_option_id, or another number.
 * @data: the option's bytes.
 * @bytes: size of @data.
 */
struct dat_option {
	u32	id;
	u8	*data;
	u32	bytes;
};

/**
 * struct dat - an open trace.dat
 * @events: the events that the file describes.
 * @prints: what is needed to print events has been read.
 * @plugins: libtraceevent's plugins, which help to print events.
 * @path: the file's name.
 * @fd: the file's descriptor.
 * @bytes: size of the file.
 * @page: size of a page of the traced machine in bytes.
 * @user_long: size of a long of the program that wrote the file.
 * @nr_cpus: number of CPUs of the traced machine.
 * @head: bytes in front of the first section.
 * @title: number of the string that names the first section of options.
 * @options: the options of a file of version 7.
 * @nr_options: number of options.
 * @buffers: the buffers.
 * @nr_buffers: number of buffers.
 * @by_library: only libtracecmd can read the records.
 * @long_size: size of a long of the traced kernel.
 * @total: size of all sub-buffers in bytes.
 * @done: how many of these bytes have been read; every thread adds to it.
 * @error: the message of the last error.
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
