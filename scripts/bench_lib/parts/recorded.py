# SPDX-License-Identifier: GPL-2.0
"""Statistics of a recorded file: by ktap-filter count, and by what else counts.

All read the same file, compressed and not, in turns. A figure is processor time, the least of some
rounds: what else runs on the machine changes it least. What they count is compared. trace-cmd hist
shows each task with its events.
"""

import os
import re
import subprocess
import tempfile
import time

from .. import guest, recording, table, tools

TITLE = 'processor seconds to count the events of a file by a key: trace-cmd, and count'
ROUNDS = 1

# Name, key, events, filter of trace-cmd report or nothing, and awk's key.
ROWS = [
    ('all', 'event', ['kmem:*', 'sched:*'], None, 'substr($4, 1, length($4) - 1)'),
    ('4 of 10', 'name', ['kmem:kmem_cache_free'], 'kmem_cache_free',
     'substr($0, index($0, " name=") + 6)'),
    ('2 of 100', 'order', ['kmem:mm_page_alloc'], 'mm_page_alloc',
     'substr($7, index($7, "=") + 1)'),
]
AWK = '/^cpus=/ { next } { n[%s]++ } END { for (k in n) print k "," n[k] }'

# Keys of an event that have few values, and more and more.
KEYED = ['kmem:kmem_cache_free']
MEMORY = ['name', 'ptr', 'ptr,call_site', 'ptr,call_site,time']


def report(dat, text, key):
    """Return the command line of trace-cmd report and awk."""
    wanted = "-F '%s'" % text if text else ''
    return ['sh', '-c', "trace-cmd report %s -i %s | awk '%s'" % (wanted, dat, AWK % key)]


def count(command, dat, events, key):
    """Return the command line of ktap-filter count."""
    return [command, 'count', '-i', dat, '--csv', '--by', key, *events]


def ran(argv):
    """Run a command. Return its output, the seconds that it took, and what wait4() tells."""
    with tempfile.TemporaryFile('w+') as out:
        begin = time.perf_counter()
        with subprocess.Popen(argv, stdout=out, stderr=subprocess.DEVNULL) as process:
            _, status, usage = os.wait4(process.pid, 0)
            took = time.perf_counter() - begin
            process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        if process.returncode:
            raise guest.Failed('status %d: %s' % (process.returncode, ' '.join(argv)[:200]))
        return out.read(), took, usage


def counts(text):
    """Parse lines KEY,NUMBER. ktap-filter names the system of an event, too."""
    pairs = (line.rpartition(',') for line in text.splitlines() if not line.endswith(',count'))
    return {key.rpartition(':')[2]: int(n) for key, _, n in pairs}


def least(ways, rounds):
    """Run all in turns. Return the output, the least seconds, and the least processor time."""
    found = [[ran(argv) for argv in ways] for _ in range(rounds)]
    return [(tries[0][0], min(took for _, took, _ in tries),
             min(usage.ru_utime + usage.ru_stime for *_, usage in tries))
            for tries in zip(*found)]


def row(command, dat, packed, name, key, events, text, awk):
    """Measure a row."""
    ways = [report(dat, text, awk), count(command, dat, events, key)]
    if not text:
        ways.append(['trace-cmd', 'hist', '-i', dat])
    found = least(ways, ROUNDS)
    if counts(found[0][0]) != counts(found[1][0]):
        raise guest.Failed('trace-cmd and ktap-filter count "%s" differently' % name)
    return {'name': name, 'key': key, 'compression': packed,
            'events': sum(counts(found[0][0]).values()),
            **{way: round(cpu, 3) for way, (_, _, cpu) in zip(('report', 'count', 'hist'), found)},
            'count_took': round(found[1][1], 3)}


def pieces(folder, dat, events):
    """Make files of a quarter and of half of the events. Return all three, with their names."""
    for part in (4, 2):
        out = os.path.join(folder, 'piece%d' % part)
        subprocess.run(['trace-cmd', 'split', '-i', dat, '-e', str(events // part), '-o', out],
                       stdout=subprocess.DEVNULL, check=True)
        yield '1/%d' % part, out + '.1'
    yield 'all', dat


def memory(command, dat, key):
    """Return the memory that count takes at most, and the number of keys."""
    argv = [tools.make('live') + '/live', 'spend', *count(command, dat, KEYED, key)]
    ended = subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                           check=True)
    return {'keys': len(ended.stdout.splitlines()) - 1,
            'kb': int(re.search('^peak ([0-9]+)$', ended.stderr, re.M).group(1))}


def measure(_options):
    """Measure all rows on both files, and the memory on the first."""
    recording.install()
    command = tools.command() + '/ktap-filter'
    with tempfile.TemporaryDirectory() as folder:
        dat = recording.record(folder)
        files = [(dat, recording.compression_of(dat)), (recording.unpacked(folder, dat), 'none')]
        rows = [row(command, *one, *r) for one in files for r in ROWS]
        needs = [{'part': part, 'by': key, **memory(command, one, key)}
                 for part, one in pieces(folder, dat, rows[0]['events'])
                 for key in (MEMORY if one == dat else MEMORY[:1])]
    return {'rows': rows, 'memory': needs,
            'notes': ['KB for %(part)s of the events, by %(by)s, %(keys)d keys: %(kb)d' % need
                      for need in needs]}


def lines(result):
    """Rows for a table."""
    yield ['compression', 'key', 'events', 'report and awk', 'hist', 'count', '/report', '/hist']
    for r in result['rows']:
        yield [r['compression'], r['key'], str(r['events']), table.number(r['report'], 2),
               table.number(r.get('hist'), 2), table.number(r['count'], 3),
               table.ratio(r['count'], r['report'], 3),
               table.ratio(r['count'], r.get('hist'), 3) if r.get('hist') else '-']


def memory_lines(result):
    """Rows for a table of memory."""
    yield ['part', 'keys', 'KB', 'key']
    for need in result['memory']:
        yield [need['part'], str(need['keys']), str(need['kb']), need['by']]
