"""Checks of critical components: equations, dimension, pieces with sample points, and what f does along a piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flint import fmpq_mpoly, fmpq_mpoly_ctx

from symhess.critical_set import ComponentPiece, CriticalComponent, CriticalPoint, Law
from symhess.evidence import PowerAlong, Scaling, TransverseHessian
from symhess.exact import real_roots
from symhess.exact.graphs import graph_of
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import ring
from symhess.verdict import Kind, Verdict
from symhess.verify.curvature import Curvature, Known
from symhess.verify.curves import signs_along
from symhess.verify.degenerate import Neighbourhood, verdict_faults
from symhess.verify.hessian import HessianBlock
from symhess.verify.model import Model, primitive, univariate
from symhess.verify.places import Place, used
from symhess.verify.points import PointChecker
from symhess.verify.strata import characteristic_coefficients

__all__ = ["ComponentChecker", "check_power_along", "check_scaling", "check_transverse_hessian"]


def check_power_along(record: PowerAlong, model: Model, premises: object) -> Iterator[str]:
    """What is wrong with writing f's block as value + base^power · cofactor.

    Examples
    --------
    >>> from flint import fmpq
    >>> from sympy.abc import x, y
    >>> from symhess.function import ScalarFunction
    >>> model = Model(ScalarFunction((x * y - 1) ** 2 * (x**2 + 1), (x, y)), ("x", "y"), ())
    >>> X, Y = model.polynomial.context().gens()
    >>> list(check_power_along(PowerAlong(fmpq(0), X * Y - 1, 2, X**2 + 1, 1), model, ()))
    []
    >>> list(check_power_along(PowerAlong(fmpq(1), X * Y - 1, 2, X**2 + 1, 1), model, ()))
    ['f is not 1 + (x*y - 1)^2 * (x^2 + 1) on its block']
    """
    base, power, cofactor = record.base, record.power, record.cofactor
    block = _block_polynomial(model, used(base))
    fits = base.total_degree() * power + cofactor.total_degree() == block.total_degree() and power > 1
    if not fits or record.value + base**power * cofactor != block:
        yield f"f is not {record.value} + ({base})^{power} * ({cofactor}) on its block"
    if (cofactor % base).is_zero() or record.sign not in (1, -1):
        yield "the cofactor of a power has no sign along it"


def check_transverse_hessian(record: TransverseHessian, model: Model, premises: object) -> Iterator[str]:
    """What is wrong with the product of the eigenvalues that are not zero along a component.

    Examples
    --------
    >>> from sympy.abc import x, y, z
    >>> from symhess.function import ScalarFunction
    >>> model = Model(ScalarFunction(x * y * z, (x, y, z)), ("x", "y", "z"), ())
    >>> X, Y, Z = model.polynomial.context().gens()
    >>> list(check_transverse_hessian(TransverseHessian((Y, Z), (0, 1, 2), -(X**2), 1, 1), model, ()))
    []
    >>> list(check_transverse_hessian(TransverseHessian((Y, Z), (0, 1, 2), X**2, 2, 0), model, ()))
    ['the product of the nonzero eigenvalues is not x^2']
    """
    rank = record.positive + record.negative
    graph = graph_of(record.equations, record.unknowns)
    if len(graph.free) - len(graph.rest) != len(record.unknowns) - rank or min(record.positive, record.negative) < 0:
        yield f"the component does not have codimension {rank}"
        return
    block = _block_polynomial(model, frozenset(record.unknowns))
    if used(block) - model.defining.keys() != set(record.unknowns):
        yield "the unknowns of a component are not those of its block"
    sums = characteristic_coefficients(block, graph, record.unknowns)
    if not 0 < rank <= len(sums) or record.rank_form != sums[rank - 1] or record.rank_form.is_zero():
        yield f"the product of the nonzero eigenvalues is not {record.rank_form}"


def check_scaling(record: Scaling, model: Model, premises: object) -> Iterator[str]:
    """What is wrong with the weights under which f keeps its form.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.function import ScalarFunction
    >>> model = Model(ScalarFunction(x**4 + x**2 * y + 1, (x, y)), ("x", "y"), ())
    >>> list(check_scaling(Scaling((0, 1), (1, 2), 4), model, ()))
    []
    >>> list(check_scaling(Scaling((0, 1), (1, 1), 4), model, ()))
    ['the terms of f do not all have degree 4 for the weights (1, 1)']
    """
    block = _block_polynomial(model, frozenset(record.unknowns))
    weights = dict(zip(record.unknowns, record.weights, strict=True))
    degrees = {sum(weights.get(k, 0) * e for k, e in enumerate(m)) for m in block.monoms() if any(m)}
    if degrees != {record.degree} or min(record.weights) < 1 or used(block) != weights.keys():
        yield f"the terms of f do not all have degree {record.degree} for the weights {record.weights}"


def _block_polynomial(model: Model, members: frozenset[int]) -> fmpq_mpoly:
    """The terms of f in the unknowns that its terms join with these; the first variable's block has the constant."""
    joined = set(members)
    monomials = model.polynomial.to_dict()
    while True:
        met = {k for m in monomials for k, e in enumerate(m) if e and k < model.size and _meets(m, joined)}
        if met <= joined:
            break
        joined |= met
    own = {m: c for m, c in monomials.items() if _meets(m, joined) or (0 in joined and not any(m[: model.size]))}
    return model.polynomial.context().from_dict(own)


