"""Germ: f near one critical point, as an exact polynomial or a Taylor polynomial in the increments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flint import arb, fmpq, fmpq_mpoly, fmpq_mpoly_ctx, fmpq_poly, fmpz_poly
from sympy import Add, Expr, Mul, Poly, Pow, Rational, Symbol, minimal_polynomial, primitive_element, sympify
from sympy.polys.polyerrors import BasePolynomialError

from symhess.classify.field import Constant, Field, Unresolved, univariate
from symhess.exact import PolynomialValue, RealRoot, real_roots
from symhess.exact.enclosing import enclosed_constant
from symhess.exact.polynomial import polynomial_of, ring

__all__ = ["Factors", "Germ", "element_of", "field_of", "polynomial_germ", "series_germ", "value_germ"]

_T = Symbol("t")
_DEGREE = 16  # algebraic constants are joined into one up to this degree
_MOST_BITS = 1024
_MOST_TERMS = 300  # longer polynomials are not factored

@dataclass(frozen=True, slots=True, eq=False)
class Factors:
    """The irreducible factors of f − f(p) over Q.

    Attributes
    ----------
    sign : int
        Of the constant times the factors that do not vanish at the point.
    vanishing : tuple of (fmpq_mpoly, int)
        Those that vanish, in the increments, with their multiplicities.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> polynomial_germ(x**2 * (y - 3), (x, y), (0, 0), (x, y)).factors
    Factors(sign=-1, vanishing=((h0, 2),))
    """

    sign: int
    vanishing: tuple[tuple[fmpq_mpoly, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class Germ:
    """f(p + h) − f(p).

    Attributes
    ----------
    field : Field
    polynomial : fmpq_mpoly
        In the field's ring, reduced.
    order : int or None
        The total degree up to which it is known; ``None`` where the polynomial is f itself.
    variables : tuple of int
        Numbers of the increments that f depends on here.
    increments : tuple of Symbol
        Names of all increments.
    factors : Factors or None
        Where f and f(p) are rational.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x, y
    >>> germ = polynomial_germ((x - 1)**2 + 5, (x, y), (1, 0), (x, y))
    >>> germ.expression(), germ.variables, germ.order, germ.is_rational
    (x**2, (0, 1), None, True)
    >>> polynomial_germ(sqrt(2) * x**2, (x,), (0,), (x,)).is_rational
    False
    """

    field: Field
    polynomial: fmpq_mpoly
    order: int | None
    variables: tuple[int, ...]
    increments: tuple[Symbol, ...]
    factors: Factors | None = None

    @property
    def is_rational(self) -> bool:
        """Whether this is an exact polynomial with rational coefficients."""
        return self.order is None and not any(any(m[self.field.size :]) for m in self.polynomial.monoms())

    def expression(self) -> Expr:
        """The polynomial in its increments."""
        return self.field.expression(self.polynomial, self.increments)


def value_germ(value: PolynomialValue, variables: Sequence[Symbol], increments: Sequence[Symbol]) -> Germ:
    """The germ of a polynomial at an algebraic point that fixes some of the variables.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.exact import AlgebraicPoint
    >>> X, Y = ring(("x", "y")).gens()
    >>> at = AlgebraicPoint((0, 1), None, (fmpq_poly([1]), fmpq_poly([0])), fmpq_poly([1]))
    >>> value_germ(PolynomialValue((X - 1)**3 * Y, at), (x, y), (x, y)).polynomial
    h0^3*h1
    """
    point, size = value.point, len(variables)
    root = point.root
    field = Field(size) if root is None else Field(size, [_algebraic(root)])
    modulus = fmpq_poly([0, 1]) if root is None else fmpq_poly(root.polynomial)
    _, inverse, _ = point.denominator.xgcd(modulus)
    scale = inverse / (point.denominator * inverse % modulus)[0]
    images = list(field.ring.gens()[:size])
    images += [field.number(0)] * (len(value.polynomial.context().names()) - size)
    for k, numerator in zip(point.unknowns, point.numerators, strict=True):
        place = univariate(field.ring, size, numerator * scale % modulus)
        images[k] = images[k] + place if k < size else place
    own = tuple(k for k in point.unknowns if k < size)
    return _translated(field, value.polynomial, images, own, tuple(increments))


def polynomial_germ(
    expression: Expr, variables: Sequence[Symbol], at: Sequence[Expr], increments: Sequence[Symbol]
) -> Germ:
    """The germ of a polynomial with constant coefficients at a constant point.

    Raises
    ------
    Unresolved
        If a constant has no enclosure.
    NotPolynomial
        If the expansion is too long.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> polynomial_germ((x**2 - 2)**2, (x,), (sqrt(2),), (x,)).polynomial
    h0^4 + 4*h0^3*c0 + 8*h0^2
    """
    size = len(variables)
    at = [sympify(coordinate) for coordinate in at]
    field, images = field_of(size, [*at, *_coefficients(expression, set(variables))])
    names = {constant: f"_c{k}" for k, constant in enumerate(images)}
    context = ring((*(v.name for v in variables), *names.values()))
    local = ring(tuple(names.values()))
    places = [_value(coordinate, local, names, images, field) for coordinate in at]
    moved = [h + place for h, place in zip(field.ring.gens(), places, strict=False)]
    function = polynomial_of(expression, context, names)
    return _translated(field, function, [*moved, *images.values()], tuple(range(size)), tuple(increments))


def series_germ(jet: Mapping[tuple[int, ...], Expr], order: int, increments: Sequence[Symbol]) -> Germ:
    """The germ known by its Taylor coefficients up to an order.

    Examples
    --------
    >>> from sympy import pi
    >>> from sympy.abc import x
    >>> series_germ({(0,): pi, (2,): pi / 2}, 3, (x,)).polynomial
    1/2*h0^2*c0
    """
    size = len(increments)
    field, images = field_of(size, jet.values())
    names = {constant: f"_c{k}" for k, constant in enumerate(images)}
    local = ring(tuple(names.values()))
    terms = {m: _value(c, local, names, images, field) for m, c in jet.items() if any(m)}
    polynomial = field.reduce(field.polynomial(terms))
    return Germ(field, polynomial, order, tuple(range(size)), tuple(increments))


def field_of(size: int, numbers: Iterable[Expr]) -> tuple[Field, dict[Expr, fmpq_mpoly]]:
    """The field of some constants, and each irrational part of them as an element.

    Examples
    --------
    >>> from sympy import pi, sqrt
    >>> field, images = field_of(0, [1 + sqrt(2) * pi, sqrt(2)])
    >>> sorted(map(str, images))
    ['pi', 'sqrt(2)']
    """
    parts: dict[Expr, None] = {}
    for number in numbers:
        parts.update(dict.fromkeys(_irrational_parts(number)))
    algebraic = [part for part in parts if part.is_algebraic]
    others = [part for part in parts if not part.is_algebraic]
    constants: list[Constant] = []
    rows: list[list[fmpq]] = []
    joined = _joined(algebraic)
    if joined is not None:
        constants, rows = [joined[0]], joined[1]
    else:
        constants = [_constant(part) for part in algebraic]
    constants += [_constant(part) for part in others]
    field = Field(size, constants)
    generators = field.ring.gens()[size:]
    if joined is not None:
        images = {p: univariate(field.ring, size, fmpq_poly(row)) for p, row in zip(algebraic, rows, strict=True)}
        return field, images | dict(zip(others, generators[1:], strict=True))
    return field, dict(zip([*algebraic, *others], generators, strict=True))


def element_of(number: Expr) -> tuple[Field, fmpq_mpoly]:
    """A constant as an element of a field.

    Raises
    ------
    Unresolved
        If a part of it has no enclosure.

    Examples
    --------
    >>> from sympy import sqrt
    >>> field, element = element_of((1 + sqrt(2))**2 - 3 - 2 * sqrt(2))
    >>> field.sign(element)
    0
    """
    field, images = field_of(0, [number])
    names = {constant: f"_c{k}" for k, constant in enumerate(images)}
    return field, _value(number, ring(tuple(names.values())), names, images, field)


def _translated(
    field: Field,
    function: fmpq_mpoly,
    images: Sequence[fmpq_mpoly],
    own: tuple[int, ...],
    increments: tuple[Symbol, ...],
) -> Germ:
    polynomial = field.reduce(function.compose(*images, ctx=field.ring))
    origin = {m: c for m, c in polynomial.terms() if not any(m[: field.size])}
    value = field.ring.from_dict(origin)
    factors = None
    if value.is_constant() and len(function) <= _MOST_TERMS and not _has_constants(field, function):
        height = value.leading_coefficient() if origin else fmpq(0)
        factors = _factors(field, function - height, images)
    return Germ(field, polynomial - value, None, own, increments, factors)


def _has_constants(field: Field, function: fmpq_mpoly) -> bool:
    return any(any(m[field.size :]) for m in function.monoms())


def _factors(field: Field, function: fmpq_mpoly, images: Sequence[fmpq_mpoly]) -> Factors | None:
    if function.is_zero():
        return None
    constant, factors = function.factor()
    sign = 1 if constant > 0 else -1
    vanishing = []
    for factor, multiplicity in factors:
        moved = field.reduce(factor.compose(*images, ctx=field.ring))
        at_point = field.sign(field.truncated(moved, 0))
        if at_point:
            sign *= at_point**multiplicity
        else:
            vanishing.append((moved - field.truncated(moved, 0), multiplicity))
    return Factors(sign, tuple(vanishing))


def _irrational_parts(number: Expr) -> list[Expr]:
    """Largest parts that are no sums, products or natural powers."""
    if isinstance(number, Rational):
        return []
    natural = isinstance(number, Pow) and number.exp.is_Integer and number.exp.is_positive
    if isinstance(number, Add | Mul):
        return [part for argument in number.args for part in _irrational_parts(argument)]
    return _irrational_parts(number.base) if natural else [number]


def _coefficients(expression: Expr, variables: set[Symbol]) -> list[Expr]:
    """Constant subexpressions of a polynomial."""
    if not expression.free_symbols & variables:
        return [expression]
    return [part for argument in expression.args for part in _coefficients(argument, variables)]


def _value(
    number: Expr, local: fmpq_mpoly_ctx, names: Mapping[Expr, str], images: Mapping[Expr, fmpq_mpoly], field: Field
) -> fmpq_mpoly:
    polynomial = polynomial_of(number, local, names)
    if not images:
        return field.number(polynomial.leading_coefficient() if not polynomial.is_zero() else 0)
    return field.reduce(polynomial.compose(*images.values(), ctx=field.ring))


def _constant(number: Expr) -> Constant:
    """A constant with its enclosure, and as a root of its minimal polynomial if it is algebraic."""
    if number.is_real is False or enclosed_constant(number, 64) is None:
        raise Unresolved(str(number))
    if number.is_algebraic:
        root = _as_root(number)
        return Constant(number, root.enclosure, root)

    def ball(bits: int) -> arb:
        enclosure = enclosed_constant(number, bits + 32)
        if enclosure is None:
            raise Unresolved(str(number))
        return enclosure

    return Constant(number, ball)


def _algebraic(root: RealRoot) -> Constant:
    polynomial = Poly([int(c) for c in reversed(root.polynomial.coeffs())], Symbol("x"))
    value: Expr = polynomial.root(root.index, radicals=polynomial.degree() == 2)
    return Constant(value, root.enclosure, root)


def _joined(numbers: Sequence[Expr]) -> tuple[Constant, list[list[fmpq]]] | None:
    """One constant that generates all the algebraic ones, and these as polynomials in it."""
    if not numbers:
        return None
    if len(numbers) == 1:
        return _constant(numbers[0]), [[fmpq(0), fmpq(1)]]
    try:
        _, weights, rows = primitive_element(list(numbers), _T, ex=True)
    except (NotImplementedError, BasePolynomialError, ValueError):
        return None
    total = Add(*(w * number for w, number in zip(weights, numbers, strict=True)))
    rational = [[fmpq(int(c.p), int(c.q)) for c in reversed(row)] for row in rows]
    return _constant(total), rational


def _as_root(number: Expr) -> RealRoot:
    """The root of the minimal polynomial whose enclosure is the only one to meet the number's."""
    try:
        coefficients = Poly(minimal_polynomial(number, _T), _T).all_coeffs()
    except (NotImplementedError, BasePolynomialError) as error:
        raise Unresolved(str(number)) from error
    candidates = list(real_roots(fmpz_poly([int(c) for c in reversed(coefficients)])))
    bits = 64
    while len(candidates) > 1 and bits <= _MOST_BITS:
        ball = enclosed_constant(number, bits)
        candidates = [r for r in candidates if ball is not None and r.enclosure(bits).overlaps(ball)]
        bits *= 2
    if len(candidates) != 1:
        raise Unresolved(str(number))
    return candidates[0]
