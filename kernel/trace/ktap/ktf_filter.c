// SPDX-License-Identifier: GPL-2.0
/*
 * Event filters: where the tracing core and the filter engine meet.
 *
 * The engine (the folders here) turns a filter's text into a program and runs programs on
 * records. This file puts filters on events. It owns the text that users read back and the
 * lifetime of programs, and it keeps the rules that the tracing core has about both.
 *
 *	filter of			lock for changing it	run by
 *	event and subsystem files	event_mutex		tracepoint handlers
 *	triggers, event probes		their own locks		tracepoint handlers
 *	perf events			event_mutex		tracepoint handlers
 *
 * A handler runs in any context, NMI included. It is in an SRCU read section of tracepoint_srcu
 * or has preemption off, and it finds a filter by one pointer. So a filter is complete before
 * it is published and does not change while a handler can see it. It is freed after the read
 * sections of both kinds have ended (ktf_live.c), and the writer of a filter does not wait for
 * that. Filters of triggers, probes and perf are freed by their owners, who have waited for
 * their own readers.
 *
 * Some records can be rejected before they exist. An event's own filter may have an early
 * program for that (vm/early.c), which the tracing core asks first: ktap_filter_rejects().
 *
 * A text that is refused still replaces the old filter. Filtering stops, and the file shows the
 * text with its error until something else is written. The stock engine does the same. Images
 * are newer and have another rule: if the mistake is in an image, or if the text begins with
 * an image, nothing changes. With ktap_filter.refused=keep this rule holds for every text.
 *
 * Beside its program, a filter keeps only what it shows. That is the text that was written, or
 * for an image alone its source, if the image does what its source says. Writing it back makes
 * the same filter. A user who asks for the image of a filter gets one that is made anew from it.
 */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "ktf_build.h"
#include "ktf_jit.h"
#include "ktf_knob.h"
#include "ktf_live.h"
#include "ktf_state.h"
#include "ktf_stats.h"
#include "ktf_trace.h"
#include "prog/image.h"
#include "prog/limits.h"
#include "vm/early.h"

/* More than that is no harm: Linux 6.1 with PREEMPT_RT has another field. */
static_assert(sizeof(struct trace_entry) >= KTF_MIN_FIXED);

enum { REFUSED_REPLACE, REFUSED_KEEP };

static const char * const refused_names[] = { "replace", "keep", NULL };
static struct ktf_knob refused = { .names = refused_names, .choice = REFUSED_REPLACE };

module_param_cb(refused, &ktf_knob_ops, &refused, 0644);
MODULE_PARM_DESC(refused, "what a text that is refused does to the old filter: replace or keep");

/**
 * ktf_filter_log_error - write a filter's mistake to the error log
 * @tr: the instance whose log it is; NULL for the top one.
 * @text: the filter's text.
 * @diag: the mistake. If it is in an image, the log shows the line that describes it in place
 *	of @text.
 *
 * The log keeps a position in 16 bits. One that is greater, behind a long image, is left out.
 *
 * Context: may sleep.
 */
void ktf_filter_log_error(struct trace_array *tr, const char *text,
			  const struct ktf_diag *diag)
{
	bool image = diag->where[0];
	bool placed = diag->code && diag->pos <= U16_MAX;

	tracing_log_err(tr, image ? "event filter image" : "event filter parse error",
			image ? diag->where : text, ktf_err_text,
			diag->code ?: KTF_ERR_ERRNO, placed ? diag->pos : 0);
}

/**
 * ktf_filter_show_error - show a mistake behind the filter's text and in the error log
 * @tr: the instance; NULL for the top one.
 * @filter: a filter that is not published yet. If there is no memory, it shows its text alone.
 * @diag: the mistake in its text.
 *
 * Context: may sleep.
 */
