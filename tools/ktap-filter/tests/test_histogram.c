// SPDX-License-Identifier: GPL-2.0
/*
 * Histograms of the kernel: what is written as the kernel writes it is read again, or is refused.
 * Texts that look like other lines may never make a number wrong.
 */
#include <stdlib.h>

#include "live/histogram.h"
#include "test.h"

#define MAX_LINES	4
#define MAX_CELL	400
#define TRIES		20000

struct line {
	u64	n[HISTOGRAM_KEYS];
	char	text[HISTOGRAM_KEYS][MAX_CELL];
	u64	count;
	u64	sum;
};

/* A histogram, and where its reading is. */
struct table {
	struct histogram	h;
	struct line		lines[MAX_LINES];
	u32			nr;
	u64			dropped;
	u32			at;
	bool			differs;
};

static void write_key(FILE *to, const struct histogram_key *key, u64 n, const char *text)
{
	fprintf(to, "%s: ", key->name);
	switch (key->kind) {
	case HISTOGRAM_NUMBER:
		fprintf(to, "%10llu", n);
		return;
	case HISTOGRAM_LOG2:
		fprintf(to, "~ 2^%-2llu", n);
		return;
	case HISTOGRAM_RANGE:
		fprintf(to, "~ %llu-%llu", n, n + 99);
		return;
	case HISTOGRAM_TASK:
		fprintf(to, "%-16s[%10llu]", text, n);
		return;
	}
	fprintf(to, "%-50s", text);
}

static void write_line(FILE *to, const struct histogram *h, const struct line *line)
{
	u32 i;

	fputs("{ ", to);
	for (i = 0; i < h->nr; i++) {
		fputs(i ? ", " : "", to);
		write_key(to, &h->keys[i], line->n[i], line->text[i]);
	}
	fprintf(to, " } hitcount: %10llu", line->count);
	if (h->value)
		fprintf(to, "  %s: %10llu", h->value, line->sum);
	fputc('\n', to);
}

/* As hist_trigger_show() does. */
static char *write_table(const struct table *t, size_t *bytes)
{
	char *text;
	FILE *to = open_memstream(&text, bytes);
	u64 hits = 0;
	u32 i;

	if (!to)
		abort();
	fputs("# event histogram\n#\n# trigger info: hist:keys=a:vals=hitcount:sort=hitcount:"
	      "size=2048 if (x ~ \"} hitcount\") [paused]\n#\n\n", to);
	for (i = 0; i < t->nr; i++) {
		write_line(to, &t->h, &t->lines[i]);
		hits += t->lines[i].count;
	}
	fprintf(to, "\nTotals:\n    Hits: %llu\n    Entries: %u\n    Dropped: %llu\n", hits, t->nr,
		t->dropped);
	fclose(to);
	return text;
}

static bool same_cell(const struct histogram_key *key, const struct histogram_cell *cell, u64 n,
		      const char *text)
{
	u32 len = strlen(text);

	if (key->kind != HISTOGRAM_TEXT && cell->n != n)
		return false;
	if (key->kind < HISTOGRAM_TASK)
		return true;
	while (len && text[len - 1] == ' ')
		len--;
	return cell->len == len && !memcmp(cell->text, text, len);
}

static int compare(void *to, const struct histogram_entry *entry)
{
	struct table *t = to;
	const struct line *line = &t->lines[t->at];
	u32 i;

	if (t->at++ >= t->nr || entry->count != line->count ||
	    (t->h.value && entry->sum != line->sum)) {
		t->differs = true;
		return 0;
	}
	for (i = 0; i < t->h.nr; i++)
		t->differs |= !same_cell(&t->h.keys[i], &entry->keys[i], line->n[i],
					 line->text[i]);
	return 0;
}

/* Read bytes that end where their memory ends. */
static int read_bytes(struct table *t, const char *text, size_t bytes,
		      struct histogram_totals *totals)
{
	char *copy = malloc(bytes ?: 1);
	int err;

	memcpy(copy, text, bytes);
	t->at = 0;
	t->differs = false;
	err = histogram_read(&t->h, copy, bytes, totals, compare, t);
	free(copy);
	return err;
}

