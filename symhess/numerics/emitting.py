"""From graphs to Python source.

The source is made of generated names (x0, v0, t0, ...), numbers written by ``repr`` and the operations of the tables
below, and of nothing else: no text from outside reaches it, and no name can collide with a user's symbol.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from symhess.numerics.graph import CONSTANT, POWER, PRODUCT, SUM, VARIABLE, WHERE, Graph

__all__ = ["Form", "array_source", "scalar_source"]

Form = Literal["list", "single", "packed", "direct", "filling"]

_ATOM, _FACTOR, _TERM, _CHOICE = 3, 2, 1, 0
# Longer expressions get a name: Python's own compiler recurses into them.
_LONGEST = 24
_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")
_TEMPORARY = re.compile(r"\bt\d+\b")


class _Piece(NamedTuple):
    """Source text of a value: a factor times a body, how tightly the body binds, and its size."""

    body: str
    level: int = _ATOM
    factor: float = 1.0
    size: int = 1

    @property
    def text(self) -> str:
        """The whole value, factor and all; it binds like a product or as the body does."""
        if self.factor == 1.0:
            return self.body
        body = self.body_at(_FACTOR)
        if self.factor == -1.0:
            return f"-{body}"
        return f"{self.factor!r}{body[3:]}" if body.startswith("1.0/") else f"{self.factor!r}*{body}"

    def body_at(self, level: int) -> str:
        return self.body if self.level >= level else f"({self.body})"

    def at(self, level: int) -> str:
        if self.factor == 1.0:
            return self.body if self.level >= level else f"({self.body})"
        return self.text if level <= _FACTOR else f"({self.text})"


def scalar_source(graph: Graph, outputs: Sequence[int], name: str, groups: Sequence[int], form: Form = "list") -> str:
    """Source of a function of sequences of floats.

    Parameters
    ----------
    graph : Graph
        The expressions.
    outputs : sequence of int
        The nodes to compute.
    name : str
        The function's name: an identifier that the caller has chosen, not one from outside.
    groups : sequence of int
        How many variables each argument has; the variables are numbered through.
    form : {"list", "single", "packed", "direct", "filling"}
        What is returned: the list of the outputs, the one output itself, or an array of them; "direct" also takes an
        array, and hands on to ``careful`` what is not one point inside the domain; "filling" takes arrays, and the one
        to fill as the last of them.

    Examples
    --------
    >>> graph = Graph()
    >>> x, y = graph.variable(0), graph.variable(1)
    >>> square = graph.power(graph.sum(x, y), 2)
    >>> print(scalar_source(graph, [square, graph.product(square, x)], "f", [2]))
    def f(x):
        x0, x1 = x
        t0 = x0 + x1
        t1 = t0*t0
        return [t1, x0*t1]
    """
    lines, results = _Writer(graph, outputs, arrays=False).write(groups)
    if form == "filling":
        return _filling(name, groups, [*lines, *(f"out[{row}] = {piece.text}" for row, piece in enumerate(results))])
    texts = ", ".join(piece.text for piece in results)
    if form in ("list", "single"):
        return _function(name, groups, "", [*lines, f"return [{texts}]" if form == "list" else f"return {texts}"])
    # Numbers packed into the array's own memory are there three times as fast as by way of a list.
    lines += [f"out = empty({len(results)})", f"pack_into(out, 0, {texts})", "return out"]
    return _function(name, groups, "", lines) if form == "packed" else _direct(name, groups, lines)


def array_source(graph: Graph, outputs: Sequence[int], name: str, groups: Sequence[int]) -> str:
    """Source of a function of arrays, one row for each variable, that writes the outputs into the rows of `out`.

    Temporaries are deleted after their last use, so that a chunk of columns stays in the cache.

    Examples
    --------
    >>> graph = Graph()
    >>> x, y = graph.variable(0), graph.variable(1)
    >>> square = graph.power(graph.sum(x, y), 2)
    >>> print(array_source(graph, [square, graph.product(square, x)], "f", [2]))
    def f(x, out):
        x0, x1 = x
        t0 = x0 + x1
        t1 = t0*t0
        del t0
        out[0] = t1
        out[1] = x0*t1
    """
    lines, results = _Writer(graph, outputs, arrays=True).write(groups)
    lines += [f"out[{row}] = {piece.text}" for row, piece in enumerate(results)]
    return _function(name, groups, ", out", _with_deletions(lines))


def _function(name: str, groups: Sequence[int], more: str, lines: Sequence[str]) -> str:
    body = [*_unpacking(groups, ""), *lines]
    return "\n    ".join([f"def {name}({', '.join('xv'[: len(groups)])}{more}):", *(body or ["pass"])])


def _direct(name: str, groups: Sequence[int], lines: Sequence[str]) -> str:
    inner = "\n            ".join([*_unpacking(groups, ".tolist()"), *lines])
    body = ["try:", f"    if x.ndim == 1:\n            {inner}", "except failures:", "    pass", "return careful(x)"]
    return "\n    ".join([f"def {name}(x):", *body])


def _filling(name: str, groups: Sequence[int], lines: Sequence[str]) -> str:
    named = [f"{letter}{k} = {letter}[{k}]" for letter, size in zip("xv", groups, strict=False) for k in range(size)]
    return "\n    ".join([f"def {name}({', '.join('xv'[: len(groups)])}, out):", *named, *lines])


def _unpacking(groups: Sequence[int], more: str) -> list[str]:
    """The statements that name the entries of each argument."""
    statements = []
    for letter, size in zip("xv", groups, strict=False):
        if size:
            names = ", ".join(f"{letter}{index}" for index in range(size))
            statements.append(f"{names}{',' if size == 1 else ''} = {letter}{more}")
    return statements


def _with_deletions(lines: Sequence[str]) -> list[str]:
    last = {name: place for place, line in enumerate(lines) for name in _TEMPORARY.findall(line)}
    dying: dict[int, list[str]] = {}
    for name, place in last.items():
        dying.setdefault(place, []).append(name)
    result = []
    for place, line in enumerate(lines):
        result.append(line)
        if place in dying and place < len(lines) - 1:
            result.append(f"del {', '.join(sorted(dying[place]))}")
    return result


class _Writer:
    """Turns nodes into statements; what is used once is written where it is used."""

    def __init__(self, graph: Graph, outputs: Sequence[int], *, arrays: bool) -> None:
        self.graph = graph
        self.outputs = outputs
        self.arrays = arrays
        self.order = graph.reached(outputs)
        self.uses = self._count_uses()
        self.pieces: dict[int, _Piece] = {}

    def _count_uses(self) -> dict[int, int]:
        uses: dict[int, int] = dict.fromkeys(self.order, 0)
        for number in self.order:
            operation, children, datum = self.graph.nodes[number]
            times = 2 if operation == POWER and datum in (2, 3) else 1
            for child in children:
                uses[child] += times
        for output in self.outputs:
            uses[output] += 1
        return uses

    def write(self, groups: Sequence[int]) -> tuple[list[str], list[_Piece]]:
        names = [f"{letter}{index}" for letter, size in zip("xv", groups, strict=False) for index in range(size)]
        lines: list[str] = []
        for number in self.order:
            operation, children, datum = self.graph.nodes[number]
            if operation == VARIABLE:
                piece = _Piece(names[int(datum)])
            elif operation == CONSTANT:
                text = repr(float(datum))
                piece = _Piece(text, _TERM if text.startswith("-") else _ATOM)
            else:
                piece = self._piece(operation, children, datum)
                if self.uses[number] > 1 or piece.size > _LONGEST:
                    name = f"t{len(lines)}"
                    lines.append(f"{name} = {piece.text}")
                    piece = _Piece(name)
            self.pieces[number] = piece
        return lines, [self.pieces[output] for output in self.outputs]

    def _piece(self, operation: str, children: tuple[int, ...], datum: float) -> _Piece:
        parts = [self.pieces[child] for child in children]
        size = 1 + sum([part.size for part in parts])
        if operation == SUM:
            return _Piece(_sum(*parts), _TERM, 1.0, size)
        if operation != PRODUCT:
            return _Piece(*self._text(operation, parts, datum), 1.0, size)
        factor = self.graph.value(children[0])
        if factor is not None and parts[1].factor == 1.0:
            return _Piece(parts[1].body, parts[1].level, factor, size)
        return _Piece(*_product(*parts), size)

    def _text(self, operation: str, parts: list[_Piece], datum: float) -> tuple[str, int]:
        if operation == POWER:
            return self._power(parts[0], datum)
        if operation == WHERE:
            return self._where(*parts)
        if operation in _COMPARISONS:
            return f"({parts[0].at(_TERM)} {operation} {parts[1].at(_TERM)})", _ATOM
        if operation in ("and", "or", "not"):
            return self._logic(operation, parts), _ATOM
        if operation == "undefined":
            return "nan", _ATOM
        return f"{operation}({', '.join(part.text for part in parts)})", _ATOM

    def _where(self, condition: _Piece, then: _Piece, otherwise: _Piece) -> tuple[str, int]:
        if self.arrays:
            return f"where({condition.text}, {then.text}, {otherwise.text})", _ATOM
        return f"({then.at(_TERM)} if {condition.text} else {otherwise.at(_TERM)})", _ATOM

    def _logic(self, operation: str, parts: list[_Piece]) -> str:
        if self.arrays:
            return f"logical_{operation}({', '.join(part.text for part in parts)})"
        if operation == "not":
            return f"(not {parts[0].text})"
        return f"({parts[0].text} {operation} {parts[1].text})"

    def _power(self, base: _Piece, exponent: float) -> tuple[str, int]:
        atom = base.at(_ATOM)
        if exponent in (2, 3):
            return "*".join([atom] * int(exponent)), _FACTOR
        if exponent == -1:
            return f"1.0/{atom}", _FACTOR
        if exponent == 0.5:
            return f"sqrt({base.text})", _ATOM
        if exponent == int(exponent):
            if self.arrays:
                return f"integer_power({base.text}, {int(exponent)})", _ATOM
            return f"({atom}**{int(exponent)})", _ATOM
        return f"real_power({base.text}, {float(exponent)!r})", _ATOM


def _sum(left: _Piece, right: _Piece) -> str:
    if left.text.startswith("-") and not right.text.startswith("-"):
        left, right = right, left
    second = right.at(_TERM)
    if second.startswith("-"):
        return f"{left.at(_TERM)} - {second[1:]}"
    return f"{left.at(_TERM)} + {second}"


def _product(left: _Piece, right: _Piece) -> tuple[str, int, float]:
    """Body, level and factor of a product: factors meet in front, divisors go behind."""
    factor = left.factor * right.factor
    if not (math.isfinite(factor) and factor):
        return f"{left.at(_ATOM)}*{right.at(_ATOM)}", _FACTOR, 1.0
    if left.body.startswith("1.0/"):
        left, right = right, left
    second = right.body_at(_FACTOR)
    return f"{left.body_at(_FACTOR)}{second[3:] if second.startswith('1.0/') else '*' + second}", _FACTOR, factor
