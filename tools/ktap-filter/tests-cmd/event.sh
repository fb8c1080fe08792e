# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: patterns that name events, which are the same to every
# subcommand.

test_event_patterns()
{
	local pattern names
	make_tracefs ktap
	rm -r t/events/irq
	mkdir -p t/events/ftrace/print
	sed 's/sched_switch/print/' "$formats/sched_switch" >t/events/ftrace/print/format
	while read -r pattern names; do
		ends 0 "events: $pattern" check "${t[@]}" -e "$pattern" --json 'common_pid == 5'
		python3 -c 'import json; print(*(a["event"] for a in json.load(open("out"))))' >got
		says got "events: are these" <<<"$names"
	done <<-'END'
	sched:sched_switch sched:sched_switch
	sched/sched_switch sched:sched_switch
	ftrace:print ftrace:print
	print ftrace:print
	sched_switch sched:sched_switch
	:sched_switch sched:sched_switch
	sched:sched_[sw]* sched:sched_switch sched:sched_wakeup
	s*:*_?xec sched:sched_process_exec
	*gen* signal:signal_generate
	signal signal:signal_generate
	sched: sched:sched_process_exec sched:sched_switch sched:sched_wakeup
	sig* signal:signal_generate
	*:* sched:sched_process_exec sched:sched_switch sched:sched_wakeup signal:signal_generate
	END
	ends 3 "check: a mistyped event" check "${t[@]}" -e sched:sched_swich 'common_pid == 5'
	says err "check: the event that was meant" <<-'END'
	ktap-filter check: there is no event 'sched:sched_swich'; did you mean sched:sched_switch?
	END
	for pattern in sched_sw sched:sched_switch? nosuch 'no*:*' 'sched:'; do
		[ "$pattern" != sched: ] || rm -r t/events/sched
		for c in check compile explain load show clear stat; do
			set -- "$c" "${t[@]}" -e "$pattern"
			case $c in
			show|clear|stat) ;;
			*) set -- "$@" 'common_pid == 5' ;;
			esac
			ends 3 "$c: there is no event $pattern" "$@"
		done
	done
	for pattern in a:b:c /sched ../../events:x; do
		ends 2 "events: $pattern is none" show "${t[@]}" -e "$pattern/x"
	done
}

# What needs no more than formats: check, compile, explain.
test_events_of_files()
{
	make_tracefs ktap
	ends 1 "check: several events" check "${t[@]}" -e 'sched:*' 'prev_pid == 5'
	says out "check: what each says, once" <<-'END'
	error: Field not found (EINVAL)
	  prev_pid == 5
	  ^~~~~~~~
	sched:sched_process_exec: 1 error
	sched:sched_switch: ok
	sched:sched_wakeup: 1 error
	events that take it: 1 of 3
	END
	ends 0 "check: a system, of which one is enough" check "${t[@]}" -e sched 'prev_pid == 5'
	ends 1 "check: a system of which none takes it" check "${t[@]}" -e sched 'x == 5'
	[ "$(grep -c '^error' out)" = 1 ]
	result "check: says it once" $?
	ends 0 "compile: several events" compile "${t[@]}" -e 'sched:*' -o several 'common_pid == 5'
	k compile "${switch[@]}" 'common_pid == 5'
	cmp several out
	result "compile: have one image" $?
	ends 1 "compile: several that lack a field" compile "${t[@]}" -e 'sched:*' 'prev_pid == 5'
	says err "compile: these" <<-'END'
	error: Field not found (EINVAL)
	  prev_pid == 5
	  ^~~~~~~~
	ktap-filter compile: 2 of 3 events refuse this filter:
	  sched:sched_process_exec: Field not found
	  sched:sched_wakeup: Field not found
	Name fewer events, as in --event='SYSTEM:PART*', or a system alone for those
	of its events that take it.
	END
	ends 0 "compile: a system" compile "${t[@]}" -e sched -o one 'prev_pid == 5'
	sed -i 's/pid_t pid;\(.*\)size:4/u16 pid;\1size:2/' t/events/sched/sched_wakeup/format
	ends 1 "compile: several that need several images" compile "${t[@]}" -e 'sched:*[ep][cu]*' \
		'pid == 5'
	grep -q 'sched:sched_wakeup needs another image' err
	result "compile: which one does" $?
	ends 0 "explain: several events" explain "${t[@]}" -e 'sched:*[ep][cu]*' 'pid == 5'
	grep '^Runs on' out | cut -d' ' -f3 >got
	says got "explain: each of them" <<-'END'
	sched:sched_process_exec
	sched:sched_wakeup
	END
	ends 0 "explain: several events, for scripts" explain "${t[@]}" -e 'sched:*[ep][cu]*' \
		--json 'pid == 5'
	python3 -c 'import json; print(*(e["event"] for e in json.load(open("out"))))' >array
	says array "explain: the same events" <<<"$(paste -sd ' ' got)"
	ends 1 "explain: several that lack a field" explain "${t[@]}" -e 'sched:*' 'prev_pid == 5'
	says out "explain: none of them" </dev/null
	ends 2 "explain: one picture of several" explain "${t[@]}" -e 'sched:*' --svg p.svg \
		'common_pid == 5'
	ends 0 "a saved format, and a pattern" check "${switch[@]}" -e 'sched:*_sw*' 'prev_pid == 5'
	ends 3 "a saved format of another event" check "${switch[@]}" -e '*wakeup' 'prev_pid == 5'
}

