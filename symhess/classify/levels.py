"""What f does along a level set: by the outer function where f = φ(h), by a factor where f = c + p^k·g."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sympy import (
    Add,
    Expr,
    Integer,
    Mul,
    Pow,
    Symbol,
    cancel,
    cos,
    diff,
    expand,
    expand_trig,
    factor_terms,
    preorder_traversal,
    sin,
)
from sympy.polys.polyerrors import PolynomialError

from symhess.budget import Deadline
from symhess.classify.expansions import NotAnalytic, compositions, one_variable_law
from symhess.classify.field import Unresolved
from symhess.condition import Relation
from symhess.critical_set import LevelPiece, LevelSet
from symhess.differentiate.slopes import slope
from symhess.differentiate.smoothness import least_sign, smoothness_conditions
from symhess.evidence import FactorAlong, OuterCurvature, OuterFunction, TransverseTrace
from symhess.exact import is_zero_constant
from symhess.exact.groebner import exact_quotient
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason, Verdict

__all__ = ["classify_level"]

_W: Final = Symbol("w")
_OPPOSITE: Final = {Kind.MINIMUM: Kind.MAXIMUM, Kind.MAXIMUM: Kind.MINIMUM, Kind.SADDLE: Kind.SADDLE}


def classify_level(function: ScalarFunction, level_set: LevelSet, piece: LevelPiece, deadline: Deadline) -> Verdict:
    """The kind of all points of a piece; an extremum is never strict there.

    Parameters
    ----------
    function : ScalarFunction
    level_set : LevelSet
    piece : LevelPiece
        One of the level set's pieces.
    deadline : Deadline

    Examples
    --------
    >>> from sympy import cos, log, sin
    >>> from sympy.abc import x, y
    >>> crests = LevelPiece(((sin(x * y), 1),), ())
    >>> waves = LevelSet((x, y), (cos(x * y),), 1, (crests,))
    >>> verdict = classify_level(ScalarFunction(sin(x * y), (x, y)), waves, crests, Deadline(10))
    >>> verdict.kind.value, verdict.strict
    ('maximum', False)
    >>> valley = LevelSet((x, y), (x,), 1, (LevelPiece((), ()),))
    >>> flat = ScalarFunction(log(1 + x**2 * y**2), (x, y))
    >>> classify_level(flat, valley, valley.pieces[0], Deadline(10)).kind.value
    'minimum'
    """
    place = _Place(function.expression, function.variables, level_set.equations, piece.where)
    found = _decided(place, deadline) or _by_trace(place, deadline)
    return found or Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_HESSIAN)


def _decided(place: _Place, deadline: Deadline) -> Verdict | None:
    for argument in (_by_constant_inner, _by_outer_curvature, _by_factor):
        deadline.check()
        try:
            verdict = argument(place, deadline)
        except PolynomialError:  # SymPy cannot cancel such a quotient: the argument does not apply
            continue
        if verdict is not None:
            return verdict
    return None


@dataclass(frozen=True, slots=True, eq=False)
class _Place:
    """The function, the equations of the level set and the signs on the piece."""

    function: Expr
    variables: tuple[Symbol, ...]
    equations: Sequence[Expr]
    where: Sequence[tuple[Expr, int]]

    def restricted(self, expression: Expr) -> Expr:
        """The expression on the level set, with what its equations give put in."""
        for equation in self.equations:
            solved = _solved(equation, self.variables)
            if solved is not None:
                expression = expand(expression.xreplace(solved))
        return expression

    def vanishes(self, expression: Expr) -> bool:
        """Whether the expression is seen to be zero on the level set."""
        zeros = {sign * equation: Integer(0) for equation in self.equations for sign in (1, -1)}
        value = self.restricted(expression).xreplace(zeros)
        return value == 0 or (not value.free_symbols and is_zero_constant(value) is True)

    def sign(self, expression: Expr, *, or_zero: bool = False) -> int:
        """The sign of the expression on the piece as its form and the conditions show it; 0 where they do not.

        With ``or_zero`` factors count that are zero somewhere but have no second sign anywhere.
        """
        plain = _plain_sign(self.restricted(expression))
        if plain:
            return plain
        sign = 1
        for factor in Mul.make_args(_factored(expression if or_zero else self.restricted(expression))):
            sign *= self._factor_sign(factor) or (_weak_sign(factor) if or_zero else 0)
        return sign

    def _factor_sign(self, factor: Expr) -> int:
        if isinstance(factor, Pow) and isinstance(factor.exp, Integer):
            sign = self._factor_sign(factor.base)
            return sign if factor.exp % 2 else abs(sign)
        plain = _plain_sign(factor)
        if plain:
            return plain
        for term, sign in self.where:
            ratio = _plain_sign(cancel(factor / self.restricted(term)))
            if ratio:
                return ratio * sign
        return 0


def _plain_sign(expression: Expr) -> int:
    return 1 if least_sign(expression) == 1 else -1 if least_sign(-expression) == 1 else 0


def _weak_sign(expression: Expr) -> int:
    return 1 if least_sign(expression) >= 0 else -1 if least_sign(-expression) >= 0 else 0


def _factored(expression: Expr) -> Expr:
    try:
        return factor_terms(cancel(expression))
    except PolynomialError:
        return factor_terms(expression)


def _solved(equation: Expr, variables: Sequence[Symbol]) -> Mapping[Symbol, Expr] | None:
    """A variable in terms of the others, where an equation is linear in it with a constant coefficient."""
    for variable in variables:
        slope = diff(equation, variable)
        if slope != 0 and not slope.free_symbols:
            return {variable: expand(variable - equation / slope)}
    return None


def _by_constant_inner(place: _Place, deadline: Deadline) -> Verdict | None:
    """f = φ(h) where h is constant on the level set: φ's first term there decides."""
    for outer, inner in _compositions(place):
        height = place.restricted(inner)
        if height.free_symbols:
            height = _height(inner, place.equations)
        if height is None:
            continue
        try:
            law = one_variable_law(outer, height, _W)
        except (NotAnalytic, Unresolved):
            continue
        if law is None:
            continue
        power, coefficient, sign = law
        record = OuterFunction(outer, _W, inner, power, coefficient)
        if power % 2 == 0:
            return _extremum(sign, "outer-function", record)
        if any(place.sign(diff(inner, variable)) for variable in place.variables):
            return Verdict(Kind.SADDLE, None, "outer-function", (record,))
        found = _decided(replace(place, function=inner), deadline)
        if found is not None:
            kind = found.kind if sign > 0 else _OPPOSITE[found.kind]
            return replace(found, kind=kind, decided_by="outer-function", evidence=(record, *found.evidence))
    return None


