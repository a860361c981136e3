"""Boxes of formulas by the rules that TeX sets mathematics with: scripts, fractions, roots, brackets, spaces.

All lengths are points at a text size of ten. The rules are those of Appendix G of *The TeXbook*; the parameters are
those of the Latin Modern fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from symhess.render.tex.metrics import SIZES, glyph

__all__ = [
    "NOTHING",
    "Atom",
    "Box",
    "Class",
    "Style",
    "array",
    "between_brackets",
    "big_bracket",
    "fraction",
    "joined",
    "root",
    "single",
    "with_scripts",
]


class Style(IntEnum):
    """Displayed mathematics, text, scripts, scripts of scripts; in cramped styles exponents stand lower.

    Examples
    --------
    >>> Style.DISPLAY.upper.name, Style.TINY.lower.name, Style.SCRIPT.above.name, Style.DISPLAY.below.name
    ('SCRIPT', 'TINY_CRAMPED', 'TINY', 'TEXT_CRAMPED')
    """

    DISPLAY = 0
    DISPLAY_CRAMPED = 1
    TEXT = 2
    TEXT_CRAMPED = 3
    SCRIPT = 4
    SCRIPT_CRAMPED = 5
    TINY = 6
    TINY_CRAMPED = 7

    @property
    def size(self) -> int:
        """Number of the size of the font."""
        return max(self // 2 - 1, 0)

    @property
    def cramped(self) -> Style:
        """The same style, cramped."""
        return Style(self | 1)

    @property
    def upper(self) -> Style:
        """The style of exponents."""
        return Style(4 + 2 * (self // 4) + self % 2)

    @property
    def lower(self) -> Style:
        """The style of indices."""
        return self.upper.cramped

    @property
    def above(self) -> Style:
        """The style of what stands above a fraction line."""
        return Style(self + 2 - 2 * (self // 6))

    @property
    def below(self) -> Style:
        """The style of what stands below a fraction line."""
        return self.above.cramped


class Class(IntEnum):
    """What a part of a formula is to its neighbours.

    Examples
    --------
    >>> Class(3).name
    'RELATION'
    """

    ORDINARY = 0
    OPERATOR = 1
    BINARY = 2
    RELATION = 3
    OPENING = 4
    CLOSING = 5
    PUNCTUATION = 6
    INNER = 7


@dataclass(frozen=True, slots=True)
class Box:
    """Width, height and depth; the italic correction of a single glyph is part of its width.

    Examples
    --------
    >>> Box(5.0).height
    0.0
    """

    width: float
    height: float = 0.0
    depth: float = 0.0
    italic: float = 0.0
    is_glyph: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """A box with its class; a space between atoms has none.

    Examples
    --------
    >>> Atom(None, Box(1.67)).box.width
    1.67
    """

    kind: Class | None
    box: Box


NOTHING: Final = Box(0.0)

# Parameters of the symbol font at the three sizes, in points, and of the font of large signs.
_X_HEIGHT: Final = (4.306, 3.014, 2.153)
_AXIS: Final = (2.5, 1.75, 1.25)
_RULE: Final = 0.4
_NUMERATOR: Final = (6.765, 3.937, 2.687, 1.937)  # in displayed mathematics, then by size
_DENOMINATOR: Final = (6.86, 3.448, 2.409, 2.66)
_SUPERSCRIPT: Final = (4.129, 3.629, 3.018, 2.018)
_SUPERSCRIPT_CRAMPED: Final = (2.889, 2.0, 1.472)
_SUBSCRIPT: Final = (1.5, 1.0, 1.0)
_SUBSCRIPT_BOTH: Final = (2.472, 2.0, 2.0)
_DROP_UP: Final = (3.861, 2.472, 2.472)
_DROP_DOWN: Final = (0.5, 0.5, 0.5)
_UNIT: Final = (10.0 / 18, 8.195 / 18, 7.361 / 18)
_SCRIPT_SPACE: Final = 0.5
_NULL_DELIMITER: Final = 1.2
_LARGE_SIZES: Final = (12.0, 18.0, 24.0, 30.0)
_LARGE: Final = {
    "(": (4.58, 5.97, 7.36, 7.92, 8.75),
    "[": (4.17, 4.72, 5.28, 5.83, 6.67),
    "{": (5.83, 6.67, 7.5, 8.06, 8.89),
    "|": (3.33, 3.33, 3.33, 3.33, 3.33),
    "√": (10.0, 10.0, 10.0, 10.0, 10.56),
}
_MIRRORED: Final = {")": "(", "]": "[", "}": "{"}
# Spaces between neighbours, a row for each class on the left: 0 none, 1 thin; t thin, m medium, k thick, but none in
# scripts.
_SPACES: Final = ("01mk000t", "110k000t", "mm00m00m", "kk00k00k", "00000000", "01mk000t", "tt0ttttt", "t1mkt0tt")
_UNITS: Final = {"0": 0, "1": 3, "t": 3, "m": 4, "k": 5}
_NO_OPERAND: Final = (None, Class.OPERATOR, Class.BINARY, Class.RELATION, Class.OPENING, Class.PUNCTUATION)
_NO_RIGHT_OPERAND: Final = (None, Class.RELATION, Class.CLOSING, Class.PUNCTUATION)


def single(sign: str, style: Style, upright: bool = False) -> Box:
    """Box of one glyph.

    Examples
    --------
    >>> single("x", Style.DISPLAY).width
    5.72
    """
    found = glyph(sign, style.size, upright)
    return Box(found.width + found.italic, found.height, found.depth, found.italic, is_glyph=True)


def joined(atoms: Sequence[Atom], style: Style) -> Box:
    """Set atoms side by side with the spaces between them.

    Examples
    --------
    >>> x, plus = (Atom(kind, single(sign, Style.TEXT)) for kind, sign in ((Class.ORDINARY, "x"), (Class.BINARY, "+")))
    >>> round(joined((x, plus, x), Style.TEXT).width, 2), round(joined((plus, x), Style.TEXT).width, 2)
    (23.66, 13.5)
    """
    width, last = 0.0, None
    for kind, box in _settled(atoms):
        if kind is not None and last is not None:
            width += _space(last, kind, style)
        width += box.width
        last = kind if kind is not None else last
    if len(atoms) == 1:
        return atoms[0].box
    height, depth = (max((value(a.box) for a in atoms), default=0.0) for value in (_height, _depth))
    return Box(width, height, depth)


def _height(box: Box) -> float:
    return box.height


def _depth(box: Box) -> float:
    return box.depth


def _settled(atoms: Sequence[Atom]) -> Iterator[tuple[Class | None, Box]]:
    """Classes as they count: a sign without operands on both sides is no binary one."""
    kinds = [atom.kind for atom in atoms]
    last: Class | None = None
    for k, atom in enumerate(atoms):
        kind = atom.kind
        if kind is Class.BINARY:
            after = next((other for other in kinds[k + 1 :] if other is not None), None)
            kind = Class.ORDINARY if last in _NO_OPERAND or after in _NO_RIGHT_OPERAND else kind
        yield kind, atom.box
        last = kind if kind is not None else last


def _space(left: Class, right: Class, style: Style) -> float:
    code = _SPACES[left][right]
    return 0.0 if code.isalpha() and style >= Style.SCRIPT else _UNITS[code] * _UNIT[style.size]


def with_scripts(base: Box, lower: Box | None, upper: Box | None, style: Style) -> Box:
    """Set an index and an exponent to a base; they are boxes in the style of scripts.

    Examples
    --------
    >>> round(with_scripts(single("x", Style.TEXT), None, single("2", Style.SCRIPT), Style.TEXT).width, 2)
    10.2
    """
    size, script = style.size, style.upper.size
    limit_up = _SUPERSCRIPT_CRAMPED[size] if style % 2 else _SUPERSCRIPT[style // 2]
    up = 0.0 if base.is_glyph else base.height - _DROP_UP[script]
    down = 0.0 if base.is_glyph else base.depth + _DROP_DOWN[script]
    width, height, depth = base.width, base.height, base.depth
    if upper is not None:
        up = max(up, limit_up, upper.depth + _X_HEIGHT[size] / 4)
        width, height = base.width + upper.width + _SCRIPT_SPACE, max(height, upper.height + up)
    if lower is not None:
        limit = _SUBSCRIPT[size] if upper is None else _SUBSCRIPT_BOTH[size]
        down = max(down, limit, lower.height - 0.8 * _X_HEIGHT[size] if upper is None else limit)
        tucked = base.width - base.italic + lower.width + _SCRIPT_SPACE
        width, depth = tucked if upper is None else max(width, tucked), max(depth, lower.depth + down)
    return Box(width, height, depth)


def fraction(above: Box, below: Box, style: Style) -> Box:
    """Set one box above another.

    Examples
    --------
    >>> round(fraction(single("1", Style.TEXT), single("2", Style.TEXT), Style.DISPLAY).width, 2)
    7.4
    """
    axis = _AXIS[style.size]
    up, down = _NUMERATOR[style // 2], _DENOMINATOR[style // 2]
    clearance = (3 if style < Style.TEXT else 1) * _RULE
    up += max(0.0, clearance - (up - above.depth - axis - _RULE / 2))
    down += max(0.0, clearance - (axis - _RULE / 2 - below.height + down))
    width = max(above.width, below.width) + 2 * _NULL_DELIMITER
    return Box(width, above.height + up, below.depth + down)


def root(body: Box, degree: Box | None, style: Style) -> Box:
    """Set a root sign over a box.

    Examples
    --------
    >>> round(root(single("2", Style.TEXT), None, Style.TEXT).width, 2)
    13.33
    """
    clearance = _RULE + (_X_HEIGHT[style.size] / 4 if style < Style.TEXT else _RULE / 4)
    total = body.height + body.depth
    width, size = _delimiter("√", total + clearance + _RULE, style)
    clearance += max(0.0, size - _RULE - total - clearance) / 2
    height = body.height + clearance + 2 * _RULE
    index = 0.0 if degree is None else degree.width - 5 * _UNIT[style.size]
    return Box(width + body.width + index, height, max(body.depth, size - height + _RULE))


def between_brackets(left: str, body: Box, right: str, style: Style) -> Box:
    """Set brackets that are as large as what stands between them.

    Examples
    --------
    >>> tall = Box(10.0, 15.0, 10.0)
    >>> round(between_brackets("(", tall, ")", Style.DISPLAY).width, 2)
    24.72
    """
    axis = _AXIS[style.size]
    reach = max(body.height - axis, body.depth + axis)
    needed = max(2 * reach * 0.901, 2 * reach - 5)
    found = [_delimiter(sign, needed, style) for sign in (left, right)]
    size = max(size for _, size in found)
    width = body.width + sum(width for width, _ in found)
    return Box(width, max(body.height, size / 2 + axis), max(body.depth, size / 2 - axis))


def big_bracket(sign: str, step: int) -> Box:
    r"""Bracket one or two sizes larger than usual, as ``\big`` and ``\Big`` give.

    Examples
    --------
    >>> big_bracket(")", 1).width, big_bracket("(", 2).width
    (4.58, 5.97)
    """
    size = _LARGE_SIZES[step - 1]
    width = _LARGE[_MIRRORED.get(sign, sign)][step - 1]
    return Box(width, size / 2 + _AXIS[0], size / 2 - _AXIS[0])


def _delimiter(sign: str, needed: float, style: Style) -> tuple[float, float]:
    """Width and height with depth of the first sign that is large enough."""
    sign = _MIRRORED.get(sign, sign)
    if not sign:
        return _NULL_DELIMITER, 0.0
    for size in range(style.size, -1, -1):
        if SIZES[size] >= needed:
            return glyph(sign, size, upright=True).width, SIZES[size]
    for width, total in zip(_LARGE[sign], _LARGE_SIZES, strict=False):
        if total >= needed:
            return width, total
    return _LARGE[sign][-1], needed


def array(rows: Sequence[Sequence[Box]], apart: bool = False) -> Box:
    """Set the entries of a matrix in columns; ``apart`` puts a little space below every row but the last.

    Examples
    --------
    >>> one = single("1", Style.TEXT)
    >>> array(((one, one), (one, one))).width
    20.0
    """
    widths = [max(entry.width for entry in column) for column in zip(*rows, strict=True)]
    heights = [max(8.4, *map(_height, row)) for row in rows]
    depths = [max(6.6 if apart and row is not rows[-1] else 3.6, *map(_depth, row)) for row in rows]
    total = sum(heights) + sum(depths)
    width = sum(widths) + 10 * (len(widths) - 1)
    return Box(width, total / 2 + _AXIS[0], total / 2 - _AXIS[0])
