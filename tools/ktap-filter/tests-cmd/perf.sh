# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154
# Sourced by command-tests: the command under its other name, perf-ktap, and run by perf.

# The name is a link, as it is installed.
make_perf_ktap()
{
	mkdir -p perf
	ln -sf "$cmd" perf/perf-ktap
}

test_perf_name()
{
	local name cmd=$cmd
	make_perf_ktap
	cmd=$PWD/perf/perf-ktap
	ends 0 "perf-ktap: the version" --version
	grep -q '^ktap-filter ' out
	result "perf-ktap: is that of ktap-filter" $?
	for name in '' $commands; do
		ends 0 "perf-ktap: help ${name:-on all}" ${name:+"$name"} --help
		grep -q "^Usage: perf ktap ${name:-COMMAND} " out && ! grep 'ktap-filter ' out >>err
		result "perf-ktap: says its name, and not the other" $?
	done
	ends 2 "perf-ktap: a command that is misspelt" chek
	says err "perf-ktap: says so" <<-'END'
	perf ktap: there is no command 'chek'; did you mean check?
	Try 'perf ktap --help'.
	END
	ends 2 "perf-ktap: an option that is none" check --nosuch
	says err "perf-ktap: says that" <<-'END'
	perf ktap check: unrecognized option '--nosuch'
	Try 'perf ktap check --help'.
	END
	ends 1 "perf-ktap: a mistake" compile "${switch[@]}" 'prev_pix == 5'
	says err "perf-ktap: says where" <<-'END'
	perf ktap compile: Field not found
	  prev_pix == 5
	           ^
	END
}

# perf finds it in $PATH, gives it its arguments as they are, and ends with its status.
test_perf()
{
	local plain=$cmd PATH=$PWD/perf:$PATH
	if ! command -v perf >/dev/null; then
		echo "ok - $label: perf ktap # SKIP perf is not installed"
		return
	fi
	make_perf_ktap
	perf help -a >out 2>err
	grep -qwx ' *ktap *' <<<"$(tr -s ' ' '\n' <out)"
	result "perf help -a: lists ktap" $?
	local cmd=perf
	ends 0 "perf ktap: succeeds" ktap check "${switch[@]}" 'prev_pid == 1'
	ends 1 "perf ktap: a refused filter" ktap check "${switch[@]}" 'prev_pix == 1'
	ends 2 "perf ktap: a wrong command line" ktap check --nosuch
	ends 3 "perf ktap: no such file" ktap check --format nosuch 'prev_pid == 1'
	ends 0 "perf ktap: blanks and quotes in arguments" ktap compile "${switch[@]}" \
		-o perf/image "  next_comm == 'a  \"b' || prev_pid  ==  5 "
	"$plain" compile "${switch[@]}" -o image "  next_comm == 'a  \"b' || prev_pid  ==  5 " 2>err
	cmp image perf/image 2>>err
	result "perf ktap: arrive" $?
	ends 0 "perf ktap: help" ktap count --help
	grep -q '^Usage: perf ktap count ' out
	result "perf ktap: says its name" $?
}
