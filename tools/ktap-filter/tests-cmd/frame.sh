# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: the common parts of all subcommands, such as help, and the exit
# status of a wrong command line.

test_frame()
{
	ends 2 "no command"
	ends 0 "help" --help
	ends 0 "version" --version
	ends 2 "a command that is none" nosuch
	says err "and it is told" <<-'END'
	ktap-filter: there is no command 'nosuch'
	Try 'ktap-filter --help'.
	END
	for c in compile check asm disasm explain load show clear stat; do
		echo "$commands" | grep -qx "$c"
		result "$c: is listed" $?
	done
	for c in $commands; do
		k "$c" --help
		grep -q "^Usage: ktap-filter $c " out && [ "$status" = 0 ]
		result "$c: help" $?
		ends 2 "$c: an option that is none" "$c" --nosuch
		says err "$c: and it is told" <<-END
		ktap-filter $c: unrecognized option '--nosuch'
		Try 'ktap-filter $c --help'.
		END
	done
	"$cmd" --help >/dev/full 2>err
	[ $? = 3 ]
	result "output that cannot be written" $?
}
