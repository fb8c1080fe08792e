# SPDX-License-Identifier: GPL-2.0
"""Instructions an event on Debian's own kernel: the stock engine, and the module in its place.

The module runs the same interpreter as a kernel that is built with ktap filter. That
kernel's figures stand beside it.
"""

from .. import engine, guest, table
from . import instructions, module

TITLE = "instructions an event, Debian's kernel with the module, and the patched kernel"

# Arguments: ktap_filter.ko, ktf_bench.ko.
GUEST = '''
insmod "$1" jit=off && insmod "$2" || exit 1
for way in sites data; do
	echo "=== $way"
	cat /sys/kernel/debug/ktf_bench/$way || exit 1
done
'''


def measure(_options):
    """Measure the rows of both kernels. All have the same rows."""
    modules = (module.build('build-module'), module.build('build-test-modules') + '/ktf_bench.ko')
    got = engine.sections(guest.boot(module.KERNEL, GUEST, *modules))
    sites, data = engine.parse(got['sites']), engine.parse(got['data'])
    patched, _, _ = engine.rows('x86-test', 1)
    rows = [{'name': p['name'], 'stock': instructions.whole(s['stock']),
             'sites': instructions.whole(s['ours']), 'data': instructions.whole(d['ours']),
             'patched': instructions.whole(p['ours'])}
            for s, d, p in zip(sites, data, patched, strict=True)]
    return {'rows': rows, 'notes': []}


def lines(result):
    """Rows for a table."""
    yield ['', 'stock', 'by sites', '/stock', 'by data', '- stock', 'patched', 'by sites/patched']
    for r in result['rows']:
        yield [r['name'], str(r['stock']), str(r['sites']), table.ratio(r['sites'], r['stock'], 3),
               str(r['data']), '%+d' % (r['data'] - r['stock']), str(r['patched']),
               table.ratio(r['sites'], r['patched'])]
