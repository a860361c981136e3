"""What has no slope is constant on every connected piece of its domain: it is zero where one value on each piece is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from flint import fmpq
from sympy import Abs, Expr, Pow, Rational, Symbol, log

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.equivalence.cutting import cells_of, cutting_polynomials
from symhess.equivalence.merging import apart
from symhess.equivalence.rewriting import in_real_form
from symhess.equivalence.vanishing import is_zero_number, vanishes
from symhess.equivalence.witnesses import Domains, conditions_hold

__all__ = ["vanishes_on_cells"]


def vanishes_on_cells(
    difference: Expr, variables: Sequence[Symbol], domains: Domains, deadline: Deadline
) -> bool:
    """Whether a difference in real form is proved to be zero where both domains and the assumptions hold.

    The space is cut into cells on which the difference is smooth and every |u| is u or -u. On a cell it is zero if it
    vanishes as it is, or if its gradient does and one value is zero.

    Examples
    --------
    >>> from sympy import acot, atan, pi
    >>> from sympy.abc import x
    >>> difference = in_real_form(atan(x) + acot(x) - pi / 2)
    >>> positive = (Condition(x, Relation.POSITIVE),)
    >>> nonzero = (Condition(x, Relation.NONZERO),)
    >>> [vanishes_on_cells(difference, (x,), (nonzero, (), side), Deadline(None)) for side in (positive, ())]
    [True, False]
    """
    if not difference.free_symbols:
        return is_zero_number(difference)
    conditions = tuple(chain(*domains))
    slopes = tuple(_slope(difference, variable) for variable in variables)
    sizes = _sizes((difference, *slopes))
    kinks = [Condition(inner, Relation.NONZERO) for inner in dict.fromkeys(sizes.values())]
    cells = cells_of([*conditions, *kinks], variables, deadline)
    if cells is None:
        return False
    for cell in cells:
        deadline.check()
        if conditions_hold(conditions, cell) is False:
            continue
        if not is_zero_number(difference.xreplace(_exact(cell))):
            return False
        signs = _signs(sizes, cell)
        whole, *steep = (f.xreplace(signs) for f in (difference, *slopes))
        if not vanishes(whole, variables, deadline) and not all(vanishes(s, variables, deadline) for s in steep):
            return False
    return True


def _slope(difference: Expr, variable: Symbol) -> Expr:
    # the derivative of log|u| is that of log(u), formally
    logarithms = (part for part in difference.atoms(log) if isinstance(part.args[0], Abs))
    plain = difference.xreplace({part: log(part.args[0].args[0]) for part in logarithms})
    return apart(in_real_form(plain.diff(variable)))


def _sizes(functions: Iterable[Expr]) -> dict[Pow, Expr]:
    """Every |u|, written as a root of a square, with its u, if its zeros can be cut out."""
    roots = {root: root.base.base for f in functions for root in f.atoms(Pow) if _is_size(root)}
    return {root: inner for root, inner in roots.items() if cutting_polynomials(inner) is not None}


def _is_size(part: Pow) -> bool:
    """Whether it is |u| or a power of that."""
    if not isinstance(part.exp, Rational) or part.exp.q % 2 or not isinstance(part.base, Pow):
        return False
    return bool(part.base.exp == 2 and part.base.free_symbols)


def _signs(sizes: Mapping[Pow, Expr], cell: Mapping[Symbol, fmpq]) -> dict[Expr, Expr]:
    """Every |u| as u or -u, as far as its sign on the cell is known."""
    known: dict[Expr, Expr] = {}
    for root, inner in sizes.items():
        is_positive = conditions_hold((Condition(inner, Relation.POSITIVE),), cell)
        if is_positive is not None:
            known[root] = Pow(inner if is_positive else -inner, 2 * root.exp)
    return known


def _exact(cell: Mapping[Symbol, fmpq]) -> dict[Symbol, Rational]:
    return {symbol: Rational(int(value.p), int(value.q)) for symbol, value in cell.items()}