# All or nothing, but for a system.
test_load_events()
{
	local e event=t/events/sched/sched_wakeup
	make_tracefs ktap
	echo 'pid == 7' >$event/filter
	ends 1 "load: several events that lack a field" load "${t[@]}" -e 'sched:*' 'prev_pid == 5'
	says err "load: these" <<-'END'
	error: Field not found (EINVAL)
	  prev_pid == 5
	  ^~~~~~~~
	ktap-filter load: sched:* does not take this filter: nothing is written
	ktap-filter load: 2 of 3 events refuse this filter:
	  sched:sched_process_exec: Field not found
	  sched:sched_wakeup: Field not found
	Name fewer events, as in --event='SYSTEM:PART*', or a system alone for those
	of its events that take it.
	END
	[ "$(cat t/events/sched/*/filter | sort -u)" = "$(printf 'none\npid == 7')" ]
	result "load: nothing was written" $?
	ends 0 "load: several events" load "${t[@]}" -e 'sched:*' 'common_pid == 5'
	for e in sched_switch sched_wakeup sched_process_exec; do
		echo -n 'common_pid == 5' | cmp - t/events/sched/$e/filter
		result "load: $e has it" $?
	done
	echo none | cmp - t/events/sched/filter && echo none | cmp - t/events/signal/*/filter
	result "load: no other file has" $?
	ends 0 "load: an image for several" load "${t[@]}" -e 'sched:*' several
	cmp several $event/filter_bytecode && cmp several t/events/sched/sched_switch/filter_bytecode
	result "load: is in the files of each" $?
	# The last one can be read, but not written.
	echo 'prev_pid == 1' >t/events/sched/sched_switch/filter
	ln -sf /proc/version $event/filter
	ends 3 "load: one of several cannot be written" load "${t[@]}" -e 'sched:*' 'cpu == 1'
	[ "$(cat t/events/sched/sched_switch/filter)" = 'prev_pid == 1' ] &&
		[ "$(cat t/events/sched/sched_process_exec/filter)" = 'common_pid == 5' ]
	result "load: the others have their filters again" $?
	ends 3 "load: an event that takes none" load "${t[@]}" -e sched:sched_switch --instance foo \
		"$(rm t/instances/foo/events/sched/sched_switch/filter; echo cpu == 1)"
}

test_filters_of_events()
{
	make_tracefs ktap
	ends 0 "show: several events" show "${t[@]}" -e '*:sched_*'
	says out "show: their filters" <<<'sched:sched_switch prev_pid == 5'
	ends 0 "show: events of an instance" show "${t[@]}" -e 'sched_w*' --instance foo
	grep -q '^foo/sched:sched_wakeup ' out
	result "show: its filters" $?
	ends 2 "show: one image of several" show "${t[@]}" -e 'sched:*' --disasm
	ends 0 "stat: several events" stat "${t[@]}" -e 'irq:*' --instance 'a b:c'
	head -n 1 out >got
	says got "stat: their numbers" <<<'filters 1, instructions 1, instances 1'
	printf 'pid ==\n   ^\nparse_error: No\n' >t/events/sched/filter
	ends 0 "clear: several events" clear "${t[@]}" -e '*:sched_s*'
	says out "clear: tells which" <<<'sched:sched_switch prev_pid == 5'
	[ "$(cat t/events/sched/sched_switch/filter)" = 0 ] &&
		grep -q parse_error t/events/sched/filter
	result "clear: those, and not the system" $?
	ends 0 "clear: all of a system" clear "${t[@]}" -e 'sched:*'
	[ "$(cat t/events/sched/filter)" = 0 ]
	result "clear: and the system's own file" $?
}
