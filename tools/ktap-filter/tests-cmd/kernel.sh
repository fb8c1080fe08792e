# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: the command on the running kernel. The kernel has to show the
# filters that the command installed.

tracefs=/sys/kernel/tracing

# Time stamps of the error_log go.
log()
{
	sed -i 's/^  \[ *[0-9.]*\]/  [TIME]/' err
}

test_images_in_kernel()
{
	local file=$tracefs/events/sched/sched_switch/filter
	ends 0 "compile, for this kernel" compile -e sched:sched_switch -o image \
		'prev_pid == 5 && next_comm == "sh"'
	ends 0 "load an image" load -e sched:sched_switch image
	echo 'prev_pid == 5 && next_comm == "sh"' | cmp - $file
	result "it is the filter" $?
	k show -e sched:sched_switch --image read
	cmp image read
	result "it is read back" $?
	ends 0 "disassemble what is in force" show -e sched:sched_switch --disasm
	sed 's/prev_pid 5/prev_pid 7/' out >text
	ends 0 "change it and assemble" asm text -o changed
	ends 0 "load what was changed" load -e sched:sched_switch changed
	k show -e sched:sched_switch --disasm
	says out "it is what is in force" <text
	# Its source is not what it does, so that it is no text but a word.
	grep -q '^@ktf' $file
	result "and is not shown as what it was" $?
	ends 1 "load an image of another event" load -e sched:sched_wakeup image
	says err "which is told" <<-'END'
	error: Field not found (EINVAL)
	  field prev_pid
	        ^
	ktap-filter load: sched:sched_wakeup does not take this filter: nothing is written
	END
	head -c 60 image >half
	ends 1 "load half an image" load -e sched:sched_switch half
	grep -qx 'error: Image is cut short (EINVAL)' err
	result "that it is" $?
	k show -e sched:sched_switch --disasm
	says out "the filter in force stays" <text
	k compile -w -e sched:sched_switch 'prev_pid == 9'
	ends 0 "load a word" load -e sched:sched_switch "$(cat out)"
	ends 0 "load a word for a system" load -e sched "$(k compile -w -e sched:sched_wakeup \
		'target_cpu == 0'; cat out)"
	grep -qE '^sched: events that have it now: [3-9] of [0-9]+$' out
	result "all events with the field have it" $?
	ends 0 "show programs" show --program -e sched:sched_wakeup
	grep -q '^    0: WORD_ARC .* true accept false reject$' out
	result "the kernel's program" $?
	ends 0 "count" stat --json
	json "valid JSON of the kernel's numbers"
	ends 0 "explain a function of this kernel" explain -e kmem:kfree \
		'call_site.function == vfs_read'
	grep -q "vfs_read: at 0x$(sed -n 's/^0*\([0-9a-f]*\) [Tt] vfs_read$/\1/p' /proc/kallsyms)," out
	result "it is where the kernel says" $?
	ends 0 "remove all of a system" clear -e sched
	ends 0 "there is none" show
	says out "none at all" </dev/null
}

test_texts_in_kernel()
{
	mkdir $tracefs/instances/foo
	ends 0 "load a text" load -e sched:sched_switch 'prev_pid == 5'
	ends 0 "load a text in an instance" load -e sched:sched_wakeup --instance foo 'pid > 5'
	ends 1 "load a mistake" load -e sched:sched_switch 'prev_pid == 1 && nosuch == 1'
	ends 1 "load a mistake for a system" load -e sched 'nosuch == 1'
	ends 1 "load for events that lack the field" load -e '*:sched_sw*' 'pid == 1'
	ends 0 "load for several events" load -e 'sched:sched_wak[ei][un]*' 'pid == 3 && prio == 4'
	k show -e sched
	sed -n 's/ pid == 3 .*//p' out | sort >got
	says got "they have it" <<-'END'
	sched:sched_wakeup
	sched:sched_wakeup_new
	sched:sched_waking
	END
	ends 0 "remove it from several events" clear -e 'sched:sched_wak[ei][un]*'
	k show
	sort -o out out
	says out "what is in force" <<-'END'
	foo/sched:sched_wakeup pid > 5
	sched:sched_switch prev_pid == 5
	END
	ends 0 "remove an instance's" clear --instance foo
	says out "tells what went" <<<'foo/sched:sched_wakeup pid > 5'
	ends 0 "remove all" clear --all
	ends 0 "show that there is none" show
	says out "no filter at all" </dev/null
	rmdir $tracefs/instances/foo
}