void ktf_filter_show_error(struct trace_array *tr, struct event_filter *filter,
			   const struct ktf_diag *diag)
{
	char *text = filter->filter_string, *shown;

	ktf_filter_log_error(tr, text, diag);
	shown = ktf_text_with_error(text, diag);
	if (!shown)
		return;
	filter->filter_string = shown;
	kfree(text);
}

/*
 * Show the source of an image in place of the image, if writing it back makes the same filter. A
 * read adds a newline, and with that the source must still be shorter than a page. False if the
 * filter goes on showing what was written.
 */
static bool show_source(struct event_filter *filter, const struct ktf_portable *prog,
			const struct ktf_schema *schema)
{
	char *source;

	if (!filter->filter_string || !ktf_source_holds(prog, schema) ||
	    strlen(prog->source) + 1 >= PAGE_SIZE)
		return false;
	source = kstrdup(prog->source, GFP_KERNEL);
	if (!source)
		return false;
	kfree(filter->filter_string);
	filter->filter_string = source;
	return true;
}

static bool names(const struct ktf_portable *prog, const char *field)
{
	return ktf_portable_field(prog, field, strlen(field)) >= 0;
}

/* Does a program look at more of a record's header than the pid? */
static bool asks_header(const struct ktf_portable *prog)
{
	return names(prog, "common_type") || names(prog, "common_flags") ||
	       names(prog, "common_preempt_count");
}

/* Give a filter its program, and the text that it shows. */
static int load(const struct ktf_schema *schema, struct ktf_portable *portable,
		struct event_filter *filter, struct ktf_diag *diag)
{
	struct ktap_filter *ktap;
	struct ktf_prog *prog;

	/* The spans of an image are places in its source. */
	if (!show_source(filter, portable, schema) && portable->is_image)
		memset(portable->spans, 0, portable->nr_insns * sizeof(*portable->spans));
	prog = ktf_load(portable, schema, diag);
	if (IS_ERR(prog))
		return PTR_ERR(prog);
	ktap = ktf_core_add_ktap(filter);
	if (!ktap || ktf_state_attach(prog)) {
		ktf_state_free(prog);
		ktf_free(prog);
		return -ENOMEM;
	}
	ktap->asks_header = asks_header(portable);
	ktap->has_addresses = portable->nr_funcs;
	ktap->stats = ktf_stats_attach(prog, portable);
	ktap->native = ktap->stats ? NULL : ktf_jit(prog, &ktap->run);
	if (!ktap->native)
		rcu_assign_pointer(ktap->entry,
				   ktap->stats ? &ktap->stats->entry : prog->insns);
	return 0;
}

static int build(const struct ktf_schema *schema, const char *text, struct event_filter *filter,
		 bool counted, struct ktf_diag *diag)
{
	struct ktf_portable portable;
	int err = ktf_compile(text, schema, &portable, diag);

	portable.is_counted = counted;
	if (!err)
		err = load(schema, &portable, filter, diag);
	ktf_portable_free(&portable);
	return ktf_core_built(filter, schema->call, text, err);
}

/**
 * ktf_filter_build - build the program of a filter
 * @schema: the event.
 * @text: the filter's text.
 * @filter: a filter that is not published yet. If it shows @text and @text is an image alone,
 *	it may show the image's source afterwards.
 * @diag: gets the error.
 *
 * Context: may sleep. The event's fields must stay, which event_mutex ensures.
 * Return: 0; errors of ktf_compile() and ktf_load().
 */
int ktf_filter_build(const struct ktf_schema *schema, const char *text,
		     struct event_filter *filter, struct ktf_diag *diag)
{
	return build(schema, text, filter, false, diag);
}

static void find_early(const struct ktf_schema *schema, struct event_filter *filter)
{
	struct ktap_filter *ktap = ktf_core_ktap(filter);

	if (ktap && !ktap->stats && ktf_core_may_reject_early(schema->call))
		ktap->early = ktf_early(ktf_filter_prog(filter));
}

