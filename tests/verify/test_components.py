from dataclasses import replace

import pytest
from flint import fmpq, fmpq_poly, fmpz_poly
from sympy import sqrt, symbols

from symhess.critical_set import ComponentPiece, CriticalComponent, CriticalPoint
from symhess.evidence import PowerAlong
from symhess.exact import AlgebraicPoint, Rational, real_roots
from symhess.exact.polynomial import ring
from symhess.function import ScalarFunction
from symhess.verdict import Kind, Reason, Verdict
from symhess.verify.components import ComponentChecker, check_power_along
from symhess.verify.curves import signs_along, singular_points
from symhess.verify.hessian import hessian_blocks
from symhess.verify.model import Model
from symhess.verify.places import Undecided

x, y, z = symbols("x y z")
X, Y, Z = ring(("x", "y", "z")).gens()
U, V = ring(("x", "y")).gens()
ONE, T = fmpq_poly([1]), fmpq_poly([0, 1])


def checker(function, variables=(x, y)):
    model = Model(ScalarFunction(function, variables), tuple(v.name for v in variables), ())
    return ComponentChecker(model, hessian_blocks(model), {})


def sample(*coordinates, value=0, variables=(x, y)):
    numerators = tuple(fmpq_poly([c]) for c in coordinates)
    part = AlgebraicPoint(tuple(range(len(coordinates))), None, numerators, ONE)
    return CriticalPoint(variables, (part,), part.coordinates(), Rational(fmpq(value)))


# (xy − 1)²·x: a minimum on the branch x > 0, a maximum on the other
HYPERBOLA = checker((x * y - 1) ** 2 * x)
LAW = PowerAlong(fmpq(0), U * V - 1, 2, U, 1)
RIGHT = ComponentPiece(((U, 1),), LAW, (sample(1, 1), sample(2, fmpq(1, 2))))
LEFT = ComponentPiece(((U, -1),), replace(LAW, sign=-1), (sample(-1, -1),))
BRANCHES = CriticalComponent((U * V - 1,), 1, (RIGHT, LEFT))
LOWEST = Verdict(Kind.MINIMUM, False, "power-along", (LAW,))


def test_a_component_in_two_pieces_is_accepted():
    assert list(HYPERBOLA.faults(BRANCHES)) == []
    assert list(HYPERBOLA.verdict_faults(BRANCHES, RIGHT, LOWEST)) == []
    highest = Verdict(Kind.MAXIMUM, False, "power-along", (LEFT.law,))
    assert list(HYPERBOLA.verdict_faults(BRANCHES, LEFT, highest)) == []


def piece(**changes):
    return replace(BRANCHES, pieces=(replace(RIGHT, **changes), LEFT))


@pytest.mark.parametrize(
    ("component", "message"),
    [
        pytest.param(replace(BRANCHES, dimension=2), "dimension", id="dimension"),
        pytest.param(replace(BRANCHES, equations=(U * V - 2,)), "gradient is not shown", id="not-critical"),
        pytest.param(replace(BRANCHES, equations=(1 - U * V,)), "irreducible", id="sign"),
        pytest.param(replace(BRANCHES, equations=((U * V - 1) ** 2,)), "irreducible", id="square"),
        pytest.param(piece(samples=()), "no sample", id="no-sample"),
        pytest.param(piece(samples=(sample(2, 1),)), "does not solve", id="sample-not-critical"),
        pytest.param(piece(samples=(sample(-1, -1),)), "does not lie", id="sample-of-the-other-piece"),
        pytest.param(piece(samples=(sample(1, 1), sample(-1, -1))), "does not lie", id="second-sample"),
        pytest.param(piece(samples=(sample(1, 1, value=1),)), "the value of f", id="value"),
        pytest.param(piece(where=((U, -1),)), "other conditions", id="where-sign"),
        pytest.param(piece(where=((U + 1, 1),)), "other conditions", id="where-polynomial"),
        pytest.param(piece(where=((U + V, 1),)), "other conditions", id="where-no-bound"),
        pytest.param(piece(law=replace(LAW, sign=-1)), "does not lie", id="law-sign"),
        pytest.param(piece(law=replace(LAW, value=fmpq(1))), "on its block", id="law-value"),
        pytest.param(piece(law=replace(LAW, power=3)), "on its block", id="law-power"),
        pytest.param(piece(law=replace(LAW, cofactor=2 * U)), "on its block", id="law-cofactor"),
    ],
)
def test_false_components_are_refused(component, message):
    assert message in " ".join(HYPERBOLA.faults(component))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": Kind.MAXIMUM},
        {"kind": Kind.SADDLE, "strict": None},
        {"strict": True},
        {"evidence": ()},
        {"evidence": (replace(LAW, sign=-1),)},
        {"reason": Reason.SINGULAR_HESSIAN},
        {"decided_by": "sylvester"},
    ],
)
def test_verdicts_must_follow_from_the_power(changes):
    assert list(HYPERBOLA.verdict_faults(BRANCHES, RIGHT, replace(LOWEST, **changes))) != []


def test_a_sign_without_a_condition_must_hold_everywhere():
    whole = replace(RIGHT, where=())
    fault = "the sign of the cofactor is not the same along a component"
    assert fault in list(HYPERBOLA.verdict_faults(replace(BRANCHES, pieces=(whole,)), whole, LOWEST))

    law = PowerAlong(fmpq(0), U * V - 1, 2, U**2 + 1, 1)
    own = ComponentPiece((), law, (sample(1, 1),))
    component = CriticalComponent((U * V - 1,), 1, (own,))
    even = checker((x * y - 1) ** 2 * (x**2 + 1))
    assert list(even.faults(component)) == []
    assert list(even.verdict_faults(component, own, replace(LOWEST, evidence=(law,)))) == []


