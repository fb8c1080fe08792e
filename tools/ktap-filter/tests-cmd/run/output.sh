# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: "ktap-filter run --output" writes a trace.dat of the events that
# match, complete or not at all.

# Two filters, of which something matches.
two=(-e sched:sched_process_exec 'filename ~ "*/sort"' -e kmem:kfree 'ptr & 0x100')

# A trace.dat of what matches has what --list prints, for trace-cmd to read.
test_output()
{
	local f status
	for f in "$dat" plain; do
		"$command" run -i "$f" -o out "${two[@]}" >/dev/null 2>problem
		status=$?
		"$command" run -i "$f" --list "${two[@]}" 2>>problem | grep -v '^cpus=' >ours
		trace-cmd report -i out 2>>problem | grep -v '^cpus=' >theirs
		diff -u ours theirs >>problem || status=1
		[ -s theirs ] && [ "$(stat -c %s out)" -lt "$(stat -c %s "$f")" ] || status=1
		result $status "--output of ${f##*/} has what matches: $(wc -l <theirs) events"
	done
}

# It is there whole, or as it was: an older one stays, and nothing lies beside it.
# is_old NAME STATUS WANTED
is_old()
{
	[ "$2" = "$3" ] || echo "status $2, not $3" >>problem
	cmp older target/out >>problem 2>&1
	find target -type f ! -name out >>problem
	[ "$2" = "$3" ] && [ ! -s problem ]
	result $? "--output, $1: the older file stays, and it alone"
}

# It cannot be written as a whole.
test_output_fails()
{
	mkdir target
	cp out older
	cp out target
	(ulimit -f 16 && exec "$command" run -i plain -o target/out 'common_pid >= 0') >/dev/null 2>&1
	is_old "ended by a limit" $? $((128 + $(kill -l XFSZ)))
	(trap '' XFSZ && ulimit -f 16 && "$command" run -i plain -o target/out 'common_pid >= 0' \
		2>said) >/dev/null
	is_old "the disk full" $? 3
	grep -q 'cannot write target/out: File too large' said
	result $? "--output, the disk full: that is said"
}

# When the signal comes, there has to be something beside. It may be done before, or have put
# the whole file in place already.
test_output_interrupted()
{
	local status
	"$command" run -i plain -o whole 'common_pid >= 0' >/dev/null 2>&1
	for _ in {1..50}; do
		env --default-signal=INT "$command" run -i plain -o target/out 'common_pid >= 0' \
			>/dev/null 2>&1 &
		until [ "$(echo target/out.*)" != "target/out.*" ] || ! kill -0 $! 2>/dev/null; do :; done
		kill -INT $! 2>/dev/null
		wait $!
		status=$?
		[ $status = 0 ] || cmp -s whole target/out || break
		cp older target/out
	done
	is_old "Ctrl-C" "$status" $((128 + $(kill -l INT)))
}

# What is there already: a symbolic link, and a file with a mode.
test_output_in_place()
{
	ln -s out target/link
	"$command" run -i plain -o target/link "${two[@]}" >/dev/null 2>problem
	[ -L target/link ] && cmp out target/out >>problem
	result $? "--output to a symbolic link replaces what it leads to"
	chmod 600 target/out
	(umask 022 && "$command" run -i "$dat" -o target/out "${two[@]}" &&
		"$command" run -i "$dat" -o target/new "${two[@]}") >/dev/null 2>problem
	[ "$(stat -c %a target/out target/new)" = $'600\n644' ]
	result $? "--output keeps the mode of an older file, and a new one has the usual one"
}
