"""Rules of composition: the curvature of an expression from that of its parts, also where it is not smooth."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from flint import fmpq, fmpq_mat
from sympy import Abs, Add, Dummy, Expr, Max, Min, Mul, Pow, Rational, exp, log, oo, preorder_traversal

from symhess.budget import Deadline
from symhess.convexity.domain import Domain, domain_of
from symhess.convexity.natural import is_smooth_on
from symhess.convexity.ranges import Range, range_of
from symhess.convexity.signs import expression_sign
from symhess.differentiate.slopes import slope
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring
from symhess.shape import CompositionRule

__all__ = ["Composed", "compose", "is_spanning"]

_T: Final = Dummy("t")  # the user may have a variable of this name
_CONSTANT, _AFFINE, _CONVEX, _CONCAVE = "constant", "affine", "convex", "concave"
_OPPOSITE: Final = {_CONSTANT: _CONSTANT, _AFFINE: _AFFINE, _CONVEX: _CONCAVE, _CONCAVE: _CONVEX}
_FLAT: Final = (_CONSTANT, _AFFINE)

Form = tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """The curvature of an expression, the rules that show it, and linear forms in which it is strict.

    Where the forms span all variables, the function is strictly convex or concave.

    Examples
    --------
    >>> Composed("convex").forms
    ()
    """

    curvature: str
    rules: tuple[CompositionRule, ...] = ()
    forms: tuple[Form, ...] = ()

    def is_(self, *curvatures: str) -> bool:
        """Whether the curvature is one of these, or an even simpler one."""
        return self.curvature in curvatures or self.curvature in _FLAT

    @property
    def opposite(self) -> Composed:
        """That of the negative."""
        return Composed(_OPPOSITE[self.curvature], self.rules, self.forms)


def compose(expression: Expr, domain: Domain, deadline: Deadline) -> Composed | None:
    """Find the curvature by rules; ``None`` where none applies.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> plane = domain_of((x, y), ())
    >>> compose(abs(x - y) + exp(x**2), plane, Deadline(None)).curvature
    'convex'
    >>> compose(sqrt(x**2 + y**2), plane, Deadline(None)).rules[-1].rule
    'norm'
    >>> compose(x * y, plane, Deadline(None)) is None
    True
    """
    return _Composer(domain, deadline).compose(expression)


def is_spanning(forms: Iterable[Form], size: int) -> bool:
    """Whether linear forms with rational coefficients span all of R^size.

    Examples
    --------
    >>> from sympy import Integer
    >>> is_spanning([(Integer(1), Integer(1)), (Integer(1), Integer(-1))], 2), is_spanning([], 1)
    (True, False)
    """
    rows = [[fmpq(int(c.p), int(c.q)) for c in form] for form in forms if all(c.is_Rational for c in form)]
    return bool(rows) and fmpq_mat(rows).rank() == size


class _Composer:
    """Applies the rules on one domain, each subexpression once."""

    def __init__(self, domain: Domain, deadline: Deadline) -> None:
        self.domain, self.deadline = domain, deadline
        self._known: dict[Expr, Composed | None] = {}

    def compose(self, expression: Expr) -> Composed | None:
        if expression not in self._known:
            self.deadline.check()
            found = (rule(self, expression) for rule in _RULES)
            self._known[expression] = next((c for c in found if c is not None), None)
        return self._known[expression]

    def step(
        self, expression: Expr, curvature: str, rule: str, parts: Iterable[Expr], forms: Iterable[Form] = ()
    ) -> Composed:
        below = [self.compose(part) for part in parts]
        rules = dict.fromkeys(record for found in below if found is not None for record in found.rules)
        record = CompositionRule(expression, curvature, rule, tuple(parts))
        return Composed(curvature, (*rules, record), tuple(dict.fromkeys(forms)))

    def slopes(self, expression: Expr) -> Form | None:
        slopes = tuple(slope(expression, variable) for variable in self.domain.variables)
        return None if any(each.free_symbols for each in slopes) else slopes

    def is_affine(self, expression: Expr) -> bool:
        return expression.is_polynomial(*self.domain.variables) and self.slopes(expression) is not None


def _affine(composer: _Composer, expression: Expr) -> Composed | None:
    if not expression.free_symbols:
        return Composed(_CONSTANT)
    return Composed(_AFFINE) if composer.is_affine(expression) else None


def _sum(composer: _Composer, expression: Expr) -> Composed | None:
    if not isinstance(expression, Add):
        return None
    parts = [(term, composer.compose(term)) for term in expression.args]
    for curvature in (_CONVEX, _CONCAVE):
        if all(found is not None and found.is_(curvature) for _, found in parts):
            curved = [term for term, found in parts if found is not None and found.curvature not in _FLAT]
            forms = [form for _, found in parts if found is not None for form in found.forms]
            return composer.step(expression, curvature, "sum", curved, forms)
    return None


def _multiple(composer: _Composer, expression: Expr) -> Composed | None:
    constant, rest = expression.as_independent(*composer.domain.variables, as_Add=False)
    if constant == 1 or not rest.free_symbols:
        return None
    sign, found = range_of(constant, composer.domain).sign, composer.compose(rest)
    if sign is None or found is None:
        return None
    turned = found if sign[0] > 0 else found.opposite
    return composer.step(expression, turned.curvature, "multiple", (rest,), found.forms)


def _one_variable(composer: _Composer, expression: Expr) -> Composed | None:
    """g(ℓ) with one linear form ℓ: the sign of g″ on the interval of the values of ℓ."""
    for inner in _inner_forms(composer, expression):
        outer = expression.xreplace({inner: _T})
        if outer.free_symbols != {_T}:
            continue
        line = _interval(range_of(inner, composer.domain))
        second = expression_sign(slope(outer, _T, _T), line, composer.deadline)
        slopes = composer.slopes(inner)
        if second is not None and second.sign and slopes is not None and is_smooth_on(
            outer, line, composer.deadline
        ):
            curvature = _CONVEX if second.sign > 0 else _CONCAVE
            return composer.step(expression, curvature, "one-variable", (inner,), (slopes,))
    return None


def _inner_forms(composer: _Composer, expression: Expr) -> Iterator[Expr]:
    symbols = expression.free_symbols
    if len(symbols) == 1:
        yield from symbols
        return
    for part in preorder_traversal(expression):
        if isinstance(part, Add) and part.free_symbols == symbols and composer.is_affine(part):
            yield part


def _absolute(composer: _Composer, expression: Expr) -> Composed | None:
    if not isinstance(expression, Abs):
        return None
    (inner,) = expression.args
    found, sign = composer.compose(inner), range_of(inner, composer.domain).sign
    if found is None:
        return None
    if found.is_() or (sign is not None and found.is_(_CONVEX if sign[0] > 0 else _CONCAVE)):
        return composer.step(expression, _CONVEX, "absolute-value", (inner,))
    return None


def _extreme(composer: _Composer, expression: Expr) -> Composed | None:
    if not isinstance(expression, Max | Min):
        return None
    curvature = _CONVEX if isinstance(expression, Max) else _CONCAVE
    parts = [composer.compose(part) for part in expression.args]
    if all(found is not None and found.is_(curvature) for found in parts):
        return composer.step(expression, curvature, "maximum" if curvature == _CONVEX else "minimum", expression.args)
    return None


def _exponential(composer: _Composer, expression: Expr) -> Composed | None:
    if not isinstance(expression, exp):
        return None
    found = composer.compose(expression.args[0])
    if found is not None and found.is_(_CONVEX):
        return composer.step(expression, _CONVEX, "exponential", expression.args, found.forms)
    return None


def _logarithm(composer: _Composer, expression: Expr) -> Composed | None:
    if not isinstance(expression, log):
        return None
    (inner,) = expression.args
    found = composer.compose(inner)
    if found is not None and found.is_(_CONCAVE):
        return composer.step(expression, _CONCAVE, "logarithm", (inner,), found.forms)
    exponents = [_exponent(composer, term) for term in Add.make_args(inner)]
    curved = [composer.compose(part) for part in exponents if part is not None]
    if None not in exponents and all(found is not None and found.is_(_CONVEX) for found in curved):
        return composer.step(expression, _CONVEX, "log-sum-exp", tuple(p for p in exponents if p is not None))
    return None


def _exponent(composer: _Composer, term: Expr) -> Expr | None:
    """The u in c·exp(u) with a constant c > 0."""
    constant, rest = term.as_independent(*composer.domain.variables, as_Add=False)
    if range_of(constant, composer.domain).sign != (1, True):
        return None
    factors = [factor.as_base_exp() for factor in Mul.make_args(rest)] if rest != 1 else []
    if any(not isinstance(factor, exp) for factor in Mul.make_args(rest) if rest != 1):
        return None
    return Add(*(power for _, power in factors))


def _norm(composer: _Composer, expression: Expr) -> Composed | None:
    """The root of a positive semidefinite quadratic in (x, 1) is the length of an affine image."""
    if not (isinstance(expression, Pow) and expression.exp == Rational(1, 2)):
        return None
    names = [variable.name for variable in composer.domain.variables]
    try:
        quadratic = polynomial_of(expression.base, ring(names))
    except NotPolynomial:
        return None
    if quadratic.total_degree() != 2 or not _is_semidefinite(_homogeneous(quadratic)):
        return None
    return composer.step(expression, _CONVEX, "norm", (expression.base,))


def _power(composer: _Composer, expression: Expr) -> Composed | None:
    if not (isinstance(expression, Pow) and expression.exp.is_Rational):
        return None
    base, power = expression.args
    found, sign = composer.compose(base), range_of(base, composer.domain).sign
    if found is None:
        return None
    is_positive = sign is not None and sign[0] > 0
    strict = composer.slopes(base) if composer.is_affine(base) else None
    forms = () if strict is None or power == 1 else (strict,)
    if power.is_Integer and power % 2 == 0 and power > 0 and (found.is_() or (is_positive and found.is_(_CONVEX))):
        return composer.step(expression, _CONVEX, "power", (base,), forms)
    if power >= 1 and is_positive and found.is_(_CONVEX):
        return composer.step(expression, _CONVEX, "power", (base,), forms)
    if 0 < power < 1 and is_positive and found.is_(_CONCAVE):
        return composer.step(expression, _CONCAVE, "power", (base,), forms)
    if power < 0 and sign == (1, True) and found.is_(_CONCAVE):
        return composer.step(expression, _CONVEX, "power", (base,), forms)
    return None


def _quotient(composer: _Composer, expression: Expr) -> Composed | None:
    """u²/v with an affine u and a positive concave v."""
    top, bottom = expression.as_numer_denom()
    root, power = top.as_base_exp()
    if power != 2 or not bottom.free_symbols or not composer.is_affine(root):
        return None
    found = composer.compose(bottom)
    if found is not None and found.is_(_CONCAVE) and range_of(bottom, composer.domain).sign == (1, True):
        return composer.step(expression, _CONVEX, "quadratic-over-linear", (root, bottom))
    return None


def _interval(values: Range) -> Domain:
    lower = [_T - values.low] if values.low != -oo else []
    return domain_of((_T,), [*lower, *([values.high - _T] if values.high != oo else [])])


def _homogeneous(quadratic: object) -> list[list[fmpq]]:
    """The symmetric matrix of the quadratic in (x, 1)."""
    size = len(quadratic.degrees())  # type: ignore[attr-defined]
    matrix = [[fmpq(0)] * (size + 1) for _ in range(size + 1)]
    for exponents, coefficient in quadratic.terms():  # type: ignore[attr-defined]
        places = [k for k, e in enumerate(exponents) for _ in range(int(e))]
        i, j = ([*places, size, size])[:2]
        matrix[i][j] += coefficient / 2
        matrix[j][i] += coefficient / 2
    return matrix


def _is_semidefinite(matrix: list[list[fmpq]]) -> bool:
    """By elimination: no negative pivot, and where a pivot is zero its row is zero."""
    rows = [list(row) for row in matrix]
    for k, row in enumerate(rows):
        if row[k] < 0 or (row[k] == 0 and any(entry != 0 for entry in row[k:])):
            return False
        for other in rows[k + 1 :] if row[k] != 0 else ():
            factor = other[k] / row[k]
            for j in range(k, len(row)):
                other[j] -= factor * row[j]
    return True


_RULES: Final[tuple[Callable[[_Composer, Expr], Composed | None], ...]] = (
    _affine, _sum, _multiple, _one_variable, _absolute, _extreme, _exponential, _logarithm, _norm, _power, _quotient,
)  # fmt: skip
