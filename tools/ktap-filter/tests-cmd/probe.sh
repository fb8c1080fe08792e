# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: definitions of probes, and what can be reached at a place. The types
# are those of a small kernel, which the compiler describes.

make_kernel_types()
{
	cat >kernel.c <<-'END'
	typedef unsigned int fmode_t;
	struct qstr { unsigned int len; const char *name; };
	struct dentry { unsigned int flags; union { unsigned long count; int low; }; struct qstr d_name; };
	struct file {
		struct dentry *dentry;
		fmode_t mode;
		unsigned int low:3, high:13;
		int numbers[4];
		char comm[16];
		void *private;
		unsigned long wide:3, wider:40;
	};
	long vfs_read(struct file *file, const char *buf, unsigned long count) { return 0; }
	void wake(struct file *file) { }
	void (*typedef_of_switch)(void *, int, struct file *);
	typedef void (*btf_trace_switch)(void *, int, struct file *);
	btf_trace_switch used;
	int __probestub_switch(void *__data, int preempt, struct file *next) { return 0; }
	END
	gcc -gbtf -c -o kernel.o kernel.c 2>err
}

# defines SENTENCE DEFINITION: is this what the kernel is told?
defines()
{
	k probe -n --btf=kernel.o "$1"
	says out "probe: $1" <<<"$2"
}

# In the folder that looks like tracefs.
defines_there()
{
	k probe -n "${t[@]}" --btf=kernel.o "$1"
	says out "probe: there, $1" <<<"$2"
}

test_probe()
{
	make_kernel_types
	result "probe: a description of types" $?
	defines 'vfs_read file->dentry->d_name.name:string' \
		'f:ktap/vfs_read vfs_read name=+0(+24(+0($arg1))):string'
	defines 'my=vfs_read%return buf:ustring $retval' \
		'f:ktap/my vfs_read%return buf=+0($arg2):ustring ret=$retval:s64'
	defines 'tp:switch preempt next->comm' \
		't:ktap/switch switch preempt=$arg1:s32 comm=+32($arg2):string'
	defines 'wake file->high n=file->numbers[1]' \
		'f:ktap/wake wake high=+12($arg1):b13@3/32 n=+20($arg1):s32'
	defines 'wake file->wide file->wider' \
		'f:ktap/wake wake wide=+56($arg1):b3@0/64 wider=+56($arg1):b40@3/64'
	defines 'wake ((struct qstr *)file->private)->len' \
		'f:ktap/wake wake len=+0(+48($arg1)):u32'
	ends 0 "probe: several" probe -n --btf=kernel.o 'wake' 'vfs_* $arg1' 'vfs_read+0x1b %di'
	says out "probe: a line for each" <<-'END'
	f:ktap/wake wake
	f:ktap/vfs__ vfs_* arg1=$arg1
	p:ktap/vfs_read_0x1b vfs_read+0x1b di=%di
	END
}

test_probe_vars()
{
	ends 0 "probe -V: a function" probe -V --btf=kernel.o vfs_read%return
	says out "probe -V: its arguments" <<-'END'
	vfs_read%return
	  struct file *file
	  const char *buf
	  long unsigned int count
	  long int $retval
	END
	ends 0 "probe -V: a path" probe -V --btf=kernel.o 'wake file->dentry->'
	says out "probe -V: its members" <<-'END'
	struct dentry
	  unsigned int flags
	  long unsigned int count
	  int low
	  struct qstr d_name
	END
	ends 1 "probe -V: a line" probe -V --btf=kernel.o open.c:12
	grep -q 'listed by perf probe -V$' err
	result "probe -V: says who knows" $?
	ends 1 "probe -V: a number" probe -V --btf=kernel.o 'wake file->mode.'
	says err "probe -V: has no members" <<-'END'
	ktap-filter probe: this has no members
	  wake file->mode.
	       ^~~~~~~~~~
	END
	ends 0 "probe -V: for scripts" probe -V --json --btf=kernel.o 'wake file->' wake
	python3 - 2>err <<-'END'
	import json
	members, arguments = json.load(open('out'))
	assert members['of'] == 'struct file' and arguments['of'] == 'wake'
	takes = {m['path']: (m['type'], m['bits'], m['takes']) for m in members['members']}
	assert takes['file->high'] == ('unsigned int', 13, 'b13@3/32')
	assert takes['file->comm'] == ('char [16]', None, 'string')
	assert takes['file->dentry'] == ('struct dentry *', None, 'x64')
	assert [a['name'] for a in arguments['arguments']] == ['file']
	END
	result "probe -V: JSON has what people read" $?
}

