"""The gallery: kinds of exercises, each a finite family that is nice by construction.

In come a name, a seed and options; out comes a Problem that symhess has solved, with the answers foreseen. Different
seeds below the size of a family give different problems, and the same seed gives the same problem for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from symhess.errors import InputError
from symhess.sheets.answers import Answer
from symhess.sheets.generators.classification import CLASSIFICATION
from symhess.sheets.generators.degenerate import DEGENERATE
from symhess.sheets.generators.derivatives import GRADIENT, HESSIAN
from symhess.sheets.generators.family import shuffled
from symhess.sheets.generators.lagrange import LAGRANGE
from symhess.sheets.generators.logistic import LOGISTIC
from symhess.sheets.generators.newton import NEWTON
from symhess.sheets.generators.options import Generator, Option, Value
from symhess.sheets.generators.region import REGION
from symhess.sheets.generators.taylor import TAYLOR
from symhess.sheets.problem import Problem

__all__ = ["GENERATORS", "Drawn", "Generator", "Option", "drawn", "variant"]

_ALL: Final = (GRADIENT, HESSIAN, CLASSIFICATION, DEGENERATE, TAYLOR, LAGRANGE, REGION, NEWTON, LOGISTIC)
GENERATORS: Final[Mapping[str, Generator]] = MappingProxyType({generator.name: generator for generator in _ALL})
"""All generators by name."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawn:
    """A problem with its answer.

    Examples
    --------
    >>> found = drawn("taylor", 1)
    >>> found.answer.at == found.problem.at
    True
    """

    problem: Problem
    answer: Answer


def drawn(name: str, seed: int, options: Mapping[str, Value] | None = None) -> Drawn:
    """Draw an exercise, solve it, and make sure that the answer is nice and the one foreseen.

    Parameters
    ----------
    name : str
        One of ``GENERATORS``.
    seed : int
        Not negative; two seeds that differ by less than the size of the family give different problems.
    options : mapping of str, optional
        As the generator has them.

    Raises
    ------
    InputError
        For a name or an option that does not exist, or a negative seed.
    RuntimeError
        If the construction of the generator is wrong; never drawn over.

    Examples
    --------
    >>> drawn("taylor", 7, {"variables": 1}).problem.order
    2
    >>> drawn("taylor", -1)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: a seed is an integer from 0 on, not -1
    """
    if name not in GENERATORS:
        raise InputError(f"there is no generator {name!r}; there are {', '.join(GENERATORS)}")
    if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
        raise InputError(f"a seed is an integer from 0 on, not {seed!r}")
    family = GENERATORS[name].family(**(options or {}))
    draft = family.member(shuffled(seed % family.size, family.size, name))
    return Drawn(draft.problem, draft.kept())


def variant(name: str, seed: int, options: Mapping[str, Value] | None = None) -> Problem:
    """The problem that :func:`drawn` gives.

    Examples
    --------
    >>> variant("gradient", 1, {"variables": 1, "kind": "trigonometric"}).function.expression
    2*x**3*sin(2*x**2 - x) - 5*x**2
    """
    return drawn(name, seed, options).problem
