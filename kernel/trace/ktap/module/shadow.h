/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Both engines' verdicts on each record. See shadow.c.
 */
#ifndef _KTF_SHADOW_H
#define _KTF_SHADOW_H

#include <linux/types.h>

struct event_filter;
struct ktf_legal;
struct ktf_shadow;
struct seq_file;

bool ktf_shadow_wanted(void);
struct ktf_shadow *ktf_shadow_new(struct event_filter *stock);
void ktf_shadow_free(struct ktf_shadow *shadow, const char *text);
bool ktf_shadow_match(struct ktf_legal *legal, void *rec);
bool ktf_shadow_disagrees(const struct ktf_shadow *shadow);
void ktf_shadow_show(struct seq_file *m, const struct ktf_shadow *shadow);

#endif /* _KTF_SHADOW_H */
