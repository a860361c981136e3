"""Convexity decided: refutation by points, the Hessian over the domain, rules of composition, in this order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sympy import Expr, ImmutableDenseMatrix

from symhess.budget import Deadline
from symhess.convexity.constants import with_constants
from symhess.convexity.definiteness import Definite, blocks_of, definiteness
from symhess.convexity.domain import Domain, domain_of
from symhess.convexity.natural import natural_domain
from symhess.convexity.rules import compose, is_spanning
from symhess.convexity.sampling import Point, sample_points
from symhess.convexity.strictness import Strictness, flat_segment, strictness
from symhess.convexity.witnesses import Curvatures
from symhess.differentiate import differentiate
from symhess.errors import InputError, TimeLimitReached
from symhess.function import ScalarFunction
from symhess.shape import ShapeEvidence
from symhess.statements import ConvexityStatement, Curvature, Grounds

__all__ = ["decide_convexity"]

_FEW: Final = 14
_MANY: Final = 400

_CURVATURES: Final = {
    (1, True): Curvature.STRICTLY_CONVEX,
    (1, False): Curvature.CONVEX,
    (-1, True): Curvature.STRICTLY_CONCAVE,
    (-1, False): Curvature.CONCAVE,
}


def decide_convexity(
    function: ScalarFunction, domain: Domain, deadline: Deadline, thorough: bool = True
) -> ConvexityStatement:
    """Decide whether f is convex or concave on the part of the domain where it is defined.

    Parameters
    ----------
    function : ScalarFunction
    domain : Domain
        An open set, which must be convex for an answer.
    deadline : Deadline
        When it passes, the answer is undecided for that reason.
    thorough : bool
        Whether to look for μ and L, and for refutations at many points.

    Examples
    --------
    >>> from sympy import log
    >>> from sympy.abc import x, y
    >>> def of(f, *conditions):
    ...     domain = domain_of((x, y), conditions)
    ...     return decide_convexity(ScalarFunction(f, (x, y)), domain, Deadline(10)).curvature.value
    >>> of(x * log(x / y), x, y), of(-log(1 - x**2 - y**2)), of(x**2 + y**3), of(abs(x) - y)
    ('convex', 'strictly convex', 'neither', 'convex')
    >>> of(1 / (x * y), x * y - 1)
    'undecided'
    """
    expression = function.expression
    try:
        natural = natural_domain(expression, domain, deadline)
        whole = _Question(expression, natural.domain, deadline, thorough)
        if natural.has_poles or not _is_convex(natural.domain, deadline):
            return whole.undecided(Grounds.DOMAIN_NOT_CONVEX)
        points = tuple(sample_points(natural.domain, _FEW))
        if not points:
            return whole.undecided(Grounds.NO_POINT)
        return whole.answer(points, natural.has_kinks)
    except TimeLimitReached:
        return ConvexityStatement(Curvature.UNDECIDED, domain.variables, domain.conditions, Grounds.TIME_LIMIT)


def _is_convex(domain: Domain, deadline: Deadline) -> bool:
    """Whether every condition is a concave function, so that the set where it is positive is convex."""
    space = domain_of(domain.variables, ())
    for condition in domain.others:
        found = compose(condition, space, deadline)
        if found is not None and found.is_("concave"):
            continue
        statement = decide_convexity(ScalarFunction(condition, domain.variables), space, deadline, thorough=False)
        if statement.domain or statement.curvature not in (Curvature.CONCAVE, Curvature.STRICTLY_CONCAVE):
            return False
    return True


@dataclass(frozen=True, slots=True)
class _Question:
    expression: Expr
    domain: Domain
    deadline: Deadline
    thorough: bool

    def undecided(self, grounds: Grounds) -> ConvexityStatement:
        return ConvexityStatement(Curvature.UNDECIDED, self.domain.variables, self.domain.conditions, grounds)

    def stated(
        self, curvature: Curvature, grounds: Grounds, evidence: Sequence[ShapeEvidence] = ()
    ) -> ConvexityStatement:
        return ConvexityStatement(
            curvature, self.domain.variables, self.domain.conditions, grounds, tuple(evidence)
        )

    def answer(self, points: Sequence[Point], has_kinks: bool) -> ConvexityStatement:
        hessian = _hessian(self.expression, self.domain)
        seen = None
        if hessian is not None:
            seen = Curvatures(self.domain.variables, hessian)
            seen.look(points, self.deadline)
            refutation = seen.refutation()
            if refutation is not None:
                return self.stated(Curvature.NEITHER, Grounds.OPPOSITE_CURVATURE, (refutation,))
        if hessian is not None and not has_kinks:
            by_hessian = self._by_hessian(hessian, points)
            if by_hessian is not None:
                if not self.thorough:
                    return by_hessian
                return with_constants(by_hessian, hessian, self.domain, self.deadline)
        return self._by_rules(points) or self._looked_further(seen, has_kinks)

    def _by_hessian(self, hessian: ImmutableDenseMatrix, points: Sequence[Point]) -> ConvexityStatement | None:
        judged: list[Definite] = []
        blocks = blocks_of(hessian)
        for block in blocks:
            found = definiteness(hessian, block, self.domain, points, self.deadline)
            if found is None or {found.sign, *(d.sign for d in judged)} >= {1, -1}:
                return None
            judged.append(found)
        sign = next((found.sign for found in judged if found.sign), 0)
        if not sign:
            return self.stated(Curvature.CONVEX, Grounds.AFFINE, [d.evidence for d in judged if d.evidence])
        evidence: list[ShapeEvidence] = [d.evidence for d in judged if d.evidence is not None]
        parts = [
            strictness(self.expression, hessian, block, found, self.domain, self.deadline)
            for block, found in zip(blocks, judged, strict=True)
        ]
        return self._with_strictness(sign, evidence, parts)

    def _with_strictness(
        self, sign: int, evidence: list[ShapeEvidence], parts: Sequence[Strictness]
    ) -> ConvexityStatement:
        flat = next((part for part in parts if part.is_strict is False), None)
        if flat is not None:
            return self.stated(_CURVATURES[sign, False], Grounds.AFFINE_SEGMENT, (*evidence, *flat.evidence))
        if any(part.is_strict is None for part in parts):
            return self.stated(_CURVATURES[sign, False], Grounds.HESSIAN_STRICTNESS_OPEN, evidence)
        evidence += [record for part in parts for record in part.evidence]
        return self.stated(_CURVATURES[sign, True], Grounds.HESSIAN, evidence)

    def _by_rules(self, points: Sequence[Point]) -> ConvexityStatement | None:
        found = compose(self.expression, self.domain, self.deadline)
        if found is None:
            return None
        if found.is_():
            return self.stated(Curvature.CONVEX, Grounds.AFFINE)
        sign = 1 if found.curvature == "convex" else -1
        if is_spanning(found.forms, len(self.domain.variables)):
            return self.stated(_CURVATURES[sign, True], Grounds.COMPOSITION, found.rules)
        flat = flat_segment(self.expression, self.domain, points)
        if flat is None:
            return self.stated(_CURVATURES[sign, False], Grounds.COMPOSITION_STRICTNESS_OPEN, found.rules)
        return self.stated(_CURVATURES[sign, False], Grounds.COMPOSITION, (*found.rules, flat))

    def _looked_further(self, seen: Curvatures | None, has_kinks: bool) -> ConvexityStatement:
        if seen is not None and self.thorough:
            seen.look(sample_points(self.domain, _MANY), self.deadline)
            refutation = seen.refutation()
            if refutation is not None:
                return self.stated(Curvature.NEITHER, Grounds.OPPOSITE_CURVATURE, (refutation,))
        return self.undecided(Grounds.NOT_SMOOTH if has_kinks else Grounds.SIGN_NOT_FOUND)


def _hessian(expression: Expr, domain: Domain) -> ImmutableDenseMatrix | None:
    try:
        return differentiate(ScalarFunction(expression, domain.variables)).hessian
    except InputError:
        return None
