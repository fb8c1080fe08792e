# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: "ktap-filter save" and "ktap-filter restore", which are each
# other's inverse.

# Filters and triggers with whatever may be in them.
make_saved()
{
	make_tracefs stock
	echo 'prev_pid == 1' >t/events/sched/sched_switch/filter
	printf 'x ==\n   ^\nparse_error: Field not found\n' >t/events/sched/sched_wakeup/filter
	printf 'comm == "\\\xff\t\n"\n' >"t/instances/a b:c/events/sched/sched_wakeup/filter"
	printf '%s\n' 'traceoff:count=3 if prev_comm == "\x41"' >t/events/sched/sched_switch/trigger
	echo 'stacktrace:unlimited' >t/instances/foo/events/sched/sched_wakeup/trigger
}

test_save()
{
	make_saved
	ends 0 "save" save "${t[@]}"
	says out "save: lines that can be read" <<-END
	# filters and triggers, saved by ktap-filter
	filter	sched:sched_switch	prev_pid == 1
	filter	a b:c/sched:sched_wakeup	comm == "\\x5c$(printf '\xff')\\x09\\x0a"
	trigger	sched:sched_switch	traceoff:3 if prev_comm == "\\x5cx41"
	trigger	foo/sched:sched_wakeup	stacktrace
	END
	mv out saved
	ends 0 "save: to a file" save "${t[@]}" -o saved2
	cmp saved saved2
	result "save: the same" $?
	ends 0 "save: an event" save "${t[@]}" -e sched:sched_switch
	grep -v '^#' out | cut -f 1,2 >names
	printf '%s\tsched:sched_switch\n' filter trigger | says names "save: that one"
	ends 0 "save: an instance" save "${t[@]}" --instance foo
	[ "$(grep -vc '^#' out)" = 1 ]
	result "save: that one, too" $?
	ends 3 "save: to no folder" save "${t[@]}" -o nosuch/file
	ends 2 "save: a file without an option" save "${t[@]}" file
}

test_restore()
{
	local file=t/events/sched/sched_switch
	make_saved
	k save "${t[@]}" -o saved
	make_tracefs stock
	ends 0 "restore: a plan" restore "${t[@]}" -n saved
	head -n 2 out | cut -c -40 >plan
	says plan "restore: what would be written" <<-END
	sched:sched_switch prev_pid == 1
	a b:c/sched:sched_wakeup comm == "\\$(printf '\xff')  "
	END
	[ "$(cat $file/filter)" = none ] && [ ! -e $file/trigger ]
	result "restore: and nothing was" $?
	for i in t t/instances/*; do
		for e in sched_switch sched_wakeup; do : >"$i/events/sched/$e/trigger"; done
	done
	echo 'pid == 7' >t/events/sched/sched_wakeup/filter
	ends 0 "restore" restore "${t[@]}" saved
	k save "${t[@]}" -e sched:sched_switch
	grep sched_switch saved | grep -v /sched >want2
	grep -v '^#' out | says want2 "restore: what was saved"
	printf 'comm == "\\\xff\t\n"' | cmp - "t/instances/a b:c/events/sched/sched_wakeup/filter"
	result "restore: to the byte" $?
	grep -qx stacktrace t/instances/foo/events/sched/sched_wakeup/trigger
	result "restore: in an instance" $?
	grep -qx 'pid == 7' t/events/sched/sched_wakeup/filter
	result "restore: leaves others alone" $?
	ends 0 "restore: once more" restore "${t[@]}" saved
	[ "$(wc -l <$file/trigger)" = 1 ]
	result "restore: no trigger twice" $?
	ends 0 "restore: from a pipe" restore "${t[@]}" <(cat saved)
}

# All or nothing, and a file may have any bytes.
test_restore_refused()
{
	local file=t/events/sched/sched_switch bad h='# filters and triggers, saved by ktap-filter'
	make_tracefs stock
	echo 'prev_pid == 7' >$file/filter
	: >$file/trigger
	printf '%s\nfilter\tsched:sched_switch\tprev_pid == 1\n' "$h" >good
	while read -r bad; do
		# shellcheck disable=SC2059
		{ cat good; printf "$bad\\n"; } >saved
		ends 1 "restore: no line: $bad" restore "${t[@]}" saved
		grep -q 'saved, line 3: no saved filter or trigger$' err
		result "restore: is told" $?
	done <<-'END'
	filter
	filter\tsched:sched_switch
	filter\tsched:sched_switch\t
	probe\tsched:sched_switch\tx
	filter\tsched_switch\tprev_pid == 1
	filter\t/sched:sched_switch\tprev_pid == 1
	filter\tsched:*\tprev_pid == 1
	filter\ta/b/sched:sched_switch\tprev_pid == 1
	filter\tsched:sched_switch\tprev_pid == \\\\x3
	filter\tsched:sched_switch\tprev_pid == 1\\\\x00
	END
	ends 1 "restore: what was never saved" restore "${t[@]}" /etc/passwd
	ends 1 "restore: an image" restore "${t[@]}" image
	ends 3 "restore: no file" restore "${t[@]}" nosuch
	ends 2 "restore: nothing" restore "${t[@]}"
	{ cat good; printf 'trigger\tsched:sched_switch\tstacktrace if x == 1\n'; } >saved
	ends 1 "restore: a trigger with a mistake" restore "${t[@]}" saved
	says err "restore: is told as in a filter" <<-'END'
	error: Field not found (EINVAL)
	  x == 1
	  ^
	ktap-filter restore: sched:sched_switch does not take this filter: nothing is written
	ktap-filter restore: nothing is restored
	END
	{ cat good; printf 'filter\tbar/sched:sched_switch\tprev_pid == 1\n'; } >saved
	ends 3 "restore: an instance that is gone" restore "${t[@]}" saved
	{ cat good; printf 'trigger\tsched:sched_switch\tstacktrace\n'; } >saved
	{ cat saved; printf 'filter\tsched:sched_wakeup\tpid == 1\n'; } >saved2
	# A file that can be read and takes nothing.
	ln -sf /proc/version t/events/sched/sched_wakeup/filter
	ends 3 "restore: what cannot be written" restore "${t[@]}" saved2
	[ "$(cat $file/filter)" = 'prev_pid == 7' ]
	result "restore: the filter before it is back" $?
	[ "$(cat $file/trigger)" = "$(printf 'stacktrace\n!stacktrace')" ]
	result "restore: and the trigger is removed" $?
}
