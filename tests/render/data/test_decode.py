"""Text from outside is checked: whatever is not as it was written is refused in one line, and nothing is evaluated."""

import copy
import json
from dataclasses import dataclass

import pytest
from flint import arb, fmpq, fmpz_poly

from symhess import analyze
from symhess.errors import InputError
from symhess.exact import real_roots
from symhess.render import from_dict, to_dict
from symhess.render.data.codec import read_table, write_table
from symhess.render.data.codec_fields import fields_of
from symhess.render.data.codec_numbers import read_ball, write_ball

SQUARE = ["fmpz_poly", "-2", "0", "1"]


@pytest.fixture(scope="module")
def data():
    return to_dict(analyze("x^4 + y^4 - 4 x y"))


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="empty"),
        pytest.param({"0": ["Symbol", "x"]}, id="no-list"),
        pytest.param(["Symbol"], id="no-entries"),
        pytest.param([[]], id="empty-entry"),
        pytest.param([[["Symbol"], "x"]], id="tag-no-text"),
        pytest.param([["__import__", "os"]], id="unknown-tag"),
        pytest.param([["Lambda", 0]], id="constructor-not-in-the-table"),
        pytest.param([["eval", "1"]], id="eval"),
        pytest.param([["Symbol", ""]], id="empty-name"),
        pytest.param([["Symbol", "x" * 2000]], id="long-name"),
        pytest.param([["Symbol", 1]], id="name-no-text"),
        pytest.param([["Symbol", "x"], ["Add", 0, 1]], id="reference-to-itself"),
        pytest.param([["Symbol", "x"], ["Add", 0, -1]], id="negative-reference"),
        pytest.param([["Symbol", "x"], ["Add", 0, True]], id="bool-reference"),
        pytest.param([["Symbol", "x"], ["Add", 0, 0.0]], id="float-reference"),
        pytest.param([["Symbol", "x"], ["Pow", 0]], id="too-few-parts"),
        pytest.param([["Symbol", "x"], ["sin", 0, 0]], id="too-many-parts"),
        pytest.param([["Number", "10"], ["Number", "1000000000"], ["Pow", 0, 1]], id="giant-power"),
        pytest.param([["Symbol", "x"], ["Number", "1000000000"], ["Pow", 0, 1]], id="giant-exponent-of-a-symbol"),
        pytest.param([["Symbol", "x"], ["Number", "99"], ["Pow", 0, 1], ["CRootOf", 2, 1]], id="root-of-high-degree"),
        pytest.param([["Symbol", "x"], ["sin", 0], ["Number", "0"], ["CRootOf", 1, 2]], id="root-of-no-polynomial"),
        pytest.param([["Number", "1"], ["Number", "0"], ["CRootOf", 0, 1]], id="root-of-a-number"),
        pytest.param([["Number", "1/0"]], id="division-by-zero"),
        pytest.param([["Number", "2/4"]], id="not-in-lowest-terms"),
        pytest.param([["Number", "1.5"]], id="decimal"),
        pytest.param([["Number", "1e9"]], id="exponent"),
        pytest.param([["Number", "-0"]], id="minus-zero"),
        pytest.param([["Number", "٣"]], id="other-digits"),
        pytest.param([["Number", "9" * 300_000]], id="giant-number"),
        pytest.param([["Constant", "os"]], id="unknown-constant"),
        pytest.param([["Float", "1 999999999 53"]], id="giant-float"),
        pytest.param([["Matrix", 100_000, 100_000]], id="giant-matrix"),
        pytest.param([["Matrix", 1, 2]], id="matrix-without-entries"),
        pytest.param([["fmpz_poly", 1, 2]], id="coefficients-no-text"),
        pytest.param([["fmpz_poly", "1", "0"]], id="leading-zero"),
        pytest.param([["fmpq_poly", "1/2", "x"]], id="coefficient-no-number"),
        pytest.param([["fmpq_mpoly", ["x"], ["1", 10**9]]], id="giant-exponent"),
        pytest.param([["fmpq_mpoly", ["x"], ["1", -1]]], id="negative-exponent"),
        pytest.param([["fmpq_mpoly", ["x", "x"], ["1", 1, 1]]], id="unknown-twice"),
        pytest.param([["fmpq_mpoly", ["x"], ["1", 1], ["1", 1]]], id="term-twice"),
        pytest.param([["fmpq_mpoly", [], ["1"]]], id="no-unknowns"),
        pytest.param([["fmpq_mpoly"]], id="no-names"),
        pytest.param([["Enclosure", "1 0 1"]], id="ball-of-three"),
        pytest.param([["Enclosure", "1 99999999 0 0"]], id="giant-ball"),
        pytest.param([["Enclosure", "2 0 0 0"]], id="ball-not-normal"),
        pytest.param([["Rational", 1]], id="fraction-no-text"),
        pytest.param([["RealSum", []]], id="empty-sum"),
        pytest.param([["RealSum", 0]], id="no-list-of-terms"),
        pytest.param([["Symbol", "x"], ["RealSum", [0]]], id="wrong-type"),
        pytest.param([["OppositeCurvature", [1], ["1"]]], id="text-for-integer"),
        pytest.param([["OppositeCurvature", [1]]], id="too-few-fields"),
        pytest.param([["OppositeCurvature", [1], [1], [1]]], id="too-many-fields"),
        pytest.param([["Completeness", "finished", None]], id="no-member"),
        pytest.param([["Completeness", 1, None]], id="member-no-text"),
        pytest.param([["Step", "kind", None, []]], id="none-for-list"),
        pytest.param([SQUARE, ["RealRoot", 0, 0, "0", "4"]], id="interval-of-another-root"),
        pytest.param([SQUARE, ["RealRoot", 0, 7, "-4", "0"]], id="no-such-root"),
        pytest.param([["fmpz_poly", "-1", "0", "1"], ["RealRoot", 0, 0, "-2", "0"]], id="reducible"),
        pytest.param([["fmpz_poly", "-2", "0", "2"], ["RealRoot", 0, 0, "-2", "0"]], id="not-primitive"),
        pytest.param([["fmpz_poly", "0", "0", "1"], ["RealRoot", 0, 0, "-2", "0"]], id="square"),
    ],
)
def test_a_table_that_nobody_wrote_is_refused_in_one_line(table):
    with pytest.raises(InputError) as refused:
        read_table(table)

    assert len(str(refused.value)) < 200 and "\n" not in str(refused.value)


