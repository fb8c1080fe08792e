/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The filters that are measured, each beside the same predicate in C.
 *
 *	ROW(id, name, filter, C)
 *	LIST(id, name, list, number, C)		see enum bench_list
 *
 * @r is the record that bench_record.c makes. Strings are compared as a programmer who knows
 * the event would do it in C; a glob has no shorter form than the call.
 */
/* Nothing but the cost of calling a filter or a function. */
ROW(nothing, "nothing", "i32 == 5 || i32 != 5", true)
ROW(one_true, "integer, true", "i32 == 5", r->i32 == 5)
ROW(one_false, "integer, false", "i32 == 6", r->i32 == 6)
ROW(greater, "integer >", "i32 > 4", r->i32 > 4)
ROW(bits, "integer &", "u32 & 8", !!(r->u32 & 8))
ROW(pid, "common_pid", "common_pid == 77", r->ent.pid == 77)

ROW(four, "4 by &&", "i32 == 5 && u32 == 8 && i16 == 3 && u64 == 4",
	r->i32 == 5 && r->u32 == 8 && r->i16 == 3 && r->u64 == 4)

LIST(together_8, "8 together", TOGETHER, 8, EACH8(TOGETHER, 0))
LIST(together_64, "64 together", TOGETHER, 64, EACH64(TOGETHER, 0))
LIST(together_512, "512 together", TOGETHER, 512, EACH512(TOGETHER, 0))
LIST(apart_8, "8 apart", APART, 8, EACH8(APART, 0))
LIST(apart_64, "64 apart", APART, 64, EACH64(APART, 0))
LIST(apart_512, "512 apart", APART, 512, EACH512(APART, 0))
LIST(ranges_8, "8 by trace-cmd", RANGES, 8, EACH8(RANGES, 0))
LIST(ranges_64, "64 by trace-cmd", RANGES, 64, EACH64(RANGES, 0))

ROW(comm, "comm ==", "comm == \"benchmark-task\"", !memcmp(current->comm, "benchmark-task", 15))
ROW(comm_other, "comm ==, other", "comm == \"bash\"", !memcmp(current->comm, "bash", 5))
ROW(comm_prefix, "comm prefix", "comm ~ \"bench*\"", !memcmp(current->comm, "bench", 5))
ROW(comm_prefix_long, "comm prefix, long", "comm ~ \"benchmark-*\"",
	!memcmp(current->comm, "benchmark-", 10))
ROW(comm_suffix, "comm suffix", "comm ~ \"*task\"", ends(current->comm, 16, "task"))
ROW(comm_contains, "comm contains", "comm ~ \"*mark*\"", !!strstr(current->comm, "mark"))
ROW(comm_glob, "comm glob", "comm ~ \"b*m?rk-[a-z]*k\"",
	glob_match("b*m?rk-[a-z]*k", current->comm))

ROW(fixed, "char[] ==", "name == \"kworker/0:1\"", !memcmp(r->name, "kworker/0:1", 12))
ROW(fixed_not, "char[] !=", "name != \"swapper/0\"", !!memcmp(r->name, "swapper/0", 10))
ROW(fixed_prefix, "char[] prefix", "name ~ \"kworker*\"", !memcmp(r->name, "kworker", 7))
ROW(fixed_suffix, "char[] suffix", "name ~ \"*0:1\"", ends(r->name, 16, "0:1"))
ROW(fixed_contains, "char[] contains", "name ~ \"*/0*\"", !!strnstr(r->name, "/0", 16))
ROW(fixed_glob, "char[] glob", "name ~ \"k*er/?:[0-9]\"", glob_match("k*er/?:[0-9]", r->name))

ROW(dyn, "__data_loc ==", "dyn == \"/usr/lib/systemd\"", is(dyn(r), "/usr/lib/systemd"))
ROW(dyn_prefix, "__data_loc prefix", "dyn ~ \"/usr/*\"", !memcmp(dyn(r), "/usr/", 5))
ROW(dyn_suffix, "__data_loc suffix", "dyn ~ \"*systemd\"", ends(dyn(r), r->dyn >> 16, "systemd"))
ROW(dyn_contains, "__data_loc contains", "dyn ~ \"*lib*\"", !!strstr(dyn(r), "lib"))
ROW(dyn_glob, "__data_loc glob", "dyn ~ \"/u*/l?b/*d\"", glob_match("/u*/l?b/*d", dyn(r)))
ROW(rel, "__rel_loc ==", "rel == \"/usr/lib/systemd\"", is(rel(r), "/usr/lib/systemd"))
ROW(ptr, "char * ==", "ptr == \"/usr/lib/systemd\"", points_to(r->ptr, "/usr/lib/systemd"))

ROW(cpu, "cpu ==", "cpu == 0", raw_smp_processor_id() == 0)
ROW(cpus, "CPUS{} on integer", "u32 & CPUS{ }",
	r->u32 < nr_cpu_ids && cpumask_test_cpu(r->u32, cpu_none_mask))
ROW(cpus_cpu, "CPUS{} on cpu", "cpu & CPUS{ }",
	cpumask_test_cpu(raw_smp_processor_id(), cpu_none_mask))
ROW(cpus_mask, "CPUS{} on cpumask", "mask & CPUS{0}", test_bit(0, mask(r)))
UNKNOWN("function", "ip.function == schedule ")

ROW(mixed, "16 mixed",
	"(common_pid != 1 && common_pid != 2) && (comm == \"bash\" || comm == \"benchmark-task\" || "
	"name ~ \"x*\") && u32 >= 8 && u32 < 100 && (i32 == 1 || i32 == 2 || i32 == 3 || i32 == 4 || "
	"i32 == 5) && !(u64 & 1) && dyn != \"/bin/sh\" && i16 > 0 && u8 < 200",
	r->ent.pid != 1 && r->ent.pid != 2 &&
	(!memcmp(current->comm, "bash", 5) || !memcmp(current->comm, "benchmark-task", 15) ||
	r->name[0] == 'x') && r->u32 >= 8 && r->u32 < 100 &&
	(r->i32 == 1 || r->i32 == 2 || r->i32 == 3 || r->i32 == 4 || r->i32 == 5) &&
	!(r->u64 & 1) && !is(dyn(r), "/bin/sh") && r->i16 > 0 && r->u8 < 200)
