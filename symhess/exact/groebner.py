"""Exact Gröbner bases over Q where they are affordable: dimension, number of solutions, number of distinct ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations
from math import lcm
from operator import add
from time import monotonic

from flint import Ordering, fmpq, fmpq_mat, fmpq_mpoly, fmpz_mpoly, fmpz_mpoly_ctx, fmpz_mpoly_vec

from symhess.budget import Deadline
from symhess.exact.isolation import sign_changes

__all__ = ["Quotient", "exact_quotient"]

# (number of polynomials, their terms, bits of coefficients) of attempts that cost up to _GROWTH times more each
_LIMITS = (
    (50, 300, 300),
    (100, 1_000, 1_000),
    (150, 1_500, 2_000),
    (200, 2_000, 4_000),
    (300, 3_000, 8_000),
    (400, 4_000, 16_000),
)
_GROWTH = 10.0

_Exponents = tuple[int, ...]


def exact_quotient(
    polynomials: Sequence[fmpq_mpoly],
    unknowns: Sequence[int],
    deadline: Deadline | None = None,
    effort: int = len(_LIMITS),
) -> Quotient | None:
    """The quotient ring Q[x]/I by an exact Gröbner basis of I, or ``None`` where none is affordable.

    Parameters
    ----------
    polynomials : sequence of fmpq_mpoly
        Generators of I; only the given unknowns occur in them.
    unknowns : sequence of int
        Numbers of the unknowns.
    deadline : Deadline, optional
        An attempt that is likely not to end before it is not begun, since it could not be interrupted.
    effort : int
        Number of attempts with growing limits, from 1, a few milliseconds, to 6, some seconds.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> quotient = exact_quotient([x**2 - y, x * y], (0, 1))
    >>> quotient.is_finite, quotient.dimension, quotient.distinct
    (True, 3, 1)
    >>> exact_quotient([x * y], (0, 1)).is_finite
    False
    """
    context = fmpz_mpoly_ctx.get(tuple(f"x{k}" for k in unknowns), Ordering.degrevlex)
    generators = fmpz_mpoly_vec([_over_integers(p, unknowns, context) for p in polynomials], context)
    deadline = deadline or Deadline(None)
    for limits in _LIMITS[:effort]:
        begun = monotonic()
        basis, finished = generators.buchberger_naive(limits=limits)
        if finished:
            return Quotient(list(basis.autoreduction()), context)  # type: ignore[attr-defined]  # FLINT's stub errs
        if deadline.remaining() < _GROWTH * (monotonic() - begun):
            return None
    return None


def _over_integers(polynomial: fmpq_mpoly, unknowns: Sequence[int], context: fmpz_mpoly_ctx) -> fmpz_mpoly:
    denominator = lcm(*(int(c.q) for c in polynomial.coeffs()))
    return context.from_dict(
        {tuple(m[k] for k in unknowns): int(c * denominator) for m, c in polynomial.terms()}
    )


class Quotient:
    """Q[x]/I; the monomials under the staircase of the Gröbner basis are its basis as a vector space.

    Examples
    --------
    >>> from symhess.exact.polynomial import ring
    >>> x, y = ring(("x", "y")).gens()
    >>> double = exact_quotient([x**2, y - x], (0, 1))
    >>> double.monomials, double.dimension, double.distinct, double.krull_dimension
    ([(0, 0), (0, 1)], 2, 1, 0)
    """

    def __init__(self, basis: Sequence[fmpz_mpoly], context: fmpz_mpoly_ctx) -> None:
        self._unknowns = len(context.names())
        self._rules = {g.monomial(0): g for g in basis}
        self._forms: dict[_Exponents, list[fmpq]] = {}

    @cached_property
    def is_finite(self) -> bool:
        """Whether the system has finitely many complex solutions: a pure power of every unknown leads."""
        pure = {k for m in self._rules for k in range(self._unknowns) if m[k] == sum(m)}
        return len(pure) == self._unknowns

    @property
    def is_trivial(self) -> bool:
        """Whether 1 lies in the ideal: no solution, not even a complex one."""
        return (0,) * self._unknowns in self._rules

    @cached_property
    def krull_dimension(self) -> int:
        """Dimension of the complex solution set (most unknowns that make no leading monomial); -1 if empty."""
        supports = [{k for k, e in enumerate(m) if e} for m in self._rules]
        unknowns = range(self._unknowns)
        sets = (set(c) for size in range(self._unknowns, -1, -1) for c in combinations(unknowns, size))
        return next((len(free) for free in sets if not any(s <= free for s in supports)), -1)

    @cached_property
    def monomials(self) -> list[_Exponents]:
        """The monomials under the staircase, ascending by degree; only for finite systems."""
        one = (0,) * self._unknowns
        level = [] if one in self._rules else [one]
        found = []
        while level:
            found += level
            above = {_raised(m, k) for m in level for k in range(self._unknowns)}
            level = sorted(m for m in above if not self._is_divisible(m))
        return found

    @property
    def dimension(self) -> int:
        """Number of complex solutions counted with multiplicity."""
        return len(self.monomials)

    @cached_property
    def distinct(self) -> int:
        """Number of distinct complex solutions: the rank of the trace form (Hermite)."""
        return int(self._trace_form.rank()) if self.dimension else 0

    @cached_property
    def real(self) -> int:
        """Number of distinct real solutions: the signature of the trace form, by Descartes' rule (Hermite)."""
        if not self.dimension:
            return 0
        coefficients = [c.p for c in self._trace_form.charpoly().coeffs()]
        reflected = [c * (-1) ** k for k, c in enumerate(coefficients)]
        return sign_changes(coefficients) - sign_changes(reflected)

    @cached_property
    def _trace_form(self) -> fmpq_mat:
        """The matrix of tr(a·b) over the basis."""
        tables = self.multiplication
        traces = fmpq_mat(self.dimension, 1, self._traces(tables))
        rows = {self.monomials[0]: traces}
        for monomial in self.monomials[1:]:
            k = next(i for i, e in enumerate(monomial) if e)
            rows[monomial] = tables[k] * rows[_lowered(monomial, k)]
        entries = [entry for monomial in self.monomials for entry in rows[monomial].entries()]
        return fmpq_mat(self.dimension, self.dimension, entries)

    @cached_property
    def multiplication(self) -> tuple[fmpq_mat, ...]:
        """One table for each unknown; row b: the coordinates of the unknown times basis monomial b."""
        return tuple(
            fmpq_mat([self._normal_form(_raised(m, k)) for m in self.monomials]) for k in range(self._unknowns)
        )

    def _traces(self, tables: Sequence[fmpq_mat]) -> list[fmpq]:
        """The traces of the basis monomials' tables: of every product of two monomials the coordinates, by degrees."""
        size, place = self.dimension, {m: k for k, m in enumerate(self.monomials)}
        products = {tuple(map(add, a, b)) for a in self.monomials for b in self.monomials}
        known = {m: [fmpq(int(k == i)) for i in range(size)] for m, k in place.items()}
        waiting: dict[tuple[int, int], list[_Exponents]] = {}
        for m in products - known.keys():
            waiting.setdefault((sum(m), next(k for k, e in enumerate(m) if e)), []).append(m)
        for (_, k), group in sorted(waiting.items()):
            images = fmpq_mat([known[_lowered(m, k)] for m in group]) * tables[k]
            known |= zip(group, images.tolist(), strict=True)
        return [
            sum((known[tuple(map(add, a, b))][place[b]] for b in self.monomials), fmpq(0)) for a in self.monomials
        ]

    def _is_divisible(self, monomial: _Exponents) -> bool:
        return any(all(a >= b for a, b in zip(monomial, lead, strict=True)) for lead in self._rules)

    def _normal_form(self, monomial: _Exponents) -> list[fmpq]:
        """Coordinates of a monomial in the basis, by one unknown more than a smaller monomial's."""
        found = self._forms.get(monomial)
        if found is None:
            found = self._forms[monomial] = self._reduced(monomial)
        return found

    def _reduced(self, monomial: _Exponents) -> list[fmpq]:
        if not self._is_divisible(monomial):
            return [fmpq(int(m == monomial)) for m in self.monomials]
        if monomial in self._rules:
            rule = self._rules[monomial]
            lead = rule.coefficient(0)
            terms = dict(rule.terms())
            return [fmpq(-terms.get(m, 0)) / fmpq(lead) for m in self.monomials]
        unknown = next(k for k, e in enumerate(monomial) if e and self._is_divisible(_lowered(monomial, k)))
        inner = self._normal_form(_lowered(monomial, unknown))
        total = [fmpq(0)] * self.dimension
        for coefficient, m in zip(inner, self.monomials, strict=True):
            if coefficient:
                raised = self._normal_form(_raised(m, unknown))
                total = [t + coefficient * r for t, r in zip(total, raised, strict=True)]
        return total


def _lowered(monomial: _Exponents, unknown: int) -> _Exponents:
    return (*monomial[:unknown], monomial[unknown] - 1, *monomial[unknown + 1 :])


def _raised(monomial: _Exponents, unknown: int) -> _Exponents:
    return (*monomial[:unknown], monomial[unknown] + 1, *monomial[unknown + 1 :])

