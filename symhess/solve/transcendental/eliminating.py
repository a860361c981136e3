"""Rung: consequences of several equations together, by an exact Gröbner basis that eliminates kernels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import lcm
from typing import Final

from flint import Ordering, fmpq_mpoly, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec
from sympy import Expr

from symhess.exact.polynomial import NotPolynomial
from symhess.kernels.kernel_ring import KernelRing, Nature, kernel_ring
from symhess.solve.transcendental.task import Found, Solve, Task, found
from symhess.transcendence import ImpliedEquations

__all__ = ["implied_equations"]

_LIMITS: Final = (60, 200, 300)  # polynomials, their terms, bits of coefficients
_MOST_TIMES: Final = 4  # as many equations as before are no gain
_LAST: Final = {Nature.UNKNOWN: 1, Nature.CONSTANT: 2}  # everything else is eliminated first


def implied_equations(task: Task, solve: Solve) -> Found | None:
    """Put a Gröbner basis in the place of several equations, where it says something simpler.

    Kernels count as unknowns that are independent of each other and of x, y, ...; what follows for such unknowns
    holds for the kernels.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.solve.transcendental.task import unsolved
    >>> from symhess.verdict import Reason
    >>> from sympy import cos
    >>> from sympy.abc import x, y
    >>> task = Task((x, y), (x + cos(x * y), 2 * x + cos(x * y)), (), Deadline(None))
    >>> implied_equations(task, lambda case: unsolved(Reason.NO_STRATEGY)).step.evidence[0].implied
    (cos(x*y), sin(x*y)**2 - 1, x)
    """
    if task.reduced or len(task.equations) < 2:
        return None
    try:
        ring = kernel_ring(task.equations, task.unknowns)
        polynomials = [ring.numerator(e) for e in task.equations]
    except NotPolynomial:
        return None
    for order in (Ordering.lex, Ordering.degrevlex):
        task.deadline.check()
        basis = _basis(ring, polynomials, order)
        implied = tuple(ring.expression(p) for p in basis or ())
        if basis and (_has_fewer_kernels(ring, basis, polynomials) or _is_simpler(implied, task)):
            below = replace(task.with_equations(implied), reduced=True)
            return found(ImpliedEquations(task.equations, implied), (solve(below),))
    return None


def _is_simpler(implied: Sequence[Expr], task: Task) -> bool:
    """Whether a consequence speaks of fewer unknowns, or is shorter, than any equation that was given."""
    def unknowns(equation: Expr) -> int:
        return len(equation.free_symbols & set(task.unknowns))

    if not 0 < len(implied) <= _MOST_TIMES * len(task.equations):
        return False
    least = min(unknowns(e) for e in task.equations)
    shortest = min(e.count_ops() for e in task.equations)
    return any(unknowns(e) < least or (unknowns(e) <= least and e.count_ops() < shortest) for e in implied)


def _has_fewer_kernels(ring: KernelRing, basis: Sequence[fmpq_mpoly], given: Sequence[fmpq_mpoly]) -> bool:
    """Whether kernels are eliminated from a consequence, exponential factors of it left out."""
    if len(basis) > _MOST_TIMES * len(given):
        return False
    return min(_kernels(ring, p) for p in basis) < min(_kernels(ring, p) for p in given if p)


def _kernels(ring: KernelRing, polynomial: fmpq_mpoly) -> int:
    least = [min(m[k] for m in polynomial.monoms()) for k in range(len(ring.kernels))]
    count = 0
    for k, (kernel, degree) in enumerate(zip(ring.kernels, polynomial.degrees(), strict=True)):
        free = degree - least[k] if kernel.nature is Nature.EXPONENTIAL else degree
        count += free > 0 and kernel.nature not in _LAST
    return count


def _basis(ring: KernelRing, polynomials: Sequence[fmpq_mpoly], kind: Ordering) -> list[fmpq_mpoly] | None:
    """The basis where kernels are greater than unknowns; without what the relations alone say."""
    numbers = range(len(ring.kernels))
    order = sorted(numbers, key=lambda k: (_LAST.get(ring.kernels[k].nature, 0), k))
    context = fmpz_mpoly_ctx.get(tuple(f"x{k}" for k in order), kind)
    relations = [_moved(r, order, context) for r in ring.relations]
    generators = fmpz_mpoly_vec([*(_moved(p, order, context) for p in polynomials if p), *relations], context)
    basis, finished = generators.buchberger_naive(limits=_LIMITS)
    if not finished:
        return None
    elements = [_back(p, order, ring) for p in basis.autoreduction()]  # type: ignore[attr-defined]
    return [p for p in elements if ring.reduced(p)]


def _moved(polynomial: fmpq_mpoly, order: Sequence[int], context: fmpz_mpoly_ctx) -> fmpz_mpoly:
    scale = lcm(*(int(c.q) for c in polynomial.coeffs()))
    return context.from_dict({tuple(m[k] for k in order): int(c * scale) for m, c in polynomial.terms()})


def _back(polynomial: fmpz_mpoly, order: Sequence[int], ring: KernelRing) -> fmpq_mpoly:
    place = {number: position for position, number in enumerate(order)}
    terms = polynomial.to_dict().items()
    return ring.context.from_dict({tuple(m[place[k]] for k in range(len(order))): int(c) for m, c in terms})
