/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The table of cases: filters, records, and the verdicts that they must give.
 *
 * The rows in cases/ are the only statement of what the language means. They run in user
 * space and as KUnit. The stock engine has to give the same answers, except for
 * cases/differences.h. No expected value comes from the engine under test: the C compiler
 * computes verdicts of integers.
 */
#ifndef _KTF_CASES_H
#define _KTF_CASES_H

#include "prog/env.h"
#include "prog/err.h"

/* The start of every record: struct trace_entry. */
struct ktf_event_head {
	u16	type;
	u8	flags;
	u8	preempt_count;
	s32	pid;
};

#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)	ctype name dim;
struct ktf_event_main {
	struct ktf_event_head	head;
#include "cases/fields.h"
};

#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)	ctype name dim;
struct ktf_event_shadow {
	struct ktf_event_head	head;
#include "cases/fields-shadow.h"
};

#define KTF_FIELD(type, ctype, name, dim, is_signed, kind)	ctype name dim;
struct ktf_event_function {
	struct ktf_event_head	head;
#include "cases/fields-function.h"
};

enum ktf_event_nr {
	KTF_EVENT_main,
	KTF_EVENT_shadow,
	KTF_EVENT_function,
	KTF_NR_EVENTS,
};

/**
 * struct ktf_record - a record of any of the events
 * @main: the fixed part.
 * @tail: the text of the field tail, which begins where the fixed part ends.
 * @dyn: the text that the field dyn locates.
 * @rel: the text that the field rel locates.
 * @cpus: the CPUs that the field mask locates.
 */
struct ktf_record {
	union {
		struct ktf_event_main		main;
		struct ktf_event_shadow		shadow;
		struct ktf_event_function	function;
	};
	char		tail[16];
	char		dyn[16];
	char		rel[16];
	unsigned long	cpus[256 / BITS_PER_LONG];
};

/* The value of the field func in a record, relative to KTF_CASE_FUNCTION. */
enum ktf_func_at {
	KTF_FUNC_NOWHERE,
	KTF_FUNC_BEFORE,
	KTF_FUNC_FIRST,
	KTF_FUNC_LAST,
	KTF_FUNC_BEHIND,
};

/* The address that this is in a function of @size bytes at @start. */
static inline unsigned long ktf_func_address(enum ktf_func_at at, unsigned long start,
					     unsigned long size)
{
	switch (at) {
	case KTF_FUNC_BEFORE:
		return start - 1;
	case KTF_FUNC_FIRST:
		return start;
	case KTF_FUNC_LAST:
		return start + size - 1;
	case KTF_FUNC_BEHIND:
		return start + size;
	default:
		return 0;
	}
}

/* A function in every kernel that has event filters. */
#define KTF_CASE_FUNCTION	"filter_match_preds"

/* An address that no kernel and no program maps. */
#define KTF_BAD_ADDRESS		((const char *)8)

/* A row of cases/records.h. */
struct ktf_case_record {
	const char		*name;
	const char		*comm;
	u32			cpu;
	enum ktf_func_at	func;
	const char		*user;
	struct ktf_record	rec;
};

#define KTF_RECORD(name, ...)	KTF_RECORD_##name,
enum ktf_record_nr {
#include "cases/records.h"
	KTF_NR_RECORDS,
};

/**
 * struct ktf_case - a filter that must be accepted
 * @filter: the filter's text.
 * @event: enum ktf_event_nr.
 * @record: enum ktf_record_nr.
 * @verdict: true if the record must pass.
 * @cpus: number of CPUs that the row needs.
 */
struct ktf_case {
	const char	*filter;
	u8		event;
	u8		record;
	bool		verdict;
	u8		cpus;
};

/* Languages: the stock engine's, and the whole one. */
#define KTF_IN_STOCK	0x1
#define KTF_IN_FULL	0x2

/**
 * struct ktf_case_error - a filter that must be refused
 * @filter: the filter's text.
 * @event: enum ktf_event_nr.
 * @err: negative errno.
 * @code: enum ktf_err.
 * @languages: KTF_IN_ bits of the languages in which it is refused. The whole language accepts
 *	it, or has another error, if only the stock engine's bit is set.
 * @pos: the caret's column in the error log, counted from 0.
 */
struct ktf_case_error {
	const char	*filter;
	u8		event;
	s16		err;
	u8		code;
	u8		languages;
	u32		pos;
};

/**
 * struct ktf_case_group - the rows of a file
 * @name: the file's name.
 * @rows: the rows.
 * @nr: how many there are.
 * @languages: KTF_IN_ bits of the languages that have all of them.
 */
struct ktf_case_group {
	const char		*name;
	const struct ktf_case	*rows;
	u32			nr;
	u8			languages;
};

extern const struct ktf_case_record ktf_case_records[KTF_NR_RECORDS];
extern const struct ktf_case_group ktf_case_groups[];
extern const u32 ktf_nr_case_groups;
extern const struct ktf_case_error ktf_case_errors[];
extern const u32 ktf_nr_case_errors;

/* Is this an error that the text of a filter alone cannot cause? */
bool ktf_case_not_from_text(u32 code);

#endif /* _KTF_CASES_H */
