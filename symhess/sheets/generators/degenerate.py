"""Critical points at which the second-derivative test says nothing, each the only one of its function.

Every function is a normal form after a change of variables with a polynomial inverse, w = y + m x − q, so that no other
critical point can appear.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import product
from typing import Final, TypeAlias

from sympy import Add, Expr, Integer, Mul, exp, symbols

from symhess.sheets.generators.drafts import Draft, Foreseen, written
from symhess.sheets.generators.family import Family, choices, union
from symhess.sheets.generators.landscapes import Landscape, ordered, renamed
from symhess.sheets.generators.options import Generator, Option
from symhess.sheets.problem import Asks
from symhess.verdict import Kind

__all__ = ["DEGENERATE"]

_X, _Y = symbols("x y")
_ENOUGH: Final = 60_000
_CONSTANTS: Final = tuple(range(-5, 6))
_ORDERS: Final = ((0, 1), (1, 0))
# m and q, never both, for few terms.
_DISGUISES: Final = ((0, 0), (1, 0), (-1, 0), (2, 0), (-2, 0), (0, 1), (0, -1), (0, 2), (0, -2))
Form: TypeAlias = tuple[int, ...]


def _family(kind: str) -> Family[Draft]:
    kinds = [Kind(kind)] if kind != "any" else [Kind.MINIMUM, Kind.SADDLE, Kind.MAXIMUM]
    families = [family for wanted in kinds for family in _families(wanted)]
    return union(families, _ENOUGH).mapped(_asked)


def _asked(landscape: Landscape) -> Draft:
    return landscape.asked(Asks.DEGENERATE, landscape.points[0].at)


def _families(kind: Kind) -> Iterator[Family[Landscape]]:
    parabolas = [form for form in _parabolas() if _kind(*form) is kind]
    yield choices([parabolas, _DISGUISES, _CONSTANTS, _ORDERS], partial(_parabola, kind))
    powers = [form for form in _powers() if _of_power(*form) is kind]
    yield choices([powers, _DISGUISES, _CONSTANTS, _ORDERS], partial(_power, kind))
    small = [form for form in parabolas if max(map(abs, form)) <= 4]
    yield choices([small, _DISGUISES[:3], range(1, 7), _ORDERS], partial(_exponential, kind))
    if kind is Kind.SADDLE:
        yield choices([_cubics(), ((0, 0), (1, 0), (-1, 0), (0, 1), (0, -1)), _CONSTANTS], _cubic)
        yield choices([_bent(), _CONSTANTS, _ORDERS], _bent_cusp)
    yield choices([[form for form in _quartics() if _of_quartic(*form) is kind], _CONSTANTS], partial(_quartic, kind))


def _kind(a: int, b: int, c: int) -> Kind:
    """What a u² + b u v + c v² is if 4ac ≠ b²; also where u takes all values and v is a square."""
    if 4 * a * c < b**2:
        return Kind.SADDLE
    return Kind.MINIMUM if a > 0 else Kind.MAXIMUM


def _disguised(kind: Kind, expression: Expr, disguise: tuple[int, int], order: Sequence[int]) -> Landscape:
    """The polynomial in x and w = y + m x − q, whose critical point is x = w = 0."""
    slant, shift = disguise
    polynomial = expression.xreplace({_Y: _Y + slant * _X - shift})
    terms = ordered(polynomial, (_X, _Y))
    points = (Foreseen((Integer(0), Integer(shift)), kind),)
    return renamed(Landscape(written(terms, (_X, _Y)), points), order)


def _parabolas() -> Iterator[Form]:
    """a w² + b x² w + c x⁴ without double curve."""
    for a, b, c in product((1, -1, 2, -2, 3, -3, 4, -4), range(-6, 7), range(-9, 10)):
        if c and b and b**2 != 4 * a * c:
            yield a, b, c


def _parabola(kind: Kind, form: Form, disguise: tuple[int, int], constant: int, order: Sequence[int]) -> Landscape:
    a, b, c = form
    return _disguised(kind, a * _Y**2 + b * _X**2 * _Y + c * _X**4 + constant, disguise, order)


def _powers() -> Iterator[Form]:
    """a w² + c xᵏ."""
    numbers = [number for number in range(-6, 7) if number]
    yield from product(numbers, numbers, (3, 4, 5, 6))


def _of_power(a: int, c: int, k: int) -> Kind:
    if k % 2 or a * c < 0:
        return Kind.SADDLE
    return Kind.MINIMUM if a > 0 else Kind.MAXIMUM


def _power(kind: Kind, form: Form, disguise: tuple[int, int], constant: int, order: Sequence[int]) -> Landscape:
    a, c, k = form
    return _disguised(kind, a * _Y**2 + c * _X**k + constant, disguise, order)


def _exponential(kind: Kind, form: Form, disguise: tuple[int, int], size: int, order: Sequence[int]) -> Landscape:
    """k e^g rises with g, so that it has the critical points of g."""
    inner = _parabola(kind, form, disguise, 0, order)
    return Landscape(written([Mul(size, exp(Add(*inner.function.terms)))], (_X, _Y)), inner.points)


def _cubics() -> list[Form]:
    """Cubic forms in x and y with two or three terms and no double line."""
    return [form for form in product(range(-3, 4), repeat=4) if form.count(0) in (1, 2) and _discriminant(*form)]


def _discriminant(a: int, b: int, c: int, d: int) -> int:
    return b**2 * c**2 - 4 * a * c**3 - 4 * b**3 * d + 18 * a * b * c * d - 27 * a**2 * d**2


def _cubic(form: Form, place: tuple[int, int], constant: int) -> Landscape:
    u, v = _X - place[0], _Y - place[1]
    polynomial = sum(c * u ** (3 - k) * v**k for k, c in enumerate(form)) + constant
    points = (Foreseen((Integer(place[0]), Integer(place[1])), Kind.SADDLE),)
    return Landscape(written(ordered(polynomial, (_X, _Y)), (_X, _Y)), points)


def _bent() -> list[Form]:
    """a (y − s x²)² + c xᵏ."""
    numbers = (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)
    return list(product((1, -1, 2, -2, 3, -3), (1, -1, 2, -2), numbers, (3, 5)))


def _bent_cusp(form: Form, constant: int, order: Sequence[int]) -> Landscape:
    a, s, c, k = form
    return _disguised(Kind.SADDLE, a * (_Y - s * _X**2) ** 2 + c * _X**k + constant, (0, 0), order)


def _quartics() -> Iterator[Form]:
    """a x⁴ + b x² y² + c y⁴ without double curve."""
    numbers = (1, -1, 2, -2, 3, -3, 4, -4, 5, -5, 6, -6)
    for a, b, c in product(numbers, range(-9, 10), numbers):
        if b**2 != 4 * a * c:
            yield a, b, c


def _of_quartic(a: int, b: int, c: int) -> Kind:
    """The squares x² and y² are not negative, so that b of the sign of a and c does no harm."""
    return _kind(a, 0, c) if a * b > 0 else _kind(a, b, c)


def _quartic(kind: Kind, form: Form, constant: int) -> Landscape:
    a, b, c = form
    terms = [a * _X**4, b * _X**2 * _Y**2, c * _Y**4, Integer(constant)]
    return Landscape(written(terms, (_X, _Y)), (Foreseen((Integer(0), Integer(0)), kind),))


DEGENERATE: Final = Generator(
    "degenerate",
    "Show that the second-derivative test says nothing at the critical point, and decide its kind.",
    {"kind": Option(("any", "minimum", "maximum", "saddle"), "what the point is")},
    _family,
)
