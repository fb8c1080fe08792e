// SPDX-License-Identifier: GPL-2.0
/*
 * Event filters: where the tracing core and the filter engine meet.
 *
 * The engine (the folders here) turns a filter's text into a program and runs
 * programs on records. This file keeps filters on events: it owns the text that
 * users read back, the programs' lifetime, and the rules that the tracing core
 * has about both.
 *
 *	who				may change a filter	may run it
 *	event and subsystem files	event_mutex held	tracepoint handlers
 *	triggers, event probes		their own locks		tracepoint handlers
 *	perf events			event_mutex held	tracepoint handlers
 *
 * A handler runs in any context, NMI included, inside an SRCU read section of
 * tracepoint_srcu or with preemption off, and sees a filter by one pointer. So a
 * filter is complete before it is published, never changes while it can be seen,
 * and is freed after both kinds of sections have ended (ktf_live.c). Who writes
 * a filter does not wait for that. Filters of triggers, probes and perf are freed by their
 * owners, who have waited for readers of their own.
 *
 * What the filter of an event can say of it without a record is a program of its own
 * (vm/early.c), which the tracing core asks first: ktap_filter_rejects().
 *
 * A text that is refused still takes the old filter's place: filtering stops, and
 * the file shows the text with the error until something else is written. That is how
 * it always was; images are newer: if what is wrong is in an image, or the text begins
 * with one, nothing changes. And so it is with every text where ktap_filter.refused=keep.
 *
 * What a filter shows is all that is kept of it beside its program. It can be written
 * back and means the same: the text that was written, or for an image alone its source
 * if that is what the image does. Whoever asks for the image
 * of a filter has it made anew from that.
 */
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "ktf_build.h"
#include "ktf_jit.h"
#include "ktf_knob.h"
#include "ktf_live.h"
#include "ktf_trace.h"
#include "lang/pattern.h"
#include "prog/image.h"
#include "prog/limits.h"
#include "vm/early.h"

static_assert(sizeof(struct trace_entry) == KTF_MIN_FIXED);

enum { REFUSED_REPLACE, REFUSED_KEEP };

static const char * const refused_names[] = { "replace", "keep", NULL };
static struct ktf_knob refused = { .names = refused_names, .choice = REFUSED_REPLACE };

module_param_cb(refused, &ktf_knob_ops, &refused, 0644);
MODULE_PARM_DESC(refused, "what a text that is refused does to the old filter: replace or keep");

/**
 * filter_match_preds - does a filter let a record pass?
 * @filter: the filter, or NULL for none.
 * @rec: the record, with its header filled in.
 *
 * Context: any, NMI included; in a read section of tracepoint_srcu or RCU-sched.
 * Return: 1 to keep the event (also where there is no filter, or one that was
 * refused), 0 to drop it.
 */
int filter_match_preds(struct event_filter *filter, void *rec)
{
	const struct ktf_insn *entry;

	if (!filter)
		return 1;
	entry = ktf_filter_entry(filter);
	if (likely(entry))
		return ktf_run_from(entry, rec, U32_MAX);
	return filter->ktap.run(current, rec);
}
EXPORT_SYMBOL_GPL(filter_match_preds);

static __always_inline bool rejects(const struct ktf_prog *early, struct trace_event_file *file,
				    unsigned int context)
{
	struct trace_entry head;

	tracing_generic_entry_update(&head, file->event_call->event.type, context);
	return !ktf_run(early, &head, sizeof(head));
}

/* Apart, so that filters which do not ask save no registers over the call of who knows. */
static noinline bool rejects_in_context(const struct ktf_prog *early,
					struct trace_event_file *file)
{
	return rejects(early, file, tracing_gen_ctx_dec());
}

/**
 * ktap_filter_rejects - does an event's filter reject it whatever its record will hold?
 * @file: the event in its instance.
 *
 * Context: any, NMI included; in the read section in which the record will be committed,
 * and called from where the record's context is taken (trace_event_buffer_reserve()).
 * Return: whether no record is needed, as the filter would drop it.
 */