/* Returns whether the table could be read. If so, it has to be the same. */
static bool reads(struct table *t)
{
	struct histogram_totals totals;
	size_t bytes;
	char *text = write_table(t, &bytes);
	int err = read_bytes(t, text, bytes, &totals);

	EXPECT(!err || err == -EINVAL, "%d", err);
	EXPECT(err || (!t->differs && t->at == t->nr), "it is another one:\n%s", text);
	EXPECT(err || (totals.entries == t->nr && totals.dropped == t->dropped),
	       "other totals:\n%s", text);
	free(text);
	return !err;
}

static struct table example(void)
{
	return (struct table) {
		.h = { 3, { { "bytes", HISTOGRAM_RANGE }, { "common_pid", HISTOGRAM_TASK },
			    { "name", HISTOGRAM_TEXT } }, "ret" },
		.lines = {
			{ { 100, 7, 0 }, { "", "a } b, c: [", "/tmp/a, b } c: { 1" }, 3,
			  1ULL << 63 },
			{ { 0, 0, 0 }, { "", "swapper/0", "" }, 12345678901ULL, 0 },
		},
		.nr = 2, .dropped = 5,
	};
}

TEST(histogram_lines)
{
	static const u64 numbers[] = { 0, 9, 10, 63, 9999999999ULL, 10000000000ULL, ~0ULL };
	struct table one = { .h = { 1, { { "n", HISTOGRAM_NUMBER } }, NULL }, .nr = 1 };
	struct table t = example();
	u32 kind, i;

	EXPECT(reads(&t), "lines of three kinds");
	t.nr = 0;
	EXPECT(reads(&t), "no line");
	for (kind = HISTOGRAM_NUMBER; kind <= HISTOGRAM_TASK; kind++)
		for (i = 0; i < ARRAY_SIZE(numbers); i++) {
			one.h.keys[0].kind = kind;
			one.lines[0] = (struct line) { .n = { numbers[i] }, .count = numbers[i] };
			EXPECT(reads(&one), "kind %u, %llu", kind, numbers[i]);
		}
}

/* The whole is refused if a byte is missing, or is another one in what is not a text. */
TEST(histogram_damage)
{
	struct table t = example();
	struct histogram_totals totals;
	size_t bytes, i;
	char *text = write_table(&t, &bytes), *cut;

	for (i = 0; i < bytes; i++)
		EXPECT(read_bytes(&t, text, i, &totals) == -EINVAL, "%zu bytes", i);
	for (i = 0; i < TRIES; i++) {
		u32 at = test_below(bytes);
		char was = text[at];

		text[at] = test_random();
		read_bytes(&t, text, bytes, &totals);
		text[at] = was;
	}
	cut = strstr(text, "Hits: ");
	cut[6] = '9';
	EXPECT(read_bytes(&t, text, bytes, &totals) == -EINVAL, "other hits");
	free(text);
}

/* Texts that end a line, start one, and have the names of other keys. */
static const char * const pieces[] = {
	"x", " ", "  ", ", a: ", ", b: ", ", c: ", "{ a: ", " } hitcount: ", "          1",
	"         1", "12345678901", "\n", "{ ", "}", " }", "  v: ", "~ 2^3 ", "~ 0-99",
	"sh              [         5]", "\nTotals:\n    Hits: 1\n    Entries: 1\n    Dropped: 0\n",
	"                                                  ", " [active]\n#\n\n",
	" } hitcount:          1\n{ a: ", " } hitcount:          1\n",
};

static void random_text(char text[MAX_CELL])
{
	u32 nr = test_below(8);

	*text = 0;
	while (nr--) {
		const char *piece = pieces[test_below(ARRAY_SIZE(pieces))];

		if (strlen(text) + strlen(piece) < MAX_CELL)
			strcat(text, piece);
	}
}

static void random_line(const struct histogram *h, struct line *line)
{
	u32 i;

	line->count = 1 + test_below(2);
	line->sum = test_below(3);
	for (i = 0; i < h->nr; i++) {
		line->n[i] = test_below(6);
		random_text(line->text[i]);
		if (h->keys[i].kind == HISTOGRAM_TASK)
			line->text[i][15] = 0;
	}
}

