# SPDX-License-Identifier: GPL-2.0
"""The parts of the benchmark. Each has a name and, as its short form, a letter.

A part has a TITLE; measure(options), which returns its rows and notes; and lines(result),
which makes a table of them.
"""

from . import (bpftrace, core, ebpf, events, everywhere, instructions, language, live, making,
               module, module_rows, nanoseconds, recorded, sizes, terms, types)

PARTS = {'nanoseconds': nanoseconds, 'instructions': instructions, 'core': core, 'ebpf': ebpf,
         'terms': terms, 'events': events, 'everywhere': everywhere, 'sizes': sizes,
         'making': making, 'module': module, 'module-rows': module_rows, 'language': language,
         'bpftrace': bpftrace, 'recorded': recorded, 'live': live, 'types': types}
LETTERS = dict(zip('abcdefghijklmnop', PARTS))


def usage():
    """Make a line of --help for each part."""
    return '\n'.join('      %s  %-12s  %s' % (letter, name, PARTS[name].TITLE)
                     for letter, name in LETTERS.items())


def chosen(text):
    """Parse "core,terms" or "ae". Return the names in the order of PARTS; None on an error."""
    wanted = set()
    for word in text.split(','):
        wanted.update([word] if word in PARTS else (LETTERS.get(letter) for letter in word))
    return [name for name in PARTS if name in wanted] if wanted <= set(PARTS) else None


def by_name(results):
    """Return the parts of a bench.json, which may have letters in place of names."""
    return {LETTERS.get(key, key): result for key, result in results.items()}
