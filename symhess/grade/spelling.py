"""Other ways to write what a field asks for, put into the notation that is read: labels, lists, rows, separators.

A field knows the shape of its answer, so that more can be told from a text than the notation alone allows. Only what
cannot be read as it stands is spelled anew, and nothing but separators, brackets and labels is touched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from symhess.grade.fields import Field, Shape

__all__ = ["respelled"]

_OPENING, _CLOSING = "([{", ")]}"
_LABEL = re.compile(r"\s*[^()\[\]{}<=,;]{1,24}(?:\([^()=]*\))?\s*=\s*(?=[(\[{<])")
_NAME_OF_VALUE = re.compile(r"\s*(?:det\s*)?[A-Z]\w{0,2}\s*(?:\([^()=]*\))?\s*=\s*")
_TRANSPOSED = re.compile(r"(?<=[)\]}>])\s*(?:\^\s*\{?[Tt]\}?|\^?⊤|ᵀ)\s*$")
_ARRAY = re.compile(r"\s*(?:np\.|numpy\.)?array\((.*)\)\s*", re.DOTALL)
_LATEX_ARRAY = re.compile(r"\\begin\{array\}\{[^{}]*\}(.*)\\end\{array\}", re.DOTALL)
_BEFORE_POINTS = re.compile(
    r"\s*(?:the )?(?:(?:critical|stationary|crit\.?) )?(?:points?|pts?)(?: are| is)?\s*:?\s*(?=[({<])", re.IGNORECASE
)
_POINT_NAME = re.compile(r"\b[A-Z](?:_?\d)?\s*=?\s*(?=\()")
_NO_POINTS = re.compile(
    r"\s*(?:there (?:are|is) )?no (?:real |crit\.? |critical |stationary )*(?:points?|pts?)\.?\s*", re.IGNORECASE
)
_BETWEEN_LABELS = re.compile(r"\band\b|\\[,;: ]|\\q?quad\b")
_LABEL_MARK = re.compile(r"[\s{}_\\∂/]|partial|frac|\bd(?=f)|d(?=[a-z]$)")
_CALLED = re.compile(r"\s*[A-Za-z]\w{0,2}\s*(?:\([^()=]*\))?\s*")
_DECIMAL_COMMA = re.compile(r"\d,\d")
_OR = re.compile(r"\s*(?:\bor\b|&|\n)\s*")


def respelled(text: str, field: Field) -> str | None:
    """The text in the notation that is read; ``None`` if there is no other way to spell it.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> gradient, hessian, points = (
    ...     make_field(asks, "x^3 - 3x + y^2") for asks in ("gradient", "hessian", "critical_points")
    ... )
    >>> respelled("f_x = 3x^2 - 3, f_y = 2y", gradient), respelled("{{6x, 0}, {0, 2}}", hessian)
    ('(3x^2 - 3, 2y)', '[[6x, 0], [0, 2]]')
    >>> respelled("A(1|0) or B(-1|0)", points), respelled("(1, 0)", points) is None
    ('(1,0) and (-1,0)', True)
    """
    spell = _SPELLERS.get(field.asks.shape)
    if spell is None:
        return None
    # long runs of blanks would cost the patterns cubic time
    short = re.sub(r"\s*\n\s*", "\n", re.sub(r"[^\S\n]+", " ", text.strip()))
    plain = re.sub(r"(?<=[\w)\]}>])[.!]$", "", short)
    found = spell(plain, [variable.name for variable in field.function.variables])
    return None if found == text else found


def _split(text: str, separators: str) -> list[str]:
    """The parts between separators that stand in no bracket."""
    parts, depth, start = [], 0, 0
    for position, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth == 0 and character in separators:
            parts.append(text[start:position].strip())
            start = position + 1
    return [*parts, text[start:].strip()]


def _inside(text: str) -> str | None:
    """What one pair of brackets around everything holds."""
    if len(text) < 2 or text[0] not in _OPENING or text[-1] != _CLOSING[_OPENING.index(text[0])]:
        return None
    depth = 0
    for position, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING)
        if depth == 0 and position < len(text) - 1:
            return None
    return text[1:-1].strip()


def _labelled(text: str, indices: Sequence[str]) -> list[str] | None:
    """The values of f_x = .., f_y = .. in the order of the indices, where each of them has its label once."""
    parts = [part for part in _split(_BETWEEN_LABELS.sub(",", text), ",;\n") if part]
    pairs = [part.split("=", 1) for part in parts]
    if len(pairs) != len(indices) or any(len(pair) != 2 for pair in pairs):
        return None
    values = {_LABEL_MARK.sub("", name): value.strip() for name, value in pairs}
    found = [next((values[n] for n in (f"f{i}", i, f"ff{i}") if n in values), None) for i in indices]
    return None if None in found or len(values) < len(pairs) else [value for value in found if value is not None]


def _vector(text: str, names: Sequence[str]) -> str:
    text = _TRANSPOSED.sub("", _LABEL.sub("", text, count=1))
    array = _ARRAY.fullmatch(text)
    text = array[1].strip() if array else text
    values = _labelled(text, names)
    if values is not None:
        return f"({', '.join(values)})"
    inside = _inside(text)
    if inside is None and _DECIMAL_COMMA.search(text):
        return text
    entries = _split(inside if inside is not None else text, ",")
    return f"({', '.join(entries)})" if len(entries) == len(names) > 1 else text


def _matrix(text: str, names: Sequence[str]) -> str:
    text = re.sub(r"^\\left[\[(]|\\right[\])]$", "", _LABEL.sub("", text, count=1)).strip()
    text = _LATEX_ARRAY.sub(r"\\begin{pmatrix}\1\\end{pmatrix}", text)
    pairs = [a + b for a in names for b in names]
    values = _labelled(text, pairs)
    if values is None and len(names) == 2:
        upper = _labelled(text, (pairs[0], pairs[1], pairs[3]))
        values = upper and [upper[0], upper[1], upper[1], upper[2]]
    size = len(names)
    if values:
        rows = [", ".join(values[k * size : (k + 1) * size]) for k in range(size)]
        return "[" + ", ".join(f"[{row}]" for row in rows) + "]"
    whole = _inside(text)
    inner = whole if whole is not None and _inside(whole) is None else text
    groups = [group for group in _split(re.sub(r"(?<=[)\]}])\s+(?=[(\[{])", ",", inner), ",;\n") if group]
    held = [_inside(group) for group in groups]
    if len(groups) == size and None not in held:
        return "[" + ", ".join(f"[{row}]" for row in held) + "]"
    return f"[{inner}]".replace("\n", "; ") if inner != text else text


def _points(text: str, names: Sequence[str]) -> str:
    if _NO_POINTS.fullmatch(text):
        return "none"
    text = _OR.sub(" and ", _POINT_NAME.sub("", _BEFORE_POINTS.sub("", text)))
    if len(names) == 1:
        return text
    return re.sub(r"\(([^()|;,]*)[|;]([^()|;,]*)\)", r"(\1,\2)", text)


def _expression(text: str, names: Sequence[str]) -> str:
    """Without the name of the value and without decimals after it; of a chain of equalities the last part counts."""
    head, *approximations = text.split("≈")
    if approximations:
        return approximations[-1].strip() if _CALLED.fullmatch(head) else head.strip()
    *earlier, last = text.split("=")
    if len(earlier) > 1 and all(part.strip() for part in earlier):
        return last.strip()
    return _NAME_OF_VALUE.sub("", text, count=1)


_SPELLERS: dict[Shape, Callable[[str, Sequence[str]], str]] = {
    Shape.EXPRESSION: _expression,
    Shape.VECTOR: _vector,
    Shape.MATRIX: _matrix,
    Shape.POINTS: _points,
}
