"""Evidence records about degenerate critical points: what is known where the Hessian does not decide."""

from __future__ import annotations

from dataclasses import dataclass

from flint import fmpq
from sympy import Expr, Symbol

from symhess.exact import Real

__all__ = [
    "DominatedTerms",
    "HalfBranches",
    "LowestTerm",
    "NewtonPolygon",
    "OuterFunction",
    "ReducedFunction",
    "SignChange",
    "SquareFactors",
    "TangencyPoints",
    "ZeroCurve",
]


@dataclass(frozen=True, slots=True)
class ReducedFunction:
    """The splitting lemma: ∂f/∂v = 0 is solved by v = φ(u), and f has the type of g(u) = f(u, φ(u)) in v's directions.

    ``solved`` are the v among the increments, ``substitution`` is φ; φ and ``reduced``, which is g − f(p), are known
    up to total degree ``order``, or exactly where it is ``None``.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("sin(x)^4 + cos(y) - x^2 y^2", at=(0, 0)).evidence[0]
    >>> record.solved, record.substitution, record.reduced, record.order
    ((y,), (0,), x**4, 4)
    """

    increments: tuple[Symbol, ...]
    solved: tuple[Symbol, ...]
    substitution: tuple[Expr, ...]
    reduced: Expr
    order: int | None


@dataclass(frozen=True, slots=True, eq=False)
class LowestTerm:
    """A function of one increment begins with ``coefficient·|increment|^power`` on one side (1, −1), or on both (0).

    On both sides at once the power counts with its sign: coefficient·increment^power.

    Examples
    --------
    >>> import symhess
    >>> symhess.classify("sin(x) - x", at=(0,)).evidence[0]
    LowestTerm(increment=x, power=3, coefficient=Rational(value=-1/6), side=0)
    """

    increment: Symbol
    power: int
    coefficient: Real
    side: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class SignChange:
    """Two curves out of the point, for small t > 0: f − f(p) is positive on ``up`` and negative on ``down``.

    On either the lowest term is leading·t^power.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("(y - x^2)(y - 3x^2)", at=(0, 0)).evidence[0]
    >>> record.increments, record.down, record.down_leading.text(), record.down_power
    ((x, y), (t, 2*t**2), '-1', 4)
    """

    increments: tuple[Symbol, ...]
    up: tuple[Expr, ...]
    up_leading: Real
    up_power: int
    down: tuple[Expr, ...]
    down_leading: Real
    down_power: int


@dataclass(frozen=True, slots=True)
class ZeroCurve:
    """A curve out of the point, for small t > 0, on which f keeps the value f(p).

    Examples
    --------
    >>> import symhess
    >>> [e for e in symhess.classify("(x - y^2)^2", at=(0, 0)).evidence if isinstance(e, ZeroCurve)]
    [ZeroCurve(increments=(x, y), curve=(t**2, t))]
    >>> [e for e in symhess.classify("x^4 + y^4", at=(0, 0)).evidence if isinstance(e, ZeroCurve)]
    []
    """

    increments: tuple[Symbol, ...]
    curve: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class HalfBranches:
    """The real half-branches at 0 of a factor of f − f(p), counted in a certified box (Sturm).

    Over ``0 < |x| ≤ width`` the roots y of the factor in ``|y| < height`` are simple, and none is ±height; x = 0 meets
    it in the box at 0 only, unless the line itself belongs to it, which makes ``axis`` 2. There are ``right`` roots at
    x = width and ``left`` ones at x = −width.

    Examples
    --------
    >>> import symhess
    >>> evidence = symhess.classify("x^3 - x^2 y^2", at=(0, 0)).evidence
    >>> [(e.factor, e.multiplicity, e.right, e.left, e.axis) for e in evidence if isinstance(e, HalfBranches)]
    [(-x + y**2, 1, 2, 0, 0), (x, 2, 0, 0, 2)]
    """

    increments: tuple[Symbol, ...]
    factor: Expr
    multiplicity: int
    right: int
    left: int
    axis: int
    width: fmpq
    height: fmpq


@dataclass(frozen=True, slots=True)
class NewtonPolygon:
    """The signs that a function of two increments, known up to ``order``, takes near 0 by its Newton polygon.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("x^4 + 3x^2 y^2 + 2y^4 - x^3 y + sin(x)^6", at=(0, 0)).evidence[0]
    >>> record.function, record.order, record.signs
    (x**4 - x**3*y + 3*x**2*y**2 + 2*y**4, 4, (1,))
    """

    increments: tuple[Symbol, ...]
    function: Expr
    order: int | None
    signs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DominatedTerms:
    """Even powers outweigh every other term, by the inequality of arithmetic and geometric means.

    ``squares`` are exponents of even monomials whose coefficients all have ``sign``. Every other term has exponents
    of at least Σ weights·squares in its rows of ``bounding`` and ``weights``, the weights having sum 1; a term with
    larger exponents is negligible, the others are paid for by shares of their squares.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("x^4 + y^4 + z^4 - x y z^2", at=(0, 0, 0)).evidence[0]
    >>> record.squares, record.terms, record.weights
    (((0, 0, 4), (0, 4, 0), (4, 0, 0)), ((1, 1, 2),), ((1/2, 1/4, 1/4),))
    """

    increments: tuple[Symbol, ...]
    function: Expr
    sign: int
    squares: tuple[tuple[int, ...], ...]
    terms: tuple[tuple[int, ...], ...]
    bounding: tuple[tuple[tuple[int, ...], ...], ...]
    weights: tuple[tuple[fmpq, ...], ...]


@dataclass(frozen=True, slots=True)
class SquareFactors:
    """f − f(p) is a product of factors; those of even multiplicity do not change the sign, the others do not vanish.

    Examples
    --------
    >>> import symhess
    >>> evidence = symhess.classify("(x - y z)^2 (1 + x)", at=(0, 0, 0)).evidence
    >>> [(e.factors, e.multiplicities) for e in evidence if isinstance(e, SquareFactors)]
    [((-x + y*z,), (2,))]
    """

    increments: tuple[Symbol, ...]
    factors: tuple[Expr, ...]
    multiplicities: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class OuterFunction:
    """f = outer(inner), and outer − outer(inner(p)) begins with coefficient·(unknown − inner(p))^power.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("exp(-x^4 - y^4)", at=(0, 0)).evidence[0]
    >>> record.outer, record.inner, record.power, record.coefficient.text()
    (exp(w), -x**4 - y**4, 1, '1')
    """

    outer: Expr
    unknown: Symbol
    inner: Expr
    power: int
    coefficient: Real


@dataclass(frozen=True, slots=True)
class TangencyPoints:
    """Where the lowest weighted-homogeneous part of f touches the level sets of a positive gauge of the same weights.

    The gauge is Σ coefficients·h^exponents. Where ∇form = λ·∇gauge with λ ≠ 0, rescaling makes λ = ±1: the form is
    above 0 at the ``above`` real points ≠ 0 with λ = 1 and below 0 at the ``below`` ones with λ = −1. On a level set
    it has a least and a greatest value, so it is nowhere negative where ``below`` is 0.

    Examples
    --------
    >>> import symhess
    >>> record = symhess.classify("x^4 + y^4 + z^4 - 3x^2 y z", at=(0, 0, 0)).evidence[0]
    >>> record.weights, record.exponents, record.above, record.below
    ((1, 1, 1), (2, 2, 2), 18, 4)
    """

    increments: tuple[Symbol, ...]
    form: Expr
    weights: tuple[int, ...]
    coefficients: tuple[int, ...]
    exponents: tuple[int, ...]
    above: int
    below: int
