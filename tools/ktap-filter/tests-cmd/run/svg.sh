# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by run-tests: what --svg draws is what --json prints; run/bars compares them. The
# functions are in count.sh.

# drawn KIND STATISTIC SUBCOMMAND ARGUMENT...
drawn()
{
	local kind=$1 statistic=$2 bars
	shift 2
	rm -f picture.svg
	"$command" "$@" --json --svg=picture.svg >ours 2>problem
	bars=$("$here/run/bars" "$kind" picture.svg ours "$statistic" 2>>problem)
	[ ! -s problem ]
	result $? "--svg draws $bars bars: ${*:1:6}"
}

test_svg()
{
	"$here/run/hostile" plain hostile 2>problem
	drawn bars count count -i plain sched:sched_switch --by prev_comm
	drawn bars count count -i plain sched kmem --by comm,event --top=7
	drawn bars count count -i plain sched:sched_switch
	drawn bars sum count -i plain kmem:kmalloc --by bytes_alloc --of bytes_req --sort=sum
	drawn bars avg count -i plain sched:sched_switch --by prev_comm --of next_pid --sort=avg
	drawn bars count count -i hostile sched:sched_process_exec --by filename,pid
	drawn bars min count -i hostile sched:sched_switch --by prev_comm --of prev_prio --sort=min
	grep -q 'class="minus"' picture.svg
	result $? "--svg: a negative number has a bar of its own"
	drawn series min count -i hostile sched:sched_switch --of prev_prio --sort=min --every=10ms
	drawn hist count count -i hostile sched:sched_switch --by prev_comm --of prev_prio --hist=10
	drawn hist count count -i plain kmem:kmalloc --by comm --of bytes_req --hist
	drawn hist count count -i plain kmem:kmalloc --of bytes_req --hist=100
	drawn hist count count -i plain kmem:kmalloc --every=100ms --of bytes_req --hist
	drawn hist count latency -i plain "${waking[@]}" --by comm --hist
	drawn bars p99 latency -i plain "${waking[@]}" --by comm --sort=p99
	drawn series count count -i plain sched kmem --by event --every=10ms
	drawn series count count -i plain sched kmem --every=50ms
	drawn series max count -i plain kmem:kmalloc --by comm --of bytes_req --sort=max --every=30ms
	drawn series count count -i plain sched:sched_process_exec --by filename --every=1m
}

# A label that is too long is cut, and whole in the title.
test_svg_long()
{
	"$command" count -i plain sched:sched_switch --svg=picture.svg \
		--by prev_comm,next_comm,event,event,cpu >/dev/null 2>problem
	python3 - >>problem 2>&1 <<-'END'
	from xml.dom import minidom
	lengths = set()
	text = lambda e: e.firstChild.data
	for g in minidom.parse('picture.svg').getElementsByTagName('g'):
	    label, title = (text(g.getElementsByTagName(name)[0]) for name in ('text', 'title'))
	    title = title.rpartition(': ')[0]
	    assert len(title) > 40 and title.count(', ') == 4
	    assert label == (title if len(title) <= 60 else title[:59] + '\u2026'), label
	    lengths.add(len(label))
	assert max(lengths) == 60 > min(lengths), lengths
	END
	[ ! -s problem ]
	result $? "--svg: a long label is cut"
}

# not_drawn STATUS WORDS ARGUMENT...: there is no picture, and an older one stays.
not_drawn()
{
	mkdir -p drawn
	echo older >drawn/old
	says_of count "$@"
	[ "$(cat drawn/*)" = older ]
	result $? "and there is no file"
}

test_svg_fails()
{
	not_drawn 1 'bars, and 5000 are the most' kmem:kmem_cache_free --by ptr,time --svg=drawn/old
	not_drawn 1 'bars, and 5000 are the most' kmem:kmem_cache_free --by ptr,time --svg=drawn/new
	not_drawn 3 'cannot write drawn/none/new: No such' kmem --by comm --svg=drawn/none/new
	not_drawn 3 'cannot write /dev/full: No space' kmem --by comm --svg=/dev/full
	(trap '' XFSZ && ulimit -f 1 && not_drawn 3 'cannot write drawn/old: File too large' \
		kmem:kmem_cache_free --by cpu,comm --top=20 --csv --svg=drawn/old; exit "$failed") || failed=1
	says_of latency 2 'prints pairs' "${waking[@]}" --over 10ms --svg=drawn/new
}
