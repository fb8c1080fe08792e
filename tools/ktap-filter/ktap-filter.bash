# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
#
# Completion of ktap-filter(1) for bash. Subcommands and their options are asked for with
# --help, events and instances are those of the tracefs that the command line is about.

_ktap_filter_tracefs()
{
	local i
	for ((i = 2; i < ${#COMP_WORDS[@]} - 1; i++)); do
		[[ ${COMP_WORDS[i]} != --tracefs ]] || {
			[[ ${COMP_WORDS[i + 1]} = "=" ]] && i=$((i + 1))
			echo "${COMP_WORDS[i + 1]}"
			return
		}
	done
	for i in /sys/kernel/tracing /sys/kernel/debug/tracing; do
		[[ ! -r $i/available_events ]] || { echo "$i"; return; }
	done
}

_ktap_filter_events()
{
	local dir
	dir=$(_ktap_filter_tracefs)
	if [[ -r $dir/available_events ]]; then
		cat "$dir/available_events"
	elif [[ $dir ]]; then
		(cd "$dir/events" 2>/dev/null && printf '%s\n' */*/) | sed 's,/$,,; s,/,:,'
	fi
}

_ktap_filter_instances()
{
	local dir
	dir=$(_ktap_filter_tracefs)
	[[ ! $dir ]] || (cd "$dir/instances" 2>/dev/null && printf '%s\n' */) | sed 's,/$,,'
}

_ktap_filter_commands()
{
	"$1" --help 2>/dev/null | sed -n 's/^  \([a-z]*\)  .*/\1/p'
}

# "-e, --event=SYSTEM" gives "-e" and "--event=".
_ktap_filter_options()
{
	"$1" "$2" --help 2>/dev/null | sed -n 's/^ *\(-.*\)/\1/p' |
		grep -oE -e '^-[a-z]|--[a-z-]+=?'
}

_ktap_filter()
{
	local line=${COMP_LINE:0:COMP_POINT} cur option='' cmd=${COMP_WORDS[1]} kept
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
	if ((COMP_CWORD <= 1)); then
		mapfile -t COMPREPLY < <(compgen -W \
			"$(_ktap_filter_commands "$1") --help --version" -- "$cur")
		return
	fi
	case $option in
	-e|--event)
		mapfile -t COMPREPLY < <(compgen -W "$(_ktap_filter_events)" -- "$cur") ;;
	--instance)
		mapfile -t COMPREPLY < <(compgen -W "$(_ktap_filter_instances)" -- "$cur") ;;
	--tracefs)
		mapfile -t COMPREPLY < <(compgen -d -- "$cur") ;;
	*)
		if [[ $cur = -* ]]; then
			mapfile -t COMPREPLY < <(compgen -W \
				"$(_ktap_filter_options "$1" "$cmd")" -- "$cur")
			[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace
			return
		fi
		mapfile -t COMPREPLY < <(compgen -f -- "$cur")
		compopt -o filenames
		;;
	esac
	# Readline replaces what is behind the last place where it breaks words.
	[[ $kept != *[:=]* ]] || {
		kept=${cur%"${cur##*[:=]}"}
		COMPREPLY=("${COMPREPLY[@]#"$kept"}")
	}
}

complete -F _ktap_filter ktap-filter
