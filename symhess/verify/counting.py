"""Checks of a parametrised finite solution set: solutions, and the theorem that counts them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations_with_replacement
from math import prod
from typing import Final

from flint import fmpq_mpoly, fmpq_poly, fmpz_poly, nmod_mat

from symhess.derivation import Step
from symhess.evidence import CountTheorem, FiniteSolutions
from symhess.exact.groebner import exact_quotient
from symhess.exact.vanishing import vanish
from symhess.verify.cases import State, real_root_count
from symhess.verify.model import primitive

__all__ = ["branches", "check_finite_solutions"]

_PRIMES: Final = (2**31 - 1, 2**31 - 19, 2**31 - 61)
_MOST_COLUMNS: Final = 3_000  # of a Macaulay matrix

Branch = tuple[fmpz_poly, tuple[fmpq_poly, ...], fmpq_poly]


def check_finite_solutions(record: FiniteSolutions, state: State, premises: Sequence[Step]) -> Iterator[str]:
    """What is wrong with a parametrisation of all solutions of a system.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> state = State(frozenset({0, 1}), {0: x**2 - 2, 1: x - y}, frozenset())
    >>> half = fmpq_poly([4])  # x = y = 4 / (2 T) = T
    >>> record = FiniteSolutions((0, 1), (1, 0), fmpz_poly([-2, 0, 1]), (half, half), CountTheorem.BEZOUT, 2, 2, 2)
    >>> list(check_finite_solutions(record, state, ()))
    []
    """
    state = state.without_idle_constants(record.variables)
    if premises or record.variables != tuple(sorted(state.active)):
        yield "a parametrisation is not one of the unknowns left"
        return
    fault = _form_fault(record)
    if fault:
        yield fault
        return
    for modulus, numerators, denominator in branches(record):
        if not vanish(state.nonzero, record.variables, modulus, numerators, denominator):
            yield "the parametrisation does not solve the equations"
    if record.real != real_root_count(record.eliminant):
        yield f"the eliminant does not have {record.real} real roots"
    yield from _COUNTS[record.theorem](record, state)


def _form_fault(record: FiniteSolutions) -> str | None:
    """What is wrong with the eliminant, the numerators and the form that ties them to its roots."""
    eliminant, numerators = record.eliminant, record.numerators
    degree = eliminant.degree()
    if degree != record.distinct or eliminant.leading_coefficient() < 1 or eliminant.content() != 1:
        return "the eliminant is not primitive with as many roots as there are distinct solutions"
    slope = eliminant.derivative()
    if eliminant.gcd(slope).degree() > 0:
        return "the eliminant is not square-free"
    if not len(record.form) == len(numerators) == len(record.variables):
        return "the parametrisation does not have one numerator and one coefficient for each unknown"
    if any(p.degree() >= degree for p in numerators) or (degree == 0 and any(record.form)):
        return "a numerator is not reduced"
    combined = sum((p * c for p, c in zip(numerators, record.form, strict=True)), fmpq_poly())
    if not ((combined - fmpq_poly(slope) * fmpq_poly([0, 1])) % fmpq_poly(eliminant)).is_zero():
        return "the linear form does not take the eliminant's roots as values"
    return None


def branches(record: FiniteSolutions) -> tuple[Branch, ...]:
    """The parametrisation over each irreducible factor of the eliminant: factor, numerators, denominator.

    Examples
    --------
    >>> one = fmpq_poly([1])
    >>> record = FiniteSolutions((0,), (1,), fmpz_poly([0, -1, 1]), (one * 0 + 1,), CountTheorem.BASIS, 2, 2, 2)
    >>> [(factor, denominator) for factor, _, denominator in branches(record)]
    [(x + (-1), 1), (x, (-1))]
    """
    found = []
    for factor, _ in record.eliminant.factor()[1]:
        modulus = fmpq_poly(factor)
        reduced = tuple(p % modulus for p in record.numerators)
        found.append((factor, reduced, fmpq_poly(record.eliminant.derivative()) % modulus))
    return tuple(found)


def _by_bezout(record: FiniteSolutions, state: State) -> Iterator[str]:
    equations = state.nonzero
    count = prod(p.total_degree() for p in equations)
    if len(equations) != len(record.variables) or not record.distinct == record.multiplicity_count == count:
        yield "Bézout's number is not the number of solutions found"
    elif not _meet_only_at_zero([_leading_form(primitive(p)) for p in equations], record.variables):
        yield "nothing shows that the leading forms have no common zero but 0"


def _leading_form(polynomial: fmpq_mpoly) -> fmpq_mpoly:
    top = polynomial.total_degree()
    terms = {m: c for m, c in polynomial.terms() if sum(m) == top}
    return polynomial.context().from_dict(terms)


def _meet_only_at_zero(forms: Sequence[fmpq_mpoly], unknowns: Sequence[int]) -> bool:
    """Macaulay: in degree Σ(dᵢ − 1) + 1 the multiples of the forms span everything; full rank mod p proves it."""
    degrees = [form.total_degree() for form in forms]
    top = sum(d - 1 for d in degrees) + 1
    columns = {m: k for k, m in enumerate(_monomials(top, unknowns))}
    if len(columns) > _MOST_COLUMNS:
        return _is_finite_at_infinity(forms, unknowns)
    rows = []
    for form, degree in zip(forms, degrees, strict=True):
        terms = [(_sparse(m, unknowns), int(c)) for m, c in form.terms()]
        for shift in _monomials(top - degree, unknowns):
            rows.append([(columns[tuple(a + b for a, b in zip(m, shift, strict=True))], c) for m, c in terms])
    return any(_rank(rows, len(columns), prime) == len(columns) for prime in _PRIMES)


def _is_finite_at_infinity(forms: Sequence[fmpq_mpoly], unknowns: Sequence[int]) -> bool:
    """Homogeneous equations with finitely many solutions have only the solution 0."""
    quotient = exact_quotient(forms, unknowns)
    return quotient is not None and quotient.is_finite


def _sparse(exponents: tuple[int, ...], unknowns: Sequence[int]) -> tuple[int, ...]:
    return tuple(exponents[k] for k in unknowns)


def _monomials(degree: int, unknowns: Sequence[int]) -> Iterator[tuple[int, ...]]:
    size = len(unknowns)
    for chosen in combinations_with_replacement(range(size), degree):
        yield tuple(chosen.count(k) for k in range(size))


def _rank(rows: Sequence[Sequence[tuple[int, int]]], columns: int, prime: int) -> int:
    entries = [0] * (len(rows) * columns)
    for number, row in enumerate(rows):
        for column, value in row:
            entries[number * columns + column] = value % prime
    return int(nmod_mat(len(rows), columns, entries, prime).rank())


def _by_basis(record: FiniteSolutions, state: State) -> Iterator[str]:
    quotient = exact_quotient(state.nonzero, record.variables)
    if quotient is None or not quotient.is_finite:
        yield "no Gröbner basis shows that the solutions are finitely many"
    elif quotient.dimension != record.multiplicity_count:
        yield f"the solutions counted with multiplicity are not {record.multiplicity_count}"
    elif record.distinct != quotient.dimension and record.distinct != quotient.distinct:
        yield f"the distinct solutions are not {record.distinct}"


_COUNTS: Final = {CountTheorem.BEZOUT: _by_bezout, CountTheorem.BASIS: _by_basis}
