# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: "ktap-filter disasm" and "ktap-filter asm", which undo each other.

filters()
{
	cat <<-'END'
	sched_switch prev_pid == 5
	sched_switch prev_pid != -1 && next_pid > 3 || !(prev_prio <= 100)
	sched_switch prev_state & 0xff
	sched_switch prev_comm ~ "a*b?c" && next_comm != "\\"
	sched_switch COMM ~ "*sh" || CPU & CPUS{0-3,8}
	sched_wakeup comm == "kworker" && target_cpu == CPUS{2}
	sched_process_exec filename ~ "/bin/*"
	ipi_send_cpumask cpumask & CPUS{1,3-5,63}
	ipi_send_cpumask callsite.function == vfs_read
	sys_enter_openat filename.ustring ~ "/etc/*" && flags & 0x41 || dfd == -100
	sys_enter id == 257 && args != 0
	signal_generate sig >= 9 && comm ~ "*\"*"
	END
}

test_assembler()
{
	while read -r event text; do
		k compile --format "$formats/$event" -o 1.image "$text"
		"$cmd" disasm 1.image >1.text 2>err && "$cmd" asm 1.text >2.image 2>err &&
			cmp 1.image 2.image >err && "$cmd" asm <1.text | cmp - 2.image
		result "asm: $text" $?
	done < <(filters)
	# An instruction more, without new numbers.
	sed 's/^ *1:/EQ prev_pid 6 true accept false 1\n&/' text >text2
	ends 0 "asm: a line in between" asm text2 -o image2
	ends 0 "disasm: a line in between" disasm image2
	says out "asm: what came of it" <<-'END'
	.version 1
	.source "prev_pid == 5 && next_comm == \"sh\""
	.field prev_pid OTHER 4 signed
	.field next_comm FIXSTR 16
	    0: EQ prev_pid 5  true 2 false reject  @0+13
	    1: EQ prev_pid 6  true accept false 2  @0+0
	    2: STR_EQ next_comm "sh"  true accept false reject  @17+17
	END
	sed 's/prev_pid 5/prev_pod 5/' text >wrong
	ends 1 "asm: a mistake" asm wrong
	says err "asm: a mistake and its place" <<-'END'
	ktap-filter asm: wrong:5:11: No .field line has this name
	      0: EQ prev_pod 5  true 1 false reject  @0+13
	            ^
	END
	ends 1 "asm: an image" asm image
	ends 1 "disasm: a text" disasm text
	ends 3 "asm: no file" asm nosuch
	ends 2 "disasm: two files" disasm image image
	printf 'x\0y' >nul
	ends 1 "asm: a NUL" asm nul
	head -c 100000 /dev/zero >zeroes
	ends 1 "disasm: more than an image" disasm zeroes
	sed 's/^\x7fktf\x01/\x7fktf\x02/' image >version
	ends 1 "disasm: another version" disasm version
	says err "disasm: what is wrong" <<-'END'
	ktap-filter disasm: Unknown version of an image
	  header: version 2
	                  ^
	END
}
