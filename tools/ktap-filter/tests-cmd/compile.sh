# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: the images that "ktap-filter compile" makes of filters.

test_compile()
{
	ends 0 "compile" compile "${switch[@]}" -o image 'prev_pid == 5 && next_comm == "sh"'
	k compile "${switch[@]}" 'prev_pid == 5 && next_comm == "sh"'
	cmp image out
	result "compile: to the standard output" $?
	ends 0 "compile: without a source" compile "${switch[@]}" --no-source -o bare \
		'prev_pid == 5'
	! grep -q '==' bare
	result "compile: the source is not in it" $?
	ends 1 "compile: a mistake" compile "${switch[@]}" 'prev_pid == 5 && nxt == 1'
	says err "compile: a mistake and its place" <<-'END'
	error: Field not found (EINVAL)
	  prev_pid == 5 && nxt == 1
	                   ^~~
	END
	ends 1 "compile: a mistake in a long text" compile "${switch[@]}" \
		"$(printf 'prev_pid == 5 || %.0s' {1..40})nxt == 1"
	grep -q '^  \.\.\..* nxt == 1$' err
	result "compile: its surroundings" $?
	sed 's/sched_switch/function/; s/char prev_comm\[16\]/unsigned long ip/' \
		"$formats/sched_switch" >function
	ends 1 "compile: a filter of functions" compile --format function -e ftrace:function \
		'ip == vfs_read'
	head -n 1 err >got
	says got "compile: of which there is no image" <<-'END'
	ktap-filter compile: Opcode is not for images
	END
	ends 2 "compile: no event" compile 'prev_pid == 5'
	ends 2 "compile: two places" compile "${switch[@]}" --input x 'prev_pid == 5'
	ends 2 "compile: no expression" compile "${switch[@]}"
	ends 3 "compile: no file" compile --format nosuch 'prev_pid == 5'
	ends 3 "compile: no format" compile --format /etc/passwd 'prev_pid == 5'
	ends 3 "compile: no trace.dat" compile -e x:y --input /etc/passwd 'prev_pid == 5'
	ends 3 "compile: another event" compile "${switch[@]}" -e sched:sched_wakeup 'pid == 5'
	ends 3 "compile: a file that cannot be written" compile "${switch[@]}" \
		-o nosuch/image 'prev_pid == 5'
	script -qefc "'$cmd' compile ${switch[*]} 'prev_pid == 5'" /dev/null >out 2>&1 </dev/null
	[ $? = 2 ] && ! grep -q ktf out
	result "compile: not to a terminal" $?
}
