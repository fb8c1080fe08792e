# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by run-tests: the names in a trace.dat, and the completion that offers them.

test_names()
{
	"$command" run -i "$dat" --names >names 2>problem
	[ "$(sed -n 's/^buffer //p' names | sort | tr '\n' ' ')" = ' all one ten two ' ] &&
		grep -qx 'event sched:sched_switch' names && [ "$(grep -c '^event [a-z]*:[a-z_]*$' names)" -ge 10 ]
	result $? "--names has the buffers, and $(grep -c '^event' names) events"
}

# offers WORDS WORD...: what bash would offer for the last word.
offers()
{
	local want=$1
	shift
	# shellcheck disable=SC2034
	COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMP_LINE="$*" COMPREPLY=()
	COMP_POINT=${#COMP_LINE}
	_ktap_filter "$command" 2>problem
	[ "${COMPREPLY[*]}" = "$want" ] || echo "${COMPREPLY[*]:0:20}" >>problem
	[ ! -s problem ]
	result $? "completion: ${*##*/}"
}

test_completion()
{
	# shellcheck source=/dev/null
	. "${here%/*}/ktap-filter.bash"
	offers "ten two" ktap-filter run -i "$dat" -B t
	offers sched:sched_switch ktap-filter run -i "$dat" -e sched_swi
	offers sched_switch ktap-filter count -i "$dat" sched:sched_swi
	offers "sched:sched_switch if prev_prio sched:sched_switch if prev_prio " \
		ktap-filter latency -i "$dat" sched:sched_waking "'sched:sched_switch if prev_pr"
	offers "prev_comm,next_pid prev_comm,next_prio" ktap-filter count -i "$dat" sched:sched_switch \
		--by prev_comm,next_p
	offers --hist ktap-filter count --hi
	offers sched:sched_switch ktap-filter check --input "$dat" -e sched_swi
}
