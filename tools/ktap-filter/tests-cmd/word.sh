# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: an image as a word of text, to the subcommands that take one.

test_words()
{
	local word
	k compile "${switch[@]}" --word 'prev_pid == 5 && next_comm == "sh"'
	word=$(cat out)
	[[ $word =~ ^@ktf[A-Za-z0-9_-]+$ ]]
	result "a word" $?
	ends 0 "a word is compiled again" compile "${switch[@]}" "$word"
	cmp image out
	result "and is the same image" $?
	ends 0 "disasm: a word" disasm "$word"
	mv out text
	ends 0 "disasm: a word in a file" disasm <(echo " $word")
	cmp text out
	result "disasm: with the same text" $?
	ends 1 "disasm: half a word" disasm "${word:0:50}"
	ends 1 "disasm: a word with more behind" disasm "$word x"
	says err "disasm: and where it ends" <<-END
	ktap-filter disasm: Not an image as a word of text
	  character $((${#word} + 1))
	            ^
	END
}
