/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Where the sections of an image are. Only the writer and the reader of images need this.
 */
#ifndef _KTF_IMAGE_LAYOUT_H
#define _KTF_IMAGE_LAYOUT_H

#include "prog/env.h"
#include <linux/ktap_filter.h>

/* Offsets from the start of the image, bytes. A section ends where the next one starts. */
struct ktf_layout {
	u64	insns;
	u64	fields;
	u64	spans;
	u64	pool;
	u64	source;
	u64	end;
};

struct ktf_layout ktf_image_layout(const struct ktap_filter_header *head);

#endif /* _KTF_IMAGE_LAYOUT_H */