# mistaken SENTENCE WORD ERROR: is this told, with a caret below the word?
mistaken()
{
	local before=${1%%"$2"*}
	ends 1 "probe: $1" probe -n --btf=kernel.o "$1"
	printf 'ktap-filter probe: %s\n  %s\n  %*s^%s\n' "$3" "$1" "${#before}" '' \
		"$(printf '%*s' $((${#2} - 1)) '' | tr ' ' '~')" | says err "probe: refused: $1"
}

test_probe_mistakes()
{
	mistaken 'vfs_raed count' vfs_raed 'there is no function vfs_raed; did you mean vfs_read?'
	mistaken 'vfs_read coun:u' coun 'vfs_read(struct file *file, const char *buf, long unsigned int count) has no argument coun; did you mean count?'
	mistaken 'wake file->dentry->flgs' flgs 'struct dentry has no member flgs; did you mean flags?'
	mistaken 'wake file.mode' file "this is struct file *, a pointer: write '->'"
	mistaken 'wake%return $retval' '$retval' 'wake returns void'
	mistaken 'tp:swich' swich 'there is no tracepoint swich; did you mean switch?'
	mistaken 'vfs_read (struct fil *)buf->mode' fil 'there is no type fil; did you mean file?'
	mistaken 'vfs_read count:sring' sring 'the kernel has no type sring; did you mean string?'
	mistaken 'vfs_read count > 3' '>' "the name of an argument is due; a filter stands behind 'if'"
	mistaken 'vfs_read /count > 3/' '/' "the name of an argument is due; a filter stands behind 'if'"
	mistaken 'vfs_read count:str' str 'the kernel has no type str; did you mean string?'
	mistaken 'vfs_read count:int' int 'the kernel has no type int; did you mean s32?'
	mistaken 'vfs_read arg3' arg3 'vfs_read(struct file *file, const char *buf, long unsigned int count) has no argument arg3; did you mean $arg3?'
	mistaken 'vfs_read%return retval' retval 'vfs_read(struct file *file, const char *buf, long unsigned int count) has no argument retval; did you mean $retval?'
	mistaken 'vfs_read count, buf' , 'between arguments stands a blank'
	mistaken 'vfs_read(count)' '(' 'no name of a function has this; arguments stand behind a blank'
	mistaken 'vfs_read%ret $retval' % 'no name of a function has this; write FUNCTION%return'
	mistaken 'wake where file' where 'wake(struct file *file) has no argument where; did you mean if?'
	mistaken 'uprobe:/bin/sh:main' '/' "no name of a function has this; write the function's name, behind -x FILE"
	mistaken 'vfs_read count if count > 3' if 'a probe has no filter; its event has, in each instance: see --instance and --top'
	mistaken 'open.c' open.c 'which line? As open.c:12; a place is FUNCTION, FUNCTION%return, FUNCTION+OFFSET or tp:TRACEPOINT, or a line'
}

test_probe_types()
{
	ends 2 "probe: both -n and -l" probe -n -l vfs_read
	ends 2 "probe -V: no filter" probe -V --btf=kernel.o 'vfs_read if count > 3'
	ends 2 "probe: two instances" probe --top --instance=foo vfs_read
	ends 2 "probe: enable where?" probe --enable vfs_read
	ends 2 "probe: which events of an instance?" probe -l --top
	ends 2 "probe: no place" probe -n
	ends 2 "probe: JSON of definitions" probe -n --json vfs_read
	ends 3 "probe: no such file of types" probe -n --btf=nosuch vfs_read
	echo 'int x;' | gcc -c -x c -o plain.o - 2>err
	ends 3 "probe: a file without types" probe -n --btf=plain.o vfs_read
	says err "probe: and it is told" <<-'END'
	ktap-filter probe: plain.o: there are no types (BTF) in it
	END
	objcopy -O binary --only-section=.BTF --set-section-flags .BTF=alloc kernel.o kernel.btf
	ends 0 "probe: types alone" probe -n --btf=kernel.btf 'vfs_read count'
	says out "probe: and they are the same" <<<'f:ktap/vfs_read vfs_read count=$arg3:u64'
	head -c 300 kernel.btf >short.btf
	ends 3 "probe: cut off" probe -n --btf=short.btf 'vfs_read count'
}

