"""Budgets: the whole tree is measured before the first SymPy object exists.

Constants are gauged (see :mod:`symhess.parse.constants`). Of everything else three numbers are bounded: the bits of
the numeric coefficients that building may multiply out, the exponent that nested powers fold to, and the constant
that a symbolic exponent may shed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import e, exp2, inf, log2

from symhess.errors import ParseError
from symhess.parse import constants
from symhess.parse.gauge import BIT_LIMIT, Gauge, bits, exact, magnitude, named, to_float, too_large
from symhess.parse.tree import (
    Absolute,
    Application,
    Constant,
    Negative,
    Number,
    PlusMinus,
    Power,
    Product,
    Quotient,
    Root,
    Sum,
    Tree,
    Unit,
    Variable,
    fold_tree,
)

__all__ = ["EXPONENT_LIMIT", "Symbolic", "check_budgets"]

EXPONENT_LIMIT = 1000

_ONE = exact(Fraction(1))
_MINUS_ONE = exact(Fraction(-1))


@dataclass(frozen=True, slots=True)
class Symbolic:
    """What is bounded of a part that holds a variable; sizes are binary logarithms.

    Attributes
    ----------
    load : float
        Bits of the numeric coefficients.
    exponent : float
        The exponent that nested powers fold to.
    offset : float
        Size of a constant summand.
    logarithm : float
        Load inside a logarithm that an exponential would undo.
    is_sum : bool
        A sum shields its coefficients from a power above.

    Examples
    --------
    >>> Symbolic().exponent, Symbolic(load=3.0).is_sum
    (1.0, False)
    """

    load: float = 0.0
    exponent: float = 1.0
    offset: float = -inf
    logarithm: float = -inf
    is_sum: bool = False


Measure = Gauge | Symbolic


def check_budgets(tree: Tree) -> dict[int, Measure]:
    """Measure every node of a tree and refuse what is too large to build or has no finite value.

    Returns
    -------
    dict
        By ``id`` of the node: a :class:`Gauge` for a constant, a :class:`Symbolic` for anything else.

    Raises
    ------
    ParseError
        If a constant is not finite and real or has too many bits, or a power folds to too large an exponent.

    Examples
    --------
    >>> from symhess.parse.tree import Variable
    >>> square = Power(Variable("x"), Number(Fraction(30)))
    >>> check_budgets(square)[id(square)].exponent
    30.0
    >>> check_budgets(Power(square, Number(Fraction(40))))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: nested powers fold to an exponent above 1000 (at character 1)
    """
    return fold_tree(tree, _measure)


def _measure(node: Tree, below: tuple[Measure, ...]) -> Measure:
    gauges = tuple(measure for measure in below if isinstance(measure, Gauge))
    if len(gauges) == len(below) and not isinstance(node, Variable | Unit):
        return _gauge(node, gauges)
    return _bound(node, below)


def _gauge(node: Tree, below: tuple[Gauge, ...]) -> Gauge:
    match node:
        case Number():
            return exact(node.value, node.position)
        case Constant():
            return named(node.name)
        case Sum():
            return reduce(lambda left, right: constants.add(left, right, node.position), below)
        case Product():
            return reduce(lambda left, right: constants.multiply(left, right, node.position), below)
        case Quotient():
            return constants.divide(below[0], below[1], node.position)
        case Power():
            return constants.power(below[0], below[1], node.position)
        case Root():
            return constants.root(node.degree, below[0], node.position)
        case Application():
            return _gauge_application(node, below)
        case Absolute():
            return constants.apply("abs", below[0], node.position)
        case _:
            return constants.multiply(_MINUS_ONE, below[0], node.position)


def _gauge_application(node: Application, below: tuple[Gauge, ...]) -> Gauge:
    value = constants.apply(node.function, below[0], node.position)
    if len(below) == 1:
        return value
    return constants.divide(value, constants.apply("log", below[1], node.position), node.position)


def _bound(node: Tree, below: tuple[Measure, ...]) -> Symbolic:
    match node:
        case Sum():
            return _bound_sum(node, below)
        case Product():
            return _bound_product(node, below)
        case Quotient():
            if isinstance(below[1], Gauge):
                constants.divide(_ONE, below[1], node.position)
            return _bound_product(node, below)
        case Power():
            return _bound_power(node, *below)
        case Root():
            return _scaled(_symbolic(below[0]), 1 / node.degree, node.position)
        case Application():
            return _bound_application(node, below)
        case Absolute() | Negative() | PlusMinus():
            return _symbolic(below[0])
        case _:
            return Symbolic()


def _symbolic(measure: Measure) -> Symbolic:
    """See a constant as a coefficient."""
    if isinstance(measure, Symbolic):
        return measure
    return Symbolic(load=bits(measure), exponent=0.0, offset=magnitude(measure))


def _bound_sum(node: Tree, below: tuple[Measure, ...]) -> Symbolic:
    gauges = [measure for measure in below if isinstance(measure, Gauge)]
    if gauges:
        reduce(lambda left, right: constants.add(left, right, node.position), gauges)
    parts, spread = [_symbolic(measure) for measure in below], log2(len(below))
    return Symbolic(
        load=max(part.load for part in parts) + spread,
        offset=max(part.offset for part in parts) + spread,
        logarithm=max(part.logarithm for part in parts),
        is_sum=True,
    )


def _bound_product(node: Tree, below: tuple[Measure, ...]) -> Symbolic:
    parts = [_symbolic(measure) for measure in below]
    load = sum(part.load for part in parts)
    _check_bits(load, node.position)
    return Symbolic(
        load=load,
        exponent=max(part.exponent for part in parts),
        offset=sum(part.offset for part in parts),
        logarithm=max(part.logarithm for part in parts),
    )


def _bound_power(node: Power, base: Measure, exponent: Measure) -> Symbolic:
    if isinstance(exponent, Gauge):
        return _scaled(_symbolic(base), abs(to_float(exponent)), node.position)
    if isinstance(base, Gauge):
        return _bound_exponential(bits(base), exponent, node.position)
    _scaled(base, _exp2(exponent.offset), node.position)  # u^(v + c) may shed u^c
    return Symbolic()


def _scaled(base: Symbolic, factor: float, position: int) -> Symbolic:
    if factor * base.exponent > EXPONENT_LIMIT:
        raise ParseError(f"nested powers fold to an exponent above {EXPONENT_LIMIT}", position=position)
    load = 0.0 if base.is_sum else factor * base.load
    _check_bits(load, position)
    return Symbolic(load=load, exponent=factor * base.exponent)


def _bound_exponential(base: float, exponent: Symbolic, position: int) -> Symbolic:
    """Bound a constant to a symbolic power: b^(u + c) may shed b^c, and e^(c ln u) is u^c."""
    shed = base * _exp2(exponent.offset)
    _check_bits(shed, position)
    if exponent.logarithm == -inf:
        return Symbolic(load=shed)
    factor = _exp2(exponent.load)
    return _scaled(Symbolic(load=max(exponent.logarithm, shed)), factor, position)


def _bound_application(node: Application, below: tuple[Measure, ...]) -> Symbolic:
    argument = _symbolic(below[0])
    if len(below) == 2 and isinstance(below[1], Gauge):
        logarithm = constants.apply("log", below[1], node.position)
        constants.divide(_ONE, logarithm, node.position)
        return Symbolic(load=bits(logarithm), logarithm=argument.load)
    match node.function:
        case "abs":
            return argument
        case "sqrt":
            return _scaled(argument, 0.5, node.position)
        case "exp":
            return _bound_exponential(log2(e), argument, node.position)
        case "log":
            return Symbolic(logarithm=argument.load)
        case _:
            return Symbolic()


def _exp2(size: float) -> float:
    return exp2(min(size, 100.0))


def _check_bits(load: float, position: int) -> None:
    if load > BIT_LIMIT:
        raise too_large(position)
