/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Definitions of dynamic events, out of what the user says of a place and its arguments.
 */
#ifndef _KTF_LIB_PROBE_H
#define _KTF_LIB_PROBE_H

#include "btf/btf.h"

/* Limits of the kernel: a name, one argument behind its "=", its name, arguments, elements. */
#define PROBE_NAME		64
#define PROBE_ARGUMENT		64
#define PROBE_ARGUMENT_NAME	32
#define PROBE_ARGUMENTS		128
#define PROBE_ELEMENTS		64

/* Pointers that are followed for one argument; more than its text has room for. */
#define PROBE_POINTERS		16

/* What a name that is not known may have been meant to be. */
enum probe_among {
	PROBE_NOTHING,
	PROBE_FUNCTIONS,
	PROBE_TRACEPOINTS,
	PROBE_PARAMETERS,
	PROBE_MEMBERS,
	PROBE_TYPES,
	PROBE_FETCH_TYPES,
	PROBE_FIELDS,
};

/**
 * struct probe_error - a mistake in what the user wrote
 * @at: where it is, in bytes from the text's begin.
 * @len: its length in bytes; a name that is not known.
 * @text: what is wrong.
 * @among: what the name may be one of.
 * @type: the number of the type that has them, for parameters and members.
 * @in_source: debuginfo may know what is not known here.
 */
struct probe_error {
	u32			at;
	u32			len;
	char			text[384];
	enum probe_among	among;
	u32			type;
	bool			in_source;
};

__printf(4, 5) int probe_fail(struct probe_error *e, u32 at, u32 len, const char *fmt, ...);
__printf(5, 6) int probe_unknown(struct probe_error *e, u32 at, u32 len, enum probe_among among,
				 const char *fmt, ...);

