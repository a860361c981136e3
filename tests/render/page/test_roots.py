"""How the roots of one polynomial are told: by factors that multiply out to it, by a formula, or as counted."""

import pytest
from sympy import expand
from sympy.abc import x, y

from symhess import analyze
from symhess.evidence import RealRoots
from symhess.render import to_text
from symhess.render.formula import Expression, Power
from symhess.render.page.page import page_of
from symhess.render.page.roots import roots_alike, roots_sentence


def told(function, unknown=x):
    analysis = analyze(function)
    waiting = [analysis.critical_set.derivation]
    while waiting:
        step = waiting.pop()
        found = [record for record in step.evidence if isinstance(record, RealRoots)]
        if found:
            return roots_sentence(found[0], unknown, page_of(analysis, "worked"))
        waiting += step.premises
    raise AssertionError(f"no polynomial was solved for {function}")


def value(formula):
    match formula:
        case Expression(value=found):
            return found
        case Power(base, exponent):
            return value(base) ** value(exponent)
    return formula


@pytest.mark.parametrize(
    "function",
    [
        "x^4/4 - x^2/2",
        "2x^3 - x^2/2 - x",
        "x^5/5 - 5x^4/4 + 3x^3 - 7x^2/2 + 2x",
        "-2x^3 + 3x^2",
        "7x^3 - 21x/4",
    ],
)
def test_linear_factors_multiply_out_to_the_polynomial(function):
    equation = told(function)[0].formula.items
    product = 1
    for factor in equation[1].factors:
        product *= value(factor)

    assert expand(product - sum(value(term) for term in equation[0].terms)) == 0


@pytest.mark.parametrize(
    ("function", "said"),
    [
        pytest.param("x^3/3 - 5x", "By the quadratic formula x² − 5 = 0 holds for x ∈ {−√5, √5}.", id="quadratic"),
        pytest.param("x^4/4 - x^2/2 - x", "x³ − x − 1 = 0 has exactly one real root", id="counted"),
        pytest.param("x^2 - 6x", "This leaves x = 3.", id="linear"),
        pytest.param("x^4/4 + x^2/2", "x³ + x = 0 has exactly one real root", id="complex-roots-as-well"),
    ],
)
def test_roots_are_told_as_at_the_board(function, said):
    assert said in " ".join(to_text(analyze(function)).replace("\u00a0", " ").split())


def test_the_same_polynomial_is_solved_once():
    page = to_text(analyze("x^4 + y^4 - 2x^2 - 2y^2"))

    assert page.count("(x − 1) = 0") == 1
    assert "in the same way y ∈ {−1, 0, 1}." in page.replace("\u00a0", " ")


def test_other_unknowns_of_the_same_polynomial_have_the_same_roots():
    analysis = analyze("x^3 - 3x + y^3 - 3y")
    records = [p.evidence[0] for p in analysis.critical_set.derivation.premises[0].premises]
    page = page_of(analysis, "worked")

    first, second = (roots_alike(r, v, page)[1].formula.items for r, v in zip(records, (x, y), strict=True))
    assert first[1] == second[1]
    assert (first[0].value, second[0].value) == (x, y)
