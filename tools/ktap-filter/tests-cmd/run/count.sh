# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by run-tests: "ktap-filter count" tells what an independent script counts in the output
# of "trace-cmd report".

test_report()
{
	trace-cmd report -R -t -i "$dat" 2>/dev/null >records
	[ "$(wc -l <records)" -gt 1000 ]
	result $? "trace-cmd report has $(wc -l <records) lines"
}

# The lines in the order of the keys, which both have.
in_order()
{
	sed -n '1p' "$1"
	sed 1d "$1" | LC_ALL=C sort
}

# as_script SUBCOMMAND TALLY-ARGUMENT... -- ARGUMENT...: are both the same? The name of an
# event is without its system in a report.
as_script()
{
	local theirs=() subcommand=$1
	shift
	while [ "$1" != -- ]; do
		theirs+=("$1")
		shift
	done
	shift
	"$here/run/tally" "${theirs[@]}" <records >theirs 2>problem
	"$command" "$subcommand" -i "$dat" --csv "$@" >ours 2>>problem
	sed -i 's/\(^\|,\)[a-z]*:\([a-z_]*\),/\1\2,/' ours
	diff -u <(in_order theirs) <(in_order ours) >>problem
	[ ! -s problem ] && [ "$(wc -l <ours)" -gt 1 ]
	result $? "as a script: $subcommand ${*:1:4}: $(wc -l <ours) lines"
}

counts()
{
	as_script count "$@"
}

# perf runs the same command.
test_perf()
{
	mkdir -p perf
	ln -sf "$command" perf/perf-ktap
	if ! command -v perf >/dev/null; then
		echo "ok - perf ktap # SKIP perf is not installed"
		return
	fi
	PATH=$PWD/perf:$PATH perf ktap count -i "$dat" sched:sched_switch --by prev_comm --csv >by_perf
	"$command" count -i "$dat" sched:sched_switch --by prev_comm --csv | cmp - by_perf &&
		[ "$(wc -l <by_perf)" -gt 1 ]
	result $? "perf ktap count: counts the same"
}

test_count()
{
	counts sched_switch prev_comm -- sched:sched_switch --by prev_comm
	counts sched_switch next_comm,prev_pid,cpu --buffer all -- \
		sched:sched_switch --by next_comm,prev_pid,cpu --buffer all
	counts sched_switch comm --buffer '' -- sched:sched_switch --by comm --buffer ''
	counts sched_switch comm --buffer all -- sched:sched_switch --by comm --buffer all
	counts kmalloc pid,comm -- kmem:kmalloc --by pid,comm
	counts sched_switch next_comm --if 'f["next_prio"] < 120 or f["prev_pid"] > 60' -- \
		'sched:sched_switch if next_prio < 120 || prev_pid > 60' --by next_comm
	counts sched_waking comm -- sched:sched_waking --by comm
	counts sched_process_exec filename -- sched:sched_process_exec --by filename
	counts sched_process_exec filename -- sched --by filename
	counts sched_switch,sched_waking event,cpu -- sched:sched_switch sched:sched_waking \
		--by event,cpu
	counts kfree ptr.hex -- kmem:kfree --by ptr.hex
	counts kmalloc bytes_req.log2,bytes_alloc.buckets=100 -- \
		kmem:kmalloc --by bytes_req.log2,bytes_alloc.buckets=100
	counts sched_switch,sched_waking,sched_process_exec event --every 30000000 -- \
		sched:sched_switch sched:sched_waking sched:sched_process_exec --by event --every=30ms
}

test_count_values()
{
	counts kmalloc bytes_alloc --of bytes_req -- kmem:kmalloc --by bytes_alloc --of bytes_req
	counts sched_switch prev_comm --of next_pid -- sched:sched_switch --by prev_comm --of next_pid
	counts kmem_cache_free - --of ptr -- kmem:kmem_cache_free --of ptr
	counts mm_page_alloc comm --of pfn -- kmem:mm_page_alloc --by comm --of pfn
	counts kmalloc comm --of bytes_req --hist -- kmem:kmalloc --by comm --of bytes_req --hist
	counts kmalloc - --of bytes_req --hist -- kmem:kmalloc --of bytes_req --hist=log2
}

# first_column FIELD ARGUMENT...: the values of a column of the CSV, in a line.
column()
{
	local nr=$1
	shift
	"$command" count -i "$dat" --csv "$@" 2>problem | sed 1d | cut -d, -f "$nr" >column
}