def _compositions(place: _Place) -> Iterator[tuple[Expr, Expr]]:
    """f as F(h) for subexpressions h of f, and for parts of the equations that are linear in a variable."""
    yield from compositions(place.function, dict.fromkeys(place.variables, Integer(0)), _W)
    parts = {part for equation in place.equations for part in preorder_traversal(equation) if part.free_symbols}
    for inner in sorted(parts - set(place.variables), key=str):
        solved = _solved(inner, place.variables)
        if solved is not None:
            ((variable, expression),) = solved.items()
            outer = expand(place.function.xreplace({variable: expression + _W / diff(inner, variable)}), trig=False)
            outer = outer.xreplace({part: expand(part) for part in outer.atoms(Add)})
            if outer.free_symbols == {_W}:
                yield outer, inner


def _height(inner: Expr, equations: Sequence[Expr]) -> Expr | None:
    """The constant c where an equation is k·(h − c)."""
    for equation in equations:
        for part in preorder_traversal(equation):
            if part == inner:
                rest = equation.xreplace({inner: _W})
                slope = diff(rest, _W)
                if not rest.free_symbols - {_W} and slope != 0 and not slope.free_symbols:
                    return expand(_W - rest / slope)
                break
    difference = [expand(inner - equation * k) for equation in equations for k in (1, -1)]
    return next((constant for constant in difference if not constant.free_symbols), None)


