"""Formulas of a page: small nodes over SymPy expressions that every printer prints in its own way.

A node says what is written, never how: no LaTeX, no HTML. Names inside (symbols, functions) come from
outside and are raw text; every printer escapes them for its own format.

==============  ======================================================================
written         nodes
==============  ======================================================================
mathematics     Expression, Sum, Negative, Product, Power, Quotient, Grid
names           Name, Call, Partial
numbers         Decimal, PlusMinus
sentences       Chain, Prefixed, Fenced, Dots
==============  ======================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final, TypeAlias

from sympy import Basic, Expr, Rational, Symbol

__all__ = [
    "Call",
    "Chain",
    "Decimal",
    "Dots",
    "Expression",
    "Fence",
    "Fenced",
    "Formula",
    "Grid",
    "Name",
    "Negative",
    "Partial",
    "PlusMinus",
    "Power",
    "Prefixed",
    "Product",
    "Quotient",
    "Relation",
    "Sum",
    "length",
    "signed",
]


_LONGEST: Final = 100_000


class Relation(Enum):
    """Relation signs between formulas.

    Examples
    --------
    >>> Relation("≈") is Relation.APPROXIMATELY
    True
    """

    EQUAL = "="
    APPROXIMATELY = "≈"
    NOT_EQUAL = "≠"
    LESS = "<"
    GREATER = ">"
    AT_MOST = "≤"
    AT_LEAST = "≥"
    IN = "∈"


class Fence(Enum):
    """What stands around a list: a point or open interval, a set, nothing.

    Examples
    --------
    >>> Fence.ROUND.value
    '()'
    """

    ROUND = "()"
    BRACES = "{}"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Expression:
    """A SymPy expression; the printer orders the terms of its sums by falling degree.

    Examples
    --------
    >>> Expression(Symbol("x") ** 2).value
    x**2
    """

    value: Expr


@dataclass(frozen=True, slots=True)
class Sum:
    """Terms joined by + and − in exactly this order; :func:`signed` takes a term's leading minus sign off.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> len(Sum((Expression(y), Expression(-2 * x))).terms)
    2
    """

    terms: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Negative:
    """− body; sums are bracketed.

    Examples
    --------
    >>> Negative(Name("u")).body.text
    'u'
    """

    body: Formula


@dataclass(frozen=True, slots=True)
class Product:
    """Factors side by side in this order; sums among them are bracketed.

    Examples
    --------
    >>> [factor.text for factor in Product((Name("nabla"), Name("f"))).factors]
    ['nabla', 'f']
    """

    factors: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Power:
    """base to the exponent; a base that is not a single name or number is bracketed.

    Examples
    --------
    >>> Power(Name("t"), Decimal("2")).exponent.digits
    '2'
    """

    base: Formula
    exponent: Formula


@dataclass(frozen=True, slots=True)
class Quotient:
    """numerator over denominator.

    Examples
    --------
    >>> Quotient(Name("u"), Name("v")).denominator.text
    'v'
    """

    numerator: Formula
    denominator: Formula


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix in round brackets.

    Examples
    --------
    >>> len(Grid(((Name("a"), Name("b")),)).rows)
    1
    """

    rows: tuple[tuple[Formula, ...], ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the report itself: a Latin letter or the English name of a Greek one, ``nabla`` or ``RR``.

    Subscripts are written side by side without commas (f_xy); ``primes`` counts the dashes of u′.

    Examples
    --------
    >>> x = Expression(Symbol("x"))
    >>> Name("f", (x, x)), Name("lambda", primes=1).primes
    (Name(text='f', subscripts=(Expression(value=x), Expression(value=x)), primes=0), 1)
    """

    text: str
    subscripts: tuple[Formula, ...] = ()
    primes: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """function(arguments), for example f(x, y).

    Examples
    --------
    >>> Call(Name("f"), (Expression(Symbol("x")),)).function.text
    'f'
    """

    function: Formula
    arguments: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Partial:
    """∂/∂variable body; d/dvariable where ``ordinary``. A body that is a sum is bracketed.

    Examples
    --------
    >>> Partial(Symbol("x"), Expression(Symbol("x") ** 2)).ordinary
    False
    """

    variable: Symbol
    body: Formula
    ordinary: bool = False


@dataclass(frozen=True, slots=True)
class Decimal:
    """Decimal digits as ``Real.decimal`` writes them: ``-1.25``, ``3.1e+40`` (to be printed as 3.1·10^40).

    Examples
    --------
    >>> Decimal("-1.25").digits
    '-1.25'
    """

    digits: str


@dataclass(frozen=True, slots=True)
class PlusMinus:
    """± body.

    Examples
    --------
    >>> PlusMinus(Decimal("1")).body.digits
    '1'
    """

    body: Formula


@dataclass(frozen=True, slots=True)
class Chain:
    """items[0] relations[0] items[1] relations[1] …, for example 1 < α < 2.

    Examples
    --------
    >>> a, b = Name("a"), Name("b")
    >>> Chain((a, b), (Relation.LESS,)).relations[0].value
    '<'
    """

    items: tuple[Formula, ...]
    relations: tuple[Relation, ...]

    def __post_init__(self) -> None:
        if len(self.items) != len(self.relations) + 1:
            raise ValueError(f"{len(self.items)} items need one relation less, got {len(self.relations)}")


@dataclass(frozen=True, slots=True)
class Prefixed:
    """A relation sign without a left side, for example ≈ 1.25 in the cell of a table.

    Examples
    --------
    >>> Prefixed(Relation.APPROXIMATELY, Decimal("1.25")).relation.value
    '≈'
    """

    relation: Relation
    body: Formula


@dataclass(frozen=True, slots=True)
class Fenced:
    """Items with commas between them: a point, an interval, a set, a list.

    Examples
    --------
    >>> Fenced(Fence.ROUND, (Decimal("0"), Decimal("1"))).fence.value
    '()'
    """

    fence: Fence
    items: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """… where a long sum or list is cut.

    Examples
    --------
    >>> Dots()
    Dots()
    """


Formula: TypeAlias = (
    Expression
    | Sum
    | Negative
    | Product
    | Power
    | Quotient
    | Grid
    | Name
    | Call
    | Partial
    | Decimal
    | PlusMinus
    | Chain
    | Prefixed
    | Fenced
    | Dots
)


def length(expression: Basic) -> int:
    """About how many characters an expression takes, without writing it; no more than a hundred thousand.

    Examples
    --------
    >>> length(Symbol("speed") + 12), length(Symbol("x") ** 2 / 3)
    (8, 6)
    """
    found, waiting = 0, [expression]
    while waiting and found < _LONGEST:
        current = waiting.pop()
        if isinstance(current, Rational):
            found += (current.p.bit_length() + (current.q.bit_length() if current.q != 1 else 0)) // 3 + 1
        elif not current.args:
            found += len(str(current))
        else:
            found += len(current.args) - 1
            waiting.extend(current.args)
    return found


def signed(term: Formula) -> tuple[bool, Formula]:
    """Whether a summand starts with a minus sign, and the summand without it.

    Examples
    --------
    >>> signed(Expression(-2 * Symbol("x")))
    (True, Expression(value=2*x))
    >>> signed(Decimal("1.5"))
    (False, Decimal(digits='1.5'))
    """
    if isinstance(term, Negative):
        return True, term.body
    if isinstance(term, Decimal) and term.digits.startswith("-"):
        return True, Decimal(term.digits[1:])
    if isinstance(term, Expression) and not term.value.is_Add and term.value.could_extract_minus_sign():
        return True, Expression(-term.value)
    return False, term
