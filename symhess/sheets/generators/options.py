"""Generator: a named kind of exercise, with the options that choose one of its families."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, TypeAlias

from symhess.errors import InputError
from symhess.sheets.generators.drafts import Draft
from symhess.sheets.generators.family import Family

__all__ = ["Generator", "Option", "Value"]

Value: TypeAlias = str | int | bool | None
"""What an option can be."""

_SMALLEST: Final = 1_000


@dataclass(frozen=True, slots=True)
class Option:
    """The values that an option can have; the first one is taken where nothing is said.

    Examples
    --------
    >>> Option((2, 1, 3), "how many variables").values[0]
    2
    """

    values: tuple[Value, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Generator:
    """A kind of exercise.

    Attributes
    ----------
    name : str
    summary : str
        What the student is asked, in one line.
    options : mapping of str to Option
    make : callable
        From the options' values, all named, to a Family of drafts.

    Examples
    --------
    >>> from symhess.sheets.generators import GENERATORS
    >>> GENERATORS["taylor"].family(order=3).member(0).problem.order
    3
    >>> GENERATORS["taylor"].family(order=7)
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: taylor: order must be 2 or 3, not 7
    >>> GENERATORS["taylor"].family(colour="red")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: taylor has no option 'colour'; its options are variables, kind, order
    """

    name: str
    summary: str
    options: Mapping[str, Option]
    make: Callable[..., Family[Draft]] = field(repr=False)

    def family(self, **given: Value) -> Family[Draft]:
        """The family that the options choose.

        Raises
        ------
        InputError
            For an option that does not exist, a value it cannot have, or values that leave too few exercises.
        """
        return _family(self.name, self.make, self._complete(given))

    def _complete(self, given: Mapping[str, Value]) -> tuple[tuple[str, Value], ...]:
        """All options by name, checked."""
        for name, value in given.items():
            if name not in self.options:
                known = ", ".join(self.options) or "none"
                raise InputError(f"{self.name} has no option {name!r}; its options are {known}")
            values = self.options[name].values
            # True is no number of variables, although it equals 1.
            if not any(value == known and type(value) is type(known) for known in values):
                raise InputError(f"{self.name}: {name} must be {_either(values)}, not {value!r}")
        return tuple((name, given.get(name, option.values[0])) for name, option in self.options.items())


def _either(values: tuple[Value, ...]) -> str:
    texts = ["left out" if value is None else str(value).lower() for value in values]
    return " or ".join([", ".join(texts[:-1]), texts[-1]]) if len(texts) > 1 else texts[0]


@lru_cache(maxsize=64)
def _family(name: str, make: Callable[..., Family[Draft]], options: tuple[tuple[str, Value], ...]) -> Family[Draft]:
    family = make(**dict(options))
    if family.size < _SMALLEST:
        raise InputError(f"{name} has only {family.size} exercises for {dict(options)}; give fewer options")
    return family
