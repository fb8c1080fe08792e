// SPDX-License-Identifier: GPL-2.0
/*
 * Events, tasks and symbols of a trace.dat.
 *
 * Each is a section with the contents of files in tracefs, which libtraceevent understands.
 * libtracecmd would read all sections, needed or not, and the symbols of a large kernel take
 * it longer than a hundred million bytes of records take this program. It also crashes on
 * some damaged files. So it gets only the sections that are not read here. Print formats are
 * left out unless events are printed.
 */
#include <stdlib.h>
#include <trace-cmd.h>

#include "dat/parts.h"
#include "dat/section.h"

/* Copy the bytes of a file of tracefs, and append a NUL. */
static char *take_file(struct dat_cursor *c, u64 bytes)
{
	const u8 *at = dat_take(c, bytes);

	return at ? strndup((const char *)at, bytes) : NULL;
}

/* Read the format of a sub-buffer's header. */
static int read_header(struct dat *dat, struct dat_cursor *c)
{
	const char *title = dat_take_text(c);
	u64 bytes = dat_take64(c);
	char *text = take_file(c, bytes);
	int err = 0;

	if (!text || strcmp(title, "header_page") ||
	    tep_parse_header_page(dat->events.tep, text, bytes, dat->user_long))
		err = -EINVAL;
	free(text);
	return err;
}

static void read_formats(struct dat *dat, struct dat_cursor *c, const char *system)
{
	u32 nr = dat_take32(c);

	for (; nr && !c->bad; nr--) {
		char *text = take_file(c, dat_take64(c));

		if (text)
			ktf_add_format(dat->events.tep, text, system, dat->prints);
		free(text);
	}
}

static int read_ftrace(struct dat *dat, struct dat_cursor *c)
{
	read_formats(dat, c, "ftrace");
	return c->bad ? -EINVAL : 0;
}

static int read_systems(struct dat *dat, struct dat_cursor *c)
{
	u32 nr = dat_take32(c);

	for (; nr && !c->bad; nr--)
		read_formats(dat, c, dat_take_text(c));
	return c->bad ? -EINVAL : 0;
}

/* Have libtraceevent parse a file of tracefs. */
static int parse_file(struct dat *dat, struct dat_cursor *c, u64 bytes,
		      int (*parse)(struct tep_handle *tep, const char *text))
{
	char *text = take_file(c, bytes);

	if (text)
		parse(dat->events.tep, text);
	free(text);
	return c->bad ? -EINVAL : 0;
}

static int read_comms(struct dat *dat, struct dat_cursor *c)
{
	return parse_file(dat, c, dat_take64(c), tep_parse_saved_cmdlines);
}

static int read_symbols(struct dat *dat, struct dat_cursor *c)
{
	return parse_file(dat, c, dat_take32(c), tep_parse_kallsyms);
}

static int read_printk(struct dat *dat, struct dat_cursor *c)
{
	return parse_file(dat, c, dat_take32(c), tep_parse_printk_formats);
}

static const struct section {
	u32		option;
	bool		needed;
	bool		prints;	/* only needed to print events */
	int		(*read)(struct dat *dat, struct dat_cursor *c);
	const char	*what;
} sections[] = {
	{ DAT_OPTION_HEADER_INFO,	true,	false,	read_header,	"sub-buffers" },
	{ DAT_OPTION_FTRACE_EVENTS,	false,	false,	read_ftrace,	"ftrace's events" },
	{ DAT_OPTION_EVENT_FORMATS,	false,	false,	read_systems,	"events" },
	{ DAT_OPTION_CMDLINES,		false,	false,	read_comms,	"tasks" },
	{ DAT_OPTION_KALLSYMS,		false,	true,	read_symbols,	"symbols" },
	{ DAT_OPTION_PRINTK,		false,	true,	read_printk,	"trace_printk()" },
};

static int read_section(struct dat *dat, const struct section *section)
{
	struct dat_cursor c;
	u8 *data;
	int err;

	err = dat_read_section(dat, section->option, &data, &c);
	if (err == -ENOENT && !section->needed)
		err = 0;
	else if (!err)
		err = section->read(dat, &c);
	if (err && err != -ENOMEM)
		dat_fail(dat, err, "%s makes no sense, or is cut short: what it says of %s",
			 dat->path, section->what);
	free(data);
	return err;
}

static int read_sections(struct dat *dat)
{
	struct tep_handle *tep = dat->events.tep;
	int err = 0;
	u32 i;

	/* libtraceevent does not get a file of the other byte order from here: see dat/place.c. */
	tep_set_file_bigendian(tep, KTF_BIG_ENDIAN);
	tep_set_local_bigendian(tep, KTF_BIG_ENDIAN);
	tep_set_long_size(tep, dat->user_long);
	tep_set_page_size(tep, dat->page);
	tep_set_cpus(tep, dat->nr_cpus);
	for (i = 0; i < ARRAY_SIZE(sections) && !err; i++)
		if (dat->prints || !sections[i].prints)
			err = read_section(dat, &sections[i]);
	if (!err && dat->prints)
		dat->plugins = tep_load_plugins(tep);
	return err;
}

/**
 * dat_read_events - read the descriptions of a file's events
 * @dat: the file, after dat_find_places().
 *
 * Context: any.
 * Return: 0; -EINVAL if the descriptions are invalid; -ENOMEM.
 */
int dat_read_events(struct dat *dat)
{
	int err;

	if (dat->by_library)
		err = events_open_library(&dat->events, dat->path);
	else
		err = events_open_empty(&dat->events);
	if (err)
		return dat_fail(dat, err, "%s", dat->events.error);
	return dat->by_library ? 0 : read_sections(dat);
}
