#!/usr/bin/python3
# SPDX-License-Identifier: GPL-2.0
"""
A reference evaluator of the filter language: value expressions and sets.

It is written from the language's grammar and shares nothing with the engine. A filter becomes a
tree by recursive descent, a function for each rule of the grammar. A value is evaluated as an
unbounded integer and then brought into 64 bits by the rules for signs and intervals, so that an
error in the engine's arithmetic of words cannot be repeated here. What is not there is None, and
makes the predicate false. So does a field that the event lacks, if the filter has a has() of it. A
predicate is not checked further behind such a field, as its values have no types.

    or    = and { "||" and }          and = not { "&&" not }
    not   = { "!" } ( "(" or ")" | predicate )
    predicate = value [ relation value | "in" set ] | "has" "(" name ")"
    bits  = unary ( bitop unary { same bitop unary } | shift unary )
    sum   = product { ("+" | "-") product }     product = unary { ("*" | "/" | "%") unary }
    unary = [ "-" | "~" ] primary

Operators on bits do not mix with others or with relations outside of parentheses.
"""
import re

S_MIN, S_MAX, U_MAX = -2**63, 2**63 - 1, 2**64 - 1
TOKEN = re.compile(r'\s*(\|\||&&|<<|>>|<=|>=|==|!=|!~|[-+*/%&|^~!<>(){}\[\],]|\w+)')
CASTS = {f'{sign}{bits}': (bits // 8, sign == 's') for sign in 'us' for bits in (8, 16, 32, 64)}
UNITS = {'k': 2**10, 'K': 2**10, 'M': 2**20, 'G': 2**30, 'T': 2**40,
	 'ns': 1, 'us': 10**3, 'ms': 10**6, 's': 10**9}
BIG_ENDIAN = {'be16': 2, 'be32': 4, 'be64': 8}


class Refused(Exception):
	"""The text is no filter."""


class Value:
	"""
	A value: its sign, its interval, and how to get it from a record.

	Of a field alone, plain is the Field; of a number as it is written, text is the number. Of a
	field "&" a number, stock is both.
	"""

	def __init__(self, unsigned, low, high, get, constant=False):
		self.unsigned, self.low, self.high = unsigned, low, high
		self.get, self.constant = get, constant
		self.plain = self.text = self.stock = None


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
	return signed(min(a.low, 0), max(a.high, 0 if a.low >= 0 else -1), a.unsigned,
		      both(a, b, moved)) if a.low < 0 else \
		signed(0, a.high, a.unsigned, both(a, b, moved))


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
	half = 1 << 8 * bytes_ - 1
	if is_signed:
		return Value(False, -half, half - 1, get)
	return Value(bytes_ == 8, 0, 2 * half - 1, get)


class Field:
	"""A field of the event: its offset, the bytes and sign of an element, their number."""

	def __init__(self, off, size, is_signed, count=0):
		self.off, self.size, self.is_signed, self.count = off, size, is_signed, count

	def number(self, at, size, is_signed, order='little'):
		def get(record):
			return int.from_bytes(record[at:at + size], order, signed=is_signed)
		half = 1 << 8 * size - 1
		if is_signed:
			return Value(False, -half, half - 1, get)
		return Value(size == 8, 0, 2 * half - 1, get)

	def whole(self):
		total = self.size * max(self.count, 1)
		if total not in (1, 2, 4, 8):
			raise Refused('no number')
		return self.number(self.off, total, self.is_signed)

	def element(self, index):
		if not self.count:
			raise Refused('no array')
		if index.constant and not 0 <= index.low < self.count:
			raise Refused('out of the array')
		def get(record):
			i = index.get(record)
			if i is None or not 0 <= i < self.count:
				return None
			at = self.off + i * self.size
			return int.from_bytes(record[at:at + self.size], 'little', signed=self.is_signed)
		value = self.number(self.off, self.size, self.is_signed)
		return Value(value.unsigned, value.low, value.high, get)


class Parser:
	def __init__(self, text, fields):
		self.fields = fields
		self.tokens, self.starts, at = [], [], 0
		while text[at:].strip():
			match = TOKEN.match(text, at)
			if not match:
				raise Refused('no token')
			self.tokens.append(match[1])
			self.starts.append(match.start(1))
			at = match.end()
		self.starts.append(at)
		self.at = 0
		self.asks = self.lacks = False
		self.optional = {self.tokens[i + 2] for i in range(len(self.tokens) - 2)
				 if self.tokens[i] == 'has' and self.tokens[i + 1] == '('
				 and self.starts[i + 1] == self.starts[i] + 3}

	def peek(self, ahead=0):
		i = self.at + ahead
		return self.tokens[i] if i < len(self.tokens) else None

	def blank(self, ahead=0):
		"""Is there a blank before a token?"""
		i = self.at + ahead
		return self.starts[i] != self.starts[i - 1] + len(self.tokens[i - 1])

	def take(self, *wanted):
		if self.peek() is None or self.peek() not in wanted:
			return None
		self.at += 1
		return self.tokens[self.at - 1]

	def expect(self, token):
		if not self.take(token):
			raise Refused(f'{token} is missing')

	def filter(self):
		predicate = self.truth(self.disjunction())
		if self.peek() is not None:
			raise Refused('more')
		return predicate

	# What follows returns a Value, or a function of a record that is a predicate.

	def truth(self, item):
		"""A value alone is true if it is not 0."""
		if not isinstance(item, Value):
			return item
		if item.stock:
			return self.asked(self.stock_bits(*item.stock))
		return self.asked(lambda record: item.get(record) not in (None, 0))

	def asked(self, predicate):
		if not self.asks:
			raise Refused('no field')
		lacks, self.asks, self.lacks = self.lacks, False, False
		return (lambda record: False) if lacks else predicate

	def disjunction(self):
		left = self.conjunction()
		while self.take('||'):
			a, b = self.truth(left), self.truth(self.conjunction())
			left = lambda record, a=a, b=b: a(record) or b(record)
		return left

	def conjunction(self):
		left = self.negation()
		while self.take('&&'):
			a, b = self.truth(left), self.truth(self.negation())
			left = lambda record, a=a, b=b: a(record) and b(record)
		return left

	def negation(self):
		negated, paren = False, False
		while self.take('!'):
			negated = not negated
		if negated and self.peek() == '(':
			self.at += 1
			item = self.truth(self.disjunction())
			self.expect(')')
			paren = True
		else:
			item = self.predicate()
		if not negated:
			return item
		item = self.truth(item)
		return lambda record: not item(record)

	def has(self):
		self.at += 2
		found = self.take(self.peek()) in self.fields
		self.expect(')')
		return lambda record: found

	def predicate(self):
		if self.peek() == 'has' and self.peek(1) == '(' and not self.blank(1):
			return self.has()
		left, kind = self.operand()
		relation = self.take('==', '!=', '<=', '<', '>=', '>', 'in')
		if not relation:
			return left
		if not isinstance(left, Value) or kind == 'bits':
			raise Refused('no value')
		if relation == 'in':
			return self.asked(self.membership(left))
		right, kind = self.operand()
		if not isinstance(right, Value) or kind == 'bits':
			raise Refused('no value')
		if self.peek() in ('==', '!=', '<=', '<', '>=', '>', 'in'):
			raise Refused('two relations')
		if left.plain and right.text:
			return self.asked(self.stock(relation, left, right))
		return self.asked(self.compare(relation, left, right))

	@staticmethod
	def compare(relation, a, b):
		functions = {'==': lambda x, y: x == y, '!=': lambda x, y: x != y,
			     '<': lambda x, y: x < y, '<=': lambda x, y: x <= y,
			     '>': lambda x, y: x > y, '>=': lambda x, y: x >= y}
		function = functions[relation]
		def holds(record):
			x, y = a.get(record), b.get(record)
			return x is not None and y is not None and function(x, y)
		return holds

	def stock(self, relation, field, literal):
		"""A field, a relation and a number, and nothing else: the number is cut."""
		number = literal.low
		if not field.plain.is_signed and literal.text.startswith('-'):
			raise Refused('negative')
		if field.plain.is_signed and number > S_MAX:
			raise Refused('too large')
		total = field.plain.size * max(field.plain.count, 1)
		number = cut(total, field.plain.is_signed, constant(number)).get(None)
		return self.compare(relation, field, constant(number))

	def stock_bits(self, field, literal):
		"""A field "&" a number, and nothing else: the number is cut."""
		total = field.plain.size * max(field.plain.count, 1)
		self.stock('==', field, literal)
		mask = literal.low & (1 << 8 * total) - 1
		return lambda record: bool(field.get(record) & mask)

	def membership(self, value):
		self.expect('{')
		ranges = []
		while True:
			low = self.member()
			high = low
			# With a blank before it and none behind it, "-" is the next member's sign.
			if self.peek() == '-' and not (self.blank() and not self.blank(1)):
				self.at += 1
				high = self.member()
				if high < low:
					raise Refused('falls')
			ranges.append((low, high))
			if self.take('}'):
				break
			self.take(',')
		def holds(record):
			number = value.get(record)
			return number is not None and any(a <= number <= b for a, b in ranges)
		return holds

	def member(self):
		sign = -1 if self.take('-') else 1
		if sign < 0 and self.blank():
			raise Refused('a sign and a blank')
		return sign * self.literal(self.take(self.peek()), sign < 0)

	@staticmethod
	def literal(token, negative=False):
		if token is None:
			raise Refused('no number')
		factor = 1
		unit = re.fullmatch(r'(0|[1-9][0-9]*)([kKMGT]|[num]?s)', token)
		if unit:
			token, factor = unit[1], UNITS[unit[2]]
		if re.fullmatch(r'0[0-7]+', token):
			token = '0o' + token[1:]
		try:
			number = int(token, 0) * factor
		except ValueError:
			raise Refused('no number') from None
		if number > (2**63 if negative else U_MAX):
			raise Refused('too large')
		return number

	def operand(self):
		"""A sum, or bits. Returns what it is as well: 'bits' mixes with nothing."""
		start = self.at
		left = self.unary()
		op = self.peek()
		if op in ('&', '|', '^', '<<', '>>'):
			while self.take(op):
				right = self.value(self.unary())
				result = self.calculate(op, self.value(left), right)
				if op == '&' and left.plain and right.text:
					result.stock = left, right
				left = result
				if op in ('<<', '>>'):
					break
			if self.peek() in ('&', '|', '^', '<<', '>>', '+', '-', '*', '/', '%'):
				raise Refused('mixed')
			return left, 'bits'
		self.at = start
		left = self.sum()
		if self.peek() in ('&', '|', '^', '<<', '>>'):
			raise Refused('mixed')
		return left, 'sum'

	def calculate(self, op, a, b):
		if self.lacks:
			return Missing()
		result = calculate(op, a, b)
		return fold(result) if a.constant and b.constant else result

	@staticmethod
	def value(item):
		if not isinstance(item, Value):
			raise Refused('no value')
		return item

	def binary(self, operators, below):
		left = below()
		while True:
			op = self.take(*operators)
			if not op:
				return left
			a, b = self.value(left), self.value(below())
			left = self.calculate(op, a, b)

	def sum(self):
		return self.binary(('+', '-'), self.product)

	def product(self):
		return self.binary(('*', '/', '%'), self.unary)

	def starts_number(self):
		"""Is the next token the sign of a number?"""
		return self.peek() == '-' and (self.peek(1) or '')[:1].isdigit() and not self.blank(1)

	def unary(self):
		op = self.peek()
		if op == '-' and self.starts_number():
			self.at += 1
			token = self.take(self.peek())
			value = constant(-self.literal(token, True))
			value.text = '-' + token
			return value
		if op not in ('-', '~'):
			return self.primary()
		self.at += 1
		if self.peek() in ('-', '~') and not self.starts_number():
			raise Refused('two unary operators')
		a = self.value(self.unary() if self.peek() == '-' else self.primary())
		if op == '-':
			value = typed(-a.high, -a.low, a.unsigned,
				      lambda record: None if a.get(record) is None else -a.get(record))
		elif a.unsigned:
			value = signed(U_MAX - a.high, U_MAX - a.low, True,
				       lambda r: None if a.get(r) is None else U_MAX - a.get(r))
		else:
			value = signed(~a.high, ~a.low, False,
				       lambda r: None if a.get(r) is None else ~a.get(r))
		return fold(value) if a.constant else value

	def primary(self):
		if self.take('('):
			item = self.disjunction()
			self.expect(')')
			if isinstance(item, Value):
				stock = item.stock
				item = Value(item.unsigned, item.low, item.high, item.get, item.constant)
				item.stock = stock
			return item
		token = self.peek()
		if token is None or not re.match(r'\w', token):
			raise Refused('no operand')
		self.at += 1
		if self.peek() == '(' and not self.blank():
			return self.call(token)
		if token in self.fields or token in self.optional:
			return self.field(token)
		value = constant(self.literal(token))
		value.text = token
		return value

	def field(self, token):
		field = self.fields.get(token)
		self.asks = True
		self.lacks = self.lacks or not field
		if self.peek() == '[' and not self.blank():
			self.at += 1
			index = self.value(self.operand()[0])
			self.expect(']')
			self.asks = True
			return Missing() if self.lacks else field.element(index)
		if self.lacks:
			return Missing()
		value = field.whole()
		value.plain = field
		return value

	def call(self, name):
		self.expect('(')
		if name in CASTS:
			value = self.value(self.operand()[0])
			self.expect(')')
			if self.lacks:
				return Missing()
			result = cut(*CASTS[name], value)
			return fold(result) if value.constant else result
		if name not in BIG_ENDIAN:
			raise Refused('no function')
		token, offset = self.take(self.peek()), 0
		field = self.fields.get(token)
		if not field and token not in self.optional:
			raise Refused('no field')
		self.lacks = self.lacks or not field
		if self.take(','):
			offset = self.literal(self.take(self.peek()))
		self.expect(')')
		self.asks = True
		if self.lacks:
			return Missing()
		size = BIG_ENDIAN[name]
		if offset + size > field.size * max(field.count, 1):
			raise Refused('out of the field')
		return field.number(field.off + offset, size, False, 'big')


def compile_filter(text, fields):
	"""Make a function of a record's bytes from a filter. Raises Refused."""
	return Parser(text, fields).filter()
