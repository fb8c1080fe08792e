# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: the command under its other name, perf-ktap, and run by perf.

# The name is a link, as it is installed.
make_perf_ktap()
{
	mkdir -p perf
	ln -sf "$cmd" perf/perf-ktap
}

test_perf_name()
{
	local name cmd=$cmd
	make_perf_ktap
	cmd=$PWD/perf/perf-ktap
	ends 0 "perf-ktap: the version" --version
	grep -q '^ktap-filter ' out
	result "perf-ktap: is that of ktap-filter" $?
	for name in '' $commands; do
		ends 0 "perf-ktap: help ${name:-on all}" ${name:+"$name"} --help
		grep -q "^Usage: perf ktap ${name:-COMMAND} " out && ! grep 'ktap-filter ' out >>err
		result "perf-ktap: says its name, and not the other" $?
	done
	ends 2 "perf-ktap: a command that is misspelt" chek
	says err "perf-ktap: says so" <<-'END'
	perf ktap: there is no command 'chek'; did you mean check?
	Try 'perf ktap --help'.
	END
	ends 2 "perf-ktap: an option that is none" check --nosuch
	says err "perf-ktap: says that" <<-'END'
	perf ktap check: unrecognized option '--nosuch'
	Try 'perf ktap check --help'.
	END
	ends 1 "perf-ktap: a mistake" compile "${switch[@]}" 'prev_pix == 5'
	says err "perf-ktap: says where" <<-'END'
	error: Field not found (EINVAL); did you mean prev_pid?
	  prev_pix == 5
	  ^~~~~~~~
	END
}

# perf finds it in $PATH, gives it its arguments as they are, and ends with its status.
test_perf()
{
	local plain=$cmd PATH=$PWD/perf:$PATH
	if ! command -v perf >/dev/null; then
		echo "ok - $label: perf ktap # SKIP perf is not installed"
		return
	fi
	make_perf_ktap
	perf help -a >out 2>err
	grep -qwx ' *ktap *' <<<"$(tr -s ' ' '\n' <out)"
	result "perf help -a: lists ktap" $?
	local cmd=perf
	ends 0 "perf ktap: succeeds" ktap check "${switch[@]}" 'prev_pid == 1'
	ends 1 "perf ktap: a refused filter" ktap check "${switch[@]}" 'prev_pix == 1'
	ends 2 "perf ktap: a wrong command line" ktap check --nosuch
	ends 3 "perf ktap: no such file" ktap check --format nosuch 'prev_pid == 1'
	ends 0 "perf ktap: blanks and quotes in arguments" ktap compile "${switch[@]}" \
		-o perf/image "  next_comm == 'a  \"b' || prev_pid  ==  5 "
	"$plain" compile "${switch[@]}" -o image "  next_comm == 'a  \"b' || prev_pid  ==  5 " 2>err
	cmp image perf/image 2>>err
	result "perf ktap: arrive" $?
	ends 0 "perf ktap: help" ktap count --help
	grep -q '^Usage: perf ktap count ' out
	result "perf ktap: says its name" $?
}

# by_perf NAME [ARGUMENT...] -- AWK: do the arguments select the lines that awk does?
by_perf()
{
	local name=$1 args=()
	shift
	while [ "$1" != -- ]; do
		args+=(--dlarg "$1")
		shift
	done
	perf script -i perf.data -F comm,cpu,event,trace --dlfilter "$so" "${args[@]}" >some 2>err
	awk "$2" all | diff - some >>err && [ -s some ] && [ "$(wc -l <some)" -lt "$(wc -l <all)" ]
	result "perf script: $name" $?
}

# dlfilter-ktap.so in a perf that recorded, beside an independent choice of lines.
test_perf_data()
{
	local cpu so=${cmd%/*}/dlfilter-ktap.so
	[ -e "$so" ] || so=dlfilter-ktap.so
	if grep -qs __asan_init "$so"; then
		echo "ok - $label: perf script --dlfilter # SKIP perf has no sanitizer"
		return
	fi
	if ! perf record -q -a -o perf.data -e sched:sched_process_exec -e sched:sched_switch -- \
			sh -c 'for i in 1 2 3; do /bin/true; /bin/ls /; done' >out 2>&1; then
		echo "ok - $label: perf script --dlfilter # SKIP perf records no trace events here"
		return
	fi
	perf script -i perf.data -F comm,cpu,event,trace >all 2>err
	by_perf "a pattern" sched:sched_process_exec 'filename ~ "*/true"' -- \
		'!/process_exec:/ || /filename=[^ ]*\/true /'
	by_perf "a number" sched:sched_switch 'next_prio < 120' -- \
		'!/sched_switch:/ || (match($0, /next_prio=[0-9]+/) &&
				      substr($0, RSTART + 10, RLENGTH - 10) < 120)'
	by_perf "two events" sched:sched_process_exec 'filename ~ "*/ls"' \
		sched:sched_switch 'next_comm == "ls"' -- '/filename=[^ ]*\/ls |next_comm=ls /'
	# A CPU that the shell was on, and without its brackets and zeroes.
	cpu=$(awk '$1 == "sh" && /sched_switch:/ { print $2; exit }' all)
	by_perf "the task and the CPU" sched:sched_switch \
		"COMM == \"sh\" && CPU == $((10#${cpu//[!0-9]/}))" sched:sched_process_exec 'pid < 0' -- \
		"\$1 == \"sh\" && \$2 == \"$cpu\" && /sched_switch:/"
	perf script -i perf.data --dlfilter "$so" --dlarg sched:sched_switch \
		--dlarg 'prev_pid == 1 && next_pix == 2' >out 2>err
	result "perf script: a mistake" $(($? == 0))
	grep -v '^  ' err | tail -n 1 >got
	says got "perf script: is told" <<<'dlfilter-ktap: Field not found'
	[ ! -s out ]
	result "perf script: and nothing is printed" $?
}
