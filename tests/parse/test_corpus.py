"""The stored texts: readings with their expected value, and attacks with what must become of them."""

import json
import os
import time
from pathlib import Path

import pytest
from sympy import EmptySet, Expr, FiniteSet, Matrix, N, Rational, Symbol, sympify

from symhess import ParseError, parse

CORPUS = Path(__file__).parents[1] / "corpus"
SECONDS = 2


def rows(name):
    with (CORPUS / f"{name}.jsonl").open(encoding="utf-8") as lines:
        return [pytest.param(row, id=row["id"]) for row in map(json.loads, lines)]


INPUTS = rows("inputs")
ATTACKS = rows("attacks")


def expected_of(row):
    """The expected value, from the corpus' own notation."""
    words = {name: Symbol(name) for name in ("minimum", "maximum", "saddle", *row["vars"])}
    return sympify(row["expect"], locals={"FiniteSet": FiniteSet, "EmptySet": EmptySet, "Matrix": Matrix} | words)


def same(found, expected):
    """Whether two expressions agree, exactly or at points of both signs where both are real."""
    if not isinstance(expected, Expr) or found == expected:
        return found == expected
    symbols = sorted(found.free_symbols | expected.free_symbols, key=str)
    compared = 0
    for number in range(12):
        point = {
            symbol: (-1) ** (number >> place & 1) * Rational(5 + 11 * number + 7 * place, 29)
            for place, symbol in enumerate(symbols)
        }
        values = N(found.subs(point), 30), N(expected.subs(point), 30)
        if all(value.is_real for value in values):
            compared += 1
            assert abs(values[0] - values[1]) < 1e-20 * (1 + abs(values[1]))
    return compared > 1


@pytest.mark.parametrize("row", [param for param in INPUTS if param.values[0]["expect"] != "reject"])
def test_readings_have_the_expected_value(row):
    reading = parse(row["text"], variables=tuple(row["vars"]), syntax=row["syntax"])

    assert same(reading.expression, expected_of(row))
    assert reading.kind == {"expr": "expression"}.get(row["kind"], row["kind"])
    assert reading.notes or not row.get("ambiguous")


@pytest.mark.parametrize("row", [param for param in INPUTS if param.values[0]["expect"] == "reject"])
def test_unreadable_texts_are_refused(row):
    with pytest.raises(ParseError) as caught:
        parse(row["text"], variables=tuple(row["vars"]), syntax=row["syntax"])
    assert 0 <= caught.value.position <= len(row["text"])


@pytest.mark.parametrize("row", ATTACKS)
def test_attacks_are_refused_in_time_and_nothing_runs(row, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    began = time.process_time()
    try:
        parse(row["text"], variables=tuple(row["vars"]), syntax=row["syntax"])
    except ParseError as refusal:
        assert refusal.message.isascii() and str(refusal).isprintable()
    else:
        assert "any verdict" in row["must"]

    assert time.process_time() - began < SECONDS
    assert os.listdir(tmp_path) == []


TIMED = [
    pytest.param("+".join(["x*y"] * 490), id="long-sum"),
    pytest.param("xy" * 990, id="long-product"),
    pytest.param("".join(f"√({n})" for n in range(2, 300)), id="radicals"),
    pytest.param("+".join(f"1/{n}" for n in range(2, 350)), id="denominators"),
    pytest.param("+".join("√(1+√3*" * 4 + f"{n}" + ")" * 4 for n in range(2, 40)), id="nested-radicals"),
    pytest.param("+".join("exp(-" * 5 + f"{n}x" + ")" * 5 for n in range(1, 40)), id="nested-exponentials"),
    pytest.param("+".join("cosh(" * 5 + f"{n}x" + ")" * 5 for n in range(1, 40)), id="nested-hyperbolics"),
    pytest.param(",".join(f"(√{n},{n})" for n in range(180)), id="many-points"),
    pytest.param("[" + ";".join(["1"] * 900) + "]", id="long-matrix"),
    pytest.param("1/2x" * 480, id="many-notes"),
    pytest.param("(2^4000+1)^(1/3)", id="root-of-a-large-number"),
    pytest.param("sin(10^1000 π/7)", id="sine-of-a-large-number"),
    pytest.param("'" * 2000, id="quotes"),
    pytest.param("{" * 2000, id="braces"),
    pytest.param("<" * 2000, id="angles"),
    pytest.param("x" * 100_000, id="too-long"),
    pytest.param("(" * 100_000, id="too-long-and-deep"),
]


@pytest.mark.parametrize("text", TIMED)
@pytest.mark.parametrize("syntax", ["calculator", "latex", "python"])
def test_hard_texts_are_answered_in_time(text, syntax):
    began = time.process_time()
    try:
        parse(text, variables=("x", "y"), syntax=syntax)
    except ParseError as refusal:
        assert refusal.position <= len(text)

    assert time.process_time() - began < SECONDS
