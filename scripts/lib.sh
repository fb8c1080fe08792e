# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2034
# Sourced by the scripts here and in the folders below: one place for the names of the
# folders in the cache and for messages on the terminal.

TOP=$(cd "$(dirname "$0")/.." && pwd)
until [ -f "$TOP/scripts/lib.sh" ] || [ "$TOP" = / ]; do TOP=$(dirname "$TOP"); done

# The kernel version that this overlay is for.
KERNEL=6.12
CACHE=${KTAP_FILTER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/ktap-filter}
PRISTINE=$CACHE/src/linux-$KERNEL
TREE=$CACHE/tree/linux-$KERNEL
BUILD=$CACHE/build
PATCHES=$TOP/patches/v$KERNEL

# The clone stays as it is: Python keeps nothing beside its scripts.
export PYTHONDONTWRITEBYTECODE=1

say()
{
	printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die()
{
	say "$*"
	exit 1
}

# Print the comment at the start of the script, up to the first other line.
usage()
{
	awk 'NR > 3 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0"
	exit "${1:-0}"
}

# Run a command with a lock on the cache, which all clones share.
with_lock()
{
	lock=$CACHE/$1.lock
	shift
	mkdir -p "$CACHE"
	( flock -n 9 || { say "waiting for $lock"; flock 9; }
	  # A shell may exec its last command, and then hold no lock: so this is not the last one.
	  "$@" 9>&-
	  exit $? ) 9>"$lock"
}

# named NAME COMMAND...: run a test, and give its results a name. It has to have some, and to
# end well.
named()
{
	name=$1
	shift
	results=$(mktemp -d) || exit 1
	"$@" >"$results/out" 2>"$results/err"
	status=$?
	sed "s/^\(not \)*ok - /&$name: /" "$results/out"
	if [ $status != 0 ] || [ ! -s "$results/out" ]; then
		echo "not ok - $name: ended with status $status"
		tail -n 80 "$results/err" | sed 's/^/# /'
	fi
	rm -r "$results"
}
