import random
from dataclasses import replace

import pytest
from flint import acb_mat, arb, ctx, fmpq, fmpq_poly, fmpz_poly
from sympy import Matrix, Symbol, symbols

from symhess.evidence import Inertia, NotSolved, OppositeCurvature, Spectrum, SylvesterMinors
from symhess.exact import AlgebraicNumber, AlgebraicPoint, Enclosure, PolynomialValue, Rational, real_roots
from symhess.exact.polynomial import ring
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason, Verdict
from symhess.verify.curvature import Curvature
from symhess.verify.hessian import hessian_blocks
from symhess.verify.kinds import KIND_CHECKERS, check_verdict
from symhess.verify.model import Model
from symhess.verify.places import Place

from .handmade import rational

x, y, z = symbols("x y z")
X, Y, Z = ring(("x", "y", "z")).gens()
ONE, T = fmpq_poly([1]), fmpq_poly([0, 1])
ROOT = real_roots(fmpz_poly([-2, 0, 1]))[1]


def curvature(expression, *parts):
    variables = (x, y, z)
    model = Model(ScalarFunction(expression, variables), ("x", "y", "z"), ())
    parts = parts or [AlgebraicPoint((0, 1, 2), None, (fmpq_poly(),) * 3, ONE)]
    return Curvature(hessian_blocks(model), Place(parts), {})


def quadratic(rows):
    """Half the quadratic form: its Hessian is the matrix."""
    v = Matrix([x, y, z])
    return (v.T * Matrix(rows) * v)[0] / 2


def faults(record, at):
    return list(KIND_CHECKERS[type(record)](record, at, ()))


def irrational():
    """x³ + xy + y² + z² at x = √2: Hessian [[6√2, 1], [1, 2]] and 2."""
    part = AlgebraicPoint((0, 1, 2), ROOT, (T, fmpq_poly(), fmpq_poly()), ONE)
    return curvature(x**3 + x * y + y**2 + z**2, part), part


def number(*coefficients):
    return AlgebraicNumber(ROOT, fmpq_poly(list(coefficients)), ONE)


def test_minors_in_a_field_are_compared_exactly():
    at, part = irrational()
    minors = SylvesterMinors((number(0, 6), number(-1, 12), number(-2, 24)), (1, 1, 1))

    assert faults(minors, at) == []
    assert faults(replace(minors, minors=(PolynomialValue(6 * X, part), *minors.minors[1:])), at) == []
    assert faults(replace(minors, minors=(number(0, 6), number(-1, 13), number(-2, 24))), at) != []
    assert faults(replace(minors, minors=(number(0, 6), Rational(fmpq(16)), number(-2, 24))), at) != []
    fault = "the sign of the leading principal minor of order 2 is not -1"
    assert faults(replace(minors, signs=(1, -1, 1)), at) == [fault]
    assert faults(replace(minors, signs=(1, 2, 1)), at) != []
    assert faults(replace(minors, signs=(1, 1)), at) != []


def test_enclosures_must_be_narrow():
    at, _ = irrational()
    with ctx.workprec(150):
        narrow = [Enclosure(6 * arb(2).sqrt()), Enclosure(12 * arb(2).sqrt() - 1), Enclosure(24 * arb(2).sqrt() - 2)]
    wide = Enclosure(arb(8.5, 0.1))

    assert faults(SylvesterMinors(tuple(narrow), (1, 1, 1)), at) == []
    assert faults(SylvesterMinors((wide, *narrow[1:]), (1, 1, 1)), at) != []


def test_numbers_taken_elsewhere_are_refused():
    at, part = irrational()
    other = AlgebraicPoint((0, 1, 2), ROOT, (T, ONE, fmpq_poly()), ONE)
    minors = (PolynomialValue(6 * X, other), number(-1, 12), number(-2, 24))

    assert faults(SylvesterMinors(minors, (1, 1, 1)), at) != []


SINGULAR = quadratic([[1, 2, 0], [2, 4, 0], [0, 0, -3]])  # eigenvalues −3, 0, 5