def _meets(monomial: Sequence[int], unknowns: set[int]) -> bool:
    return any(monomial[k] for k in unknowns)


class ComponentChecker:
    """Checks the components of one function.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.function import ScalarFunction
    >>> model = Model(ScalarFunction(x**2 * y**2, (x, y)), ("x", "y"), ())
    >>> X, Y = model.polynomial.context().gens()
    >>> checker = ComponentChecker(model, (), {})
    >>> list(checker.faults(CriticalComponent((X,), 1)))
    []
    >>> list(checker.faults(CriticalComponent((X - 1,), 1)))
    ['the gradient is not shown to vanish where x - 1 = 0']
    """

    def __init__(self, model: Model, blocks: Sequence[HessianBlock], known: Known) -> None:
        self.model = model
        self.blocks = blocks
        self.known = known
        self.points = PointChecker(model)

    def faults(self, component: CriticalComponent) -> Iterator[str]:
        """What is wrong with one component: ∇f must vanish on it, and its pieces must lie on it."""
        shown = ", ".join(map(str, component.equations)) + " = 0"
        if not all(self._is_normal(equation) for equation in component.equations):
            yield f"{shown} are not irreducible equations or those of the gradient"
        equations = [p for p in (*component.equations, *self.model.defining_equations) if not p.is_zero()]
        if _dimension(equations, len(self.model.unknowns)) != component.dimension:
            yield f"the dimension of {shown} is not shown to be {component.dimension}"
        for piece in component.pieces:
            yield from self._piece_faults(component, piece)
        fixed = self._constant(component)
        for derivative in self.model.gradient:
            known = component.pieces and used(derivative) <= fixed  # the samples have just been checked
            if not known and not _vanishes_with(derivative, equations):
                yield f"the gradient is not shown to vanish where {shown}"
                return

    def _constant(self, component: CriticalComponent) -> frozenset[int]:
        """Unknowns that do not change along a piece."""
        return _fixed(component) | self.model.defining.keys()

    def _is_normal(self, equation: fmpq_mpoly) -> bool:
        content, factors = equation.factor()
        irreducible = content == 1 and len(factors) == 1 and factors[0][1] == 1
        return irreducible or any(equation == primitive(g) for g in self.model.gradient)

    def _piece_faults(self, component: CriticalComponent, piece: ComponentPiece) -> Iterator[str]:
        if not piece.samples:
            yield "a piece of a component has no sample point"
        for number, sample in enumerate(piece.samples):
            found = list(self.points.faults(sample))
            yield from found
            if not found and not self._lies_on(sample, component, piece, first=number == 0):
                yield "a sample point does not lie on its piece of a component"
        law = piece.law
        if isinstance(law, PowerAlong):
            yield from check_power_along(law, self.model, ())
            if law.base not in component.equations:
                yield "f is written by powers of another polynomial than the component's equation"
        elif isinstance(law, TransverseHessian):
            yield from check_transverse_hessian(law, self.model, ())
            if not set(map(str, law.equations)) <= set(map(str, component.equations)):
                yield "the Hessian is restricted to another component"
        elif isinstance(law, Scaling):
            yield from check_scaling(law, self.model, ())
        if any(not self._is_own(condition, law) and not _is_bound(condition, component) for condition in piece.where):
            yield "a piece of a component is cut out by other conditions than its own"

    def _is_own(self, condition: tuple[fmpq_mpoly, int], law: Law | None) -> bool:
        """Whether a condition is one that a law brings along; those of a manifold are compared where it is covered."""
        if isinstance(law, PowerAlong):
            return condition == (law.cofactor, law.sign)
        if isinstance(law, TransverseHessian):
            graph = graph_of(law.equations, law.unknowns)
            sums = characteristic_coefficients(self.model.polynomial, graph, law.unknowns)
            return condition[0] in (law.rank_form, sums[0])
        return isinstance(law, Scaling) and condition[0] in self.model.polynomial.context().gens()

    def _lies_on(
        self, sample: CriticalPoint, component: CriticalComponent, piece: ComponentPiece, *, first: bool
    ) -> bool:
        place, law = Place(sample.parts), piece.law
        conditions = list(piece.where)
        if isinstance(law, PowerAlong) and (first or law.power % 2 == 0):
            conditions.append((law.cofactor, law.sign))
        if isinstance(law, PowerAlong) and all(place.is_zero(law.base.derivative(k)) for k in used(law.base)):
            return False  # only at a smooth point the base has zeros all around
        if isinstance(law, TransverseHessian) and not place.sign(law.rank_form):
            return False
        equal = all(place.is_zero(equation) for equation in component.equations)
        return equal and all(place.sign(polynomial) == sign for polynomial, sign in conditions)

    def verdict_faults(self, component: CriticalComponent, piece: ComponentPiece, verdict: Verdict) -> Iterator[str]:
        """What is wrong with the verdict about all points of a piece."""
        curvature = Curvature(self.blocks, Place(piece.samples[0].parts), self.known)
        if verdict.decided_by in ("power-along", "transverse-hessian"):
            yield from self._law_faults(component, piece, verdict, curvature)
            return
        if isinstance(piece.law, Scaling):
            if verdict.evidence[-1:] != (piece.law,):
                yield "a kind is carried along by a scaling that the piece does not have"
            at_sample = replace(verdict, evidence=verdict.evidence[:-1])
            yield from verdict_faults(at_sample, curvature, Neighbourhood(self.model.function, piece.samples[0]))
            return
        yield from verdict_faults(verdict, curvature, Neighbourhood(self.model.function, piece.samples[0]))
        entries = {k for block in self.blocks for k in block.entry_unknowns}
        if verdict.kind is not Kind.UNDECIDED and not entries <= self._constant(component):
            yield "the Hessian is not shown to be the same along a component"

    def _law_faults(
        self, component: CriticalComponent, piece: ComponentPiece, verdict: Verdict, curvature: Curvature
    ) -> Iterator[str]:
        law = piece.law
        if law is None or isinstance(law, Scaling) or verdict.evidence != (law,):
            yield "a kind is decided by a law that the piece does not have"
            return
        if isinstance(law, PowerAlong) and law.power % 2 == 0 and (law.cofactor, law.sign) not in piece.where:
            if signs_along(law.base, law.cofactor, self._members(law)) != {law.sign}:
                yield "the sign of the cofactor is not the same along a component"
        own = used(law.base) if isinstance(law, PowerAlong) else set(law.unknowns)
        inertias = [local.inertia for local in curvature.locals if own & set(local.block.variables)]
        if isinstance(law, TransverseHessian) and (law.positive, law.negative) != _total(inertias):
            yield "the eigenvalues on a piece have other signs than those of its law"
        others = [
            local
            for local in curvature.locals
            if not own & set(local.block.variables)
            and any(self.model.gradient[k] for k in local.block.variables)  # else f does not depend on them
        ]
        if any(not local.block.entry_unknowns <= self._constant(component) for local in others):
            yield "the Hessian is not shown to be the same along a component"
        kinds = {_kind_by(law), *(_kind_of(*local.inertia) for local in others)}
        kind = kinds.pop() if len(kinds) == 1 else Kind.SADDLE
        if None in kinds or verdict.kind is not kind or verdict.reason is not None:
            yield f"the kind {verdict.kind.value} of a component does not follow from the power along it"
        if verdict.strict is not (None if kind is Kind.SADDLE else False):
            yield "an extremum along a component is not strict, and a saddle neither strict nor not"

    def _members(self, law: PowerAlong) -> list[int]:
        return sorted(used(_block_polynomial(self.model, used(law.base))))