# What ftrace does not have gets a breakpoint. A kernel that does not list its functions is believed.
test_probe_ftrace()
{
	make_tracefs stock
	defines_there 'wake file->mode' 'f:ktap/wake wake mode=+8($arg1):u32'
	printf '%s\n' vfs_read 'waker [mod]' 'wak' >t/available_filter_functions
	defines_there 'vfs_read' 'f:ktap/vfs_read vfs_read'
	defines_there 'wake file->mode' 'p:ktap/wake wake mode=+8($arg1):u32'
	defines_there 'wake%return' 'r:ktap/wake__return wake'
	defines_there 'wak*' 'f:ktap/wak_ wak*'
	echo '	f[:[<group>/][<event>]] <func-name>[%return] [<args>]' >t/README
	defines_there 'vfs_read' 'f:ktap/vfs_read vfs_read'
	echo '	p[:[<group>/][<event>]] <place> [<args>]' >t/README
	defines_there 'vfs_read' 'p:ktap/vfs_read vfs_read'
	: >t/dynamic_events
	define wake
	says t/dynamic_events "probe: defines a breakpoint" <<<'p:ktap/wake wake'
}

# Events are those of the folder that looks like tracefs.
test_probe_attach()
{
	local e='sched:sched_switch'
	make_tracefs stock
	defines_there "$e prev_comm pid=prev_pid next_prio:x" \
		'e:ktap/sched_switch sched.sched_switch prev_comm=$prev_comm:string pid=$prev_pid:s32 next_prio=$next_prio:x32'
	defines_there "my=$e text=prev_state:ustring prio=\$next_prio c=\$comm" \
		'e:ktap/my sched.sched_switch text=+0($prev_state):ustring prio=$next_prio:s32 c=$comm'
	defines_there "$e (struct file *)prev_state->mode" \
		'e:ktap/sched_switch sched.sched_switch mode=+8($prev_state):u32'
	defines_there "$e next_pid if  prev_comm ~ \"a b*\"   &&next_prio < 100" \
		'e:ktap/sched_switch sched.sched_switch next_pid=$next_pid:s32 if prev_comm ~ "a b*" &&next_prio < 100'
	k probe -n "${t[@]}" --btf=kernel.o "$e \$params"
	cut -d ' ' -f 3- out >got
	says got "probe: all fields" <<-'END'
	prev_comm=$prev_comm:string prev_pid=$prev_pid:s32 prev_prio=$prev_prio:s32 prev_state=$prev_state:s64 next_comm=$next_comm:string next_pid=$next_pid:s32 next_prio=$next_prio:s32
	END
	set -- "${t[@]}" --btf=kernel.o
	ends 1 "probe: no such field" probe -n "$@" "$e next_pio"
	says err "probe: and it is told" <<-'END'
	ktap-filter probe: sched_switch has no field next_pio; did you mean next_pid?
	  sched:sched_switch next_pio
	                     ^~~~~~~~
	END
	ends 1 "probe: a filter with a mistake" probe -n "$@" "$e if next_pio > 3"
	says err "probe: and it is told" <<-'END'
	error: Field not found (EINVAL); did you mean next_pid?
	  sched:sched_switch if next_pio > 3
	                        ^~~~~~~~
	END
	ends 1 "probe: two blanks in a text" probe -n "$@" "$e if prev_comm == \"a  b\""
	ends 1 "probe: a # in a filter" probe -n "$@" "$e if prev_comm == \"a#b\""
	says err "probe: and it is told" <<-'END'
	ktap-filter probe: the kernel takes a # for the end of a definition
	  sched:sched_switch if prev_comm == "a#b"
	                                       ^
	END
	ends 1 "probe -V: an event" probe -V "$@" "$e"
	grep -q 'listed by ktap-filter fields$' err
	result "probe -V: says who knows an event" $?
	ends 1 "probe: no such event" probe -n "$@" 'sched:sched_swich'
	ends 1 "probe: another tool's word for an event" probe -n "$@" 'tracepoint:sched:sched_switch'
	says err "probe: and what to write" <<-'END'
	ktap-filter probe: no name of a function has this; write SYSTEM:EVENT alone
	  tracepoint:sched:sched_switch
	                  ^
	END
}

