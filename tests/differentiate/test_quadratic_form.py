from math import gcd
from random import Random

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sympy import ImmutableDenseMatrix, Matrix, Rational, eye, pi, sin, sqrt, symbols, zeros

from symhess.differentiate.derivatives import differentiate
from symhess.differentiate.quadratic_form import Definiteness, definiteness, form_of_matrix, matrix_of_form
from symhess.differentiate.taylor import taylor
from symhess.errors import InputError
from symhess.evidence import Inertia, OppositeCurvature, SylvesterMinors
from symhess.function import ScalarFunction

from .textbook import TEXTBOOK

x, y, z = symbols("x y z")


def record(study, kind):
    return next(each for each in study.evidence if isinstance(each, kind))


@st.composite
def symmetric_matrices(draw, size=3):
    """Integer matrices, some of them of low rank: BᵀDB with a diagonal D of signs and zeros."""
    entry = st.integers(-3, 3)
    base = Matrix(size, size, draw(st.lists(entry, min_size=size * size, max_size=size * size)))
    signs = draw(st.lists(st.integers(-1, 1), min_size=size, max_size=size))
    return ImmutableDenseMatrix(base.T * Matrix.diag(*signs) * base), base, signs


@pytest.mark.parametrize(
    ("rows", "expected", "decided_by"),
    [
        pytest.param([[2, 1], [1, 3]], Definiteness.POSITIVE_DEFINITE, SylvesterMinors, id="positive"),
        pytest.param([[-2, 1], [1, -3]], Definiteness.NEGATIVE_DEFINITE, SylvesterMinors, id="negative"),
        pytest.param([[1, 2], [2, 1]], Definiteness.INDEFINITE, SylvesterMinors, id="indefinite"),
        pytest.param([[0, 1], [1, 0]], Definiteness.INDEFINITE, Inertia, id="zero-diagonal"),
        pytest.param([[1, 1], [1, 1]], Definiteness.POSITIVE_SEMIDEFINITE, Inertia, id="semidefinite"),
        pytest.param([[0, 0], [0, -1]], Definiteness.NEGATIVE_SEMIDEFINITE, Inertia, id="minors-say-nothing"),
        pytest.param([[0, 0, 0], [0, 1, 0], [0, 0, -1]], Definiteness.INDEFINITE, Inertia, id="singular-saddle"),
        pytest.param([[0, 0], [0, 0]], Definiteness.ZERO, Inertia, id="zero"),
        pytest.param([[Rational(1, 10**30)]], Definiteness.POSITIVE_DEFINITE, SylvesterMinors, id="tiny"),
        pytest.param([[1, 1], [1, 1 - Rational(1, 10**40)]], Definiteness.INDEFINITE, SylvesterMinors, id="narrowly"),
    ],
)
def test_the_kind_and_what_decides_it(rows, expected, decided_by):
    study = definiteness(ImmutableDenseMatrix(rows))

    assert study.definiteness is expected
    assert isinstance(study.evidence[0], decided_by)


def test_eigenvalues_of_random_integer_matrices_have_the_counted_signs():
    random = Random(5)
    for _ in range(150):
        size = random.randint(1, 5)
        upper = [[random.randint(-4, 4) for _ in range(size)] for _ in range(size)]
        rows = [[upper[min(i, j)][max(i, j)] for j in range(size)] for i in range(size)]
        inertia = record(definiteness(ImmutableDenseMatrix(rows)), Inertia)
        eigenvalues = numpy.linalg.eigvalsh(numpy.array(rows, dtype=float))
        counts = ((eigenvalues > 1e-9).sum(), (eigenvalues < -1e-9).sum(), (abs(eigenvalues) <= 1e-9).sum())

        assert (inertia.positive, inertia.negative, inertia.zero) == counts, rows


@given(symmetric_matrices())
@settings(max_examples=80, deadline=None)
def test_the_law_of_inertia(case):
    matrix, base, signs = case
    inertia = record(definiteness(matrix), Inertia)

    if base.det() != 0:
        assert (inertia.positive, inertia.negative) == (signs.count(1), signs.count(-1))
    assert inertia.positive + inertia.negative + inertia.zero == 3
    assert inertia.positive + inertia.negative == matrix.rank()


@given(symmetric_matrices())
@settings(max_examples=80, deadline=None)
def test_the_evidence_can_be_recomputed(case):
    matrix, _, _ = case
    study = definiteness(matrix)
    minors = record(study, SylvesterMinors)
    polynomial = matrix.charpoly().all_coeffs()[::-1]

    assert [m.short() for m in minors.minors] == [matrix[:k, :k].det() for k in (1, 2, 3)]
    assert [c.short() for c in record(study, Inertia).characteristic_polynomial] == polynomial
    if study.definiteness is Definiteness.INDEFINITE:
        vectors = record(study, OppositeCurvature)
        up, down = Matrix(vectors.up), Matrix(vectors.down)
        assert (up.T * matrix * up)[0] > 0 > (down.T * matrix * down)[0]


@given(symmetric_matrices())
@settings(max_examples=40, deadline=None)
def test_the_negated_form_has_the_opposite_kind(case):
    opposite = {
        Definiteness.POSITIVE_DEFINITE: Definiteness.NEGATIVE_DEFINITE,
        Definiteness.POSITIVE_SEMIDEFINITE: Definiteness.NEGATIVE_SEMIDEFINITE,
    }
    opposite |= {value: key for key, value in opposite.items()}
    kind = definiteness(case[0]).definiteness

    assert definiteness(-case[0]).definiteness is opposite.get(kind, kind)


