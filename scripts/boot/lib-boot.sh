# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034,SC2154
# Sourced by boot-uml and boot-qemu: options, the folder shared with the guest, time-out,
# and the status that a guest's end gives.

limit=300
append=
results=
keep_log=
allow_splat=
bootconfig=
icount=
smp=2
cpu=
servers=

boot_options()
{
	boot_shift=0
	while [ $# -gt 0 ]; do
		case $1 in
		-h|--help) usage ;;
		--) boot_shift=$((boot_shift + 1)); break ;;
		--allow-splat) allow_splat=1; shift; boot_shift=$((boot_shift + 1)); continue ;;
		--icount) icount=1; shift; boot_shift=$((boot_shift + 1)); continue ;;
		-*) [ $# -gt 1 ] || usage 2 >&2 ;;
		*) break ;;
		esac
		case $1 in
		--kernel) flavour=$2 ;;
		--mem) mem=$2 ;;
		--timeout) limit=$2 ;;
		--append) append="$append $2" ;;
		--results) results=$(cd "$2" && pwd) || die "no folder $2" ;;
		--log) keep_log=$2 ;;
		--bootconfig) bootconfig=$2 ;;
		--smp) smp=$2 ;;
		--cpu) cpu=$2 ;;
		*) usage 2 >&2 ;;
		esac
		shift 2
		boot_shift=$((boot_shift + 2))
	done
}

# Quote a word for sh.
quote()
{
	printf "'"
	printf %s "$1" | sed "s/'/'\\\\''/g"
	printf "' "
}

boot_prepare()
{
	private=$(mktemp -d "${TMPDIR:-/tmp}/ktap-filter.XXXXXX") || exit 1
	pid=
	trap boot_clean EXIT
	trap 'exit 1' INT TERM HUP
	share=$private/share
	log=$private/kernel.log
	see=$TOP:$CACHE:$PWD
	mkdir "$share"
	{
		echo "cd $(quote "$PWD")"
		echo "export KTAP_FILTER_RESULTS=$(quote "$share/results")"
		echo "export MODPROBE_OPTIONS=$(quote "-d $BUILD/$flavour/modroot")"
		for a; do quote "$a"; done
		echo
	} >"$share/.command"
	mkdir "$share/results"
}

boot_clean()
{
	# timeout passes the signal on, and kills the kernel if it does not end.
	[ -z "$pid" ] || { kill "$pid" && wait "$pid"; } 2>/dev/null
	# shellcheck disable=SC2086
	[ -z "$servers" ] || kill $servers 2>/dev/null
	rm -rf "$private"
}

boot_run()
{
	# Use a pipe: a guest may make its end non-blocking, which must not affect the terminal
	# or log behind it.
	mkfifo "$private/out"
	cat "$private/out" &
	timeout -k 5 "$limit" "$@" </dev/null >"$private/out" 2>"$private/stderr" &
	pid=$!
	wait $pid
	ended=$?
	pid=
	wait
}

SPLAT='BUG: |WARNING: |Oops: |Kernel panic|KASAN: |UBSAN: |INFO: rcu.*stall|INFO: suspicious RCU|possible recursive locking|inconsistent lock state|unreferenced object'

# The kernel's first complaint, or else its last words.
complaint()
{
	grep -av 'BUG: KCSAN: ' "$log" | grep -aE -m 1 -B 2 -A 60 "$SPLAT|cut here" ||
		tail -n 40 "$log"
}

boot_end()
{
	[ ! -s "$log" ] || [ -z "$keep_log" ] || cp "$log" "$keep_log"
	if [ -n "$results" ]; then
		cp -r "$share/results/." "$results/" || die "cannot copy the results"
	fi
	if [ "$ended" = 124 ] || [ "$ended" = 137 ]; then
		tail -n 20 "$log" >&2
		die_with 124 "no end after $limit s"
	fi
	if [ ! -s "$share/.status" ]; then
		cat "$private/stderr" >&2
		complaint >&2
		die_with 125 "the kernel died"
	fi
	# KCSAN finds many data races, so only a test that asks for KCSAN looks at them.
	# A message may have any bytes, as of a filter: -a.
	if [ -z "$allow_splat" ] && grep -av 'BUG: KCSAN: ' "$log" | grep -qaE "$SPLAT"; then
		complaint >&2
		die_with 125 "the kernel complained"
	fi
	exit "$(cat "$share/.status")"
}

die_with()
{
	status=$1
	shift
	say "$*"
	exit "$status"
}
