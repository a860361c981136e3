"""The public classify: inputs, the shape of the result, refusals."""

import pytest
from sympy import CRootOf, Float, Rational, Symbol, oo, pi, sqrt
from sympy.abc import x, y

import symhess
from symhess.errors import InputError
from symhess.evidence import HalfBranches


def test_a_result_has_kind_evidence_and_plain_data():
    found = symhess.classify("(y - x^2)(y - 3x^2)", at=(0, 0))
    data = found.to_dict()

    assert (found.kind, found.strict, found.singularity, found.reason) == ("saddle", None, "A3-", None)
    assert any(isinstance(record, HalfBranches) for record in found.evidence)
    assert (data["kind"], data["strict"], data["singularity"]) == ("saddle", None, "A3-")
    assert (data["at"], data["reason"]) == ({"x": "0", "y": "0"}, None)
    assert data["decided_by"] == "half-branches"
    assert {entry["record"] for entry in data["evidence"]} >= {"HalfBranches", "SignChange"}


@pytest.mark.parametrize(
    ("f", "at"),
    [
        pytest.param((x**2 - 2) ** 4, (sqrt(2),), id="radical"),
        pytest.param((x**3 - x - 1) ** 4, (CRootOf(x**3 - x - 1, 0),), id="root-object"),
        pytest.param("(2x - 1)^4", ("1/2",), id="text"),
        pytest.param("(2x - 1)^4", (0.5,), id="decimal"),
        pytest.param((x - pi) ** 4, {"x": pi}, id="mapping"),
        pytest.param("1 - cos(x)^4", ("pi",), id="text-of-pi"),
    ],
)
def test_exact_coordinates_of_every_kind(f, at):
    assert symhess.classify(f, at=at).kind == "minimum"


def test_the_variables_may_be_more_than_those_that_occur():
    found = symhess.classify(x**2, at=(0, 5), variables=(x, y))

    assert (found.kind, found.strict) == ("minimum", False)


@pytest.mark.parametrize(
    ("at", "message"),
    [
        pytest.param((0,), "expected a coordinate for each of x, y", id="too-few"),
        pytest.param((oo, 0), "no exact real coordinate", id="infinite"),
        pytest.param((Symbol("a"), 0), "no exact real coordinate", id="symbol"),
        pytest.param((1, Rational(1, 2)), "not a critical point", id="not-critical"),
        pytest.param((Float("1e-12"), 0), "not a critical point", id="almost-critical"),
    ],
)
def test_what_is_no_critical_point_is_refused(at, message):
    with pytest.raises(InputError, match=message):
        symhess.classify(x**4 + y**2, at=at)


def test_an_undecided_point_has_a_sentence():
    found = symhess.classify("abs(x y) + x^3", at=(0, 0))

    assert (found.kind, found.strict, found.decided_by, found.evidence) == ("undecided", None, "", ())
    assert found.to_dict()["reason"].endswith(".")


def test_the_folder_does_not_hide_the_function():
    assert symhess.classify("x^4", at=(0,)).singularity == "A3+"
