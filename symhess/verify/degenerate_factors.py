"""Check of a factorisation near a point: f − f(p) is a product, and what follows from the factors of odd power.

With rational coefficients the division is exact. Elsewhere it is made on lines that do not go through the point, in
balls: a factor that does not divide f has with it only a thin set of zeros in common, which such lines do not meet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final

from flint import arb, arb_poly, ctx, fmpq
from sympy import Expr, Integer, Poly, Symbol

from symhess.evidence import Part, SquareFactors
from symhess.exact.polynomial import polynomial_of
from symhess.verdict import Kind
from symhess.verify.degenerate_counts import without_factor
from symhess.verify.degenerate_parts import Judge
from symhess.verify.germs import Neighbourhood, Refuted, Shown
from symhess.verify.polygon import common_divisor
from symhess.verify.series import is_zero

__all__ = ["check_factors"]

_T: Final = Symbol("t")
_BITS: Final = 2048
_LINES: Final = 3


def check_factors(record: SquareFactors, near: Neighbourhood, parts: Sequence[Part], judge: Judge) -> Shown:
    """f − f(p) is a product of the factors and one that does not vanish; f changes its sign where an odd factor does.

    Raises
    ------
    Refuted

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess import verify
    >>> bool(verify(analyze("(x^2 - x - 1)^4 + (x^2 - x - 1)^2 y^2 + y^4")))
    True
    """
    if near.order is not None or not 0 < len(record.factors) == len(record.multiplicities):
        raise Refuted("f is not the product of these factors")
    if not set().union(*(factor.free_symbols for factor in record.factors)) <= set(record.increments):
        raise Refuted("a factor is not one of the increments")
    _require_product(record, near)
    sign = _unit_sign(record, near)
    shown = {part.expression: judge(part) for part in parts}
    odd = [shown.get(f) for f, m in zip(record.factors, record.multiplicities, strict=True) if m % 2]
    if any(found is not None and found.kind is Kind.SADDLE for found in odd):
        return Shown(Kind.SADDLE)
    if any(found is None or not found.sign for found in odd):
        raise Refuted("not every factor of odd multiplicity is shown to keep its sign")
    negative = sum(found is not None and found.sign < 0 for found in odd)
    return Shown.extremum(sign * (-1) ** negative, _is_strict(record, near, shown))


def _is_strict(record: SquareFactors, near: Neighbourhood, shown: Mapping[Expr, Shown]) -> bool | None:
    """Strict if no factor vanishes beside the point; one that changes its sign does in two and more variables."""
    results: list[bool | None] = []
    for factor in record.factors:
        found, whole = shown.get(factor), set(near.of(factor).names) == set(near.names)
        results.append(None if found is None else found.strict if found.sign and whole else False)
    return False if False in results else None if None in results else True


def _require_product(record: SquareFactors, near: Neighbourhood) -> None:
    polynomial = near.polynomial(record.increments)
    if polynomial is None:
        for line in _lines(near.names):
            _require_on_line(record, near, line)
        return
    factors = [polynomial_of(factor, polynomial.context()) for factor in record.factors]
    for first, second in combinations(factors, 2):
        if not first.gcd(second).is_constant():
            raise Refuted("the factors are not coprime")
    for factor, multiplicity in zip(factors, record.multiplicities, strict=True):
        if any(power > 1 for _, power in factor.factor()[1]):
            raise Refuted("a factor is not square-free")
        polynomial = without_factor(polynomial, factor, multiplicity)


def _lines(names: Sequence[Symbol]) -> Iterator[dict[Symbol, Expr]]:
    """Lines beside the point."""
    for k in range(1, _LINES + 1):
        yield {n: Integer(7 * k + 3 * j) / 11 + Integer(5 * j + 2 * k + 1) * _T for j, n in enumerate(names)}


def _require_on_line(record: SquareFactors, near: Neighbourhood, line: Mapping[Symbol, Expr]) -> None:
    with ctx.workprec(_BITS):
        total = _on_line(near, near.expression, line)
        rows = [_on_line(near, factor, line) for factor in record.factors]
        for first, second in [*combinations(rows, 2), *((row, row.derivative()) for row in rows)]:
            if len(common_divisor(first.coeffs(), second.coeffs())) > 1:
                raise Refuted("the factors are not coprime and square-free")
        for row, multiplicity in zip(rows, record.multiplicities, strict=True):
            for _ in range(multiplicity):
                total, remainder = divmod(total, row)
                if not all(is_zero(c) for c in remainder.coeffs()):
                    raise Refuted("f is not the product of these factors")


def _on_line(near: Neighbourhood, expression: Expr, line: Mapping[Symbol, Expr]) -> arb_poly:
    """The difference to the value at the point, on a line, as a polynomial."""
    own = near.of(expression)
    degree = Poly(expression, *sorted(expression.free_symbols, key=str)).total_degree()
    row = [arb(c) for c in own.values_along(line, degree)]
    row[0] -= arb(own.base())
    while len(row) > 1 and is_zero(row[-1]):
        row.pop()
    return arb_poly(row)


def _unit_sign(record: SquareFactors, near: Neighbourhood) -> int:
    """The sign of the other factor at the point, by first terms on a line through it."""
    line = {name: Integer(3 * k + 2) * _T for k, name in enumerate(near.names)}
    power, sign = _first_term(near, near.expression, line)
    for factor, multiplicity in zip(record.factors, record.multiplicities, strict=True):
        if multiplicity < 1 or not is_zero(near.of(factor).base()):
            raise Refuted("a factor has no multiplicity, or does not vanish at the point")
        start, own = _first_term(near, factor, line)
        power, sign = power - multiplicity * start, sign * own**multiplicity
    if power:
        raise Refuted("a factor is missing")
    return sign


def _first_term(near: Neighbourhood, expression: Expr, line: Mapping[Symbol, Expr]) -> tuple[int, int]:
    degree = Poly(expression, *sorted(expression.free_symbols, key=str)).total_degree()
    series = near.of(expression).along(line, degree)
    power = next((k for k, c in enumerate(series) if not is_zero(c)), None)
    if power is None:
        raise Refuted("a factor vanishes on a line")
    return power, 1 if series[power] > fmpq(0) else -1
