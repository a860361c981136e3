"""The checker of certified searches accepts what was found and refuses every forgery."""

from dataclasses import replace

import pytest
from flint import arb, ctx, fmpq
from sympy import Integer, Rational, S, cos, exp, pi, sin, sqrt, symbols

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.solve.search import search
from symhess.verify.search import check_box_search

x, y = symbols("x y")
R = sqrt(x**2 + y**2)
ORIGIN = (Integer(0), Integer(0))


def evidence(equations, low, high, **options):
    variables = (x, y)[: len(equations)]
    return search(equations, variables, ((S(low), S(high)),) * len(equations), Deadline(20), **options).evidence


def faults(record):
    return list(check_box_search(record, None, ()))


WAVES = evidence((2 * x + 20 * pi * sin(2 * pi * x), 2 * y + 20 * pi * sin(2 * pi * y)), -1, 1)
CURVES = evidence((x - cos(y), exp(x) * y - 1), -2, 2)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(WAVES, id="rastrigin"),
        pytest.param(CURVES, id="curves"),
        pytest.param(evidence((x**2 - 2,), 0, sqrt(2)), id="zero-on-a-face"),
        pytest.param(evidence((x**3 - x,), -2, 2, conditions=(Condition(x, Relation.POSITIVE),)), id="condition"),
        pytest.param(evidence((3 * x**2 - 3 * y**2, -6 * x * y), -1, 1), id="degenerate"),
        pytest.param(evidence((x / R + x, y / R), -1, 1, nonsmooth=(ORIGIN,)), id="nonsmooth"),
        pytest.param(evidence((1 - 1 / (x - S(3) / 10) ** 2,), -2, 2), id="pole"),
        pytest.param(evidence((x * (x**2 + y**2 - 1), y * (x**2 + y**2 - 1)), -2, 2), id="swarm"),
    ],
)
def test_what_the_search_finds_is_confirmed(record):
    assert faults(record) == []


def with_root(record, number, **changes):
    roots = list(record.roots)
    roots[number] = replace(roots[number], **changes)
    return replace(record, roots=tuple(roots))


def one_ulp_off(ball):
    """A ball that just leaves out the number that the ball is about: its low end is rounded the wrong way."""
    with ctx.workprec(400):
        return arb(ball.mid() + 2 * ball.rad(), ball.rad())


def shifted(box, step):
    return tuple((low + step, high + step) for low, high in box)


SOME = next(k for k, root in enumerate(WAVES.roots) if root.exact == (None, None))
HALF = next(k for k, root in enumerate(WAVES.roots) if root.exact[0] is None and root.exact[1] is not None)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        pytest.param(replace(CURVES, roots=()), "there may be a zero that is not listed", id="zero-left-out"),
        pytest.param(replace(WAVES, roots=WAVES.roots[1:]), "there may be a zero that is not listed", id="one-of-many"),
        pytest.param(replace(WAVES, roots=(*WAVES.roots, WAVES.roots[3])), "is listed twice", id="twice"),
        pytest.param(
            with_root(CURVES, 0, enclosures=tuple(map(one_ulp_off, CURVES.roots[0].enclosures))),
            "the digits of",
            id="rounded-the-wrong-way",
        ),
        pytest.param(
            with_root(WAVES, SOME, box=((fmpq(-2), fmpq(2)),) * 2), "to hold exactly one zero", id="box-too-large"
        ),
        pytest.param(
            with_root(CURVES, 0, box=shifted(CURVES.roots[0].box, fmpq(1))), "does not lie in its box", id="elsewhere"
        ),
        pytest.param(with_root(WAVES, SOME, exact=(Rational(1, 2), None)), "exact coordinates", id="false-exact"),
        pytest.param(with_root(WAVES, HALF, exact=(Integer(0), Integer(0))), "exact coordinates", id="too-exact"),
        pytest.param(with_root(WAVES, SOME, regular=False), "is not confirmed", id="irregular-without-point"),
        pytest.param(replace(CURVES, outside=CURVES.roots, roots=()), "outside the box is not", id="put-outside"),
        pytest.param(replace(CURVES, box=((S(-2), S(-1)),) * 2), "in the box is not confirmed", id="not-in-the-box"),
        pytest.param(
            replace(CURVES, conditions=(Condition(-x, Relation.POSITIVE),)), "in the box is not", id="condition-fails"
        ),
        pytest.param(replace(CURVES, punctured=((ORIGIN, fmpq(1)),)), "are not excluded", id="no-puncture"),
        pytest.param(replace(CURVES, equations=(x - cos(y), exp(x) * y - 2)), "exactly one zero", id="other-equations"),
    ],
)
def test_forged_evidence_is_refused(record, words):
    assert any(words in fault for fault in faults(record))


def test_what_is_called_undecided_is_not_asked_for():
    whole = (((fmpq(-2), fmpq(2)),) * 2,)

    assert faults(replace(CURVES, roots=(), undecided=whole)) == []


def test_a_degenerate_zero_stands_alone_only_where_it_does():
    record = evidence((x**2 * (x - 1),), -1, S(1) / 2)
    (root,) = record.roots
    wider = replace(record, box=((S(-1), S(2)),), roots=(replace(root, box=((fmpq(-3), fmpq(3)),)),))

    assert not root.regular and faults(record) == []
    assert any("the only one in its box" in fault for fault in faults(wider))