test_count_order()
{
	column 2 kmem:kmalloc --by bytes_alloc
	sort -c -rn column 2>problem && [ -s column ]
	result $? "the largest count comes first"
	column 6 kmem:kmalloc --by bytes_req --of bytes_alloc --sort=max
	sort -c -rn column 2>problem && [ -s column ]
	result $? "or the largest of what --sort names"
	column 1 kmem:kmalloc --by bytes_req --sort=bytes_req
	sort -c -n column 2>problem && [ -s column ]
	result $? "or the smallest key"
	column 1 kmem:kmalloc --by bytes_req --top=3
	[ "$(wc -l <column)" = 3 ]
	result $? "--top prints so many"
	column 1 sched: --by event --every=50ms --top=1
	[ "$(sort column | uniq -d)" = '' ] && [ "$(wc -l <column)" -gt 3 ]
	result $? "--top prints so many of each interval: $(wc -l <column)"
	"$command" count -i "$dat" kmem:kmalloc --of bytes_req --hist=1000 --csv >ours 2>problem
	awk -F, 'NR > 1 { sum += $3; bad += $1 % 1000 || $2 != $1 + 999 } END { exit !sum || bad }' ours
	result $? "--hist=1000 has ranges of that width"
}

# More keys than there is room for: how many rows, and how many events in them?
test_count_others()
{
	local all
	all=$("$command" count -i "$dat" kmem:kmalloc --json | sed -n 's/.*"matched": *//p')
	"$command" count -i "$dat" kmem:kmalloc --by bytes_req,comm --max-keys=3 --csv >ours 2>problem
	awk -F, -v all="${all%,}" '
	$1 == "(other)" && $2 == "(other)" { others++ }
	NR > 1 { sum += $3 }
	END { exit NR != 5 || others != 1 || sum != all }' ours
	result $? "keys without room are (other), and none of ${all%,} events is missing"
	"$command" count -i "$dat" kmem:kmalloc --by bytes_req --every=50ms --max-keys=1 --csv >ours 2>problem
	awk -F, -v all="${all%,}" '
	$1 == "(other)" { bad++ }
	$2 == "(other)" { others++ }
	NR > 1 { sum += $3 }
	END { exit bad || others < 2 || sum != all }' ours
	result $? "each interval has its own"
	"$command" count -i "$dat" kmem:kmalloc --by bytes_req --max-keys=1 --json >ours 2>problem
	python3 - >>problem 2>&1 <<-'END'
	import json
	is_ = json.load(open('ours'))
	rows = {row['key']['bytes_req']: row['count'] for row in is_['rows']}
	assert len(rows) == 2 and rows['(other)'] == is_['other'] > 0, is_
	END
	[ ! -s problem ]
	result $? "and their number is told"
	counted 0 'more than --max-keys: (other)' kmem:kmalloc --by bytes_req --max-keys=1
	counted 2 '--max-keys takes a number' kmem:kmalloc --by bytes_req --max-keys=0
}

test_count_json()
{
	local want
	want=$("$command" run -i "$dat" --json -e sched:sched_switch 'next_prio < 121' |
		python3 -c 'import json, sys; print(json.load(sys.stdin)["matched"])')
	"$command" count -i "$dat" --json 'sched:sched_switch if next_prio < 121' --by next_comm,cpu \
		--of next_pid --hist >ours 2>problem
	python3 - "$want" >>problem 2>&1 <<-'END'
	import json, sys
	is_, want = json.load(open('ours')), int(sys.argv[1])
	assert is_['matched'] == want == sum(row['count'] for row in is_['rows']), is_['matched']
	for row in is_['rows']:
	    assert list(row['key']) == ['next_comm', 'cpu']
	    assert row['count'] == sum(b['count'] for b in row['histogram'])
	    assert row['min'] <= row['p50'] <= row['p90'] <= row['p99'] <= row['max']
	END
	result $? "JSON: the sums are what run counts"
}

# says_of SUBCOMMAND STATUS WORDS ARGUMENT...
says_of()
{
	local status subcommand=$1 want=$2 words=$3
	shift 3
	"$command" "$subcommand" -i "$dat" "$@" >out 2>problem
	status=$?
	cp problem told
	[ $status = "$want" ] && grep -qF -- "$words" out problem
	result $? "status $want: $subcommand ${*:1:4}"
}

counted()
{
	says_of count "$@"
}

# Is this the error, with its caret?
explained()
{
	cat >want
	diff -u want told >problem
	result $? "and it is told"
}

