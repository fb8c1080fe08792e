// SPDX-License-Identifier: GPL-2.0
/*
 * The text of a file "hist": a histogram that the kernel keeps.
 *
 *	# trigger info: hist:keys=bytes,comm:vals=hitcount ... [paused]
 *	#
 *
 *	{ bytes:         64, comm: sh                      } hitcount:          3
 *
 *	Totals:
 *	    Hits: 3
 *	    Entries: 1
 *	    Dropped: 0
 *
 * The kernel quotes nothing. A text key may be a file's name, which somebody chose so that it
 * looks like the end of a line and the start of another one. So it ends at the first place where
 * it can end, and nothing in a text may look like the end of a line or like a key behind it. So no
 * true end is passed over: an end in front of it makes one more line than the kernel has counted,
 * or no line at all. If all can be read, and it is as many lines and events as the kernel says,
 * then each of them is true. Otherwise nothing is.
 */
#include "live/histogram.h"

/* Widths that the kernel pads to. */
#define NUMBER_WIDTH	10
#define TASK_WIDTH	16
#define TEXT_WIDTH	50

/* What is left to read. */
struct rest {
	const char	*at;
	const char	*end;
};

static bool skip(struct rest *r, const char *text)
{
	size_t len = strlen(text);

	if ((size_t)(r->end - r->at) < len || memcmp(r->at, text, len))
		return false;
	r->at += len;
	return true;
}

static bool take_digits(struct rest *r, u64 *n)
{
	const char *start = r->at;

	for (*n = 0; r->at < r->end && isdigit(*r->at); r->at++) {
		u32 digit = *r->at - '0';

		if (*n > (~0ULL - digit) / 10)
			return false;
		*n = *n * 10 + digit;
	}
	return r->at > start;
}

/* A number as "%10llu" writes it. */
static bool take_number(struct rest *r, u64 *n)
{
	const char *start = r->at;

	while (r->at < r->end && *r->at == ' ')
		r->at++;
	if (r->at - start >= NUMBER_WIDTH)
		return false;
	return take_digits(r, n) && r->at - start >= NUMBER_WIDTH &&
	       (*start != ' ' || r->at - start == NUMBER_WIDTH);
}

static bool take_log2(struct rest *r, u64 *n)
{
	return skip(r, "~ 2^") && take_digits(r, n) && (*n > 9 || skip(r, " "));
}

static bool take_range(struct rest *r, u64 *n)
{
	u64 to;

	return skip(r, "~ ") && take_digits(r, n) && skip(r, "-") && take_digits(r, &to);
}

static u32 without_blanks(const char *text, u32 len)
{
	while (len && text[len - 1] == ' ')
		len--;
	return len;
}

/* A name has a width that it cannot exceed, so nothing in it matters. */
static bool take_task(struct rest *r, struct histogram_cell *cell)
{
	if (r->end - r->at < TASK_WIDTH)
		return false;
	cell->text = r->at;
	cell->len = without_blanks(r->at, TASK_WIDTH);
	r->at += TASK_WIDTH;
	return skip(r, "[") && take_number(r, &cell->n) && skip(r, "]");
}

/* What stands in front of key @nr. */
static bool skip_name(const struct histogram *h, struct rest *r, u32 nr)
{
	return skip(r, nr ? ", " : "{ ") && skip(r, h->keys[nr].name) && skip(r, ": ");
}

/* The end of a line, and behind it another one, or the end. */
static bool take_end(const struct histogram *h, struct rest *r, struct histogram_entry *entry)
{
	entry->sum = 0;
	if (!skip(r, " } hitcount: ") || !take_number(r, &entry->count))
		return false;
	if (h->value && !(skip(r, "  ") && skip(r, h->value) && skip(r, ": ") &&
			  take_number(r, &entry->sum)))
		return false;
	return skip(r, "\n") && (r->at == r->end || *r->at == '{');
}

/* May the line end here? */
static bool is_end(const struct histogram *h, struct rest r)
{
	struct histogram_entry entry;

	return take_end(h, &r, &entry);
}

/* May the text of key @nr end here? */
static bool can_end(const struct histogram *h, struct rest r, u32 nr)
{
	return nr + 1 < h->nr ? skip_name(h, &r, nr + 1) : is_end(h, r);
}

/* Does a text look here like the end of the line, or the start of a key that is behind a text? */
static bool is_forged(const struct histogram *h, const struct rest *r)
{
	bool behind = false;
	u32 nr;

	if (is_end(h, *r))
		return true;
	for (nr = 0; nr < h->nr; nr++) {
		struct rest other = *r;

		if (behind && skip_name(h, &other, nr))
			return true;
		behind |= h->keys[nr].kind == HISTOGRAM_TEXT;
	}
	return false;
}

