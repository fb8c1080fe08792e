// SPDX-License-Identifier: GPL-2.0
/*
 * Places in the kernel: [[GROUP:]NAME=]PLACE.
 *
 *	PLACE			definition	arguments
 *	vfs_read		f vfs_read	the function's
 *	vfs_read%return		f vfs_read%return	the same, and $retval
 *	vfs_*, vfs_*%return	f vfs_*		by number
 *	ext4:ext4_sync_fs	p		the function's
 *	ext4:ext4_sync_fs%return	r	the same, and $retval
 *	vfs_read+0x1b		p		registers
 *	vfs_read+0		p		registers, or the function's
 *	tp:sched_switch		t		the tracepoint's
 *	sched:sched_switch	e		the event's fields
 *	vfs_read:12, open.c:99	p		what debuginfo says
 *
 * A place is taken apart here, which needs nothing but its text. Its type is looked for next.
 * Whether SYSTEM:EVENT is an event or MODULE:FUNCTION, only the caller knows. What is in a program
 * has a function, as above, or is a marker, %PROVIDER:NAME.
 */
#include <stdio.h>

#include "probe/probe.h"

static const char places[] = "FUNCTION, FUNCTION%return, FUNCTION+OFFSET or tp:TRACEPOINT";

static bool is_name(const char *text, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		if (!probe_is_word(text[i]))
			return false;
	return len && len < PROBE_NAME && !isdigit(text[0]);
}

static int check_name(const char *text, u32 at, u32 len, struct probe_error *e)
{
	if (!is_name(text + at, len))
		return probe_fail(e, at, len, "a name has letters, digits and _, and at most %u",
				  PROBE_NAME - 1);
	return 0;
}

static int take_name(const char *text, u32 at, u32 len, char name[PROBE_NAME],
		     struct probe_error *e)
{
	if (check_name(text, at, len, e))
		return -EINVAL;
	memcpy(name, text + at, len);
	name[len] = 0;
	return 0;
}

/* Take [GROUP:]NAME= off the text. */
static int read_names(struct probe_place *place, struct probe_span *left, struct probe_error *e)
{
	const char *text = place->text + left->at;
	const char *equals = memchr(text, '=', left->len), *colon;
	u32 len = equals ? equals - text : 0, group = 0;

	snprintf(place->group, sizeof(place->group), "ktap");
	/* What is behind ";" is a text in the source. */
	if (!equals || memchr(text, ';', len))
		return 0;
	colon = memchr(text, ':', len);
	if (colon) {
		group = colon - text + 1;
		if (take_name(place->text, left->at, group - 1, place->group, e))
			return -EINVAL;
	}
	if (take_name(place->text, left->at + group, len - group, place->event, e))
		return -EINVAL;
	left->at += len + 1;
	left->len -= len + 1;
	return 0;
}

static bool take_suffix(const char *text, struct probe_span *left, const char *suffix)
{
	u32 len = strlen(suffix);

	if (left->len <= len || memcmp(text + left->at + left->len - len, suffix, len))
		return false;
	left->len -= len;
	return true;
}

/* Take +OFFSET off the text. */
static int read_offset(struct probe_place *place, struct probe_span *left, struct probe_error *e)
{
	const char *text = place->text + left->at, *plus = memchr(text, '+', left->len);
	u32 len;
	char *end;

	if (!plus)
		return 0;
	if (place->is_return)
		return probe_fail(e, left->at, left->len,
				  "a function returns where it does: omit +OFFSET or %%return");
	len = plus + 1 - text;
	errno = 0;
	place->offset = strtoull(plus + 1, &end, 0);
	if (!isdigit(plus[1]) || end != text + left->len || errno)
		return probe_fail(e, left->at + len, left->len - len,
				  "an offset is a number of bytes, such as 27 or 0x1b");
	left->len = len - 1;
	/* Also for +0: the begin has registers if it is an instruction. */
	if (!place->kind)
		place->kind = 'p';
	return 0;
}

