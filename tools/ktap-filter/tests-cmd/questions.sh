# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: what the documents say that the command can test. It is the table
# "What do you want to ask?" of the user guide, the filters at the top of the README, and the
# examples of the page for tools.

# Print "EVENT<tab>FILTER" for each row of the table.
questions()
{
	sed -n '/^What do you want to ask/,/^Where filters are written$/p' "$1" |
	sed -n '/^   \* - /{N;N;s/^   \* - .*\n     - \(.*\)\n     - ``\(.*\)``$/\1\t\2/p}'
}

# The examples of the page for tools: the formats of events are in files NAME.format.
test_tools_page()
{
	local page=${here%/tools/*}/Documentation/trace/ktap-filter-tools.rst f
	mkdir page
	ln -s "$cmd" page/ktap-filter
	for f in "$formats"/*; do
		cp "$f" "page/${f##*/}.format"
	done
	(cd page && PATH=$PWD:$PATH "$here/man-examples" "$page") >out 2>err
	result "tools: the examples do what the page says" $?
}

# Print "EVENT<tab>FILTER" for each filter at the top of the README.
readme_filters()
{
	sed -n '/language-begin/,/language-end/s/^\([a-z_]*\)  *\([^ ].*\)$/\1\t\2/p' "$1"
}

# Each of them is right for its event. What only a machine knows is not checked.
test_readme()
{
	local readme=${here%/tools/*}/README.md event filter nr=0
	while IFS=$'\t' read -r event filter; do
		k check --format "$formats/$event" "$filter"
		sed -i 's/, [a-zA-Z]* not checked$//' out
		[ "$(cat out)" = ok ]
		result "readme: $filter" $?
		nr=$((nr + 1))
	done < <(readme_filters "$readme")
	[ $nr = 10 ]
	result "readme: all filters" $?
}

# Each filter of the table is right for its event, and has no warning.
test_questions()
{
	local guide=${here%/tools/*}/Documentation/trace/ktap-filter.rst event filter nr=0
	while IFS=$'\t' read -r event filter; do
		k check --format "$formats/${event#*:}" "$filter"
		sed -i 's/, [a-zA-Z]* not checked$//' out
		[ "$(cat out)" = ok ]
		result "guide: $filter" $?
		nr=$((nr + 1))
	done < <(questions "$guide")
	echo "$nr questions, of $(grep -c '^   \* - .*?$' "$guide")" >err
	[ $nr -ge 30 ] && [ $nr = "$(grep -c '^   \* - .*?$' "$guide")" ]
	result "guide: all questions" $?
}
