# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: of the buffer that was recorded without filters, "ktap-filter run"
# selects the events that the kernel put into the buffers with filters.

test_recorded()
{
	trace-cmd report -i "$dat" >recorded 2>problem
	result $? "trace-cmd report reads it: $(wc -l <recorded) lines"
}

test_as_kernel()
{
	local buffer event filter name status
	while read -r buffer event filter; do
		name=$buffer
		[ "$buffer" != top ] || name=
		events_of "$name" "${pids[@]}" <recorded | only "$event" >kernel
		events_of all "${pids[@]}" <recorded | only "$event" >every
		select_events --buffer all -e "$event" "$filter"
		status=$?
		events_of all "${pids[@]}" <selected >ours
		diff -u kernel ours >>problem || status=1
		[ -s kernel ] && [ "$(wc -l <kernel)" -lt "$(wc -l <every)" ] || status=1
		result $status "as the kernel: $event: $filter: $(wc -l <ours) of $(wc -l <every)"
	done <"$cases"
}

# Several events, each with its filter, in one run: the whole of what a buffer got.
test_as_kernel_at_once()
{
	local buffer b event filter name filters status
	for buffer in top one two ten; do
		name=$buffer
		[ "$buffer" != top ] || name=
		filters=()
		while read -r b event filter; do
			[ "$b" != "$buffer" ] || filters+=(-e "$event" "$filter")
		done <"$cases"
		events_of "$name" "${pids[@]}" <recorded >kernel
		select_events --buffer all "${filters[@]}"
		status=$?
		events_of all "${pids[@]}" <selected >ours
		diff -u kernel ours >>problem || status=1
		result $status "as the kernel: buffer $buffer, all events at once: $(wc -l <ours)"
	done
}
