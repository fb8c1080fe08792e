# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: the text, the JSON and the pictures of "ktap-filter explain".

test_explain()
{
	ends 0 "explain" explain "${switch[@]}" -e sched:sched_switch \
		'prev_pid == 5 && !(cpu & 1 || next_comm ~ "a*")'
	says out "explain: all there is to say" <<-'END'
	Source
	  prev_pid == 5 && !(cpu & 1 || next_comm ~ "a*")
	  ~~~~~~0~~~~~~      ~~~1~~~    ~~~~~~~2~~~~~~~~

	Tree
	  and
	  |-- 0: EQ prev_pid 5                                signed of 32 bits
	  `-- not
	      `-- or
	          |-- 1: BITS cpu 1                           the running CPU's number
	          `-- 2: STR_PREFIX next_comm "a"             char[16]

	Field        Type                      Offset
	  prev_pid   signed of 32 bits         24
	  cpu        the running CPU's number
	  next_comm  char[16]                  40

	Program                          true    false
	    0: EQ prev_pid 5             1       reject  prev_pid == 5
	    1: BITS cpu 1                reject  2       (folded)
	    2: STR_PREFIX next_comm "a"  reject  accept  next_comm ~ "a*"

	Runs on sched:sched_switch as: 72 bytes
	  0: prev_pid == 5
	      0: WORD_ARC       [24] - 0x5 & 0xffffffff <= 0x0  true 1 false reject
	  2: next_comm ~ "a*"
	      1: WORD_ARC       [40] - 0x61 & 0xff <= 0x0  true reject false accept

	In words
	    0: prev_pid is 5
	    1: next_comm starts with "a"

	At worst
	  3 of 3 predicates
	  2 of 2 runnable instructions, which look at 16 bytes
	END
	k compile "${switch[@]}" --no-source -o checked 'prev_pid == 5'
	ends 0 "explain: an image without event and source" explain checked
	says out "explain: what there is to say" <<-'END'
	Field       Type
	  prev_pid  signed of 32 bits

	Program               true    false
	    0: EQ prev_pid 5  accept  reject

	At worst
	  1 of 1 predicates
	END
	ends 1 "explain: an event that an image does not fit" explain \
		--format "$formats/sched_wakeup" checked
	ends 1 "explain: a mistake" explain "${switch[@]}" 'nosuch == 1'
	ends 2 "explain: no event" explain 'prev_pid == 5'
	ends 2 "explain: two forms" explain --dot --json "${switch[@]}" 'prev_pid == 5'
	ends 0 "explain: JSON" explain --json "${switch[@]}" 'prev_pid == 5 || cpu == 1'
	python3 -c 'import json; print(len(json.load(open("out"))))' >got
	says got "explain: is an array" <<<1
}

# What is not ASCII takes as many columns as on a terminal: two for each of Chinese.
test_columns()
{
	local two=$'\xe6\x97\xa5\xe6\x9c\xac' one=$'gr\xc3\xb6\xc3\x9fe'
	ends 0 "explain: texts in UTF-8" explain "${switch[@]}" \
		"prev_comm ~ \"$two*\" || next_comm == \"$one\""
	sed '/^Field/,/^$/d; /^Runs/,$d' out >columns
	says columns "explain: columns stay in line" <<-END
	Source
	  prev_comm ~ "$two*" || next_comm == "$one"
	  ~~~~~~~~~0~~~~~~~~~    ~~~~~~~~~1~~~~~~~~~~

	Tree
	  or
	  |-- 0: STR_PREFIX prev_comm "$two"                  char[16]
	  \`-- 1: STR_EQ next_comm "$one"                     char[16]

	Program                             true    false
	    0: STR_PREFIX prev_comm "$two"  accept  1       prev_comm ~ "$two*"
	    1: STR_EQ next_comm "$one"     accept  reject  next_comm == "$one"

	END
	ends 1 "check: texts in UTF-8" check "${switch[@]}" \
		"prev_comm ~ \"$two*\" || prev_pid == \"$two\""
	says out "check: the place is in line" <<-END
	error: Expecting numeric field (EINVAL); this is a number, and numbers have no quotes
	  prev_comm ~ "$two*" || prev_pid == "$two"
	                                     ^~~~~~
	1 error
	END
}

test_explain_functions()
{
	local ipi=(--format "$formats/ipi_send_cpumask")
	local text='callsite.function == vfs_read || callsite.function == 0xffffffff81234567'
	ends 0 "explain: functions that nobody knows" explain "${ipi[@]}" "$text"
	sed -n '/^Functions/,/^$/p' out >functions
	says functions "explain: it is said, and what stands for them" <<-'END'
	Functions
	    0: vfs_read: not known here, 0xbeb0ad13 stands for its address
	    1: 0xffffffff81234567: its function is not known here, the address alone stands for it

	END
	grep -q 'WORD_ARC  *\[16\] - 0xbeb0ad13 &' out
	result "explain: that is what the program has" $?
	ends 0 "explain: two of them" explain "${ipi[@]}" \
		'callsite.function == vfs_read && callsite.function == vfs_write'
	grep -q '^Runs on' out && ! grep -q 'true accept' out
	result "explain: are not one" $?
	ends 0 "explain: functions, for scripts" explain --json "${ipi[@]}" "$text"
	grep -q '"placeholder": "0xbeb0ad13"' out
	result "explain: and what stands for them" $?

	printf '%s\n' 'ffffffff81234000 T vfs_read' 'ffffffff81234560 t next' \
		'ffffffff81235000 T end' >symbols
	ends 0 "explain: functions of a list" explain --kallsyms symbols "${ipi[@]}" "$text"
	sed -n '/^Functions/,/^$/p' out >functions
	says functions "explain: their addresses" <<-'END'
	Functions
	    0: vfs_read: at 0xffffffff81234000, 1376 bytes
	    1: 0xffffffff81234567: in what is at 0xffffffff81234560, 2720 bytes

	END
	ends 0 "explain: functions of a list, for scripts" explain --json --kallsyms symbols \
		"${ipi[@]}" "$text"
	grep -A 1 '"address": "0xffffffff81234000"' out | grep -q '"bytes": 1376'
	result "explain: and their addresses" $?
	ends 1 "explain: a function that is not in the list" explain --kallsyms symbols \
		"${ipi[@]}" 'callsite.function == vfs_write'
	ends 3 "explain: no list" explain --kallsyms nosuch "${ipi[@]}" "$text"
}

test_explain_graph()
{
	ends 0 "explain: a graph" explain --dot "${switch[@]}" 'prev_pid == 5 || cpu == 1'
	dot -Tplain out >plain 2>err
	result "explain: graphviz reads it" $?
	[ "$(grep -c '^node' plain)" = 5 ] && [ "$(grep -c '^edge' plain)" = 5 ] &&
		[ "$(grep -c '^edge.* dashed ' plain)" = 2 ]
	result "explain: it has the nodes and edges" $?
	ends 0 "explain: a picture" explain --svg p.svg "${switch[@]}" 'prev_pid == 5'
	grep -q '</svg>' p.svg
	result "explain: is one" $?
	# Of blanks in a row SVG shows one, and in front of a line none.
	ends 0 "explain: a picture of many" explain --svg=- "${switch[@]}" "$(printf \
		'prev_pid == %d && next_comm == "\xe6\x97\xa5&amp;" || ' {1..11}) prev_pid > 99"
	python3 - out 2>err <<-'END'
	import re, sys
	import xml.etree.ElementTree as ET
	nodes = 0
	for g in ET.parse(sys.argv[1]).iter('{http://www.w3.org/2000/svg}g'):
	    lines = [re.sub('^ +', '', re.sub(' +', ' ', t.text))
	             for t in g.iter('{http://www.w3.org/2000/svg}text')]
	    if g.get('class') != 'node' or len(lines) != 2:
	        continue
	    nodes += 1
	    first, second = (re.match('[0-9]*\xa0+', line) for line in lines)
	    assert first and second and first.end() == second.end(), lines
	    assert '?' not in lines[0], lines
	    assert 'next_comm' not in lines[0] or lines[0].endswith('&amp;"'), lines
	assert nodes == 23, nodes
	END
	result "explain: both lines of a box start in one column" $?
	ends 0 "explain: a picture to the standard output" explain --svg=- "${switch[@]}" \
		'prev_pid == 5'
	says out "explain: is the same" <p.svg
	[ ! -e - ]
	result "explain: and there is no file '-'" $?
	ends 2 "explain: a picture and its text" explain --svg=- --dot "${switch[@]}" 'prev_pid == 5'
	ends 3 "explain: a picture nowhere" explain --svg no/p.svg "${switch[@]}" 'prev_pid == 5'
	(PATH=$work && "$cmd" explain --svg q.svg "${switch[@]}" 'prev_pid == 5') 2>err
	[ $? = 3 ] && grep -q graphviz err
	result "explain: no picture without graphviz" $?
}
