// SPDX-License-Identifier: GPL-2.0
/*
 * The form in which a filter goes to the kernel.
 *
 * A kernel with ktap filter takes images, through an event's file filter_bytecode, or as a
 * word through a file filter: the only way to a system's events, or if ktap filter is a module.
 * Any other kernel takes only texts, and refuses words.
 * But an image may carry the text that it was compiled from. If the text compiles to the
 * same program here, for each of the events, it is the same filter, and is loaded instead.
 */
#include <stdlib.h>
#include <unistd.h>

#include "filters/file.h"
#include "ktf_build.h"
#include "load/load.h"
#include "prog/image.h"
#include "stock.h"

/* Is a file there? Frees its path, which may be NULL. */
static bool is_there(char *path)
{
	bool there = path && !access(path, F_OK);

	free(path);
	return there;
}

/**
 * load_takes_words - does the kernel take images, as words at least?
 * @load: has the place.
 *
 * Context: any.
 * Return: true if ktap filter is in the kernel.
 */
bool load_takes_words(const struct load *load)
{
	return !cmd_place_is_stock(&load->place);
}

static bool takes_images(const struct load *load)
{
	const struct tep_event *event = load->found.list->event;

	return !load->found.system && is_there(cmd_event_file(load->place.trace, event->system,
							      event->name, "filter_bytecode"));
}

/* Does the text contain an image's word outside of quotes? */
static bool has_word(const char *text)
{
	char quote = 0;

	for (; *text; text++) {
		if (quote)
			quote = *text == quote ? 0 : quote;
		else if (*text == '"' || *text == '\'')
			quote = *text;
		else if (ktf_is_armour(text))
			return true;
	}
	return false;
}

static int use(struct load *load, const char *file, void *data, u32 bytes)
{
	load->file = file;
	load->data = data;
	load->bytes = bytes;
	return data ? CMD_OK : cmd_no_memory();
}

static int use_word(struct load *load, const void *image, u32 size)
{
	load->made = ktf_armour_encode(image, size);
	return use(load, "filter", load->made, load->made ? strlen(load->made) : 0);
}

static int use_image(struct load *load)
{
	struct ktf_diag diag;
	void *image;
	u32 size;
	int status;

	if (cmd_argument_image(&load->filter, NULL, true, &image, &size, &diag))
		return cmd_refused(NULL, &diag);
	if (!takes_images(load)) {
		status = use_word(load, image, size);
		ktf_free(image);
		return status;
	}
	load->made = image;
	return use(load, "filter_bytecode", image, size);
}

/* Does the source say the same as the image, in words that the stock engine knows? */
static bool source_holds(const struct load *load, const struct ktf_portable *prog)
{
	struct ktf_diag diag;
	u32 i;

	for (i = 0; i < load->found.nr; i++)
		if (cmd_fit_takes(&load->fit, i) &&
		    (!ktf_source_holds(prog, &load->found.list[i]) ||
		     cmd_stock_try(prog->source, &load->found.list[i], &diag)))
			return false;
	return true;
}

static int use_source(struct load *load)
{
	struct ktf_portable prog;
	struct ktf_diag diag;

	if (!cmd_argument_program(&load->filter, NULL, &prog, &diag) &&
	    source_holds(load, &prog))
		swap(load->made, prog.source);
	ktf_portable_free(&prog);
	if (load->made)
		return use(load, "filter", load->made, strlen(load->made));
	return cmd_error(CMD_SYSTEM, "%s: this kernel takes no images, and no text says the same",
			 load->place.event);
}

/**
 * load_choose_form - choose the bytes to write and the file to write to
 * @load: has the filter and its events, at least one of which accepts it; gets the choice.
 *
 * Context: any.
 * Return: CMD_OK or CMD_SYSTEM. The error has been printed.
 */
int load_choose_form(struct load *load)
{
	bool words = load_takes_words(load);

	if (load->filter.kind != CMD_EXPRESSION)
		return words ? use_image(load) : use_source(load);
	if (!words && has_word(load->filter.data))
		return cmd_error(CMD_SYSTEM, "%s: this kernel takes no images, nor words of them",
				 load->place.event);
	return use(load, "filter", load->filter.data, load->filter.bytes);
}
