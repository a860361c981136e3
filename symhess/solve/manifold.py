"""Components along which the Hessian has the rank of the codimension, or which a scaling of f maps to themselves.

The first are critical manifolds in the sense of Morse and Bott: the nonzero eigenvalues decide what f does, wherever
the product of these is not zero. The second are curves of orbits: one point of each orbit stands for all of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, product

from flint import fmpq, fmpq_mat, fmpq_mpoly, fmpq_poly, fmpz_poly

from symhess.critical_set import CriticalComponent
from symhess.evidence import Scaling, TransverseHessian
from symhess.exact import AlgebraicPoint, PolynomialValue
from symhess.exact.graphs import Graph, graph_of
from symhess.exact.isolation import sign_changes
from symhess.solve.case import Case, Solve
from symhess.solve.hypersurface import between, curve_samples
from symhess.solve.system import primitive

__all__ = ["Manifold", "ManifoldPiece", "study_manifold"]

_MOST_UNKNOWNS = 6
_GRID = (0, 1, -1, 2, -2, 3)


@dataclass(frozen=True, slots=True, eq=False)
class ManifoldPiece:
    """A part of a component with the law that f follows there.

    Examples
    --------
    >>> ManifoldPiece((), Scaling((0, 1), (1, 1), 2), ()).law.degree
    2
    """

    where: tuple[tuple[fmpq_mpoly, int], ...]
    law: TransverseHessian | Scaling
    samples: tuple[AlgebraicPoint, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Manifold:
    """The pieces of a component and the points of it that are to be looked at apart; together they are all of it.

    Examples
    --------
    >>> Manifold((), ()).pieces
    ()
    """

    pieces: tuple[ManifoldPiece, ...]
    exceptional: tuple[AlgebraicPoint, ...]


def study_manifold(
    function: fmpq_mpoly, component: CriticalComponent, case: Case, solve: Solve
) -> Manifold | None:
    """What f does along a component; ``None`` where that cannot be told completely.

    Parameters
    ----------
    function : fmpq_mpoly
        The block's part of f.
    component : CriticalComponent
        Irreducible equations, on whose zeros the gradient vanishes.
    case : Case
        Its unknowns and its deadline count, not its equations.
    solve : callable
        Solves a case.

    Examples
    --------
    >>> from symhess.budget import Deadline
    >>> from symhess.exact.polynomial import ring
    >>> from symhess.solve.finite import finite
    >>> x, y, z = ring(("x", "y", "z")).gens()
    >>> case, axis = Case((0, 1, 2), {}, {}, Deadline(10)), CriticalComponent((y, z), 1)
    >>> saddle, = study_manifold(x**2 * y * z + y**2, axis, case, lambda case: finite(case, finite)).pieces
    >>> saddle.law.rank_form, saddle.law.positive, saddle.law.negative
    (-x^4, 1, 1)
    """
    if case.constants or len(case.unknowns) > _MOST_UNKNOWNS:
        return None
    graph = graph_of(component.equations, case.unknowns)
    is_curve = component.dimension == 1 and len(graph.rest) == 1 and len(graph.free) == 2
    if is_curve and len(graph.rest[0].factor()[1]) != 1:
        return None
    if not is_curve and (graph.rest or len(graph.free) != component.dimension):
        return None
    case.deadline.check()
    return _morse_bott(function, component, graph, case, solve) or _orbits(function, graph, case)


def _morse_bott(
    function: fmpq_mpoly, component: CriticalComponent, graph: Graph, case: Case, solve: Solve
) -> Manifold | None:
    rank = len(case.unknowns) - component.dimension
    forms = _minor_sums(function, graph, case.unknowns, rank)
    product_form = forms[-1]
    if product_form.is_zero():
        return None
    exceptional = _zeros(product_form, graph, case, solve)
    if exceptional is None:
        return None
    groups: dict[tuple[int, int], list[AlgebraicPoint]] = {}
    for sample in _samples(product_form, graph):
        signs = [PolynomialValue(form, sample).sign() for form in forms]
        groups.setdefault(_eigenvalue_counts(signs), []).append(graph.point(sample))
    if not groups and not graph.rest:
        return None  # a graph has points, only none was found off the zeros of the form
    conditions = _conditions(list(groups), forms)
    if conditions is None:
        return None
    pieces = (
        ManifoldPiece(
            where,
            TransverseHessian(component.equations, case.unknowns, product_form, positive, negative),
            tuple(groups[positive, negative]),
        )
        for (positive, negative), where in conditions
    )
    return Manifold(tuple(pieces), tuple(map(graph.point, exceptional)))


def _minor_sums(function: fmpq_mpoly, graph: Graph, unknowns: Sequence[int], size: int) -> list[fmpq_mpoly]:
    """Sums of the principal minors of sizes 1 to `size` of the Hessian on the graph."""
    names = function.context().names()
    slopes = [function.derivative(names[k]) for k in unknowns]
    rows = [[graph.restricted(slope.derivative(names[k])) for k in unknowns] for slope in slopes]
    sums = []
    for k in range(1, size + 1):
        total = function.context().constant(0)
        for chosen in combinations(range(len(unknowns)), k):
            total += _determinant([[rows[i][j] for j in chosen] for i in chosen])
        sums.append(graph.restricted(total))
    return sums


def _determinant(rows: list[list[fmpq_mpoly]]) -> fmpq_mpoly:
    """Expansion along the first row; entries are polynomials, sizes small."""
    if len(rows) == 1:
        return rows[0][0]
    total = 0 * rows[0][0]
    for k, entry in enumerate(rows[0]):
        if not entry.is_zero():
            minor = _determinant([row[:k] + row[k + 1 :] for row in rows[1:]])
            total += entry * minor if k % 2 == 0 else -entry * minor
    return total


def _zeros(
    form: fmpq_mpoly, graph: Graph, case: Case, solve: Solve
) -> tuple[AlgebraicPoint, ...] | None:
    """Points of the graph, over the free unknowns, at which the form is zero, when these are finitely many."""
    if form.is_constant():
        return ()
    equations = dict(enumerate((*graph.rest, primitive(form))))
    result = solve(Case(graph.free, equations, {}, case.deadline))
    return None if result.open_reason is not None or result.components else result.points


def _samples(form: fmpq_mpoly, graph: Graph) -> tuple[AlgebraicPoint, ...]:
    """Points off the zeros of the form, at least one on every connected part of the graph without them."""
    if graph.rest:
        return tuple(curve_samples(graph.rest[0], form, graph.free))
    if len(graph.free) == 1:
        return tuple(_rational_point(graph.free, (t,)) for t in between(_univariate(form, graph.free[0])))
    # finitely many zeros do not disconnect a space of more than one dimension
    points = (_rational_point(graph.free, values) for values in product(_GRID, repeat=len(graph.free)))
    return tuple(next(([p] for p in points if PolynomialValue(form, p).sign()), []))


def _rational_point(unknowns: Sequence[int], values: Sequence[int | fmpq]) -> AlgebraicPoint:
    return AlgebraicPoint(tuple(unknowns), None, tuple(fmpq_poly([fmpq(v)]) for v in values), fmpq_poly([1]))


def _univariate(form: fmpq_mpoly, unknown: int) -> fmpz_poly:
    """The square-free part of a polynomial in one unknown."""
    coefficients = {m[unknown]: int(c) for m, c in primitive(form).terms()}
    whole = fmpz_poly([coefficients.get(k, 0) for k in range(max(coefficients) + 1)])
    return whole // whole.gcd(whole.derivative()) if whole.degree() > 0 else whole


def _eigenvalue_counts(signs: Sequence[int]) -> tuple[int, int]:
    """Positive and negative eigenvalues of a matrix of full rank from the signs of its minor sums (Descartes)."""
    positive = sign_changes([1, *(s * (-1) ** k for k, s in enumerate(signs, start=1))])
    return positive, len(signs) - positive


_Group = tuple[tuple[int, int], tuple[tuple[fmpq_mpoly, int], ...]]


def _conditions(groups: list[tuple[int, int]], forms: Sequence[fmpq_mpoly]) -> list[_Group] | None:
    """Inequalities that single out each group of samples; ``None`` where signs of few minor sums do not do that."""
    ordered = sorted(groups, reverse=True)
    if len(ordered) < 2:
        return [(group, ()) for group in ordered]
    parity = {group: (forms[-1], (-1) ** group[1]) for group in ordered}
    if len({sign for _, sign in parity.values()}) == len(ordered):
        return [(group, (parity[group],)) for group in ordered]
    if len(forms) != 2:
        return None
    trace = {(2, 0): ((forms[0], 1),), (1, 1): (), (0, 2): ((forms[0], -1),)}
    return [(group, (parity[group], *trace[group])) for group in ordered]


def _orbits(function: fmpq_mpoly, graph: Graph, case: Case) -> Manifold | None:
    """A curve x_k = a_k·t^(w_k) through the origin, with f homogeneous for the weights w."""
    if graph.rest or len(graph.free) != 1:
        return None
    (parameter,) = graph.free
    found = _weights(function, graph, case.unknowns, parameter)
    if found is None:
        return None
    weights, degree = found
    law = Scaling(case.unknowns, weights, degree)
    generator = function.context().gens()[parameter]
    sides = [(((generator, sign),), graph.point(_rational_point(graph.free, (sign,)))) for sign in (1, -1)]
    pieces = tuple(ManifoldPiece(where, law, (sample,)) for where, sample in sides)
    return Manifold(pieces, (graph.point(_rational_point(graph.free, (0,))),))


def _weights(
    function: fmpq_mpoly, graph: Graph, unknowns: Sequence[int], parameter: int
) -> tuple[tuple[int, ...], int] | None:
    """Positive weights for which f up to its constant is homogeneous and the graph an orbit; and the degree."""
    ratio = {parameter: 1}
    for unknown, expression in graph.rules:
        if expression.is_zero():
            continue
        if len(expression) > 1 or expression.is_constant():
            return None
        ratio[unknown] = expression.total_degree()
    monomials = [tuple(m[k] for k in unknowns) for m in function.monoms() if any(m)]
    rows = [[a - b for a, b in zip(m, monomials[0], strict=True)] for m in monomials[1:]]
    place = {k: i for i, k in enumerate(unknowns)}
    for unknown, exponent in ratio.items():
        row = [0] * len(unknowns)
        row[place[unknown]] += 1
        row[place[parameter]] -= exponent
        rows.append(row)
    weights = _positive_solution(rows, len(unknowns))
    if weights is None:
        return None
    return weights, sum(w * e for w, e in zip(weights, monomials[0], strict=True))


def _positive_solution(rows: list[list[int]], size: int) -> tuple[int, ...] | None:
    """Positive integers that solve a homogeneous linear system: the sum of a basis, or all equal, if these do."""
    if all(sum(row) == 0 for row in rows):
        return (1,) * size
    reduced, rank = fmpq_mat([[fmpq(c) for c in row] for row in rows]).rref()
    table = reduced.tolist()[: int(rank)]
    pivots = [next(k for k, c in enumerate(row) if c != 0) for row in table]
    solution = [fmpq(1)] * size
    for pivot, row in zip(pivots, table, strict=True):
        solution[pivot] = -sum((c for k, c in enumerate(row) if k not in pivots), fmpq(0))
    if any(value <= 0 for value in solution):
        return None
    scale = 1
    for value in solution:
        scale *= int(value.q)
    return tuple(int((value * scale).p) for value in solution)