# Probes as the kernel shows them, in a folder that looks like tracefs: some are used.
make_dynamic_events()
{
	make_tracefs stock
	local i e
	for i in t t/instances/foo "t/instances/a b:c"; do
		for e in ktap/open ktap/read probe/line synthetic/lat; do
			mkdir -p "$i/events/$e"
			echo none >"$i/events/$e/filter"
			echo 0 >"$i/events/$e/enable"
			echo '# Available triggers:' >"$i/events/$e/trigger"
		done
	done
	printf '%s\n' 'f:ktap/open do_sys_openat2 filename=+0($arg2):ustring flags=+0($arg3):x64' \
		'f8:ktap/read vfs_read%return ret=$retval:s64' \
		'r:probe/line /bin/bash:0x00000000000d2a20' \
		$'s:synthetic/lat\tu64 lat; char[] name' >t/dynamic_events
	echo 1 >t/events/ktap/open/enable
	echo 'flags & 64' >t/instances/foo/events/ktap/open/filter
	echo '0*' >t/instances/foo/events/ktap/open/enable
	printf 'traceoff:unlimited\nstacktrace:unlimited if flags\n' >t/instances/foo/events/ktap/open/trigger
	printf 'x ==\n   ^\nparse_error: Field not found\n' >t/events/ktap/read/filter
	cp t/dynamic_events dynamic_events
}

test_probe_list()
{
	make_dynamic_events
	ends 0 "probe -l" probe "${t[@]}" -l
	says out "probe -l: all, and who uses them" <<-'END'
	ktap:open f do_sys_openat2 filename=+0($arg2):ustring flags=+0($arg3):x64
	  top instance: enabled
	  instance foo: triggers: 2, filter: flags & 64
	ktap:read f vfs_read%return ret=$retval:s64
	probe:line u /bin/bash:0x00000000000d2a20%return
	synthetic:lat s u64 lat; char[] name
	END
	ends 0 "probe -l: some" probe "${t[@]}" -l 'rea?' 'p*:line'
	cut -d ' ' -f 1 out >got
	says got "probe -l: one of ours, and one of a group" <<<$'ktap:read\nprobe:line'
	ends 1 "probe -l: none" probe "${t[@]}" -l line
	ends 0 "probe -l: for scripts" probe "${t[@]}" -l --json
	python3 - 2>err <<-'END'
	import json
	events = {e['group'] + ':' + e['name']: e for e in json.load(open('out'))}
	assert [e['kind'] for e in events.values()] == ['f', 'f', 'u', 's']
	assert [e['return'] for e in events.values()] == [False, True, True, False]
	assert events['ktap:open']['arguments'] == ['filename=+0($arg2):ustring', 'flags=+0($arg3):x64']
	assert events['synthetic:lat']['arguments'] == ['u64 lat', 'char[] name']
	assert events['synthetic:lat']['place'] is None
	assert events['probe:line']['place'] == '/bin/bash:0x00000000000d2a20'
	users = events['ktap:open']['users']
	assert users == [{'instance': None, 'enabled': True, 'triggers': 0, 'filter': None},
			 {'instance': 'foo', 'enabled': False, 'triggers': 2, 'filter': 'flags & 64'}]
	assert events['ktap:read']['users'] == []
	END
	result "probe -l: JSON has what people read" $?
	cmp dynamic_events t/dynamic_events
	result "probe -l: writes nothing" $?
	rm t/dynamic_events
	ends 3 "probe -l: a kernel without probes" probe "${t[@]}" -l
	make_tracefs stock
	printf '%s\n' '' : f: f:g f:g/ x:y/z $'p:g/n /tmp/\e[2J\xff:0x1\ta=%di' >t/dynamic_events
	ends 0 "probe -l: odd lines" probe "${t[@]}" -l
	says out "probe -l: a terminal acts on none of it" <<<$'g: f\ny:z x\ng:n u /tmp/?[2J\xff:0x1 a=%di'
	ends 0 "probe -l: odd lines for scripts" probe "${t[@]}" -l --json
	json "probe -l: valid JSON"
	: >t/dynamic_events
	ends 0 "probe -l: of none" probe "${t[@]}" -l
	says out "probe -l: says nothing" </dev/null
}

