"""Clairaut's theorem for one function: both orders of every mixed partial, derived apart and compared."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from sympy import Symbol

from symhess.derivation import Claim, Step
from symhess.differentiate.deriving import result_of, rule_applied
from symhess.differentiate.normal_form import Equality, compare
from symhess.evidence import MixedPartialsAgree, NotSolved

__all__ = ["compare_mixed_partials"]


def compare_mixed_partials(hessian: Sequence[Sequence[Step]], smooth_set: str) -> Step:
    """Compare the entries of the Hessian above and below the diagonal.

    Parameters
    ----------
    hessian : sequence of sequence of Step, shape (n, n)
        Entry (i, j) derives ∂/∂x_j of ∂f/∂x_i.
    smooth_set : str
        The set on which f is C².

    Returns
    -------
    Step
        Claim CLAIRAUT. One :class:`MixedPartialsAgree` for each pair whose two orders are proved equal, and
        one :class:`NotSolved` for each other pair. The premises are the compared entries, (i, j) before (j,
        i).

    Examples
    --------
    >>> from sympy import symbols
    >>> from symhess.differentiate import derive
    >>> x, y = symbols("x y")
    >>> rows = [[derive(2 * x * y, x), derive(2 * x * y, y)], [derive(x**2, x), derive(x**2, y)]]
    >>> record = compare_mixed_partials(rows, "R^2").evidence[0]
    >>> record.first_then_second, record.second_then_first, record.smooth_on
    (2*x, 2*x, 'R^2')
    >>> rows[1][0] = derive(x**3, x)
    >>> print(compare_mixed_partials(rows, "R^2").evidence[0].reason)
    the two orders of the mixed partial by x and y are not proved equal
    """
    variables = [rule_applied(entry).variable for entry in hessian[0]]
    pairs = list(combinations(range(len(variables)), 2))
    evidence = tuple(_compare(variables[i], variables[j], hessian[i][j], hessian[j][i], smooth_set) for i, j in pairs)
    compared = tuple(entry for i, j in pairs for entry in (hessian[i][j], hessian[j][i]))
    return Step(Claim.CLAIRAUT, evidence, compared)


def _compare(
    first: Symbol, second: Symbol, upper: Step, lower: Step, smooth_set: str
) -> MixedPartialsAgree | NotSolved:
    if compare(result_of(upper), result_of(lower)) is Equality.PROVED:
        return MixedPartialsAgree(first, second, result_of(upper), result_of(lower), smooth_set)
    return NotSolved(f"the two orders of the mixed partial by {first} and {second} are not proved equal")
