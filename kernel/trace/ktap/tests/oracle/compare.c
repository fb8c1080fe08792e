// SPDX-License-Identifier: GPL-2.0
/*
 * Both engines, the comparison, and the report.
 *
 *	# echo "SEED STRINGS RECORDS" > /sys/kernel/debug/ktap_filter_oracle/run
 *	# cat /sys/kernel/debug/ktap_filter_oracle/report
 *
 * For each string, both engines must give the same errno, the same text in the filter file
 * with the same caret and message, and the same entry in the error log. If both accept the
 * string, they must give the same verdict on each record. Each string is built with other
 * passes of our optimiser, and every other string from the image of its text, which then has
 * to show that text. Early reject must not reject an event that the filter accepts. Ours
 * runs in all ways: as events do, by machine code if it has that; interpreted, with and
 * without the record's length; and as eBPF. Counts add up over runs. The first few
 * disagreements are shown with all that is needed to repeat them.
 */
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "ktf_build.h"
#include "vm/early.h"
#include "prog/image.h"
#include "prog/limits.h"
#include "ktf_live.h"
#include "vm/run.h"
#include "ktf_trace.h"
#include "oracle.h"

#define SHOWN		10
#define SHOWN_WHOLE	4000
#define BUCKETS		12

struct disagreement {
	u64	seed;
	u32	nr;
	char	what[160];
	char	event[64];
	char	text[600];
};

static struct {
	u64			strings, accepted, refused, mutated;
	u64			records, kept, dropped;
	u64			early, early_dropped;
	u64			images, too_large;
	u64			passes[32];
	u64			translated, translated_records, too_far, keeping;
	u64			native, native_records;
	u64			listed, listed_records, listed_differ;
	u64			disagree;
	u64			preds[BUCKETS], depth[BUCKETS];
	u64			error[KTF_NR_ERRORS];
	struct disagreement	shown[SHOWN];
} report;

static DEFINE_MUTEX(run_lock);
static struct oracle_events events;

/* A filter in both engines. */
struct pair {
	struct event_filter		*stock, *ours;
	const struct ktf_prog		*early;
	int				stock_err, our_err;
	struct oracle_translated	translated;
	const struct oracle_event	*event;
	struct oracle_text		*text;
	u64				seed;
	u32				nr;
};

static const struct ktf_prog *our_prog(struct pair *p)
{
	return p->ours ? ktf_filter_prog(p->ours) : NULL;
}

static __printf(2, 3) void disagree(struct pair *p, const char *fmt, ...)
{
	struct disagreement *d;
	va_list args;

	if (report.disagree++ >= SHOWN)
		return;
	d = &report.shown[report.disagree - 1];
	d->seed = p->seed;
	d->nr = p->nr;
	va_start(args, fmt);
	vscnprintf(d->what, sizeof(d->what), fmt, args);
	va_end(args);
	strscpy(d->event, trace_event_name(p->event->call));
	strscpy(d->text, p->text->text);
}

static void count(u64 *buckets, u32 n)
{
	u32 bucket = n ? min_t(u32, ilog2(n) + 1, BUCKETS - 1) : 0;

	buckets[bucket]++;
}

static void compare_refusal(struct pair *p)
{
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	struct ktf_prog *prog;
	const char *logged;
	u32 pos;

	/* The stock engine's trace_seq for text and caret has no room for long texts. */
	if (p->text->len < SHOWN_WHOLE &&
	    strcmp(stock_shown(p->stock), p->ours->filter_string))
		disagree(p, "shown text: stock '%.60s', ours '%.60s'",
			 strrchr(stock_shown(p->stock), ':') ?: "",
			 strrchr(p->ours->filter_string, ':') ?: "");
	ktf_schema_init(&schema, p->event->call);
	prog = ktf_build(p->text->text, &schema, &diag);
	if (!IS_ERR(prog))
		ktf_free(prog);
	report.error[diag.code]++;
	logged = ktf_err_text[diag.code ?: KTF_ERR_ERRNO];
	pos = diag.code ? diag.pos : 0;
	if (strcmp(stock_log.text, logged) || stock_log.pos != (u16)pos)
		disagree(p, "error log: stock '%s' at %u, ours '%s' at %u",
			 stock_log.text, stock_log.pos, logged, pos);
}

