# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by run-tests: damaged files do no harm to the subcommands that read records.

# Whose fault is it, by what the sanitizers say? Prints "ours" or "library".
fault()
{
	awk '
	/runtime error: / { print "ours"; found = 1; exit }
	/^ *#[0-9]+ 0x/ {
		if (/libsanitizer|libasan|libubsan|libc\.so|libc_|sysdeps\/|nptl\//)
			next
		print /\/lib(tracecmd|traceevent|tracefs|zstd|z)\.so|\/plugin_/ ? "library" : "ours"
		found = 1
		exit
	}
	END { if (!found) print "ours" }' problem
}

# run_damaged HOW FILE
run_damaged()
{
	local how
	case $1 in
	count)	how=(count sched --by 'filename,$comm,time.log2' --of pid --hist --svg "of-$2.svg") ;;
	latency) how=(latency sched_waking sched_switch --by 'comm,prev_comm' --chrome "of-$2.json") ;;
	*)	how=(run "--$1" 'common_pid > 0') ;;
	esac
	timeout -k 5 60 "$command" "${how[@]}" -i "$2" >/dev/null 2>problem
}

# What was written for others to read is of their language.
test_damaged_output()
{
	python3 - >problem 2>&1 <<-'END'
	from glob import glob
	from xml.dom import minidom
	import json
	bars = slices = 0
	for path in glob('of-damaged-*.svg'):
	    bars += len(minidom.parse(path).getElementsByTagName('g'))
	for path in glob('of-damaged-*.json'):
	    slices += len(json.load(open(path, encoding='utf-8'))['traceEvents'])
	print(bars, slices, file=open('drawn_of_damaged', 'w'))
	assert bars > 100 and slices > 100, (bars, slices)
	END
	[ ! -s problem ]
	result $? "damaged: bars and slices can be read: $(cat drawn_of_damaged)"
}

# A file that is cut short or has a few wrong bytes: there is an answer within a minute
# and no fault of ours. libtracecmd and libtraceevent may fall over one: what the
# sanitizers find in their code, by the innermost frame that is in none of the C
# library's and the sanitizers' functions, is counted and told, and no failure.
test_damaged()
{
	local f how n=0 ours=0 library=0 status
	"$here/run/damage" "$dat" plain || result 1 "damaged files can be made"
	for f in damaged-*; do
		for how in list json count latency; do
			run_damaged $how "$f"
			status=$?
			n=$((n + 1))
			case $status in
			0|1|3) grep -q 'ERROR: .*Sanitizer\|runtime error: ' problem || continue ;;
			esac
			if [ $status != 124 ] && [ "$(fault)" = library ]; then
				library=$((library + 1))
			else
				ours=$((ours + 1))
				result 1 "damaged: $f $how: status $status"
			fi
		done
	done
	: >problem
	[ $n -gt 300 ] && [ $ours = 0 ]
	result $? "damaged: $n runs over files without a fault of ours, $library faults of libraries"
}
