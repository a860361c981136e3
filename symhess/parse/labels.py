"""Equations and labels: what stands left of an equals sign, and whether it only names the answer."""

from __future__ import annotations

import re
from dataclasses import dataclass

from symhess.errors import ParseError
from symhess.parse.characters import SUPERSCRIPTS, Source
from symhess.parse.infer import infer_variables, natural_order
from symhess.parse.lexer import Syntax
from symhess.parse.names import Names, declared_names

__all__ = ["Frame", "declared_frame", "inferred_frame", "label_arguments", "label_name", "split_equation"]

_NAME = r"[A-Za-z]"
_ARGUMENTS = r"(?:\((?P<arguments>[^()=]*)\))?"
_VALUE = re.compile(rf"(?:∇2?|grad|Hess|H|D)?(?P<name>{_NAME})(?:'{{1,3}}|_[A-Za-z0-9_]+)?{_ARGUMENTS}")
_DERIVATIVE = re.compile(
    rf"[∂d]2?(?P<name>{_NAME}){_ARGUMENTS}[∂d]{_NAME}[A-Za-z0-9_]*?(?:2|[∂d]{_NAME}[A-Za-z0-9_]*)?(?:\([^()=]*\))?"
)

_SUBSCRIPTED = re.compile(r"(?P<name>[fghF])(?P<of>[A-Za-z]{1,3})")  # fx and fxy, for f_x and f_xy

_FUNCTION_NAMES = "fghFGHDLJ"

# Everything that only groups or spaces is dropped before a label is recognised.
_BARE = str.maketrans(SUPERSCRIPTS | dict.fromkeys([*" /^{}", *map(chr, range(0xE000, 0xE008))], ""))


@dataclass(frozen=True, slots=True)
class Frame:
    """The sides of what is read, the left one gone if it was a label, with the names they may use.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> frame = inferred_frame(fold_characters("f(y, x)"), fold_characters("x^2"), "calculator")
    >>> frame.left, frame.names.variables, frame.notes
    (None, ('y', 'x'), ('the label f(y, x) is dropped',))
    """

    left: Source | None
    right: Source
    names: Names
    notes: tuple[str, ...] = ()


def split_equation(source: Source) -> tuple[Source | None, Source]:
    """Split at the one equals sign; the left side is None where there is none.

    Raises
    ------
    ParseError
        If there are two, or one side is empty.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> left, right = split_equation(fold_characters("f_x = 2x"))
    >>> left.text, right.text
    ('f_x', '2x')
    >>> split_equation(fold_characters("x = = 2"))
    Traceback (most recent call last):
        ...
    symhess.errors.ParseError: a second equals sign cannot be read (at character 5)
    """
    first = source.text.find("=")
    if first < 0:
        return None, source
    second = source.text.find("=", first + 1)
    if second >= 0:
        raise ParseError("a second equals sign cannot be read", position=source.positions[second])
    left, right = source.part(0, first).strip(), source.part(first + 1, len(source.text)).strip()
    if not left.text or not right.text:
        raise ParseError("one side of the equation is empty", position=source.positions[first])
    return left, right


def _match(left: Source) -> re.Match[str] | None:
    bare = left.text.translate(_BARE)
    return _DERIVATIVE.fullmatch(bare) or _VALUE.fullmatch(bare)


def label_name(left: Source) -> str | None:
    """Name the function that a label is about; None if the text has not the form of a label.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> [label_name(fold_characters(text)) for text in ("f_x", "∂²f/∂x∂y", "f''(1)", "D", "x + 1")]
    ['f', 'f', 'f', 'D', None]
    """
    found = _match(left)
    return found["name"] if found else None


def label_arguments(left: Source) -> tuple[str, ...]:
    """List the variables that a label such as f(x, y) declares; empty if it declares none.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> label_arguments(fold_characters("f(y, x)")), label_arguments(fold_characters("f(1, 2)"))
    (('y', 'x'), ())
    """
    found = _match(left)
    names = tuple((found["arguments"] or "").split(",")) if found else ()
    return names if all(re.fullmatch(r"[A-Za-z](?:_[A-Za-z0-9]+)?", name) for name in names) else ()


def declared_frame(left: Source | None, right: Source, names: Names) -> Frame:
    """Drop the left side if it is a label that is no declared variable, or lists the variables themselves.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> names = declared_names("x y")
    >>> declared_frame(fold_characters("f_x"), fold_characters("2x"), names).left is None
    True
    >>> declared_frame(fold_characters("fxy"), fold_characters("2"), names).left is None
    True
    >>> declared_frame(fold_characters("x"), fold_characters("2"), names).left.text
    'x'
    """
    if left is None:
        return Frame(None, right, names)
    name = label_name(left)
    is_label = (name is not None and names.kind(name) is None) or _is_subscripted(left, names)
    if is_label or left.text.translate(_BARE) == f"({','.join(names.variables)})":
        return Frame(None, right, names, (_dropped(left),))
    return Frame(left, right, names)


def _is_subscripted(left: Source, names: Names) -> bool:
    found = _SUBSCRIPTED.fullmatch(left.text)
    return found is not None and names.kind(found["name"]) is None and set(found["of"]) <= set(names.variables)


def inferred_frame(left: Source | None, right: Source, syntax: Syntax) -> Frame:
    """Infer the variables, and drop the left side if it is a label: f(x, y), or a letter the right side defines.

    Examples
    --------
    >>> from symhess.parse.characters import fold_characters
    >>> inferred_frame(fold_characters("z"), fold_characters("xy"), "calculator").names.variables
    ('x', 'y')
    >>> inferred_frame(fold_characters("x"), fold_characters("2"), "calculator").left.text
    'x'
    """
    variables = infer_variables(right, syntax)
    if left is None:
        return Frame(None, right, declared_names(variables))
    name = label_name(left)
    defines = variables or left.text != name or name in _FUNCTION_NAMES
    if name is None or name == "e" or name in variables or not defines:
        both = tuple(dict.fromkeys((*infer_variables(left, syntax), *variables)))
        return Frame(left, right, declared_names(natural_order(both)))
    return Frame(None, right, declared_names(label_arguments(left) or variables), (_dropped(left),))


def _dropped(left: Source) -> str:
    return f"the label {left.original[left.positions[0] : left.positions[-1]]} is dropped"
