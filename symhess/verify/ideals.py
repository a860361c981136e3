"""Whether two systems have the same solutions: each lies in the ideal of the other, kernels taken as unknowns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from sympy import QQ, Add, Dummy, Expr, Integer, Rational, Symbol, cos, exp, expand, expand_trig, gcd, groebner, sin
from sympy.polys.polyerrors import BasePolynomialError

__all__ = ["are_equivalent"]


def are_equivalent(first: Sequence[Expr], second: Sequence[Expr]) -> bool | None:
    """Whether it is shown that two systems have the same solutions; ``None`` where they are no polynomials in kernels.

    They are compared as they are written, then with all angles written as combinations of a few.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> are_equivalent([x * exp(2 * x) - exp(x)], [x * exp(x) - 1])
    True
    >>> are_equivalent([sin(2 * y), cos(y)], [cos(y)]), are_equivalent([sin(2 * y)], [cos(y)])
    (True, False)
    """
    plain = _agree_as_written(first, second)
    if plain is not False:
        return plain
    known = _by_addition_theorems((*first, *second))
    return _agree_as_written([e.xreplace(known) for e in first], [e.xreplace(known) for e in second])


def _by_addition_theorems(expressions: Sequence[Expr]) -> dict[Expr, Expr]:
    """Sines and cosines as polynomials in those of a few angles, of which all angles are integer combinations."""
    parts = sorted(set().union(*(e.atoms(sin, cos) for e in expressions)), key=str)
    angles = {part: [t.as_coeff_Mul() for t in Add.make_args(expand(part.args[0]))] for part in parts}
    units: dict[Expr, Rational] = {}
    for number, term in (pair for pairs in angles.values() for pair in pairs):
        units[term] = gcd(units.get(term, Integer(0)), number)
    names = {term: Dummy("angle") for term in units}
    return {
        part: expand_trig(part.func(Add(*(number / units[term] * names[term] for number, term in pairs))))
        for part, pairs in angles.items()
    }


def _agree_as_written(first: Sequence[Expr], second: Sequence[Expr]) -> bool | None:
    """Whether the ideals are the same, kernels taken as unknowns; ``None`` where that is not known."""
    names: dict[Expr, Symbol] = {}
    powers, inverses = _exponentials((*first, *second))
    given, implied, relations = (
        [_named(expression.xreplace(powers), names) for expression in each] for each in (first, second, inverses)
    )
    relations += [names[c] ** 2 + names[s] ** 2 - 1 for c, s in _angles(names)]
    if not names or any(not p.is_polynomial(*names.values()) for p in (*given, *implied)):
        return None
    try:
        bases = [groebner([*p, *relations], *names.values(), order="grevlex", domain=QQ) for p in (given, implied)]
    except (BasePolynomialError, NotImplementedError):
        return None
    pairs = ((bases[0], implied), (bases[1], given))
    return all(basis.contains(p) for basis, polynomials in pairs for p in polynomials)


def _exponentials(expressions: Sequence[Expr]) -> tuple[dict[Expr, Expr], list[Expr]]:
    """Exponentials as powers of a few, which have an inverse: what to put in, and what is zero then."""
    multiples: dict[Expr, dict[Expr, Rational]] = {}
    for part in sorted(set().union(*(e.atoms(exp) for e in expressions)), key=str):
        number, argument = expand(part.args[0]).as_coeff_Mul()
        multiples.setdefault(argument, {})[part] = number
    powers: dict[Expr, Expr] = {}
    inverses: list[Expr] = []
    for parts in multiples.values():
        unit, base, inverse = reduce(gcd, parts.values()), Dummy("E"), Dummy("I")
        inverses.append(base * inverse - 1)
        powers |= {e: base ** (c / unit) if c > 0 else inverse ** (-c / unit) for e, c in parts.items()}
    return powers, inverses


def _named(expression: Expr, names: dict[Expr, Symbol]) -> Expr:
    """The expression with a name for every symbol and kernel."""
    for part in sorted(_kernels(expression), key=lambda part: part.count_ops(), reverse=True):
        names.setdefault(part, Dummy())
        if isinstance(part, (sin, cos)):
            names.setdefault((cos if isinstance(part, sin) else sin)(part.args[0]), Dummy())
    return expression.xreplace(names)


def _kernels(expression: Expr) -> set[Expr]:
    if expression.is_Rational:
        return set()
    if expression.is_Add or expression.is_Mul:
        return set().union(*(_kernels(part) for part in expression.args))
    if expression.is_Pow and expression.exp.is_Integer and expression.exp > 0:
        return _kernels(expression.base)
    return {expression}


def _angles(names: Mapping[Expr, Symbol]) -> Iterator[tuple[Expr, Expr]]:
    for kernel in names:
        if isinstance(kernel, cos) and sin(kernel.args[0]) in names:
            yield kernel, sin(kernel.args[0])
