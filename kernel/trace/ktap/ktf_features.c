// SPDX-License-Identifier: GPL-2.0
/*
 * The tracefs file ktap_filter_features: what a filter's text may have here.
 *
 *	image
 *	value
 *	...
 *	u8()
 *
 * A word stands on a line of its own. What lang/features.c says of the language in force is
 * printed, so with ktap_filter.lang=stock the words of the whole language are missing.
 */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/seq_file.h>

#include "ktf_trace.h"
#include "lang/features.h"

static int features_show(struct seq_file *m, void *unused)
{
	bool stock = ktf_stock_language();
	const char *word, *behind;
	u32 nr = 0;

	while ((word = ktf_feature(nr++, stock, &behind)))
		if (*word)
			seq_printf(m, "%s%s\n", word, behind);
	return 0;
}

static int features_open(struct inode *inode, struct file *file)
{
	int err = tracing_check_open_get_tr(NULL);

	return err ?: single_open(file, features_show, NULL);
}

static const struct file_operations features_fops = {
	.owner		= THIS_MODULE,
	.open		= features_open,
	.read		= seq_read,
	.llseek		= seq_lseek,
	.release	= single_release,
};

/**
 * ktf_features_create - make the file ktap_filter_features
 *
 * Context: may sleep.
 * Return: the file; NULL if there is no tracefs, or no memory.
 */
struct dentry *ktf_features_create(void)
{
	return ktf_create_list("ktap_filter_features", &features_fops);
}
