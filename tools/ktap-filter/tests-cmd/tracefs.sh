# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2034
# Sourced by command-tests: a folder that looks like tracefs, for the subcommands that read
# and write there.

# How the command is told to use it.
t=(--tracefs t)

# What looks like tracefs to a program: of a kernel with ktap filter, of one with the module, or
# stock.
make_tracefs()
{
	rm -rf t
	local i e
	for i in t t/instances/foo "t/instances/a b:c"; do
		for e in sched/sched_switch sched/sched_wakeup sched/sched_process_exec \
			 signal/signal_generate irq/irq_handler_entry; do
			mkdir -p "$i/events/$e"
			echo none >"$i/events/$e/filter"
			echo 0 >"$i/events/$e/enable"
			echo 0 >"$i/events/${e%/*}/enable"
			[ "$1" != ktap ] || : >"$i/events/$e/filter_bytecode"
			[ ! -f "$formats/${e#*/}" ] ||
				cp "$formats/${e#*/}" "$i/events/$e/format"
		done
		echo none >"$i/events/sched/filter"
		: >"$i/error_log"
	done
	printf '%s\n' sched:sched_switch sched:sched_wakeup irq:irq_handler_entry \
		>t/available_events
	[ "$1" != stock ] || return 0
	[ "$1" != module ] || cat >t/ktap_filters <<-'END'
	# module, on 6.12.117+deb12-amd64: filters run by call sites (5 of 5 calls); early reject: yes; machine code: yes
	# engines disagree on sched:sched_switch: prev_comm ~ "*/i:j k"
	    shadow: 372 disagreements
	END
	cat >>t/ktap_filters <<-'END'
	sched:sched_switch prev_pid == 5
	    0: WORD_ARC       [24] - 0x5 & 0xffffffff <= 0x0  true accept false reject
	foo/sched:sched_wakeup comm == "x
	1:y" && pid == 1
	    0: COMM_GLOB      "x\x0ai/j:k l"  true 1 false reject
	    1: WORD_ARC       [24] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	    early:
	    0: COMM_GLOB      "x\x0ai/j:k l"  true accept false reject
	a b:c/irq:irq_handler_entry irq == 1
	    0: WORD_ARC       [8] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	END
}

# The same filters of a kernel that counts some of them.
make_counts()
{
	cat >t/ktap_filters <<-'END'
	sched:sched_switch prev_pid == 5 && (next_comm == "a
	b" || next_pid == 1)
	    0: WORD_ARC       [24] - 0x5 & 0xffffffff <= 0x0  true 1 false reject
	    1: WORD_ARC       [40] - 0x620a61 & 0xffffffff <= 0x0  true accept false 2
	    2: WORD_ARC       [56] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	    interpreter
	    stats: asked 1000 kept 0
	    stats: 0: visited 1000 true 30 prev_pid == 5
	    stats: 1: visited 30 true 0 next_comm == "a\nb"
	    stats: 2: visited 0 true 0 next_pid == 1
	foo/sched:sched_wakeup comm == "x" && pid == 1
	    0: WORD_ARC       [8] - 0x78 & 0xffff <= 0x0  true 1 false reject
	    1: WORD_ARC       [24] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	    interpreter
	    early: the same
	a b:c/irq:irq_handler_entry @ktf0
	    0: WORD_ARC       [8] - 0x1 & 0xffffffff <= 0x0  true accept false reject
	    interpreter
	    stats: asked 7 kept 7
	    stats: 0: visited 7 true 7
	END
}
