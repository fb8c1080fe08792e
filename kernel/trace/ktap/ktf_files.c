// SPDX-License-Identifier: GPL-2.0
/*
 * The filter files, as far as images ask for more than texts.
 *
 * A text is less than a page. An image as a word may be more: up to KTF_MAX_WORD
 * characters, which is what has to go in by one write, and come out again for whoever
 * saves filters and restores them. A read begins where the last one ended, so that it
 * may take several.
 */
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "ktf_image.h"
#include "ktf_trace.h"

/**
 * ktap_filter_fits - can what is written to a filter file be a filter?
 * @ubuf: what is written.
 * @cnt: how much.
 *
 * Context: may sleep.
 * Return: whether it is less than a page, or begins with an image and has little more
 * than the longest word.
 */
bool ktap_filter_fits(const char __user *ubuf, size_t cnt)
{
	char start[32] = "";

	if (cnt < PAGE_SIZE)
		return true;
	return cnt < KTF_MAX_WORD + PAGE_SIZE &&
	       !copy_from_user(start, ubuf, sizeof(start) - 1) && ktf_starts_with_image(start);
}

/**
 * ktap_filter_read - read an event's filter file
 * @filp: the file.
 * @ubuf: where to.
 * @cnt: how much.
 * @ppos: where in the text to start; moves on.
 *
 * Context: may sleep; takes event_mutex.
 * Return: how much was read; -ENODEV if the event is gone; -ENOMEM, -EFAULT.
 */
ssize_t ktap_filter_read(struct file *filp, char __user *ubuf, size_t cnt, loff_t *ppos)
{
	struct trace_event_file *file;
	char *text = NULL;
	ssize_t ret;

	scoped_guard(mutex, &event_mutex) {
		file = event_file_file(filp);
		if (!file)
			return -ENODEV;
		text = kasprintf(GFP_KERNEL, "%s\n", ktf_filter_shown(file));
	}
	if (!text)
		return -ENOMEM;
	ret = simple_read_from_buffer(ubuf, cnt, ppos, text, strlen(text));
	kfree(text);
	return ret;
}