/**
 * ktf_filter_build_for_event - build the programs of an event's own filter
 * @schema: the event.
 * @text: the filter's text.
 * @filter: a filter that is not published yet, as for ktf_filter_build().
 * @diag: gets the error.
 *
 * An event's own filter may get an early program as well. Other filters get none, since the
 * tracing core asks only an event's own filter before there is a record. Or it may get
 * statistics, and then each record is asked once, by the whole program.
 *
 * Context: may sleep. The event's fields must stay, which event_mutex ensures.
 * Return: as ktf_filter_build().
 */
int ktf_filter_build_for_event(const struct ktf_schema *schema, const char *text,
			       struct event_filter *filter, struct ktf_diag *diag)
{
	int err = build(schema, text, filter, ktf_stats_wanted(), diag);

	if (!err)
		find_early(schema, filter);
	return err;
}

/**
 * ktf_filter_kept - does the old filter stay in force if a text is refused?
 * @text: the text that is refused.
 * @diag: the mistake in it.
 *
 * Context: any.
 * Return: true if the mistake is in an image, if the text begins with an image, or if
 * ktap_filter.refused is "keep".
 */
bool ktf_filter_kept(const char *text, const struct ktf_diag *diag)
{
	return diag->where[0] || ktf_starts_with_image(text) ||
	       ktf_choice(&refused) == REFUSED_KEEP;
}

static int create(struct trace_array *tr, struct trace_event_call *call, const char *text,
		  bool set_str, bool for_event, struct event_filter **filterp)
{
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	int err;

	*filterp = ktf_filter_alloc(set_str ? text : NULL);
	if (!*filterp)
		return -ENOMEM;
	ktf_schema_init(&schema, call);
	if (for_event)
		err = ktf_filter_build_for_event(&schema, text, *filterp, &diag);
	else
		err = ktf_filter_build(&schema, text, *filterp, &diag);
	if (!err || !set_str)
		return err;
	if (ktf_filter_kept(text, &diag)) {
		ktf_filter_log_error(tr, text, &diag);
		free_event_filter(*filterp);
		*filterp = NULL;
	} else {
		ktf_filter_show_error(tr, *filterp, &diag);
	}
	return err;
}

/**
 * create_event_filter - make a filter that is not an event's own
 * @tr: the instance whose error log gets a mistake; NULL for the top one.
 * @call: the event.
 * @text: the filter's text.
 * @set_str: keep the text and show a mistake.
 * @filterp: points to NULL; gets the filter, which the caller frees by free_event_filter(). A
 *	refused filter is returned too. It stays NULL if there is no memory, or if @set_str and
 *	ktf_filter_kept() says that the old filter stays.
 *
 * Context: may sleep. The event's fields must stay, which event_mutex ensures.
 * Return: 0; -EINVAL, -EPERM, -ENOENT or -ESRCH for a mistake in the text, see ktf_compile();
 * -E2BIG; -ENOMEM.
 */
int create_event_filter(struct trace_array *tr, struct trace_event_call *call,
			char *text, bool set_str, struct event_filter **filterp)
{
	return create(tr, call, text, set_str, false, filterp);
}

/* Triggers change other flags while events fire, so this flag is changed atomically. */
static void set_filtered(struct trace_event_file *file, bool filtered)
{
	if (test_bit(EVENT_FILE_FL_FILTERED_BIT, &file->flags) == filtered)
		return;
	assign_bit(EVENT_FILE_FL_FILTERED_BIT, &file->flags, filtered);
	if (filtered)
		trace_buffered_event_enable();
	else
		trace_buffered_event_disable();
}

/**
 * ktf_filter_install - replace an event's filter
 * @file: the event in its instance.
 * @filter: the new filter, which the event owns from here on; NULL for none.
 * @works: the filter has a program. The flag changes before the pointer, and between the two
 *	the event may pass unfiltered.
 *
 * Context: may sleep; event_mutex held. Does not wait for readers: see ktf_filter_retire().
 */
