# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: the filters that "ktap-filter show" and "ktap-filter stat" read
# in tracefs.

test_show()
{
	make_tracefs ktap
	ends 0 "show" show "${t[@]}"
	says out "show: what is in force" <<-'END'
	sched:sched_switch prev_pid == 5
	foo/sched:sched_wakeup comm == "x 1:y" && pid == 1
	a b:c/irq:irq_handler_entry irq == 1
	END
	ends 0 "show: programs" show "${t[@]}" --program --instance foo
	says out "show: an instance's programs" <<-'END'
	foo/sched:sched_wakeup comm == "x 1:y" && pid == 1
	    0: COMM_GLOB      "x\x0ai/j:k l"  true 1 false reject
	    1: WORD_ARC       [24] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	    early:
	    0: COMM_GLOB      "x\x0ai/j:k l"  true accept false reject
	END
	ends 0 "show: for scripts" show "${t[@]}" --json --program
	json "show: valid JSON"
	ends 0 "show: an event" show "${t[@]}" -e sched:sched_switch
	ends 1 "show: an event without a filter" show "${t[@]}" -e irq:irq_handler_entry
	ends 0 "show: a system" show "${t[@]}" -e sched --instance foo
	cp image t/events/sched/sched_switch/filter_bytecode
	ends 0 "show: an image" show "${t[@]}" -e sched:sched_switch --image image3
	cmp image image3
	result "show: the image" $?
	ends 0 "show: an image's text" show "${t[@]}" -e sched:sched_switch --disasm
	says out "show: as disasm does" <text
	ends 1 "show: no image" show "${t[@]}" -e sched:sched_wakeup --disasm
	ends 2 "show: whose image?" show "${t[@]}" --disasm
	ends 0 "stat" stat "${t[@]}"
	says out "stat: the numbers" <<-'END'
	filters 3, instructions 4, instances 3
	matches: not counted by this kernel
	     1  sched:sched_switch
	     2  foo/sched:sched_wakeup
	     1  a b:c/irq:irq_handler_entry
	END
	ends 0 "stat: for scripts" stat "${t[@]}" --json
	json "stat: valid JSON"

	make_tracefs module
	ends 0 "show: with the module" show "${t[@]}"
	says out "show: remarks are no filters" <<-'END'
	sched:sched_switch prev_pid == 5
	foo/sched:sched_wakeup comm == "x 1:y" && pid == 1
	a b:c/irq:irq_handler_entry irq == 1
	END

	make_tracefs stock
	echo 'prev_pid == 1' >t/events/sched/sched_switch/filter
	printf 'x ==\n   ^\nparse_error: Field not found\n' >t/events/sched/sched_wakeup/filter
	printf 'irq == "\xff\t"\n' >"t/instances/a b:c/events/irq/irq_handler_entry/filter"
	ends 0 "show: of a stock kernel" show "${t[@]}"
	says out "show: what is in force in a stock kernel" <<-END
	sched:sched_switch prev_pid == 1
	sched:sched_wakeup x ==
	    refused: Field not found
	a b:c/irq:irq_handler_entry irq == "$(printf '\xff') "
	END
	ends 0 "show: whatever bytes" show "${t[@]}" --json
	json "show: valid JSON of whatever bytes"
	ends 3 "show: no programs in a stock kernel" show "${t[@]}" --program
	ends 0 "stat: of a stock kernel" stat "${t[@]}"
	ends 0 "stat: of a stock kernel, for scripts" stat "${t[@]}" --json
	json "stat: valid JSON of a stock kernel"
}
