# SPDX-License-Identifier: GPL-2.0
"""
Numbers of the filter language.

A value is evaluated as an unbounded integer and then brought into 64 bits by the rules for signs
and intervals. A value that is not there is None.
"""
S_MIN, S_MAX, U_MAX = -2**63, 2**63 - 1, 2**64 - 1


class Refused(Exception):
	"""The text is no filter."""


class Value:
	"""
	A value: its sign, its interval, and how to get it from a record.

	Of a field alone, plain is the Field; of a number as it is written, text is the number. Of a
	field "&" a number, stock is both. Of a variable alone, variable is its name. Of be16() and
	the like, bytes is how many. What is opaque is a number in the stock engine's form only.
	"""

	def __init__(self, unsigned, low, high, get, constant=False):
		self.unsigned, self.low, self.high = unsigned, low, high
		self.get, self.constant = get, constant
		self.plain = self.text = self.stock = self.variable = self.bytes = None
		self.opaque = False


class Missing(Value):
	"""The value of a field that the event lacks, and of what is calculated from it."""

	def __init__(self):
		super().__init__(False, 0, 0, lambda record: None)


def into_word(number, unsigned):
	number &= U_MAX
	return number if unsigned or number <= S_MAX else number - 2**64


def typed(low, high, any_unsigned, get):
	"""A result whose exact interval is known: exact if it fits 64 bits."""
	if S_MIN <= low and high <= S_MAX:
		return Value(False, low, high, get)
	if 0 <= low and high <= U_MAX:
		return Value(True, low, high, get)
	unsigned = any_unsigned
	def wrapped(record):
		number = get(record)
		return None if number is None else into_word(number, unsigned)
	return Value(unsigned, 0 if unsigned else S_MIN, U_MAX if unsigned else S_MAX, wrapped)


def signed(low, high, unsigned, get):
	"""A result that has the sign of an operand."""
	least, most = (0, U_MAX) if unsigned else (S_MIN, S_MAX)
	def wrapped(record):
		number = get(record)
		return None if number is None else into_word(number, unsigned)
	if least <= low and high <= most:
		return Value(unsigned, low, high, wrapped)
	return Value(unsigned, least, most, wrapped)


def both(a, b, function):
	def get(record):
		x, y = a.get(record), b.get(record)
		return None if x is None or y is None else function(x, y)
	return get


def quotient(x, y):
	if not y:
		return None
	q = abs(x) // abs(y)
	return q if (x < 0) == (y < 0) else -q


def rest(x, y):
	q = quotient(x, y)
	return None if q is None else x - q * y


def ones(value):
	return (1 << max(value.low, ~value.low, value.high, ~value.high).bit_length()) - 1


def divide(op, a, b):
	if b.constant and not b.low:
		raise Refused('division by zero')
	if a.unsigned and b.low < 0 or b.unsigned and a.low < 0:
		raise Refused('both signs')
	if op == '/':
		divisors = [y for y in (b.low, b.high, -1, 1) if y and b.low <= y <= b.high]
		found = [quotient(x, y) for x in (a.low, a.high) for y in divisors] or [0]
		return signed(min(found), max(found), a.unsigned, both(a, b, quotient))
	most = max(abs(b.low), abs(b.high), 1) - 1
	low, high = max(a.low, -most) if a.low < 0 else 0, min(a.high, most) if a.high > 0 else 0
	least = 1 if b.low <= 0 <= b.high else min(abs(b.low), abs(b.high))
	if max(abs(a.low), abs(a.high)) < least:
		low, high = a.low, a.high
	return signed(low, high, a.unsigned, both(a, b, rest))


