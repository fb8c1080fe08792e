# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: probes of programs. Symbols and notes are read here; what debuginfo
# has, perf reads, or a script that says what perf may not say.

# offset SYMBOL FILE [BYTES]: where that is in the file, which lies at addresses from 0.
offset()
{
	printf '0x%x' $((0x$(nm "$2" | awk -v name="$1" '$3 == name { print $1 }') + ${3:-0}))
}

# The offsets of the marker step in a file that lies at addresses from 0.
steps()
{
	readelf -n "$1" | awk '/Name:/ { name = $2 } /Location:/ && name == "step" {
		sub(",", "", $2); print $2 }' | sed 's/0x0*/0x/'
}

# there FILE SENTENCE DEFINITION: is this what the kernel is told of a program?
there()
{
	k probe -n -x "$1" "$2"
	says out "probe -x: $2" <<<"$3"
}

test_user()
{
	local path=$PWD/program work
	gcc -g -O1 -o program "${formats%/tests/*}/tests-cmd/program.c" 2>err
	result "probe -x: a program" $?
	work=$(offset work program)
	there ./program 'work n=%si:s32' "p:ktap/work $path:$work n=%si:s32"
	there ./program 'g:e=work+4 %di $stack1 text=+0(%di):string' \
		"p:g/e $path:$(offset work program 4) di=%di stack1=\$stack1 text=+0(%di):string"
	there ./program 'work%return $retval:s32' "r:ktap/work__return $path:$work ret=\$retval:s32"
	k probe --names -x ./program wor
	says out "probe -x: names of functions" <<<work
	k probe --names -x ./program %prog
	sort -u out >got
	says got "probe -x: names of markers" <<<$'%program:end\n%program:step'
	ends 1 "probe -x: no such function" probe -n -x ./program worky
	says err "probe -x: and it is told" <<-END
	ktap-filter probe: $path has no function worky; did you mean work?
	  worky
	  ^~~~~
	END
	ends 1 "probe -x: behind a function" probe -n -x ./program 'work+4000'
	grep -q 'work has [0-9]* bytes$' err
	result "probe -x: and it is told" $?
	ends 1 "probe -x: an argument by number" probe -n -x ./program 'work $arg1'
	ends 1 "probe -x: a pattern" probe -n -x ./program 'wor*'
	ends 1 "probe -x: a filter" probe -n -x ./program 'work if nr > 3'
	ends 2 "probe -x: of what is there" probe -l -x ./program
	ends 3 "probe -x: no such file" probe -n -x ./nosuch work
	ends 3 "probe -x: no such program" probe -n -x nosuch work
	ends 3 "probe -x: no program" probe -n -x "$formats/sched_switch" work
	ends 3 "probe -x: a folder" probe -n -x ./ work
	cp program 'a program'
	ends 3 "probe -x: a path with a blank" probe -n -x './a program' work
}

