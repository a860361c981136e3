"""SymPy's expression trees as plain data and back, over a closed table of constructors; nothing is ever evaluated."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, TypeAlias

import sympy
from flint import fmpz
from sympy import Basic, Dummy, Float, Integer, Rational, Symbol, Wild

from symhess.errors import InputError
from symhess.render.data.codec_numbers import read_fraction, refuse

__all__ = ["ATOMS", "OPERATIONS", "operation", "read_atom", "read_operation", "write_atom"]

Json: TypeAlias = Any

_PLAIN: Final = (
    "Add Mul Pow exp log sin cos tan sec csc cot asin acos atan acot asec acsc atan2 sinh cosh tanh coth sech csch "
    "asinh acosh atanh acoth asech acsch Abs sign Max Min floor ceiling gamma loggamma beta factorial erf erfc erfi "
    "LambertW re im conjugate arg Piecewise Equality Unequality StrictLessThan LessThan StrictGreaterThan "
    "GreaterThan And Or Not Mod"
).split()
_CONSTANTS: Final = {
    "pi": sympy.pi,
    "E": sympy.E,
    "I": sympy.I,
    "GoldenRatio": sympy.GoldenRatio,
    "EulerGamma": sympy.EulerGamma,
    "Catalan": sympy.Catalan,
    "oo": sympy.oo,
    "-oo": -sympy.oo,
    "zoo": sympy.zoo,
    "nan": sympy.nan,
    "true": sympy.true,
    "false": sympy.false,
}
_CONSTANT_NAMES: Final = {value: name for name, value in _CONSTANTS.items()}
_LONGEST_NAME: Final = 1000
_FLOAT: Final = re.compile(r"-?[0-9]+ -?[0-9]+ [0-9]+", re.ASCII)
_MOST_BITS: Final = 100_000
_HIGHEST_DEGREE: Final = 40
_LARGEST_COEFFICIENT: Final = 10**40

ATOMS: Final = frozenset({"Symbol", "Number", "Float", "Constant"})
OPERATIONS: Final[dict[str, Callable[..., Basic]]] = {
    **{name: getattr(sympy, name) for name in _PLAIN},
    "ExprCondPair": sympy.functions.elementary.piecewise.ExprCondPair,
    "Tuple": sympy.Tuple,
    "CRootOf": sympy.CRootOf,
}
_EVALUATED: Final = frozenset({"ExprCondPair", "Tuple", "CRootOf"})  # these know no evaluate=False
_NAMES: Final = {constructor: name for name, constructor in OPERATIONS.items()}


def operation(expression: Basic) -> str:
    """The name of the outermost operation.

    Raises
    ------
    InputError
        If it is not in the table.

    Examples
    --------
    >>> operation(Symbol("x") + 1), operation(sympy.sin(Symbol("x")))
    ('Add', 'sin')
    >>> operation(sympy.besselj(1, Symbol("x")))
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: an analysis with besselj cannot be written as data
    """
    name = _NAMES.get(expression.func)
    if name is None:
        raise InputError(f"an analysis with {expression.func.__name__} cannot be written as data")
    return name


def write_atom(expression: Basic) -> list[Json] | None:
    """Number, symbol or constant; ``None`` for everything that has parts.

    Examples
    --------
    >>> write_atom(Rational(1, 2)), write_atom(Symbol("x")), write_atom(sympy.pi)
    (['Number', '1/2'], ['Symbol', 'x'], ['Constant', 'pi'])
    """
    if isinstance(expression, Rational):
        return ["Number", str(fmpz(expression.p)) + (f"/{fmpz(expression.q)}" if expression.q != 1 else "")]
    if isinstance(expression, Symbol):
        if isinstance(expression, Dummy | Wild) or expression != Symbol(expression.name):
            raise InputError(f"the symbol {expression.name!r} carries assumptions; use a plain Symbol")
        return ["Symbol", expression.name]
    if isinstance(expression, Float):
        sign, mantissa, exponent, _ = expression._mpf_
        return ["Float", f"{'-' if sign else ''}{int(mantissa)} {exponent} {expression._prec}"]
    name = _CONSTANT_NAMES.get(expression)
    return None if name is None else ["Constant", name]


def read_atom(tag: str, data: Sequence[Json]) -> Basic:
    """What :func:`write_atom` wrote.

    Examples
    --------
    >>> read_atom("Number", ["-1/2"]), read_atom("Symbol", ["x"]), read_atom("Constant", ["pi"])
    (-1/2, x, pi)
    """
    if len(data) != 1 or not isinstance(data[0], str):
        raise refuse(f"a {tag.lower()}", data)
    text = data[0]
    match tag:
        case "Symbol" if 0 < len(text) <= _LONGEST_NAME:
            return Symbol(text)
        case "Number":
            value = read_fraction(text)
            return Rational(int(value.p), int(value.q)) if value.q != 1 else Integer(int(value.p))
        case "Float" if len(text) < _MOST_BITS and _FLOAT.fullmatch(text):
            return _float(text)
        case "Constant" if text in _CONSTANTS:
            return _CONSTANTS[text]
    raise refuse(f"a {tag.lower()}", text)


def read_operation(tag: str, parts: Sequence[Basic]) -> Basic:
    """An operation on parts that are read already, left as it is.

    Examples
    --------
    >>> read_operation("Mul", [Integer(2), Symbol("x") + 1]), read_operation("Pow", [Integer(2), Integer(10)])
    (2*(x + 1), 2**10)
    """
    if tag in _CHECKED and not _CHECKED[tag](parts):
        raise refuse(f"parts that fit {tag}", len(parts))
    options = {} if tag in _EVALUATED else {"evaluate": False}
    try:
        return OPERATIONS[tag](*parts, **options)
    except (TypeError, ValueError, AttributeError, NotImplementedError) as error:
        raise refuse(f"parts that fit {tag}", len(parts)) from error


def _float(text: str) -> Float:
    mantissa, exponent, precision = (int(part) for part in text.split(" "))
    if abs(exponent) > _MOST_BITS or not 0 < precision <= _MOST_BITS:
        raise refuse("a float", text)
    sign = int(mantissa < 0)
    bits = abs(mantissa).bit_length()
    return Float._new((sign, abs(mantissa), exponent, bits), precision, zero=False) if mantissa else Float(0)


def _is_moderate_power(parts: Sequence[Basic]) -> bool:
    """A power that can be multiplied out, should anybody do so."""
    if len(parts) != 2 or not isinstance(parts[1], Rational):
        return len(parts) == 2
    size = abs(parts[1].p)
    bits = max(int(parts[0].p).bit_length(), int(parts[0].q).bit_length()) if isinstance(parts[0], Rational) else 1
    return bool(size * bits <= _MOST_BITS)


def _is_plain_root(parts: Sequence[Basic]) -> bool:
    """CRootOf isolates roots at once: only small sums of powers of one symbol are let through."""
    if len(parts) != 2 or not isinstance(parts[1], Integer) or len(parts[0].free_symbols) != 1:
        return False
    factors = [factor for term in sympy.Add.make_args(parts[0]) for factor in sympy.Mul.make_args(term)]
    return 0 <= parts[1] <= _HIGHEST_DEGREE and all(_is_small(factor) for factor in factors)


def _is_small(factor: Basic) -> bool:
    if isinstance(factor, Rational):
        return bool(abs(factor.p) < _LARGEST_COEFFICIENT and factor.q < _LARGEST_COEFFICIENT)
    base, exponent = factor.as_base_exp() if isinstance(factor, Symbol | sympy.Pow) else (factor, Integer(-1))
    return isinstance(base, Symbol) and isinstance(exponent, Integer) and bool(0 < exponent <= _HIGHEST_DEGREE)


_CHECKED: Final = {"CRootOf": _is_plain_root, "Pow": _is_moderate_power}
