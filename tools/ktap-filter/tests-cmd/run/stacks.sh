# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: the key "stack" of "ktap-filter count". What a kernel with stacks records is
# in scripts/guest/runs. The functions are in count.sh.

test_stacks()
{
	"$here/run/stacks" plain stacked >theirs 2>problem
	"$command" count -i stacked kmem:kmalloc --by stack --folded >ours 2>>problem
	diff -u <(LC_ALL=C sort theirs) <(LC_ALL=C sort ours) >>problem
	[ ! -s problem ] && [ "$(wc -l <ours)" -gt 50 ]
	result $? "stacks of any size belong to their events: $(wc -l <ours) lines"
	"$command" count -i stacked kmem:kmalloc --by stack --json >json 2>problem
	python3 - >>problem 2>&1 <<-'END'
	import json
	rows = json.load(open('json'))['rows']
	lines = [';'.join(reversed(row['key']['stack'])).replace(' ', '_') or '(no_stack)' for row in rows]
	lines = ['%s %d' % (line, row['count']) for line, row in zip(lines, rows)]
	assert sorted(lines) == sorted(open('ours').read().splitlines())
	END
	[ ! -s problem ]
	result $? "JSON has the innermost function first"
	"$command" count -i stacked kmem:kmalloc --by stack >out 2>problem
	awk '/^\t=> ./ { callers++ } / +[0-9]+$/ { lines++ } END { exit lines < 50 || callers < lines }' out
	result $? "a table has the callers below their lines"
	"$command" count -i stacked kmem:kmalloc ftrace:kernel_stack --by stack --folded 2>problem |
		cmp - ours 2>>problem
	result $? "a stack is no event by itself"
	counted 0 '(no stack)' sched:sched_switch --by stack
	counted 0 'sort;(no_stack) ' sched:sched_process_exec --by comm,stack --folded
	counted 1 'is no number' sched:sched_switch --by cpu,stack.hex
	counted 1 'takes a number' sched:sched_switch --of stack
	says_of latency 1 'a key of count alone' sched:sched_waking sched:sched_switch --key pid=next_pid \
		--by comm,stack
}
