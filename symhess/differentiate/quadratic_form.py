"""Quadratic forms and symmetric matrices over Q: definiteness, decided exactly and with evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from math import gcd, lcm
from typing import TypeAlias

from flint import fmpq, fmpq_mat
from sympy import Expr, ImmutableDenseMatrix, MatrixBase, Poly, PolynomialError, Symbol
from sympy import Rational as SympyRational

from symhess.errors import InputError
from symhess.evidence import Evidence, Inertia, OppositeCurvature, SylvesterMinors
from symhess.exact import Rational
from symhess.exact.isolation import sign_changes

__all__ = ["Definiteness", "FormStudy", "definiteness", "form_of_matrix", "matrix_of_form"]

Vector: TypeAlias = list[fmpq]


class Definiteness(Enum):
    """The sign behaviour of a quadratic form; semidefinite means not definite and not zero.

    Examples
    --------
    >>> Definiteness("indefinite")
    <Definiteness.INDEFINITE: 'indefinite'>
    """

    POSITIVE_DEFINITE = "positive definite"
    POSITIVE_SEMIDEFINITE = "positive semidefinite"
    NEGATIVE_DEFINITE = "negative definite"
    NEGATIVE_SEMIDEFINITE = "negative semidefinite"
    INDEFINITE = "indefinite"
    ZERO = "zero"


@dataclass(frozen=True, slots=True, eq=False)
class FormStudy:
    """The definiteness of a form with all evidence for it, the deciding record first.

    Examples
    --------
    >>> study = definiteness(ImmutableDenseMatrix([[2, 1], [1, 3]]))
    >>> [minor.text() for minor in study.evidence[0].minors]
    ['2', '5']
    """

    definiteness: Definiteness
    evidence: tuple[Evidence, ...]


def definiteness(matrix: MatrixBase) -> FormStudy:
    """Decide the definiteness of a symmetric rational matrix.

    The leading principal minors decide when none is zero (Sylvester); the signs of the eigenvalues, counted by
    Descartes' rule on the characteristic polynomial, decide always. For an indefinite matrix two integer vectors of
    opposite curvature are given besides.

    Parameters
    ----------
    matrix : MatrixBase, shape (n, n)
        Symmetric, with rational entries.

    Returns
    -------
    FormStudy

    Raises
    ------
    InputError
        If the matrix is not square and symmetric or an entry is not rational.

    Examples
    --------
    >>> for rows in ([[1, 1], [1, 1]], [[0, 1], [1, 0]], [[0, 0], [0, 0]]):
    ...     print(definiteness(ImmutableDenseMatrix(rows)).definiteness.value)
    positive semidefinite
    indefinite
    zero
    >>> definiteness(ImmutableDenseMatrix([[0, 1], [1, 0]])).evidence[1]
    OppositeCurvature(up=(1, 1), down=(-1, 1))
    """
    exact = _rational_matrix(matrix)
    minors, inertia = _sylvester(exact), _inertia(exact)
    evidence: list[Evidence] = [minors, inertia] if all(minors.signs) else [inertia, minors]
    kind = _kind(inertia)
    if kind is Definiteness.INDEFINITE:
        evidence.insert(1, _opposite_curvature(exact))
    return FormStudy(kind, tuple(evidence))


def matrix_of_form(form: Expr, variables: Sequence[Symbol]) -> ImmutableDenseMatrix:
    """Symmetric matrix A with form = xᵀAx.

    Parameters
    ----------
    form : Expr
        Homogeneous polynomial of degree 2 in the variables, or zero.
    variables : sequence of Symbol

    Raises
    ------
    InputError
        If the expression is no quadratic form in the variables.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> matrix_of_form(x**2 + x * y, (x, y))
    Matrix([
    [  1, 1/2],
    [1/2,   0]])
    >>> matrix_of_form(x**2 + 1, (x, y))
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: expected a quadratic form in x, y, got x**2 + 1
    """
    names = ", ".join(map(str, variables))
    try:
        terms = Poly(form, *variables).as_dict()
    except PolynomialError as error:
        raise InputError(f"expected a quadratic form in {names}, got {form}") from error
    size = len(variables)
    rows = [[SympyRational(0)] * size for _ in range(size)]
    for powers, coefficient in terms.items():
        places = [k for k, power in enumerate(powers) for _ in range(power)]
        if coefficient != 0 and len(places) != 2:
            raise InputError(f"expected a quadratic form in {names}, got {form}")
        if coefficient != 0:
            i, j = places
            rows[i][j] += coefficient / 2
            rows[j][i] += coefficient / 2
    return ImmutableDenseMatrix(rows)


def form_of_matrix(matrix: MatrixBase, variables: Sequence[Symbol]) -> Expr:
    """Quadratic form xᵀAx, expanded.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> form_of_matrix(ImmutableDenseMatrix([[1, 2], [2, 0]]), (x, y))
    x**2 + 4*x*y
    >>> form_of_matrix(ImmutableDenseMatrix([[1]]), (x, y))
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: expected a matrix of shape (2, 2) for the variables x, y, got (1, 1)
    """
    size = len(variables)
    if matrix.shape != (size, size):
        names = ", ".join(map(str, variables))
        raise InputError(f"expected a matrix of shape ({size}, {size}) for the variables {names}, got {matrix.shape}")
    column = ImmutableDenseMatrix(variables)
    return (column.T * matrix * column)[0].expand()


def _rational_matrix(matrix: MatrixBase) -> fmpq_mat:
    rows = matrix.tolist()
    if not rows or matrix.shape != (len(rows), len(rows)) or matrix != matrix.T:
        raise InputError(f"expected a square symmetric matrix, got {rows}")
    for entry in matrix:
        if not entry.is_Rational:
            raise InputError(f"expected rational entries, got {entry}; decide it at the point where it comes from")
    return fmpq_mat([[fmpq(int(entry.p), int(entry.q)) for entry in row] for row in rows])


def _sylvester(matrix: fmpq_mat) -> SylvesterMinors:
    rows = matrix.tolist()
    minors = [fmpq_mat([row[:k] for row in rows[:k]]).det() for k in range(1, len(rows) + 1)]
    return SylvesterMinors(tuple(Rational(minor) for minor in minors), tuple(_sign(minor) for minor in minors))


def _inertia(matrix: fmpq_mat) -> Inertia:
    polynomial = matrix.charpoly()
    coefficients = [polynomial[k] for k in range(matrix.nrows() + 1)]
    signs = [_sign(coefficient) for coefficient in coefficients]
    zero = next(k for k, sign in enumerate(signs) if sign)
    positive = sign_changes(signs)
    numbers = tuple(Rational(coefficient) for coefficient in coefficients)
    return Inertia(numbers, positive, matrix.nrows() - positive - zero, zero)


def _sign(number: fmpq) -> int:
    return int(number > 0) - int(number < 0)


def _kind(inertia: Inertia) -> Definiteness:
    if inertia.positive and inertia.negative:
        return Definiteness.INDEFINITE
    if inertia.positive:
        return Definiteness.POSITIVE_SEMIDEFINITE if inertia.zero else Definiteness.POSITIVE_DEFINITE
    if inertia.negative:
        return Definiteness.NEGATIVE_SEMIDEFINITE if inertia.zero else Definiteness.NEGATIVE_DEFINITE
    return Definiteness.ZERO


def _opposite_curvature(matrix: fmpq_mat) -> OppositeCurvature:
    basis = _conjugate_basis(matrix)
    up = next(vector for vector, curvature in basis if curvature > 0)
    down = next(vector for vector, curvature in basis if curvature < 0)
    return OppositeCurvature(_integers(up), _integers(down))


def _conjugate_basis(matrix: fmpq_mat) -> list[tuple[Vector, fmpq]]:
    """List vectors v with vᵀAw = 0 for any two of them, and their vᵀAv ≠ 0: Lagrange's completion of squares."""
    size = matrix.nrows()
    left = [[fmpq(int(i == j)) for j in range(size)] for i in range(size)]
    basis = []
    while (found := _pivot(matrix, left)) is not None:
        number, pivot = found
        curvature = _product(matrix, pivot, pivot)
        basis.append((pivot, curvature))
        others = left[:number] + left[number + 1 :]
        left = [_less(vector, pivot, _product(matrix, pivot, vector) / curvature) for vector in others]
    return basis


def _pivot(matrix: fmpq_mat, vectors: list[Vector]) -> tuple[int, Vector] | None:
    """Find a vector of nonzero curvature in the span, and the number of one that it can replace."""
    for i, vector in enumerate(vectors):
        if _product(matrix, vector, vector):
            return i, vector
    for (i, first), (_, second) in combinations(enumerate(vectors), 2):
        if _product(matrix, first, second):
            return i, _less(first, second, fmpq(-1))
    return None


def _less(vector: Vector, other: Vector, factor: fmpq) -> Vector:
    return [a - factor * b for a, b in zip(vector, other, strict=True)]


def _product(matrix: fmpq_mat, left: Vector, right: Vector) -> fmpq:
    return (fmpq_mat([left]) * matrix * fmpq_mat([[entry] for entry in right]))[0, 0]


def _integers(vector: Vector) -> tuple[int, ...]:
    """Shortest integer multiple of the vector in its direction."""
    common = lcm(*(int(entry.q) for entry in vector))
    numbers = [int(entry.p) * (common // int(entry.q)) for entry in vector]
    return tuple(number // gcd(*numbers) for number in numbers)
