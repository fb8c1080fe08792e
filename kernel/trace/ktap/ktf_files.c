// SPDX-License-Identifier: GPL-2.0
/*
 * The filter files, as far as images ask for more than texts.
 *
 * A text is less than a page. An image as a word may be more: up to KTF_MAX_WORD
 * characters, which is what has to go in by one write, and come out again for whoever
 * saves filters and restores them. So a text that begins with one may be longer by that.
 * A read begins where the last one ended, so that it may take several.
 */
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "prog/image.h"
#include "ktf_trace.h"

/**
 * ktap_filter_text - take what is written to a filter file
 * @ubuf: what is written.
 * @cnt: how much.
 *
 * It is judged when it has been copied, since whoever wrote it may still change it. What
 * stands beside the image that begins it is as short as any text: long texts may take long
 * to evaluate, and a subsystem's file makes as many filters of one as it has events.
 *
 * Context: may sleep.
 * Return: the text, to be freed by kfree(); ERR_PTR: -EINVAL if it is no less than a page,
 * the word of an image at its beginning not counted; -EFAULT, -ENOMEM.
 */
char *ktap_filter_text(const char __user *ubuf, size_t cnt)
{
	char *text;

	if (cnt >= KTF_MAX_WORD + PAGE_SIZE)
		return ERR_PTR(-EINVAL);
	text = memdup_user_nul(ubuf, cnt);
	if (IS_ERR(text) || cnt < PAGE_SIZE || cnt - ktf_image_digits(text) < PAGE_SIZE)
		return text;
	kfree(text);
	return ERR_PTR(-EINVAL);
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
