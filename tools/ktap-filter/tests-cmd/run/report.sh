# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by run-tests: reads the output of "trace-cmd report" and of "ktap-filter run
# --list", and makes lines of it that can be compared.

# Lines of a report as "TASK-PID [CPU] EVENT: TEXT", those of the buffer $1 by the
# tasks from $2 to $3, sorted. An event is recorded to one buffer after the other: its
# time differs, and an interrupt's event may come in between.
events_of()
{
	awk -v buffer="$1" -v first="$2" -v last="$3" '
	!match($0, /-[0-9]+ +\[[0-9]+\] +[0-9]+\.[0-9]+: /) { next }
	{
		head = substr($0, 1, RSTART - 1)
		task = substr($0, RSTART + 1, RLENGTH - 1)
		rest = substr($0, RSTART + RLENGTH)
		name = ""
		if (match(head, /^ *[a-z]+: /)) {
			name = substr(head, 1, RLENGTH - 2)
			head = substr(head, RLENGTH + 1)
		}
		gsub(/ /, "", head)
		gsub(/ /, "", name)
		pid = task + 0
		if (name != buffer || pid < first || pid > last)
			next
		sub(/ +[0-9.]+: $/, "", task)
		gsub(/ +/, " ", rest)
		gsub(/ +/, " ", task)
		print head "-" task " " rest
	}' | LC_ALL=C sort
}

# Of the line's event; its name ends in a colon.
only()
{
	awk -v event="${1#*:}:" \
		'match($0, /-[0-9]+ \[[0-9]+\] /) && index(substr($0, RSTART + RLENGTH), event) == 1'
}
