/* SPDX-License-Identifier: GPL-2.0 */
/*
 * "$cgroup in cgroup(...)". See lang/cgroup.c.
 */
#ifndef _KTF_CGROUP_H
#define _KTF_CGROUP_H

#include "lang/analysis.h"
#include "lang/parser.h"
#include "prog/variables.h"

bool ktf_node_is_cgroup(const struct ktf_node *node);
bool ktf_at_cgroup(const struct ktf_lexer *lx);
int ktf_parse_cgroup_name(struct ktf_parser *p, struct ktf_value *val);
int ktf_parse_cgroup(struct ktf_parser *p, u32 at);
int ktf_sema_cgroup(struct ktf_analysis *a, struct ktf_node *node);

#endif /* _KTF_CGROUP_H */
