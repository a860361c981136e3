"""Closed regions: interior, faces, edges and corners by active sets, and the kind of every candidate on the region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from sympy import Add, Expr, Rational

from symhess.budget import Deadline
from symhess.constrained.numbers import compare, expression
from symhess.constrained.places import sign_at, value_at
from symhess.constrained.problem import Problem, polynomials
from symhess.constrained.strata import stratum
from symhess.constrained.stratum import Stratum
from symhess.constrained.transcendental import Box
from symhess.constrained.weak import cone_signs
from symhess.constraint_evidence import ActiveSet, MultiplierSigns
from symhess.constraints import Candidate, ConstrainedComponent
from symhess.critical_set import Completeness, CriticalPoint, Status
from symhess.derivation import Claim, Step
from symhess.exact.groebner import exact_quotient
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["RegionStudy", "study_region"]

_MOST_FACES = 300
_MOST_SAMPLES = 8


@dataclass(frozen=True, slots=True, eq=False)
class RegionStudy:
    """The candidates on a region.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> found = study_region(Problem(x * y, (x, y), (), ()), (x, y, 2 - x - y), None, Deadline(10))
    >>> [[c.text() for c in candidate.point.coordinates] for candidate in found.candidates]
    [['0', '0'], ['0', '2'], ['1', '1'], ['2', '0']]
    """

    candidates: tuple[Candidate, ...]
    components: tuple[ConstrainedComponent, ...]
    completeness: Completeness
    step: Step


@dataclass(frozen=True, slots=True, eq=False)
class _Face:
    """An active set with f on its zeros; ``is_finite`` where these are finitely many points, all listed."""

    active: tuple[int, ...]
    stratum: Stratum


def study_region(problem: Problem, inequalities: Sequence[Expr], box: Box | None, deadline: Deadline) -> RegionStudy:
    """All Karush–Kuhn–Tucker candidates of f where the equations hold and the inequalities are nonnegative.

    Parameters
    ----------
    problem : Problem
        With the equations, numbered from 0.
    inequalities : sequence of Expr
        Numbered after the equations.
    box : tuple of (Expr, Expr), optional
        Holds the region; functions that are no polynomials are searched in it.
    deadline : Deadline

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> cusp = study_region(Problem(x, (x, y), (), ()), (y, x**3 - y), None, Deadline(10))
    >>> [([c.text() for c in found.point.coordinates], found.is_regular) for found in cusp.candidates]
    [(['0', '0'], False)]
    """
    faces = tuple(_faces(problem, inequalities, box, deadline))
    offset = len(problem.equations)
    found: list[Candidate] = []
    components: list[ConstrainedComponent] = []
    worst = Completeness(Status.COMPLETE)
    for face in faces:
        if face.stratum.completeness.status is Status.INCOMPLETE:
            worst = face.stratum.completeness
        for candidate in face.stratum.candidates:
            active = _active(candidate.point, inequalities)
            if active is None:
                worst = Completeness(Status.INCOMPLETE, Reason.ZERO_TEST)
            elif active[0]:
                numbers = (*range(offset), *(offset + k for k in active[1]))
                _add(found, replace(candidate, active=numbers), set(active[1]) == set(face.active))
        for component in face.stratum.components:
            samples = _inside(component.samples, inequalities)
            if not samples:
                others = _nearest(component, problem, deadline)
                samples = () if others is None else _inside(others, inequalities)
                if others is None:
                    worst = Completeness(Status.INCOMPLETE, Reason.POSITIVE_DIMENSIONAL)
            if samples:
                numbers = (*range(offset), *(offset + k for k in face.active))
                _join(components, replace(component, active=numbers, samples=samples))
    judge = _Judge(problem, tuple(inequalities), {face.active: face.stratum for face in faces})
    judged = [replace(c, verdict=judge.verdict(c)) for c in found]
    judged.sort(key=lambda c: [float(x) for x in c.point.coordinates])
    record = ActiveSet(tuple(inequalities), tuple(face.active for face in faces))
    steps = tuple(face.stratum.step for face in faces)
    return RegionStudy(tuple(judged), tuple(components), worst, Step(Claim.SOLUTIONS, (record,), steps))


def _faces(problem: Problem, inequalities: Sequence[Expr], box: Box | None, deadline: Deadline) -> Iterator[_Face]:
    """Every active set that can have a point, small ones first; beyond points nothing smaller is looked at."""
    closed: list[set[int]] = []
    count = 0
    for size in range(len(inequalities) + 1):
        for active in combinations(range(len(inequalities)), size):
            if any(done <= set(active) for done in closed):
                continue
            deadline.check()
            count += 1
            own = replace(
                problem,
                equations=(*problem.equations, *(inequalities[k] for k in active)),
                numbers=(*problem.numbers, *(len(problem.numbers) + k for k in active)),
            )
            points = _number_of_points(own, deadline)
            if points == 0:
                closed.append(set(active))
                continue
            if points is not None:
                closed.append(set(active))
            yield _Face(active, stratum(own, deadline, box))
            if count > _MOST_FACES:
                return


def _number_of_points(problem: Problem, deadline: Deadline) -> int | None:
    """How many complex solutions the equations have; ``None`` for infinitely many, or where that is not known."""
    if not problem.equations:
        return None
    read = polynomials(problem.equations, problem.variables)
    if read is None:
        return None
    quotient = exact_quotient(read, range(len(problem.variables)), deadline, effort=1)
    if quotient is None or not (quotient.is_trivial or quotient.is_finite):
        return None
    return 0 if quotient.is_trivial else quotient.dimension


def _active(point: CriticalPoint, inequalities: Sequence[Expr]) -> tuple[bool, tuple[int, ...]] | None:
    """Whether a point lies in the region, and which inequalities are equalities there; ``None`` if undecided."""
    signs = [sign_at(h, point) for h in inequalities]
    if any(sign is not None and sign < 0 for sign in signs):
        return False, ()
    if None in signs:
        return None
    return True, tuple(k for k, sign in enumerate(signs) if sign == 0)


def _join(components: list[ConstrainedComponent], new: ConstrainedComponent) -> None:
    """Each component once: on the face with most constraints that it was found on."""
    for place, other in enumerate(components):
        if set(other.equations) == set(new.equations) and other.where == new.where:
            components[place] = replace(new, samples=(*other.samples, *new.samples)[:_MOST_SAMPLES])
            return
    components.append(new)


def _inside(samples: Sequence[CriticalPoint], inequalities: Sequence[Expr]) -> tuple[CriticalPoint, ...]:
    return tuple(s for s in samples if (active := _active(s, inequalities)) is not None and active[0])


def _nearest(
    component: ConstrainedComponent, problem: Problem, deadline: Deadline
) -> tuple[CriticalPoint, ...] | None:
    """On every connected part of a component its points nearest to a fixed one; ``None`` if some may be missing."""
    distance = Add(*((v - Rational(2 * k + 1, 2 * k + 7)) ** 2 for k, v in enumerate(problem.variables)))
    numbers = tuple(range(len(component.equations)))
    found = stratum(Problem(distance, problem.variables, component.equations, numbers), deadline)
    own = set(problem.variables)
    if found.completeness.status is Status.INCOMPLETE or found.components:
        return None
    if any(not term.free_symbols <= own for term, _ in component.where):
        return None
    found = replace(
        found,
        candidates=tuple(
            c for c in found.candidates if all(sign_at(term, c.point) == sign for term, sign in component.where)
        ),
    )
    points = ((c.point, value_at(problem.function, c.point)) for c in found.candidates)
    return tuple(replace(point, value=value) for point, value in points if value is not None)


def _add(found: list[Candidate], candidate: Candidate, is_own_face: bool) -> None:
    """Each point once, with the multipliers of its own face."""
    for place, other in enumerate(found):
        if _are_equal(candidate.point, other.point):
            if is_own_face:
                found[place] = candidate
            return
    found.append(candidate if is_own_face else replace(candidate, multipliers=()))


def _are_equal(one: CriticalPoint, other: CriticalPoint) -> bool:
    return all(compare(a, b) == 0 for a, b in zip(one.coordinates, other.coordinates, strict=True))


@dataclass(frozen=True, slots=True, eq=False)
class _Judge:
    """Kinds relative to the region, from the multipliers' signs and the kinds on the faces."""

    problem: Problem
    inequalities: tuple[Expr, ...]
    strata: dict[tuple[int, ...], Stratum]

    def verdict(self, candidate: Candidate) -> Verdict:
        """Positive multipliers: f rises into the region, so that the kind on the face decides; zero: a larger face."""
        offset = len(self.problem.equations)
        numbers = [k - offset for k in candidate.active if k >= offset]
        if not numbers:
            return candidate.verdict
        if not candidate.is_regular or len(candidate.multipliers) != len(candidate.active):
            return Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_CONSTRAINTS)
        signs = [number.sign() for number in candidate.multipliers[offset:]]
        if None in signs:
            return Verdict(Kind.UNDECIDED, None, "", (), Reason.ZERO_TEST)
        record = MultiplierSigns(candidate.active, tuple(sign or 0 for sign in signs))
        if 1 in signs and -1 in signs:
            return Verdict(Kind.SADDLE, None, "multiplier-signs", (record,))
        weak = [k for k, sign in zip(numbers, signs, strict=True) if sign == 0]
        direction = 1 if 1 in signs else -1 if -1 in signs else 0
        return self._by_face(candidate, tuple(k for k in numbers if k not in weak), direction, record, bool(weak))

    def _by_face(
        self, candidate: Candidate, strong: tuple[int, ...], direction: int, record: MultiplierSigns, is_weak: bool
    ) -> Verdict:
        """The kind on the zeros of the constraints with multipliers that are not zero."""
        if is_weak:
            return self._weak(candidate, strong, direction, record)
        face = candidate.verdict
        if face.kind is Kind.UNDECIDED:
            return Verdict(Kind.UNDECIDED, None, "", (record,), face.reason)
        wanted = Kind.MINIMUM if direction > 0 else Kind.MAXIMUM
        alone = len(candidate.active) >= len(self.problem.variables)
        if alone or face.kind is wanted:
            return Verdict(wanted, True if alone else face.strict, "multiplier-signs", (record, *face.evidence))
        return Verdict(Kind.SADDLE, None, "multiplier-signs", (record, *face.evidence))

    def _weak(
        self, candidate: Candidate, strong: tuple[int, ...], direction: int, record: MultiplierSigns
    ) -> Verdict:
        """Some multipliers are zero: an extremum on the larger face, or second derivatives on the cone that is left."""
        undecided = Verdict(Kind.UNDECIDED, None, "", (record,), Reason.WEAK_MULTIPLIER)
        kinds = self._kinds_on(strong, candidate.point)
        for sign, kind in ((1, Kind.MINIMUM), (-1, Kind.MAXIMUM)):
            if kind in kinds and direction in (0, sign):
                return Verdict(kind, kinds[kind] or None, "multiplier-signs", (record,))
        offset = len(self.problem.equations)
        held = (*self.problem.equations, *(self.inequalities[k] for k in strong))
        loose = [self.inequalities[k - offset] for k in candidate.active if k >= offset and k - offset not in strong]
        place = dict(zip(candidate.active, candidate.multipliers, strict=True))
        numbers = [*range(offset), *(offset + k for k in strong)]
        values = [expression(place[k]) for k in numbers]
        if any(value is None for value in values):
            return undecided
        lagrangian = self.problem.function - sum(v * g for v, g in zip(values, held, strict=True) if v is not None)
        up, down, definite = cone_signs(lagrangian, self.problem.variables, held, loose, candidate.point)
        if definite and direction in (0, definite):
            kind = Kind.MINIMUM if definite > 0 else Kind.MAXIMUM
            return Verdict(kind, True, "multiplier-signs", (record,))
        if (up or direction > 0) and (down or direction < 0):
            return Verdict(Kind.SADDLE, None, "multiplier-signs", (record,))
        return undecided

    def _kinds_on(self, active: tuple[int, ...], point: CriticalPoint) -> dict[Kind, bool | None]:
        """What the point is on the zeros of some constraints: two kinds where f is constant there."""
        known = self.strata.get(active)
        if known is None:
            return {}
        for candidate in known.candidates:
            if _are_equal(candidate.point, point):
                return {candidate.verdict.kind: candidate.verdict.strict}
        for component in known.components:
            if component.dimension == known.problem.dimension and all(
                sign_at(e, point) == 0 for e in component.equations
            ):
                return {Kind.MINIMUM: False, Kind.MAXIMUM: False}
        return {}
