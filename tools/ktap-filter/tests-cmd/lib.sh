# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2034
# Sourced by command-tests: the functions that the tests are written in. A test runs the
# command, whose output and errors go to the files out and err, and prints in a line whether
# they are as expected. If the test fails, out and err are shown.

# result NAME STATUS: tell how the last test went, STATUS is that of what decides it.
result()
{
	if [ "$2" = 0 ]; then
		echo "ok - $label: $1"
	else
		echo "not ok - $label: $1"
		head -n 10 out err 2>/dev/null | cut -c 1-200 | sed 's/^/# /'
		failed=1
	fi
}

# k ARGUMENT...: run it, keep what it prints in out and err, and its status.
k()
{
	"$cmd" "$@" >out 2>err </dev/null
	status=$?
}

# ends STATUS NAME ARGUMENT...: does it end with this status?
ends()
{
	local want=$1 name=$2
	shift 2
	k "$@"
	[ $status = "$want" ] || echo "status $status, not $want" >>err
	result "$name" $((status != want))
}

# says FILE NAME: is what it printed this text, from the standard input?
says()
{
	cat >want
	diff -u want "$1" >differs
	local status=$?
	[ $status = 0 ] || mv differs err
	result "$2" $status
}

json()
{
	python3 -m json.tool <out >/dev/null 2>err
	result "$1" $?
}
