# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by run-tests: the output and status of "ktap-filter run", for right and wrong
# command lines.

test_json()
{
	"$command" run -i "$dat" --json --list "${two[@]}" >selected 2>problem
	python3 -c 'import json; print(*(json.loads(line)["event"] for line in open("selected")), sep="\n")' \
		>names 2>>problem
	diff -u <(sed 's/^.*[0-9]: \([a-z_]*\): .*/\1/' ours) names >>problem
	result $? "--json --list has an object for each of them"
}

test_functions()
{
	"$command" run -i "$dat" --list -e kmem:kfree 'call_site.function == pipe_release' >ours 2>problem
	[ -s ours ] && ! grep -v '(pipe_release+0x' ours >>problem
	result $? "a function's calls: $(wc -l <ours), by the symbols that came with the file"
	"$command" explain -i "$dat" -e kmem:kfree 'call_site.function == pipe_release' >ours 2>problem
	grep -q '^ *0: pipe_release: at 0x[0-9a-f]*, [0-9]* bytes$' ours
	result $? "explain has its address from there, too"
}

# ends STATUS WORDS ARGUMENT...
ends()
{
	local status words=$2 want=$1
	shift 2
	"$command" run "$@" >out 2>problem
	status=$?
	[ $status = "$want" ] && grep -qF -- "$words" out problem
	result $? "status $want: run ${*##*/}"
}

test_answers()
{
	ends 0 matched -i "$dat" 'common_pid > 0'
	echo 'common_pid > 0' >filter.txt
	ends 0 matched -i "$dat" filter.txt
	ends 1 matched -i "$dat" -e sched:sched_switch 'prev_pid == 77777'
	ends 1 'Field not found' -i "$dat" 'nosuch == 1'
	ends 1 'did you mean prev_state?' -i "$dat" -e sched:sched_switch 'prev_stat == 1'
	ends 2 'one argument' -i "$dat" -e sched:sched_switch prev_pid == 0
	ends 2 "-e sched:sched_switch 'prev_pid == 0'" -i "$dat" 'sched:sched_switch if prev_pid == 0'
	ends 1 'Function not found' -i "$dat" -e kmem:kfree 'call_site.function == nosuch'
	ends 0 matched -i "$dat" '$pid == common_pid && $cpu >= 0 && $comm != "nosuch" && !$in_nmi'
	ends 1 'Not in a recorded trace' -i "$dat" 'common_pid > 0 && $uid == 0'
	ends 1 'Not in a recorded trace' -i "$dat" '$child_of(1)'
	ends 1 'Not in a recorded trace' -i "$dat" 'common_pid > 0 && $first(100)'
	ends 1 'Not in a recorded trace' -i "$dat" '$changed(common_pid) || $ratelimit(1/1s)'
	ends 1 '$ratelimit' -i "$dat" 'common_pid > 0 && $ratelimit(1/1s)'
	ends 0 matched -i "$dat" -e 'sched:sched_proc*' 'common_pid > 0'
	ends 0 sched_switch -i "$dat" -e sched 'prev_pid > 5'
	ends 1 'events refuse this filter' -i "$dat" -e 'sched:*' 'prev_pid > 5'
	ends 2 'sched:sched_switch has two filters' -i "$dat" -e 'sched:sched_sw*' 'prev_pid > 5' \
		-e sched_switch 'prev_pid > 5'
	ends 2 'has no filter' -i "$dat" -e sched:sched_switch
	ends 2 'which filter?' -i "$dat"
	ends 2 'goes without a filter' -i "$dat" --names 'pid == 1'
	ends 2 '--output takes a file' -i "$dat" -o - 'common_pid > 0'
	[ ! -e - ]
	result $? "and there is no file '-'"
	ends 3 'takes a file, no pipe' -i "$dat" -o >(cat >/dev/null) 'common_pid > 0'
	ends 3 "no event 'sched:nosuch'" -i "$dat" -e sched:nosuch 'pid == 1'
	ends 3 "no buffer 'nosuch'" -i "$dat" --buffer nosuch 'pid == 1'
	ends 3 'No such file' -i nosuch 'pid == 1'
	ends 3 'No such file' -i "$dat" --kallsyms nosuch 'pid == 1'
	ends 3 'is no trace.dat' -i "$here/lib.sh" 'pid == 1'
}