TEST(histogram_hostile)
{
	static const char * const names[] = { "a", "b", "c" };
	struct table t;
	u32 i, key, read = 0;

	for (i = 0; i < TRIES; i++) {
		t = (struct table) { .h.nr = 1 + test_below(HISTOGRAM_KEYS),
				     .h.value = test_below(2) ? "v" : NULL,
				     .nr = test_below(MAX_LINES + 1) };
		for (key = 0; key < t.h.nr; key++)
			t.h.keys[key] = (struct histogram_key) {
				names[key], test_below(HISTOGRAM_TEXT + 1 + 2 * !key) };
		for (key = 0; key < t.h.nr; key++)
			t.h.keys[key].kind = min_t(u8, t.h.keys[key].kind, HISTOGRAM_TEXT);
		for (key = 0; key < t.nr; key++)
			random_line(&t.h, &t.lines[key]);
		read += reads(&t);
	}
	EXPECT(read > TRIES / 10, "only %u of %u could be read", read, TRIES);
}

/* One text that is a line of its own: nothing tells it from two lines but their number. */
TEST(histogram_forged)
{
	struct table t = { .h = { 1, { { "name", HISTOGRAM_TEXT } }, NULL }, .nr = 1 };

	snprintf(t.lines[0].text[0], MAX_CELL,
		 "%-50s } hitcount: %10u\n{ name: %-50s", "a", 7, "b");
	t.lines[0].count = 1;
	EXPECT(!reads(&t), "a forged line");
	snprintf(t.lines[0].text[0], MAX_CELL, "%-50s } hitcount: %10u\n", "a", 7);
	EXPECT(reads(&t), "an end with no line behind it is none");
	snprintf(t.lines[0].text[0], MAX_CELL, "a } hitcount: 7, name: b");
	EXPECT(reads(&t), "what only looks like one");
	snprintf(t.lines[0].text[0], MAX_CELL, "%-50s } hitcount: %10u\n{ name:", "a", 1);
	t.lines[1].count = 1;
	t.nr = 2;
	EXPECT(!reads(&t), "a forged start, which hides an end");
	t.nr = 1;
	t.h = (struct histogram) { 2, { { "a", HISTOGRAM_TEXT }, { "b", HISTOGRAM_TEXT } },
				   NULL };
	snprintf(t.lines[0].text[0], MAX_CELL, "%-50s, b: ", "a");
	EXPECT(!reads(&t), "a forged key");
}

static void expect_totals(const char *text, int want, u64 hits, u64 dropped)
{
	struct histogram_totals totals = { };
	int err = histogram_totals_read(text, strlen(text), &totals);

	EXPECT(err == want, "%d, not %d of '%s'", err, want, text);
	if (err || want)
		return;
	EXPECT_EQ(totals.hits, hits);
	EXPECT_EQ(totals.dropped, dropped);
}

/* The totals are at the end, whatever the lines are. */
TEST(histogram_totals)
{
	static const char first[] = "\nTotals:\n    Hits: 1\n    Entries: 1\n    Dropped: 7\n";
	char text[256];

	expect_totals("\nTotals:\n    Hits: 12\n    Entries: 3\n    Dropped: 4\n", 0, 12, 4);
	snprintf(text, sizeof(text), "{ name: a%s } hitcount: 9\n"
		 "\nTotals:\n    Hits: 9\n    Entries: 1\n    Dropped: 0\n", first);
	expect_totals(text, 0, 9, 0);
	snprintf(text, sizeof(text), "{ name: a%s } hitcount: 9\n", first);
	expect_totals(text, -EINVAL, 0, 0);
	expect_totals("\nTotals:\n    Hits: 12\n    Entries: 3\n", -EINVAL, 0, 0);
	expect_totals("\nTotals:\n    Hits: 99999999999999999999\n    Entries: 3\n    Dropped: 0\n",
		      -EINVAL, 0, 0);
	expect_totals("", -EINVAL, 0, 0);
}