/* Is this a character of a name? */
static inline bool probe_is_word(char c)
{
	return isdigit(c) || c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/**
 * struct probe_span - a part of the text that the user wrote
 * @at: where it begins, in bytes.
 * @len: its length in bytes; 0 if there is none.
 */
struct probe_span {
	u32	at;
	u32	len;
};

/**
 * struct probe_field - a value with a name, of which nothing is to be found out
 * @name: its name.
 * @base: how the kernel gets it: "$prev_comm", "-8(%bp)"; empty if it cannot.
 * @type: what it is recorded as, unless the user says: "s32".
 * @is_text: it is a text, and not the address of one.
 */
struct probe_field {
	char	name[PROBE_NAME];
	char	base[PROBE_ARGUMENT];
	char	type[8];
	bool	is_text;
};

/**
 * struct probe_place - a place in the kernel
 * @text: the text that has it.
 * @group: the name of the event's group.
 * @event: the name of the event.
 * @kind: the letter of the definition: 'e', 'f', 'p', 'r' or 't'.
 * @module: the name of the module; of an event, that of its system.
 * @symbol: the name of the function, tracepoint or event; or a pattern.
 * @offset: bytes behind the function's begin.
 * @is_return: it is where the function returns.
 * @is_glob: @symbol is a pattern.
 * @is_user: it is in a program. Then @module is the provider of a marker.
 * @is_marker: @symbol is a marker that was compiled in.
 * @in_source: @symbol is a place in the source; @event is empty unless the user names it.
 * @no_ftrace: ftrace does not have the function, so @kind is that of a breakpoint.
 * @btf: the types that describe it; NULL for none.
 * @proto: the number of the type of the function; BTF_NO_TYPE if it is not known.
 * @skip: parameters of the type that are not the tracepoint's own.
 * @fields: values that have names there; NULL if it is parameters that have them.
 * @nr_fields: number of fields.
 */
struct probe_place {
	const char		*text;
	char			group[PROBE_NAME];
	char			event[PROBE_NAME];
	char			kind;
	struct probe_span	module;
	struct probe_span	symbol;
	u64			offset;
	bool			is_return;
	bool			is_glob;
	bool			is_user;
	bool			is_marker;
	bool			in_source;
	bool			no_ftrace;
	const struct btf	*btf;
	u32			proto;
	u32			skip;
	const struct probe_field *fields;
	u32			nr_fields;
};

int probe_place_read(struct probe_place *place, const char *text, struct probe_span span,
		     struct probe_error *e);
int probe_place_read_user(struct probe_place *place, const char *text, struct probe_span span,
			  struct probe_error *e);
int probe_place_find(struct probe_place *place, const struct btf *btf, struct probe_error *e);
const char *probe_habit(const char *prefix, u32 len);
void probe_place_prototype(const struct probe_place *place, char *text, u32 bytes);
u32 probe_parameters(const struct probe_place *place, const struct btf_param **list);
u32 probe_parameter(const struct probe_place *place, const char *name, u32 len);

/**
 * struct probe_value - a value that can be read at a place
 * @base: what it begins with, as the kernel is told: "$arg1".
 * @pointers: offsets from one pointer to the next one.
 * @nr_pointers: how many there are.
 * @in_memory: the value lies at @offset behind what the last pointer points to; otherwise it is
 *	@base itself.
 * @offset: see @in_memory; bytes.
 * @bit: the first bit of a bit field, in the byte at @offset.
 * @width: its bits; 0 for what is none.
 * @type: the number of its type; BTF_NO_TYPE if that is not known.
 * @stars: it is so many pointers to @type.
 * @user: the memory is that of user space.
 * @field: the field that it is; NULL for none.
 * @name: the last name in it, which is the argument's.
 * @path: all of it in the text.
 */
struct probe_value {
	char			base[PROBE_ARGUMENT];
	s64			pointers[PROBE_POINTERS];
	u32			nr_pointers;
	bool			in_memory;
	s64			offset;
	u32			bit;
	u32			width;
	u32			type;
	u32			stars;
	bool			user;
	const struct probe_field *field;
	struct probe_span	name;
	struct probe_span	path;
};

/**
 * struct probe_reader - reads arguments from a text
 * @place: the place of which they are.
 * @at: what is read next, in bytes from the begin of the place's text.
 * @end: where the arguments end.
 * @e: gets a mistake.
 */
struct probe_reader {
	const struct probe_place	*place;
	u32				at;
	u32				end;
	struct probe_error		*e;
};

/**
 * struct probe_argument - an argument of a definition
 * @name: its name.
 * @text: the value and its type, as the kernel is told.
 * @span: what the user says of it, which may be several arguments.
 */
struct probe_argument {
	char			name[PROBE_ARGUMENT_NAME];
	char			text[PROBE_ARGUMENT];
	struct probe_span	span;
};

/* The number of what a function returns, where parameters have numbers from 1. */
#define PROBE_RETURNED	0

bool probe_is_cast(const struct probe_reader *r);
int probe_path_read(struct probe_reader *r, struct probe_value *v);
void probe_value_declare(const struct probe_place *place, const struct probe_value *v,
			 char text[BTF_DECLARATION]);
const struct btf_type *probe_value_type(const struct probe_place *place,
					const struct probe_value *v);
int probe_value_parameter(const struct probe_reader *r, u32 nr, struct probe_value *v);
int probe_value_field(const struct probe_reader *r, struct probe_value *v);
int probe_value_follow(const struct probe_reader *r, struct probe_value *v);

int probe_fetch(const struct probe_reader *r, struct probe_value *v, struct probe_span type,
		char text[PROBE_ARGUMENT]);
const char *probe_fetch_type(u32 nr);

/* What an argument of the user says may be several arguments. */
#define PROBE_DEFINITION \
	(2048 + PROBE_ARGUMENTS * (PROBE_ARGUMENT + PROBE_ARGUMENT_NAME + 2))

bool probe_word_next(struct probe_reader *r, u32 end, struct probe_span *word);
int probe_word_name(struct probe_reader *r, struct probe_span *name);
int probe_word_type(struct probe_reader *r, struct probe_span *type, bool *user);
int probe_words_name(struct probe_reader *r, char *text, u32 bytes);
int probe_arguments_read(struct probe_reader *r, struct probe_argument *list, u32 *nr);
void probe_site(const struct probe_place *place, char *text, u32 bytes);
void probe_site_user(const char *path, u64 offset, u64 semaphore, char *text, u32 bytes);
void probe_definition(const struct probe_place *place, const char *site,
		      const struct probe_argument *list, u32 nr, char *text, u32 bytes);

u32 probe_marker_fields(const char *arguments, struct probe_field *fields, u32 room);

#endif /* _KTF_LIB_PROBE_H */