/* All ways to run our program agree, with and without the length of the record. */
static void compare_ways(struct pair *p, const struct oracle_record *record, u32 nr)
{
	const struct ktf_prog *prog = our_prog(p);
	int events, interpreted, bounded, translated;
	void *rec = oracle_exact(record);

	if (!prog)
		return;
	preempt_disable();
	events = filter_match_preds(p->ours, rec);
	interpreted = ktf_run(prog, rec, U32_MAX);
	bounded = ktf_run(prog, rec, record->len);
	translated = p->translated.bpf ? oracle_translated_match(&p->translated, rec) :
		     interpreted;
	preempt_enable();
	report.native_records += !!p->ours->ktap.native;
	report.translated_records += !!p->translated.bpf;
	if (events != interpreted || translated != interpreted || bounded != interpreted)
		disagree(p, "record %u: interpreted %d, bounded %d, as eBPF %d, for events %d",
			 nr, interpreted, bounded, translated, events);
}

static void translate(struct pair *p)
{
	const struct ktf_prog *prog = our_prog(p);
	int err;

	if (!prog)
		return;
	report.native += !!p->ours->ktap.native;
	err = oracle_translate(prog, &p->translated);
	if (!err)
		report.translated++;
	else if (err == -E2BIG)
		report.too_far++;
	else if (err == -EOPNOTSUPP)
		report.keeping++;
	else
		disagree(p, "no translation: %d", err);
}

static void compare_verdict(struct pair *p, struct oracle_record *record, u32 nr)
{
	void *rec = oracle_exact(record);
	int stock, ours;
	bool early;

	preempt_disable();
	early = !p->early || ktf_run(p->early, rec, KTF_MIN_FIXED);
	stock = stock_filter_match_preds(p->stock, record->bytes);
	ours = filter_match_preds(p->ours, rec);
	preempt_enable();
	report.records++;
	ours ? report.kept++ : report.dropped++;
	report.listed_records += p->text->listed;
	report.early_dropped += !early;
	if (!early && ours)
		disagree(p, "record %u: rejected early, then kept", nr);
	if (stock == ours)
		return;
	if (p->text->listed)
		report.listed_differ++;
	else
		disagree(p, "record %u: stock %d, ours %d", nr, stock, ours);
}

/* Make the word of the text's image; free it with ktf_free(). NULL if the image is too large. */
static char *word_of(struct pair *p)
{
	struct ktf_diag diag = { };
	struct ktf_schema schema;
	void *image;
	char *word;
	u32 bytes;
	int err;

	ktf_schema_init(&schema, p->event->call);
	err = ktf_make_image(p->text->text, &schema, true, &image, &bytes, &diag);
	if (err == -E2BIG)
		report.too_large++;
	else if (err)
		disagree(p, "no image: %d", err);
	if (err)
		return NULL;
	word = ktf_armour_encode(image, bytes);
	ktf_free(image);
	return word;
}

/* Build our filter again from an image of the text. */
static void build_from_image(struct pair *p)
{
	char *word = word_of(p);
	int err;

	if (!word)
		return;
	report.images++;
	free_event_filter(p->ours);
	p->ours = NULL;
	err = create_event_filter(NULL, p->event->call, word, true, &p->ours);
	if (err)
		disagree(p, "the text is accepted, its image is not: %d", err);
	else if (p->text->len < PAGE_SIZE && strcmp(p->ours->filter_string, p->text->text))
		disagree(p, "the image shows '%.60s'", p->ours->filter_string);
	ktf_free(word);
}

static void compare_verdicts(struct pair *p, struct oracle_random *r,
			     struct oracle_record *record, u32 records)
{
	const struct ktf_prog *prog = our_prog(p);
	u32 i;

	p->early = prog ? ktf_early(prog) : NULL;
	report.early += !!p->early;
	for (i = 0; i < records; i++) {
		oracle_make_record(r, p->event, p->text, record);
		compare_verdict(p, record, i);
		compare_ways(p, record, i);
	}
	if (p->early != prog)
		ktf_free(p->early);
}

static void compare_text(struct pair *p, struct oracle_random *r,
			 struct oracle_record *record, u32 records)
{
	char *text = p->text->text;

	/* Half of the texts run all passes. The others take each set of passes in turn. */
	ktf_opt_enabled = p->nr & 2 ? p->nr / 4 : ~0U;
	report.passes[ktf_opt_enabled % ARRAY_SIZE(report.passes)]++;
	p->stock_err = stock_create_event_filter(NULL, p->event->call, text, true, &p->stock);
	p->our_err = create_event_filter(NULL, p->event->call, text, true, &p->ours);
	report.strings++;
	report.mutated += p->text->mutated;
	report.listed += p->text->listed;
	count(report.preds, p->text->preds);
	count(report.depth, p->text->depth);
	if (p->stock_err != p->our_err) {
		disagree(p, "errno: stock %d, ours %d", p->stock_err, p->our_err);
	} else if (p->our_err) {
		report.refused++;
		compare_refusal(p);
	} else {
		report.accepted++;
		if (p->nr & 1)
			build_from_image(p);
		translate(p);
		compare_verdicts(p, r, record, records);
		oracle_translated_free(&p->translated);
	}
	stock_free_event_filter(p->stock);
	free_event_filter(p->ours);
}

