# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: which filters "ktap-filter clear" removes, and which it leaves.

test_clear()
{
	make_tracefs ktap
	ends 2 "clear: of what?" clear "${t[@]}"
	ends 2 "clear: all or one?" clear "${t[@]}" --all -e sched
	ends 0 "clear: an event" clear "${t[@]}" -e sched:sched_switch
	says out "clear: tells it" <<<'sched:sched_switch prev_pid == 5'
	[ "$(cat t/events/sched/sched_switch/filter)" = 0 ]
	result "clear: writes 0" $?
	ends 0 "clear: an instance" clear "${t[@]}" --instance 'a b:c'
	[ "$(cat 't/instances/a b:c/events/irq/irq_handler_entry/filter')" = 0 ] &&
		[ "$(cat t/instances/foo/events/sched/sched_wakeup/filter)" = none ]
	result "clear: that instance and no other" $?
	ends 0 "clear: a system" clear "${t[@]}" -e sched --instance foo
	[ "$(cat t/instances/foo/events/sched/sched_wakeup/filter)" = 0 ]
	result "clear: the events of the system" $?
	make_tracefs module
	ends 2 "clear: all or ours?" clear "${t[@]}" --all --ours
	ends 0 "clear: what keeps the module" clear "${t[@]}" --ours
	says out "clear: nothing does" </dev/null
	cat >t/ktap_filters <<-'END'
	# module, on 6.1.0: filters run by call sites (6 of 6 calls); early reject: yes; machine code: yes
	# keeps the module on sched:sched_switch: prev_pid == CPUS{0}
	# keeps the module on irq:irq_handler_entry: name.function == \n
	sched:sched_switch prev_pid == CPUS{0}
	    0: WORD_ARC       [24] - 0x5 & 0xffffffff <= 0x0  true accept false reject
	    interpreter
	    the stock engine cannot have this filter
	foo/sched:sched_wakeup pid == 1
	    0: WORD_ARC       [24] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	    interpreter
	END
	ends 3 "clear: more keeps the module" clear "${t[@]}" --ours
	says out "clear: which filter kept it" <<<'sched:sched_switch prev_pid == CPUS{0}'
	grep -q 'a trigger, a probe or perf has a filter on irq:irq_handler_entry: name.function' err
	result "clear: what still keeps it" $?
	[ "$(cat t/events/sched/sched_switch/filter)" = 0 ] &&
		[ "$(cat t/instances/foo/events/sched/sched_wakeup/filter)" = none ]
	result "clear: only what keeps it" $?
	make_tracefs stock
	ends 3 "clear: ours, of a stock kernel" clear "${t[@]}" --ours
	make_tracefs ktap
	ends 0 "clear: all" clear "${t[@]}" --all --json
	json "clear: valid JSON"
	[ "$(cat t/events/sched/sched_switch/filter)" = 0 ] &&
		[ "$(cat t/instances/foo/events/sched/sched_wakeup/filter)" = 0 ]
	result "clear: everywhere" $?
	rm -r t/events/sched/sched_switch
	ends 3 "clear: one that cannot be" clear "${t[@]}" --all
}