def algebraic(numerator, denominator):
    root = real_roots(fmpz_poly([-2, 0, 1]))[1]
    *parts, last = write_table(root)
    numbers = [["fmpq_poly", *map(str, numerator)], ["fmpq_poly", *map(str, denominator)]]
    return [*parts, last, *numbers, ["AlgebraicNumber", 1, 2, 3]]


def test_an_algebraic_number_is_read():
    assert read_table(algebraic([0, 1], [2])).text() == "sqrt(2)/2"


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [
        pytest.param([0, 1], [], id="division-by-zero"),
        pytest.param([0, 2], [0, 1], id="rational"),
        pytest.param([], [1], id="zero"),
        pytest.param([0, 0, 1], [1], id="not-reduced"),
    ],
)
def test_a_number_that_could_not_be_refined_is_refused(numerator, denominator):
    with pytest.raises(InputError):
        read_table(algebraic(numerator, denominator))


def test_a_value_needs_a_point_that_fixes_its_unknowns():
    table = [
        ["fmpq_mpoly", ["x", "y"], ["1", 1, 1]],
        ["fmpq_poly", "1"],
        ["AlgebraicPoint", [0], None, [1], 1],
        ["PolynomialValue", 0, 2],
    ]

    with pytest.raises(InputError, match="fixes all unknowns"):
        read_table(table)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda d: d.update(format="symhess-analysis/2"), id="other-format"),
        pytest.param(lambda d: d.pop("format"), id="no-format"),
        pytest.param(lambda d: d.pop("derivation"), id="no-derivation"),
        pytest.param(lambda d: d["derivation"].pop("objects"), id="no-objects"),
        pytest.param(lambda d: d["derivation"]["objects"].pop(), id="no-study"),
        pytest.param(lambda d: d.pop("gradient"), id="no-gradient"),
        pytest.param(lambda d: d["gradient"].reverse(), id="another-gradient"),
        pytest.param(lambda d: d["critical_set"].update(status="incomplete"), id="another-status"),
        pytest.param(lambda d: d["critical_set"]["points"].pop(), id="a-point-less"),
        pytest.param(lambda d: d["critical_set"]["points"][0].update(strict=1), id="another-type"),
        pytest.param(lambda d: d["critical_set"]["points"][0].pop("kind"), id="a-key-less"),
        pytest.param(lambda d: d["critical_set"]["points"][0]["decimal"].update(x="1"), id="another-decimal"),
        pytest.param(lambda d: d.update(convexity={"status": "convex"}), id="a-claim-more"),
    ],
)
def test_a_summary_that_does_not_follow_is_refused(data, change):
    changed = copy.deepcopy(data)
    change(changed)

    with pytest.raises(InputError, match="the analysis cannot be read: ") as refused:
        from_dict(changed)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("data", [None, [], "x", 1, {}], ids=repr)
def test_what_is_no_analysis_is_refused(data):
    with pytest.raises(InputError, match="format"):
        from_dict(data)


def test_a_sentence_may_be_worded_differently(data):
    changed = copy.deepcopy(data)
    changed["convexity"]["reason"] = "noch nicht untersucht"

    assert from_dict(changed).points


def test_every_single_change_of_the_table_is_refused_or_read_without_an_accident(data):
    objects = data["derivation"]["objects"]
    for k, entry in list(enumerate(objects))[::3]:
        for j in range(len(entry)):
            for wrong in (None, 10**6, "x", [[]]):
                changed = [*objects]
                changed[k] = [*entry[:j], wrong, *entry[j + 1 :]]
                try:
                    read_table(changed[: k + 1])
                except InputError as refused:
                    assert "\n" not in str(refused)


def test_a_deep_expression_is_refused():
    table = [["Symbol", "x"], *(["sin", k] for k in range(1000))]

    with pytest.raises(InputError, match="levels"):
        read_table(table)


def test_names_are_names_and_nothing_else(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = "__import__('pathlib').Path('ran').touch()"

    assert read_table([["Symbol", name]]).name == name
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("value", [fmpq(1, 3), fmpq(-7), fmpq(0)])
def test_balls_come_back_at_most_a_little_wider(value):
    ball = value * arb(2).sqrt()
    copy_ = read_ball(write_ball(ball))

    assert copy_.contains(ball) and copy_.mid() == ball.mid()
    assert write_ball(copy_) == write_ball(ball)


def test_a_field_of_a_type_without_codec_is_noticed():
    @dataclass
    class Odd:
        field: float

    ((_, field),) = fields_of(Odd)
    with pytest.raises(InputError):
        field.read(1.5, [])


def test_json_text_is_read_as_well(data):
    assert from_dict(json.loads(json.dumps(data))).function.variables
