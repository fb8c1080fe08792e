# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2034
# Sourced by command-tests: a filter is the same filter to every subcommand, as an argument
# or in a file.

# The subcommand $1 and what it needs to take the filter behind it, in the array "take".
taking()
{
	case $1 in
	load)	take=(load "${t[@]}" -e sched:sched_switch) ;;
	run)	take=(run -i nosuch.dat) ;;
	*)	take=("$1" "${switch[@]}") ;;
	esac
}

test_argument_files()
{
	local c f take
	make_tracefs ktap
	printf ' prev_pid == 5\n\n' >t.txt
	k compile "${switch[@]}" -w 'prev_pid == 5'
	cp out t.word
	for c in check compile explain load; do
		taking $c
		"$cmd" "${take[@]}" 'prev_pid == 5' >direct 2>err
		for f in t.txt t.word; do
			ends 0 "$c: $f" "${take[@]}" $f
			[ $f = t.word ] || [ $c = load ] || says out "$c: is the filter in it" <direct
		done
		"$cmd" "${take[@]}" - <t.txt >out 2>err
		result "$c: the standard input" $?
	done
	echo -n 'prev_pid == 5' | cmp - t/events/sched/sched_switch/filter
	result "load: writes the text and no newline" $?
	ends 1 "check: a mistake in a file" check "${switch[@]}" <(echo 'nosuch == 1')
	grep -qx '  nosuch == 1' out
	result "check: is shown with its text" $?
}

test_argument_names()
{
	local c f take
	make_tracefs ktap
	printf 'prev_pid == 5\n|| prev_pid == 6\n' >t.lines
	printf '\n \n' >t.blank
	for c in check compile explain load run; do
		taking $c
		for f in ./rt.kft no/such rt.ktf; do
			ends 3 "$c: $f, which is missing" "${take[@]}" $f
			says err "$c: is told as a file" <<<"ktap-filter $c: cannot read $f: No such file or directory"
		done
		ends 1 "$c: a text of several lines" "${take[@]}" t.lines
		says err "$c: is told so" <<<"ktap-filter $c: t.lines has several lines, and a filter has one"
		ends 1 "$c: a file without a filter" "${take[@]}" t.blank
		ends 1 "$c: a file that is no text" "${take[@]}" nul
	done
	echo none | cmp - t/events/sched/sched_switch/filter
	result "load: and nothing was written" $?
	ends 0 "a slash in an expression" check --format "$formats/sched_process_exec" \
		'filename ~ "/etc/x.c"'
	ends 1 "a field alone is no file" check --format "$formats/ipi_send_cpumask" \
		callsite.function
}