def _dimension(equations: Sequence[fmpq_mpoly], size: int) -> int | None:
    quotient = exact_quotient(equations, range(size)) if equations else None
    return size if not equations else None if quotient is None else quotient.krull_dimension


def _vanishes_with(polynomial: fmpq_mpoly, equations: Sequence[fmpq_mpoly]) -> bool:
    """Rabinowitsch: p vanishes with the equations exactly when these and 1 − t·p have no common zero."""
    if polynomial.is_zero():
        return True
    wide = ring((*polynomial.context().names(), "_t"))
    inverse = 1 - wide.gens()[-1] * _lifted(polynomial, wide)
    quotient = exact_quotient([*(_lifted(p, wide) for p in equations), inverse], range(len(wide.names())))
    return quotient is not None and quotient.is_trivial


def _lifted(polynomial: fmpq_mpoly, context: fmpq_mpoly_ctx) -> fmpq_mpoly:
    """The polynomial in a ring with one unknown more."""
    return context.from_dict({(*m, 0): c for m, c in polynomial.terms()})


def _fixed(component: CriticalComponent) -> frozenset[int]:
    """Unknowns that have one value on each piece: a linear equation fixes them, or an interval around one root."""
    found = []
    for equation in component.equations:
        unknowns = used(equation)
        if len(unknowns) == 1:
            (unknown,) = unknowns
            linear = equation.total_degree() == 1
            if linear or all(_is_isolated(unknown, equation, piece) for piece in component.pieces):
                found.append(unknown)
    return frozenset(found)


