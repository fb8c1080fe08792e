// SPDX-License-Identifier: GPL-2.0
/*
 * The filter files: writing and reading texts with armour, which may be longer than a page.
 *
 * A text must be less than a page. Armour may have up to KTF_MAX_ARMOUR characters, all of them
 * must go in by one write, and a user who saves and restores filters must be able to read them
 * back. So a text that begins with armour may be longer by the length of the armour. A file may
 * take several reads: each begins where the last one ended.
 */
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "ktf_trace.h"
#include "prog/image.h"

/**
 * ktap_filter_text - copy and check the text that is written to a filter file
 * @ubuf: the text in user space.
 * @cnt: its length, bytes.
 *
 * The check is made on the copy, since user space may still change @ubuf. Apart from armour at
 * its beginning, a text must be as short as any other text: long texts may take long to
 * evaluate, and a subsystem's file makes one filter of the text for each of its events.
 *
 * Context: may sleep.
 * Return: the text, ending in a NUL, to be freed by kfree(); or ERR_PTR: -EINVAL if the text
 * without armour at its beginning has a page or more, -EFAULT, -ENOMEM.
 */
char *ktap_filter_text(const char __user *ubuf, size_t cnt)
{
	char *text;

	if (cnt >= KTF_MAX_ARMOUR + PAGE_SIZE)
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
 * @ubuf: where to put the text, in user space.
 * @cnt: room at @ubuf, bytes.
 * @ppos: offset in the text, bytes; moves on by what is read.
 *
 * Context: may sleep; takes event_mutex.
 * Return: number of bytes read; -ENODEV if the event is gone; -ENOMEM; -EFAULT.
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