# A file that lies elsewhere, one that has no symbols but those that others use, one of a part.
test_user_files()
{
	local source=${formats%/tests/*}/tests-cmd/program.c
	gcc -O1 -no-pie -o fixed "$source" 2>err
	there ./fixed work "p:ktap/work $PWD/fixed:$(printf '0x%x' \
		$((0x$(nm fixed | awk '$3 == "work" { print $1 }') - 0x400000)))"
	gcc -O1 -shared -fPIC -Dmain=start -o lib.so "$source" 2>err
	strip lib.so
	k probe -n -x ./lib.so work
	grep -q "^p:ktap/work $PWD/lib.so:0x[0-9a-f]*$" out
	result "probe -x: a library without other symbols" $?
	gcc -O1 -s -o bare "$source" 2>err
	ends 1 "probe -x: without symbols" probe -n -x ./bare work
	head -c 2000 program >short
	k probe -n -x ./short work
	[ "$status" = 1 ] || [ "$status" = 3 ]
	result "probe -x: a part of a program" $?
	k probe -n -x bash 'main'
	grep -q '/bash has no function main' err ||
		grep -q "^p:ktap/main /.*/bash:0x[0-9a-f]*$" out
	result "probe -x: a program in \$PATH" $?
	k probe -n -x libc.so.6 'malloc bytes=%di:u64'
	grep -q '^p:ktap/malloc /.*/libc.so.6:0x[0-9a-f]* bytes=%di:u64$' out
	result "probe -x: a library by its name" $?
	mv out first
	k probe -n -x libc.so.6 regexec
	[ "$(wc -l <out)" = 1 ]
	result "probe -x: the newest version of a function" $?
	gcc -O1 -shared -fPIC -o indirect.so -x c - 2>err <<-'END'
	static int one(void) { return 1; }
	static int (*choose(void))(void) { return one; }
	int number(void) __attribute__((ifunc("choose")));
	END
	ends 1 "probe -x: an indirect function" probe -n -x ./indirect.so number
	grep -q 'number only chooses a function at run time: name that$' err
	result "probe -x: and it is told" $?
	k probe -n -x libc 'malloc bytes=%di:u64'
	says out "probe -x: and by a part of it" <first
}

test_user_markers()
{
	local path=$PWD/program users
	users=$(printf '(0x%x)' $((0x$(nm program | awk '$3 == "users" { print $1 }') - 0x1000)))
	k probe -n -x ./program %program:step
	cut -d ' ' -f 1,2 out >got
	steps program | sed "s,.*,p:ktap/step $path:&$users," >expected
	says got "probe -x: a marker, at both places" <expected
	! grep -v ' arg1=%[a-z0-9]*:s32 arg2=%[a-z0-9]*:u64$' out >>err && [ "$(wc -l <out)" = 2 ]
	result "probe -x: with its arguments" $?
	k probe -n -x ./program 'my=%program:step text=arg2:string arg1:x'
	! grep -v '^p:ktap/my .* text=+0(%[a-z0-9]*):string arg1=%[a-z0-9]*:x32$' out >>err &&
		[ "$(wc -l <out)" = 2 ]
	result "probe -x: with names and types" $?
	k probe -n -x ./program %program:end
	! grep '(' out >>err
	result "probe -x: a marker that nobody counts" $?
	ends 1 "probe -x: no such marker" probe -n -x ./program %program:stp
	says err "probe -x: and it is told" <<-END
	ktap-filter probe: $path has no marker program:stp; did you mean step?
	  %program:stp
	   ^~~~~~~~~~~
	END
	ends 1 "probe -x: another provider" probe -n -x ./program %prog:step
	ends 1 "probe -x: no such argument" probe -n -x ./program '%program:step arg3'
	ends 1 "probe -x: half a marker" probe -n -x ./program %step
}

# Both places are one event, which is written line by line, and goes as one.
test_user_define()
{
	make_tracefs stock
	: >t/dynamic_events
	k probe "${t[@]}" -x ./program %program:step
	says out "probe -x: defines one event" <<<ktap:step
	[ "$(grep -c '^p:ktap/step ' t/dynamic_events)" = 2 ]
	result "probe -x: of two places" $?
	k probe "${t[@]}" -l
	grep -q "^ktap:step u $PWD/program:0x" out
	result "probe -l: lists it" $?
	k probe "${t[@]}" -d step
	says out "probe -d: removes it" <<<ktap:step
	[ "$(tail -n 1 t/dynamic_events)" = -:ktap/step ]
	result "probe -d: once" $?
}

# A script in the place of perf, which prints what the test wants. Its arguments are kept.
make_false_perf()
{
	mkdir -p false
	cat >false/perf <<-'END'
	#!/bin/sh
	printf '%s\n' "$@" >perf-arguments
	printf "$(cat perf-says)"
	echo "$(cat perf-errors)" >&2
	exit "$(cat perf-status)"
	END
	chmod +x false/perf
	echo 0 >perf-status
	: >perf-says
	: >perf-errors
}

# false_perf NAME SAYS: is this refused, and nothing written?
false_perf()
{
	printf '%s' "$2" >perf-says
	ends 1 "perf behind: refused: $1" probe -n -x ./program 'work order'
	says out "perf behind: says nothing then: $1" </dev/null
}

test_user_perf()
{
	local PATH=$PWD/false:$PATH path=$PWD/program
	make_false_perf
	printf '%s' "p:probe_x/work_L4 $path:0x1234 text=+0(%%di):string nr=%%si:s32\n" >perf-says
	there ./program 'work:4 order->person->name:string parts[2] $retval $vars n=nr:u8@user' \
		"p:ktap/work_L4 $path:0x1234 text=+0(%di):string nr=%si:s32"
	says perf-arguments "perf behind: each argument has a name" <<-END
	probe
	-x
	$path
	-D
	work:4 name=order->person->name:string parts=parts[2] ret=\$retval \$vars n=nr:u8@user
	END
	printf '%s' "r:probe_x/a $path:0x1 n=%%si\nr:probe_x/a_1 $path:0x2 n=%%di\n" >perf-says
	k probe -n -x ./program 'g:my=work%return nr'
	says out "perf behind: several places of one event" <<-END
	r:g/my $path:0x1 n=%si
	r:g/my $path:0x2 n=%di
	END
	false_perf "another file" "p:a/b ${path%?}X:0x1234\\n"
	false_perf "a longer path" "p:a/b ${path}s:0x1234\\n"
	false_perf "no offset" "p:a/b $path:work\\n"
	false_perf "another event" 'e:a/b sched.sched_switch\n'
	false_perf "a removal" '-:ktap/other\n'
	false_perf "a comment" "p:a/b $path:0x1234 n=%%di # x=%%si\\n"
	false_perf "an argument without a name" "p:a/b $path:0x1234 %%di\\n"
	false_perf "no name" "p:$path:0x1234\\n"
	false_perf "a path as a name" "p:a/../b $path:0x1234\\n"
	false_perf "a right line and a wrong one" "p:a/b $path:0x1234\\nx\\n"
	false_perf "two kinds" "p:a/b $path:0x1234\\nr:a/b $path:0x1234\\n"
	false_perf "a tab" "p:a/b $path:0x1234\\tn=%%di\\n"
	false_perf "nothing" ''
	echo 254 >perf-status
	printf 'The %s file has no debug information.\n' "$path" >perf-errors
	ends 1 "perf behind: no debuginfo" probe -n -v -x ./program 'work:4 n'
	says err "perf behind: says what is missing, and with -v perf's words" <<-END
	The $path file has no debug information.
	ktap-filter probe: lines need debuginfo: $path has none; build it with -g, or install its -dbgsym package
	  work:4 n
	  ^~~~~~
	END
	echo 'Failed to find the path for the kernel: Invalid ELF file' >perf-errors
	ends 1 "perf behind: no debuginfo of the kernel" probe -n --btf=kernel.o 'fs/open.c:1400'
	grep -q "^ktap-filter probe: lines need the kernel's debuginfo: install linux-image-.*-dbg, or say -k" err
	result "perf behind: says what to install" $?
	ends 1 "perf behind: a name that nobody has" probe -n --btf=kernel.o 'vfs_read coun'
	grep -q 'did you mean count?' err
	result "perf behind: then the types are right" $?
	echo 0 >perf-status
	printf 'p:probe/a vfs_read+12 coun=%%%%ax:s32\n' >perf-says
	k probe -n -k vmlinux --btf=kernel.o 'vfs_read coun'
	says out "perf behind: a local variable of the kernel" <<<'p:ktap/vfs_read vfs_read+12 coun=%ax:s32'
	says perf-arguments "perf behind: with the debuginfo that is named" <<<$'probe\n-k\nvmlinux\n-D\nvfs_read coun=coun'
	printf 'p:probe/a /etc/passwd:0x1 coun=%%%%ax:s32\n' >perf-says
	ends 1 "perf behind: a file in the place of a function" probe -n --btf=kernel.o 'vfs_read:3 coun'
	rm false/perf
	# shellcheck disable=SC2123
	PATH=$PWD/false
	ends 1 "perf behind: no perf" probe -n -x ./program work:4
	PATH=${PATH%%:*}:/usr/bin:/bin
	grep -q 'need perf: install linux-perf' err
	result "perf behind: and it is told" $?
}

# perf itself, where it is.
test_user_debuginfo()
{
	local path=$PWD/program
	if ! command -v perf >/dev/null; then
		echo "ok - $label: perf behind # SKIP perf is not installed"
		return
	fi
	there ./program 'work name=order->person->name:string order->parts[2] nr' \
		"p:ktap/work $path:$(offset work program) name=+0(+8(+0(%di))):string parts=+16(%di):s32 nr=%si:s32"
	k probe -n -x ./program 'work:5 sum'
	grep -q "^p:ktap/work_L5 $path:0x[0-9a-f]* sum=%[a-z0-9]*:s32$" out
	result "perf behind: a line" $?
	k probe -n -x ./program 'program.c:48 $vars'
	grep -q "^p:ktap/[a-z_]* $path:0x[0-9a-f]* .*order=" out
	result "perf behind: a line of a file" $?
	ends 1 "perf behind: no such variable" probe -n -x ./program 'work nosuch'
	grep -q "perf: .*'nosuch'" err
	result "perf behind: in perf's words" $?
}
