# SPDX-License-Identifier: GPL-2.0
# shellcheck shell=bash disable=SC2154,SC2016
# Sourced by command-tests: the fields that "ktap-filter fields" lists.

test_fields()
{
	ends 0 "fields" fields --format "$formats/sys_enter" -e raw_syscalls:sys_enter
	sed '/^Functions/,$d' out >fields
	says fields "fields: those of an event, and of all" <<-'END'
	raw_syscalls:sys_enter
	  Field                 Bytes  Sign  Takes                   Type
	  id                        8  yes   number                  long
	  args                     48  no    numbers, as NAME[0]     unsigned long[6]
	  common_type               2  no    number                  unsigned short
	  common_flags              1  no    number                  unsigned char
	  common_preempt_count      1  no    number                  unsigned char
	  common_pid                4  yes   number                  int
	  CPU                       -  yes   number                  the running CPU's number
	  cpu                       -  yes   number                  the running CPU's number
	  common_cpu                -  yes   number                  the running CPU's number
	  COMM                      -  -     text                    the running task's name
	  comm                      -  -     text                    the running task's name

	END
	grep -q '^  be32(x, n)    4 bytes' out && grep -q '^  has(x)  ' out
	result "fields: functions" $?
	grep -q '^  $pid  *number of the task$' out
	result "fields: variables" $?
	grep -q '^  $child_of(n)  *the task ' out && grep -q '^  $ratelimit(n/t)  ' out
	result "fields: predicates" $?
	ends 0 "fields: names" fields --names --format "$formats/sys_enter_openat"
	grep -xE 'filename.*|flags|ipv4.|.uid|.first.|cgroup.' out >got
	says got "fields: as a filter has them" <<-'END'
	filename.ustring
	flags
	cgroup(
	ipv4(
	$uid
	$first(
	END
	ends 0 "fields: names of numbers" fields --names --format "$formats/sched_switch"
	grep -qx 'prev_state.sym' out && ! grep -q 'prev_pid.sym' out
	result "fields: are a field's" $?
	ends 0 "fields: texts" fields --format "$formats/sched_wakeup"
	grep -c ' the running task' out >got
	says got "fields: one that hides another" <<<1
	ends 0 "fields: texts of user space" fields --format "$formats/sys_enter_openat"
	grep -q '^  filename .* text, as NAME.ustring ' out
	result "fields: how to write them" $?
	ends 0 "fields: of CPUs" fields --format "$formats/ipi_send_cpumask"
	grep -q '^  cpumask .* CPUs ' out
	result "fields: as what they are" $?
	ends 0 "fields: for scripts" fields --json --format "$formats/sys_enter"
	python3 - 2>err <<-'END'
	import json
	got = json.load(open('out'))
	event, = got['events']
	fields = {f['name']: f for f in event['fields']}
	assert event['event'] == 'sys_enter'
	assert fields['id']['signed'] and fields['id']['element_bytes'] is None
	assert fields['args']['element_bytes'] == 8 and not fields['args']['signed']
	assert fields['COMM']['signed'] is None
	assert fields['id']['names'] == []
	assert 'has' in [f['name'] for f in got['functions']]
	assert '$pid' in [f['name'] for f in got['variables']]
	END
	result "fields: JSON has what people read" $?
	ends 0 "fields: without an event" fields
	head -n 1 out >got
	says got "fields: functions alone" <<<Functions
	make_tracefs ktap
	ends 0 "fields: several events" fields "${t[@]}" -e 'sched:*'
	[ "$(grep -c '^sched:' out)" = 3 ]
	result "fields: each of them" $?
	ends 2 "fields: a filter" fields "${switch[@]}" 'prev_pid == 5'
	ends 2 "fields: no event named" fields "${t[@]}"
	ends 3 "fields: no such event" fields "${t[@]}" -e nosuch
	ends 0 "fields: names" fields "${switch[@]}"
	grep -q '^    prev_state.sym: "S" "D" ' out
	result "fields: names that the event shows" $?
	# Each field that is listed can be asked for.
	ends 0 "fields: all that there are" fields --json "${switch[@]}"
	python3 - >asked <<-'END'
	import json
	for f in json.load(open('out'))['events'][0]['fields']:
	    print(f['name'], '==', '"x"' if f['takes'] == 'text' else 1)
	END
	while read -r f; do
		k check -q "${switch[@]}" "$f"
		[ "$status" = 0 ] || echo "$f" >>err
	done <asked
	[ -s asked ] && [ ! -s err ]
	result "fields: can be asked for" $?
}
