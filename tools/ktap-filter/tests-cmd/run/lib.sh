# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2034
# Sourced by run-tests: the functions that the tests are written in. Differences go to the
# file problem, which is shown if the test fails.

# result STATUS NAME: tell how the last test went, STATUS is that of what decides it.
result()
{
	if [ "$1" = 0 ]; then
		echo "ok - $2"
	else
		failed=1
		echo "not ok - $2"
		[ ! -s problem ] || head -n 20 problem | sed 's/^/# /'
	fi
	: >problem
}

# What the tool says of itself has to be nothing.
select_events()
{
	"$command" run -i "$dat" --list "$@" >selected 2>problem
}
