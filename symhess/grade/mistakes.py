"""Diagnosis: typical wrong answers are generated for a field and compared with what the student gave."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sympy import Add, Expr, ImmutableMatrix, Integer, MatrixBase, Tuple

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.errors import InputError
from symhess.grade.compare import compare_values
from symhess.grade.fields import Asks, Field
from symhess.grade.reference import derivatives_of, newton_step, partial_of, taylor_polynomial, taylor_terms
from symhess.grade.slips import slipped_derivatives

__all__ = ["EXPLANATIONS", "Guess", "diagnose_entry", "wrong_answers"]

EXPLANATIONS = {
    "sign": "the sign is wrong",
    "dropped-chain-factor": "the inner derivative of the chain rule is missing",
    "product-rule": "a product was differentiated factor by factor; the product rule is u'v + uv'",
    "exponent-not-lowered": "an exponent was not lowered by one",
    "exponent-factor-lost": "the exponent did not come down as a factor",
    "sign-of-sine-or-cosine": "the derivative of sine or cosine has the wrong sign",
    "constant-term-kept": "a term that does not have the variable was kept instead of becoming zero",
    "other-partial": "this is the derivative with respect to another variable",
    "not-differentiated": "this is the function before differentiating",
    "once-only": "this was differentiated too few times",
    "factor-two": "a factor of two is too much or missing",
    "term-missing": "a term is missing",
    "mixed-partial-added": "the square of the mixed partial was added, D = f_xx f_yy - f_xy^2",
    "mixed-partial-not-squared": "the mixed partial was not squared, D = f_xx f_yy - f_xy^2",
    "mixed-partial-left-out": "the mixed partial was left out, D = f_xx f_yy - f_xy^2",
    "mixed-partial-zero": "the mixed partial is not zero",
    "trace-instead": "this is the sum of f_xx and f_yy, not the determinant",
    "taylor-without-half": "the second-order terms have lost their factor 1/2",
    "taylor-mixed-halved": "the mixed term occurs twice, so that its factor 1/2 cancels",
    "taylor-not-shifted": "the powers are those of the variables, not of the distance from the point",
    "taylor-order": "the polynomial has the wrong order",
    "taylor-no-constant": "the value at the point is missing",
    "newton-sign": "the step has the wrong sign: it is x - H^-1 grad f",
    "newton-gradient-step": "the gradient was subtracted without the inverse of the Hessian",
    "newton-not-inverted": "the Hessian was multiplied with the gradient instead of its inverse",
    "newton-step-only": "this is the step alone, not the new point",
    "newton-count": "this is another iterate: the number of steps is wrong",
    "swapped-entries": "two entries are swapped",
    "swapped-coordinates": "the coordinates are swapped",
    "missed-point": "a point is missing",
    "extra-point": "a point is too much",
    "sign-of-coordinate": "a coordinate has the wrong sign",
    "rounded": "a decimal is not the exact value",
    "negative-D-called-extremum": "where D < 0 there is a saddle, neither a minimum nor a maximum",
    "zero-D-called-saddle": "where D = 0 the second-derivative test says nothing; that alone makes no saddle",
    "zero-D-not-decided": "the second-derivative test says nothing here, but the kind can be decided otherwise",
    "minimum-maximum-swapped": "minimum and maximum are swapped: f_xx > 0 belongs to a minimum",
    "extremum-called-saddle": "where D > 0 there is a minimum or a maximum",
    "kind-wrong": "the kind is wrong",
    "clairaut": "both mixed partials are the same where they are continuous",
    "asymmetric-hessian": "this Hessian is not symmetric, but mixed partials agree",
    "contradicts-own-gradient": "this point does not satisfy the student's own gradient",
    "not-critical": "the gradient is not zero at this point",
    "twice-contradictory": "one point was given two kinds",
    "size": "the number of entries is wrong",
    "form": "the value is right, but the form is not the one that was asked for",
    "witness": "the values differ at a point",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """A typical wrong answer and what leads to it.

    Examples
    --------
    >>> Guess("sign", Integer(-2)).code in EXPLANATIONS
    True
    """

    code: str
    value: Any


def diagnose_entry(student: Expr, guesses: Iterable[Guess], field: Field, deadline: Deadline) -> str | None:
    """The code of the first guess that is the student's value.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.grade import make_field
    >>> field = make_field("partial", "sin(3x)", of="x")
    >>> from sympy import cos
    >>> diagnose_entry(cos(3 * x), wrong_answers(field)[0], field, Deadline(2))
    'dropped-chain-factor'
    """
    for guess in guesses:
        deadline.check()
        if compare_values(student, guess.value, field.function.variables, deadline).status is Status.PROVED:
            return guess.code
    return None


@lru_cache(maxsize=256)
def wrong_answers(field: Field) -> tuple[tuple[Guess, ...], ...]:
    """Typical wrong values for each entry of the answer, the likeliest first.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> [guess.value for guess in wrong_answers(make_field("partial", "x^3", of="x"))[0]][:3]
    [3*x**3, x**2, x**3]
    >>> wrong_answers(make_field("expression", "x", answer="0"))
    ((),)
    """
    entries = _entries(field.reference)
    make = _MAKERS.get(field.asks)
    made = [tuple(make(field, k)) for k in range(len(entries))] if make else [()] * len(entries)
    return tuple(tuple(_distinct((*found, *_of_any(right)), right)) for right, found in zip(entries, made, strict=True))


def _entries(reference: Any) -> list[Expr]:
    # a matrix of SymPy is an Expr too
    return list(reference) if isinstance(reference, MatrixBase | Tuple) else [reference]


def _distinct(guesses: Iterable[Guess], right: Expr) -> Iterator[Guess]:
    seen = {right}
    for guess in guesses:
        if guess.value not in seen:
            seen.add(guess.value)
            yield guess


def _of_any(right: Expr) -> Iterator[Guess]:
    if right != 0:
        yield Guess("sign", -right)
        yield Guess("factor-two", 2 * right)
        yield Guess("factor-two", right / 2)
    terms = Add.make_args(right)
    if len(terms) > 1:
        yield from (Guess("term-missing", Add(*terms[:k], *terms[k + 1 :])) for k in range(len(terms)))
        yield from (Guess("sign", right - 2 * term) for term in terms)


def _of_derivative(before: Expr, other: Iterable[Expr], variable: Any) -> Iterator[Guess]:
    yield from (Guess(slip.value, value) for slip, value in slipped_derivatives(before, variable))
    yield Guess("not-differentiated", before)
    yield from (Guess("other-partial", value) for value in other)


def _gradient(field: Field, k: int) -> Iterator[Guess]:
    entries = derivatives_of(field.function)[0]
    others = [entry for j, entry in enumerate(entries) if j != k]
    yield from _of_derivative(field.function.expression, others, field.function.variables[k])


def _hessian(field: Field, k: int) -> Iterator[Guess]:
    gradient, hessian = derivatives_of(field.function)
    row, column = divmod(k, len(gradient))
    if row != column:
        yield Guess("mixed-partial-zero", Integer(0))
    others = [entry for j, entry in enumerate(hessian) if j != k]
    yield from _of_derivative(gradient[row], others, field.function.variables[column])
    yield from _of_derivative(gradient[column], (), field.function.variables[row])


def _partial(field: Field, _: int) -> Iterator[Guess]:
    names = [v.name for v in field.function.variables]
    *earlier, last = field.of
    before = partial_of(field.function, earlier) if earlier else field.function.expression
    others = [partial_of(field.function, (*earlier, name)) for name in names if name != last]
    if len(field.of) > 1:
        yield Guess("once-only", before)
    yield from _of_derivative(before, others, field.function.variables[names.index(last)])
    if len(field.of) > 1:
        pairs = [(one, other) for one in names for other in names]
        yield from (Guess("other-partial", partial_of(field.function, pair)) for pair in pairs)


def _discriminant(field: Field, _: int) -> Iterator[Guess]:
    hessian = derivatives_of(field.function)[1]
    if hessian.shape != (2, 2):
        return
    a, b, d = hessian[0, 0], hessian[0, 1], hessian[1, 1]
    places = dict(zip(field.function.variables, field.at, strict=True)) if field.at else {}
    for code, value in (
        ("mixed-partial-added", a * d + b**2),
        ("mixed-partial-not-squared", a * d - b),
        ("mixed-partial-left-out", a * d),
        ("trace-instead", a + d),
    ):
        yield Guess(code, value.xreplace(places))


def _taylor(field: Field, _: int) -> Iterator[Guess]:
    function, at = field.function, field.at
    lower = taylor_polynomial(function, at, field.order - 1)
    right = taylor_polynomial(function, at, field.order)
    places = dict(zip(function.variables, at, strict=True))
    if field.order == 2:
        hessian = derivatives_of(function)[1].xreplace(places)
        moves = [v - a for v, a in places.items()]
        size = range(len(moves))
        pure = sum((hessian[k, k] * moves[k] ** 2 for k in size), Integer(0))
        mixed = sum((hessian[i, j] * moves[i] * moves[j] for i in size for j in size if i < j), Integer(0))
        yield Guess("taylor-without-half", lower + pure + 2 * mixed)
        yield Guess("taylor-without-half", lower + pure + mixed)
        yield Guess("taylor-mixed-halved", lower + pure / 2 + mixed / 2)
        yield Guess("taylor-mixed-halved", lower + pure / 2 + 2 * mixed)
    yield Guess("taylor-order", lower)
    yield Guess("taylor-order", taylor_polynomial(function, at, field.order + 1))
    yield Guess("taylor-not-shifted", right.xreplace({v: v + a for v, a in places.items()}))
    yield Guess("taylor-no-constant", right - function.expression.xreplace(places))
    terms = taylor_terms(function, at, field.order)
    yield from (Guess("sign", right - 2 * term) for term in terms)
    yield from (Guess("term-missing", right - term) for term in terms)


def _newton(field: Field, k: int) -> Iterator[Guess]:
    function = field.function
    gradient, hessian = derivatives_of(function)
    start: Any = field.at
    try:
        for _ in range(field.steps - 1):
            start = newton_step(gradient, hessian, function.variables, start)
        places = dict(zip(function.variables, start, strict=True))
        slope = [entry.xreplace(places) for entry in gradient]
        step = [new - old for new, old in zip(field.reference, start, strict=True)]
        turned = hessian.xreplace(places) * ImmutableMatrix(slope)
        yield Guess("newton-sign", start[k] - step[k])
        yield Guess("newton-gradient-step", start[k] - slope[k])
        yield Guess("newton-not-inverted", start[k] - turned[k])
        yield Guess("newton-step-only", step[k])
        yield Guess("newton-step-only", -step[k])
        yield Guess("newton-count", start[k])
        yield Guess("newton-count", newton_step(gradient, hessian, function.variables, field.reference)[k])
    except InputError:
        return


_MAKERS: dict[Asks, Callable[[Field, int], Iterator[Guess]]] = {
    Asks.GRADIENT: _gradient,
    Asks.HESSIAN: _hessian,
    Asks.PARTIAL: _partial,
    Asks.DISCRIMINANT: _discriminant,
    Asks.TAYLOR: _taylor,
    Asks.NEWTON: _newton,
}
