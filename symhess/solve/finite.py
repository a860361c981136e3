"""The general solver for square systems: parametrise modulo a prime, lift, check exactly, count exactly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from math import prod

from flint import fmpq, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.blas import blas_threads
from symhess.critical_set import CriticalComponent
from symhess.evidence import CountTheorem, FiniteSolutions, NotFinite
from symhess.exact import AlgebraicPoint, real_roots
from symhess.exact.algebraic import residue
from symhess.exact.groebner import Quotient, exact_quotient
from symhess.exact.vanishing import vanish
from symhess.solve.case import Case, Solve, Solved, solved, unsolved
from symhess.solve.lifting import RationalBranch, lift
from symhess.solve.modular.arithmetic import first_primes
from symhess.solve.modular.border_basis import BorderBasis, DegreeLimit, border_basis, reduced_basis
from symhess.solve.modular.parametrization import Parametrization, parametrize
from symhess.solve.multiple import lift_multiple
from symhess.verdict import Reason

__all__ = ["finite", "no_solutions", "true_to_constants"]

_PRIMES = 4  # primes that are tried before a case is given up: each fails with probability about 2^-20
_SMALL_QUOTIENT = 16  # up to this dimension exact tables cost less than a border basis modulo every prime
_INVERTED_DEGREE = 8  # up to this degree denominators are divided out, which makes later steps cheaper


def finite(case: Case, solve: Solve) -> Solved | None:
    """Solve a case with as many equations as unknowns and finitely many complex solutions.

    Parameters
    ----------
    case : Case
    solve : callable
        Not needed: nothing is handed on.

    Returns
    -------
    Solved
        Open, with the reason, where the solutions are infinitely many or cannot be counted in the time that is left.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> circle_and_hyperbola = Case((0, 1), {0: x**2 + y**2 - 5, 1: x * y - 2}, {}, Deadline(10))
    >>> len(finite(circle_and_hyperbola, finite).points)
    4
    >>> finite(Case((0, 1), {0: x * y, 1: x * (y - 1) * y}, {}, Deadline(10)), finite).open_reason.value
    'positive-dimensional'
    """
    with blas_threads(1):
        return _finite(case)


def _finite(case: Case) -> Solved:
    equations, unknowns = tuple(case.equations.values()), case.unknowns
    quotient = exact_quotient(equations, unknowns, case.deadline, effort=1)
    if quotient is not None and quotient.is_trivial:
        return no_solutions(case)
    if quotient is not None and not quotient.is_finite:
        return _not_finite(equations, quotient)
    if len(equations) != len(unknowns):
        return unsolved(Reason.TOO_LARGE)
    try:
        found = next(filter(None, (_attempt(case, quotient, p) for p in islice(first_primes(), _PRIMES))), None)
    except DegreeLimit:
        return _after_degree_limit(case)
    if found is None:
        return unsolved(Reason.TOO_LARGE)
    return _counted(case, found, quotient)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """Proved solutions at the roots of an eliminant, and how many the count modulo the prime promises."""

    form: tuple[int, ...]
    eliminant: fmpz_poly
    numerators: tuple[fmpq_poly, ...]
    factors: tuple[fmpz_poly, ...]
    dimension: int


def no_solutions(case: Case) -> Solved:
    """The equations have 1 in their ideal: not even complex solutions.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> no_solutions(Case((0,), {}, {}, Deadline(None))).step.evidence[0].distinct
    0
    """
    nothing = tuple(fmpq_poly() for _ in case.unknowns)
    form = tuple(0 for _ in case.unknowns)
    return solved(
        FiniteSolutions(case.unknowns, form, fmpz_poly([1]), nothing, CountTheorem.BASIS, 0, distinct=0, real=0)
    )


def _not_finite(equations: tuple[fmpq_mpoly, ...], quotient: Quotient) -> Solved:
    dimension = quotient.krull_dimension
    component = CriticalComponent(equations, dimension)
    return solved(
        NotFinite(equations, dimension), components=(component,), open_reason=Reason.POSITIVE_DIMENSIONAL
    )


def _after_degree_limit(case: Case) -> Solved:
    """The modular basis kept growing: only an exact basis can tell whether the solutions are infinitely many."""
    equations = tuple(case.equations.values())
    quotient = exact_quotient(equations, case.unknowns, case.deadline)
    if quotient is None or quotient.is_finite:
        return unsolved(Reason.TOO_LARGE)
    return _not_finite(equations, quotient)


def _attempt(case: Case, quotient: Quotient | None, prime: int) -> _Found | None:
    """Parametrise modulo the prime, lift, and prove that the result solves the system; None for an unlucky prime."""
    basis = _modular_basis(case, quotient, prime)
    if basis is None or not basis.monomials:
        return None
    modular = parametrize(basis, case.deadline.check)
    branches = _lifted(case, quotient, basis, modular)
    if branches is None:
        return None
    eliminant, numerators = _joined(branches)
    factors = tuple(_positive(f) for f, _ in eliminant.factor()[1])
    slope = fmpq_poly(eliminant.derivative())
    equations, unknowns = tuple(case.equations.values()), case.unknowns
    for factor in factors:
        case.deadline.check()
        numbers = _reduced(numerators, slope, factor)
        if not _solves(equations, unknowns, factor, *numbers):
            return None
    return _Found(modular.form, eliminant, numerators, factors, len(basis.monomials))


def _solves(
    equations: Sequence[fmpq_mpoly],
    unknowns: tuple[int, ...],
    factor: fmpz_poly,
    numerators: tuple[fmpq_poly, ...],
    denominator: fmpq_poly,
) -> bool:
    """Whether the parametrised points solve the equations exactly."""
    if factor.degree() > 1:
        return vanish(equations, unknowns, factor, numerators, denominator)
    point = AlgebraicPoint(unknowns, None, numerators, denominator)
    return all(residue(equation, point)[0].is_zero() for equation in equations)


def _modular_basis(case: Case, quotient: Quotient | None, prime: int) -> BorderBasis | None:
    """The quotient modulo the prime: from the exact one where that is small, else computed there."""
    if quotient is not None and quotient.dimension <= _SMALL_QUOTIENT:
        return reduced_basis(quotient.monomials, quotient.multiplication, prime)
    residues = [_residues(p, case.unknowns, prime) for p in case.equations.values()]
    for terms, polynomial in zip(residues, case.equations.values(), strict=True):
        if max(map(sum, terms), default=-1) != polynomial.total_degree():
            return None
    regularity = sum(max(map(sum, terms)) - 1 for terms in residues) + 1
    return border_basis(residues, len(case.unknowns), prime, regularity + 3, case.deadline.check)


def _residues(polynomial: fmpq_mpoly, unknowns: Sequence[int], prime: int) -> Mapping[tuple[int, ...], int]:
    """An integer polynomial modulo the prime."""
    terms = {tuple(m[k] for k in unknowns): int(c) % prime for m, c in polynomial.terms()}
    return {m: c for m, c in terms.items() if c}


def _lifted(
    case: Case, quotient: Quotient | None, basis: BorderBasis, modular: Parametrization
) -> list[RationalBranch] | None:
    branches: list[RationalBranch | None] = []
    simple, multiple = modular.shape
    if simple:
        equations = tuple(case.equations.values())
        branches.append(lift(equations, case.unknowns, modular.form, modular.simple, case.deadline.check))
    if multiple:
        bases = (b for p in first_primes() if p < basis.prime and (b := _modular_basis(case, quotient, p)) is not None)
        branches.append(lift_multiple(modular, len(basis.monomials), bases, case.deadline.check))
    found = [b for b in branches if b is not None]
    return found if found and len(found) == len(branches) else None


def _joined(branches: Iterable[RationalBranch]) -> tuple[fmpz_poly, tuple[fmpq_poly, ...]]:
    """One eliminant for all branches; numerators over its derivative, scaled so that it is primitive."""
    first, *others = branches
    eliminant, numerators = first.eliminant, list(first.numerators)
    for other in others:
        numerators = [
            a * other.eliminant + b * eliminant for a, b in zip(numerators, other.numerators, strict=True)
        ]
        eliminant = eliminant * other.eliminant
    integer = eliminant.numer()
    integer = _positive(fmpz_poly([c // integer.content() for c in integer.coeffs()]))
    scale = fmpq(integer.leading_coefficient()) / eliminant[eliminant.degree()]
    return integer, tuple(p * scale for p in numerators)


def _positive(polynomial: fmpz_poly) -> fmpz_poly:
    return polynomial if polynomial.leading_coefficient() > 0 else -polynomial


def _reduced(
    numerators: Sequence[fmpq_poly], denominator: fmpq_poly, factor: fmpz_poly
) -> tuple[tuple[fmpq_poly, ...], fmpq_poly]:
    """The parametrisation modulo one irreducible factor of the eliminant."""
    modulus = fmpq_poly(factor)
    bottom = denominator % modulus
    tops = tuple(p % modulus for p in numerators)
    if factor.degree() > _INVERTED_DEGREE:
        return tops, bottom
    gcd, inverse, _ = bottom.xgcd(modulus)
    return tuple(p * inverse / gcd[0] % modulus for p in tops), fmpq_poly([1])


def _counted(case: Case, found: _Found, quotient: Quotient | None) -> Solved:
    """Attach the proof that the solutions are all there are, or say that it is missing."""
    points, real = _real_points(case, found)
    count = _count(case, found, quotient)
    if count is None:
        return unsolved(Reason.COUNT_UNPROVED, points)
    theorem, multiplicity_count = count
    evidence = FiniteSolutions(
        case.unknowns,
        found.form,
        found.eliminant,
        found.numerators,
        theorem,
        multiplicity_count,
        distinct=found.eliminant.degree(),
        real=real,
    )
    return solved(evidence, points)


def _count(case: Case, found: _Found, quotient: Quotient | None) -> tuple[CountTheorem, int] | None:
    """Why the roots of the eliminant are all solutions.

    A finite dimension modulo p that equals the Bézout number leaves no common zero of the leading forms modulo p,
    hence none over Q: then that number is exact.
    """
    distinct = found.eliminant.degree()
    bezout = prod(p.total_degree() for p in case.equations.values())
    if found.dimension == bezout == distinct:
        return CountTheorem.BEZOUT, bezout
    if quotient is None:
        quotient = exact_quotient(tuple(case.equations.values()), case.unknowns, case.deadline)
    if quotient is None or not quotient.is_finite:
        return None
    if quotient.dimension == distinct or quotient.distinct == distinct:
        return CountTheorem.BASIS, quotient.dimension
    return None


def _real_points(case: Case, found: _Found) -> tuple[tuple[AlgebraicPoint, ...], int]:
    """The real solutions with the adjoined constants at their true values, and the number of real roots."""
    slope = fmpq_poly(found.eliminant.derivative())
    points: list[AlgebraicPoint] = []
    for factor in found.factors:
        numerators, denominator = _reduced(found.numerators, slope, factor)
        if factor.degree() == 1:
            points.append(AlgebraicPoint(case.unknowns, None, numerators, denominator))
        else:
            points += [
                AlgebraicPoint(case.unknowns, root, numerators, denominator) for root in real_roots(factor)
            ]
    return true_to_constants(case, points), len(points)


def true_to_constants(case: Case, points: Iterable[AlgebraicPoint]) -> tuple[AlgebraicPoint, ...]:
    """The points at which every adjoined unknown has the value of its constant, not of a conjugate.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> small, large = real_roots(fmpz_poly([-2, 0, 1]))
    >>> both = [AlgebraicPoint((0,), root, (fmpq_poly([0, 1]),), fmpq_poly([1])) for root in (small, large)]
    >>> [p.root.index for p in true_to_constants(Case((0,), {}, {0: large}, Deadline(None)), both)]
    [1]
    """
    return tuple(p for p in points if all(_agrees(case, p, unknown) for unknown in p.unknowns))


def _agrees(case: Case, point: AlgebraicPoint, unknown: int) -> bool:
    true = case.constants.get(unknown)
    if true is None:
        return True
    conjugates = real_roots(true.polynomial)
    coordinate = point.coordinates()[point.unknowns.index(unknown)]
    bits = 64
    while True:
        ball = coordinate.enclosure(bits)
        close = [root for root in conjugates if root.enclosure(bits).overlaps(ball)]
        if len(close) == 1:
            return close[0].index == true.index
        bits *= 2
