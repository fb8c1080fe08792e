// SPDX-License-Identifier: GPL-2.0
/*
 * Records. Random bytes would fail every equality: half of the values are those that the
 * filter asks for, or next to them.
 *
 * Arrays of fixed size are filled up with NULs behind their text, as events do: the meaning
 * of stale bytes there is one of the listed differences. Dynamic texts come in all shapes,
 * with and without a NUL at the end or in the middle, empty, and of size 0, where the text
 * runs to a NUL.
 *
 * A record ends with a text or mask that one of its fields locates, whichever field that is.
 * Our engine gets the record where memory ends: it must not look at any byte behind it. The
 * stock engine looks for the NUL of a text that has none.
 */
#include <linux/cpumask.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/unaligned.h>
#include <linux/vmalloc.h>

#include "oracle.h"

/* Room for a tail of variable size. */
#define TAIL_BYTES	64

struct filling {
	struct oracle_random		*r;
	const struct oracle_text	*text;
	struct oracle_record		*record;
	u32				end;	/* end of the texts so far, in the record */
};

/* Make the record at least @end bytes long. */
static void reach(struct filling *f, u32 end)
{
	f->record->len = max(f->record->len, end);
}

static u64 some_number(struct filling *f)
{
	u64 n = 0;

	if (f->text->nr_numbers && oracle_percent(f->r, 60))
		n = f->text->numbers[oracle_below(f->r, f->text->nr_numbers)];
	else
		n = oracle_percent(f->r, 50) ? oracle_u64(f->r) : oracle_below(f->r, 4);
	if (oracle_percent(f->r, 25))
		n += oracle_below(f->r, 3) - 1;
	return n;
}

static void fill_number(struct filling *f, const struct ftrace_event_field *field)
{
	void *at = f->record->bytes + field->offset;
	u64 n = some_number(f);

	switch (field->size) {
	case 1:
		*(u8 *)at = n;
		break;
	case 2:
		put_unaligned((u16)n, (u16 *)at);
		break;
	case 4:
		put_unaligned((u32)n, (u32 *)at);
		break;
	case 8:
		put_unaligned(n, (u64 *)at);
		break;
	}
}

static void fill_array(struct filling *f, const struct ftrace_event_field *field)
{
	char word[64] = "";

	oracle_word(f->r, f->text, word, sizeof(word));
	memset(f->record->bytes + field->offset, 0, field->size);
	memcpy(f->record->bytes + field->offset, word, min_t(u32, field->size, strlen(word)));
	if (field->size)
		return;
	/* A field of size 0 is the record's tail, a text with a NUL. */
	strscpy(f->record->bytes + field->offset, word, TAIL_BYTES);
	reach(f, field->offset + strlen(f->record->bytes + field->offset) + 1);
}

static void fill_located(struct filling *f, const struct ftrace_event_field *field, u32 base)
{
	char word[64] = "";
	bool full = f->end > ORACLE_RECORD_BYTES - sizeof(word);
	u32 len, size;

	if (full)
		f->end -= sizeof(word);	/* texts may overlap */
	oracle_word(f->r, f->text, word, sizeof(word));
	len = strlen(word);
	size = len + 1;
	if (oracle_percent(f->r, 10))
		size = len;			/* no NUL at the end */
	else if (oracle_percent(f->r, 5))
		size = 0;			/* size 0: ends at its NUL */
	else if (oracle_percent(f->r, 10) && len > 2)
		word[len / 2] = 0;		/* a NUL in the middle */
	memcpy(f->record->bytes + f->end, word, len + 1);
	put_unaligned(size << 16 | (f->end - base),
		      (u32 *)(f->record->bytes + field->offset));
	reach(f, f->end + (size && !full ? size : len + 1));
	f->end += len + 1;
}

static void fill_pointer(struct filling *f, const struct ftrace_event_field *field)
{
	/* User-Mode Linux does not survive a fault on a kernel pointer, so use valid ones only. */
	u32 which = oracle_below(f->r, ARRAY_SIZE(f->record->strings) +
				       !IS_ENABLED(CONFIG_UML));
	unsigned long ptr = oracle_percent(f->r, 50) ? 0 : 16;

	if (which < ARRAY_SIZE(f->record->strings)) {
		ptr = (unsigned long)f->record->strings[which];
		oracle_word(f->r, f->text, f->record->strings[which],
			    sizeof(f->record->strings[which]));
	}
	put_unaligned(ptr, (unsigned long *)(f->record->bytes + field->offset));
}

static void fill_mask(struct filling *f, const struct ftrace_event_field *field)
{
	u32 i, bytes = cpumask_size();

	f->end = min_t(u32, ALIGN(f->end, sizeof(long)), ORACLE_RECORD_BYTES - bytes);
	for (i = 0; i < bytes; i++)
		f->record->bytes[f->end + i] = oracle_percent(f->r, 50) ? 1 << oracle_below(f->r, 8)
									: oracle_u64(f->r);
	put_unaligned(bytes << 16 | f->end, (u32 *)(f->record->bytes + field->offset));
	f->end += bytes;
	reach(f, f->end);
}

static void fill(struct filling *f, const struct ftrace_event_field *field)
{
	switch (field->filter_type) {
	case FILTER_STATIC_STRING:
		fill_array(f, field);
		break;
	case FILTER_DYN_STRING:
		fill_located(f, field, 0);
		break;
	case FILTER_RDYN_STRING:
		fill_located(f, field, field->offset + 4);
		break;
	case FILTER_PTR_STRING:
		fill_pointer(f, field);
		break;
	case FILTER_CPUMASK:
		fill_mask(f, field);
		break;
	case FILTER_COMM:
	case FILTER_CPU:
	case FILTER_STACKTRACE:
		break;
	default:
		fill_number(f, field);
		break;
	}
}

/**
 * oracle_alloc_record - allocate memory for records
 *
 * Context: may sleep.
 * Return: the memory; free it with oracle_free_record(). NULL if memory is short.
 */
struct oracle_record *oracle_alloc_record(void)
{
	struct oracle_record *record = kzalloc(sizeof(*record), GFP_KERNEL);

	if (!record)
		return NULL;
	record->page = vmalloc(PAGE_SIZE);
	if (record->page)
		return record;
	kfree(record);
	return NULL;
}

/**
 * oracle_free_record - free memory for records
 * @record: the memory, or NULL.
 *
 * Context: may sleep.
 */
void oracle_free_record(struct oracle_record *record)
{
	if (record)
		vfree(record->page);
	kfree(record);
}

/**
 * oracle_make_record - make a random record, and a name for the current task
 * @r: the generator.
 * @event: the event.
 * @text: the filter.
 * @record: gets the record and its copy.
 *
 * Context: task.
 */
void oracle_make_record(struct oracle_random *r, const struct oracle_event *event,
			const struct oracle_text *text, struct oracle_record *record)
{
	struct filling f = { .r = r, .text = text, .record = record };
	u32 first = oracle_below(r, event->nr_fields), i;
	char name[TASK_COMM_LEN];

	memset(record->bytes, 0, sizeof(record->bytes));
	for (i = 0; i < event->fixed; i++)
		record->bytes[i] = oracle_u64(r);
	record->len = event->fixed;
	f.end = event->fixed + TAIL_BYTES;
	/* The text that is filled in last ends the record. */
	for (i = 0; i < event->nr_fields; i++)
		fill(&f, event->fields[(first + i) % event->nr_fields]);
	memcpy(oracle_exact(record), record->bytes, record->len);
	oracle_word(r, text, name, sizeof(name));
	set_task_comm(current, name);
}
