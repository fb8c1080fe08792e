# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: "count --folded" has the rows of the JSON. The functions are in count.sh.

# as_folded ARGUMENT...: are the lines the rows, with the same counts? What people read is in both
# only for keys that have no form of their own.
as_folded()
{
	"$command" count "$@" --folded >out 2>problem
	"$command" count "$@" --json >ours 2>>problem
	python3 - >>problem 2>&1 <<-'END'
	import json
	def frame(value):
	    frame = ''.join('_' if c in ' ;\n\t' else c if c.isprintable() and c != '\ufffd' else '?'
	                    for c in str(value))
	    return frame or '-'
	rows = json.load(open('ours'))['rows']
	lines = open('out', encoding='utf-8', newline='\n').read().split('\n')
	want = [';'.join(map(frame, row['key'].values())) + ' %d' % row['count'] for row in rows]
	assert rows and lines == want + [''], (lines, want)
	END
	[ ! -s problem ]
	result $? "--folded has the rows: ${*:3:3}"
}

test_folded()
{
	"$here/run/hostile" plain hostile 2>problem
	as_folded -i "$dat" sched:sched_switch --by prev_comm
	as_folded -i "$dat" sched:sched_switch sched:sched_waking --by event,comm,cpu --top=5
	as_folded -i hostile sched:sched_process_exec --by filename,pid
	grep -q '^a_b_<&>"' out && grep -qF ']]>?' out
	result $? "--folded: a key cannot end a line or another key"
	counted 0 '~_2^12;' kmem:kmalloc --by bytes_req.log2,bytes_alloc --folded
	counted 2 'needs the keys' sched:sched_switch --folded
	counted 2 'and no values' sched:sched_switch --by cpu --of next_pid --folded
	counted 2 'different forms' sched:sched_switch --by cpu --folded --csv
}
