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
	ends 2 "a command that is misspelt" chek
	says err "and what was meant" <<-'END'
	ktap-filter: there is no command 'chek'; did you mean check?
	Try 'ktap-filter --help'.
	END
	ends 0 "the version, in short" -V
	grep -q '^ktap-filter [0-9.]*, images of version 1$' out
	result "and it is one" $?
	"$cmd" --help >all
	ends 0 "help, as a word" help
	says out "and it is the same" <all
	ends 2 "help on nothing that there is" help nosuch
	ends 2 "help on two" help check run
	for c in compile check fields asm disasm explain probe load show clear save restore stat; do
		echo "$commands" | grep -qx "$c"
		result "$c: is listed" $?
	done
	for c in $commands; do
		k "$c" --help
		grep -q "^Usage: ktap-filter $c " out && [ "$status" = 0 ]
		result "$c: help" $?
		mv out help
		ends 0 "$c: help, the other way" help "$c"
		says out "$c: is the same" <help
		ends 0 "$c: the version" "$c" --version
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
