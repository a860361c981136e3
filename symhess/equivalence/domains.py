"""Whether two functions are defined on the same set, up to a nowhere dense one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from sympy import Add, Expr, Mul, Number, Pow, Rational, Symbol, cos, sin, tanh, together

from symhess.budget import Deadline
from symhess.condition import Condition, Relation
from symhess.differentiate.smoothness import least_sign
from symhess.equivalence.cutting import cells_of
from symhess.equivalence.merging import proportion
from symhess.equivalence.rewriting import factors_of, shortened
from symhess.equivalence.witnesses import conditions_hold

__all__ = ["same_interior"]

Conditions = Sequence[Condition]


def same_interior(
    first: Conditions, second: Conditions, assumed: Conditions, variables: Sequence[Symbol], deadline: Deadline
) -> bool:
    """Whether two sets of conditions are proved to cut out the same set, up to a nowhere dense one.

    Examples
    --------
    >>> from sympy import sqrt
    >>> from sympy.abc import x
    >>> inside = [Condition(x**2 - 1, Relation.POSITIVE), Condition(x + sqrt(x**2 - 1), Relation.POSITIVE)]
    >>> beyond = [Condition(x - 1, Relation.POSITIVE)]
    >>> [same_interior(given, beyond, (), (x,), Deadline(None)) for given in (inside, inside[:1])]
    [True, False]
    """
    known = _positivity(assumed)
    one, other = ({**known, **_positivity(conditions)} for conditions in (first, second))
    return (
        _includes(one, other, variables, deadline) and _includes(other, one, variables, deadline)
    ) or _same_cells(first, second, assumed, variables, deadline)


def _positivity(conditions: Iterable[Condition]) -> dict[Expr, Expr]:
    """The products that must be positive, without factors that are positive or squared anyway, and the whole terms."""
    found = {}
    for condition in conditions:
        if condition.relation is Relation.NONZERO:
            continue
        term = shortened(together(condition.term))
        odd = [factor for factor, k in factors_of(term) if k % 2 and not _is_positive(factor)]
        if odd and not _is_bounded_below(Mul(*odd).expand()):
            found[Mul(*odd)] = condition.term
    return found


def _is_positive(factor: Expr) -> bool:
    # b^u is defined only where b is positive, which is a condition of its own
    is_power = isinstance(factor, Pow) and not isinstance(factor.exp, Rational)
    return is_power or least_sign(factor) >= 0 or _outweighs(factor)


def _outweighs(factor: Expr) -> bool:
    """√b + a with b − a² positive, as in x + √(x² + 1)."""
    for root in Add.make_args(factor):
        if isinstance(root, Pow) and root.exp == Rational(1, 2):
            rest = factor - root
            return least_sign((root.base - rest**2).expand()) == 1
    return False


def _is_bounded_below(factor: Expr) -> bool:
    """A constant that outweighs sines, cosines and the like, as in 1 - cos(x)."""
    terms = [term.as_coeff_Mul() for term in Add.make_args(factor)]
    constant = sum((c for c, rest in terms if not rest.free_symbols), Rational(0))
    moving = [(c, rest) for c, rest in terms if rest.free_symbols]
    if not isinstance(constant, Number) or not all(_is_bounded_by_one(rest) for _, rest in moving):
        return False
    return bool(constant >= sum(abs(c) for c, _ in moving))


def _is_bounded_by_one(part: Expr) -> bool:
    is_power = isinstance(part, Pow) and part.exp.is_Integer and part.exp.is_positive
    return isinstance(part.base if is_power else part, (sin, cos, tanh))


def _includes(
    needed: Mapping[Expr, Expr], known: Mapping[Expr, Expr], variables: Sequence[Symbol], deadline: Deadline
) -> bool:
    """Whether everything that is needed is positive where all that is known to be so is."""
    return all(key in known or _follows(key, term, known, variables, deadline) for key, term in needed.items())


def _follows(
    key: Expr, term: Expr, known: Mapping[Expr, Expr], variables: Sequence[Symbol], deadline: Deadline
) -> bool:
    """Each symbol that is known to be positive counts as a square; what is proportional has the same sign."""
    squares: Mapping[Expr, Expr] = {k: Pow(k, 2) for k in known if isinstance(k, Symbol)}
    if squares and least_sign(key.xreplace(dict(squares)).expand()) >= 0:
        return True
    pairs = (pair for k, other in known.items() for pair in ((key, k), (term, other)))
    relations = (proportion(one, other, variables, deadline) for one, other in pairs)
    return any(relation is not None and relation[0] > 0 for relation in relations)


def _same_cells(
    first: Conditions, second: Conditions, assumed: Conditions, variables: Sequence[Symbol], deadline: Deadline
) -> bool:
    """The same by a point in each of the cells on which no condition changes."""
    sides = [[c for c in side if c.relation is not Relation.NONZERO] for side in (first, second, assumed)]
    cells = cells_of(tuple(chain(*sides)), variables, deadline)
    if cells is None:
        return False
    for cell in cells:
        one, other, wanted = (conditions_hold(side, cell) for side in sides)
        if wanted is not False and (None in (one, other, wanted) or one is not other):
            return False
    return True
