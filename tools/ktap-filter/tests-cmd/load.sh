# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: "ktap-filter load" writes filters to the files of tracefs, and
# writes none that would be refused.

test_load()
{
	make_tracefs ktap
	ends 0 "load: an image" load "${t[@]}" -e sched:sched_switch image
	cmp image t/events/sched/sched_switch/filter_bytecode
	result "load: is written as it is" $?
	ends 0 "load: an image, from a pipe" load "${t[@]}" --instance foo \
		-e sched:sched_switch <(cat image)
	cmp image t/instances/foo/events/sched/sched_switch/filter_bytecode
	result "load: from a pipe is the same" $?
	ends 0 "load: an expression" load "${t[@]}" -e sched/sched_switch --instance foo \
		'prev_pid == 5'
	echo -n 'prev_pid == 5' | cmp - t/instances/foo/events/sched/sched_switch/filter
	result "load: in the instance" $?
	k compile "${switch[@]}" --word 'prev_pid == 5'
	ends 0 "load: a word" load "${t[@]}" -e sched:sched_switch "$(cat out)"
	k compile "${switch[@]}" 'prev_pid == 5'
	cmp out t/events/sched/sched_switch/filter_bytecode
	result "load: a word is an image" $?
	ends 0 "load: by the event of tracefs" compile "${t[@]}" -e sched:sched_switch \
		-o /dev/null 'prev_pid == 5'
	ends 1 "load: a system of which no event takes it" load "${t[@]}" -e sched 'x == 5'
	echo none >t/events/sched/sched_switch/filter
	ends 1 "load: an image for a system" load "${t[@]}" -e sched image
	grep -q '^@ktf' t/events/sched/filter
	result "load: as a word" $?
	ends 3 "load: no event" load "${t[@]}" -e sched:nosuch 'prev_pid == 5'
	ends 3 "load: no system" load "${t[@]}" -e nosuch 'prev_pid == 5'
	ends 3 "load: no instance" load "${t[@]}" -e sched:sched_switch --instance bar x==1
	ends 3 "load: no tracefs" load --tracefs nosuch -e sched:sched_switch x==1
	ends 2 "load: out of the instances" load "${t[@]}" -e sched:sched_switch \
		--instance ../.. x==1
	ends 2 "load: out of the events" load "${t[@]}" -e sched:../filter x==1
	ends 2 "load: no event named" load "${t[@]}" 'prev_pid == 5'
	ends 2 "load: no filter" load "${t[@]}" -e sched:sched_switch
	ends 1 "load: neither image nor text" load "${t[@]}" -e sched:sched_switch nul
	# A file that can be read and takes nothing.
	ln -sf /proc/version t/events/sched/sched_switch/filter
	ends 3 "load: cannot be written" load "${t[@]}" -e sched:sched_switch 'prev_pid == 5'
	grep -q "cannot put the filter back to .*; it was: Linux version" err
	result "load: the filter that was there is told at least" $?
}

# The module takes an image as a word, as it has no other file for it.
test_load_module()
{
	local word
	make_tracefs module
	word=$(k compile "${switch[@]}" -w 'prev_pid == 5'; cat out)
	k compile "${switch[@]}" 'prev_pid == 5'
	cp out five
	ends 0 "load: an image, with the module" load "${t[@]}" -e sched:sched_switch five
	echo -n "$word" | cmp - t/events/sched/sched_switch/filter
	result "load: is written as a word" $?
}

# A stock kernel takes neither image nor word, and what it refuses takes the filter away.
test_load_stock()
{
	local file=t/events/sched/sched_switch/filter word bare
	make_tracefs stock
	echo 'prev_pid == 1' >$file
	word=$(k compile "${switch[@]}" -w 'prev_pid == 5'; cat out)
	bare=$(k compile "${switch[@]}" -w --no-source 'prev_pid == 5'; cat out)
	ends 3 "load: a word without its text" load "${t[@]}" -e sched:sched_switch "$bare"
	says err "load: is refused" <<-'END'
	ktap-filter load: sched:sched_switch: this kernel takes no images, and no text says the same
	END
	"$cmd" disasm "$word" | sed 's/prev_pid 5/prev_pid 6/' >text6
	ends 3 "load: an image with another text" load "${t[@]}" -e sched:sched_switch \
		<("$cmd" asm text6)
	ends 3 "load: a word in a text" load "${t[@]}" -e sched:sched_switch "($word) && cpu == 0"
	says err "load: is refused, too" <<-'END'
	ktap-filter load: sched:sched_switch: this kernel takes no images, nor words of them
	END
	echo 'prev_pid == 1' | cmp - $file
	result "load: and nothing was written" $?
	ends 0 "load: a word that is none" load "${t[@]}" -e sched:sched_switch \
		'prev_comm == "@ktf"'
	ends 0 "load: a word with its text" load "${t[@]}" -e sched:sched_switch "$word"
	echo -n 'prev_pid == 5' | cmp - $file
	result "load: is that text" $?
	ends 0 "load: an image with its text" load "${t[@]}" -e sched:sched_switch image
	echo -n 'prev_pid == 5 && next_comm == "sh"' | cmp - $file
	result "load: is its text" $?
	ends 1 "load: more than the stock engine knows" load "${t[@]}" -e sched:sched_switch \
		'next_pid == 3 && prev_prio < next_prio'
	says err "load: is refused before that engine sees it" <<-'END'
	error: The stock engine of this kernel lacks this: load the module ktap_filter (EINVAL)
	  next_pid == 3 && prev_prio < next_prio
	                               ^~~~~~~~~
	ktap-filter load: sched:sched_switch does not take this filter: nothing is written
	END
	word=$(k compile "${switch[@]}" -w 'prev_pid in {1, 5}'; cat out)
	ends 3 "load: nor is there a text for its image" load "${t[@]}" -e sched:sched_switch "$word"
	make_kernel_types
	ends 1 "probe: more than the stock engine knows" probe "${t[@]}" --btf=kernel.o \
		'sched:sched_switch next_pid if prev_prio < next_prio'
	grep -q '^error: The stock engine of this kernel lacks this' err
	result "probe: is told" $?
	echo -n 'prev_pid == 5 && next_comm == "sh"' | cmp - $file
	result "load: the filter stays" $?
}