# Truncating the file removes histograms alone.
remove_triggers()
{
	: >"$1/trigger"
	echo '!stacktrace' >>"$1/trigger"
	echo '!enable_event:irq:irq_handler_entry' >>"$1/trigger"
}

# What is saved comes back: filters, triggers, in an instance. Nothing is left half done.
test_saved_in_kernel()
{
	local event=$tracefs/events/sched/sched_switch
	mkdir $tracefs/instances/foo
	ends 0 "load what will be saved" load -e sched:sched_switch 'prev_comm == "\"'
	ends 0 "load in an instance" load -e sched:sched_wakeup --instance foo 'pid > 5'
	echo 'stacktrace:7 if prev_pid == 999999' >$event/trigger
	# Not every kernel has histograms.
	{ echo 'hist:keys=prev_pid if prev_prio < 100' >>$event/trigger; } 2>/dev/null
	echo 'enable_event:irq:irq_handler_entry if prev_comm == "a if b"' >>$event/trigger
	ends 0 "save" save -o saved
	ends 0 "list triggers" show -t
	mv out shown
	ends 0 "remove the filters" clear --all
	remove_triggers $event
	ends 0 "list that there is nothing" show -t
	says out "nothing at all" </dev/null
	ends 0 "restore" restore saved
	ends 0 "list triggers again" show -t
	says out "the same as before" <shown
	ends 0 "save again" save
	says out "the same file" <saved
	ends 0 "restore once more" restore saved
	ends 0 "remove what was restored" clear --all
	remove_triggers $event
	# The kernel refuses the trigger: the filter goes, too.
	sed 's/^trigger\(.*\)stacktrace:7/trigger\1nosuch:7/' saved >bad
	ends 1 "restore a trigger that is none" restore bad
	ends 0 "list what is left of it" show -t
	says out "nothing is" </dev/null
	rmdir $tracefs/instances/foo
}

# Functions and CPUs are the running kernel's.
test_machine()
{
	local file=$tracefs/events/kmem/kfree/filter call=call_site.function cpus=0
	ends 0 "check a function" check -e kmem:kfree "$call == vfs_read"
	says out "which there is" <<<ok
	ends 0 "load it" load -e kmem:kfree "$call == vfs_read"
	ends 1 "check one that there is not" check -e kmem:kfree "$call == no_such_fn"
	ends 1 "load it" load -e kmem:kfree "$call == no_such_fn"
	grep -qx 'error: Function not found (EINVAL)' err
	result "and it is told" $?
	while [ -d /sys/devices/system/cpu/cpu$((cpus + 1)) ]; do cpus=$((cpus + 1)); done
	ends 0 "check CPUs" check -e kmem:kfree "cpu & CPUS{0-$cpus}"
	says out "which there are" <<<ok
	ends 1 "check one that there cannot be" check -e kmem:kfree \
		"cpu & CPUS{0-$((cpus + 1))}"
	ends 1 "load it" load -e kmem:kfree "cpu & CPUS{0-$((cpus + 1))}"
	[ "$(cat $file)" = "$call == vfs_read" ]
	result "the filter in force stays" $?
	! { echo "cpu & CPUS{0-$((cpus + 1))}" >$file; } 2>err &&
		grep -q 'parse_error: Invalid cpulist' $file
	result "as the kernel says" $?
	echo 2 >/proc/sys/kernel/kptr_restrict
	ends 0 "check without addresses" check -e kmem:kfree "$call == no_such_fn"
	says out "says so" <<<'ok, functions not checked'
	echo 0 >/proc/sys/kernel/kptr_restrict
	k clear -e kmem:kfree
}

