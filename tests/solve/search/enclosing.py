"""Interval operations against arb: the values that an interval must hold."""

import numpy as np
from flint import arb, ctx
from sympy import Rational

from symhess.solve.search.intervals import OPERATIONS, Domain, add, divide, multiply, power, root

EXACT = {
    **{name: getattr(arb, name) for name in OPERATIONS if name not in ("Abs", "sign")},
    "Abs": abs,
    "sign": arb.sgn,
}
DOMAINS = {
    "log": (1e-300, 1e300),
    "asin": (-1, 1),
    "acos": (-1, 1),
    "atanh": (-0.999999, 0.999999),
    "acosh": (1, 1e300),
}
POWERS = {n: (lambda t, n=n: t**n) for n in (2, 3, 4, 7, 20)}
ROOTS = {
    Rational(1, 2): lambda t: t.sqrt(),
    Rational(3, 2): lambda t: t.sqrt() ** 3,
    Rational(-1, 2): lambda t: 1 / t.sqrt(),
    Rational(1, 3): lambda t: t.root(3),
    Rational(-5, 3): lambda t: 1 / t.root(3) ** 5,
}
BINARY = {
    "add": (lambda a, b, domain: add(a, b), lambda s, t: s + t),
    "multiply": (lambda a, b, domain: multiply(a, b), lambda s, t: s * t),
    "divide": (divide, lambda s, t: s / t),
}
UNARY = {
    **{name: (operation, EXACT[name]) for name, operation in OPERATIONS.items()},
    **{f"power {n}": (lambda a, domain, n=n: power(a, n), exact) for n, exact in POWERS.items()},
    **{f"root {r}": (lambda a, domain, r=r: root(a, r, domain), exact) for r, exact in ROOTS.items()},
}


def single(low, high):
    """An interval as arrays of one number."""
    return np.array([float(low)]), np.array([float(high)])


def holds(interval, value):
    """Whether an interval of one row holds all of a ball (that is, for an exact value, the value)."""
    low, high = float(np.ravel(interval[0])[0]), float(np.ravel(interval[1])[0])
    with ctx.workprec(2000):
        below, above = arb(low) - value, value - arb(high)
    return not value.is_finite() or (not below > 0 and not above > 0)


def encloses(operation, exact, intervals, points):
    """Whether the operation's interval holds the exact value at points of its arguments."""
    with np.errstate(all="ignore"):
        found = operation(*intervals, Domain(1))
    with ctx.workprec(2000):
        return holds(found, exact(*(arb(float(point)) for point in points)))
