"""Checks that a polynomial of one sign is zero only where an unknown is zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from flint import fmpq, fmpq_mat, fmpq_mpoly

from symhess.derivation import Step
from symhess.evidence import ZeroForced
from symhess.verify.cases import State, real_root_count
from symhess.verify.model import univariate
from symhess.verify.places import used

__all__ = ["check_zero_forced", "constant_sign", "forced_unknowns", "has_no_zero"]


def check_zero_forced(record: ZeroForced, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with saying that an equation holds only where an unknown is zero.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: x**2 - x * y + y**2, 1: x**2 - y**4}, frozenset())
    >>> list(check_zero_forced(ZeroForced(0, 0), state, [None]))
    []
    >>> list(check_zero_forced(ZeroForced(1, 0), state, [None]))
    ['equation 1 is not shown to force unknown 0 to be zero']
    """
    unknown = record.variable
    if len(premises) != 1 or unknown not in state.active - state.constants:
        yield f"unknown {unknown} is not there to be zero, or the rest is not solved once"
        return
    if unknown not in forced_unknowns(state.equations[record.equation]):
        yield f"equation {record.equation} is not shown to force unknown {unknown} to be zero"


def constant_sign(polynomial: fmpq_mpoly) -> int:
    """The sign that a polynomial has wherever it is not zero; 0 where that is not shown.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> constant_sign(-(x**2) * y**4), constant_sign(x**2 + y**2 + 1), constant_sign(x**2 - y**2)
    (-1, 1, 0)
    """
    signs = {_sign(part) for part in _parts(polynomial)}
    return signs.pop() if len(signs) == 1 else 0


def has_no_zero(polynomial: fmpq_mpoly) -> bool:
    """Whether all parts of a polynomial, a constant among them, have one sign.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> has_no_zero(x**2 + x * y + y**2 + 1), has_no_zero(x**2 + y**2)
    (True, False)
    """
    return bool(constant_sign(polynomial)) and any(part.is_constant() for part in _parts(polynomial))


def forced_unknowns(polynomial: fmpq_mpoly) -> frozenset[int]:
    """Unknowns that are zero at every real zero of a polynomial of constant sign.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> sorted(forced_unknowns(x**2 + x**2 * y**2)), sorted(forced_unknowns(x**2 + x * y + y**2))
    ([0], [0, 1])
    """
    if not constant_sign(polynomial) or has_no_zero(polynomial):
        return frozenset()
    return frozenset(k for part in _parts(polynomial) for k in used(part) if _forces(part, k))


def _parts(polynomial: fmpq_mpoly) -> list[fmpq_mpoly]:
    """Sums of the terms that are joined by common unknowns; their sum is the polynomial."""
    left = dict(polynomial.terms())
    parts = []
    while left:
        exponents, coefficient = left.popitem()
        part = {exponents: coefficient}
        while near := [m for m in left if any(a and b for a, b in zip(m, _joint(part), strict=True))]:
            part |= {m: left.pop(m) for m in near}
        parts.append(polynomial.context().from_dict(part))
    return parts


def _joint(part: dict[tuple[int, ...], fmpq]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*part, strict=True)))


def _sign(part: fmpq_mpoly) -> int:
    """The sign that a part has wherever it is not zero; 0 where that is not shown."""
    shown = _is_even(part) or _is_definite(part)
    return (1 if part.leading_coefficient() > 0 else -1) if shown else 0


def _forces(part: fmpq_mpoly, unknown: int) -> bool:
    alone = any(m[unknown] and m[unknown] == sum(m) for m in part.monoms())
    return alone and (_is_even(part) or _is_definite(part))


def _is_even(part: fmpq_mpoly) -> bool:
    """Whether the part is a sum of even powers with coefficients of one sign."""
    return len({c > 0 for c in part.coeffs()}) == 1 and all(e % 2 == 0 for m in part.monoms() for e in m)


def _is_definite(part: fmpq_mpoly) -> bool:
    """Whether a form is zero at the origin only: no root on either chart of the circle, or eigenvalues of one sign."""
    unknowns = sorted(used(part))
    degrees = {sum(m) for m in part.monoms()}
    if len(degrees) != 1:
        return False
    if len(unknowns) == 2:
        return not any(_roots_on_chart(part, x, y) for x, y in (unknowns, unknowns[::-1]))
    return degrees == {2} and _eigenvalues_have_one_sign(part, unknowns)


def _roots_on_chart(form: fmpq_mpoly, x: int, y: int) -> int:
    """Number of real t with form(t, 1) = 0."""
    generators = list(form.context().gens())
    generators[y] = form.context().constant(1)
    return real_root_count(univariate(form.compose(*generators), x))


def _eigenvalues_have_one_sign(form: fmpq_mpoly, unknowns: Sequence[int]) -> bool:
    """Descartes: a real-rooted polynomial has as many positive roots as its coefficients have sign changes."""
    hessian = [[form.derivative(i).derivative(j) for j in unknowns] for i in unknowns]
    flat = [p.coeffs()[0] if not p.is_zero() else fmpq(0) for row in hessian for p in row]
    coefficients = fmpq_mat(len(unknowns), len(unknowns), flat).charpoly().coeffs()
    signs = [(c > 0) - (c < 0) for c in coefficients]
    changes = sum(a != b for a, b in zip(signs, signs[1:], strict=False))
    return 0 not in signs and changes in (0, len(unknowns))
