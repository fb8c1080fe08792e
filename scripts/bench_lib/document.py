# SPDX-License-Identifier: GPL-2.0
"""All figures, for Documentation/trace/ktap-filter-figures.rst."""

from . import parts, table
from .predicates import NOTHING

WIDTH = 72


def code(text):
    """Return a filter, or its start."""
    return '``%s``' % table.begin(text, WIDTH)


def rows(result):
    """Make one table of nanoseconds, instructions and sizes, which have the same rows."""
    exact, size = ({r['name']: r for r in result['parts'][part]['rows']}
                   for part in ('instructions', 'sizes'))
    yield ['row', 'stock', 'interpreter', 'stock', 'interpreter', 'machine code', 'C',
           'stock', 'ktap']
    for a in result['parts']['nanoseconds']['rows']:
        b, h = exact[a['name']], size[a['name']]
        yield [a['name'], table.number(a['stock'], 1), table.number(a['interpreter'], 1),
               table.number(b['stock']), table.number(b['interpreter']), table.number(b['jit']),
               table.number(b['c']), str(h['stock']), str(h['ktap'])]


def filters(result):
    """Make a table of the filters of these rows."""
    yield ['row', 'filter']
    for r in result['parts']['instructions']['rows']:
        yield [r['name'], code(r['filter'])]


def filter_of(name, case):
    """Return the filter of a row of the part events."""
    field = next(field for what, _, field in parts.events.EVENTS if what == name)
    text = dict(parts.events.CASES)[case]
    if text in (None, '0'):
        return '-'
    return code(text % field if '%' in text else text)


def events(result):
    """Make a table of events that are enabled, and that a filter rejects."""
    found = result['parts']['events']['rows']
    none = {r['name']: r for r in found if r['case'] == parts.events.CASES[0][0]}
    yield ['row', 'filter', 'stock', 'ktap', 'stock', 'ktap']
    for r in found:
        yield ['%s: %s' % (r['name'], r['case']), filter_of(r['name'], r['case']),
               str(r['stock']), str(r['ktap'])] + [
                   str(r[engine] - none[r['name']][engine]) for engine in ('stock', 'ktap')]


def language(result):
    """Make a table of filters that only ktap filter takes."""
    yield ['row', 'filter', 'interpreter', 'machine code', 'C']
    for r in result['parts']['language']['rows']:
        yield [r['name'], code(r['filter'])] + [table.number(r[way])
                                                for way in ('interpreter', 'jit', 'c')]


def module_rows(result):
    """Make a table of the rows on Debian's own kernel, and on the patched one."""
    yield ['row', 'stock', 'by sites', 'by data', 'interpreter']
    for r in result['parts']['module-rows']['rows']:
        yield [r['name']] + [str(r[way]) for way in ('stock', 'sites', 'data', 'patched')]


def module(result):
    """Make a table of events on Debian's own kernel, without the figure of no event."""
    yield from (line[:4] for line in parts.module.lines(result['parts']['module']))


def bpftrace(result):
    """Make a table of events that bpftrace's program and a filter reject."""
    yield from parts.bpftrace.lines(result['parts']['bpftrace'])


def predicates(result, language, wanted=lambda row: True):
    """Make a table of their predicates in one of both languages."""
    yield ['row', language]
    for r in result['parts']['bpftrace']['rows']:
        if r['name'] != NOTHING and wanted(r):
            yield [r['name'], code(r[language])]


def differs(row):
    """Is the predicate in bpftrace's language more than ours with args-> before each field?"""
    return row['predicate'].replace('args->', '') != row['filter']


def everywhere(result):
    """Make a table of a filter that is written to every event."""
    yield ['row', 'written to every event', 'stock', 'ktap']
    texts = dict(parts.everywhere.STEPS)
    for r in result['parts']['everywhere']['rows']:
        yield [r['name'], code(texts[r['name'].rpartition(' ')[2]]),
               table.number(r['stock'], 3), table.number(r['ktap'], 3)]


def recorded(result):
    """Make a table of what counts the events of a file."""
    yield from parts.recorded.lines(result['parts']['recorded'])


def memory(result):
    """Make a table of the memory that it takes."""
    yield from parts.recorded.memory_lines(result['parts']['recorded'])


def live(result):
    """Make a table of recorders of a running kernel."""
    yield from parts.live.lines(result['parts']['live'])


def types(result):
    """Make a table of probes whose arguments are found in the types of a kernel."""
    yield ['probe', 'ms']
    for r in result['parts']['types']['rows']:
        yield ['``%s``' % r['name'], table.number(r['cpu_ms'], 1)]


def machine(result):
    """Describe the measurement and the machine."""
    about = result['parts']['instructions']['about']
    lines = ['- Kernel: Linux %s, compiled by %s.' % (about['kernel'], about['compiler']),
             '- Processor, for nanoseconds: %s.' % result['machine']]
    lines += ['- Mitigation in the x86-64 kernel: %s.' % one for one in about['mitigations']]
    return '\n'.join(lines)


def blocks(result):
    """Return all generated parts by name."""
    return {
        'rows': table.rst(list(rows(result)),
                          [('', 1), ('ns per event', 2), ('x86-64 instructions per event', 4),
                           ('bytes per filter', 2)]),
        'filters': table.rst(list(filters(result)), left=2),
        'events': table.rst(list(events(result)),
                            [('', 1), ('', 1), ('call or switch', 2), ('event alone', 2)], left=2),
        'language': table.rst(list(language(result)), left=2),
        'module-rows': table.rst(list(module_rows(result)),
                                 [('', 1), ("Debian's kernel", 3), ('patched kernel', 1)]),
        'module': table.rst(list(module(result))),
        'bpftrace': table.rst(list(bpftrace(result)),
                              [('', 1), ('', 1), ('event', 3), ('predicate', 3)], left=2),
        'predicates': table.rst(list(predicates(result, 'filter')), left=2),
        'predicates-differ': table.rst(list(predicates(result, 'predicate', differs)), left=2),
        'everywhere': table.rst(list(everywhere(result)),
                                [('', 1), ('', 1), ('seconds', 2)], left=2),
        'recorded': table.rst(list(recorded(result)), left=2),
        'memory': table.rst(list(memory(result))),
        'live': table.rst(list(live(result)), left=2),
        'types': table.rst(list(types(result))),
        'machine': machine(result),
    }
