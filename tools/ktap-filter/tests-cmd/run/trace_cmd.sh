# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: "ktap-filter run" selects the events that "trace-cmd report -F"
# selects, where the two languages agree.

# What means the same to libtraceevent: to the letter, of all buffers, in the order of
# time. Once it has printed all, trace-cmd 3.1.6 dies of a filter on several buffers, so
# it has to print lines as it has them, and how it ends is no matter.
test_as_report()
{
	local event filter status
	while read -r event filter; do
		stdbuf -oL trace-cmd report -F "${event/:/\/}: $filter" -i "$dat" 2>/dev/null |
			grep -v '^cpus=' >theirs
		select_events -e "$event" "$filter"
		status=$?
		grep -v '^cpus=' selected >ours
		diff -u theirs ours >>problem || status=1
		[ -s theirs ] || status=1
		result $status "as trace-cmd report -F: $event: $filter: $(wc -l <ours) events"
	done <<'END'
sched:sched_switch prev_pid > 5
sched:sched_switch prev_comm == "sort" || (next_comm != "sh" && next_prio <= 120)
sched:sched_switch prev_state & 1 && !(next_pid == 0)
sched:sched_process_exec filename == "/usr/bin/sort"
sched:sched_process_exec filename != "/usr/bin/sort" && pid >= 20
sched:sched_waking target_cpu <= 0 && prio == 120
kmem:kmalloc bytes_req >= 256 && bytes_alloc < 4096
kmem:kfree ptr & 0x100
kmem:kmem_cache_free name == "vm_area_struct" || name == "filp"
END
}
