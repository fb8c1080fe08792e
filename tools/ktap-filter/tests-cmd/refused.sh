# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: filters that the kernel refused, and the subcommands that read
# the files of tracefs.

# A filter that was refused is in no list of filters in force, but its file shows it.
test_refused()
{
	local file=t/instances/foo/events/irq/irq_handler_entry/filter
	make_tracefs ktap
	printf 'irq == 1 && x == "\n"\n               ^\nparse_error: Field not found\n' >$file
	printf 'irq == 1\nError: (-12)\n' >t/events/irq/irq_handler_entry/filter
	printf 'y == 1\n ^\nparse_error: No\n' >t/events/irq/filter
	ends 0 "show: refused filters" show "${t[@]}"
	tail -n +4 out >refused
	says refused "show: each with its reason" <<-'END'
	irq y == 1
	    refused: No
	irq:irq_handler_entry irq == 1
	    refused: Error: (-12)
	foo/irq:irq_handler_entry irq == 1 && x == " "
	    refused: Field not found
	END
	ends 0 "show: for scripts" show "${t[@]}" --json
	python3 -c 'import json; print([f["refused"] for f in json.load(open("out"))][3:])' >refused
	says refused "show: with the reasons" <<<"['No', 'Error: (-12)', 'Field not found']"
	ends 1 "show: one that is not in force" show "${t[@]}" -e irq:irq_handler_entry
	ends 0 "stat: refused filters" stat "${t[@]}"
	head -n 2 out >refused
	says refused "stat: count apart" <<-'END'
	filters 3, instructions 4, instances 3
	refused, and not in force: 3
	END
	ends 0 "clear: a refused filter" clear "${t[@]}" -e irq:irq_handler_entry --instance foo
	[ "$(cat $file)" = 0 ] && grep -q parse_error t/events/irq/filter
	result "clear: that one and no other" $?
	ends 0 "clear: all, refused ones, too" clear "${t[@]}" --all
	[ "$(cat t/events/irq/irq_handler_entry/filter t/events/irq/filter)" = "$(printf '0\n0')" ]
	result "clear: events' and systems'" $?
}
