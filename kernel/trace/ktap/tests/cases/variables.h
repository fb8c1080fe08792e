/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Variables: rows only. See values.h. What the running task has is not in the records, but for
 * its name and its CPU; tools/ktap-filter/tests/test_variables.c and the tests of ktf_task.c have
 * the rest.
 */

/* The task's name and CPU, whatever fields the event has. */
KTF_CASE(main, bash, 1, "$comm == \"bash\"")
KTF_CASE(main, bash, 1, "$comm == comm && name == $comm && $comm < \"bath\"")
KTF_CASE(main, bash, 1, "len($comm) == 4 && len($comm) < u8 + 5")
KTF_CASE(main, bash, 0, "$comm != \"bash\"")
KTF_CASE(main, bash, 1, "\"bash\" == $comm")
KTF_CASE(main, bash, 1, "$comm ~ \"ba*\"")
KTF_CASE(main, bash, 0, "$comm !~ \"*as*\"")
KTF_CASE(main, path, 1, "$comm ~ \"*/bin/*\"")
KTF_CASE(main, some, 1, "$comm in {\"bash\", \"some\"}")
KTF_CASE(main, some, 0, "$comm ~ {\"ba*\", \"*sh\"}")
KTF_CASE(main, bash, 1, "$comm == \"bash\" && comm == \"bash\" && COMM == \"bash\"")
KTF_CASE(shadow, hidden, 1, "$comm == \"bash\" && comm == 7")
KTF_CASE(shadow, hidden, 1, "$cpu == 0 && cpu == \"bash\"")
KTF_CASE(shadow, hidden, 1, "comm == 7 && $comm == \"bash\"")
KTF_CASE(main, zero, 1, "$cpu == 0")
KTF_CASE(main, zero, 0, "$cpu")
KTF_CASE(main, zero, 1, "!$cpu")
KTF_CASE(main, zero, 1, "$cpu * 2 == u8")
KTF_CASE(main, zero, 1, "$cpu == cpu")
KTF_CASE(main, zero, 0, "$cpu != CPU")
KTF_CASE_CPUS(2, main, second, 1, "$cpu == 1")
KTF_CASE_CPUS(2, main, second, 1, "$cpu & 1")
KTF_CASE_CPUS(2, main, second, 1, "$cpu == u8")
KTF_CASE_CPUS(2, main, second, 1, "$cpu in {1, 3-5}")
KTF_CASE_CPUS(3, main, third, 0, "$cpu in {1, 3-5}")

/* CPUs, for the variable and other values. No number is several CPUs. */
KTF_CASE_CPUS(2, main, second, 1, "$cpu & CPUS{0-1} && !($cpu & CPUS{0}) && $cpu == CPUS{1}")
KTF_CASE_CPUS(2, main, second, 0, "$cpu != CPUS{1} || $cpu == CPUS{0-1} || !$cpu & CPUS{1}")
KTF_CASE_CPUS(2, main, second, 1, "$cpu != CPUS{0,1} && $cpu != CPUS{0}")
KTF_CASE_CPUS(3, main, third, 1, "(u8) & CPUS{2} && u8 - 1 == CPUS{1} && (u8 ^ 3) & CPUS{1-2}")
KTF_CASE_CPUS(2, main, third, 0, "(s64) & CPUS{0-1} || s64 + 0 == CPUS{1}")
KTF_CASE_CPUS(2, main, ones, 0, "(s8 * 1) & CPUS{0-1} || -u8 != CPUS{0-1} || (s8) & CPUS{0-1}")
KTF_CASE_CPUS(2, main, ones, 1, "-u8 != CPUS{0} && (s8 != CPUS{1}) && !((u8) != CPUS{0-1})")
KTF_CASE_CPUS(2, main, zero, 1, "args[u8] & CPUS{0-1} && len(name) == CPUS{0}")
KTF_CASE_CPUS(2, main, some, 0,
	      "args[u8] & CPUS{0-1} || args[u8] != CPUS{0} || args[u8] != CPUS{0-1}")
KTF_CASE_CPUS(3, main, third, 1, "$cpu * $cpu == 4 && CPU == 2")

