"""Names: the listed functions and constants, the declared variables, and how each may be spelled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from sympy import Symbol

from symhess.errors import InputError
from symhess.parse.characters import GREEK
from symhess.parse.markers import CLOSE_GROUP, OPEN_GROUP
from symhess.parse.tokens import Kind

__all__ = ["CONSTANTS", "FUNCTIONS", "Name", "Names", "canonical_name", "declared_names"]

_CIRCULAR = ("sin", "cos", "tan", "sec", "csc", "cot")
_HYPERBOLIC = tuple(f"{name}h" for name in _CIRCULAR)

# Every spelling of a listed function -> its one name in the tree.
FUNCTIONS = (
    {name: name for name in (*_CIRCULAR, *_HYPERBOLIC, "exp", "log", "sqrt", "abs")}
    | {f"{prefix}{name}": f"a{name}" for name in (*_CIRCULAR, *_HYPERBOLIC) for prefix in ("a", "arc")}
    | {"ln": "log"}
)
CONSTANTS = ("e", "pi")

_REMEMBERED = 1 << 8  # lists of variables: making their pattern takes as long as reading a short text

_VALID_NAME = re.compile(r"[A-Za-z]+[0-9]*(?:_[A-Za-z0-9]+)?")
_BRACES = str.maketrans(dict.fromkeys(f"{{}}{OPEN_GROUP}{CLOSE_GROUP}", "") | GREEK)


@dataclass(frozen=True, slots=True)
class Name:
    """A known name: what it is and how the user spelled it.

    Examples
    --------
    >>> declared_names("x").match("arcsin x", 0)
    Name(kind=<Kind.FUNCTION: 'function'>, text='arcsin', stop=6)
    """

    kind: Kind
    text: str
    stop: int


@dataclass(frozen=True, slots=True)
class Names:
    """The names that one text may use.

    Attributes
    ----------
    variables : tuple of str
        Canonical names of the declared variables, in the declared order.

    Examples
    --------
    >>> names = declared_names("x, y, x_1")
    >>> names.variables, names.match("sinhx", 0).text, names.match("x_{1}y", 0).text
    (('x', 'y', 'x_1'), 'sinh', 'x_1')
    >>> names.match("w", 0) is None
    True
    """

    variables: tuple[str, ...]
    kinds: dict[str, Kind] = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    def match(self, text: str, position: int) -> Name | None:
        """Find the longest known name that begins at `position`.

        Examples
        --------
        >>> declared_names("alpha").match("2α", 1).text
        'alpha'
        >>> declared_names("x").match("xsin", 1).kind.value
        'function'
        """
        found = self.pattern.match(text, position)
        if found is None:
            return None
        name = canonical_name(found.group())
        return Name(self.kinds[name], name, found.end())

    def kind(self, name: str) -> Kind | None:
        """Tell what a whole name is, None if it is not known.

        Examples
        --------
        >>> declared_names("x").kind("x"), declared_names("x").kind("y")
        (<Kind.VARIABLE: 'variable'>, None)
        """
        return self.kinds.get(name)

    def with_units(self) -> Names:
        """Let i, j, k be unit vectors where they are not declared.

        Examples
        --------
        >>> names = declared_names("x k").with_units()
        >>> names.kind("i").value, names.kind("k").value
        ('unit vector', 'variable')
        """
        return _with_units(self.variables)


def _names(variables: tuple[str, ...], kinds: dict[str, Kind]) -> Names:
    ordered = sorted(kinds, key=len, reverse=True)
    return Names(variables, kinds, re.compile("|".join(map(_spellings, ordered))))


def _spellings(name: str) -> str:
    """Write the pattern of all spellings of a name: with the Greek letter, with braces round a subscript."""
    base, _, subscript = name.partition("_")
    letters = [letter for letter, english in GREEK.items() if english == base]
    bases = f"(?:{'|'.join([base, *letters])})"
    if not subscript:
        return bases + _no_digit_after(base)
    braces = rf"[{{{OPEN_GROUP}]{subscript}[}}{CLOSE_GROUP}]"
    return f"{bases}_(?:{subscript}{_no_digit_after(subscript)}|{braces})"


def _no_digit_after(name: str) -> str:
    return "(?![0-9])" if name[-1].isdigit() else ""


def canonical_name(spelling: str) -> str:
    """Bring a spelling to its one form: Greek letters by name, subscripts without braces.

    Examples
    --------
    >>> canonical_name("x_{12}"), canonical_name("λ_1")
    ('x_12', 'lambda_1')
    >>> canonical_name("x")
    'x'
    """
    return spelling.translate(_BRACES)


def declared_names(variables: str | Iterable[str | Symbol]) -> Names:
    """Check declared variables and join them with the listed functions and constants.

    Parameters
    ----------
    variables : str or iterable of str or Symbol
        Names, or one text with the names separated by commas or spaces. A name is letters, or a Greek letter,
        with an optional number or subscript. A declared name shadows a constant.

    Raises
    ------
    InputError
        If a name is malformed, declared twice, or that of a listed function.

    Examples
    --------
    >>> declared_names("x,y").variables, declared_names([Symbol("t"), "α"]).variables
    (('x', 'y'), ('t', 'alpha'))
    >>> declared_names(["x+y"])
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: 'x+y' cannot be the name of a variable; use letters with an optional subscript
    """
    parts = re.split(r"[,\s]+", variables.strip()) if isinstance(variables, str) else variables
    return _declared(tuple(canonical_name(_name_of(part)) for part in parts))


@lru_cache(_REMEMBERED)
def _declared(names: tuple[str, ...]) -> Names:
    for name in names:
        _check_name(name)
    if len(set(names)) < len(names):
        raise InputError(f"a variable is declared twice in {', '.join(names)}")
    kinds = {name: Kind.CONSTANT for name in CONSTANTS}
    kinds |= {name: Kind.FUNCTION for name in FUNCTIONS}
    return _names(names, kinds | {name: Kind.VARIABLE for name in names})


@lru_cache(_REMEMBERED)
def _with_units(variables: tuple[str, ...]) -> Names:
    return _names(variables, {unit: Kind.UNIT for unit in "ijk"} | _declared(variables).kinds)


def _name_of(part: str | Symbol) -> str:
    if isinstance(part, str | Symbol):
        return str(part)
    raise InputError(f"a variable is a name or a Symbol, not {type(part).__name__}")


def _check_name(name: str) -> None:
    if not _VALID_NAME.fullmatch(name):
        message = f"{ascii(name)} cannot be the name of a variable; use letters with an optional subscript"
        raise InputError(message)
    if name in FUNCTIONS:
        raise InputError(f"{name!r} is a listed function and cannot be the name of a variable")