/* Take MODULE: or tp: off the text. */
static int read_prefix(struct probe_place *place, struct probe_span *left, struct probe_error *e)
{
	const char *text = place->text + left->at, *colon = memchr(text, ':', left->len);
	u32 len = colon ? colon - text : 0;

	if (!colon)
		return 0;
	if (len == 2 && !memcmp(text, "tp", 2)) {
		place->kind = 't';
	} else {
		if (check_name(place->text, left->at, len, e))
			return -EINVAL;
		place->module = (struct probe_span) { left->at, len };
	}
	left->at += len + 1;
	left->len -= len + 1;
	return 0;
}

/* Compilers add ".isra.0" to the name of a function that they changed. */
static bool is_symbol(char c, bool glob)
{
	return probe_is_word(c) || strchr(".$", c) || (glob && strchr("*?[]!-", c));
}

/* No function can be called so. Perhaps what is in front of it is another tool's. */
static int no_function(const struct probe_place *place, u32 at, struct probe_error *e)
{
	const char *prefix = place->kind == 't' ? "tp" : place->text + place->module.at;
	const char *instead = probe_habit(prefix, place->kind == 't' ? 2 : place->module.len);

	if (place->text[at] == '%')
		instead = "write FUNCTION%return";
	if (place->text[at] == '(')
		instead = "arguments stand behind a blank";
	return probe_fail(e, at, 1, "no name of a function has this%s%s", instead ? "; " : "",
			  instead ?: "");
}

static int check_symbol(struct probe_place *place, struct probe_error *e)
{
	const char *text = place->text + place->symbol.at;
	u32 len = place->symbol.len, i;

	if (len > 2 && !memcmp(text + len - 2, ".c", 2))
		return probe_fail(e, place->symbol.at, len,
				  "which line? As %.*s:12; a place is %s, or a line", (int)len,
				  text, places);
	for (i = 0; i < len; i++)
		place->is_glob |= !!strchr("*?[", text[i]);
	for (i = 0; i < len && is_symbol(text[i], place->is_glob); i++)
		;
	if (!len)
		return probe_fail(e, place->symbol.at, 0, "of which function?");
	return i < len ? no_function(place, place->symbol.at + i, e) : 0;
}

/* What only some places can have. */
static int check_place(const struct probe_place *place, struct probe_error *e)
{
	struct probe_span s = place->symbol;

	if (place->kind == 't' && (place->is_glob || place->is_return || place->offset))
		return probe_fail(e, s.at, s.len, "a tracepoint is a single place: tp:NAME");
	if (place->is_glob && place->module.len)
		return probe_fail(e, s.at, s.len,
				  "a pattern is of functions of all modules: leave out the module");
	if (place->is_glob && place->kind == 'p')
		return probe_fail(e, s.at, s.len, "a pattern has no offset: name one function");
	return 0;
}

/* Name the event as perf does; a letter that no name has becomes a line. */
static void name_event(struct probe_place *place)
{
	char name[2 * PROBE_NAME], *c;
	u32 len = min_t(u32, place->symbol.len, PROBE_NAME - 1);
	const char *text = place->text + place->symbol.at;

	if (place->offset)
		snprintf(name, sizeof(name), "%.*s_0x%llx", (int)len, text, place->offset);
	else
		snprintf(name, sizeof(name), "%s%.*s%s", isdigit(text[0]) ? "_" : "", (int)len,
			 text, place->is_return ? "__return" : "");
	for (c = name; *c; c++)
		if (!probe_is_word(*c))
			*c = '_';
	snprintf(place->event, sizeof(place->event), "%.*s", PROBE_NAME - 1, name);
}

/* Is it said in terms of the source? */
static bool is_source(const char *text, u32 len)
{
	const char *colon = memchr(text, ':', len);

	return (colon && colon + 1 < text + len && isdigit(colon[1])) || memchr(text, '@', len) ||
	       memchr(text, ';', len);
}

