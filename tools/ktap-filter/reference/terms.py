# SPDX-License-Identifier: GPL-2.0
"""
Random filters on numbers, each as a text and as a C expression on __int128.

The sign and the interval of a value are those of the reference evaluator (values.py); its number
is calculated by what volume.h has. If the interval says that all results fit, the C expression
takes the exact result and asserts the interval. Else the result is taken modulo 2^64.
"""
from values import S_MAX, S_MIN, U_MAX, Refused, calculate, constant, cut, fold, negate

EDGES = [0, 1, 2, 3, 7, 8, 127, 128, 255, 256, 32767, 32768, 65535, 65536, 2**31 - 1, 2**31,
	 2**32 - 1, 2**32, 2**63 - 1, 2**63, 2**64 - 1]
NUMBERS = ['s8', 'u8', 's16', 'u16', 's32', 'u32', 's64', 'u64', 'common_pid', 'one', 'pair',
	   'last']
ARRAYS = ['args', 'pair', 'odd', 'mac', 'name', 'list']
RELATIONS = ['==', '!=', '<', '<=', '>', '>=']
OPERATORS = {'+': 'add', '-': 'sub', '*': 'mul', '/': 'quotient', '%': 'rest',
	     '&': 'both', '|': 'either', '^': 'differ', '<<': 'left', '>>': 'right'}
# How strongly an operator binds; those on bits do not mix with any other.
STRENGTH = {'+': 1, '-': 1, '*': 2, '/': 2, '%': 2}
UNARY, PRIMARY = 3, 4


def number(n):
	return f'((num){n}ULL)' if n >= 0 else f'(-(num){-n}ULL)'


class Term:
	"""A value: its text, its C expression, and its sign and interval (a Value)."""

	def __init__(self, text, code, value, strength=PRIMARY):
		self.text, self.code, self.value, self.strength = text, code, value, strength
		self.literal = False
		self.has_field = False

	def operand(self, strength):
		return self.text if self.strength >= strength else f'({self.text})'


def calculated(text, code, value, operands, strength, is_word=False):
	"""The Term of a calculation."""
	if value.constant:
		code = number(value.low)
	else:
		full = (value.low, value.high) == ((0, U_MAX) if value.unsigned else (S_MIN, S_MAX))
		if full or is_word:
			code = f'word_{"us"[not value.unsigned]}({code})'
		code = f'within({code}, {number(value.low)}, {number(value.high)})'
	term = Term(text, code, value, strength)
	term.has_field = any(operand.has_field for operand in operands)
	return term


