// SPDX-License-Identifier: GPL-2.0
/*
 * The benchmark of a kernel that has both engines.
 *
 *	# cat /sys/kernel/debug/ktap_filter_oracle/bench
 *	# cat /sys/kernel/debug/ktap_filter_oracle/bench_language
 *	# echo 'i32 == 7' > /sys/kernel/debug/ktap_filter_oracle/bench_filter
 *	# cat /sys/kernel/debug/ktap_filter_oracle/bench_filter
 *
 * The first command measures all rows; the second one those that the stock engine refuses; the
 * last one measures the filter that was written.
 */
#include <linux/debugfs.h>
#include <linux/init.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "bench.h"

#define TEXT_BYTES	(64 * 1024)

static DEFINE_MUTEX(text_lock);
static char *filter_text;

static u64 stock_loop(struct event_filter *filter, void *rec, u32 calls, int *verdict)
BENCH_LOOP(stock_filter_match_preds(filter, rec))

static u64 our_loop(struct event_filter *filter, void *rec, u32 calls, int *verdict)
BENCH_LOOP(filter_match_preds(filter, rec))

static const struct bench_engine stock = {
	.loop	= stock_loop,
	.create	= stock_create_event_filter,
	.free	= stock_free_event_filter,
};

static const struct bench_engine ours = {
	.loop	= our_loop,
	.create	= create_event_filter,
	.free	= free_event_filter,
};

static int bench_show(struct seq_file *m, void *unused)
{
	return bench_run(m, &stock, &ours, bench_rows, bench_nr_rows);
}
DEFINE_SHOW_ATTRIBUTE(bench);

static int bench_language_show(struct seq_file *m, void *unused)
{
	return bench_run(m, NULL, &ours, bench_language, bench_nr_language);
}
DEFINE_SHOW_ATTRIBUTE(bench_language);

static int bench_filter_show(struct seq_file *m, void *unused)
{
	struct bench_row row = { .name = "" };

	guard(mutex)(&text_lock);
	row.text = filter_text;
	return filter_text ? bench_run(m, &stock, &ours, &row, 1) : -ENODATA;
}

static int bench_filter_open(struct inode *inode, struct file *file)
{
	return single_open(file, bench_filter_show, NULL);
}

static ssize_t bench_filter_write(struct file *file, const char __user *from, size_t bytes,
				  loff_t *pos)
{
	char *text;

	if (bytes > TEXT_BYTES)
		return -E2BIG;
	text = memdup_user_nul(from, bytes);
	if (IS_ERR(text))
		return PTR_ERR(text);
	scoped_guard(mutex, &text_lock) {
		swap(filter_text, text);
		strim(filter_text);
	}
	kfree(text);
	return bytes;
}

static const struct file_operations bench_filter_fops = {
	.owner		= THIS_MODULE,
	.open		= bench_filter_open,
	.read		= seq_read,
	.write		= bench_filter_write,
	.llseek		= seq_lseek,
	.release	= single_release,
};

static __init int ktap_filter_bench_init(void)
{
	struct dentry *dir = debugfs_lookup("ktap_filter_oracle", NULL);

	debugfs_create_file("bench", 0400, dir, NULL, &bench_fops);
	debugfs_create_file("bench_language", 0400, dir, NULL, &bench_language_fops);
	debugfs_create_file("bench_filter", 0600, dir, NULL, &bench_filter_fops);
	return bench_bytes_init();
}
late_initcall_sync(ktap_filter_bench_init);
