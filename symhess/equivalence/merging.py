"""Roots and logarithms of what is the same up to a factor, or up to a reciprocal, become multiples of one kernel."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from flint import arb, fmpq
from sympy import Abs, Expr, Function, Mul, Pow, Rational, Symbol, log

from symhess.budget import Deadline
from symhess.equivalence.rewriting import in_real_form, inside_logarithm, is_even_root
from symhess.equivalence.vanishing import vanishes
from symhess.equivalence.witnesses import sample_points
from symhess.exact.enclosing import enclosed_value

__all__ = ["apart", "merged", "proportion", "with_common_arguments"]

_BITS: Final = 96
_SAMPLES: Final = 8
_LARGEST_DENOMINATOR: Final = 64
_MOST_KERNELS: Final = 8
_MOST_FUNCTIONS: Final = 16


def proportion(
    one: Expr, other: Expr, variables: Sequence[Symbol], deadline: Deadline
) -> tuple[Rational, int] | None:
    """c and k = ±1 with one = c·other^k wherever both are defined, if there are such; proved.

    Examples
    --------
    >>> from sympy import cos, sec, sin, tan
    >>> from sympy.abc import x
    >>> proportion(1 - cos(x), sin(x / 2) ** 2, (x,), Deadline(None))
    (2, 1)
    >>> proportion(sec(x) + tan(x), sec(x) - tan(x), (x,), Deadline(None))
    (1, -1)
    >>> proportion(sin(x), cos(x), (x,), Deadline(None)) is None
    True
    """
    one, other = with_common_arguments(one, other, variables, deadline)
    return _proportion(one, other, (1, -1), variables, deadline)


def _proportion(
    one: Expr, other: Expr, powers: Sequence[int], variables: Sequence[Symbol], deadline: Deadline
) -> tuple[Rational, int] | None:
    if one.free_symbols != other.free_symbols:
        return None
    values = list(_values(one, other, variables))
    for power in powers:
        factor = _factor([a / b if power == 1 else a * b for a, b in values])
        if factor is None:
            continue
        difference = one - factor * other if power == 1 else one * other - factor
        if vanishes(difference, variables, deadline):
            return factor, power
    return None


def _values(one: Expr, other: Expr, variables: Sequence[Symbol]) -> Iterator[tuple[arb, arb]]:
    """Both values at the first sample points where both are defined; they only guide."""
    found = 0
    for point in sample_points(variables, _SAMPLES):
        balls = {symbol: arb(value) for symbol, value in point.items()}
        first, second = (enclosed_value(f, balls, _BITS) for f in (one, other))
        if first is not None and second is not None and not first.contains(0) and not second.contains(0):
            yield first, second
            found += 1
        if found == 2:
            return


def _factor(ratios: Sequence[arb]) -> Rational | None:
    """The simple rational that all ratios may be."""
    if not ratios:
        return None
    guess = Fraction(float(ratios[0].mid())).limit_denominator(_LARGEST_DENOMINATOR)
    if not guess or not all(ratio.contains(fmpq(guess.numerator, guess.denominator)) for ratio in ratios):
        return None
    return Rational(guess.numerator, guess.denominator)


def with_common_arguments(
    first: Expr, second: Expr, variables: Sequence[Symbol], deadline: Deadline
) -> tuple[Expr, Expr]:
    """Both, with one way of writing for arguments of functions that are multiples of each other, from the inside out.

    Examples
    --------
    >>> from sympy import cos, exp, sin
    >>> from sympy.abc import x
    >>> with_common_arguments(exp(sin(2 * x)), exp(2 * sin(x) * cos(x)), (x,), Deadline(None))
    (exp(sin(2*x)), exp(sin(2*x)))
    """
    parts = sorted(first.atoms(Function) | second.atoms(Function), key=lambda part: (part.count_ops(), str(part)))
    kept: list[Expr] = []
    replaced: dict[Expr, Expr] = {}
    for part in parts[:_MOST_FUNCTIONS]:
        if len(part.args) != 1 or not part.free_symbols:
            continue
        argument = part.args[0].xreplace(replaced)
        multiple = _multiple_of_one(argument, kept, variables, deadline)
        if multiple is None:
            kept.append(argument)
        if multiple not in (None, part.args[0]):
            replaced[part] = part.func(multiple)
    return first.xreplace(replaced), second.xreplace(replaced)


def _multiple_of_one(
    argument: Expr, kept: Sequence[Expr], variables: Sequence[Symbol], deadline: Deadline
) -> Expr | None:
    if argument in kept:
        return argument
    for other in kept:
        relation = _proportion(argument, other, (1,), variables, deadline)
        if relation is not None:
            return relation[0] * other
    return None


def merged(expression: Expr, variables: Sequence[Symbol], deadline: Deadline) -> Expr:
    """The same function with fewer roots and logarithms, for an expression in real form.

    Examples
    --------
    >>> from sympy import cos, sin, sqrt
    >>> from sympy.abc import x
    >>> merged(sqrt(sin(x) ** 2) - sqrt((1 - cos(2 * x)) / 2), (x,), Deadline(None))
    0
    >>> merged(sqrt(x * (x + 1)) - sqrt(x) * sqrt(x + 1), (x,), Deadline(None))
    0
    """
    expression = apart(expression)
    kernels = sorted(expression.atoms(Pow, log), key=lambda part: (part.count_ops(), str(part)))
    roots = dict.fromkeys(k.base for k in kernels if _is_even_root(k))
    logarithms = dict.fromkeys(inside_logarithm(k) for k in kernels if isinstance(k, log))
    by_root = _same(list(roots), variables, deadline)
    by_logarithm = _same([u for u in logarithms if u.free_symbols], variables, deadline)
    replaced: dict[Expr, Expr] = {}
    for kernel in kernels:
        if _is_even_root(kernel) and kernel.base in by_root:
            kept, factor, power = by_root[kernel.base]
            if factor.is_positive:
                replaced[kernel] = Pow(factor, kernel.exp) * Pow(kept, power * kernel.exp)
        elif isinstance(kernel, log) and inside_logarithm(kernel) in by_logarithm:
            kept, factor, power = by_logarithm[inside_logarithm(kernel)]
            replaced[kernel] = in_real_form(log(abs(factor))) + power * log(Abs(kept))
    return expression.xreplace(replaced) if replaced else expression


def apart(expression: Expr) -> Expr:
    """√(ab) as √a·√b where √a occurs alone too: then neither is negative.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> apart(sqrt(x * y) / sqrt(x)), apart(sqrt(x * y))
    (sqrt(y), sqrt(x*y))
    """
    roots = [part for part in expression.atoms(Pow) if _is_even_root(part)]
    alone = {root.base for root in roots}
    replaced: dict[Expr, Expr] = {}
    for root in roots:
        known = [factor for factor in Mul.make_args(root.base) if factor in alone]
        if known and root.base not in known:
            rest = root.base / Mul(*known)
            replaced[root] = Mul(*(Pow(factor, root.exp) for factor in (*known, rest)))
    return expression.xreplace(replaced)


def _is_even_root(part: Expr) -> bool:
    return is_even_root(part) and bool(part.base.free_symbols)


def _same(
    bases: Sequence[Expr], variables: Sequence[Symbol], deadline: Deadline
) -> dict[Expr, tuple[Expr, Rational, int]]:
    """For what is a multiple of a simpler base, or of its reciprocal: that base, the factor and the power."""
    kept: list[Expr] = []
    found: dict[Expr, tuple[Expr, Rational, int]] = {}
    for base in bases[:_MOST_KERNELS]:
        for other in kept:
            relation = proportion(base, other, variables, deadline)
            if relation is not None:
                found[base] = (other, *relation)
                break
        else:
            kept.append(base)
    return found
