"""Plain symbols for the integers and enclosed numbers of a derivation, so that it can be written down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any

from sympy import Basic, Dummy, Symbol

from symhess.derivation import Step

__all__ = ["with_plain_symbols"]


def with_plain_symbols(step: Step, taken: Iterable[Symbol]) -> Step:
    """The same tree with n_1, n_2, ... for integers, and x_1, x_2, ... for numbers that are only enclosed.

    Examples
    --------
    >>> from symhess.derivation import Claim
    >>> from symhess.transcendence import LineSolutions
    >>> from sympy import pi, sin
    >>> from sympy.abc import x
    >>> turn = Dummy("n", integer=True)
    >>> step = Step(Claim.SOLUTIONS, (LineSolutions(sin(x), x, (), (pi * turn,)),))
    >>> with_plain_symbols(step, [x]).evidence[0].families
    (pi*n_1,)
    """
    used = {symbol.name for symbol in taken}
    names: dict[Basic, Symbol] = {}
    for dummy in _dummies(step):
        if dummy not in names:
            stem = "n" if dummy.is_integer else dummy.name
            name = next(f"{stem}_{k}" for k in count(1) if f"{stem}_{k}" not in used)
            used.add(name)
            names[dummy] = Symbol(name)
    return _renamed(step, names) if names else step


def _dummies(part: Any) -> Iterator[Dummy]:
    if isinstance(part, Basic):
        yield from sorted(part.atoms(Dummy), key=lambda dummy: dummy.sort_key())
    elif isinstance(part, tuple):
        for item in part:
            yield from _dummies(item)
    elif is_dataclass(part) and not isinstance(part, type):
        for field in fields(part):
            yield from _dummies(getattr(part, field.name))


def _renamed(part: Any, names: dict[Basic, Symbol]) -> Any:
    if isinstance(part, Basic):
        return part.xreplace(names)
    if isinstance(part, tuple):
        return tuple(_renamed(item, names) for item in part)
    if is_dataclass(part) and not isinstance(part, type) and next(_dummies(part), None) is not None:
        changed = {field.name: _renamed(getattr(part, field.name), names) for field in fields(part)}
        return replace(part, **changed)
    return part
