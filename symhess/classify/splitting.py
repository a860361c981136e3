"""The splitting lemma: the nondegenerate directions are solved for, a function of the kernel's dimension is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from flint import fmpq, fmpq_mpoly

from symhess.classify.field import Constant, Field
from symhess.classify.germ import Germ
from symhess.exact.isolation import sign_changes

__all__ = ["Split", "characteristic_coefficients", "hessian_rows", "inertia_of", "split"]

Rows = Sequence[Sequence[fmpq_mpoly]]

_MOST_DEGREE = 120  # a substitution beyond this degree is not tried for exactness


@dataclass(frozen=True, slots=True, eq=False)
class Split:
    """f(u, φ(u)) and the solved increments.

    Attributes
    ----------
    germ : Germ
        The reduced function g(u) = f(u, φ(u)); it depends on as many increments as the Hessian's kernel has dimensions.
    solved : tuple of (int, fmpq_mpoly)
        Numbers of the solved increments v and φ up to the germ's order.
    sign : int
        1 where the Hessian is positive semidefinite, -1 negative, 0 where it is zero or indefinite.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> found = split(polynomial_germ(y**2 - 2 * x**2 * y, (x, y), (0, 0), (x, y)), 4, (1, 0, 1))
    >>> found.germ.expression(), found.solved, found.sign
    (-x**4, ((1, h0^2),), 1)
    """

    germ: Germ
    solved: tuple[tuple[int, fmpq_mpoly], ...]
    sign: int


def hessian_rows(germ: Germ) -> list[list[fmpq_mpoly]]:
    """The Hessian in the increments that the germ depends on.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> hessian_rows(polynomial_germ(x**2 + x * y, (x, y), (0, 0), (x, y)))
    [[2, 1], [1, 0]]
    """
    quadratic = germ.field.terms(germ.field.truncated(germ.polynomial, 2))
    zero = germ.field.number(0)

    def entry(i: int, j: int) -> fmpq_mpoly:
        exponents = tuple((k == i) + (k == j) for k in range(germ.field.size))
        return quadratic.get(exponents, zero) * (2 if i == j else 1)

    return [[entry(i, j) for j in germ.variables] for i in germ.variables]


def characteristic_coefficients(field: Field, rows: Rows) -> list[fmpq_mpoly]:
    """Coefficients of det(t − M), ascending (Faddeev–LeVerrier: only integers are divided by).

    Examples
    --------
    >>> field = Field(0)
    >>> characteristic_coefficients(field, [[field.number(2), field.number(1)], [field.number(1), field.number(0)]])
    [-1, -2, 1]
    """
    size = len(rows)
    zero, one = field.number(0), field.number(1)
    coefficients = [one]
    product = [[zero] * size for _ in range(size)]
    for k in range(1, size + 1):
        shifted = [[product[i][j] + coefficients[-1] * int(i == j) for j in range(size)] for i in range(size)]
        product = [
            [field.reduce(sum((rows[i][m] * shifted[m][j] for m in range(size)), zero)) for j in range(size)]
            for i in range(size)
        ]
        coefficients.append(sum((product[i][i] for i in range(size)), zero) * fmpq(-1, k))
    return coefficients[::-1]


def inertia_of(field: Field, coefficients: Sequence[fmpq_mpoly]) -> tuple[int, int, int]:
    """Numbers of positive, negative and zero eigenvalues by Descartes' rule, exact because all roots are real.

    Examples
    --------
    >>> field = Field(0)
    >>> inertia_of(field, [field.number(c) for c in (0, -2, -1, 1)])
    (1, 1, 1)
    """
    signs = [field.sign(c) for c in coefficients]
    zero = next(k for k, sign in enumerate(signs) if sign)
    positive = sign_changes(signs)
    return positive, len(signs) - 1 - positive - zero, zero


def split(germ: Germ, order: int, inertia: tuple[int, int, int]) -> Split:
    """Solve ∂f/∂v = 0 for v = φ(u) up to an order and put φ into f.

    Parameters
    ----------
    germ : Germ
    order : int
        Total degree; φ is kept, and the result is exact, where it solves the equations of an exact polynomial.
    inertia : tuple of int
        Numbers of positive, negative and zero eigenvalues.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.classify.germ import polynomial_germ
    >>> found = split(polynomial_germ((y - x**2) * (y - 3 * x**2), (x, y), (0, 0), (x, y)), 4, (1, 0, 1))
    >>> found.germ.polynomial, found.solved, found.germ.order is None
    (-h0^4, ((1, 2*h0^2),), True)
    """
    positive, negative, kernel = inertia
    sign = 1 if positive and not negative else -1 if negative and not positive else 0
    if kernel == len(germ.variables):
        return Split(germ, (), 0)
    places, determinant, adjugate = _block(germ.field, hessian_rows(germ), positive + negative)
    germ, inverse = _divisible(germ, determinant)
    solved = tuple(germ.variables[k] for k in places)
    field = germ.field
    steps = [[field.reduce(inverse * field.ring.from_dict(_padded(c, field))) for c in row] for row in adjugate]
    known = order if germ.order is None else min(order, germ.order)
    values = _solution(germ, solved, steps, known)
    free = tuple(k for k in germ.variables if k not in solved)
    exact = _exactly(germ, solved, values)
    polynomial = exact if exact is not None else _composed(field, germ.polynomial, solved, values, known)
    left = None if exact is not None else known
    reduced = replace(germ, polynomial=polynomial, variables=free, factors=None, order=left)
    return Split(reduced, tuple(zip(solved, values, strict=True)), sign)


def _block(field: Field, rows: Rows, rank: int) -> tuple[tuple[int, ...], fmpq_mpoly, list[list[fmpq_mpoly]]]:
    """A nonsingular principal block of the full rank, its determinant and its adjugate."""
    for places in reversed(list(combinations(range(len(rows)), rank))):
        block = [[rows[i][j] for j in places] for i in places]
        determinant = _determinant(field, block)
        if field.sign(determinant):
            return places, determinant, _adjugate(field, block)
    raise ArithmeticError("a symmetric matrix without a nonsingular principal block of its rank")


def _determinant(field: Field, rows: Rows) -> fmpq_mpoly:
    if not rows:
        return field.number(1)
    constant: fmpq_mpoly = characteristic_coefficients(field, rows)[0]
    return constant * (-1 if len(rows) % 2 else 1)


def _adjugate(field: Field, rows: Rows) -> list[list[fmpq_mpoly]]:
    places = range(len(rows))

    def cofactor(i: int, j: int) -> fmpq_mpoly:
        minor = [[rows[a][b] for b in places if b != i] for a in places if a != j]
        return _determinant(field, minor) * (-1 if (i + j) % 2 else 1)

    return [[cofactor(i, j) for j in places] for i in places]


def _divisible(germ: Germ, number: fmpq_mpoly) -> tuple[Germ, fmpq_mpoly]:
    """The germ over a field that holds the inverse of a number, and this inverse."""
    field = germ.field
    inverse = field.inverse(number)
    if inverse is not None:
        return germ, inverse
    value = Constant(1 / field.expression(number, ()), lambda bits: 1 / field.ball(number, bits))
    larger = field.adjoined(value)
    generator = larger.ring.gens()[-1]
    relation = generator * field.moved(number, larger) - 1
    larger = Field(field.size, larger.constants, [*larger.extra, relation])
    return replace(germ, field=larger, polynomial=field.moved(germ.polynomial, larger)), larger.ring.gens()[-1]


def _padded(number: fmpq_mpoly, field: Field) -> dict[tuple[int, ...], fmpq]:
    length = field.size + len(field.constants)
    return {(*m, *(0,) * (length - len(m))): c for m, c in number.terms()}


def _solution(germ: Germ, solved: Sequence[int], steps: Rows, order: int) -> list[fmpq_mpoly]:
    """φ degree by degree: one more degree is right after each step with the constant inverse."""
    field = germ.field
    names = field.ring.names()
    slopes = [germ.polynomial.derivative(names[k]) for k in solved]
    values = [field.number(0) for _ in solved]
    for degree in range(1, order):
        errors = [_composed(field, slope, solved, values, degree) for slope in slopes]
        corrections = (
            sum((entry * error for entry, error in zip(row, errors, strict=True)), field.number(0)) for row in steps
        )
        values = [field.truncated(v - c, degree) for v, c in zip(values, corrections, strict=True)]
    return values


def _exactly(germ: Germ, solved: Sequence[int], values: Sequence[fmpq_mpoly]) -> fmpq_mpoly | None:
    """f(u, φ(u)) in full, if φ solves ∂f/∂v = 0 exactly."""
    degree = max((v.total_degree() for v in values if not v.is_zero()), default=0)
    if germ.order is not None or degree * germ.polynomial.total_degree() > _MOST_DEGREE:
        return None
    field = germ.field
    images = list(field.ring.gens())
    for k, value in zip(solved, values, strict=True):
        images[k] = value
    names = field.ring.names()
    slopes = (germ.polynomial.derivative(names[k]).compose(*images, ctx=field.ring) for k in solved)
    if not all(field.reduce(slope).is_zero() for slope in slopes):
        return None
    return field.reduce(germ.polynomial.compose(*images, ctx=field.ring))


def _composed(
    field: Field, polynomial: fmpq_mpoly, solved: Sequence[int], values: Sequence[fmpq_mpoly], order: int
) -> fmpq_mpoly:
    """The polynomial with values put for the solved increments, up to a degree."""
    powers = [[field.number(1)] for _ in solved]
    grouped: dict[tuple[int, ...], dict[tuple[int, ...], fmpq]] = {}
    for exponents, coefficient in polynomial.terms():
        key = tuple(exponents[k] for k in solved)
        rest = tuple(0 if k in solved else e for k, e in enumerate(exponents))
        if sum(exponents[: field.size]) <= order:
            grouped.setdefault(key, {})[rest] = coefficient
    total = field.number(0)
    for key, terms in grouped.items():
        product = field.ring.from_dict(terms)
        for table, value, exponent in zip(powers, values, key, strict=True):
            while len(table) <= exponent:
                table.append(field.truncated(table[-1] * value, order))
            if exponent:
                product = field.truncated(product * table[exponent], order)
        total += product
    return field.reduce(total)
