"""Random elementary expressions, seeded, and what it means that two of them agree numerically."""

from random import Random

from hypothesis import strategies as st
from mpmath import mpf, workdps
from sympy import (
    Abs,
    Add,
    Integer,
    Mul,
    Piecewise,
    Pow,
    Rational,
    Symbol,
    acosh,
    acot,
    acoth,
    acsch,
    asech,
    asin,
    asinh,
    atan,
    cos,
    cosh,
    cot,
    exp,
    lambdify,
    log,
    sech,
    sin,
    sqrt,
    symbols,
    tan,
    tanh,
)

VARIABLES = symbols("x y z w")

# Each takes any real argument into the domain of its function.
SMOOTH = (
    sin,
    cos,
    tan,
    atan,
    asinh,
    tanh,
    sech,
    cosh,
    lambda u: exp(u / 3),
    lambda u: log(1 + u**2),
    lambda u: log(Abs(u) + Rational(1, 7)),
    lambda u: sqrt(2 + u**2),
    lambda u: asin(sin(u) / 2),
    lambda u: acosh(2 + u**2),
    lambda u: acoth(3 + u**2),
    lambda u: asech(1 / (2 + u**2)),
    lambda u: acsch(2 + cos(u)),
    lambda u: acot(2 + sin(u)),
    lambda u: cot(2 + sin(u) / 2),
    lambda u: Abs(u) ** 3,
    lambda u: (1 + u**2) ** Rational(-2, 3),
    lambda u: 2 ** (u / 5),
    lambda u: Piecewise((u**2, u > 0), (sin(u), True)),
)


def random_expression(random: Random, variables: tuple[Symbol, ...], depth: int):
    """One expression of at most this nesting depth."""
    if depth == 0 or random.random() < 0.1:
        return random.choice((*variables, *variables, Integer(random.randint(-3, 4)), Rational(1, 3)))
    parts = [random_expression(random, variables, depth - 1) for _ in range(3)]
    kind = random.randrange(8)
    if kind < 2:
        return Add(*parts)
    if kind < 4:
        return Mul(*parts[: random.randint(2, 3)])
    if kind == 4:
        return parts[0] / (1 + parts[1] ** 2) ** random.randint(1, 2)
    if kind == 5:
        return Pow(parts[0], random.randint(2, 4))
    if kind == 6:
        return random.choice(SMOOTH)(parts[0])
    return Pow(1 + parts[0] ** 2, parts[1] / 4)


def random_cases(count: int, seed: int, depth: int = 3):
    """Seeded pairs (expression, variables) in two to four variables."""
    random = Random(seed)
    for _ in range(count):
        variables = VARIABLES[: random.randint(2, 4)]
        yield random_expression(random, variables, random.randint(2, depth)), variables


def expressions(depth: int = 2, dimension: int = 2):
    """Strategy for the same expressions."""
    return st.builds(
        lambda random: random_expression(random, VARIABLES[:dimension], depth),
        st.randoms(use_true_random=False),
    )


def polynomials(dimension: int = 2, degree: int = 4, terms: int = 5):
    """Strategy for polynomials with small rational coefficients."""
    monomials = st.tuples(
        st.fractions(min_value=-4, max_value=4, max_denominator=3),
        st.tuples(*[st.integers(0, degree)] * dimension),
    )
    return st.lists(monomials, min_size=1, max_size=terms).map(
        lambda pairs: Add(
            *(
                Rational(c.numerator, c.denominator)
                * Mul(*(v**k for v, k in zip(VARIABLES[:dimension], powers, strict=True)))
                for c, powers in pairs
            )
        )
    )


def real_point(dimension: int, number: int = 0):
    """Real numbers off every axis and diagonal, with as many digits as are worked with."""
    return [mpf((-1) ** (k + number) * (7 + 4 * k + 13 * number)) / (11 + 2 * k) for k in range(dimension)]


def agree(first, second, variables, points: int = 2) -> bool:
    """Whether two expressions have the same 25 digits at some points."""
    with workdps(60):
        values = lambdify(variables, [first, second], "mpmath")
        pairs = [values(*real_point(len(variables), number)) for number in range(points)]
        return all(abs(a - b) <= mpf(10) ** -25 * (1 + abs(b)) for a, b in pairs)


def real(expression, variables):
    """The expression with its variables declared real, and the way back: SymPy then differentiates |x| too."""
    there = {v: Symbol(v.name, real=True) for v in variables}
    return expression.xreplace(there), there
