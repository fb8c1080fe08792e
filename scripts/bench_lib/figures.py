# SPDX-License-Identifier: GPL-2.0
"""Figures to reach, and whether they are: ratios to stock, or as named; smaller is better.

A figure that several rows stand for is reached when the worst of them reaches it.
"""

from . import table

EVERY = None

# Cases of events that are rejected before they have a record.
EARLY = ('common_pid', 'comm')

# What a call through a retpoline takes at most, with what leads to it: instructions.
INDIRECT_CALL = 25

# Name, rows, ratio: ns on UML, instructions of the interpreter, instructions of the JIT.
RATIOS = [
    ('one integer predicate', ['integer, true', 'integer, false', 'integer >', 'integer &',
                               'common_pid'], .75, .6, .4),
    ('4 fields by &&', ['4 by &&'], .5, .45, .25),
    ('8 values of one field', ['8 together', '8 apart', '8 by trace-cmd'], .25, .25, .2),
    ('64 values', ['64 together', '64 apart', '64 by trace-cmd'], .04, .04, .03),
    ('512 values', ['512 together', '512 apart'], .006, .006, .006),
    ('comm ==', ['comm ==', 'comm ==, other'], .35, .35, .25),
    ('fixed string ==', ['char[] ==', 'char[] !='], .35, .35, .25),
    ('prefix', ['comm prefix', 'comm prefix, long', 'char[] prefix', '__data_loc prefix'],
     .6, .6, .6),
    ('suffix', ['comm suffix', 'char[] suffix', '__data_loc suffix'], .6, .6, .6),
    ('contains', ['comm contains', 'char[] contains', '__data_loc contains'], .6, .6, .6),
    ('general glob', ['comm glob', 'char[] glob', '__data_loc glob'], .6, .6, .6),
    ('__data_loc ==', ['__data_loc =='], .4, .4, .4),
    ('16 mixed', ['16 mixed'], .4, .4, .25),
    ('no row above', EVERY, 1.0, 1.0, 1.0),
]


def worst(part, names, column, base='stock'):
    """Return the largest ratio of the rows that have both figures."""
    ratios = [r[column] / r[base] for r in (part or {}).get('rows', [])
              if (names is EVERY or r['name'] in names) and r.get(column) and r.get(base)]
    return max(ratios, default=None)


def figure(name, what, goal, got):
    """Make a figure; @got is None if it was not measured."""
    return {'name': name, 'what': what, 'goal': goal, 'got': got and round(got, 4),
            'reached': None if got is None else got <= goal}


def ratio_figures(parts):
    """Make the figures of the table of ratios."""
    inexact, exact = parts.get('nanoseconds'), parts.get('instructions')
    for name, rows, ns, interpreter, jit in RATIOS:
        yield figure(name, 'interpreter, ns', ns, worst(inexact, rows, 'interpreter'))
        yield figure(name, 'interpreter, instructions', interpreter,
                     worst(exact, rows, 'interpreter'))
        yield figure(name, 'JIT, instructions', jit, worst(exact, rows, 'jit'))


def against_eight(part, column):
    """Compare 512 values with 8. Return the worse of both kinds of lists."""
    rows = {r['name']: r[column] for r in (part or {}).get('rows', []) if r.get(column)}
    return max((rows['512 ' + kind] / rows['8 ' + kind] for kind in ('together', 'apart')
                if '8 ' + kind in rows), default=None)


def work_against_c(part):
    """Compare machine code with C, without the cost of the call."""
    rows = [r for r in (part or {}).get('rows', []) if r.get('jit') and r.get('c')]
    call = {r['name']: r for r in rows}.get('nothing')
    ratios = [(r['jit'] - call['jit']) / (r['c'] - call['c']) for r in rows
              if call and r['c'] > call['c']]
    return max(ratios, default=None)


def event_alone(part, case, ours='ktap'):
    """Return the worst cost of an event, ours to stock, without the system call."""
    rows = {(r['name'], r['case']): r for r in (part or {}).get('rows', [])}
    costs = []
    for what in ('syscall', 'switch'):
        if (what, case) in rows:
            none, event = rows[what, 'no event'], rows[what, case]
            costs.append((event[ours] - none[ours]) / (event['stock'] - none['stock']))
    return max(costs, default=None)


def everywhere(part, steps):
    """Return the time of some steps, ktap to stock, where grace periods take time."""
    rows = [r for r in (part or {}).get('rows', [])
            if r['name'].startswith('x86') and r['name'].rpartition(' ')[2] in steps]
    return sum(r['ktap'] for r in rows) / sum(r['stock'] for r in rows) if rows else None


