# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash
# Sourced by the steps of check that run our selftests in C on booted kernels.

# Build the selftests in C, from the kernel tree as its own are, into $SELFTESTS. Only our
# header is missing in the system's: no need for "make headers".
SELFTESTS=$BUILD/abi
build_selftests()
{
	(
	unset MAKEFLAGS MFLAGS MAKELEVEL
	mkdir -p "$SELFTESTS" &&
	with_lock selftests env CFLAGS=-Werror make -s -C "$TREE/tools/testing/selftests/ktap" \
		OUTPUT="$SELFTESTS" KHDR_INCLUDES="-idirafter $TREE/include/uapi" 2>&1
	)
}

# Print the folder with the tests of the step NAME; or report that they do not build, and end.
c_tests_build()
{
	"$TOP/scripts/install-packages" build || exit 1
	"$TOP/scripts/kernel/sync-tree" >/dev/null || exit 1
	work=$(mktemp -d) || exit 1
	trap 'rm -rf "$work"' EXIT
	trap 'exit 1' INT TERM
	build_selftests >"$work/make" || {
		sed 's/^/# /' "$work/make"
		echo "not ok - $1: the tests do not build"
		exit 1
	}
}

# Convert "ok 3 NAME" to "ok - NAME". Every test of the plan must have a line.
c_tests_results()
{
	awk -v step="$1" -v name="$2" -v status="$3" '
	/^1\.\.[0-9]+$/ { planned = substr($0, 4) }
	/^(not )?ok [0-9]+ / {
		ran++
		sub(/ [0-9]+ /, " - " step ": " name ": ")
	}
	/^(not )?ok - |^# [a-z_]+\.c:[0-9]+:|^# logged/ { print }
	END {
		good = status == 0 && planned && ran == planned
		printf "%sok - %s: %s: %d of %d tests ran, status %d\n", good ? "" : "not ", step,
		       name, ran, planned, status
	}'
}

# c_tests NAME KERNEL TEST...: run tests on a kernel, each in a boot of its own.
c_tests()
{
	local step=$1 kernel=$2 boot=boot-qemu group=qemu test
	shift 2
	case $kernel in
	uml*) boot=boot-uml group=uml ;;
	esac
	"$TOP/scripts/install-packages" $group || exit 1
	for test; do
		"$TOP/scripts/$boot" --kernel "$kernel" --timeout 1800 -- "$SELFTESTS/$test" >"$work/out"
		c_tests_results "$step" "$kernel: $test" $? <"$work/out"
	done
}