def test_zeros_and_signs_of_a_singular_hessian():
    at = curvature(SINGULAR)

    assert at.inertia == (1, 1, 1)
    assert faults(SylvesterMinors(rational(1, 0, 0), (1, 0, 0)), at) == []
    assert faults(SylvesterMinors(rational(1, 0, 0), (1, 1, 0)), at) != []
    polynomial = rational(0, -15, -2, 1)
    assert faults(Inertia(polynomial, 1, 1, 1), at) == []
    assert faults(Inertia(polynomial, 1, 2, 0), at) != []
    assert faults(Inertia(rational(0, -15, -2, 2), 1, 1, 1), at) != []
    assert faults(Inertia(polynomial[1:], 1, 1, 1), at) != []


def test_spectra_are_checked_number_by_number():
    at = curvature(SINGULAR)
    spectrum = Spectrum(rational(-3, 0, 5), (), None)

    assert faults(spectrum, at) == []
    assert faults(replace(spectrum, condition_number=Rational(fmpq(5, 3))), at) != []
    assert faults(replace(spectrum, eigenvalues=rational(-3, 5, 0)), at) != []
    assert faults(replace(spectrum, eigenvalues=rational(-3, 5)), at) != []
    assert faults(replace(spectrum, eigenvalues=rational(-3, fmpq(1, 10**30), 5)), at) != []
    assert faults(replace(spectrum, eigenvalues=rational(-3, 0, fmpq(5 * 10**30 + 1, 10**30))), at) != []


def test_directions_are_unit_eigenvectors():
    at = curvature(quadratic([[2, 1, 0], [1, 2, 0], [0, 0, 5]]))  # 1, 3, 5
    half = AlgebraicNumber(ROOT, T, fmpq_poly([2]))
    minus = AlgebraicNumber(ROOT, -T, fmpq_poly([2]))
    nothing = Rational(fmpq(0))
    directions = (half, minus, nothing), (half, half, nothing), rational(0, 0, 1)
    spectrum = Spectrum(rational(1, 3, 5), directions, *rational(5))

    assert faults(spectrum, at) == []
    assert "no unit eigenvector" in faults(replace(spectrum, directions=directions[::-1]), at)[0]
    longer = (rational(1, -1, 0), *directions[1:])
    assert "no unit eigenvector" in faults(replace(spectrum, directions=longer), at)[0]
    negated = ((minus, half, nothing), *directions[1:])
    assert "positive coordinate" in faults(replace(spectrum, directions=negated), at)[0]
    assert "one direction for each" in faults(replace(spectrum, directions=directions[:2]), at)[0]
    assert "condition number" in faults(replace(spectrum, condition_number=Rational(fmpq(4))), at)[0]
    assert "condition number" in faults(replace(spectrum, condition_number=None), at)[0]


def test_multiple_eigenvalues_are_counted():
    at = curvature(quadratic([[2, 0, 0], [0, 1, 1], [0, 1, 1]]))  # 0, 2, 2

    assert faults(Spectrum(rational(0, 2, 2), (), None), at) == []
    assert faults(Spectrum(rational(0, 0, 2), (), None), at) != []


def test_vectors_of_opposite_curvature():
    at = curvature(SINGULAR)

    assert faults(OppositeCurvature((1, 0, 0), (0, 0, 1)), at) == []
    assert len(faults(OppositeCurvature((0, 0, 1), (1, 0, 0)), at)) == 2
    assert faults(OppositeCurvature((2, -1, 0), (0, 0, 1)), at) != []
    assert faults(OppositeCurvature((1, 0), (0, 0, 1)), at) != []


def evidence(kind):
    rows = {
        Kind.MINIMUM: SylvesterMinors(rational(1, 1, 1), (1, 1, 1)),
        Kind.MAXIMUM: SylvesterMinors(rational(-1, 1, -1), (-1, 1, -1)),
        Kind.SADDLE: Inertia(rational(1, -1, -1, 1), 2, 1, 0),
        Kind.UNDECIDED: Inertia(rational(0, 1, -2, 1), 2, 0, 1),
    }
    forms = {
        Kind.MINIMUM: curvature((x**2 + y**2 + z**2) / 2),
        Kind.MAXIMUM: curvature(-(x**2 + y**2 + z**2) / 2),
        Kind.SADDLE: curvature((x**2 + y**2 - z**2) / 2),
        Kind.UNDECIDED: curvature((x**2 + y**2) / 2 + z**4),
    }
    return rows[kind], forms[kind]


