"""The extremal eigenvalues over a domain, where they are known; the region of convexity."""

import pytest
from sympy import sympify

import symhess
from symhess.budget import Deadline
from symhess.convexity import convex_region, domain_of, examined
from symhess.errors import InputError
from symhess.inputs import scalar_function


@pytest.mark.parametrize(
    ("f", "domain", "mu", "smoothness"),
    [
        ("x^2 + x y + y^2", None, "1", "3"),
        ("-x^2 - 3y^2 + x y", None, "4 - sqrt(5)", "4 + sqrt(5)"),
        ("x^2 + sin(x)", None, "1", "3"),
        ("log(1 + exp(x))", None, "0", "1/4"),
        ("sqrt(1 + x^2)", None, "0", "1"),
        ("x log(x)", "0 < x < 4", "1/4", None),
        ("x^4 + y^2", None, "0", None),
        ("exp(x)", "0 < x < 1", "1", None),
        ("x^4", "1 < x < 2", "12", "48"),
        ("log(1 + exp(x) + exp(y)) + (x^2 + y^2)/2", None, "1", "3/2"),
    ],
)
def test_known_constants(f, domain, mu, smoothness):
    found = symhess.convexity(f, domain=domain)

    assert sympify(found.mu.text()) == sympify(mu)
    assert smoothness is None or sympify(found.L.text()) == sympify(smoothness)


@pytest.mark.parametrize("f", ["x^3", "1/x", "x y"])
def test_without_convexity_there_are_no_constants(f):
    found = symhess.convexity(f)

    assert found.mu is None
    assert found.L is None


@pytest.mark.parametrize(
    ("f", "expected"),
    [
        ("exp(-x^2)", ["2*x**2 - 1"]),
        ("x^3", ["x"]),
        ("log(1 + x^2)", ["1 - x**2"]),
        ("x^4", []),
        ("x^4 + y^4 - 6x^2 - 6y^2", ["x**2 - 1", "y**2 - 1", "(x**2 - 1)*(y**2 - 1)"]),
        ("-x^2", ["-1"]),
    ],
)
def test_the_region_of_convexity(f, expected):
    function = scalar_function(f)
    found = convex_region(function, domain_of(function.variables, ()), Deadline(10))

    assert [term.expand() for term in found] == [sympify(term).expand() for term in expected]


def test_a_region_in_space_is_not_described():
    with pytest.raises(InputError, match="one and two variables"):
        _ = symhess.convexity("x^2 + y^2 + z^2").region


def test_points_that_are_left_out_make_no_convex_domain():
    with pytest.raises(InputError, match="convex domain"):
        symhess.convexity("x^2", domain="x != 1")


def test_the_answer_as_data():
    data = symhess.convexity("x^2 + exp(y)", domain="y > 0").to_dict()

    assert (data["status"], data["domain"], data["mu"]) == ("strictly convex", "y > 0", "1")
    assert data["evidence"][0]["record"] == "HessianMinors"


def test_an_analysis_as_data_says_what_it_is():
    study = symhess.analyze("x^2 + y^2")

    assert study.to_dict()["convexity"]["status"] == "strictly convex"
    assert examined(examined(study)).convexity is not None
    assert symhess.verify(study.to_dict())
