# SPDX-License-Identifier: GPL-2.0
"""The cost of making a long filter."""

from .. import engine, table

TITLE = 'microseconds to make a filter of 4 KiB on UML; thousands of instructions on x86-64'
BYTES = 4096


def filled(term, joint):
    """Join as many terms as a filter has room for."""
    text, i = term(0), 1
    while len(text) + len(joint) + len(term(i)) < BYTES:
        text += joint + term(i)
        i += 1
    return text


SHAPES = [
    ('integers by ||', filled(lambda i: 'u32 == %d' % (7 * i), ' || ')),
    ('ranges by ||', filled(lambda i: '(i32 > %d && i32 < %d)' % (9 * i, 9 * i + 4), '||')),
    ('by && and ||', filled(lambda i: '(i32 != %d || u32 != 8)' % (i + 100), ' && ')),
    ('strings', filled(lambda i: 'dyn == "/usr/bin/%d"' % i, ' || ')),
    ('patterns', filled(lambda i: 'comm ~ "*w%d*"' % i, ' || ')),
    ('parentheses', '(' * 1000 + filled(lambda i: 'u64 == %d' % i, ' || ')[:2000].rpartition(' ||')[0]
     + ')' * 1000),
]


def measure(_options):
    """Measure, and keep the minimum of some tries."""
    texts = tuple(text for _, text in SHAPES)
    native, _, _ = engine.texts('uml-test', 1, texts)
    exact, jit, about = engine.texts('x86-test', 1, texts)
    rows = [{'name': name, 'bytes': len(text), 'stock_us': native[i]['stock_build'] / 1000,
             'ktap_us': native[i]['ours_build'] / 1000, 'stock': exact[i]['stock_build'],
             'ktap': exact[i]['ours_build'], 'jit': jit[i]['ours_build'] if jit else None}
            for i, (name, text) in enumerate(SHAPES)]
    return {'about': about, 'rows': rows, 'notes': [] if jit else [engine.NO_JIT]}


def lines(result):
    """Rows for a table."""
    yield ['', 'bytes', 'us: stock', 'ktap', '/stock', '1000 instructions: stock', 'ktap',
           'with JIT']
    for r in result['rows']:
        yield [r['name'], str(r['bytes']), table.number(r['stock_us']), table.number(r['ktap_us']),
               table.ratio(r['ktap_us'], r['stock_us']), table.number(r['stock'] / 1000),
               table.number(r['ktap'] / 1000), table.number(r['jit'] and r['jit'] / 1000)]