static int run(u64 seed, u32 strings, u32 records)
{
	struct oracle_record *record = oracle_alloc_record();
	struct oracle_text *text = kzalloc(sizeof(*text), GFP_KERNEL);
	struct oracle_random r = { .state = seed };
	char name[TASK_COMM_LEN];
	int err = -ENOMEM;
	u32 i;

	get_task_comm(name, current);
	if (text)
		text->text = vmalloc(ORACLE_TEXT_BYTES + 8);
	if (!record || !text || !text->text)
		goto out;
	for (i = 0; i < strings; i++) {
		/* Half of the texts are for the event with every kind of field. */
		u32 which = oracle_percent(&r, 50) ? 0 : oracle_below(&r, events.nr);
		struct pair p = { .event = &events.events[which], .text = text,
				  .seed = seed, .nr = i };

		oracle_make_text(&r, p.event, text);
		compare_text(&p, &r, record, records);
		cond_resched();
	}
	err = 0;
out:
	ktf_opt_enabled = ~0U;
	set_task_comm(current, name);
	if (text)
		vfree(text->text);
	kfree(text);
	oracle_free_record(record);
	return err;
}

static ssize_t run_write(struct file *file, const char __user *from, size_t len, loff_t *pos)
{
	char line[64] = "";
	u32 strings, records;
	u64 seed;
	int err;

	if (len >= sizeof(line) || copy_from_user(line, from, len))
		return -EINVAL;
	if (sscanf(line, "%llu %u %u", &seed, &strings, &records) != 3)
		return -EINVAL;
	guard(mutex)(&run_lock);
	scoped_guard(mutex, &event_mutex)
		err = events.nr ? 0 : oracle_find_events(&events);
	if (!err)
		err = run(seed, strings, records);
	return err ?: len;
}

static const struct file_operations run_fops = {
	.open	= simple_open,
	.write	= run_write,
};

static void show_buckets(struct seq_file *m, const char *name, const u64 *buckets)
{
	u32 i;

	for (i = 0; i < BUCKETS; i++)
		if (buckets[i])
			seq_printf(m, "%s %u%s %llu\n", name, i ? 1U << (i - 1) : 0,
				   i > 1 ? "+" : "", buckets[i]);
}

static void show_disagreement(struct seq_file *m, const struct disagreement *d)
{
	seq_printf(m, "seed %llu string %u event %s: %s\n\t", d->seed, d->nr, d->event, d->what);
	seq_escape_str(m, d->text, ESCAPE_SPACE | ESCAPE_SPECIAL, NULL);
	seq_puts(m, "\n");
}

static int report_show(struct seq_file *m, void *unused)
{
	u32 i;

	guard(mutex)(&run_lock);
	seq_printf(m, "events %u\n", events.nr);
	seq_printf(m, "strings %llu accepted %llu refused %llu mutated %llu\n", report.strings,
		   report.accepted, report.refused, report.mutated);
	seq_printf(m, "records %llu kept %llu dropped %llu\n", report.records, report.kept,
		   report.dropped);
	for (i = 0; i < ARRAY_SIZE(report.passes); i++)
		seq_printf(m, "passes %u %llu\n", i, report.passes[i]);
	seq_printf(m, "early programs %llu rejected %llu\n", report.early, report.early_dropped);
	seq_printf(m, "images %llu too large %llu\n", report.images, report.too_large);
	seq_printf(m, "translated %llu records %llu too far %llu keeping %llu\n",
		   report.translated, report.translated_records, report.too_far, report.keeping);
	seq_printf(m, "native %llu records %llu\n", report.native, report.native_records);
	seq_printf(m, "listed strings %llu records %llu differ %llu\n", report.listed,
		   report.listed_records, report.listed_differ);
	show_buckets(m, "predicates", report.preds);
	show_buckets(m, "depth", report.depth);
	for (i = 0; i < KTF_NR_ERRORS; i++)
		if (report.error[i])
			seq_printf(m, "error %llu %s\n", report.error[i], ktf_err_text[i]);
	seq_printf(m, "disagree %llu\n", report.disagree);
	for (i = 0; i < min_t(u64, report.disagree, SHOWN); i++)
		show_disagreement(m, &report.shown[i]);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(report);

static __init int ktap_filter_oracle_init(void)
{
	struct dentry *dir = debugfs_create_dir("ktap_filter_oracle", NULL);

	debugfs_create_file("run", 0200, dir, NULL, &run_fops);
	debugfs_create_file("report", 0400, dir, NULL, &report_fops);
	return 0;
}
late_initcall(ktap_filter_oracle_init);
