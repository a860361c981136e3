"""Space cut into cells on which conditions keep their signs, where polynomials can do the cutting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from flint import fmpq
from sympy import (
    Abs,
    Add,
    Expr,
    Mul,
    Pow,
    Rational,
    Symbol,
    asinh,
    atan,
    exp,
    fraction,
    log,
    sign,
    sinh,
    tanh,
    together,
)

from symhess.budget import Deadline
from symhess.condition import Condition
from symhess.exact.cells import TooManyCells, open_cells
from symhess.exact.polynomial import NotPolynomial, polynomial_of, ring

__all__ = ["cells_of", "cutting_polynomials"]

_HALF: Final = Rational(1, 2)
_ODD: Final = (atan, asinh, sinh, tanh, sign, Abs)  # zero exactly where their argument is
_MOST_CELLS: Final = 64
_DEEPEST: Final = 8


class _Uncuttable(Exception):
    """The zeros of a term do not lie on curves that polynomials describe."""


def cutting_polynomials(term: Expr) -> tuple[Expr, ...] | None:
    """Polynomials among whose zeros are all zeros of a term, and all places where it is not continuous.

    Examples
    --------
    >>> from sympy import sin, sqrt
    >>> from sympy.abc import x
    >>> cutting_polynomials((x - 1) / x), cutting_polynomials(x + sqrt(x**2 - 1))
    ((x - 1, x), (x**2 - 1, 1))
    >>> cutting_polynomials(sin(x)) is None
    True
    """
    try:
        return tuple(dict.fromkeys(_cuts(term, _DEEPEST)))
    except _Uncuttable:
        return None


def _cuts(term: Expr, depth: int) -> Iterator[Expr]:
    if not depth:
        raise _Uncuttable
    above, below = fraction(together(term))
    if above.is_polynomial() and below.is_polynomial():
        yield from (above, below) if below.free_symbols else (above,)
    elif isinstance(term, _ODD):
        yield from _cuts(term.args[0], depth - 1)
    elif isinstance(term, log):
        yield from _cuts(term.args[0], depth - 1)
        yield from _cuts(term.args[0] - 1, depth - 1)
    elif isinstance(term, Mul):
        for factor in term.args:
            yield from _cuts(factor, depth - 1)
    elif isinstance(term, Pow) and isinstance(term.exp, Rational):
        yield from _cuts(term.base, depth - 1)
    elif isinstance(term, Add):
        yield from _cuts_of_sum(term, depth)
    elif not isinstance(term, exp):
        raise _Uncuttable


def _cuts_of_sum(total: Add, depth: int) -> Iterator[Expr]:
    """a + c√b is zero only where a² = c²b; a(e^u − 1) only where u or a is zero."""
    for part in total.args:
        coefficient, root = _root_factor(part)
        if root is not None and not (rest := total - part).has(root):
            yield from _cuts(root.base, depth - 1)
            yield from _cuts((rest**2 - coefficient**2 * root.base).expand(), depth - 1)
            return
    one, *others = total.args
    if len(others) == 1:
        ratio = -one / others[0]
        if isinstance(ratio, exp):
            yield from _cuts(others[0], depth - 1)
            yield from _cuts(ratio.args[0], depth - 1)
            return
    raise _Uncuttable


def _root_factor(part: Expr) -> tuple[Expr, Pow | None]:
    """A term as a coefficient times a square root."""
    for factor in Mul.make_args(part):
        if isinstance(factor, Pow) and factor.exp == _HALF and factor.free_symbols:
            return part / factor, factor
    return part, None


def cells_of(
    conditions: Sequence[Condition], variables: Sequence[Symbol], deadline: Deadline
) -> tuple[dict[Symbol, fmpq], ...] | None:
    """A rational point in each of the open connected cells on which all terms are continuous and keep their signs.

    The cells together are dense. ``None`` where polynomials cannot cut so, or would cut into too many cells.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.condition import Relation
    >>> [str(cell[x]) for cell in cells_of([Condition(1 - x**2, Relation.POSITIVE)], (x,), Deadline(None))]
    ['-5', '0', '5']
    """
    context = ring(tuple(variable.name for variable in variables))
    polynomials = []
    for condition in conditions:
        found = cutting_polynomials(condition.term)
        if found is None:
            return None
        try:
            polynomials += [polynomial_of(p, context) for p in found if p.free_symbols]
        except NotPolynomial:
            return None
    cells = []
    try:
        for point in open_cells(polynomials, deadline) if polynomials else ((fmpq(0),) * len(variables),):
            cells.append(dict(zip(variables, point, strict=True)))
            if len(cells) > _MOST_CELLS:
                return None
    except TooManyCells:
        return None
    return tuple(cells)