VERDICTS = {
    Kind.MINIMUM: (True, "sylvester", None),
    Kind.MAXIMUM: (True, "sylvester", None),
    Kind.SADDLE: (None, "inertia", None),
    Kind.UNDECIDED: (None, "", Reason.SINGULAR_HESSIAN),
}


@pytest.mark.parametrize("kind", Kind)
def test_kinds_follow_from_their_evidence(kind):
    strict, decided_by, reason = VERDICTS[kind]
    record, at = evidence(kind)
    verdict = Verdict(kind, strict, decided_by, (record,), reason)

    assert list(check_verdict(verdict, at)) == []
    for other in set(Kind) - {kind}:
        assert list(check_verdict(replace(verdict, kind=other), at)) != []
    for changes in ({"strict": False}, {"decided_by": "guessed"}, {"evidence": (NotSolved("time-limit"), record)}):
        assert list(check_verdict(replace(verdict, **changes), at)) != []
    other = Reason.SINGULAR_HESSIAN if reason is None else None
    assert list(check_verdict(replace(verdict, reason=other), at)) != []


def test_records_may_not_contradict_each_other():
    saddle, at = evidence(Kind.SADDLE)
    minimum, _ = evidence(Kind.MINIMUM)

    both = Verdict(Kind.SADDLE, None, "inertia", (saddle, minimum))
    assert "a record contradicts the kind saddle" in list(check_verdict(both, at))


def test_an_undecided_kind_needs_a_semidefinite_singular_hessian():
    _, at = evidence(Kind.SADDLE)
    verdict = Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_HESSIAN)

    assert list(check_verdict(verdict, at)) == ["the Hessian is not singular and semidefinite"]
    assert list(check_verdict(replace(verdict, reason=Reason.TIME_LIMIT), at)) == []


@pytest.mark.parametrize("seed", range(20))
def test_inertia_and_places_agree_with_a_second_method(seed):
    draw = random.Random(seed)
    rows = [[0] * 3 for _ in range(3)]
    for i in range(3):
        for j in range(i + 1):
            rows[i][j] = rows[j][i] = draw.randint(-2, 2)
    at = curvature(quadratic(rows))
    with ctx.workprec(200):
        values = [c.real for c in acb_mat(rows).eig(multiple=True)]
        pairs = [(value, value * (1 + arb(2) ** -40)) for value in sorted(values, key=float)]
    zeros = sum(bool(v.contains(0)) for v in values)

    assert at.inertia == (sum(bool(v > 0) for v in values), sum(bool(v < 0) for v in values), zeros)
    for place, (value, beside) in enumerate(pairs):
        if not value.contains(0):
            assert at.is_eigenvalue_at(Enclosure(value), place)
            assert not at.is_eigenvalue_at(Enclosure(beside), place)


def test_fields_of_several_parts_are_joined():
    function = x**4 + y**4 - 4 * x**2 - 4 * y**2 + z**2
    parts = [AlgebraicPoint((k,), ROOT, (T,), ONE) for k in (0, 1)]
    at = curvature(function, *parts, AlgebraicPoint((2,), None, (fmpq_poly(),), ONE))

    assert faults(SylvesterMinors(rational(16, 256, 512), (1, 1, 1)), at) == []
    assert faults(Inertia(rational(-512, 320, -34, 1), 3, 0, 0), at) == []
    cubic = x**3 + y**3 + z**2
    mixed = curvature(cubic, *parts, AlgebraicPoint((2,), None, (fmpq_poly(),), ONE))
    assert faults(SylvesterMinors((number(0, 6), *rational(72, 144)), (1, 1, 1)), mixed) == []
    assert faults(SylvesterMinors((number(0, 6), *rational(72, 145)), (1, 1, 1)), mixed) != []


def test_determinants_as_polynomials():
    a, b = Symbol("a"), Symbol("b")
    model = Model(ScalarFunction(a**3 * b + b**4, (a, b)), ("a", "b"), ())
    (block,) = hessian_blocks(model)
    hessian = Matrix([[6 * a * b, 3 * a**2], [3 * a**2, 12 * b**2]])

    assert block.minors == (model.read(hessian[0, 0]), model.read(hessian.det()))
    assert block.characteristic == (model.read(hessian.det()), model.read(-hessian.trace()), model.read(a**0))
