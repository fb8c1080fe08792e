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
	matches: not counted, as ktap_filter.stats was off
	     1  sched:sched_switch
	     2  foo/sched:sched_wakeup
	     1  a b:c/irq:irq_handler_entry
	END
	ends 0 "stat: for scripts" stat "${t[@]}" --json
	json "stat: valid JSON"
	python3 -c 'import json; x = json.load(open("out")); print(x["matches"], x["events"][0]["stats"])' >got
	says got "stat: nothing is counted" <<<'None None'
	make_counts
	ends 0 "stat: what is counted" stat "${t[@]}"
	says out "stat: which predicate is never true" <<-'END'
	filters 3, instructions 6, instances 3
	matches: 7, of the filters that are counted: 2
	     3  sched:sched_switch
	        asked 1000, kept 0
	             asked         true
	              1000           30               prev_pid == 5
	                30            0  never true   next_comm == "a\nb"
	                 0            0  never asked  next_pid == 1
	     2  foo/sched:sched_wakeup
	     1  a b:c/irq:irq_handler_entry
	        asked 7, kept 7
	             asked         true
	                 7            7  always true
	END
	ends 0 "stat: that for scripts" stat "${t[@]}" --json
	python3 -c '
import json
x = json.load(open("out"))
print(x["matches"])
for e in x["events"]:
    print(e["stats"])' >got
	says got "stat: the same numbers" <<-'END'
	7
	{'asked': 1000, 'kept': 0, 'predicates': [{'predicate': 'prev_pid == 5', 'visited': 1000, 'true': 30}, {'predicate': 'next_comm == "a\\nb"', 'visited': 30, 'true': 0}, {'predicate': 'next_pid == 1', 'visited': 0, 'true': 0}]}
	None
	{'asked': 7, 'kept': 7, 'predicates': [{'predicate': '', 'visited': 7, 'true': 7}]}
	END

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

# Triggers and probes have filters of their own. A trigger is shown as it is written.
test_show_triggers()
{
	make_tracefs ktap
	cat >t/events/sched/sched_switch/trigger <<-'END'
	traceoff:count=3 if prev_comm == ":unlimited"
	stacktrace:unlimited if prev_pid == 1 && prev_comm == " if x"
	END
	cat >t/instances/foo/events/sched/sched_wakeup/trigger <<-'END'
	hist:keys=pid:vals=hitcount:sort=hitcount:size=2048 if prio < 100 [paused]
	hist:keys=prio:vals=hitcount:sort=hitcount:size=2048 [active]
	enable_event:sched:sched_switch:count=1
	enable_event:irq:irq_handler_entry:unlimited if pid == 5
	END
	printf '# Available triggers:\n# traceon traceoff\n' >t/events/irq/irq_handler_entry/trigger
	cat >t/dynamic_events <<-'END'
	e:eprobes/second sched.sched_wakeup pid=$pid:s32
	p:kprobes/p_1 vfs_read
	e:eprobes/third irq.irq_handler_entry
	END
	ends 0 "show: triggers" show "${t[@]}" -t
	tail -n +4 out >triggers
	says triggers "show: as they are written, the oldest first, and probes" <<-'END'
	sched:sched_switch trigger: stacktrace if prev_pid == 1 && prev_comm == " if x"
	sched:sched_switch trigger: traceoff:3 if prev_comm == ":unlimited"
	foo/sched:sched_wakeup trigger: enable_event:irq:irq_handler_entry if pid == 5
	foo/sched:sched_wakeup trigger: enable_event:sched:sched_switch:1
	foo/sched:sched_wakeup trigger: hist:keys=prio:vals=hitcount:sort=hitcount:size=2048
	foo/sched:sched_wakeup trigger: hist:keys=pid:vals=hitcount:sort=hitcount:size=2048:pause if prio < 100
	sched:sched_wakeup probe: e:eprobes/second sched.sched_wakeup pid=$pid:s32
	irq:irq_handler_entry probe: e:eprobes/third irq.irq_handler_entry
	END
	ends 0 "show: triggers of an event" show "${t[@]}" -t -e sched_wakeup
	says out "show: which has no filter" <<-'END'
	sched:sched_wakeup probe: e:eprobes/second sched.sched_wakeup pid=$pid:s32
	END
	ends 0 "show: triggers, for scripts" show "${t[@]}" -t --json
	python3 -c 'import json; print(*(f["of"] for f in json.load(open("out"))))' >of
	says of "show: what each is of" <<-'END'
	event event event trigger trigger trigger trigger trigger trigger probe probe
	END
	ends 2 "show: a trigger as an image" show "${t[@]}" -t -e sched_switch --disasm
}