/* The task's ancestors: process 0 is the first task of each CPU, and no argument. */
KTF_CASE(main, zero, 0, "$child_of(2147483647)")
KTF_CASE(main, zero, 1, "!$child_of(2147483647) && !u8")
KTF_CASE(main, some, 1, "u8 && (!$child_of( 2147483647 ) || $child_of(2147483646))")

/* The task's cgroup. Each machine has the first one. */
KTF_CASE(main, zero, 0, "!($cgroup in cgroup(\"/\")) && u8")
KTF_CASE(main, zero, 0, "$cgroup == cgroup(\"/\") && cgroup('/') != $cgroup")
KTF_CASE(main, some, 1, "$cgroup != cgroup( \"/\" ) || $cgroup == cgroup('/')")
KTF_CASE(main, some, 0, "u8 - u8 == cgroup('/') || has(nosuch) && nosuch != cgroup('/')")
KTF_CASE(main, some, 1, "u8 || $cgroup in cgroup( '/' )")
KTF_CASE(main, zero, 0, "!($cgroup in {0, cgroup('/') 5-7}) && u8")
KTF_CASE(main, some, 1, "u8 || $cgroup in {cgroup(\"/\"), EPERM-EIO, cgroup('/')}")

/* What the record has. The records have the flags and counts of cases/records.h. */
KTF_CASE(main, zero, 0, "$in_irq || $in_softirq || $in_nmi || $preempt")
KTF_CASE(main, ones, 1, "$in_irq == 1 && $in_softirq == 1 && $in_nmi == 1 && $preempt == 15")
KTF_CASE(main, low, 0, "$in_irq || $in_softirq || $in_nmi")
KTF_CASE(main, low, 1, "$preempt == 1 && $preempt < 2")
KTF_CASE(main, high, 1, "$preempt in {2, 7-9} && !$in_irq")
KTF_CASE(main, ones, 1, "(common_flags & 0x08) != 0 && $in_irq == 1")
KTF_CASE(main, zero, 1, "(common_flags & 0x08) == 0 && $in_irq == 0")
KTF_CASE(main, ones, 1, "$in_nmi * 2 + $in_irq == 3 && $preempt - $in_softirq == 14")
KTF_CASE(main, ones, 0, "$in_irq > 1 || $in_nmi < 0 || $preempt > 15")

/* Numbers of the task, as they are for any. */
KTF_CASE(main, zero, 1, "$prio == $prio && $nice in {-20-19} && $kthread in {0, 1}")
KTF_CASE(main, zero, 1, "$uid == $uid && $euid == $euid && $gid == $gid && $egid == $egid")
KTF_CASE(main, zero, 1, "$uid >= 0 && $euid >= 0 && $gid >= 0 && $userns > 0")
KTF_CASE(main, zero, 1, "$now > 0 && $now - $now <= 0")
KTF_CASE(main, zero, 0, "$cgroup != $cgroup || $mntns != $mntns || $netns != $netns")
KTF_CASE(main, zero, 0, "$pidns != $pidns || $utsns != $utsns || $ipcns != $ipcns")
KTF_CASE(main, zero, 0, "$cgroup < 0 || $netns < 0 || $ppid < 0")
KTF_CASE(main, zero, 1, "$pid == $pid")
KTF_CASE(main, zero, 0, "$pid != $pid")
KTF_CASE(main, zero, 1, "$tgid - $tgid == u8")
KTF_CASE(main, zero, 0, "$pid == -1 || $tgid < -1")
KTF_CASE(main, zero, 1, "$pid in {0-0x7fffffff}")
KTF_CASE(main, zero, 0, "$pid in {-5--1, 0x80000000-0x90000000}")
KTF_CASE(main, zero, 1, "u8 * $pid == 0 && $pid + u16 == $pid")
KTF_CASE(main, zero, 0, "$tgid in {-5, -3, -1}")
KTF_CASE(main, some, 1, "!($pid in {-100, -10, -1}) && u8")
KTF_CASE(main, some, 0, "$pid == -100 || $pid == -7 || $pid == -5 || $pid == -2")
