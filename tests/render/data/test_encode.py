"""A study as data: the keys and forms of the public contract, and the way back."""

import json
import re
from dataclasses import replace
from fractions import Fraction

import pytest
from sympy import Add, Symbol, sympify

from symhess import analyze
from symhess.errors import InputError
from symhess.render import from_dict, to_dict, to_json
from symhess.verdict import Kind, Reason, Verdict

FUNCTIONS = [
    pytest.param("x^4 + y^4 - 2x^2 - 2y^2 + 1", id="wells"),
    pytest.param("x^2 y^2", id="components"),
    pytest.param("x^4 + y^4 + x^2 y + sqrt(2) x", id="constants"),
    pytest.param("x^5 + y^5 - 5 x y + x - y^3", id="algebraic"),
    pytest.param("x^4 - 3x + y^4 - 5y + z^4 - z", id="blocks"),
    pytest.param("x^3 - 3 x y^2", id="degenerate"),
    pytest.param("x e^y - sin(x y)/(1 + x^2)", id="not-polynomial"),
    pytest.param("0.1 x^2 - 7", id="decimals"),
    pytest.param("x^2 + x", id="one-variable"),
    pytest.param("x + y", id="no-points"),
    pytest.param("ln(x^2 + 1) + |y| + arctan(x y)", id="functions"),
]


@pytest.mark.parametrize("text", FUNCTIONS)
def test_what_was_written_comes_back(text):
    data = to_dict(analyze(text))

    assert to_dict(from_dict(json.loads(json.dumps(data)))) == data


def test_a_variable_that_does_not_occur_comes_back():
    data = to_dict(analyze("x^2", "x, y"))

    assert to_dict(from_dict(json.loads(json.dumps(data)))) == data
    assert data["critical_set"]["components"][0]["equations"] == ["x"]


@pytest.mark.parametrize("text", FUNCTIONS)
def test_the_keys_are_those_of_the_contract(text):
    data = to_dict(analyze(text))

    assert list(data) == [
        *("format", "function", "gradient", "hessian", "clairaut", "critical_set"),
        *("global", "convexity", "derivation"),
    ]
    assert list(data["function"]) == ["expression", "variables", "domain", "constraints"]
    assert list(data["critical_set"]) == [
        *("status", "reason", "points", "families", "components", "nonsmooth_points", "singular_points")
    ]
    assert set(data["global"]) == {"minimum", "maximum"}
    for point in data["critical_set"]["points"]:
        assert list(point) == [
            *("at", "decimal", "value", "value_decimal", "kind", "strict", "inertia", "minors", "eigenvalues"),
            *("condition_number", "decided_by", "singularity", "certainty", "global", "reason"),
        ]


@pytest.mark.parametrize("text", FUNCTIONS)
def test_every_number_can_be_read_by_sympy_and_agrees_with_its_decimals(text):
    data = to_dict(analyze(text))
    for point in data["critical_set"]["points"]:
        pairs = [(point["value"], point["value_decimal"])]
        pairs += [(point["at"][name], point["decimal"][name]) for name in data["function"]["variables"]]
        for exact, decimal in pairs:
            assert abs(sympify(exact).evalf(30) - sympify(decimal).evalf(30)) < 1e-18
            assert sum(c.isdigit() for c in decimal.lstrip("-0.")) <= 20


def test_saddles_are_no_global_extrema_and_nothing_else_is_claimed():
    points = to_dict(analyze("x^3 - 3x + y^2"))["critical_set"]["points"]

    assert {(point["kind"], point["global"]) for point in points} == {("minimum", "no"), ("saddle", "no")}


@pytest.mark.parametrize("reason", Reason, ids=lambda reason: reason.value)
def test_what_is_undecided_says_why_in_one_sentence(reason):
    study = analyze("x^2 + y^2")
    (classified,) = study.points
    verdict = Verdict(Kind.UNDECIDED, None, "", (), reason)
    data = to_dict(replace(study, points=(replace(classified, verdict=verdict),)))
    (point,) = data["critical_set"]["points"]
    sentences = [point["reason"], data["convexity"]["reason"], data["global"]["minimum"]["reason"]]

    assert (point["kind"], point["strict"], point["decided_by"]) == ("undecided", None, None)
    assert all(re.fullmatch(r"[A-Z][^.]*\.", sentence) for sentence in sentences)


def test_an_incomplete_list_says_why():
    found = to_dict(analyze("abs(x y)"))["critical_set"]

    assert (found["status"], found["points"]) == ("incomplete", [])
    assert found["reason"].endswith(".")


def test_a_component_is_given_by_equations_and_its_kind():
    (circle,) = to_dict(analyze("(x^2 + y^2 - 2)^2"))["critical_set"]["components"]

    assert (circle["equations"], circle["where"], circle["dimension"]) == (["x**2 + y**2 - 2"], [], 1)
    assert (circle["kind"], circle["strict"]) == ("minimum", False)
    assert all(sample["value"] == "0" for sample in circle["samples"])


def test_a_component_on_which_the_kind_changes_is_given_in_pieces():
    pieces = to_dict(analyze("x^2 y"))["critical_set"]["components"]

    assert [(piece["where"], piece["kind"]) for piece in pieces] == [(["y > 0"], "minimum"), (["y < 0"], "maximum")]


def test_adjoined_constants_show_their_value():
    (component,) = to_dict(analyze("(x + sqrt(2) y)^2"))["critical_set"]["components"]

    assert component["equations"] == ["x + sqrt(2)*y", "sqrt(2)*x + 2*y"]


def test_shared_objects_stand_once_and_are_shared_again():
    study = analyze("x^4 - 3x + y^4 - 5y + x^2 + z^3 - 3z")
    copy = from_dict(to_dict(study))

    parts = {id(part) for point in copy.critical_set.points for part in point.parts}
    assert len(parts) == len({id(part) for point in study.critical_set.points for part in point.parts})
    assert all(a.point is b for a, b in zip(copy.points, copy.critical_set.points, strict=True))


def test_many_points_stay_a_small_text():
    study = analyze("+".join(f"{v}^4 - 16 {v}^2 + 5 {v}" for v in "uvxyz"))

    assert len(study.points) == 243
    assert len(to_json(study)) < 3_000 * len(study.points)


def test_the_order_of_the_terms_is_kept():
    copy = from_dict(to_dict(analyze("1 - 2x^2 + x^4")))

    assert [str(term) for term in copy.function.terms] == ["1", "-2*x**2", "x**4"]


def test_notes_are_kept():
    assert "1/10" in " ".join(from_dict(to_dict(analyze("0.1x"))).function.notes)


def test_an_unevaluated_expression_comes_back_as_it_is():
    x = Symbol("x")
    study = analyze(Add(x, x**2, x, evaluate=False))

    assert from_dict(to_dict(study)).function.expression == study.function.expression


def test_json_keeps_letters_and_orders_keys_as_the_contract():
    text = to_json(analyze("theta^2"))

    assert text.startswith('{"format": "symhess-analysis/1", "function": {"expression": "theta**2"')


def test_what_the_table_of_constructors_lacks_is_refused():
    from sympy import besselj

    with pytest.raises(InputError, match="besselj"):
        to_dict(analyze(besselj(1, Symbol("x"))))


def test_decimals_are_exact_fractions():
    (point,) = to_dict(analyze("0.1x^2 - 0.3x"))["critical_set"]["points"]

    assert Fraction(point["at"]["x"]) == Fraction(3, 2)
