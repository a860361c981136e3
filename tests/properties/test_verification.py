"""Random polynomials: studies are accepted, and rejected once any one number in them is changed."""

import random
from itertools import product

import pytest
from sympy import Add, Integer, Mul, sqrt, symbols

from symhess.analysis import study
from symhess.budget import Deadline
from symhess.function import ScalarFunction
from symhess.verify import verify

from ..verify.tampering import tampered

VARIABLES = symbols("x y z")
BATCHES, BATCH = 20, 25


def monomials(variables, degree):
    exponents = product(range(degree + 1), repeat=len(variables))
    return [Mul(*(v**e for v, e in zip(variables, m, strict=True))) for m in exponents if 0 < sum(m) <= degree]


def dense(draw, variables, degree):
    terms = monomials(variables, degree)
    chosen = draw.sample(terms, min(len(terms), draw.randint(2, 6)))
    return Add(*(draw.choice((-3, -2, -1, 1, 2, 3)) * term for term in chosen))


def separable(draw, variables, degree):
    return Add(*(dense(draw, (variable,), degree) for variable in variables))


def factorable(draw, variables, degree):
    linear = (Add(*(draw.randint(-1, 1) * v for v in variables), draw.randint(-1, 1)) for _ in range(degree - 1))
    return Mul(draw.choice(variables), *linear)


def with_root_of_two(draw, variables, degree):
    return dense(draw, variables, min(degree, 3)) + sqrt(2) * draw.choice(monomials(variables, 2))


KINDS = (dense, dense, separable, factorable, with_root_of_two)


def polynomial(draw):
    """A polynomial in two or three variables of degree two to four."""
    variables = VARIABLES[: draw.choice((2, 2, 3))]
    make = draw.choice(KINDS)
    expression = make(draw, variables, draw.randint(2, 4 if len(variables) == 2 else 3)).expand()
    return ScalarFunction(expression if expression.free_symbols else expression + Integer(1), variables)


def chosen_copy(draw, found):
    """One of the copies with one number changed, as if all had been made."""
    copies = tampered(found)
    path, copy = next(copies)
    for count, other in zip(range(2, draw.randint(2, 400)), copies, strict=False):
        if draw.random() < 1 / count:
            path, copy = other
    return path, copy


@pytest.mark.parametrize("seed", range(BATCHES))
def test_studies_are_accepted_and_tampered_ones_are_not(seed):
    draw = random.Random(seed)
    for _ in range(BATCH):
        function = polynomial(draw)
        found = study(function, Deadline(10))
        path, copy = chosen_copy(draw, found)

        assert verify(found).failures == (), function
        assert not verify(copy), (function, path)