def test_odd_powers_are_saddles():
    law = PowerAlong(fmpq(5), U - V, 3, 0 * U + 1, 1)
    own = ComponentPiece((), law, (sample(0, 0, value=5),))
    component = CriticalComponent((U - V,), 1, (own,))
    cubic = checker((x - y) ** 3 + 5)

    assert list(cubic.faults(component)) == []
    saddle = Verdict(Kind.SADDLE, None, "power-along", (law,))
    assert list(cubic.verdict_faults(component, own, saddle)) == []
    assert list(cubic.verdict_faults(component, own, replace(saddle, strict=False))) != []


def test_other_blocks_join_the_kind():
    law = PowerAlong(fmpq(0), X - Y, 2, 0 * X + 1, 1)
    space = (x, y, z)
    for sign, kind, strict in ((1, Kind.MINIMUM, False), (-1, Kind.SADDLE, None)):
        own = ComponentPiece((), law, (sample(0, 0, 0, variables=space),))
        component = CriticalComponent((X - Y, Z), 1, (own,))
        valley = checker((x - y) ** 2 + sign * z**2, space)
        verdict = Verdict(kind, strict, "power-along", (law,))
        assert list(valley.faults(component)) == []
        assert list(valley.verdict_faults(component, own, verdict)) == []
        assert list(valley.verdict_faults(component, own, replace(verdict, kind=Kind.MAXIMUM))) != []


def test_intervals_single_out_irrational_coordinates():
    # x = ±√2, each times a free line
    function = x**4 / 4 - x**2
    root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    part = AlgebraicPoint((0, 1), root, (T, fmpq_poly()), ONE)
    at = CriticalPoint((x, y), (part,), part.coordinates(), Rational(fmpq(-1)))
    own = ComponentPiece(((U - 1, 1), (U - 2, -1)), None, (at,))
    component = CriticalComponent((U**2 - 2,), 1, (own,))

    assert list(checker(function).faults(component)) == []
    outside = replace(component, pieces=(replace(own, where=((U + 3, 1), (U - 2, -1))),))
    assert list(checker(function).faults(outside)) != []
    undecided = Verdict(Kind.UNDECIDED, None, "", (), Reason.SINGULAR_HESSIAN)
    assert list(checker(function).verdict_faults(component, own, undecided)) == []


def test_the_wrong_conjugate_is_not_critical():
    function = ScalarFunction(x**2 - 2 * sqrt(2) * x, (x, y))
    model = Model(function, ("x", "y", "c"), (("c", sqrt(2)),))
    u, _, c = ring(("x", "y", "c")).gens()
    both = CriticalComponent((u**2 - 2, c**2 - 2), 1)

    assert "gradient" in next(ComponentChecker(model, hessian_blocks(model), {}).faults(both))


def test_power_along_speaks_of_one_block():
    model = Model(ScalarFunction((x - y) ** 2 + z**4 + 3, (x, y, z)), ("x", "y", "z"), ())

    assert list(check_power_along(PowerAlong(fmpq(3), X - Y, 2, 0 * X + 1, 1), model, ())) == []
    assert list(check_power_along(PowerAlong(fmpq(0), Z, 4, 0 * X + 1, 1), model, ())) == []
    assert list(check_power_along(PowerAlong(fmpq(3), Z, 4, 0 * X + 1, 1), model, ())) != []
    assert list(check_power_along(PowerAlong(fmpq(0), Z, 2, Z**2, 1), model, ())) != []
    assert list(check_power_along(PowerAlong(fmpq(0), Z, 10**12, 0 * X + 1, 1), model, ())) != []


@pytest.mark.parametrize(
    ("base", "cofactor", "expected"),
    [
        pytest.param(U**2 + V**2 - 1, 0 * U + 1, {1}, id="circle"),
        pytest.param(U**2 + V**2 - 1, U, {1, -1}, id="half-circles"),
        pytest.param(U**2 + V**2, 0 * U + 1, set(), id="point"),
        pytest.param(V**2 - U**3 + U**2, 0 * U + 1, {1}, id="acnode-and-arc"),
        pytest.param(U, V**2 + 1, {1}, id="vertical-line"),
        pytest.param(U**2 + 1, V, set(), id="no-real-line"),
        pytest.param(V**2 - U**3, U, {1}, id="cusp"),
    ],
)
def test_signs_on_the_arcs_of_plane_curves(base, cofactor, expected):
    assert signs_along(base, cofactor, (0, 1)) == expected


def test_signs_on_a_line_and_in_space():
    (t,) = ring(("t",)).gens()

    assert signs_along(t**2 - 2, t, (0,)) == {1, -1}
    assert signs_along(X - Y * Z, 0 * X - 2, (0, 1, 2)) == {-1}
    with pytest.raises(Undecided):
        signs_along(X - Y * Z, X, (0, 1, 2))


def test_singular_points_are_counted():
    assert singular_points(V**2 - U**3 + U**2, (0, 1), ()) == 1
    assert singular_points(U**2 + V**2 - 1, (0, 1), ()) == 0
    with pytest.raises(Undecided):
        singular_points(U**2 * V**2, (0, 1), ())