@given(symmetric_matrices())
@settings(max_examples=40, deadline=None)
def test_form_and_matrix_are_converted_there_and_back(case):
    matrix = case[0]

    assert matrix_of_form(form_of_matrix(matrix, (x, y, z)), (x, y, z)) == matrix


def test_the_zero_form():
    assert matrix_of_form(0 * x, (x, y)) == zeros(2, 2)
    assert form_of_matrix(zeros(2, 2), (x, y)) == 0


def test_a_form_with_letters_and_roots():
    assert matrix_of_form(sqrt(2) * x**2 + z * x * y, (x, y)) == Matrix([[sqrt(2), z / 2], [z / 2, 0]])


@pytest.mark.parametrize("form", [x**2 + 1, x, x**2 * y, sin(x), 1 / x, x**3 - y**2])
def test_what_is_no_quadratic_form_is_refused(form):
    with pytest.raises(InputError, match="expected a quadratic form in x, y, got"):
        matrix_of_form(form, (x, y))


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        pytest.param(Matrix([[1, 2], [3, 4]]), "square symmetric", id="unsymmetric"),
        pytest.param(Matrix([[1, 2, 3]]), "square symmetric", id="not-square"),
        pytest.param(Matrix(0, 0, []), "square symmetric", id="empty"),
        pytest.param(Matrix([[pi]]), "rational entries, got pi", id="irrational"),
        pytest.param(Matrix([[x]]), "rational entries, got x", id="symbolic"),
    ],
)
def test_other_matrices_are_refused(matrix, message):
    with pytest.raises(InputError, match=message):
        definiteness(matrix)


def test_the_shape_must_fit_the_variables():
    with pytest.raises(InputError, match=r"expected a matrix of shape \(2, 2\)"):
        form_of_matrix(eye(3), (x, y))


@given(symmetric_matrices(), st.permutations([0, 1, 2]))
@settings(max_examples=40, deadline=None)
def test_permuting_the_variables_keeps_the_inertia(case, order):
    matrix = case[0]
    found = [record(definiteness(m), Inertia) for m in (matrix, matrix.extract(order, order))]

    assert len({(i.positive, i.negative, i.zero) for i in found}) == 1
    assert definiteness(matrix).definiteness is definiteness(matrix.extract(order, order)).definiteness


@given(symmetric_matrices())
@settings(max_examples=40, deadline=None)
def test_the_values_of_the_form_fit_its_kind(case):
    matrix = case[0]
    grid = [Matrix([a, b, c]) for a in (-2, 0, 1) for b in (-1, 0, 3) for c in (-1, 0, 2) if (a, b, c) != (0, 0, 0)]
    values = [(v.T * matrix * v)[0] for v in grid]
    allowed = {
        Definiteness.POSITIVE_DEFINITE: lambda q: q > 0,
        Definiteness.POSITIVE_SEMIDEFINITE: lambda q: q >= 0,
        Definiteness.NEGATIVE_DEFINITE: lambda q: q < 0,
        Definiteness.NEGATIVE_SEMIDEFINITE: lambda q: q <= 0,
        Definiteness.ZERO: lambda q: q == 0,
        Definiteness.INDEFINITE: lambda q: True,
    }

    assert all(map(allowed[definiteness(matrix).definiteness], values))


def test_vectors_of_opposite_curvature_are_primitive():
    matrix = ImmutableDenseMatrix([[Rational(1, 6), 2, 0], [2, Rational(3, 4), 5], [0, 5, Rational(-7, 9)]])
    vectors = record(definiteness(matrix), OppositeCurvature)

    assert gcd(*vectors.up) == gcd(*vectors.down) == 1


@pytest.mark.parametrize("size", [1, 2, 5, 8])
def test_the_hilbert_matrix_is_positive_definite(size):
    """Far beyond what floating point could tell for larger sizes."""
    hilbert = ImmutableDenseMatrix(size, size, lambda i, j: Rational(1, i + j + 1))

    assert definiteness(hilbert).definiteness is Definiteness.POSITIVE_DEFINITE
    assert all(sign == 1 for sign in record(definiteness(hilbert), SylvesterMinors).signs)


@pytest.mark.parametrize(("expression", "at"), TEXTBOOK, ids=lambda case: str(case)[:40])
def test_the_quadratic_form_of_the_taylor_polynomial_is_half_the_hessian(expression, at):
    function = ScalarFunction(expression, tuple(at))
    expansion = taylor(function, tuple(at.values()), 2)
    matrix = matrix_of_form(expansion.quadratic_form, expansion.increments)
    values = (differentiate(function).hessian.subs(at) - 2 * matrix).evalf(30)

    assert all(abs(value) < 1e-25 for value in values)


@given(symmetric_matrices(), st.integers(-5, 5).filter(bool))
@settings(max_examples=30, deadline=None)
def test_congruent_matrices_have_the_same_kind(case, scale):
    """Stretching and shearing the coordinates does not change the sign behaviour."""
    change = Matrix([[scale, 1, 0], [0, 1, -2], [0, 0, 3]])

    assert definiteness(change.T * case[0] * change).definiteness is definiteness(case[0]).definiteness
