# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: questions as people type them from memory who know C, SQL, bpftrace,
# DTrace, perf, strace or tcpdump. The answer has to say what to type instead.

# Each line is EVENT<tab>FILTER<tab>words of the first answer.
mistyped()
{
	cat <<'END'
sched_switch	comm = "bash"	; write ==
sched_switch	pid == 1 and comm == "x"	; $pid is that of the running task; did you mean prev_pid?
sched_switch	prev_pid == 1 and next_pid == 2	; write &&, || and !
sched_switch	state & 1	; did you mean prev_state?
sched_switch	prev_state & TASK_RUNNING	a running task has (prev_state & 0xff) == 0
sched_switch	prev_state.sym == "d"	; did you mean D?
sched_switch	uid == root	; $uid is that of the running task
sched_switch	$PID == 1	; did you mean $pid?
sched_switch	cgroup == "/x"	; write $cgroup in cgroup("/user.slice")
sched_switch	prev_comm like "x%"	; write ~
sched_switch	prev_comm =~ /x/	; write ~
sched_switch	prev_comm == prev_com	; did you mean prev_comm?
sched_switch	lower(prev_com) == "x"	; did you mean prev_comm?
sched_switch	prev_pid in (1,2,3)	; a set is in braces
sched_switch	prev_pid in [1,2]	; a set is in braces
sched_switch	prev_pid between 1 and 3	; write in {1-5}
sched_switch	$pid in {1..3}	; a range is 1-5
sched_switch	has next_pid	; has(x) asks
sched_switch	$sample(0.1)	; write $sample(1/100)
sched_switch	sample(1/100)	; write $sample(1/100)
sched_switch	$first 5	; write $first(100)
sched_switch	limit 5	; write $first(100)
sched_switch	$ratelimit(10 per second)	; write $ratelimit(10/1s)
sched_switch	prev_prio in 0..99	; a set is in braces
sched_switch	0 <= prev_prio <= 99	; write a < b && b < c
sched_switch	prev_pid == (1, 2)	; a set is in braces
sched_switch	$cgroup in cgroup(/user.slice)	; put the path in quotes
sched_switch	prev_comm[0] == 'a'	; a character is its number
sched_switch	prev_pid is not 1	; write !=
sched_switch	$first(100) per pid	; nothing is counted for each pid or name
sched_switch	prev_state.sym in {D, S}	; put the names in quotes
sched_switch	prev_comm == "a" || "b"	; write x == "a" || x == "b"
sched_switch	prev_comm != 'a' && 'b'	; write x != "a" && x != "b"
sched_switch	prev_pid != 1 && 2	; write x != 1 && x != 2
sched_switch	prev_pid notin {1, 2}	; write !(x in {1, 5-9})
sched_switch	nsecs > 5s	; $now is the time since boot
sched_switch	min(prev_pid, next_pid) > 2	; min(a, b) > 2 is a > 2 && b > 2
sched_switch	abs(prev_pid) > 2	; abs(x) > 2 is x > 2 || x < -2
sched_stat_wait	delay > 10 ms	; write the unit right behind the number
sched_stat_wait	delay > 10msec	; a unit is k, M, G or T, or ns, us, ms or s
net_dev_queue	len > 4KiB	; a unit is k, M, G or T, or ns, us, ms or s
sys_enter	syscall == open	; write id == syscall(openat)
sys_enter	id == "openat"	; write id == syscall(openat)
sys_enter	id == __NR_openat	; write id == syscall(openat)
sys_enter	id == syscall(opennat)	; did you mean openat?
sys_enter	id == syscall("open*")	; write in syscall("open*")
sys_enter	id ~ "open*"	; write id in syscall("open*")
sys_enter	arg2 > 4k	; arguments are args[0] to args[5]
sys_enter_openat	args->filename	; write the field's name alone
sys_enter_openat	str(args.filename) == "x"	; texts are compared with == and ~
sys_enter_openat	filename contains "/etc"	; write ~ "*a*"
sys_enter_openat	filename.str == "/etc"	; a text of user space is asked as x.ustring
sys_enter_openat	dfd == -100	; the field has no sign: write s32(x) == -1
sys_enter_openat	flags & O_CREAT	; flags of system calls are numbers
sys_exit	errno == ENOENT	; the result of a system call is ret
sys_exit	ret == "ENOENT"	; write -ENOENT, without quotes
sys_enter	id == syscall(__x64_sys_openat)	; write the name alone
sys_enter	id in syscall(open, openat)	; write in {syscall(read), syscall(write)}
sys_exit	ret == -1 EPERM	; write ret == -ENOENT
sys_exit	ret == -EAGIAN	; did you mean EAGAIN?
inet_sock_set_state	src 10.0.0.0/8	; write saddr in ipv4(10.0.0.0/8)
inet_sock_set_state	saddr == 10.0.0.1	; write ipv4(10.0.0.1)
inet_sock_set_state	saddr in 10.0.0.0/8	; write ipv4(10.0.0.1)
inet_sock_set_state	newstate == ESTABLISHED	; did you mean TCP_ESTABLISHED?
kmalloc	gfp_flags & __GFP_ZEROO	; did you mean __GFP_ZERO?
kmalloc	gfp_flags == "__GFP_ZERO"	; names are compared behind .sym
kmalloc	gfp_flags & 0x400 == 0x400	; put parentheses around operators on bits
kmalloc	call_site == vfs_read	; write x.function == NAME
kmalloc	call_site.function in {vfs_read, vfs_write}	; x.function takes == and !=
block_rq_issue	dev == sda	; write dev(8:16)
block_rq_issue	dev == 8:16	; write dev(8:16)
signal_generate	sig == SIGKILL	; signals are numbers
END
}

test_hints()
{
	local event filter words nr=0
	while IFS=$'\t' read -r event filter words; do
		k check --format "$formats/$event" "$filter"
		head -n 1 out | grep -qF -- "$words"
		result "hint: $filter" $?
		nr=$((nr + 1))
	done < <(mistyped)
	[ $nr -ge 50 ]
	result "hint: all questions" $?
}
