// SPDX-License-Identifier: GPL-2.0
/*
 * The file filter_bytecode of an event: filters as images.
 *
 * Writing. An open file collects one image. Each write appends to the bytes so far, whatever
 * the file's offset. The image's header says how many bytes the image has. The write that
 * completes the image loads it, and returns the result of loading. Nothing is installed before
 * that, and if the new filter is refused, the filter in force stays. Bytes that cannot become
 * an image are refused as soon as the header shows it. After an image has been loaded or
 * refused, the file takes no more bytes until it is opened again. An image that is not complete
 * when the file is closed is dropped:
 *
 *	write		32 bytes of 96		32, the header is good
 *	write		64 bytes		64, or the error of loading
 *	write		1 byte			-EFBIG
 *
 *	write		32 bytes of 96		32
 *	close		-EINVAL, "Image is cut short"
 *
 * Reading. The file shows the image of the filter in force, whether the filter was written as
 * an image or as a text. The image is made when a read starts at offset 0. If there is no
 * filter, the file is empty.
 */
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "ktf_build.h"
#include "ktf_trace.h"
#include "prog/image.h"

/**
 * struct bytecode_file - an open filter_bytecode file
 * @lock: protects all members.
 * @upload: the image that is written; KTAP_FILTER_MAX_IMAGE bytes, allocated by the first write.
 * @have: how many bytes of it have been written.
 * @done: the image was loaded or refused.
 * @shown: the image that is read.
 * @shown_bytes: its size.
 */
struct bytecode_file {
	struct mutex	lock;	/* protects all members */
	void		*upload;
	u32		have;
	bool		done;
	void		*shown;
	u32		shown_bytes;
};

static int bytecode_open(struct inode *inode, struct file *filp)
{
	struct bytecode_file *f;
	int err = tracing_open_file_tr(inode, filp);

	if (err)
		return err;
	f = kzalloc(sizeof(*f), GFP_KERNEL);
	if (!f) {
		tracing_release_file_tr(inode, filp);
		return -ENOMEM;
	}
	mutex_init(&f->lock);
	filp->private_data = f;
	return 0;
}

/* End the upload because of an error in its image, and log the error in the instance. */
static int refuse_upload(struct file *filp, struct bytecode_file *f,
			 const struct ktf_diag *diag)
{
	struct trace_event_file *file = file_inode(filp)->i_private;

	f->done = true;
	ktf_filter_log_error(file->tr, KTAP_FILTER_ARMOUR, diag);
	return diag->err;
}

/* Install the complete image. */
static int load_upload(struct file *filp, struct bytecode_file *f)
{
	struct trace_event_file *file;

	f->done = true;
	guard(mutex)(&event_mutex);
	file = event_file_file(filp);
	return file ? ktf_filter_apply_image(file, f->upload, f->have) : -ENODEV;
}

/* After a write: can the bytes still become an image? If they are complete, load them. */
static int check_upload(struct file *filp, struct bytecode_file *f)
{
	struct ktf_diag diag = { };
	u32 bytes;

	if (ktf_image_size(f->upload, f->have, &bytes, &diag))
		return refuse_upload(filp, f, &diag);
	if (!bytes || f->have < bytes)
		return 0;
	if (f->have == bytes)
		return load_upload(filp, f);
	ktf_refuse(&diag, -EINVAL, KTF_ERR_IMAGE_BYTES, "header: bytes %u, written ^%u",
		   bytes, f->have);
	return refuse_upload(filp, f, &diag);
}

static int append_upload(struct file *filp, struct bytecode_file *f,
			 const char __user *ubuf, size_t cnt)
{
	struct ktf_diag diag = { };

	if (!f->upload)
		f->upload = ktf_alloc(KTAP_FILTER_MAX_IMAGE);
	if (!f->upload)
		return -ENOMEM;
	if (cnt > KTAP_FILTER_MAX_IMAGE - f->have) {
		ktf_refuse(&diag, -E2BIG, KTF_ERR_IMAGE_TOO_LARGE, "written ^%zu",
			   f->have + cnt);
		return refuse_upload(filp, f, &diag);
	}
	if (copy_from_user(f->upload + f->have, ubuf, cnt))
		return -EFAULT;
	f->have += cnt;
	return check_upload(filp, f);
}

static ssize_t bytecode_write(struct file *filp, const char __user *ubuf, size_t cnt,
			      loff_t *ppos)
{
	struct bytecode_file *f = filp->private_data;
	int err;

	if (!cnt)
		return 0;
	guard(mutex)(&f->lock);
	err = f->done ? -EFBIG : append_upload(filp, f, ubuf, cnt);
	if (err)
		return err;
	*ppos += cnt;
	return cnt;
}

/* Make the image of the filter in force, for reading. */
static int refresh_shown(struct file *filp, struct bytecode_file *f)
{
	struct trace_event_file *file;
	struct ktf_schema schema;
	struct ktf_diag diag;

	ktf_free(f->shown);
	f->shown = NULL;
	f->shown_bytes = 0;
	guard(mutex)(&event_mutex);
	file = event_file_file(filp);
	if (!file)
		return -ENODEV;
	if (!ktf_filter_works(file))
		return 0;
	ktf_schema_init(&schema, file->event_call);
	return ktf_make_image(ktf_filter_shown(file), &schema, true, &f->shown,
			      &f->shown_bytes, &diag);
}

static ssize_t bytecode_read(struct file *filp, char __user *ubuf, size_t cnt, loff_t *ppos)
{
	struct bytecode_file *f = filp->private_data;
	int err;

	guard(mutex)(&f->lock);
	err = *ppos ? 0 : refresh_shown(filp, f);
	return err ?: simple_read_from_buffer(ubuf, cnt, ppos, f->shown, f->shown_bytes);
}

/* Drop an upload that is not complete. */
static int end_upload(struct file *filp, struct bytecode_file *f)
{
	struct ktf_diag diag = { };

	guard(mutex)(&f->lock);
	if (f->done || !f->have)
		return 0;
	ktf_refuse(&diag, -EINVAL, KTF_ERR_IMAGE_CUT_SHORT, "written ^%u", f->have);
	return refuse_upload(filp, f, &diag);
}

/*
 * flush() can still return an error to the caller of close(), release() cannot. Several
 * processes may have the file open and write to it in turn, so only the last one to close it
 * ends the upload.
 */
static int bytecode_flush(struct file *filp, fl_owner_t id)
{
	return file_count(filp) > 1 ? 0 : end_upload(filp, filp->private_data);
}

static int bytecode_release(struct inode *inode, struct file *filp)
{
	struct bytecode_file *f = filp->private_data;

	end_upload(filp, f);
	ktf_free(f->upload);
	ktf_free(f->shown);
	kfree(f);
	return tracing_release_file_tr(inode, filp);
}

const struct file_operations ktap_filter_bytecode_fops = {
	.open		= bytecode_open,
	.read		= bytecode_read,
	.write		= bytecode_write,
	.llseek		= default_llseek,
	.flush		= bytecode_flush,
	.release	= bytecode_release,
};