# What a kernel would do is what is appended to the file.
test_probe_delete()
{
	make_dynamic_events
	ends 2 "probe -d: of what?" probe "${t[@]}" -d
	ends 2 "probe -d: all or one?" probe "${t[@]}" -d --all-ours read
	ends 2 "probe: --all-ours alone" probe "${t[@]}" --all-ours
	ends 1 "probe -d: a name of another group" probe "${t[@]}" -d line
	ends 1 "probe -d: none, and the others go" probe "${t[@]}" -d nosuch read 'pr*:*'
	says out "probe -d: tells what is removed" <<<$'ktap:read\nprobe:line'
	says err "probe -d: and what is not there" <<<'ktap-filter probe: there is no such dynamic event: nosuch'
	{ cat dynamic_events; printf '%s\n' -:ktap/read -:probe/line; } >want2
	says t/dynamic_events "probe -d: each by its own name, and nothing else" <want2
	make_dynamic_events
	echo 'f:ktap/read vfs_write%return ret=$retval:s64' >>t/dynamic_events
	ends 0 "probe -d: all of ours" probe "${t[@]}" -d --all-ours
	says out "probe -d: two probes of an event are one event" <<<$'ktap:open\nktap:read'
	rm t/dynamic_events
	ends 3 "probe -d: a kernel without probes" probe "${t[@]}" -d read
}

# What a run has in the kernel that is killed, of the number 7.
make_remains()
{
	make_dynamic_events
	mkdir -p t/instances/ktap-7
	printf '%s\n' 'f:ktap_7/read vfs_read' $'s:synthetic/ktap_7_lat\tu64 lat' >>t/dynamic_events
	cp t/dynamic_events dynamic_events
}

test_probe_gc()
{
	make_remains
	ends 0 "probe --gc" probe "${t[@]}" --gc
	says out "probe --gc: tells what is removed" <<<$'instance ktap-7\nsynthetic:ktap_7_lat\nktap_7:read'
	{ cat dynamic_events; printf '%s\n' -:synthetic/ktap_7_lat -:ktap_7/read; } >want2
	says t/dynamic_events "probe --gc: by its own name, and nothing else" <want2
	[ ! -e t/instances/ktap-7 ]
	result "probe --gc: the instance is gone" $?
	make_remains
	ends 0 "probe --gc: for scripts" probe "${t[@]}" --gc --json
	python3 -c 'import json; print(json.load(open("out")))' >gone
	says gone "probe --gc: for scripts, the same" <<-'END'
	[{'instance': 'ktap-7'}, {'event': 'synthetic:ktap_7_lat'}, {'event': 'ktap_7:read'}]
	END
	make_dynamic_events
	ends 0 "probe --gc: nothing" probe "${t[@]}" --gc --json
	says out "probe --gc: nothing is an empty list" <<<$'[\n]'
	make_remains
	mkdir t/instances/ktap-8
	chmod +t t/instances/ktap-7
	ends 0 "probe --gc: what is kept" probe "${t[@]}" --gc
	says out "probe --gc: stays, and nothing else" <<<"instance ktap-8"
	says err "probe --gc: that is told" <<-'END'
	ktap-filter probe: instance ktap-7 is kept; to remove it: ktap-filter probe --gc ktap-7
	END
	says t/dynamic_events "probe --gc: its events stay as well" <dynamic_events
	ends 0 "probe --gc: what is kept, for scripts" probe "${t[@]}" --gc --json
	python3 -c 'import json; print(json.load(open("out")))' >gone
	says gone "probe --gc: has a word for it" <<<"[{'instance': 'ktap-7', 'kept': True}]"
	ends 1 "probe --gc: nothing of that name" probe "${t[@]}" --gc ktap-8 vfs_read ktap-7
	says err "probe --gc: is told" <<-'END'
	ktap-filter probe: no run has left an instance ktap-8
	ktap-filter probe: no run has left an instance vfs_read
	END
	says out "probe --gc: what is named goes" <<<$'instance ktap-7\nsynthetic:ktap_7_lat\nktap_7:read'
	make_remains
	flock t/instances/ktap-7 "$cmd" probe "${t[@]}" --gc ktap-7 >out 2>err
	result "probe --gc: a run that has not ended" $((!($? == 1)))
	says err "probe --gc: stays" <<-'END'
	ktap-filter probe: instance ktap-7 is of a run that has not ended
	END
	make_dynamic_events
	ends 2 "probe --json: of what?" probe "${t[@]}" --json vfs_read
	says err "probe --json: that is told" <<-'END'
	ktap-filter probe: --json is for -V, -l and --gc
	Try 'ktap-filter probe --help'.
	END
}

