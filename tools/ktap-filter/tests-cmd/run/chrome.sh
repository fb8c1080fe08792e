# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2034
# Sourced by run-tests: "latency --chrome" has a slice for each pair that a script finds in the
# records; see run/slices.

# slices FILE START END A B LEAST ARGUMENT...: are they the pairs of events of the file?
slices()
{
	local file=$1 start=$2 end=$3 a=$4 b=$5 least=$6 nr events
	shift 6
	events=(-e "${start#*:}" 'common_pid >= 0')
	[ "$start" = "$end" ] || events+=(-e "${end#*:}" 'common_pid >= 0')
	"$command" run -i "$file" --list --json "${events[@]}" >both 2>problem
	"$command" latency -i "$file" "$start" "$end" --chrome slices.json "$@" >out 2>>problem
	nr=$("$here/run/slices" slices.json "${start#*:}" "${end#*:}" "$a" "$b" "$least" \
		<both 2>>problem)
	[ ! -s problem ] && [ "$nr" -gt 0 ]
	result $? "--chrome has $nr pairs: $start $end ${*:1:3}"
}

test_chrome()
{
	local switch=sched:sched_switch waking=sched:sched_waking exec=sched:sched_process_exec
	"$here/run/hostile" plain hostile 2>problem
	slices plain $waking $switch pid next_pid 0 --key pid=next_pid
	slices plain $switch $switch next_pid prev_pid 0 --key next_pid=prev_pid --by next_comm --hist
	slices plain $waking $switch pid next_pid 10000000 --key pid=next_pid --over 10ms
	slices plain kmem:kmalloc kmem:kfree ptr ptr 0 --key ptr --svg picture.svg
	slices plain $waking $switch pid,comm next_pid,next_comm 0 --key pid=next_pid,comm=next_comm
	slices plain $exec $exec filename filename 0 --key filename
	slices plain kmem:kmalloc kmem:kfree common_pid common_pid 0
	grep -q '"thread_name".*"tid":[0-9]*,"args":{"name":"sh"}' slices.json
	result $? "--chrome: a thread has the name of its task"
	slices hostile $exec kmem:kmem_cache_free common_pid common_pid 0
	grep -qF '"filename":"a b;<&>\"'"'"'' slices.json
	result $? "--chrome: a name of any bytes"
}

# not_sliced STATUS WORDS ARGUMENT...: there is no file, and an older one stays.
not_sliced()
{
	mkdir -p sliced
	echo older >sliced/old
	says_of latency "$@"
	[ "$(cat sliced/*)" = older ]
	result $? "and there is no file"
}

test_chrome_fails()
{
	not_sliced 3 'cannot write sliced/none/new: No such' "${waking[@]}" --chrome sliced/none/new
	not_sliced 3 'cannot write /dev/full: No space' "${waking[@]}" --chrome /dev/full
	not_sliced 3 'no event' sched:sched_waking sched:nosuch --chrome sliced/new
	(trap '' XFSZ && ulimit -f 4 && not_sliced 3 'cannot write sliced/old: File too large' \
		"${waking[@]}" --chrome sliced/old; exit "$failed") || failed=1
	[ ! -s out ]
	result $? "--chrome: then there are no statistics of a part"
	says_of latency 1 ' 0  pairs' "${waking[@]:0:2}" sched:sched_waking \
		'sched:sched_switch if next_pid == 77777' --key pid=next_pid --chrome sliced/none
	python3 -m json.tool <sliced/none >/dev/null 2>problem
	result $? "--chrome: no pair is a file, too"
}