bool ktap_filter_rejects(struct trace_event_file *file)
{
	struct event_filter *filter = rcu_dereference_raw(file->filter);
	const struct ktf_prog *early;

	if (!filter)
		return false;
	early = filter->ktap.early;
	if (!early)
		return false;
	if (unlikely(filter->ktap.asks_context))
		return rejects_in_context(early, file);
	return rejects(early, file, 0);
}

/**
 * ktf_filter_log_error - write what is wrong with a filter to the error log
 * @tr: the instance whose log it is; NULL for the top one.
 * @text: the filter's text.
 * @diag: what is wrong. If that is in an image, the log shows where in place of the text.
 *
 * Context: may sleep.
 */
void ktf_filter_log_error(struct trace_array *tr, const char *text,
			  const struct ktf_diag *diag)
{
	bool image = diag->where[0];

	tracing_log_err(tr, image ? "event filter image" : "event filter parse error",
			image ? diag->where : text, ktf_err_text,
			diag->code ?: KTF_ERR_ERRNO, diag->code ? diag->pos : 0);
}

/**
 * ktf_filter_show_error - show an error behind the filter's text, and in the log
 * @tr: the instance; NULL for the top one.
 * @filter: a filter that nobody else sees yet.
 * @diag: what is wrong with its text.
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

/* The source of an image in place of the image, if that can be written back for it. */
static void show_source(struct event_filter *filter, const struct ktf_portable *prog,
			const struct ktf_schema *schema)
{
	char *source;

	if (!filter->filter_string || !ktf_source_holds(prog, schema) ||
	    strlen(prog->source) >= PAGE_SIZE)
		return;
	source = kstrdup(prog->source, GFP_KERNEL);
	if (!source)
		return;
	kfree(filter->filter_string);
	filter->filter_string = source;
}

static bool names(const struct ktf_portable *prog, const char *field)
{
	return ktf_portable_field(prog, field, strlen(field)) >= 0;
}

/* Does a program ask for the flags or the preempt_count of a record? */
static bool asks_context(const struct ktf_portable *prog)
{
	return names(prog, "common_flags") || names(prog, "common_preempt_count");
}

/* Give a filter its program, and what it shows. */
static int load(const struct ktf_schema *schema, struct ktf_portable *portable,
		struct event_filter *filter, struct ktf_diag *diag)
{
	struct ktap_filter *ktap = &filter->ktap;
	struct ktf_prog *prog;

	show_source(filter, portable, schema);
	prog = ktf_load(portable, schema, diag);
	if (IS_ERR(prog))
		return PTR_ERR(prog);
	ktap->asks_context = asks_context(portable);
	ktap->has_addresses = portable->nr_funcs;
	ktap->native = ktf_jit(prog, &ktap->run);
	if (!ktap->native)
		rcu_assign_pointer(ktap->entry, prog->insns);
	return 0;
}

/**
 * ktf_filter_build - give a filter its program
 * @schema: the event.
 * @text: the filter's text.
 * @filter: a filter that nobody else sees yet, and that may show @text.
 * @diag: gets the error.
 *
 * Context: may sleep; event_mutex keeps the event's fields.
 * Return: 0; else as ktf_compile() and ktf_load().
 */
int ktf_filter_build(const struct ktf_schema *schema, const char *text,
		     struct event_filter *filter, struct ktf_diag *diag)
{
	struct ktf_portable portable;
	int err = ktf_compile(text, schema, &portable, diag);

	if (!err)
		err = load(schema, &portable, filter, diag);
	ktf_portable_free(&portable);
	return err;
}

static void find_early(struct event_filter *filter)
{
	filter->ktap.early = ktf_early(ktf_filter_prog(filter));
}

