"""Components of the critical set as equations and inequalities in the variables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from flint import fmpq_mpoly
from sympy import Expr, GreaterThan, LessThan, StrictGreaterThan, StrictLessThan, Symbol, Unequality

from symhess.condition import Condition, Relation
from symhess.critical_set import ComponentPiece, CriticalComponent, LevelPiece, LevelSet
from symhess.evidence import GradientSystem
from symhess.exact.polynomial import expression_of
from symhess.study import Study
from symhess.verdict import Verdict

__all__ = [
    "component_equations",
    "inequality",
    "level_conditions",
    "levels_of",
    "piece_conditions",
    "pieces_of",
    "restriction_conditions",
    "written",
]

_RELATIONS: Final = {1: StrictGreaterThan, -1: StrictLessThan}
_OF_CONDITION: Final = {
    Relation.POSITIVE: StrictGreaterThan,
    Relation.NONNEGATIVE: GreaterThan,
    Relation.NONZERO: Unequality,
}


def written(polynomial: fmpq_mpoly, study: Study) -> Expr:
    """A polynomial of the gradient system in the variables, with the values of adjoined constants put in.

    Examples
    --------
    >>> from symhess import analyze
    >>> flat = analyze("(x + sqrt(2) y)^2")
    >>> written(flat.critical_set.components[0].equations[0], flat)
    x + sqrt(2)*y
    """
    variables = study.function.variables
    values: dict[str, Expr] = {}
    for record in study.critical_set.derivation.evidence:
        if isinstance(record, GradientSystem):
            values.update(record.constants)
    constants = (values.get(name, Symbol(name)) for name in polynomial.context().names()[len(variables) :])
    return expression_of(polynomial, (*variables, *constants))


def component_equations(component: CriticalComponent, study: Study) -> tuple[Expr, ...]:
    """The left sides of the equations; what holds for adjoined constants alone is left out.

    Examples
    --------
    >>> from symhess import analyze
    >>> flat = analyze("(x + sqrt(2) y)^2")
    >>> [component_equations(component, flat) for component in flat.critical_set.components]
    [(x + sqrt(2)*y, sqrt(2)*x + 2*y)]
    """
    expressions = (written(equation, study) for equation in component.equations)
    return tuple(expression for expression in expressions if expression != 0)


def piece_conditions(piece: ComponentPiece, study: Study) -> tuple[Expr, ...]:
    """The inequalities that tell a piece from the rest of its component.

    Examples
    --------
    >>> from symhess import analyze
    >>> changing = analyze("x^2 y")
    >>> [piece_conditions(classified.piece, changing) for classified in changing.pieces]
    [(y > 0,), (y < 0,)]
    """
    return tuple(_RELATIONS[sign](written(polynomial, study), 0, evaluate=False) for polynomial, sign in piece.where)


def inequality(condition: Condition) -> Expr:
    """A condition as SymPy writes it, unevaluated.

    Examples
    --------
    >>> inequality(Condition(Symbol("x") - 1, Relation.NONZERO))
    Ne(x - 1, 0)
    """
    relation: Expr = _OF_CONDITION[condition.relation](condition.term, 0, evaluate=False)
    return relation


def level_conditions(piece: LevelPiece) -> tuple[Expr, ...]:
    """The inequalities that tell a piece from the rest of its level set.

    Examples
    --------
    >>> from sympy import sin
    >>> level_conditions(LevelPiece(((sin(Symbol("x")), -1),), ()))
    (sin(x) < 0,)
    """
    return tuple(_RELATIONS[sign](term, 0, evaluate=False) for term, sign in piece.where)


def restriction_conditions(study: Study) -> tuple[Expr, ...]:
    """Domain and box as inequalities, which the points of components have to satisfy beside their equations.

    Examples
    --------
    >>> from symhess import analyze
    >>> restriction_conditions(analyze("x^2 y", domain="x + y > 0", box=[(-1, 1), (0, 2)]))
    (x + y > 0, x >= -1, x <= 1, y >= 0, y <= 2)
    """
    function = study.function
    conditions = [inequality(condition) for condition in function.domain]
    for variable, (low, high) in zip(function.variables, function.box or (), strict=False):
        conditions += [GreaterThan(variable, low, evaluate=False), LessThan(variable, high, evaluate=False)]
    return tuple(conditions)


def levels_of(study: Study) -> Iterator[tuple[LevelSet, LevelPiece | None, Verdict | None]]:
    """Every level set piece by piece with the verdict; ``None`` for both where nothing is known of it.

    Examples
    --------
    >>> from symhess import analyze
    >>> list(levels_of(analyze("x^2 y")))
    []
    """
    for level_set in study.critical_set.level_sets:
        known = [classified for classified in study.levels if classified.level_set is level_set]
        yield from ((level_set, classified.piece, classified.verdict) for classified in known)
        if not known:
            yield level_set, None, None


def pieces_of(study: Study) -> Iterator[tuple[CriticalComponent, ComponentPiece | None, Verdict | None]]:
    """Every component piece by piece with the verdict; ``None`` for both where nothing is known of it.

    Examples
    --------
    >>> from symhess import analyze
    >>> [verdict.kind.value for _, _, verdict in pieces_of(analyze("x^2 y"))]
    ['minimum', 'maximum']
    """
    for component in study.critical_set.components:
        known = [classified for classified in study.pieces if classified.component is component]
        yield from ((component, classified.piece, classified.verdict) for classified in known)
        if not known:
            yield component, None, None
