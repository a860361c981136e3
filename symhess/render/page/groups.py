"""Points that differ by signs or by the order of their coordinates only, as one row: (±1, 0)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import factorial, prod
from typing import Final

from symhess.evidence import Spectrum, SylvesterMinors
from symhess.exact import Real
from symhess.render.formula import Fenced, Formula, PlusMinus, Prefixed
from symhess.render.page.numbers import short_form
from symhess.render.page.page import Page
from symhess.render.page.symmetry import exchange_partners, is_even
from symhess.study import ClassifiedPoint
from symhess.verdict import Kind, Verdict

__all__ = ["Group", "eigenvalues", "grouped", "minors", "most_rows"]

_MOST_ROWS: Final = 50
_MOST_ROWS_BRIEF: Final = 14
_MOST_GROUPED: Final = 300  # among more points no symmetric ones are looked for
_PERMUTED_FROM: Final = 3  # variables
_KIND_ORDER: Final = {kind: k for k, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Group:
    """Points whose data are all equal, as one formula such as (±1, 0).

    ``permuted`` says that all orders of the coordinates are meant; minors are then those of the order shown.

    Examples
    --------
    >>> from symhess.render.formula import Name
    >>> Group(Name("P"), ()).points
    ()
    """

    formula: Formula
    points: tuple[ClassifiedPoint, ...]
    permuted: bool = False

    @property
    def verdict(self) -> Verdict:
        """The verdict about all of them."""
        return self.points[0].verdict


def most_rows(page: Page) -> int:
    """How many rows the tables of the page may have.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> most_rows(page_of(analyze("x^2"), "full"))
    50
    """
    return _MOST_ROWS_BRIEF if page.detail == "brief" else _MOST_ROWS


def minors(verdict: Verdict) -> tuple[Real, ...]:
    """The leading principal minors behind a verdict; none where it rests on something else.

    Examples
    --------
    >>> from symhess import analyze
    >>> [minor.text() for minor in minors(analyze("x^2 + y^2").points[0].verdict)]
    ['2', '4']
    """
    return next((r.minors for r in verdict.evidence if isinstance(r, SylvesterMinors)), ())


def eigenvalues(verdict: Verdict) -> tuple[Real, ...]:
    """The eigenvalues of the Hessian that belong to a verdict, where they are known.

    Examples
    --------
    >>> from symhess import analyze
    >>> [value.text() for value in eigenvalues(analyze("x^2 - 3y^2").points[0].verdict)]
    ['-6', '2']
    """
    return next((r.eigenvalues for r in verdict.evidence if isinstance(r, Spectrum)), ())


def grouped(page: Page) -> tuple[Group, ...]:
    """The points of the page's table in their order; at most as many as it shows.

    Examples
    --------
    >>> from symhess import analyze
    >>> from symhess.render.page.page import page_of
    >>> groups = grouped(page_of(analyze("x^4 - 2 x^2"), "brief"))
    >>> [type(group.formula.items[0]).__name__ for group in groups]
    ['PlusMinus', 'Expression']
    """
    points = page.study.points
    if len(points) > _MOST_GROUPED:
        return tuple(_single(page, classified) for classified in points[: most_rows(page)])
    families: dict[Hashable, list[ClassifiedPoint]] = {}
    for classified in points:
        families.setdefault(_data(page, classified), []).append(classified)
    groups = [group for family in families.values() for group in _by_signs(page, family)]
    order = {id(classified): k for k, classified in enumerate(points)}
    groups.sort(key=lambda group: (_KIND_ORDER[group.verdict.kind], min(order[id(p)] for p in group.points)))
    return tuple(_by_permutations(page, groups)[: most_rows(page)])


def _single(page: Page, classified: ClassifiedPoint) -> Group:
    return Group(page.numbers.point(classified.point.coordinates), (classified,))


def _key(number: Real) -> Hashable:
    return short_form(number) or number.decimal()


def _data(page: Page, classified: ClassifiedPoint) -> Hashable:
    """Everything the page shows of a point but the point itself."""
    verdict = classified.verdict
    numbers = [classified.point.value, *minors(verdict), *eigenvalues(verdict)]
    if page.detail == "full":
        numbers += [c for r in verdict.evidence if isinstance(r, Spectrum) for d in r.directions for c in d]
    return _decision(verdict), tuple(map(_key, numbers))


def _decision(verdict: Verdict) -> Hashable:
    return verdict.kind, verdict.strict, verdict.decided_by, verdict.singularity


def _by_signs(page: Page, family: Sequence[ClassifiedPoint]) -> Iterator[Group]:
    """Split points with equal data into those that differ by signs in all combinations, opposite ones, single ones."""
    by_size: dict[Hashable, list[ClassifiedPoint]] = {}
    for classified in family:
        by_size.setdefault(_sizes(classified) or id(classified), []).append(classified)
    for members in by_size.values():
        chosen = _positive(members)
        free = [k for k, c in enumerate(chosen.point.coordinates) if c.sign() != 0]
        if len(members) == 2 ** len(free) > 1 and _is_sure(page, chosen, [(k,) for k in free]):
            yield Group(page.numbers.point(chosen.point.coordinates, free=free), _first(chosen, members))
        elif len(members) == 2 and len(free) > 1 and _are_opposite(members) and _is_sure(page, chosen, [free]):
            yield Group(_opposite(page.numbers.point(chosen.point.coordinates)), _first(chosen, members))
        else:
            yield from (_single(page, member) for member in members)


def _sizes(classified: ClassifiedPoint) -> tuple[Hashable, ...] | None:
    """The absolute values of the coordinates, exactly or in decimals; ``None`` where a sign is not known."""
    sizes: list[Hashable] = []
    for coordinate in classified.point.coordinates:
        short, sign = short_form(coordinate), coordinate.sign()
        if sign is None:
            return None
        sizes.append(coordinate.decimal().lstrip("-") if short is None else short if sign >= 0 else -short)
    return tuple(sizes)


def _signs(classified: ClassifiedPoint) -> tuple[int, ...]:
    return tuple(coordinate.sign() or 0 for coordinate in classified.point.coordinates)


def _positive(members: Sequence[ClassifiedPoint]) -> ClassifiedPoint:
    """The member that is shown without its signs."""
    return max(members, key=_signs) if all(map(_sizes, members)) else members[0]


def _first(chosen: ClassifiedPoint, members: Sequence[ClassifiedPoint]) -> tuple[ClassifiedPoint, ...]:
    return chosen, *(member for member in members if member is not chosen)


def _are_opposite(members: Sequence[ClassifiedPoint]) -> bool:
    first, second = map(_signs, members)
    return first == tuple(-sign for sign in second)


def _is_sure(page: Page, classified: ClassifiedPoint, flipped: Iterable[Sequence[int]]) -> bool:
    """Whether sizes are known exactly, or f is even under the changes of signs, so that they are equal."""
    if all(short_form(coordinate) is not None for coordinate in classified.point.coordinates):
        return True
    expression, variables = page.study.function.expression, page.variables
    return all(is_even(expression, tuple(variables[k] for k in together)) for together in flipped)


def _opposite(formula: Formula) -> Formula:
    if isinstance(formula, Prefixed):
        return replace(formula, body=PlusMinus(formula.body))
    return PlusMinus(formula)


def _by_permutations(page: Page, groups: Sequence[Group]) -> list[Group]:
    """Unite groups whose coordinates are the same in all orders, where f is symmetric in all variables."""
    size = len(page.variables)
    partners = exchange_partners(page.study.function.expression, page.variables) if size >= _PERMUTED_FROM else {}
    if set(partners.values()) != {0} or len(partners) != size - 1:
        return list(groups)
    united: dict[Hashable, list[Group]] = {}
    for k, group in enumerate(groups):
        values = tuple(map(_key, (group.points[0].point.value, *eigenvalues(group.verdict))))
        counts = _counts(group.formula)
        key = (_decision(group.verdict), values, frozenset(counts.items())) if counts else k
        united.setdefault(key, []).append(group)
    return [group for members in united.values() for group in _united(members)]


def _counts(formula: Formula) -> Counter[Formula]:
    body = formula.body if isinstance(formula, Prefixed) else formula
    return Counter(body.items) if isinstance(body, Fenced) else Counter()


def _united(members: Sequence[Group]) -> Iterator[Group]:
    counts = _counts(members[0].formula)
    orders = factorial(counts.total()) // prod(map(factorial, counts.values()))
    if len(members) == orders > 1:
        points = tuple(point for member in members for point in member.points)
        yield Group(members[0].formula, points, permuted=True)
    else:
        yield from members