def bitwise(op, a, b):
	if op == '&':
		get = both(a, b, lambda x, y: (x & U_MAX) & (y & U_MAX))
		positive = [v.high for v in (a, b) if v.low >= 0]
		if positive:
			high = min(positive)
			return signed(0, high, high > S_MAX, get)
		return signed(S_MIN, max(a.high, b.high), False, get)
	function = {'|': lambda x, y: x | y, '^': lambda x, y: x ^ y}[op]
	get = both(a, b, lambda x, y: function(x & U_MAX, y & U_MAX))
	high = ones(a) | ones(b)
	if a.unsigned or b.unsigned:
		if a.low < 0 or b.low < 0:
			return signed(0, U_MAX, True, get)
		return signed(0, high, True, get)
	return signed(-high - 1 if a.low < 0 or b.low < 0 else 0, high, False, get)


def shift_left(a, b):
	def moved(x, n):
		return x << n if 0 <= n <= 63 else 0
	counts = range(max(b.low, 0), min(b.high, 63) + 1)
	if not counts:
		return Value(False, 0, 0, both(a, b, moved))
	found = [moved(x, n) for x in (a.low, a.high) for n in (counts[0], counts[-1])]
	if b.low < 0 or b.high > 63:
		found.append(0)
	return typed(min(found), max(found), a.unsigned, both(a, b, moved))


def shift_right(a, b):
	def moved(x, n):
		return x >> n if 0 <= n <= 63 else -1 if x < 0 else 0
	# All counts that move all bits out are alike.
	counts = [min(n, 64) if n >= 0 else 64 for n in (b.low, b.high)]
	if b.low < 0 <= b.high:
		counts = [0, 64]
	found = [moved(x, n) for x in (a.low, a.high) for n in counts]
	return signed(min(found), max(found), a.unsigned, both(a, b, moved))


def calculate(op, a, b):
	unsigned = a.unsigned or b.unsigned
	if op == '+':
		return typed(a.low + b.low, a.high + b.high, unsigned, both(a, b, lambda x, y: x + y))
	if op == '-':
		return signed(a.low - b.high, a.high - b.low, False, both(a, b, lambda x, y: x - y))
	if op == '*':
		found = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
		return typed(min(found), max(found), unsigned, both(a, b, lambda x, y: x * y))
	if op in '/%':
		return divide(op, a, b)
	if op in ('<<', '>>'):
		if b.constant and not 0 <= b.low <= 63:
			raise Refused('shift is too large')
		return (shift_left if op == '<<' else shift_right)(a, b)
	return bitwise(op, a, b)


def negate(op, a):
	"""The value of "-" or "~" before a value."""
	def of(function):
		return lambda record: None if a.get(record) is None else function(a.get(record))
	if op == '-':
		return keep(a, typed(-a.high, -a.low, a.unsigned, of(lambda x: -x)))
	if a.unsigned:
		return keep(a, signed(U_MAX - a.high, U_MAX - a.low, True, of(lambda x: U_MAX - x)))
	return keep(a, signed(~a.high, ~a.low, False, of(lambda x: ~x)))


def keep(a, value):
	return fold(value) if a.constant else value


def fold(value):
	"""A calculation with constants is a constant."""
	number = value.get(None)
	return constant(number)


def constant(number):
	return Value(number > S_MAX, number, number, lambda record: number, True)


def cut(bytes_, is_signed, a):
	def get(record):
		number = a.get(record)
		if number is None:
			return None
		number &= (1 << 8 * bytes_) - 1
		return number - (1 << 8 * bytes_) if is_signed and number >> 8 * bytes_ - 1 else number
	return Value(*limits(bytes_, is_signed), get)


def limits(size, is_signed):
	"""The sign and the interval of a number of some bytes."""
	half = 1 << 8 * size - 1
	return (False, -half, half - 1) if is_signed else (size == 8, 0, 2 * half - 1)


def of_bytes(size, is_signed, bytes_at, order='little'):
	"""The number of the bytes that a function makes from a record."""
	def get(record):
		content = bytes_at(record)
		return None if content is None else int.from_bytes(content, order, signed=is_signed)
	return Value(*limits(size, is_signed), get)