/**
 * ktf_filter_build_for_event - give an event's own filter its programs
 * @schema: see ktf_filter_build(), as
 * @text: this,
 * @filter: this, and
 * @diag: this.
 *
 * Nobody but the filter of an event itself is asked before there is a record.
 *
 * Context: may sleep; event_mutex keeps the event's fields.
 * Return: as ktf_filter_build().
 */
int ktf_filter_build_for_event(const struct ktf_schema *schema, const char *text,
			       struct event_filter *filter, struct ktf_diag *diag)
{
	int err = ktf_filter_build(schema, text, filter, diag);

	if (!err)
		find_early(filter);
	return err;
}

/**
 * ktf_filter_kept - does what is wrong with a text leave the old filter in force?
 * @text: the text.
 * @diag: what is wrong with it.
 *
 * Context: any.
 * Return: true if it is an image, or if old filters are always to be kept.
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
 * create_event_filter - make a filter that is not on an event itself
 * @tr: the instance whose error log is told of a mistake; NULL for the top one.
 * @call: the event.
 * @text: the filter's text.
 * @set_str: keep the text, and show a mistake.
 * @filterp: points to NULL; gets the filter, refused ones included, which the
 *	caller is to free; stays NULL if not even that can be had, or if @set_str and the
 *	old filter is to be kept.
 *
 * Context: may sleep; event_mutex keeps the event's fields.
 * Return: 0; -EINVAL, -EPERM, -ENOENT, -ESRCH for a mistake in the text, see
 * ktf_compile(); -E2BIG; -ENOMEM.
 */
int create_event_filter(struct trace_array *tr, struct trace_event_call *call,
			char *text, bool set_str, struct event_filter **filterp)
{
	return create(tr, call, text, set_str, false, filterp);
}

/* Triggers change other flags while events fire, so each is changed by itself. */
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

static struct event_filter *installed_filter(struct trace_event_file *file)
{
	return rcu_dereference_protected(file->filter, lockdep_is_held(&event_mutex));
}

/**
 * ktf_filter_install - put a filter in the place of an event's filter
 * @file: the event in its instance.
 * @filter: the filter, which is the event's from here on; NULL for none.
 * @works: it has a program. Between this flag and the pointer, the event is as good
 *	as unfiltered.
 *
 * Context: may sleep; event_mutex held. Waits for no reader: see ktf_filter_retire().
 */
void ktf_filter_install(struct trace_event_file *file, struct event_filter *filter, bool works)
{
	struct event_filter *old = installed_filter(file);

	set_filtered(file, works);
	rcu_assign_pointer(file->filter, filter);
	ktf_filter_retire(old);
}

/**
 * apply_event_filter - write to an event's filter file
 * @file: the event in its instance.
 * @text: what is written; blanks at its end are cut off in place. "0" clears.
 *
 * A text that is refused takes the filter's place all the same, see above. The
 * old filter stays only if there is no memory to say so, or as ktf_filter_kept() says.
 *
 * Context: may sleep; event_mutex held. Waits for no reader: see ktf_filter_retire().
 * Return: 0; -ENODEV if the event is gone; else as create_event_filter().
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
	if (!err)
		err = load(schema, &portable, filter, diag);
	if (!err)
		find_early(filter);
	ktf_portable_free(&portable);
	return err;
}

/**
 * ktf_filter_apply_image - put an image in the place of an event's filter
 * @file: the event in its instance.
 * @image: the image, complete.
 * @bytes: its size, at most KTAP_FILTER_MAX_IMAGE.
 *
 * The filter shows the image's source, or the image as a word. If the image is refused,
 * the old filter stays, and the instance's error log says why.
 *
 * Context: may sleep; event_mutex held. Waits for no reader: see ktf_filter_retire().
 * Return: 0; -ENODEV if the event is gone; else as ktf_image_decode() and ktf_load().
 */
