# SPDX-License-Identifier: GPL-2.0
"""The figures of the kernel's own benchmark, see kernel/trace/ktap/tests/oracle/bench.c.

The guest prints sections, each behind a line "=== NAME". Parts ask for the same boots:
each kernel is booted once for its rows, and once for each list of other filters.
"""

import functools
import re

from . import guest

# Our engine, first without the JIT and then, if the kernel has one, with it. A filter keeps
# the tier that it got when it was written.
GUEST = r'''
knob=/sys/module/ktap_filter/parameters/jit
section() { echo "=== $1"; }
files() { section "$1"; shift; for i in $(seq "$reads"); do "$@" || exit 1; done; }
rows() { cat /sys/kernel/debug/ktap_filter_oracle/bench; }
language() { cat /sys/kernel/debug/ktap_filter_oracle/bench_language; }
texts()
{
	cd /sys/kernel/debug/ktap_filter_oracle || exit 1
	for t in "$@"; do
		printf %s "$t" | dd of=bench_filter bs=1M iflag=fullblock 2>/dev/null &&
			cat bench_filter || exit 1
	done
}
reads=$1; what=$2; shift 2
section version; cat /proc/version
section mitigations; grep . /sys/devices/system/cpu/vulnerabilities/* 2>/dev/null |
	sed 's,.*/,,' | grep Mitigation
[ ! -w $knob ] || echo off >$knob
files interpreter $what "$@"
[ -w $knob ] || exit 0
echo on >$knob || exit 0
files jit $what "$@"
'''
NO_JIT = 'JIT: this kernel has no ktap_filter.jit, or cannot be told to use it'
COLUMNS = ('stock', 'ours', 'c', 'stock_bytes', 'ours_bytes', 'stock_build', 'ours_build')


def sections(output):
    """Split the output of a guest into sections."""
    found = {}
    for part in re.split(r'^=== ', output, flags=re.M)[1:]:
        name, _, text = part.partition('\n')
        found[name] = text
    return found


def shorter(text):
    """Return the start of a long filter, which is enough to recognize it."""
    text = text.strip()
    return text if len(text) <= 240 else text[:236] + ' ...'


def parse(text):
    """Return the best of all reads for each row and column."""
    rows = {}
    for line in text.splitlines():
        name, *numbers, filter_text = line.split('\t', 8)
        row = rows.setdefault((name, filter_text), {})
        for column, number in zip(COLUMNS, map(int, numbers)):
            row[column] = min(number, row.get(column, number))
    return [dict(name=name, filter=shorter(text), **row) for (name, text), row in rows.items()]


def run(flavour, reads, what, *args):
    """Measure in a kernel. Return rows of the interpreter, rows of the JIT or None, and a text."""
    got = sections(guest.boot(flavour, GUEST, str(reads), what, *args))
    version = re.search(r'version (\S+).*?\(((?:gcc|clang)[^()]*\([^()]*\) [0-9.]+)',
                        got['version'])
    about = {'kernel': version.group(1), 'compiler': version.group(2),
             'mitigations': got['mitigations'].splitlines()}
    jit = parse(got['jit']) if 'jit' in got else None
    return parse(got['interpreter']), jit, about


@functools.lru_cache(maxsize=None)
def rows(flavour, reads, what='rows'):
    """Measure the rows of the kernel module, or those of its file for the language."""
    return run(flavour, reads, what)


@functools.lru_cache(maxsize=None)
def texts(flavour, reads, filters):
    """Measure a tuple of other filters."""
    return run(flavour, reads, 'texts', *filters)