class Terms:
	"""A generator of filters. Each may raise Refused; then it is no filter."""

	def __init__(self, rng, fields):
		self.rng, self.fields = rng, fields

	def literal(self):
		rng = self.rng
		n = rng.choice(EDGES) + rng.choice((-1, 0, 0, 1)) if rng.random() < 0.5 else \
			rng.randrange(12)
		n = max(0, min(n, U_MAX))
		return self.written(-min(n, 2**63) if rng.random() < 0.2 else n)

	def written(self, n):
		term = Term(str(n) if self.rng.random() < 0.8 else hex(n), number(n), constant(n))
		term.literal = True
		return term

	def field(self, name=None):
		name = name or self.rng.choice(NUMBERS)
		field = self.fields[name]
		sign = 'us'[field.is_signed]
		code = f'load_{sign}(rec + {field.off}, {field.total})'
		term = Term(name, code, field.whole(False))
		term.value.plain = field
		term.has_field = True
		return term

	def element(self, depth):
		name = self.rng.choice(ARRAYS)
		field = self.fields[name]
		index = self.literal() if self.rng.random() < 0.3 else self.term(depth - 1)
		place = f'{field.off}, {field.size}, {field.count}, {int(field.is_signed)}'
		load = 'located' if field.is_located() else 'element'
		code = f'{load}(rec, {place}, {index.code})'
		term = Term(f'{name}[{index.text}]', code, field.element(index.value))
		term.has_field = True
		return term

	def big_endian(self):
		size, offset = self.rng.choice((2, 4, 8)), self.rng.randrange(5)
		name = self.rng.choice(('args', 'u64', 'pair', 'name'))
		field = self.fields[name]
		term = Term(f'be{8 * size}({name}, {offset})',
			    f'load_be(rec + {field.off + offset}, {size})',
			    field.big_endian(size, offset))
		term.has_field = True
		return term

	def length(self):
		field = self.fields['list']
		term = Term('len(list)', f'length(rec, {field.off}, {field.size})', field.length())
		term.has_field = True
		return term

	def cast(self, of, sizes=(1, 2, 4, 8)):
		size, sign = self.rng.choice(sizes), self.rng.choice('us')
		value = cut(size, sign == 's', of.value)
		if of.value.constant:
			value = fold(value)
		return calculated(f'{sign}{8 * size}({of.text})', f'cut_{sign}({of.code}, {size})',
				  value, [of], PRIMARY)

	def unary(self, depth):
		op, of = self.rng.choice('-~'), self.term(depth - 1)
		if of.literal:
			return of
		value = negate(op, of.value)
		name = 'minus' if op == '-' else 'inverse'
		return calculated(f'{op}{of.operand(PRIMARY)}', f'{name}({of.code})', value, [of],
				  UNARY, op == '~')

	def binary(self, depth):
		op = self.rng.choice(list(OPERATORS))
		a, b = self.term(depth - 1), self.term(depth - 1)
		if op in ('/', '%', '<<', '>>') and self.rng.random() < 0.5:
			b = self.literal()
		return self.combined(a, op, b)

	def combined(self, a, op, b):
		value = calculate(op, a.value, b.value)
		if a.value.constant and b.value.constant:
			value = fold(value)
		strength = STRENGTH.get(op, 0)
		left, right = (strength, strength + 1) if strength else (UNARY, UNARY)
		return calculated(f'{a.operand(left)} {op} {b.operand(right)}',
				  f'{OPERATORS[op]}({a.code}, {b.code})', value, [a, b], strength,
				  op in '&|^')

	def chain(self):
		"""Casts of one field, and constants: what lowering may take for a part of the field."""
		term = self.field()
		for _ in range(1 + self.rng.randrange(4)):
			if self.rng.random() < 0.5:
				term = self.cast(term, (1, 2, 4, 8, 8, 8))
				continue
			op = self.rng.choice((*OPERATORS, '>>', '>>', '/', '&'))
			n = self.rng.randrange(64)
			if op in '*/%':
				n = 1 << self.rng.randrange(63)
			elif op not in ('<<', '>>'):
				n = None
			b = self.literal() if n is None else self.written(n)
			term = self.combined(term, op, b)
		return term

	def term(self, depth):
		kind = self.rng.random()
		if depth <= 0 or kind < 0.25:
			return self.field() if self.rng.random() < 0.7 else self.literal()
		if kind < 0.35:
			return self.element(depth)
		if kind < 0.4:
			return self.big_endian() if self.rng.random() < 0.7 else self.length()
		if kind < 0.5:
			return self.cast(self.term(depth - 1))
		return self.unary(depth) if kind < 0.6 else self.binary(depth)

	# What follows returns the text of a predicate and its C expression.

	def stock(self):
		"""A field, a relation and a number: the number is cut."""
		field, literal = self.field(), self.literal()
		plain, n = field.value.plain, literal.value.low
		if n < 0 and not plain.is_signed or n > S_MAX and plain.is_signed:
			raise Refused('stock')
		if self.rng.random() < 0.2:
			mask = number(n & (1 << 8 * plain.total) - 1)
			return f'{field.text} & {literal.text}', f'is(both({field.code}, {mask}))'
		n = cut(plain.total, plain.is_signed, constant(n)).get(None)
		op = self.rng.choice(RELATIONS)
		return f'{field.text} {op} {literal.text}', f'({field.code} {op} {number(n)})'

	def side(self, depth):
		"""A value as a side of a relation. A field is no part of stock's form then."""
		term = self.chain() if self.rng.random() < 0.4 else self.term(depth)
		return term, term.operand(1)

	def relation(self, depth):
		(a, left), (b, right) = self.side(depth), self.side(depth)
		if a.value.plain and b.literal:
			left = f'({left})'
		op = self.rng.choice(RELATIONS)
		return (f'{left} {op} {right}', f'({{ num a = {a.code}, b = {b.code}; '
			f'a != NONE && b != NONE && a {op} b; }})', [a, b])

	def members(self):
		found = []
		for _ in range(1 + self.rng.randrange(6) ** 2):
			low = self.literal()
			high = low.value.low + self.rng.randrange(300)
			if self.rng.random() < 0.4 and high <= U_MAX:
				found.append((f'{low.text} - {high}', low.value.low, high))
			else:
				found.append((low.text, low.value.low, low.value.low))
		return found

	def membership(self, depth):
		value, text = self.side(depth)
		members = self.members()
		ranges = ' || '.join(f'(n >= {number(low)} && n <= {number(high)})'
				     for _, low, high in members)
		return (f'{text} in {{{", ".join(member for member, _, _ in members)}}}',
			f'({{ num n = {value.code}; n != NONE && ({ranges}); }})', [value])

	def truth(self, depth):
		value = self.term(depth)
		if value.value.plain or value.strength:
			return value.text, f'is({value.code})', [value]
		# Stock's "&" is no value.
		return f'({value.text}) != 0', f'is({value.code})', [value]

	def predicate(self, depth):
		kind = self.rng.random()
		if kind < 0.1:
			return self.stock()
		make = self.membership if kind < 0.3 else \
			self.truth if kind < 0.4 else self.relation
		text, code, values = make(depth)
		if not any(value.has_field for value in values):
			raise Refused('no field')
		return text, code

	def filter(self):
		"""The text and the C expression of a filter that is not refused."""
		while True:
			try:
				return self.filter_or_refused()
			except Refused:
				pass

	def filter_or_refused(self):
		# Simple ones become other instructions than cells.
		text, code = self.predicate(self.rng.choice((1, 1, 2, 3)))
		while self.rng.random() < 0.3:
			other, other_code = self.predicate(1)
			op = self.rng.choice(('&&', '||'))
			text, code = f'({text}) {op} {other}', f'({code} {op} {other_code})'
		if self.rng.random() < 0.15:
			text, code = f'!({text})', f'!{code}'
		return text, code
