# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: a record that is shorter than its event does not match, and is counted.

# The same events in a file without compression, which can be changed by hand.
test_plain()
{
	trace-cmd convert -i "$dat" -o plain --compression none >problem 2>&1
	result $? "trace-cmd convert takes the compression away"
}

# In the order that they are printed in: events, matched, cut_short.
numbers_of()
{
	"$command" run -i "$1" --json -e sched:sched_process_exec 'filename ~ "*/sort"' 2>>problem |
		sed -n '/"filtered"/,$d; s/[^0-9]//g; /./p' | head -n 3 | tr '\n' ' '
}

# In the file "shorter" a record of sort has been cut.
test_short()
{
	local events matched cut
	"$here/run/shorten" plain shorter 2>problem
	read -r events matched cut <<<"$(numbers_of plain)"
	[ "$(numbers_of shorter)" = "$events $((matched - 1)) $((cut + 1)) " ] && [ "$cut" = 0 ]
	result $? "a record that is cut short does not match: $(numbers_of shorter)"
}