# By this format there is a field "pix", but not in the kernel.
test_kernel_refuses()
{
	local event=$tracefs/events/sched/sched_waking
	ends 0 "load what will be lost" load -e sched:sched_waking 'prio == 7'
	sed 's/pid_t pid;/pid_t pix;/' $event/format >format
	mount --bind format $event/format
	ends 1 "load what only the kernel refuses" load -e sched:sched_waking 'pix == 1'
	log
	says err "it says why, and the filter is put back" <<-END
	ktap-filter load: $event/filter: Invalid argument
	  [TIME] event filter parse error: error: Field not found
	    Command: pix == 1
	                 ^
	ktap-filter load: filters that are back in force: 1
	END
	ends 1 "the same for a system" load -e sched 'pix == 1'
	umount $event/format
	ends 0 "load what will be lost of two events" load -e 'sched:sched_sw*h' 'prev_prio == 7'
	sed 's/pid_t pid;/pid_t prev_pid;/' $event/format >format
	mount --bind format $event/format
	ends 1 "load what the second event refuses" load -e 'sched:sched_[sw][wa][ik][ti][cn][hg]' \
		'prev_pid == 1'
	grep -qx 'ktap-filter load: filters that are back in force: 2' err &&
		[ "$(cat $tracefs/events/sched/sched_switch/filter)" = 'prev_prio == 7' ]
	result "both have their filters again" $?
	umount $event/format
	[ "$(cat $event/filter)" = 'prio == 7' ]
	result "the filter is in force again" $?
	ends 0 "load for a system what one event takes" load -e sched 'prev_pid == 5'
	grep -qx 'sched:sched_waking does not take it, and has lost its filter: prio == 7' out &&
		grep -qE '^sched: events that have it now: 1 of [0-9]+$' out
	result "and that another loses its filter is told" $?
	k show -e sched:sched_waking
	says out "it is shown as refused" <<-'END'
	sched:sched_waking prev_pid == 5
	    refused: Couldn't find or set field in one of a subsystem's events
	END
	ends 0 "remove all that are shown" clear --all
	k show
	says out "none is left" </dev/null
	[ "$(cat $event/filter)" = none ]
	result "in the file neither" $?
}

# The file of one of two events is a pipe, where the command waits for a reader.
test_signal()
{
	local event=$tracefs/events/sched/sched_waking pid
	mkfifo pipe
	mount --bind pipe $event/filter
	"$cmd" load -e 'sched:sched_[sw][wa][ik][ti][cn][hg]' 'common_pid == 7' \
		>out 2>err </dev/null &
	pid=$!
	timeout 10 sh -c 'echo none >pipe'
	result "it asks for the filter that there is" $?
	sleep 1
	kill -TERM $pid
	sleep .2
	[ "$(timeout 10 cat pipe)" = 'common_pid == 7' ]
	result "a signal waits until the filter is written" $?
	wait $pid
	[ $? = 143 ] && [ "$(cat $tracefs/events/sched/sched_switch/filter)" = 'common_pid == 7' ]
	result "to all events, and then ends it" $?
	umount $event/filter
	k clear -e sched:sched_switch
}

# A stock kernel takes texts, so an image goes there by its text.
test_stock_kernel()
{
	ends 0 "compile" compile -e sched:sched_switch -o image 'prev_pid == 5'
	ends 0 "load an image" load -e sched:sched_switch image
	[ "$(cat $tracefs/events/sched/sched_switch/filter)" = 'prev_pid == 5' ]
	result "by its text" $?
	ends 3 "load a word without a text" load -e sched:sched_switch \
		"$(k compile -e sched:sched_switch -w --no-source 'prev_pid == 6'; cat out)"
	[ "$(cat $tracefs/events/sched/sched_switch/filter)" = 'prev_pid == 5' ]
	result "the filter in force stays" $?
}
