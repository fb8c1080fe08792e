# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: the findings of "ktap-filter check".

test_check()
{
	ends 0 "check: a good filter" check "${switch[@]}" 'prev_pid == 5'
	says out "check: is called so" <<<ok
	ends 1 "check: mistakes" check "${switch[@]}" \
		'prev_prio = 1 && prev_pix == 1 || (next_comm == 5 && x == "a)'
	says out "check: all of them, with their places" <<-'END'
	error: Missing matching quote (ESRCH); a text ends with the kind of quote that it starts with
	  prev_prio = 1 && prev_pix == 1 || (next_comm == 5 && x == "a)
	                                                            ^
	error: Invalid operator (EINVAL); write ==
	  prev_prio = 1 && prev_pix == 1 || (next_comm == 5 && x == "a)
	            ^
	error: Field not found (EINVAL); did you mean prev_pid?
	  prev_prio = 1 && prev_pix == 1 || (next_comm == 5 && x == "a)
	                   ^~~~~~~~
	error: Expecting string field (EINVAL); put quotes around the text
	  prev_prio = 1 && prev_pix == 1 || (next_comm == 5 && x == "a)
	                                                  ^
	error: Field not found (EINVAL)
	  prev_prio = 1 && prev_pix == 1 || (next_comm == 5 && x == "a)
	                                                       ^
	5 errors
	END
	ends 0 "check: a warning" check "${switch[@]}" 'prev_prio == 4294967296'
	says out "check: is told" <<-'END'
	warning: 4294967296 does not fit 32 bits with sign: is compared as 0
	  prev_prio == 4294967296
	  ^~~~~~~~~~~~~~~~~~~~~~~
	ok, 1 warning
	END
	ends 0 "check: what is never true" check "${switch[@]}" 'prev_pid == 5 && prev_pid == 6'
	says out "check: as a whole" <<-'END'
	warning: the filter as a whole is never true
	  prev_pid == 5 && prev_pid == 6
	  ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
	ok, 1 warning
	END
	ends 0 "check: a text of user space" check --format "$formats/sys_enter_openat" \
		'filename ~ "/etc/*" || filename.ustring == "/"'
	says out "check: says how to read it" <<-'END'
	warning: cannot be read: it is in user space, write filename.ustring
	  filename ~ "/etc/*" || filename.ustring == "/"
	  ^~~~~~~~~~~~~~~~~~~
	ok, 1 warning
	END
	ends 0 "check: errors without a sign" check --format "$formats/sys_exit" 'ret == ENOENT' \
		'ret in {-EPERM ENOENT}' 'ret == -ENOENT' 'ret in {-EPERM -1}' 'ret + EPERM == 0'
	grep -c 'negative number: write -ENOENT$' out >got
	says got "check: are told" <<<2
	[ "$(grep -c 'ok$' out)" = 3 ]
	result "check: and no others" $?
	ends 1 "check: names of numbers" check "${switch[@]}" 'prev_state == "S" || prev_state == S'
	[ "$(grep -c '; names are compared behind .sym, as in x.sym == "NAME"$' out)" = 2 ]
	result "check: says where they are" $?
	ends 1 "check: misspelt names" check "${switch[@]}" \
		'lenn(next_comm) == 5 || $pids == 1 || next_pidd == 1 || nosuch(next_pid) == 1'
	grep '^error' out >names
	says names "check: of functions, variables and fields" <<-'END'
	error: Field not found (EINVAL); did you mean len?
	error: Unknown variable (EINVAL); did you mean $pid?
	error: Field not found (EINVAL); did you mean next_pid?
	error: Field not found (EINVAL); 'ktap-filter fields' lists what there is
	END
	ends 0 "check: no warnings" check "${switch[@]}" --no-warn 'prev_prio == 4294967296'
	says out "check: are told" <<<ok
	ends 1 "check: several filters" check "${switch[@]}" 'prev_prio == 1' 'nosuch == 1'
	grep -qx 'filter 1: ok' out && grep -qx 'filter 2: 1 error' out
	result "check: each has an answer" $?
	ends 1 "check: quiet" check -q "${switch[@]}" 'nosuch == 1'
	says out "check: prints nothing" </dev/null
	ends 1 "check: a function's name that takes more with it" check \
		--format "$formats/ipi_send_cpumask" '(callsite.function == vfs_read) && nosuch == 1'
	says out "check: the kernel's mistake, and what mends it" <<-'END'
	error: Function not found (EINVAL); the name goes on to the next blank: put one behind it
	  (callsite.function == vfs_read) && nosuch == 1
	                        ^~~~~~~~~
	error: Field not found (EINVAL)
	  (callsite.function == vfs_read) && nosuch == 1
	                                     ^~~~~~
	2 errors
	END
	ends 0 "check: a function's name" check --format "$formats/ipi_send_cpumask" \
		'(callsite.function == ext4:do_it.isra.0 )'
	ends 1 "compile: a function's name that takes more with it" compile \
		--format "$formats/ipi_send_cpumask" '(callsite.function == vfs_read)'
	says err "compile: and it is told" <<-'END'
	error: Function not found (EINVAL); the name goes on to the next blank: put one behind it
	  (callsite.function == vfs_read)
	                        ^~~~~~~~~
	END
	ends 2 "check: no filter" check "${switch[@]}"
	ends 2 "check: no event" check 'prev_pid == 5'
	ends 3 "check: no such format" check --format nosuch 'prev_pid == 5'
}

# Of another kernel nobody knows functions and CPUs.
test_check_unknown()
{
	ends 0 "check: what another kernel has" check --format "$formats/ipi_send_cpumask" \
		'callsite.function == nosuch && cpumask & CPUS{0-999}' 'callsite == 5' \
		'cpu & CPUS{1}'
	says out "check: is not checked" <<-'END'
	filter 1: ok, functions not checked, CPUs not checked
	filter 2: ok
	filter 3: ok, CPUs not checked
	END
	ends 1 "check: nor is it for scripts" check --format "$formats/ipi_send_cpumask" --json \
		'callsite.function == nosuch && nosuch == 5'
	python3 -c 'import json; print(json.load(open("out"))[0]["not_checked"])' >got
	says got "check: and they are told" <<<"['functions']"
}

test_check_images()
{
	k compile "${switch[@]}" -o checked 'prev_pid == 5'
	ends 0 "check: an image without an event" check checked
	ends 1 "check: an image on another event" check --format "$formats/sched_wakeup" checked
	says out "check: which lacks a field" <<-'END'
	error: Field not found (EINVAL)
	  field prev_pid
	        ^
	1 error
	END
	head -c 40 checked >short
	ends 1 "check: an image that is cut short" check short
	k compile "${switch[@]}" --word 'prev_pid == 5'
	word=$(cat out)
	ends 0 "check: a word" check "$word"
	ends 1 "check: a word in an expression" check "${switch[@]}" "($word) && nosuch == 1"
	ends 1 "check: half a word" check "${word%????????????}"
}

test_check_json()
{
	ends 1 "check: JSON" check --json "${switch[@]}" 'prev_pix == 1' 'prev_pid == 5'
	python3 - 2>err <<-'END'
	import json
	bad, good = json.load(open('out'))
	f = bad['findings'][0]
	assert not bad['ok'] and good['ok'] and good['findings'] == []
	assert f['errno'] == 'EINVAL' and f['position'] == 9 and f['suggestion'] == 'prev_pid'
	assert f['at'] == 0 and f['length'] == len('prev_pix')
	END
	result "check: JSON has what people read" $?
}
