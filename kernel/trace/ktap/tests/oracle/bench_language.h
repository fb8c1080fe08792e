/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The filters that the stock engine refuses, each beside the same predicate in C. For the macros,
 * see bench_rows.h.
 *
 * The first row is what the others are held against: one test of a field and a number.
 */
ROW(base, "integer, true", "i32 == 5", r->i32 == 5)

/* One test. */
ROW(masked, "masked ==", "(u32 & 0x0f) == 8", (r->u32 & 0x0f) == 8)
ROW(bit_field, "bit field", "((u32 >> 2) & 3) == 2", ((r->u32 >> 2) & 3) == 2)
ROW(plus, "field + number", "i32 + 7 < 100", (long)r->i32 + 7 < 100)
ROW(cast, "cast", "u8(i32) == 5", (u8)r->i32 == 5)
ROW(alone, "field alone", "u64", !!r->u64)
ROW(element, "element", "args[2] == 0", r->args[2] == 0)
ROW(big_endian, "be32()", "be32(five, 1) == 0", get_unaligned_be32(r->five + 1) == 0)
ROW(few, "set of 8", "i64 in {1, 7, 90, 1000, 4000, 70000, 500000, 600001}",
	r->i64 == 1 || r->i64 == 7 || r->i64 == 90 || r->i64 == 1000 || r->i64 == 4000 ||
	r->i64 == 70000 || r->i64 == 500000 || r->i64 == 600001)
ROW(range_of_sum, "field - number in ranges", "i32 - 1 in {0-2, 4-7, 11}",
	(r->i32 >= 1 && r->i32 <= 3) || (r->i32 >= 5 && r->i32 <= 8) || r->i32 == 12)

/* Field against field. */
ROW(less_32, "fields <, 32 bits", "i32 < u32", (long)r->i32 < (long)r->u32)
ROW(equal_16_32, "fields !=, 16 and 32", "i16 != i32", r->i16 != r->i32)
ROW(difference, "fields, difference", "u32 - i32 > 2", (long)r->u32 - r->i32 > 2)
ROW(less_64, "fields <, 64 bits", "u64 < args[0]", r->u64 < r->args[0])
ROW(equal_64, "fields ==, 64 bits", "i64 == s64(u64)", r->i64 == (s64)r->u64)

/* Cells: 6, 6, 7, 5, 8. */
ROW(divided, "cells: a / 8 != b / 8", "i32 / 8 != u32 / 8", r->i32 / 8 != r->u32 / 8)
ROW(power, "cells: power of two", "(u64 & (u64 - 1)) == 0", (r->u64 & (r->u64 - 1)) == 0)
ROW(product, "cells: product", "i32 * u32 + i16 == 43", (long)r->i32 * r->u32 + r->i16 == 43)
ROW(index, "cells: index", "args[i16] == 0",
	(unsigned long)r->i16 < ARRAY_SIZE(r->args) && r->args[r->i16] == 0)
ROW(mixed_cells, "cells: bits and sums", "((i32 ^ u32) << 2) - i16 > u64",
	((((long)r->i32 ^ r->u32) << 2) - r->i16) > (long)r->u64)

/* Variables. */
ROW(var_pid, "$pid", "$pid == 1", current->pid == 1)
ROW(var_tgid, "$tgid in a range", "$tgid in {100-200}",
	current->tgid >= 100 && current->tgid <= 200)
ROW(var_prio, "$prio", "$prio < 100", current->prio < 100)
ROW(var_nice, "$nice", "$nice > 0", task_nice(current) > 0)
ROW(var_kthread, "$kthread", "$kthread", !!(current->flags & PF_KTHREAD))
ROW(var_uid, "$uid", "$uid == 1000", from_kuid(&init_user_ns, current_uid()) == 1000)
ROW(var_tgid_set, "$tgid in a set", "$tgid in {1, 7, 90, 1000, 4000}",
	current->tgid == 1 || current->tgid == 7 || current->tgid == 90 ||
	current->tgid == 1000 || current->tgid == 4000)
ROW(var_cgroup, "$cgroup in cgroup()", "$cgroup in cgroup(\"/\")",
	cgroup_is_descendant(task_dfl_cgroup(current), &cgrp_dfl_root.cgrp))

/* Sets of texts. */
ROW(words_8, "8 texts",
	"name in {\"a\", \"bash\", \"cron\", \"dbus\", \"ls\", \"sh\", \"sshd\", \"vi\"}",
	is(r->name, "a") || is(r->name, "bash") || is(r->name, "cron") || is(r->name, "dbus") ||
	is(r->name, "ls") || is(r->name, "sh") || is(r->name, "sshd") || is(r->name, "vi"))
LIST(words_512, "512 texts", WORDS, 512, false)