/* A place in the source, which goes to others as it is. They name the event. */
static int read_source(struct probe_place *place, struct probe_span left, struct probe_error *e)
{
	const char *text = place->text + left.at;
	u32 i;

	place->in_source = true;
	place->kind = 'p';
	place->symbol = left;
	for (i = 0; i < left.len; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return probe_fail(e, left.at + i, 1, "no place has this");
	if (!probe_is_word(*text) && !strchr("./", *text))
		return probe_fail(e, left.at, 1, "a place begins with a name");
	return 0;
}

static char kind_of(const struct probe_place *place)
{
	if (place->kind)
		return place->kind;
	if (place->module.len)
		return place->is_return ? 'r' : 'p';
	return 'f';
}

/**
 * probe_place_read - take a place apart
 * @place: gets its parts. Nothing is known of its types yet.
 * @text: the text; it must live as long as @place.
 * @span: the place in it.
 * @e: gets a mistake.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_place_read(struct probe_place *place, const char *text, struct probe_span span,
		     struct probe_error *e)
{
	*place = (struct probe_place) { .text = text, .proto = BTF_NO_TYPE };
	if (read_names(place, &span, e))
		return -EINVAL;
	if (is_source(text + span.at, span.len))
		return read_source(place, span, e);
	if (read_prefix(place, &span, e))
		return -EINVAL;
	place->is_return = take_suffix(text, &span, "%return");
	if (read_offset(place, &span, e))
		return -EINVAL;
	place->symbol = span;
	if (check_symbol(place, e) || check_place(place, e))
		return -EINVAL;
	place->kind = kind_of(place);
	if (!place->event[0])
		name_event(place);
	return 0;
}

/* %PROVIDER:NAME */
static int read_marker(struct probe_place *place, struct probe_span left, struct probe_error *e)
{
	const char *text = place->text + ++left.at, *colon = memchr(text, ':', --left.len);
	u32 len = colon ? colon - text : 0;

	place->is_marker = true;
	if (!colon)
		return probe_fail(e, left.at, left.len, "a marker is %%PROVIDER:NAME");
	place->module = (struct probe_span) { left.at, len };
	place->symbol = (struct probe_span) { left.at + len + 1, left.len - len - 1 };
	return check_name(place->text, left.at, len, e) ?:
	       check_name(place->text, place->symbol.at, place->symbol.len, e);
}

/* FUNCTION, FUNCTION+OFFSET or FUNCTION%return */
static int read_function(struct probe_place *place, struct probe_span left, struct probe_error *e)
{
	place->is_return = take_suffix(place->text, &left, "%return");
	if (read_offset(place, &left, e))
		return -EINVAL;
	place->symbol = left;
	if (check_symbol(place, e))
		return -EINVAL;
	if (place->is_glob)
		return probe_fail(e, left.at, left.len, "a pattern is of functions of the kernel");
	if (place->is_return)
		place->kind = 'r';
	return 0;
}

/**
 * probe_place_read_user - take a place in a program apart
 * @place: gets its parts.
 * @text: the text; it must live as long as @place.
 * @span: the place in it.
 * @e: gets a mistake.
 *
 * Context: any.
 * Return: 0 or -EINVAL.
 */
int probe_place_read_user(struct probe_place *place, const char *text, struct probe_span span,
			  struct probe_error *e)
{
	bool is_marker;
	int err;

	*place = (struct probe_place) { .text = text, .proto = BTF_NO_TYPE, .is_user = true };
	if (read_names(place, &span, e))
		return -EINVAL;
	place->kind = 'p';
	is_marker = span.len && text[span.at] == '%';
	if (!is_marker && is_source(text + span.at, span.len))
		return read_source(place, span, e);
	err = is_marker ? read_marker(place, span, e) : read_function(place, span, e);
	if (!err && !place->event[0])
		name_event(place);
	return err;
}
