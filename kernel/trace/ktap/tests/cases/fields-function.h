/* SPDX-License-Identifier: GPL-2.0 */
/*
 * perf's ftrace:function, whose values are bare patterns: rows as in fields.h.
 */
KTF_FIELD("unsigned long", unsigned long, ip, , 0, OTHER)
KTF_FIELD("unsigned long", unsigned long, parent_ip, , 0, OTHER)

#undef KTF_FIELD