void ktf_filter_install(struct trace_event_file *file, struct event_filter *filter, bool works)
{
	struct event_filter *old = ktf_installed_filter(file);

	set_filtered(file, works);
	rcu_assign_pointer(file->filter, filter);
	ktf_filter_retire(old);
}

/**
 * apply_event_filter - write to an event's filter file
 * @file: the event in its instance.
 * @text: the text that is written; blanks at its end are cut off in place. "0" removes the
 *	filter.
 *
 * A text that is refused replaces the old filter too, as the first comment of this file says.
 * The old filter stays only if there is no memory for a new one, or if ktf_filter_kept() says so.
 *
 * Context: may sleep; event_mutex held. Does not wait for readers: see ktf_filter_retire().
 * Return: 0; -ENODEV if the event is gone; errors of create_event_filter().
 */
int apply_event_filter(struct trace_event_file *file, char *text)
{
	struct event_filter *filter = NULL;
	int err;

	lockdep_assert_held(&event_mutex);
	if (ktf_core_event_is_gone(file))
		return -ENODEV;
	if (!strcmp(strstrip(text), "0")) {
		ktf_filter_install(file, NULL, false);
		return 0;
	}
	err = create(file->tr, file->event_call, text, true, true, &filter);
	if (filter)
		ktf_filter_install(file, filter, !err);
	return err;
}

/* An image that was decoded, for an event. */
static int load_image(const struct ktf_schema *schema, const void *image, u32 bytes,
		      struct event_filter *filter, struct ktf_diag *diag)
{
	struct ktf_portable portable;
	int err = ktf_image_decode(image, bytes, &portable, diag);

	portable.is_image = true;
	portable.is_counted = ktf_stats_wanted();
	if (!err)
		err = load(schema, &portable, filter, diag);
	if (!err)
		find_early(schema, filter);
	ktf_portable_free(&portable);
	return err;
}

/**
 * ktf_filter_apply_image - put an image in the place of an event's filter
 * @file: the event in its instance.
 * @image: the image, complete.
 * @bytes: its size, at most KTAP_FILTER_MAX_IMAGE.
 *
 * The filter shows the image's source, or its armour. If the image is refused, the old filter
 * stays, and the instance's error log says why.
 *
 * Context: may sleep; event_mutex held. Does not wait for readers: see ktf_filter_retire().
 * Return: 0; -ENODEV if the event is gone; errors of ktf_image_decode() and ktf_load().
 */
int ktf_filter_apply_image(struct trace_event_file *file, const void *image, u32 bytes)
{
	struct event_filter *filter;
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	char *armour;
	int err;

	lockdep_assert_held(&event_mutex);
	if (ktf_core_event_is_gone(file))
		return -ENODEV;
	armour = ktf_armour_encode(image, bytes);
	filter = armour ? ktf_filter_alloc(armour) : NULL;
	ktf_free(armour);
	if (!filter)
		return -ENOMEM;
	ktf_schema_init(&schema, file->event_call);
	err = load_image(&schema, image, bytes, filter, &diag);
	if (err) {
		ktf_filter_log_error(file->tr, KTAP_FILTER_ARMOUR, &diag);
		free_event_filter(filter);
		return err;
	}
	ktf_filter_install(file, filter, true);
	return 0;
}

/**
 * ktf_filter_shown - get the text that an event's filter shows
 * @file: the event in its instance.
 *
 * Context: event_mutex held for as long as the caller uses the text.
 * Return: the text; "none" if there is no filter.
 */
const char *ktf_filter_shown(struct trace_event_file *file)
{
	struct event_filter *filter = ktf_installed_filter(file);

	return filter && filter->filter_string ? filter->filter_string : "none";
}

/**
 * ktf_filter_works - does an event have a filter that was not refused?
 * @file: the event in its instance.
 *
 * Context: event_mutex held.
 * Return: true if the event has a filter with a program.
 */
bool ktf_filter_works(struct trace_event_file *file)
{
	struct event_filter *filter = ktf_installed_filter(file);

	return filter && ktf_filter_prog(filter);
}