# define SENTENCE...: in the folder.
define()
{
	k probe "${t[@]}" --btf=kernel.o "$@"
}

test_probe_define()
{
	make_dynamic_events
	define 'my=vfs_read count' 'g:other=wake%return file->mode'
	result "probe: defines" "$status"
	says out "probe: tells the names" <<<$'ktap:my\ng:other'
	{ cat dynamic_events; printf '%s\n' 'f:ktap/my vfs_read count=$arg3:u64' \
		'f:g/other wake%return mode=+8($arg1):u32'; } >want2
	says t/dynamic_events "probe: appends a line for each" <want2
	cp t/dynamic_events before
	define 'wake' 'probe:line=vfs_read'
	[ "$status" = 1 ]
	result "probe: a name that is there" $?
	says err "probe: and says so" <<-'END'
	ktap-filter probe: probe:line: this event is there already: remove it, or write NAME= in front
	  probe:line=vfs_read
	  ^~~~~~~~~~~~~~~~~~~
	END
	define 'wake' 'vfs_read' 'wake file->mode'
	[ "$status" = 1 ] && grep -q 'two events have this name' err
	result "probe: a name twice" $?
	define 'wake' 'vfs_read count if count > 3'
	[ "$status" = 1 ] && grep -q 'a probe has no filter' err
	result "probe: a filter" $?
	define 'wake' 'vfs_read coun'
	[ "$status" = 1 ]
	result "probe: a mistake" $?
	# shellcheck disable=SC2046
	define wake "vfs_read $(printf 'n%d=%%di:x64 ' $(seq 1000 1127)) x=+0(+0(+0(+0(+0(+0(+0(+0(%di))))))))"
	[ "$status" = 1 ]
	result "probe: too many arguments" $?
	# shellcheck disable=SC2046
	define wake "vfs_read $(printf 'n%d=+0(+0(+0(+0(+0(+0(%%di)))))):x64 ' $(seq 1000 1110))"
	[ "$status" = 1 ] && grep -q 'takes no definition of 4095 bytes' err
	result "probe: a long line" $?
	cmp before t/dynamic_events
	result "probe: nothing is defined then" $?
	define --instance=nosuch 'vfs_read count if count > 3'
	[ "$status" = 3 ] && cmp before t/dynamic_events
	result "probe: no such instance" $?
	define --instance=foo wake 'vfs_read count if count > 3'
	[ "$status" = 3 ] && cat before - >want2 <<-'END' && cmp want2 t/dynamic_events
	f:ktap/wake wake
	f:ktap/vfs_read vfs_read count=$arg3:u64
	-:ktap/vfs_read
	-:ktap/wake
	END
	result "probe: no event comes of it, and nothing is left" $?
	ln -sf /dev/full t/dynamic_events
	define wake
	[ "$status" = 1 ] && grep -q 'the kernel refuses f:ktap/wake wake: No space left on device' err
	result "probe: what the kernel refuses" $?
	ends 3 "probe: no tracefs" probe --tracefs nosuch --btf=kernel.o wake
}
