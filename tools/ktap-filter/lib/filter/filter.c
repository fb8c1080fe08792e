// SPDX-License-Identifier: GPL-2.0
/*
 * The library's interface: expressions, events, programs, records.
 *
 * The engine's types and its errors stay inside; ktapfilter.h says what each function does.
 * Arguments may be anything, so their sizes are compared with the engine's limits before the
 * engine sees them.
 */
#include <stdlib.h>

#include "env.h"
#include "filter/error.h"
#include "ktf_build.h"
#include "prog/image.h"
#include "recorded.h"
#include "schema.h"
#include "vm/run.h"

struct ktapfilter_event {
	struct ktf_schema	schema;
	struct tep_handle	*own;	/* handle of an event from a format, or NULL */
};

struct ktapfilter_prog {
	struct ktf_prog		*prog;
};

unsigned int ktapfilter_version(void)
{
	return KTAP_FILTER_VERSION;
}

/* @own belongs to the event from here on. On failure it is freed. */
static struct ktapfilter_event *make_event(struct tep_event *event, struct tep_handle *own,
					   struct ktapfilter_error *error)
{
	struct ktapfilter_event *made = calloc(1, sizeof(*made));

	if (!made) {
		ktf_free_formats(own);
		filter_fail(error, -ENOMEM, NULL);
		return NULL;
	}
	made->own = own;
	if (event && event->name && event->system && !ktf_schema_init(&made->schema, event))
		return made;
	ktapfilter_event_free(made);
	filter_fail(error, -EINVAL, "Not the format of an event");
	return NULL;
}

struct ktapfilter_event *ktapfilter_event_from_tep(struct tep_event *event,
						   struct ktapfilter_error *error)
{
	if (tep_is_file_bigendian(event->tep) == KTF_BIG_ENDIAN)
		return make_event(event, NULL, error);
	filter_fail(error, -EINVAL, "Records of the other byte order");
	return NULL;
}

struct ktapfilter_event *ktapfilter_event_from_format(const char *format, size_t len,
						      const char *system,
						      struct ktapfilter_error *error)
{
	struct tep_handle *tep = tep_alloc();
	char *text = strndup(format, len);

	if (!tep || !text) {
		ktf_free_formats(tep);
		free(text);
		filter_fail(error, -ENOMEM, NULL);
		return NULL;
	}
	ktf_add_format(tep, text, system, false);
	free(text);
	return make_event(tep_get_first_event(tep), tep, error);
}

void ktapfilter_event_free(struct ktapfilter_event *event)
{
	if (!event)
		return;
	ktf_free_formats(event->own);
	free(event);
}

int ktapfilter_compile(const struct ktapfilter_event *event, const char *text,
		       unsigned int flags, void **image, size_t *bytes,
		       struct ktapfilter_error *error)
{
	struct ktf_diag diag = { };
	u32 size;

	*image = NULL;
	*bytes = 0;
	if (flags & ~KTAPFILTER_NO_SOURCE)
		return filter_fail(error, -EINVAL, "Unknown flag");
	if (ktf_make_image(text, &event->schema, !(flags & KTAPFILTER_NO_SOURCE), image, &size,
			   &diag))
		return filter_diag(error, &diag);
	/* Perf's filters of functions compile, but no image can hold them. */
	if (ktapfilter_check_image(*image, size, error)) {
		ktf_free(*image);
		*image = NULL;
		return error->err;
	}
	*bytes = size;
	return 0;
}

struct ktapfilter_prog *ktapfilter_load(const struct ktapfilter_event *event,
					const void *image, size_t bytes,
					struct ktapfilter_error *error)
{
	struct ktapfilter_prog *made = calloc(1, sizeof(*made));
	struct ktf_portable prog = { };
	struct ktf_diag diag = { };
	int err;

	if (!made) {
		filter_fail(error, -ENOMEM, NULL);
		return NULL;
	}
	if (!ktapfilter_check_image(image, bytes, error)) {
		err = ktf_image_decode(image, bytes, &prog, &diag);
		err = err ?: ktf_check_recorded(&prog, &diag);
		made->prog = err ? ERR_PTR(err) : ktf_load(&prog, &event->schema, &diag);
		ktf_portable_free(&prog);
		if (!IS_ERR(made->prog))
			return made;
		filter_diag(error, &diag);
	}
	free(made);
	return NULL;
}

int ktapfilter_run(const struct ktapfilter_prog *prog, const void *record, size_t bytes,
		   const char *comm, unsigned int cpu)
{
	if (bytes < prog->prog->fixed)
		return -EINVAL;
	env_set_comm(comm ?: "");
	env_set_pid(record);
	env.cpu = cpu;
	return ktf_run(prog->prog, record, min_t(size_t, bytes, UINT32_MAX));
}

void ktapfilter_prog_free(struct ktapfilter_prog *prog)
{
	if (prog)
		ktf_free(prog->prog);
	free(prog);
}

void ktapfilter_free(void *what)
{
	free(what);
}
