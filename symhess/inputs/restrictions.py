"""Where a function is studied: conditions on its domain and the closed box that is searched."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from numbers import Number
from typing import Final, TypeAlias

from flint import arb
from sympy import And, Expr, Float, Ge, Gt, Le, Lt, Ne, Rational, Symbol
from sympy.core.relational import Relational

from symhess.condition import Condition, Relation
from symhess.differentiate.smoothness import never_holds, smoothness_conditions
from symhess.errors import InputError
from symhess.exact import real_number
from symhess.exact.enclosing import enclosed_constant, enclosed_value
from symhess.function import ScalarFunction
from symhess.parse import parse, parse_function
from symhess.parse.lexer import Syntax

__all__ = ["Box", "Domain", "conditions_of_domain", "restricted"]

Domain: TypeAlias = str | Relational | Iterable[str | Relational] | None
End: TypeAlias = Number | Expr | str
Box: TypeAlias = Mapping[str | Symbol, Sequence[End]] | Sequence[Sequence[End]] | None

_BITS: Final = 128
_INFINITE: Final = ("oo", "inf", "∞")
_SIGNS: Final = re.compile(r"(<=|>=|!=|<|>|≤|≥|≠|\\leq?\b|\\geq?\b|\\neq?\b)")
_SPELLED: Final = {"≤": "<=", "≥": ">=", "≠": "!=", "\\le": "<=", "\\leq": "<=", "\\ge": ">=", "\\geq": ">="} | {
    "\\ne": "!=",
    "\\neq": "!=",
}
_RELATIONS: Final = {
    "<": Relation.POSITIVE,
    "<=": Relation.NONNEGATIVE,
    "!=": Relation.NONZERO,
    ">": Relation.POSITIVE,
    ">=": Relation.NONNEGATIVE,
}
_OF_CLASS: Final = {Lt: "<", Le: "<=", Ne: "!=", Gt: ">", Ge: ">="}


def restricted(
    function: ScalarFunction, domain: Domain = None, box: Box = None, syntax: Syntax = "calculator"
) -> ScalarFunction:
    """The function on a domain and in a box.

    Parameters
    ----------
    function : ScalarFunction
    domain : str, Relational or iterable of these, optional
        Conditions such as ``"x > 0"``, ``"0 < x < 1, y != 0"``; all of them are meant.
    box : mapping from variables to pairs, or sequence of pairs in the order of the variables, optional
        Numbers, exact SymPy numbers or texts; a decimal counts as exactly what is written.
    syntax : {"calculator", "python", "latex"}
        How texts are written.

    Raises
    ------
    InputError
        If they cannot be understood or leave no room: one line that says why.

    Examples
    --------
    >>> from sympy import log
    >>> from sympy.abc import x, y
    >>> f = ScalarFunction(y * log(x), (x, y))
    >>> found = restricted(f, "x < 5", {"y": (-1, 0.5), "x": ("0", "2pi")})
    >>> found.box, [str(condition) for condition in found.domain]
    (((0, 2*pi), (-1, 1/2)), ['5 - x > 0'])
    >>> restricted(f, box=[(-2, -1), (0, 1)])
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the box lies outside the domain of f: x > 0 holds nowhere in it
    """
    conditions = tuple(conditions_of_domain(domain, function.variables, syntax))
    ends = None if box is None else _ends(box, function.variables, syntax)
    _require_room(function, conditions, ends)
    return replace(function, domain=conditions, box=ends)


def conditions_of_domain(
    domain: Domain, variables: Sequence[Symbol], syntax: Syntax = "calculator"
) -> Iterator[Condition]:
    """The inequalities that a domain stands for, each as a term and how it lies to zero.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> [str(condition) for condition in conditions_of_domain("0 < x <= 1 and y != 2", (x, y))]
    ['x > 0', '1 - x >= 0', 'y - 2 != 0']
    >>> list(conditions_of_domain(None, (x, y)))
    []
    >>> list(conditions_of_domain("x = 1", (x, y)))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: a condition such as "x > 0" is expected for the domain, got 'x = 1'
    """
    items = () if domain is None else (domain,) if isinstance(domain, str | And | Relational) else domain
    for item in items:
        if isinstance(item, str):
            for text in _separated(item):
                yield from _read(text, variables, syntax)
        else:
            for relation in sorted(And.make_args(item), key=str):
                yield _of_relation(relation, variables)


def _separated(text: str) -> Iterator[str]:
    """The parts between the words "and" and the commas that stand in no brackets."""
    depth, start = 0, 0
    for place, character in enumerate(text):
        depth += (character in "([{") - (character in ")]}")
        if depth == 0 and character in ",;":
            yield from re.split(r"\band\b", text[start:place])
            start = place + 1
    yield from re.split(r"\band\b", text[start:])


def _read(text: str, variables: Sequence[Symbol], syntax: Syntax) -> Iterator[Condition]:
    pieces = _SIGNS.split(text)
    if len(pieces) < 3:
        raise _not_a_condition(text)
    sides = [parse_function(side, variables, syntax).expression for side in pieces[::2]]
    for (left, right), sign in zip(pairwise(sides), pieces[1::2], strict=True):
        yield _condition(left, _SPELLED.get(sign, sign), right)


def _of_relation(relation: object, variables: Sequence[Symbol]) -> Condition:
    sign = _OF_CLASS.get(type(relation))
    if sign is None or not isinstance(relation, Relational):
        raise _not_a_condition(str(relation))
    plain = relation.xreplace({symbol: Symbol(symbol.name) for symbol in relation.free_symbols})
    strange = sorted(symbol.name for symbol in plain.free_symbols - set(variables))
    if strange:
        raise InputError(f"the domain has the symbol {strange[0]}, which is not among the variables")
    return _condition(plain.lhs, sign, plain.rhs)


def _not_a_condition(text: str) -> InputError:
    return InputError(f'a condition such as "x > 0" is expected for the domain, got {text.strip()[:60]!r}')


def _condition(left: Expr, sign: str, right: Expr) -> Condition:
    term = right - left if sign.startswith("<") else left - right
    return Condition(term, _RELATIONS[sign])


def _ends(box: Box, variables: Sequence[Symbol], syntax: Syntax) -> tuple[tuple[Expr, Expr], ...]:
    names = ", ".join(variable.name for variable in variables)
    if isinstance(box, Mapping):
        intervals = {str(name): interval for name, interval in box.items()}
        strange = sorted(intervals.keys() - {variable.name for variable in variables})
        if strange:
            raise InputError(f"the box has an interval for {strange[0]!r}, which is not among the variables {names}")
        missing = [variable.name for variable in variables if variable.name not in intervals]
        if missing:
            raise InputError(f"the box has no interval for {', '.join(missing)}")
        pairs: list[object] = [intervals[variable.name] for variable in variables]
    else:
        pairs = list(box) if isinstance(box, Sequence) and not isinstance(box, str) else []
        if len(pairs) != len(variables):
            raise InputError(f"a box has one pair (lo, hi) for each of the variables {names}")
    return tuple(_interval(pair, variable.name, syntax) for pair, variable in zip(pairs, variables, strict=True))


def _interval(pair: object, name: str, syntax: Syntax) -> tuple[Expr, Expr]:
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        raise InputError(f"the box needs a pair (lo, hi) for {name}, got {str(pair)[:40]!r}")
    low, high = (_number(end, name, syntax) for end in pair)
    if real_number(high - low).sign() != 1:
        raise InputError(f"the box needs lo < hi for {name}, got {low} and {high}")
    return low, high


def _number(value: object, name: str, syntax: Syntax) -> Expr:
    """An exact finite real number; a decimal counts as what is written."""
    if isinstance(value, str) and value.strip().lstrip("+-") not in _INFINITE:
        value = parse(value, (), syntax).expression
    if isinstance(value, Number) and not isinstance(value, Expr):
        value = _rational(value, name)
    if isinstance(value, Expr):
        exact = value.xreplace({decimal: Rational(str(decimal)) for decimal in value.atoms(Float)})
        if not exact.free_symbols and enclosed_constant(exact, _BITS) is not None:
            return exact
    raise _not_finite(value, name)


def _rational(value: Number, name: str) -> Expr:
    """Python's own numbers and NumPy's."""
    try:
        return Rational(str(value))
    except (TypeError, ValueError):
        raise _not_finite(value, name) from None


def _not_finite(value: object, name: str) -> InputError:
    return InputError(f"the box needs finite real numbers for {name}, got {str(value)[:40]!r}")


def _require_room(
    function: ScalarFunction, domain: Sequence[Condition], box: tuple[tuple[Expr, Expr], ...] | None
) -> None:
    """Refuse what leaves no point with a neighbourhood."""
    natural = smoothness_conditions(function.expression) or ()
    for condition in (*natural, *domain):
        if never_holds(condition):
            place = "f has no real value on any open set" if condition in natural else "the domain is empty"
            raise InputError(f"{place}: {condition} never holds")
    if box is None:
        return
    cell = {v: _ball(low).union(_ball(high)) for v, (low, high) in zip(function.variables, box, strict=True)}
    for condition in (*natural, *domain):
        ball = enclosed_value(condition.term, cell, _BITS)
        if ball is not None and condition.relation is not Relation.NONZERO and ball < 0:
            raise InputError(f"the box lies outside the domain of f: {condition} holds nowhere in it")


def _ball(number: Expr) -> arb:
    return real_number(number).enclosure(_BITS)
