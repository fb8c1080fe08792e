# SPDX-License-Identifier: GPL-2.0
"""
Names that stand for something outside of the text: variables, what the event shows for numbers,
errors, enumerators, system calls, devices, addresses, cgroups.

An address is a number of 4, 6 or 16 bytes in network order. With a prefix it is a range of them.
"""
import ipaddress
import re

import texts

# Bytes and sign of each variable that is a number of the task; "cpu" is the CPU's.
VARIABLES = {
	'pid': (4, True), 'tgid': (4, True), 'ppid': (4, True), 'prio': (4, True), 'nice': (1, True),
	'kthread': (1, False), 'uid': (4, False), 'euid': (4, False), 'gid': (4, False),
	'egid': (4, False), 'cgroup': (8, False), 'pidns': (4, False), 'mntns': (4, False),
	'netns': (4, False), 'utsns': (4, False), 'ipcns': (4, False), 'userns': (4, False),
	'now': (8, False), 'cpu': (4, False),
}
# Variables that a task may lack.
MAY_LACK = ('cgroup', 'pidns', 'mntns', 'netns', 'utsns', 'ipcns')
# Variables in the record: the field, the first bit, and how many bits.
RECORDED = {'in_irq': ('common_flags', 3, 1), 'in_softirq': ('common_flags', 4, 1),
	    'in_nmi': ('common_flags', 6, 1), 'preempt': ('common_preempt_count', 0, 4)}

# What the tests' environment has.
ERRORS = {'EPERM': 1, 'ENOENT': 2, 'EIO': 5}
NR_CPUS = 4
ENUMERATORS = {'BPF_LINK_TYPE_XDP': 6, 'SAME': 5, 'BELOW': -2, 'WIDE': 2**40, 'TOP': 2**64 - 1}
SYSCALLS = {'read': 0, 'write': 1, 'open': 3, 'openat': 4, 'openat2': 5}
CGROUPS = {'/': 100, '/a': 101, '/a/b': 102, '/a/b/c': 103}


class Table:
	"""
	The names that the event shows for the bits of a field from shift on that mask has.

	A table of flags shows several names, joined by "|". names has the numbers of each name.
	"""

	def __init__(self, is_flags, shift, mask, shown):
		self.is_flags, self.shift, self.mask, self.names = is_flags, shift, mask, shown

	def bits(self, number):
		return number >> self.shift & self.mask

	def numbers(self, text):
		"""All that stands for a text. Raises NoName."""
		if not self.is_flags:
			return self.of(text)
		found = {0}
		for name in text.split('|'):
			found = {a | b for a in found for b in self.of(name)}
		return found

	def of(self, name):
		if name not in self.names:
			raise NoName(name)
		return self.names[name]


# What the print format of the tests' event says.
TABLES = {
	'u8': Table(False, 0, -1, {'ZERO': {0}, 'MANY': {200}, 'EDGE': {128, 255}}),
	'u16': Table(True, 0, 0xff, {'D': {64}, '__GFP_X': {32}, 'LOW': {3}}),
	'u32': Table(False, 8, 0xff, {'BYTE': {0x5e}}),
	's8': Table(False, 0, -1, {'MINUS': {-1}, 'FIVE': {5}}),
}


def constants():
	"""The numbers of each name that is a constant. One that has two is for sets only."""
	found = {name: (number,) for name, number in {**ENUMERATORS, **ERRORS}.items()}
	found['TWO_NUMBERS'] = (2, 3)
	for table in TABLES.values():
		found.update({name: tuple(numbers) for name, numbers in table.names.items()
			      if len(name) > 1})
	return found


CONSTANTS = constants()


class NoName(Exception):
	"""The event shows no such name, or there is no such system call."""


class NoAddress(Exception):
	"""What is in the parentheses is no address."""


class Network:
	"""Addresses from low to high of some bytes."""

	def __init__(self, size, low, high):
		self.size, self.low, self.high = size, low, high


def decimal(text, most):
	if not re.fullmatch(r'0|[1-9][0-9]*', text) or int(text) > most:
		raise NoAddress(text)
	return int(text)


def cpus(token):
	"""The CPUs of a list in braces, all of them there."""
	found = set()
	for part in token[5:-1].split(','):
		first, dash, last = part.partition('-')
		found |= set(range(decimal(first, NR_CPUS - 1),
				   decimal(last if dash else first, NR_CPUS - 1) + 1))
	return found


def is_pattern(argument):
	"""Is it a pattern? Without quotes, only "*" and "?" make one of a name."""
	return argument[:1] in ('"', "'") or bool(re.fullmatch(r'\w*[*?][\w*?]*', argument))


def system_calls(argument):
	"""The numbers of a system call, or of all that match a pattern."""
	if is_pattern(argument):
		steps = texts.glob_steps(argument.strip('"\'').encode('latin-1'))
		found = [nr for name, nr in SYSCALLS.items()
			 if texts.glob_matches(steps, name.encode('latin-1'))]
	else:
		found = [nr for name, nr in SYSCALLS.items() if name == argument]
	if not found:
		raise NoName(argument)
	return found


def device(argument):
	major, _, minor = argument.partition(':')
	return decimal(major, 2**12 - 1) << 20 | decimal(minor, 2**20 - 1)


def address(kind, argument):
	"""The Network of an argument of ipv4(), ipv6() or mac()."""
	host, slash, prefix = argument.partition('/')
	size = {'ipv4': 4, 'ipv6': 16, 'mac': 6}[kind]
	if kind == 'mac':
		if not re.fullmatch(r'[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}', host):
			raise NoAddress(host)
		number = int(host.replace(':', ''), 16)
	else:
		number = ip_number(kind, host)
	others = 8 * size - (decimal(prefix, 8 * size) if slash else 8 * size)
	if number & (1 << others) - 1:
		raise NoAddress(argument)
	return Network(size, number, number | (1 << others) - 1)


def ip_number(kind, host):
	make = ipaddress.IPv4Address if kind == 'ipv4' else ipaddress.IPv6Address
	if '%' in host or '/' in host:
		raise NoAddress(host)
	try:
		return int(make(host))
	except ValueError:
		raise NoAddress(host) from None


def addresses(numbers, networks, negated=False):
	"""A predicate: is a number, a function of a record, in one of the networks?"""
	def holds(record):
		number = numbers(record)
		return any(n.low <= number <= n.high for n in networks) != negated
	return holds
