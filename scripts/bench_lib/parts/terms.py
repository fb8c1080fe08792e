# SPDX-License-Identifier: GPL-2.0
"""Cost against the number of terms."""

from .. import engine, table

TITLE = 'cost against the number of terms: ns on UML, instructions on x86-64'
SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512]

# The record makes them true in turn, see bench_record.c.
FIELDS = ['i32 == 5', 'u32 == 8', 'i16 == 3', 'u64 == 4', 'u16 == 512', 'i64 == 500000',
          'common_pid == 42', 'u8 == 0', 'i8 == 0', 'odd32 == 0', 'odd64 == 0', 'odd16 == 0',
          'ip == 0', 'last == 0', 'common_flags == 0', 'common_type == 0']


def scattered(i):
    """Return a number of a random order, as BENCH_SCATTERED() in bench.h does."""
    return (i * i * 7919 + i * 104729 + 4099) % 999983


def chains():
    """Return name, number of terms and text of each filter."""
    for n in SIZES:
        yield 'integers by ||', n, ' || '.join('i64 == %d' % scattered(i) for i in range(n))
    for n in SIZES:
        yield 'strings by ||', n, ' || '.join('dyn == "/usr/bin/tool-%d"' % i for i in range(n))
    for n in SIZES:
        yield 'comm by ||', n, ' || '.join('comm == "worker-%d"' % i for i in range(n))
    for n in SIZES:
        if n <= len(FIELDS):
            yield 'fields by &&', n, ' && '.join(FIELDS[:n])


def measure(_options):
    """Measure with one read on each kernel, because there are many rows."""
    named = list(chains())
    texts = tuple(text for _, _, text in named)
    native, _, _ = engine.texts('uml-test', 1, texts)
    exact, jit, about = engine.texts('x86-test', 1, texts)
    rows = [{'name': name, 'terms': n, 'stock_ns': native[i]['stock'] / 1000,
             'interpreter_ns': native[i]['ours'] / 1000, 'stock': round(exact[i]['stock'] / 1000),
             'interpreter': round(exact[i]['ours'] / 1000),
             'jit': round(jit[i]['ours'] / 1000) if jit else None}
            for i, (name, n, _) in enumerate(named)]
    return {'about': about, 'rows': rows, 'notes': [] if jit else [engine.NO_JIT]}


def lines(result):
    """Rows for a table."""
    yield ['', 'terms', 'ns: stock', 'interpreter', 'instructions: stock', 'interpreter', 'JIT']
    for r in result['rows']:
        yield [r['name'], str(r['terms']), table.number(r['stock_ns'], 1),
               table.number(r['interpreter_ns'], 1), table.number(r['stock']),
               table.number(r['interpreter']), table.number(r['jit'])]
