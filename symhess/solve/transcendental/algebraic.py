"""Rung: every kernel as an unknown of its own, so that the exact polynomial solver can be used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, islice
from typing import Final

from flint import fmpq_mpoly
from sympy import Dummy, Expr, Poly, Symbol, acos, asin, exp, log, pi
from sympy.polys.rootoftools import ComplexRootOf

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached
from symhess.exact import AlgebraicNumber, AlgebraicPoint, PolynomialValue, Real, RealRoot
from symhess.exact.algebraic import EXACT_DEGREE
from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import KernelRing, Nature, kernel_ring
from symhess.solve.case import Case, Solved
from symhess.solve.strategies import STRATEGIES
from symhess.solve.system import primitive
from symhess.solve.transcendental.signs import constant_sign
from symhess.solve.transcendental.task import Found, Solution, Solve, Task, found
from symhess.transcendence import KernelSubstitution

__all__ = ["angle_of", "exact_value", "kernel_system", "with_parameters"]

_MOST_UNKNOWNS: Final = 8
_MOST_CHOICES: Final = 6  # of as many equations as unknowns, where there are more
_SHARE: Final = 0.4  # of the time that is left for one polynomial system
_BITS: Final = 256


@dataclass(frozen=True, slots=True, eq=False)
class _System:
    """The polynomial system of a task."""

    ring: KernelRing
    polynomials: tuple[fmpq_mpoly, ...]
    relations: Mapping[int, fmpq_mpoly]
    unknowns: tuple[int, ...]

    @property
    def constants(self) -> dict[int, RealRoot]:
        return {k: root for k, root in self.ring.constants.items() if k in self.unknowns}


def kernel_system(task: Task, solve: Solve) -> Found | None:
    """Solve the polynomial system in unknowns and kernels where it has finitely many solutions, and map these back.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from sympy import cos, sin
    >>> from sympy.abc import x, y
    >>> from symhess.derivation import Claim, Step
    >>> task = Task((x, y), (cos(y), 1 - x * sin(y)), (), Deadline(None))
    >>> step = kernel_system(task, lambda case: Found(Step(Claim.SOLUTIONS))).step
    >>> step.evidence[0].kernels, step.evidence[0].values
    ((x, y, cos(y), sin(y)), ((1, 0, 1), (-1, 0, -1)))
    """
    if not task.equations or any(not any(u in e.free_symbols for e in task.equations) for u in task.unknowns):
        return None
    try:
        system = _system(task)
        if system is None:
            return None
        solved, points = _solve(system, task.deadline)
    except NotPolynomial:
        return None
    if solved is None:
        return None
    return _mapped(task, system, solved, points, solve)


def _system(task: Task) -> _System | None:
    ring = kernel_ring(task.equations, task.unknowns)
    polynomials = _distinct(primitive(p) for e in task.equations if (p := ring.numerator(e)))
    relations: dict[int, fmpq_mpoly] = {}
    used: set[int] = set()
    wider = _occurring(polynomials)
    while wider != used:
        used = wider
        relations = {k: relation for k, relation in _owners(ring) if _defines(ring, k) & used}
        wider = used | _occurring(relations.values())
    kernels = [ring.kernels[k] for k in used]
    if len(used) > _MOST_UNKNOWNS or any(k.nature is Nature.OTHER for k in kernels):
        return None
    if any(ring.kernels[k].nature is Nature.CONSTANT and k not in ring.constants for k in used):
        return None
    return _System(ring, polynomials, relations, tuple(sorted(used)))


def _distinct(polynomials: Iterable[fmpq_mpoly]) -> tuple[fmpq_mpoly, ...]:
    found: list[fmpq_mpoly] = []
    for polynomial in polynomials:
        if polynomial not in found and -polynomial not in found:
            found.append(polynomial)
    return tuple(found)


def _occurring(polynomials: Iterable[fmpq_mpoly]) -> set[int]:
    return {k for p in polynomials for k, degree in enumerate(p.degrees()) if degree}


def _defines(ring: KernelRing, number: int) -> set[int]:
    """The generators that the relation of a kernel is about: a cosine comes with its sine."""
    return {number, number + 1} if ring.kernels[number].nature is Nature.COSINE else {number}


def _owners(ring: KernelRing) -> Iterator[tuple[int, fmpq_mpoly]]:
    natures = (Nature.COSINE, Nature.ROOT, Nature.ABSOLUTE)
    numbers = [k for k, kernel in enumerate(ring.kernels) if kernel.nature in natures or k in ring.constants]
    return zip(numbers, ring.relations, strict=True)


def _solve(system: _System, deadline: Deadline) -> tuple[Solved | None, tuple[AlgebraicPoint, ...]]:
    """The solved system with all real solutions; ``None`` where they are not finitely many, or not all found."""
    missing = len(system.unknowns) - len(system.relations)
    if len(system.polynomials) < missing:
        return None, ()
    ordered = sorted(system.polynomials, key=lambda p: (p.total_degree(), len(p)))
    for chosen in islice(combinations(ordered, missing), _MOST_CHOICES):
        first = len(system.ring.kernels)
        equations = {first + system.polynomials.index(p): p for p in chosen} | dict(system.relations)
        constants = system.constants
        limit = Deadline(deadline.remaining() * _SHARE)
        case = Case(system.unknowns, equations, constants, limit, frozenset(constants))
        try:
            solved = _solved(case)
        except TimeLimitReached:
            deadline.check()
            continue
        if solved.open_reason is None and not solved.components:
            others = [p for p in ordered if p not in chosen]
            points = (p for p in solved.points if all(PolynomialValue(o, p).sign() == 0 for o in others))
            return solved, tuple(points)
    return None, ()


def _solved(case: Case) -> Solved:
    case.deadline.check()
    return next(s for strategy in STRATEGIES if (s := strategy(case, _solved)) is not None)


def _mapped(
    task: Task, system: _System, solved: Solved, points: Sequence[AlgebraicPoint], solve: Solve
) -> Found | None:
    kernels = [k for k in system.unknowns if system.ring.kernels[k].nature is not Nature.CONSTANT]
    values, premises, solutions = [], [], []
    for point in points:
        coordinates = dict(zip(point.unknowns, point.coordinates(), strict=True))
        if not _can_be_taken(system.ring, coordinates):
            continue
        task.deadline.check()
        if all(system.ring.kernels[k].nature in (Nature.UNKNOWN, Nature.ROOT, Nature.ABSOLUTE) for k in kernels):
            solution = _direct(system.ring, coordinates)
            values.append(tuple(exact_value(coordinates[k]) or Symbol("_") for k in kernels))
            solutions.append(solution)
            continue
        exact = {k: exact_value(coordinates[k]) for k in kernels}
        if any(value is None for value in exact.values()):
            return None
        known = {k: value for k, value in exact.items() if value is not None}
        values.append(tuple(known[k] for k in kernels))
        premise = _inverted(task, system.ring, known, solve)
        premises.append(premise)
        solutions += premise.solutions
    record = KernelSubstitution(
        tuple(kernel.expression for kernel in system.ring.kernels),
        system.polynomials,
        tuple(system.relations.values()),
        tuple(kernels),
        tuple(values),
    )
    return found(record, tuple(premises), steps=(solved.step,), solutions=tuple(solutions))


def _can_be_taken(ring: KernelRing, coordinates: Mapping[int, Real]) -> bool:
    """Whether exponentials are positive, roots and absolute values not negative."""
    for number, value in coordinates.items():
        kernel = ring.kernels[number]
        if kernel.nature is Nature.EXPONENTIAL and value.sign() != 1:
            return False
        if kernel.nature in (Nature.ROOT, Nature.ABSOLUTE) and value.sign() == -1:
            return False
    return True


def _direct(ring: KernelRing, coordinates: Mapping[int, Real]) -> Solution:
    """Coordinates as they are; those without a short exact form get a name."""
    at: dict[Symbol, Expr] = {}
    enclosed = {}
    for number, value in coordinates.items():
        kernel = ring.kernels[number]
        if kernel.nature is Nature.UNKNOWN:
            expression = exact_value(value)
            if expression is None:
                expression = Dummy(kernel.expression.name, real=True)
                enclosed[expression] = value.enclosure(_BITS)
            at[kernel.expression] = expression
    return Solution(at, enclosed=enclosed)


def exact_value(number: Real) -> Expr | None:
    """A number as a rational, a short radical or a root object; ``None`` in fields of high degree.

    Examples
    --------
    >>> from flint import fmpz_poly, fmpq_poly
    >>> from symhess.exact import real_roots
    >>> from symhess.exact.algebraic import algebraic_number
    >>> (root,) = real_roots(fmpz_poly([-1, -1, 0, 1]))
    >>> exact_value(algebraic_number(root, fmpq_poly([0, 1]), fmpq_poly([1])))
    CRootOf(x**3 - x - 1, 0)
    """
    short = number.short()
    if short is not None or not isinstance(number, AlgebraicNumber):
        return short
    root = number.primitive()
    if root is None or root.polynomial.degree() > EXACT_DEGREE:
        return None
    coefficients = [int(c) for c in reversed(root.polynomial.coeffs())]
    return ComplexRootOf(Poly(coefficients, Symbol("x")), root.index)


def _inverted(task: Task, ring: KernelRing, values: Mapping[int, Expr], solve: Solve) -> Found:
    """Solve "every kernel has its value"; every angle brings an integer of its own."""
    parameters: list[Symbol] = []
    equations: list[Expr] = []
    for number, value in values.items():
        kernel = ring.kernels[number]
        if kernel.nature is Nature.COSINE:
            integer = Dummy("n", integer=True)
            parameters.append(integer)
            equations.append(kernel.argument - angle_of(value, values[number + 1]) - 2 * pi * integer)
        elif kernel.nature is Nature.EXPONENTIAL:
            equations.append(kernel.argument - log(value))
        elif kernel.nature is Nature.LOGARITHM:
            equations.append(kernel.argument - exp(value))
        elif kernel.nature is Nature.UNKNOWN:
            equations.append(kernel.argument - value)
    result = solve(task.with_equations(tuple(equations)))
    return replace(result, solutions=tuple(with_parameters(s, parameters) for s in result.solutions))


def with_parameters(solution: Solution, parameters: Sequence[Symbol]) -> Solution:
    """The solution with further integers, except those that it fixes.

    Examples
    --------
    >>> from sympy import Integer
    >>> from sympy.abc import x, n
    >>> with_parameters(Solution({x: 2 * n}), (n,)).parameters
    (n,)
    >>> with_parameters(Solution({n: Integer(1)}), (n,)).parameters
    ()
    """
    free = tuple(p for p in parameters if p not in solution.at and p not in solution.parameters)
    return replace(solution, parameters=(*solution.parameters, *free))


def angle_of(cosine: Expr, sine: Expr) -> Expr:
    """The angle in (−π, π] with this cosine and sine.

    Examples
    --------
    >>> from sympy import Integer, Rational, sqrt
    >>> angle_of(-sqrt(3) / 2, -Rational(1, 2)), angle_of(Integer(-1), Integer(0))
    (-5*pi/6, pi)
    >>> angle_of(2 * sqrt(2) / 3, Rational(1, 3))
    asin(1/3)
    """
    if sine.is_Rational and not cosine.is_Rational:
        if constant_sign(cosine) == 1:
            return asin(sine)
        return pi - asin(sine) if sine >= 0 else -pi - asin(sine)
    return acos(cosine) if constant_sign(sine) != -1 else -acos(cosine)
