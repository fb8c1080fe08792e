// SPDX-License-Identifier: GPL-2.0
/*
 * ktap_inject - inject records on a kernel without CONFIG_TRACE_EVENT_INJECT
 *
 * The kernel's own code, trace_events_inject.c, is compiled into this module: it makes a
 * record of a text, and takes the way of the event itself with functions that are exported.
 * What the kernel has as a file "inject" beside each event is one file here, ktap_inject in
 * debugfs, where the text starts with the event's name:
 *
 *	[INSTANCE:]SYSTEM/EVENT [FIELD=VALUE]...
 */

#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/debugfs.h>

#include "trace_events_inject.c"

static struct dentry *inject_file;

static struct trace_event_file *named_event(char *name)
{
	char *event = name, *instance = NULL, *system;

	if (strchr(name, ':'))
		instance = strsep(&event, ":");
	system = strsep(&event, "/");
	if (!event)
		return ERR_PTR(-EINVAL);
	return trace_get_event_file(instance, system, event);
}

static int inject_record(struct trace_event_file *file, char *text)
{
	void *entry = NULL;
	int size, ret;

	size = parse_entry(text, file->event_call, &entry);
	ret = size < 0 ? size : trace_inject_entry(file, entry, size);
	kfree(entry);
	return ret;
}

static ssize_t inject_write(struct file *filp, const char __user *ubuf, size_t cnt,
			    loff_t *ppos)
{
	struct trace_event_file *file;
	char *buf, *text;
	int ret;

	if (cnt >= PAGE_SIZE)
		return -EINVAL;
	buf = memdup_user_nul(ubuf, cnt);
	if (IS_ERR(buf))
		return PTR_ERR(buf);

	text = strim(buf);
	file = named_event(strsep(&text, " "));
	if (IS_ERR(file)) {
		ret = PTR_ERR(file);
	} else {
		ret = inject_record(file, text ?: "");
		trace_put_event_file(file);
	}
	kfree(buf);
	return ret < 0 ? ret : cnt;
}

static const struct file_operations inject_fops = {
	.owner = THIS_MODULE,
	.open = nonseekable_open,
	.write = inject_write,
};

static int __init ktap_inject_init(void)
{
	inject_file = debugfs_create_file("ktap_inject", 0200, NULL, NULL, &inject_fops);
	return PTR_ERR_OR_ZERO(inject_file);
}

static void __exit ktap_inject_exit(void)
{
	debugfs_remove(inject_file);
}

module_init(ktap_inject_init);
module_exit(ktap_inject_exit);

MODULE_DESCRIPTION("Inject records of trace events, for tests of their filters");
MODULE_LICENSE("GPL");
