# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Completion of ktap-filter(1), and of its other name perf-ktap(1), for bash. Subcommands and their options are asked for with
# --help, events, instances and buffers are those of the tracefs or file that the command
# line is about. In a filter, which stands in quotes, the names are those that a filter of
# the event may have: "ktap-filter fields --names" lists them.

# The value that the line has for one of these options, and whether there is one. Words
# may be broken at "=".
_ktap_filter_value()
{
	local i value
	for ((i = 2; i < ${#COMP_WORDS[@]} - 1; i++)); do
		value=${COMP_WORDS[i]}
		[[ " $* " = *" ${value%%=*} "* ]] || continue
		[[ $value = *=* ]] || value=${COMP_WORDS[i + 1]}
		[[ $value != "=" ]] || value=${COMP_WORDS[i + 2]}
		value=${value#--*=}
		echo "${value/#\~\//$HOME/}"
		return
	done
	return 1
}

_ktap_filter_tracefs()
{
	local i
	_ktap_filter_value --tracefs && return
	for i in /sys/kernel/tracing /sys/kernel/debug/tracing; do
		[[ ! -r $i/available_events ]] || { echo "$i"; return; }
	done
}

# What matches $2 in the folder $1, each on a line: "sched/x/" is sched:x.
_ktap_filter_folders()
{
	(cd "$1" 2>/dev/null && compgen -G "$2") | sed 's,/$,,; s,/,:,'
}

# The names that are a "buffer" or an "event" ($2) of the trace.dat in the line, which the
# command $1 tells.
_ktap_filter_names()
{
	local file
	file=$(_ktap_filter_value -i --input) || file=trace.dat
	"$1" run -i "$file" --names 2>/dev/null | sed -n "s/^$2 \(.\)/\1/p"
}

# Those of the file that the line names, or of the tracefs, for the command $1 and its
# subcommand $2.
_ktap_filter_events()
{
	local dir
	if [[ $2 = run ]] || _ktap_filter_value -i --input >/dev/null; then
		_ktap_filter_names "$1" event
	elif dir=$(_ktap_filter_value --format); then
		sed -n 's/^name: //p' "$dir" 2>/dev/null
	else
		dir=$(_ktap_filter_tracefs)
		if [[ -r $dir/available_events ]]; then
			cat "$dir/available_events"
		elif [[ $dir ]]; then
			_ktap_filter_folders "$dir/events" '*/*/'
		fi
	fi
}

# Of the events those that begin with $1, with their system or without.
_ktap_filter_events_from()
{
	local event
	while IFS= read -r event; do
		[[ $event != "$1"* && ${event#*:} != "$1"* ]] || echo "$event"
	done
}

_ktap_filter_instances()
{
	local dir
	dir=$(_ktap_filter_tracefs)
	[[ ! $dir ]] || _ktap_filter_folders "$dir/instances" '*/'
}

_ktap_filter_commands()
{
	"$1" --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p'
}

# "-e, --event=SYSTEM" gives "-e" and "--event=".
_ktap_filter_options()
{
	"$1" "$2" --help 2>/dev/null | sed -n 's/^ *\(-.*\)/\1/p' |
		grep -oE -e '^-[a-zA-Z]|--[a-z-]+=?'
}

# What is behind the last quote in $1 that is still open. The status says whether there is one.
_ktap_filter_quoted()
{
	local i c quote='' text=''
	for ((i = 0; i < ${#1}; i++)); do
		c=${1:i:1}
		if [[ ! $quote && $c = [\'\"] ]]; then
			quote=$c text=''
		elif [[ $quote && $c = "$quote" ]]; then
			quote=''
		elif [[ $quote ]]; then
			text+=$c
		fi
	done
	printf '%s' "$text"
	[[ $quote ]]
}

# The options of the line $1 that say which event it is about, each on a line.
_ktap_filter_event_options()
{
	local words i option
	read -ra words <<<"$1"
	for ((i = 2; i < ${#words[@]}; i++)); do
		option=${words[i]%%=*}
		case $option in
		-e|-i|--event|--input|--format|--tracefs) ;;
		*) continue ;;
		esac
		if [[ ${words[i]} = --*=* ]]; then
			echo "${words[i]}"
		elif ((i + 1 < ${#words[@]})); then
			printf '%s\n%s\n' "$option" "${words[++i]}"
		fi
	done
}

# Complete the name at the end of $3, the part of a filter that was typed so far, behind the
# quote $4; the line before it is $2. Only between single quotes a "$" is left alone by the
# shell. A second reply with a blank keeps readline from closing the quote.
_ktap_filter_filter()
{
	local options name before=$3 names
	[[ $3 =~ [A-Za-z0-9_.$]+$ ]] || return
	before=${3%"${BASH_REMATCH[0]}"}
	mapfile -t options < <(_ktap_filter_event_options "$2")
	mapfile -t names < <("$1" fields "${options[@]}" --names 2>/dev/null)
	for name in "${names[@]}"; do
		[[ $name != "${BASH_REMATCH[0]}"* || ($name = \$* && $4 != "'") ]] || COMPREPLY+=("$before$name")
	done
	compopt -o nospace 2>/dev/null
	((${#COMPREPLY[@]} != 1)) || COMPREPLY+=("${COMPREPLY[0]} ")
}

# The words that name where an event's fields are known, each on a line: of the file that the line
# names, or of the running kernel.
_ktap_filter_from()
{
	local file
	! file=$(_ktap_filter_value -i --input) || printf '%s\n' -i "$file"
}

# What a sentence may go on with: $2 is what was typed of it so far, for the command $1. The
# first word is an event or, of the running kernel, a place; behind it there are names of its fields.
_ktap_filter_sentence()
{
	local from name names place=${2%%[[:blank:]]*}
	mapfile -t from < <(_ktap_filter_from)
	if [[ $2 != *[[:blank:]]* ]]; then
		mapfile -t COMPREPLY < <(_ktap_filter_events "$1" sentence | _ktap_filter_events_from "$2")
		((${#from[@]} + ${#COMPREPLY[@]})) || _ktap_filter_probe "$1" "$2"
		return
	fi
	[[ $2 =~ [A-Za-z0-9_.$]+$ ]] || return
	mapfile -t names < <("$1" fields "${from[@]}" -e "$place" --names 2>/dev/null)
	if ((${#names[@]} + ${#from[@]} == 0)); then
		_ktap_filter_probe "$1" "$2"
	fi
	for name in "${names[@]}"; do
		[[ $name != "${BASH_REMATCH[0]}"* ]] || COMPREPLY+=("${2%"${BASH_REMATCH[0]}"}$name")
	done
	compopt -o nospace 2>/dev/null
	((${#COMPREPLY[@]} != 1)) || COMPREPLY+=("${COMPREPLY[0]} ")
}

# The keys that may follow $2, a list with commas: words, and fields of the event that the line
# names, for the command $1.
_ktap_filter_keys()
{
	local from event word=${2##*[,=]}
	mapfile -t from < <(_ktap_filter_from)
	event=$(grep -oE '[a-z_0-9]+:[a-z_0-9]+' <<<"${COMP_LINE#* }" | head -n 1)
	mapfile -t COMPREPLY < <(compgen -P "${2%"$word"}" -W "comm pid cpu event func time
		$([[ $cmd != count ]] || echo stack)
		$("$1" fields "${from[@]}" -e "${event:-none}" --names 2>/dev/null | grep '^[a-z_0-9]*$')" \
		-- "$word")
	compopt -o nospace 2>/dev/null
}

# Complete the last word of $2, what was typed of a place and its arguments behind a quote, as
# "ktap-filter probe --names" does for the types that the line is about.
_ktap_filter_probe()
{
	local file types=() names name before=$2
	! file=$(_ktap_filter_value --btf) || types=(--btf "$file")
	! file=$(_ktap_filter_value -x --exec) || types+=(-x "$file")
	mapfile -t names < <("$1" probe --names "${types[@]}" -- "$2" 2>/dev/null)
	before=${2%"${2##* }"}
	for name in "${names[@]}"; do
		COMPREPLY+=("$before$name")
	done
	compopt -o nospace 2>/dev/null
}

# What a sentence for the running kernel may go on with, as _ktap_filter_sentence: a place is an
# event, or that of a probe.
_ktap_filter_trace()
{
	local events
	mapfile -t events < <(_ktap_filter_events "$1" trace | _ktap_filter_events_from "$2")
	if [[ $2 = *:*[[:blank:]]* && $2 != tp:* ]]; then
		_ktap_filter_filter "$1" "x x -e ${2%%[[:blank:]]*}" "$2" "'"
	else
		_ktap_filter_probe "$1" "$2"
		[[ $2 = *[[:blank:]]* ]] || COMPREPLY+=("${events[@]}")
	fi
}

# The dynamic events that there are.
_ktap_filter_dynamic()
{
	sed -n 's,^[a-z][0-9]*:\([^/]*\)/\([^[:blank:]]*\).*,\1:\2,p' \
		"$(_ktap_filter_tracefs)/dynamic_events" 2>/dev/null
}

_ktap_filter()
{
	local line=${COMP_LINE:0:COMP_POINT} cur option='' cmd=${COMP_WORDS[1]} kept filter
	# What the last blank of the line leaves: bash breaks words at ":" and "=".
	cur=${line##*[[:blank:]]}
	kept=$cur
	line=${line%"$cur"}
	while [[ $line = *[[:blank:]] ]]; do line=${line%?}; done
	case $cur in
	--*=*)	option=${cur%%=*} cur=${cur#*=} ;;
	*)	option=${line##*[[:blank:]]} ;;
	esac

	COMPREPLY=()
	if filter=$(_ktap_filter_quoted "${COMP_LINE:0:COMP_POINT}"); then
		if [[ $cmd = @(count|latency|trace) ]]; then
			_ktap_filter_sentence "$1" "$filter"
			return
		fi
		if [[ $cmd = trace ]]; then
			_ktap_filter_trace "$1" "$filter"
			((${#COMPREPLY[@]} != 1)) || COMPREPLY+=("${COMPREPLY[0]} ")
			return
		fi
		kept=$((COMP_POINT - ${#filter} - 1))
		if [[ $cmd = probe ]]; then
			_ktap_filter_probe "$1" "$filter"
			((${#COMPREPLY[@]} != 1)) || COMPREPLY+=("${COMPREPLY[0]} ")
			return
		fi
		_ktap_filter_filter "$1" "${COMP_LINE:0:kept}" "$filter" "${COMP_LINE:kept:1}"
		return
	fi
	if ((COMP_CWORD <= 1)); then
		mapfile -t COMPREPLY < <(compgen -W \
			"$(_ktap_filter_commands "$1") help --help --version" -- "$cur")
		return
	fi
	if [[ $cmd = help ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$(_ktap_filter_commands "$1")" -- "$cur")
		return
	fi
	case $option in
	-e|--event)
		mapfile -t COMPREPLY < <(_ktap_filter_events "$1" "$cmd" |
			_ktap_filter_events_from "$cur") ;;
	-B|--buffer)
		mapfile -t COMPREPLY < <(compgen -W "$(_ktap_filter_names "$1" buffer)" -- "$cur") ;;
	--by|--of|--key|--sort)
		_ktap_filter_keys "$1" "$cur" ;;
	--instance)
		mapfile -t COMPREPLY < <(compgen -W "$(_ktap_filter_instances)" -- "$cur") ;;
	-x|--exec|-k|--vmlinux|--btf)
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		compopt -o filenames ;;
	--tracefs)
		mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
	*)
		if [[ $cur = -* ]]; then
			mapfile -t COMPREPLY < <(compgen -W \
				"$(_ktap_filter_options "$1" "$cmd")" -- "$cur")
			[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
			return
		fi
		[[ $cmd != @(count|latency|trace) ]] || _ktap_filter_sentence "$1" "$cur"
		[[ $cmd != trace || $cur = */* ]] || _ktap_filter_trace "$1" "$cur"
		if [[ $cmd = probe && $line =~ \ (-[ld]|--list|--delete)(\ |$) ]]; then
			mapfile -t COMPREPLY < <(_ktap_filter_dynamic | _ktap_filter_events_from "$cur")
		elif [[ $cmd = probe && $line =~ \ --gc(\ |$) ]]; then
			mapfile -t COMPREPLY < <(compgen -W "$(_ktap_filter_instances)" -X '!ktap-*' -- "$cur")
		elif [[ $cmd = probe && $cur != */* ]]; then
			_ktap_filter_probe "$1" "$cur"
		fi
		[[ $cmd != @(check|compile|explain|load|run) || $cur = */* ]] ||
			_ktap_filter_filter "$1" "$line" "$cur" ''
		if ((${#COMPREPLY[@]} == 0)); then
			mapfile -t COMPREPLY < <(compgen -f -- "$cur")
			compopt -o filenames
		fi
		;;
	esac
	# Readline replaces what is behind the last place where it breaks words.
	[[ $kept != *[:=]* ]] || {
		kept=${cur%"${cur##*[:=]}"}
		COMPREPLY=("${COMPREPLY[@]#"$kept"}")
	}
}

complete -F _ktap_filter ktap-filter perf-ktap