def _by_outer_curvature(place: _Place, deadline: Deadline) -> Verdict | None:
    """f = φ(h) where an equation says E(h) = 0, φ' has the factor E, and φ'' has one sign on the piece."""
    for outer, inner in _compositions(place):
        for equation in place.equations:
            kernel = equation.xreplace({inner: _W})
            if kernel.free_symbols != {_W}:
                continue
            first = diff(outer, _W)
            if _without(kernel, first) is None:
                continue
            conditions = [(term.xreplace({inner: _W}), sign) for term, sign in place.where]
            second = _reduced(diff(first, _W), kernel, conditions)
            sign = _Place(outer, (_W,), (), conditions).sign(second)
            if sign:
                return _extremum(sign, "outer-function", OuterCurvature(outer, _W, inner, second, sign))
    return None


def _without(kernel: Expr, expression: Expr) -> Expr | None:
    """The expression divided by the kernel, if the kernel is a factor of it."""
    quotient = cancel(expand_trig(expression) / kernel)
    regular = quotient.xreplace({kernel: Integer(0)})
    return None if regular.has(Integer(1) / 0) or cancel(1 / quotient).xreplace({kernel: Integer(0)}) == 0 else regular


def _reduced(expression: Expr, kernel: Expr, conditions: Sequence[tuple[Expr, int]]) -> Expr:
    """The expression where the kernel is zero; there the cosine of an angle whose sine is zero is its sign."""
    values = {kernel: Integer(0)}
    other = {sin: cos, cos: sin}.get(kernel.func)
    values |= {term: Integer(sign) for term, sign in conditions if other and term == other(*kernel.args)}
    return expand(expand_trig(expression)).xreplace(values)


def _by_factor(place: _Place, deadline: Deadline) -> Verdict | None:
    """f = c + p^k·g with p = 0 on the level set: an even power and the sign of g make an extremum."""
    for constant, product in _splittings(place):
        for factor in Mul.make_args(product):
            base, power = factor.as_base_exp()
            if not isinstance(power, Integer) or power < 2 or not place.vanishes(base):
                continue
            cofactor = Mul(*(other for other in Mul.make_args(product) if other is not factor))
            sign = place.sign(cofactor) or (place.sign(cofactor, or_zero=True) if power % 2 == 0 else 0)
            if not sign:
                continue
            record = FactorAlong(constant, base, int(power), cofactor, sign)
            if power % 2 == 0:
                return _extremum(sign, "factor-along", record)
            if any(place.sign(diff(base, variable)) for variable in place.variables):
                return Verdict(Kind.SADDLE, None, "factor-along", (record,))
    return None


def _splittings(place: _Place) -> Iterator[tuple[Expr, Expr]]:
    """f as a constant and a product, as it is written or factored."""
    expression = place.function
    constant = Add(*(term for term in Add.make_args(expression) if not term.free_symbols))
    yield constant, expression - constant
    yield constant, _factored(expression - constant)
    yield Integer(0), _factored(expression)


def _by_trace(place: _Place, deadline: Deadline) -> Verdict | None:
    """Across a smooth hypersurface of critical points the Hessian's only nonzero eigenvalue is its trace."""
    if len(place.equations) != 1 or len(place.variables) < 2:
        return None
    trace = Add(*(slope(place.function, variable, variable) for variable in place.variables))
    natural = smoothness_conditions(place.function) or ()
    inside = [(condition.term, 1) for condition in natural if condition.relation is Relation.POSITIVE]
    wider = replace(place, where=(*place.where, *inside))
    sign = wider.sign(trace)
    if not sign or not _is_hypersurface(place.equations[0], wider, deadline):
        return None
    return _extremum(sign, "transverse-trace", TransverseTrace(trace, sign))


def _is_hypersurface(equation: Expr, place: _Place, deadline: Deadline) -> bool:
    """Whether the gradient of the equation is not zero where the equation holds."""
    slopes = [slope(equation, variable) for variable in place.variables]
    if any(place.sign(each) for each in slopes):
        return True
    try:
        system = [polynomial_of(e, ring([v.name for v in place.variables])) for e in (equation, *slopes)]
    except NotPolynomial:
        return False
    quotient = exact_quotient(system, range(len(place.variables)), deadline)
    return quotient is not None and quotient.is_trivial


def _extremum(
    sign: int, decided_by: str, record: OuterFunction | OuterCurvature | FactorAlong | TransverseTrace
) -> Verdict:
    return Verdict(Kind.MINIMUM if sign > 0 else Kind.MAXIMUM, False, decided_by, (record,))
