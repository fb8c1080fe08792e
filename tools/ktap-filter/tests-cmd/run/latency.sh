# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by run-tests: "ktap-filter latency" tells what an independent script finds in the output
# of "trace-cmd report". The functions are in count.sh.

waking=(--buffer all sched:sched_waking sched:sched_switch --key pid=next_pid)

test_latency()
{
	as_script latency sched_waking - --to sched_switch --key pid=next_pid --buffer all -- \
		"${waking[@]}"
	as_script latency sched_waking comm --to sched_switch --key pid=next_pid --buffer all -- \
		"${waking[@]}" --by comm
	as_script latency sched_waking comm,prev_comm --to sched_switch --key pid=next_pid \
		--buffer all -- "${waking[@]}" --by comm,prev_comm
	as_script latency sched_switch next_comm --to sched_switch --key next_pid=prev_pid \
		--buffer all -- --buffer all sched:sched_switch sched:sched_switch \
		--key next_pid=prev_pid --by next_comm
	as_script latency sched_switch prev_comm --to sched_switch --key prev_pid=next_pid \
		--buffer all --hist -- --buffer all sched:sched_switch sched:sched_switch \
		--key prev_pid=next_pid --by prev_comm --hist
	as_script latency sched_switch next_comm --to sched_switch --key next_pid=prev_pid \
		--if 'f["next_pid"] % 2' --buffer all -- --buffer all \
		'sched:sched_switch if next_pid & 1' sched:sched_switch --key next_pid=prev_pid \
		--by next_comm
	as_script latency sched_switch - --to sched_switch --key cpu=cpu --buffer all -- \
		--buffer all sched:sched_switch sched:sched_switch --key cpu
	as_script latency sched_process_exec filename --to sched_process_exit --key pid=pid \
		--buffer all -- --buffer all sched:sched_process_exec sched:sched_process_exit \
		--key pid --by filename
	as_script latency sched_process_exec comm --to sched_process_exit --key pid=pid \
		--if 'f["old_pid"] % 2' --buffer all -- --buffer all \
		'sched:sched_process_exec if old_pid & 1' sched:sched_process_exit --by comm
}

# number NAME: a number of the JSON in the file out.
number()
{
	python3 -c 'import json, sys; print(json.load(open("out"))[sys.argv[1]])' "$1"
}

# What has no partner is counted: with all starts and ends it adds up.
test_latency_partners()
{
	local pairs
	"$command" latency -i "$dat" --json sched:sched_process_fork sched:sched_process_exec \
		--key child_pid=pid >out 2>problem
	pairs=$(number pairs)
	[ "$pairs" -gt 0 ] &&
		[ "$(number starts)" = $((pairs + $(number restarted) + $(number no_end))) ] &&
		[ "$(number ends)" = $((pairs + $(number no_start))) ] && [ "$(number no_end)" -gt 0 ]
	result $? "latency: $pairs pairs, and what has no partner, are all"
	"$command" latency -i "$dat" --json --buffer all sched:sched_waking \
		'sched:sched_switch if next_pid == 77777' --key pid=next_pid >out 2>problem
	[ $? = 1 ] && [ "$(number restarted)" -gt 0 ] && [ "$(number pairs)" = 0 ]
	result $? "latency: a start replaces the one before: $(number restarted)"
}

test_latency_over()
{
	local want
	want=$("$command" latency -i "$dat" "${waking[@]}" --hist=1000000 --csv 2>problem |
		awk -F, 'NR > 1 && $1 >= 10000000 { n += $3 } END { print n + 0 }')
	"$command" latency -i "$dat" "${waking[@]}" --over 10ms >out 2>>problem
	[ "$want" -gt 0 ] && [ "$(grep -c '^ *[0-9]* ns$' out)" = "$want" ] &&
		[ "$(grep -c ': sched_waking: ' out)" = "$want" ] &&
		[ "$(grep -c ': sched_switch: ' out)" = "$want" ]
	result $? "latency: --over prints $want pairs"
	"$command" latency -i "$dat" "${waking[@]}" --over 10ms --json >out 2>problem
	python3 - "$want" >>problem 2>&1 <<-'END'
	import json, sys
	lines = [json.loads(line) for line in open('out')]
	assert len(lines) == int(sys.argv[1])
	for pair in lines:
	    assert pair['latency'] == pair['end']['time'] - pair['start']['time'] >= 10 ** 7
	    assert pair['start']['fields']['pid'] == pair['end']['fields']['next_pid']
	END
	result $? "latency: --over --json has both events of each"
}

measured()
{
	says_of latency "$@"
}

test_latency_answers()
{
	measured 0 'pairs; times are in ns' sched:sched_switch sched:sched_switch
	measured 0 '"call_site.sym": "' kmem:kmalloc kmem:kfree --json --by call_site.sym
	measured 1 ' 0  pairs that took so long' "${waking[@]}" --over 100s
	measured 2 'There are two' sched:sched_switch
	measured 2 'a pair has two events' sched:sched_switch sched:sched_waking kmem:kfree
	measured 2 '--over takes a time' "${waking[@]}" --over 10
	measured 2 'prints pairs' "${waking[@]}" --over 10ms --by comm
	measured 2 'measures what was recorded' "${waking[@]}" --in-kernel
	measured 2 'without a modifier' sched:sched_waking sched:sched_switch --key pid.hex=next_pid
	measured 2 'a name is missing' sched:sched_waking sched:sched_switch --key pid=
	explained <<-'END'
	ktap-filter latency: a name is missing
	  pid=
	      ^
	END
	measured 1 'did you mean next_pid' sched:sched_waking sched:sched_switch --key pid=nxt_pid
	explained <<-'END'
	ktap-filter latency: sched:sched_switch has no field 'nxt_pid'; did you mean next_pid?
	  pid=nxt_pid
	      ^~~~~~~
	END
	measured 1 'never equal' sched:sched_waking sched:sched_switch --key pid=next_comm
	measured 1 "has no field 'next_pid'; the start's comes first: pid=next_pid" \
		sched:sched_waking sched:sched_switch --key next_pid=pid
	measured 1 "'pid' is a field of sched_waking alone" sched:sched_waking sched:sched_switch \
		--key cpu,pid
	explained <<-'END'
	ktap-filter latency: 'pid' is a field of sched_waking alone; for sched_switch, write prev_pid or next_pid or $pid for the word
	  cpu,pid
	      ^~~
	END
	# shellcheck disable=SC2016
	measured 0 'pairs; times are in ns' sched:sched_waking sched:sched_switch --key 'pid=$pid'
	measured 1 "has no field 'nosuch'" sched:sched_waking sched:sched_switch --key nosuch=pid
	explained <<-'END'
	ktap-filter latency: sched:sched_waking has no field 'nosuch'
	  nosuch=pid
	  ^~~~~~
	END
	measured 1 "has no field 'nosuch'" sched:sched_waking sched:sched_switch --by nosuch
	measured 1 'Field not found' sched:sched_waking 'sched:sched_switch if nosuch == 1'
	measured 3 'no event' sched:sched_waking sched:nosuch
}