# What would be refused is not written: not to the event's file, nor to the system's.
test_load_refused()
{
	local file=t/events/sched/sched_switch/filter
	make_tracefs ktap
	echo 'prev_pid == 1' >$file
	ends 1 "load: a mistake" load "${t[@]}" -e sched:sched_switch 'prev_pix == 1 || x == 2'
	says err "load: is told as check does" <<-'END'
	error: Field not found (EINVAL); did you mean prev_pid?
	  prev_pix == 1 || x == 2
	  ^~~~~~~~
	error: Field not found (EINVAL)
	  prev_pix == 1 || x == 2
	                   ^
	ktap-filter load: sched:sched_switch does not take this filter: nothing is written
	END
	ends 1 "load: a mistake in a word" load "${t[@]}" -e sched:sched_wakeup \
		"$(k compile "${switch[@]}" -w 'prev_pid == 1'; cat out)"
	ends 1 "load: an image that does not fit" load "${t[@]}" -e sched:sched_wakeup image
	ends 1 "load: a mistake for a system" load "${t[@]}" -e sched 'target_cpu == x'
	grep -q '^error: Invalid value (did you forget quotes)? (EINVAL)' err
	result "load: not that other events lack the field" $?
	ends 1 "load: more than a page" load "${t[@]}" -e sched:sched_switch \
		"prev_pid == 5$(printf ' || prev_pid == 5%.0s' {1..300})"
	grep -q 'kernel takes less than' err
	result "load: is told so" $?
	ends 3 "load: what takes no filter" load "${t[@]}" -e irq:irq_handler_entry 'irq == 1'
	echo 'prev_pid == 1' | cmp - $file && echo none | cmp - t/events/sched/filter &&
		echo none | cmp - t/events/sched/sched_wakeup/filter &&
		[ ! -s t/events/sched/sched_wakeup/filter_bytecode ]
	result "load: nothing was written" $?
	ends 0 "load: none" load "${t[@]}" -e sched:sched_switch 0
	echo -n 0 | cmp - $file
	result "load: is written" $?
}

# What would be done, and nothing else.
test_load_plan()
{
	local file=t/events/sched/sched_switch/filter word
	make_tracefs ktap
	word=$(k compile "${switch[@]}" -w 'prev_pid == 5'; cat out)
	echo 'prev_pid == 1' >$file
	find t -type f -exec md5sum {} + >before
	ends 0 "load: a plan" load "${t[@]}" -n -e 'sched:*' 'common_pid == 5'
	says out "load: what would be done" <<-'END'
	sched:sched_process_exec: takes it
	sched:sched_switch: takes it; has now: prev_pid == 1
	sched:sched_wakeup: takes it
	sched:*: events that would have it, as text: 3 of 3; nothing is written
	END
	ends 0 "load: a plan for a system" load "${t[@]}" --dry-run -e sched "$word"
	grep -qx 'sched:sched_wakeup: Field not found' out && grep -q ', as word: 1 of 3;' out
	result "load: of which one event takes it" $?
	ends 0 "load: a plan for an image" load "${t[@]}" -n -e sched:sched_switch image
	grep -q ', as image: 1 of 1;' out
	result "load: as what it is" $?
	ends 1 "load: a plan for a mistake" load "${t[@]}" -n -e sched:sched_switch 'x == 5'
	says out "load: is none" </dev/null
	ends 0 "load: a plan for scripts" load "${t[@]}" -n --json -e sched 'prev_pid == 5'
	python3 - 2>err <<-'END'
	import json
	plan = json.load(open('out'))
	exec_, switch, wakeup = plan['events']
	assert plan['ok'] and plan['form'] == 'text'
	assert switch['takes'] and switch['now'] == 'prev_pid == 1' and switch['error'] is None
	assert not wakeup['takes'] and wakeup['now'] is None
	assert exec_['error'] == 'Field not found'
	END
	result "load: with all that people read" $?
	ends 1 "load: a plan for scripts, of a mistake" load "${t[@]}" -n --json -e sched 'x == 5'
	python3 -c 'import json; assert not json.load(open("out"))["ok"]' 2>err
	result "load: is told, too" $?
	ends 2 "load: JSON of what?" load "${t[@]}" --json -e sched 'prev_pid == 5'
	find t -type f -exec md5sum {} + | cmp - before
	result "load: no plan has written anything" $?
	echo 'prev_pid == 5' >$file
	ends 0 "load: a system, in words" load "${t[@]}" -v -e sched 'prev_pid == 5'
	says out "load: which of its events have no filter" <<-'END'
	sched: events that have it now: 1 of 3
	sched: events that have no filter, and keep all records: 2
	  sched:sched_process_exec
	  sched:sched_wakeup
	END
}
