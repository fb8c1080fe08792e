# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: random and damaged input, to every subcommand.

# Nothing that comes in makes it crash, hang or succeed.
test_garbage()
{
	local i f c args bad
	{ head -c 200 /dev/urandom; printf '\0'; } >g.random
	{ cat image; head -c 20 /dev/urandom; } >g.longer
	head -c 100 image >g.shorter
	{ printf '\x7fktf\1\0\0\0'; head -c 300 /dev/urandom; } >g.header
	{ printf '@ktf'; head -c 300 /dev/urandom | base64 -w 0 | tr +/ -_; } >g.word
	yes 'x: EQ a 1 true x false x' | head -c 60000 >g.text
	head -c 300000 /dev/urandom >g.large
	printf 'name: x\nID: 1\nformat:\n\tfield:%s' "$(head -c 200 /dev/urandom | tr -d '\0')" >g.format
	printf 'prev_pid == 5 \1' >g.control
	: >g.empty
	make_tracefs ktap
	for c in $commands; do
		bad=
		for f in g.*; do
			case $c in
			compile)	args=(--format "$f" 'x == 1') ;;
			check|explain)	args=(--format "$f" 'x == 1') ;;
			fields)		args=(--format "$f") ;;
			asm|disasm)	args=("$f") ;;
			probe)		args=(-n --btf "$f" 'vfs_read count') ;;
			restore)	{ echo '# filters and triggers, saved by ktap-filter'
					  cat "$f"; } >saved
					args=("${t[@]}" saved)
					[ "$f" != g.empty ] || continue ;;
			load)		args=("${t[@]}" -e sched:sched_switch "$f")
					# The others may be images or texts: the kernel's business.
					[[ $f = g.@(random|control|large|empty) ]] || continue ;;
			show|stat|clear|save)
				cp "$f" t/events/sched/sched_switch/trigger
				cp "$f" t/dynamic_events
				cp "$f" t/ktap_filters
				cp "$f" t/events/sched/sched_switch/filter_bytecode
				args=("${t[@]}")
				[ "$c" != show ] || args+=(-e sched:sched_switch --disasm)
				[ "$c" != clear ] || args+=(-e sched:sched_wakeup) ;;
			run)		args=(-i "$f" 'x == 1') ;;
			esac
			timeout 60 "$cmd" "$c" "${args[@]}" >out 2>err </dev/null
			i=$?
			case $c$i in
			stat0|clear0|save0|*[123]) ;;
			*) bad="$bad $f:$i" ;;
			esac
		done
		[ -z "$bad" ] || echo "status:$bad" >>err
		result "$c: garbage" "${#bad}"
	done
}