static bool take_text(const struct histogram *h, struct rest *r, u32 nr,
		      struct histogram_cell *cell)
{
	struct rest text = *r, before = { r->at - 1, r->end };

	/* The blank in front of a text may be that of the true end. */
	if (is_end(h, before))
		return false;
	while (!can_end(h, *r, nr))
		if (is_forged(h, r) || ++r->at >= r->end)
			return false;
	cell->text = text.at;
	cell->len = without_blanks(text.at, r->at - text.at);
	return r->at - text.at >= TEXT_WIDTH;
}

static bool take_key(const struct histogram *h, struct rest *r, u32 nr,
		     struct histogram_cell *cell)
{
	*cell = (struct histogram_cell) { };
	if (!skip_name(h, r, nr))
		return false;
	switch (h->keys[nr].kind) {
	case HISTOGRAM_NUMBER:
		return take_number(r, &cell->n);
	case HISTOGRAM_LOG2:
		return take_log2(r, &cell->n);
	case HISTOGRAM_RANGE:
		return take_range(r, &cell->n);
	case HISTOGRAM_TASK:
		return take_task(r, cell);
	default:
		return take_text(h, r, nr, cell);
	}
}

static bool take_line(const struct histogram *h, struct rest *r, struct histogram_entry *entry)
{
	u32 nr;

	for (nr = 0; nr < h->nr; nr++)
		if (!take_key(h, r, nr, &entry->keys[nr]))
			return false;
	return take_end(h, r, entry);
}

static const char *find_last(const struct rest *r, const char *text)
{
	const char *at, *last = NULL;
	struct rest from = *r;

	while ((at = memmem(from.at, from.end - from.at, text, strlen(text)))) {
		last = at;
		from.at = at + 1;
	}
	return last;
}

/* Cut the totals off. Nothing but numbers is in them, so the last ones are the true ones. */
static bool take_totals(struct rest *r, struct histogram_totals *totals)
{
	struct rest from = { find_last(r, "\nTotals:\n    Hits: "), r->end };

	if (!from.at)
		return false;
	r->end = from.at;
	return skip(&from, "\nTotals:\n    Hits: ") && take_digits(&from, &totals->hits) &&
	       skip(&from, "\n    Entries: ") && take_digits(&from, &totals->entries) &&
	       skip(&from, "\n    Dropped: ") && take_digits(&from, &totals->dropped) &&
	       skip(&from, "\n") && from.at == from.end;
}

/* The comment shows the trigger, and with it the filter, which is the user's own. */
static bool skip_comment(struct rest *r)
{
	static const char * const ends[] = { " [active]\n#\n\n", " [paused]\n#\n\n" };
	const char *first = NULL, *at;
	u32 i;

	for (i = 0; i < ARRAY_SIZE(ends); i++) {
		at = memmem(r->at, r->end - r->at, ends[i], strlen(ends[i]));
		if (at && (!first || at < first))
			first = at;
	}
	if (!first)
		return false;
	r->at = first + strlen(ends[0]);
	return true;
}

/**
 * histogram_totals_read - read what the kernel tells of the whole of a histogram
 * @text: the text, without a NUL. What its lines have does not matter.
 * @bytes: its length.
 * @totals: gets the numbers.
 *
 * Context: any.
 * Return: 0; -EINVAL if they are not at the end of the text.
 */
int histogram_totals_read(const char *text, size_t bytes, struct histogram_totals *totals)
{
	struct rest r = { text, text + bytes };

	return take_totals(&r, totals) ? 0 : -EINVAL;
}

/**
 * histogram_read - read a histogram
 * @h: what it is to be.
 * @text: the text, without a NUL; texts of lines lie in it.
 * @bytes: its length.
 * @totals: gets what the kernel tells of the whole.
 * @take: takes the lines. What it got is of no use unless the result is 0.
 * @to: its first argument.
 *
 * Context: any.
 * Return: 0; -EINVAL if the text cannot be read as one histogram, and in one way only; what
 * @take returned.
 */
int histogram_read(const struct histogram *h, const char *text, size_t bytes,
		   struct histogram_totals *totals, histogram_take_fn *take, void *to)
{
	struct rest r = { text, text + bytes };
	struct histogram_entry entry;
	u64 lines = 0, hits = 0;
	int err;

	if (!take_totals(&r, totals) || !skip_comment(&r))
		return -EINVAL;
	for (; r.at < r.end; lines++) {
		if (!take_line(h, &r, &entry))
			return -EINVAL;
		hits += entry.count;
		err = take(to, &entry);
		if (err)
			return err;
	}
	return lines == totals->entries && hits == totals->hits ? 0 : -EINVAL;
}