def more_by_data(part):
    """Return how much the worst row takes by data, beyond what stock takes."""
    return max((r['data'] - r['stock'] for r in (part or {}).get('rows', [])), default=None)


def module_figures(parts):
    """Make the figures of the module on Debian's own kernel."""
    rows, events = parts.get('module-rows'), parts.get('module')
    yield figure('module by sites, to the patched kernel', 'interpreter, instructions', 1.1,
                 worst(rows, EVERY, 'sites', 'patched'))
    yield figure('module by data, minus stock', 'instructions', INDIRECT_CALL, more_by_data(rows))
    yield figure('module by sites, recorded event', 'end to end', 1.02,
                 event_alone(events, 'recorded, no filter', 'sites'))
    for case in EARLY:
        yield figure('module by sites, rejected event, ' + case, 'end to end', .5,
                     event_alone(events, case, 'sites'))


def more_memory(part):
    """Return the memory for all events of a file, to that for a quarter, by the same keys."""
    took = {(need['part'], need['by']): need['kb'] for need in (part or {}).get('memory', [])}
    ratios = [took['all', by] / kb for (part_of, by), kb in took.items() if part_of == '1/4']
    return max(ratios, default=None)


def recorders(part, ours, theirs):
    """Return what one recorder spends to what another does, in all; None if one lost events."""
    rows = {r['name']: r for r in (part or {}).get('rows', []) if r['rate'] == 'paced'}
    if not {ours, theirs} <= set(rows) or any(rows[way]['lost'] for way in (ours, theirs)):
        return None
    return rows[ours]['spent'] / rows[theirs]['spent']


def untold(part):
    """Return the number of events that were neither seen nor told as lost, of all recorders."""
    rows = [r for r in (part or {}).get('rows', []) if not r['name'].startswith('trace-cmd')]
    return max((abs(r['made'] - r['seen'] - r['told']) + abs(r['lost'] - r['told'])
                for r in rows), default=None)


# What does the same work by trace-cmd.
RECORDERS = [('trace -o', 'trace-cmd record'), ('trace', 'trace-cmd record, report'),
             ('trace', 'trace-cmd stream'), ('count', 'trace-cmd record, report')]


def command_figures(parts):
    """Make the figures of the command: recorded files, running kernels, types."""
    recorded, live, types = (parts.get(name) for name in ('recorded', 'live', 'types'))
    for way, goal in (('report', .1), ('hist', .333)):
        yield figure('count -i, to trace-cmd ' + way, 'processor seconds', goal,
                     worst(recorded, EVERY, 'count', way))
    yield figure('count -i of 4 times the events', 'memory', 1.25, more_memory(recorded))
    for ours, theirs in RECORDERS:
        yield figure('%s, to %s' % (ours, theirs), 'processor seconds', 1.5,
                     recorders(live, ours, theirs))
    yield figure('events neither recorded nor told as lost', 'at any rate', 0, untold(live))
    yield figure('a member in the types', 'processor milliseconds', 30,
                 max((r['cpu_ms'] for r in (types or {}).get('rows', [])), default=None))


def all_of(parts):
    """Make all figures."""
    found = list(ratio_figures(parts))
    for column in ('interpreter', 'jit'):
        found.append(figure('512 values against 8', column + ', instructions', 2.0,
                            against_eight(parts.get('instructions'), column)))
    found.append(figure('against C', 'JIT, instructions', 1.5,
                        worst(parts.get('instructions'), EVERY, 'jit', 'c')))
    found.append(figure('against C, without the call', 'JIT, instructions', 1.5,
                        work_against_c(parts.get('instructions'))))
    for case in EARLY:
        found.append(figure('rejected event, ' + case, 'end to end', .5,
                            event_alone(parts.get('events'), case)))
    for way in ('interpreter', 'jit'):
        found.append(figure('rejected event, to bpftrace', way + ', instructions', 1.0,
                            worst(parts.get('bpftrace'), EVERY, way, 'bpftrace')))
    for steps in (('set', 'clear'), ('set',)):
        found.append(figure('a filter on every event', ', then '.join(steps) + ', x86-64', .02,
                            everywhere(parts.get('everywhere'), steps)))
    found.append(figure('bytes', 'each row', .5, worst(parts.get('sizes'), EVERY, 'ktap')))
    return found + list(module_figures(parts)) + list(command_figures(parts))


def lines(figures):
    """Rows for a table."""
    yield ['figures to reach, ktap / stock', 'of', 'goal', 'got', 'reached']
    for f in figures:
        yield [f['name'], f['what'], '%g' % f['goal'], table.number(f['got'], 3),
               {True: 'yes', False: 'no', None: '-'}[f['reached']]]
