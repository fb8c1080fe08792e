# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: the words that completion in bash offers.

test_completion()
{
	# complete_at WORD...: the words that bash would offer for the last one.
	# shellcheck disable=SC2034
	complete_at()
	{
		COMP_WORDS=("$@")
		COMP_CWORD=$(($# - 1))
		COMP_LINE="$*"
		COMP_POINT=${#COMP_LINE}
		COMPREPLY=()
		_ktap_filter "$cmd" 2>/dev/null
		printf '%s\n' "${COMPREPLY[@]}" >out
		: >err
	}
	# shellcheck source=/dev/null
	. "${here%/*}/ktap-filter.bash" 2>err && complete -p ktap-filter >out 2>>err
	result "completion: loads" $?
	complete -p perf-ktap >out 2>err
	result "completion: of the other name" $?
	make_tracefs ktap
	complete_at ktap-filter disa
	says out "completion: a command" <<<disasm
	complete_at ktap-filter help exp
	says out "completion: a command to help with" <<<explain
	complete_at ktap-filter compile --no-
	says out "completion: an option" <<<--no-source
	complete_at ktap-filter run -B
	says out "completion: a capital letter" <<<-B
	complete_at ktap-filter load --tracefs t -e sched:sched_s
	says out "completion: an event" <<<sched_switch
	complete_at ktap-filter check --tracefs t -e sched_s
	says out "completion: an event without its system" <<<sched:sched_switch
	rm t/available_events
	complete_at ktap-filter check --tracefs = t -e irq_
	says out "completion: an event of a folder" <<<irq:irq_handler_entry
	complete_at ktap-filter check --tracefs=t -e irq_
	says out "completion: in an unbroken word, too" <<<irq:irq_handler_entry
	complete_at ktap-filter check --format "$formats/sched_switch" -e s
	says out "completion: the event of a format file" <<<sched_switch
	complete_at ktap-filter show --tracefs t --instance f
	says out "completion: an instance" <<<foo
	mkdir t/instances/ktap-7
	complete_at ktap-filter probe --tracefs=t --gc ''
	says out "completion: an instance of a run" <<<ktap-7
	rm -r t/instances/*
	complete_at ktap-filter show --tracefs t --instance ''
	says out "completion: no instance" <<<''
	complete_at ktap-filter run -i image -B ''
	says out "completion: no buffer in what is no trace.dat" <<<''
	complete_at ktap-filter run -i image -e sch
	says out "completion: no event there, nor one of this machine" <<<''
	complete_at ktap-filter check --format "$formats/sched_switch" "'prev_pid == 1 && next_co"
	head -n 1 out >got
	says got "completion: a field in a filter" <<<'prev_pid == 1 && next_comm'
	complete_at ktap-filter check --format="$formats/sched_switch" "'!(\$ui"
	head -n 1 out >got
	says got "completion: a variable" <<<'!($uid'
	complete_at ktap-filter check --format="$formats/sched_switch" '"!($ui'
	says out "completion: none where the shell would expand it" <<<''
	complete_at ktap-filter explain --format "$formats/sched_switch" -v "'low"
	head -n 1 out >got
	says got "completion: a function" <<<'lower('
	complete_at ktap-filter check --format "$formats/sched_switch" next_
	sort -o out out
	says out "completion: fields without a quote" <<-'END'
	next_comm
	next_pid
	next_prio
	END
	make_dynamic_events
	complete_at ktap-filter probe --tracefs t -d rea
	says out "completion: an event to remove" <<<ktap:read
	complete_at ktap-filter probe --tracefs t --list synthetic:
	says out "completion: an event to list" <<<lat
	complete_at ktap-filter probe -V --btf=kernel.o vfs_r
	says out "completion: a function to probe" <<<vfs_read
	complete_at ktap-filter probe -n --btf kernel.o "'tp:sw"
	head -n 1 out >got
	says got "completion: a tracepoint" <<<tp:switch
	complete_at ktap-filter probe -n --btf=kernel.o "'vfs_read%return c"
	head -n 1 out >got
	says got "completion: an argument of a function" <<<'vfs_read%return count'
	complete_at ktap-filter probe -n --btf=kernel.o "'vfs_read count file->dentry->d_name.le"
	head -n 1 out >got
	says got "completion: a member" <<<'vfs_read count file->dentry->d_name.len'
	complete_at ktap-filter trace --btf=kernel.o "'vfs_read%return c"
	head -n 1 out >got
	says got "completion: an argument of a function to trace" <<<'vfs_read%return count'
	complete_at ktap-filter trace --btf=kernel.o "'tp:sw"
	head -n 1 out >got
	says got "completion: a tracepoint to trace" <<<tp:switch
	complete_at ktap-filter disasm image
	sort -o out out
	printf '%s\n' image image2 image3 | says out "completion: files"
}
