# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=sh disable=SC2154
# Sourced by the scripts that make, read or judge kernel trees: which files the overlay has,
# and how they and the patches get into a tree. A tree is first made as a whole in an empty
# folder, so that a tree that does not fit is refused before a file of it has changed.

# clone_files FOLDER...: the files of this clone in these folders, relative to its top.
clone_files()
{
	(
	cd "$TOP" || exit 1
	if git rev-parse --git-dir >/dev/null 2>&1; then
		git ls-files -co --exclude-standard -- "$@"
	else
		find "$@" -type f
	fi
	) | sort -u | while IFS= read -r f; do
		[ ! -f "$TOP/$f" ] || printf '%s\n' "$f"
	done
}

# The files that lie as in a kernel tree, relative to its top.
kernel_files()
{
	clone_files include kernel Documentation tools
}

# Those of them that a kernel gets which is built with ktap filter: not what only a module has.
overlay_files()
{
	kernel_files |
		grep -vE '^kernel/trace/ktap/((compat|tests)/)?module/|^tools/ktap-filter/answers/'
}

# Print the kernel version of a tree, such as "6.12.117".
tree_version()
{
	awk '/^VERSION = / { v = $3 } /^PATCHLEVEL = / { p = $3 }
	     /^SUBLEVEL = / { print v "." p "." $3; exit }' "$1/Makefile"
}

# stage KDIR OUT [PATCHES]: put every file that the overlay adds or changes into the empty
# folder OUT, as it will be in the pristine tree KDIR, or report what is wrong with KDIR.
# This does not change KDIR. PATCHES is one more folder of patches, for a tree that only
# this project builds.
FILTER=kernel/trace/trace_events_filter
stage()
{
	if [ ! -f "$1/Makefile" ] || [ ! -f "$1/$FILTER.c" ]; then
		say "$1 is no kernel tree"
		return 1
	fi
	case $(tree_version "$1") in
	"$KERNEL".*) ;;
	*) say "$1 is Linux $(tree_version "$1"), not $KERNEL"; return 1 ;;
	esac
	[ ! -e "$1/.ktap-filter" ] ||
		{ say "$1 has ktap filter already"; return 1; }
	grep -q "^$(sha256sum <"$1/$FILTER.c" | cut -d' ' -f1) " \
		"$PATCHES/stock.sha256" ||
		{ say "$FILTER.c is not a stock one that these patches know"; return 1; }

	mkdir -p "$2" || return 1
	sed -n 's,^+++ b/\([^	]*\).*,\1,p' "$PATCHES"/*.patch ${3+"$3"/*.patch} | sort -u |
	while IFS= read -r f; do
		mkdir -p "$2/$(dirname "$f")" && cp -p "$1/$f" "$2/$f" || exit 1
	done || { say "$1 lacks files that the patches change"; return 1; }
	for p in "$PATCHES"/*.patch ${3+"$3"/*.patch}; do
		patch -s -d "$2" -p1 -F0 --no-backup-if-mismatch <"$p" >&2 ||
			{ say "${p##*/} does not fit $1"; return 1; }
	done
	overlay_files | while IFS= read -r f; do
		if [ -e "$1/$f" ]; then
			say "$1 has a file of its own: $f"; exit 1
		fi
		mkdir -p "$2/$(dirname "$f")" && cp -p "$TOP/$f" "$2/$f" || exit 1
	done
}