test_count_answers()
{
	local word
	counted 0 'events counted' sched:sched_switch
	counted 0 'vm_area' 'kmem:kmem_cache_free if name ~ "vm_area*"' --by name
	word=$("$command" compile -i "$dat" -e sched:sched_switch --word 'next_prio < 100')
	counted 1 'Field not found' "kmem:kfree if $word"
	word=$("$command" compile -i "$dat" -e sched:sched_switch --word 'next_prio < 121')
	counted 0 'events counted' "sched:sched_switch if $word"
	counted 0 'pipe_release' kmem:kfree --by call_site.sym
	printf '%s\n' '0000000000000000 A per_cpu' 'ffffffffffffffff T last' >symbols
	counted 0 '0x6' kmem:kfree --by call_site.sym --kallsyms=symbols
	counted 0 'sched:sched_process_exec' sched --by filename,event
	counted 0 'events counted' 'sched:sched_switch prev_pid next_comm' --by prev_comm
	counted 0 'events counted' sched:sched_switch --by 'prev_comm, next_comm'
	counted 1 "has no field 'nosuch'" sched --by nosuch
	counted 1 'events counted' 'sched:sched_switch if prev_pid == 77777'
	counted 2 'which events?'
	counted 2 'no values for --hist' sched:sched_switch --hist
	counted 2 'no values to sort' sched:sched_switch --sort=max
	counted 2 'did you mean count?' sched:sched_switch --sort=cont
	counted 2 '--top takes a number' sched:sched_switch --top=0
	counted 2 '--every takes a time' sched:sched_switch --every=1h
	counted 2 'different forms' sched:sched_switch --json --csv
	counted 2 'has two filters' sched:sched_switch sched:sched_switch
	counted 3 "no event 'sched:nosuch'" sched:nosuch
	counted 3 "no event 'sched:sched_swich'; did you mean sched:sched_switch?" sched:sched_swich
	counted 3 "no event 'sched_swich'; did you mean sched_switch?" sched_swich
	counted 2 "A sentence is one argument: 'EVENT if FILTER'" sched:sched_switch 'prev_pid == 5'
	counted 2 "A sentence is one argument: 'EVENT if FILTER'" 'prev_pid==5'
	counted 1 'takes a number' sched:sched_switch --of prev_comm
	counted 1 'Not in a recorded trace' 'sched:sched_switch if $uid == 0'
	counted 1 'Field not found' 'sched:sched_switch if prev_pix == 1'
	explained <<-'END'
	error: Field not found (EINVAL); did you mean prev_pid?
	  sched:sched_switch if prev_pix == 1
	                        ^~~~~~~~
	END
	counted 1 'no field' sched:sched_switch --by cpu,prev_com
	explained <<-'END'
	ktap-filter count: sched:sched_switch has no field 'prev_com'; did you mean prev_comm?
	  cpu,prev_com
	      ^~~~~~~~
	END
	counted 1 "a filter stands behind 'if'" 'sched:sched_switch prev_pid == 5'
	counted 1 "a filter stands behind 'if'" 'sched:sched_switch /prev_pid == 5/'
	counted 2 'no modifier' sched:sched_switch --by cpu,prev_pid.hexa
	explained <<-'END'
	ktap-filter count: there is no modifier '.hexa'; did you mean hex?
	  cpu,prev_pid.hexa
	               ^~~~
	END
	counted 2 'did you mean buckets?' sched:sched_switch --by prev_pid.bucket=3
	counted 2 '--by takes all at once: --by=cpu,pid' sched:sched_switch --by cpu --by pid
	counted 2 "count: events and filters are arguments: 'EVENT if FILTER'" -e sched
	counted 2 'events and filters are arguments' sched --filter 'prev_pid == 1'
	counted 2 'did you mean --kallsyms?' sched --kalsyms=x
	counted 2 'takes a number' sched:sched_switch --by prev_pid.buckets
	counted 1 'is no number' sched:sched_switch --by prev_comm.hex
	explained <<-'END'
	ktap-filter count: sched:sched_switch: 'prev_comm' is no number, and the modifier takes one
	  prev_comm.hex
	  ^~~~~~~~~~~~~
	END
	counted 1 'no field' 'sched:sched_switch next_pix if prev_pid == 1'
	explained <<-'END'
	ktap-filter count: sched:sched_switch has no field 'next_pix'; did you mean next_pid?
	  sched:sched_switch next_pix if prev_pid == 1
	                     ^~~~~~~~
	END
	counted 2 'which events' sched:sched_switch if next_prio == 1
	explained <<-'END'
	ktap-filter count: which events? A sentence is one argument: 'EVENT if FILTER'
	  if
	  ^~
	END
	cp "$dat" copy.dat
	"$command" count copy.dat sched >out 2>problem
	[ $? = 2 ] && grep -q 'copy.dat is a file: write -i copy.dat$' problem
	result $? "count: a file that is no event"
	rm copy.dat
	counted 2 'no filter' 'sched:sched_switch if'
	explained <<-'END'
	ktap-filter count: there is no filter behind 'if'
	  sched:sched_switch if
	                     ^~
	END
}

# Numbers of the JSON: matched, cut_short.
counted_in()
{
	"$command" count -i "$1" --json sched:sched_process_exec --by filename >out 2>>problem
	python3 -c 'import json; j = json.load(open("out")); print(j["matched"], j["cut_short"])'
}

# The file "shorter" has a record without its text, see short.sh; "misled" one with its text behind
# its end.
test_count_short()
{
	local matched cut f
	"$here/run/mislead" plain misled 2>problem
	read -r matched cut <<<"$(counted_in plain)"
	for f in shorter misled; do
		[ "$(counted_in $f)" = "$((matched - 1)) $((cut + 1))" ] && [ "$cut" = 0 ]
		result $? "count: a record of $f is not counted, and told"
	done
}