int ktf_filter_apply_image(struct trace_event_file *file, const void *image, u32 bytes)
{
	struct event_filter *filter;
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	char *word;
	int err;

	lockdep_assert_held(&event_mutex);
	if (ktf_core_event_is_gone(file))
		return -ENODEV;
	word = ktf_word_encode(image, bytes);
	filter = word ? ktf_filter_alloc(word) : NULL;
	ktf_free(word);
	if (!filter)
		return -ENOMEM;
	ktf_schema_init(&schema, file->event_call);
	err = load_image(&schema, image, bytes, filter, &diag);
	if (err) {
		ktf_filter_log_error(file->tr, KTAP_FILTER_WORD, &diag);
		free_event_filter(filter);
		return err;
	}
	ktf_filter_install(file, filter, true);
	return 0;
}

/**
 * ktf_filter_shown - what an event's filter shows
 * @file: the event in its instance.
 *
 * Context: event_mutex held, as long as the text is looked at.
 * Return: the text.
 */
const char *ktf_filter_shown(struct trace_event_file *file)
{
	struct event_filter *filter = installed_filter(file);

	return filter && filter->filter_string ? filter->filter_string : "none";
}

/**
 * ktf_filter_works - does an event have a filter, and was it not refused?
 * @file: the event in its instance.
 *
 * Context: event_mutex held.
 * Return: whether it does.
 */
bool ktf_filter_works(struct trace_event_file *file)
{
	struct event_filter *filter = installed_filter(file);

	return filter && ktf_filter_prog(filter);
}

/**
 * print_event_filter - what reading an event's filter file shows
 * @file: the event in its instance.
 * @s: where to.
 *
 * Context: event_mutex held.
 */
void print_event_filter(struct trace_event_file *file, struct trace_seq *s)
{
	trace_seq_printf(s, "%s\n", ktf_filter_shown(file));
}

/**
 * filter_assign_type - how a field of a type is read
 * @type: the type as the event's format shows it.
 *
 * Context: any.
 * Return: FILTER_DYN_STRING and the like; FILTER_OTHER for integers and all that
 * cannot be told.
 */
int filter_assign_type(const char *type)
{
	bool is_char = strstr(type, "char");

	if (is_char && strstr(type, "__data_loc"))
		return FILTER_DYN_STRING;
	if (strstr(type, "__data_loc") && strstr(type, "cpumask_t"))
		return FILTER_CPUMASK;
	if (is_char && strstr(type, "__rel_loc"))
		return FILTER_RDYN_STRING;
	if (is_char && strchr(type, '['))
		return FILTER_STATIC_STRING;
	if (!strcmp(type, "char *") || !strcmp(type, "const char *"))
		return FILTER_PTR_STRING;
	return FILTER_OTHER;
}

/**
 * filter_parse_regex - take a pattern apart, as ftrace's function filters want it
 * @buff: the pattern, with room for a NUL behind it; is written to.
 * @len: its length, bytes.
 * @search: gets the text to look for, ending in a NUL.
 * @not: gets whether the pattern starts with "!".
 *
 * Context: any.
 * Return: the kind of match.
 */
enum regex_type filter_parse_regex(char *buff, int len, char **search, int *not)
{
	static const enum regex_type type[] = {
		[KTF_PATTERN_FULL]	= MATCH_FULL,
		[KTF_PATTERN_PREFIX]	= MATCH_FRONT_ONLY,
		[KTF_PATTERN_CONTAINS]	= MATCH_MIDDLE_ONLY,
		[KTF_PATTERN_SUFFIX]	= MATCH_END_ONLY,
		[KTF_PATTERN_GLOB]	= MATCH_GLOB,
		[KTF_PATTERN_INDEX]	= MATCH_INDEX,
	};
	struct ktf_pattern pattern;

	ktf_pattern_classify(buff, len, &pattern);
	*not = pattern.negated;
	*search = buff + pattern.start;
	if (pattern.class == KTF_PATTERN_PREFIX || pattern.class == KTF_PATTERN_CONTAINS)
		(*search)[pattern.len] = 0;
	return type[pattern.class];
}
