"""Families, level sets, points without gradient, boxes and exceptional points are told in every format."""

import pytest
from sympy import Eq, Piecewise, symbols

from symhess import analyze
from symhess.render.data.decode import from_dict

x, y = symbols("x y")
PEANO = Piecewise((0, Eq(x, 0) & Eq(y, 0)), (x * y * (x**2 - y**2) / (x**2 + y**2), True))

TOLD = [
    pytest.param("sin(x)", {}, ["for n even: strict local maximum", "for n odd: strict local minimum"], id="family"),
    pytest.param("x/2 + cos(x)", {}, ["for all integers n: strict local maximum"], id="families"),
    pytest.param("sin(x + y)", {}, ["cos(x + y) = 0", "local maximum, not strict, with f = 1"], id="level-set"),
    pytest.param("sqrt(x^2 + y^2)", {}, ["At (0, 0) the function has a value but no gradient: strict"], id="cone"),
    pytest.param("x^3 - 3x", {"box": [(0, 5)]}, ["in the search box", "was searched: 0 ≤ x ≤ 5."], id="box"),
    pytest.param("x^3 - 3x", {"domain": "x > 0"}, ["Only points with x > 0 count."], id="domain"),
    pytest.param(PEANO, {}, ["At the exceptional point (0, 0)", "differ: f_xy = −1 and f_yx = 1"], id="peano"),
]


@pytest.mark.parametrize(("f", "options", "sentences"), TOLD)
def test_the_page_says_it(f, options, sentences):
    text = " ".join(analyze(f, time_limit=60, **options).to_text().replace("│", " ").split())

    assert [sentence for sentence in sentences if sentence not in text] == []


@pytest.mark.parametrize("detail", ["brief", "worked", "full"])
@pytest.mark.parametrize(("f", "options", "sentences"), TOLD)
def test_every_format_can_tell_it(f, options, sentences, detail):
    analysis = analyze(f, time_limit=60, **options)

    for write in (analysis.to_latex, analysis.to_html, analysis.to_markdown):
        assert "critical point" in write(detail=detail).lower()


@pytest.mark.parametrize(("f", "options", "sentences"), TOLD)
def test_the_data_come_back(f, options, sentences):
    data = analyze(f, time_limit=60, **options).to_dict()

    assert from_dict(data).function.box == (((0, 5),) if "box" in options else None)


def test_the_evidence_is_told_with_the_details():
    text = " ".join(analyze("sqrt(x^2 + y^2) - 2x").to_text(detail="full").split())

    assert "up for (−1, −1) and down for (1, −1)" in text


@pytest.mark.parametrize(
    ("f", "key", "expected"),
    [
        pytest.param(
            "sin(x)",
            "families",
            [
                {"parameters": ["n"], "condition": "Eq(Mod(n, 2), 0)", "kind": "maximum", "strict": True},
                {"parameters": ["n"], "condition": "Eq(Mod(n, 2), 1)", "kind": "minimum", "strict": True},
            ],
            id="families",
        ),
        pytest.param(
            "sqrt(x^2 + y^2)",
            "nonsmooth_points",
            [{"at": {"x": "0", "y": "0"}, "kind": "minimum", "strict": True, "value": "0"}],
            id="nonsmooth-points",
        ),
        pytest.param(
            "exp(-(x^2 + y^2 - 1)^2)",
            "components",
            [{"equations": ["x**2 + y**2 - 1"], "where": [], "dimension": 1, "kind": "maximum", "strict": False}],
            id="level-sets",
        ),
    ],
)
def test_the_data_have_the_contracts_form(f, key, expected):
    found = analyze(f).to_dict()["critical_set"][key]

    assert [{name: entry[name] for name in wanted} for entry, wanted in zip(found, expected, strict=True)] == expected


def test_components_carry_the_restrictions():
    data = analyze("x^2 y", domain="y > x - 1", box=[(-1, 1), (0, 2)]).to_dict()
    restrictions = ["-x + y + 1 > 0", "x >= -1", "x <= 1", "y >= 0", "y <= 2"]

    assert data["function"]["domain"] == "-x + y + 1 > 0"
    assert all(entry["where"][-5:] == restrictions for entry in data["critical_set"]["components"])
