"""Conditions on integer parameters by residues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import TypeAlias

from sympy import Add, And, Eq, Integer, Mod, Or, Symbol, true
from sympy.logic.boolalg import Boolean

__all__ = ["Residues", "allowed_residues", "condition_of_residues"]

Residues: TypeAlias = tuple[int, ...]


def allowed_residues(condition: Boolean, parameters: Sequence[Symbol], modulus: int) -> tuple[Residues, ...] | None:
    """The residues that a condition admits; ``None`` where it does not depend on the residues alone.

    Examples
    --------
    >>> from sympy.abc import n, m
    >>> allowed_residues(Eq(Mod(n + m, 2), 1), (n, m), 2)
    ((0, 1), (1, 0))
    >>> allowed_residues(Eq(Mod(n, 3), 1), (n,), 2) is None
    True
    """
    found = []
    for residues in product(range(modulus), repeat=len(parameters)):
        answer = condition.xreplace(
            {p: modulus * Symbol(p.name, integer=True) + r for p, r in zip(parameters, residues, strict=True)}
        )
        if answer not in (True, False):
            return None
        if answer == True:  # noqa: E712 - SymPy's own truth
            found.append(residues)
    return tuple(found)


def condition_of_residues(
    chosen: Sequence[Residues], allowed: Sequence[Residues], parameters: Sequence[Symbol], modulus: int
) -> Boolean:
    """A short condition that holds for the chosen ones among the allowed residues.

    Examples
    --------
    >>> from sympy.abc import n, m
    >>> every = ((0, 0), (0, 1), (1, 0), (1, 1))
    >>> condition_of_residues(((0, 0), (1, 1)), every, (n, m), 2)
    Eq(Mod(m + n, 2), 0)
    >>> condition_of_residues(every, every, (n, m), 2), condition_of_residues(((0, 1),), every, (n, m), 2)
    (True, Eq(Mod(m, 2), 1) & Eq(Mod(n, 2), 0))
    """
    if set(chosen) == set(allowed):
        return true
    for condition in _linear_conditions(chosen, allowed, parameters, modulus):
        return condition
    return Or(*(And(*_exactly(residues, parameters, modulus)) for residues in chosen))


def _linear_conditions(
    chosen: Iterable[Residues], allowed: Sequence[Residues], parameters: Sequence[Symbol], modulus: int
) -> Iterator[Boolean]:
    """Those of the form "a sum of parameters has this residue" that single out the chosen ones."""
    divisors = [d for d in range(2, modulus + 1) if modulus % d == 0]
    picks = sorted(product((0, 1), repeat=len(parameters)), key=lambda pick: (sum(pick), pick[::-1]))[1:]
    for divisor, pick in product(divisors, picks):
        values = {_combined(residues, pick) % divisor for residues in chosen}
        if len(values) == 1:
            (value,) = values
            if {r for r in allowed if _combined(r, pick) % divisor == value} == set(chosen):
                total = Add(*(p for p, used in zip(parameters, pick, strict=True) if used))
                yield Eq(Mod(total, divisor), Integer(value))


def _combined(residues: Residues, pick: Sequence[int]) -> int:
    return sum(r for r, used in zip(residues, pick, strict=True) if used)


def _exactly(residues: Residues, parameters: Sequence[Symbol], modulus: int) -> Iterator[Boolean]:
    for residue, parameter in zip(residues, parameters, strict=True):
        yield Eq(Mod(parameter, modulus), Integer(residue))
