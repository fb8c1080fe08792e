/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Images and their armour. A portable program has one image, a string of bytes
 * (ktap_filter.h). An image has one armour, a word of text (prog/armour.c).
 */
#ifndef _KTF_IMAGE_H
#define _KTF_IMAGE_H

#include "prog/err.h"
#include "prog/portable.h"

int ktf_image_size(const void *image, u32 have, u32 *bytes, struct ktf_diag *diag);
int ktf_image_decode(const void *image, u32 bytes, struct ktf_portable *prog,
		     struct ktf_diag *diag);
int ktf_image_encode(const struct ktf_portable *prog, const char *source,
		     void **image, u32 *bytes);

bool ktf_is_armour(const char *text);
bool ktf_starts_with_image(const char *text);
u32 ktf_image_digits(const char *text);
int ktf_armour_decode(const char *text, void **image, u32 *bytes, struct ktf_diag *diag);
char *ktf_armour_encode(const void *image, u32 bytes);

#endif /* _KTF_IMAGE_H */
