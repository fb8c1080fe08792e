# SPDX-License-Identifier: GPL-2.0
"""A large file of trace-cmd, recorded in User-Mode Linux, and the same without compression."""

import os
import re
import subprocess
import sys

from . import guest

# It makes 4.4 million events.
WORKLOAD = '''
cd /tmp || exit 1
trace-cmd record -q -b 700000 -e sched -e kmem -o big.dat sh -c '
	for n in $(seq 40); do
		find /usr/lib /usr/share -type f | head -n 20000 | sort | sha256sum
		seq 20000 | sort -rn | sha256sum
	done >/dev/null' && cp big.dat "$KTAP_FILTER_RESULTS"
'''


def install():
    """Install trace-cmd, and what User-Mode Linux needs."""
    if subprocess.run([guest.SCRIPTS + '/install-packages', 'uml'], check=False).returncode:
        raise guest.Failed('no trace-cmd')


def record(folder):
    """Record. Return the file."""
    guest.build('uml')
    guest.say('recording in User-Mode Linux')
    ran = subprocess.run([guest.SCRIPTS + '/boot-uml', '--mem', '3G', '--timeout', '900',
                          '--results', folder, '--', 'sh', '-c', WORKLOAD], stdout=sys.stderr,
                         check=False)
    if ran.returncode:
        raise guest.Failed('recording failed, status %d' % ran.returncode)
    return os.path.join(folder, 'big.dat')


def compression_of(dat):
    """Return the compression that trace-cmd reports for a file: "zstd", "zlib", "none"."""
    told = subprocess.run(['trace-cmd', 'dump', '--summary', '-i', dat], stdout=subprocess.PIPE,
                          text=True, errors='replace', check=True).stdout
    packed = re.search(r'^\s*(\S+)\s*\[Compression algorithm\]', told, re.M)
    return packed.group(1) if packed else 'none'


def unpacked(folder, dat):
    """Make a copy without compression. Return that file."""
    plain = os.path.join(folder, 'plain.dat')
    guest.say('unpacking it, to measure that as well')
    subprocess.run(['trace-cmd', 'convert', '-i', dat, '-o', plain, '--compression', 'none'],
                   stdout=subprocess.DEVNULL, check=True)
    return plain