def _is_isolated(unknown: int, equation: fmpq_mpoly, piece: ComponentPiece) -> bool:
    """Whether the conditions of a piece leave one real root of an equation in one unknown."""
    bounds = [(-c.to_dict().get((0,) * len(c.degrees()), 0), s) for c, s in piece.where if used(c) == {unknown}]
    lows, highs = ([bound for bound, s in bounds if s == sign] for sign in (1, -1))
    inside = [
        root
        for root in real_roots(univariate(equation, unknown))
        if all(root.enclosure(256) > low for low in lows) and all(root.enclosure(256) < high for high in highs)
    ]
    return bool(lows and highs) and len(inside) == 1


def _is_bound(condition: tuple[fmpq_mpoly, int], component: CriticalComponent) -> bool:
    """Whether a condition is x − q > 0 or x − q < 0 for an unknown that it helps to fix."""
    polynomial, sign = condition
    unknowns = used(polynomial)
    monic = polynomial.total_degree() == 1 and polynomial.leading_coefficient() == 1
    return monic and len(unknowns) == 1 and sign in (1, -1) and unknowns <= _fixed(component)


def _total(inertias: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    return sum(positive for positive, _, _ in inertias), sum(negative for _, negative, _ in inertias)


def _kind_by(law: PowerAlong | TransverseHessian) -> Kind | None:
    if isinstance(law, TransverseHessian):
        return _kind_of(law.positive, law.negative, 0)
    if law.power % 2:
        return Kind.SADDLE
    return Kind.MINIMUM if law.sign > 0 else Kind.MAXIMUM


def _kind_of(positive: int, negative: int, zero: int) -> Kind | None:
    if positive and negative:
        return Kind.SADDLE
    return None if zero else Kind.MINIMUM if positive else Kind.MAXIMUM
