# SPDX-License-Identifier: GPL-2.0
"""The parts of documents that are made from bench.json.

A part stands between two lines, which are comments of the document: one has the words
bench-NAME-begin, the other bench-NAME-end.
"""

import re


def fill(text, name, block):
    """Return the text of a document with a new part; None if it has no place for the part."""
    lines = r'(^[^\n]*\bbench-%s-begin\b[^\n]*\n).*?(^[^\n]*\bbench-%s-end\b)' % (name, name)
    new, n = re.subn(lines, lambda m: '%s\n%s\n\n%s' % (m.group(1), block, m.group(2)), text,
                     flags=re.S | re.M)
    return new if n == 1 else None


def put(path, blocks):
    """Replace parts of a file. Return the name of a part without a place, or None."""
    with open(path, encoding='utf-8') as f:
        text = f.read()
    for name, block in blocks.items():
        text = fill(text, name, block)
        if text is None:
            return name
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)
    return None
