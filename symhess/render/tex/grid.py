"""Large matrices: entries that would not fit on a line get names and lines of their own."""

from __future__ import annotations

from symhess.render.document import Equation
from symhess.render.formula import Chain, Decimal, Expression, Formula, Grid, Name, Relation
from symhess.render.layout.formula import formula_node
from symhess.render.tex.width import width

__all__ = ["named_entries"]

_LETTERS = "hamkH"


def named_entries(equation: Equation, room: float) -> tuple[Equation, ...]:
    """Write a matrix that is wider than the room as h_11, h_12, … with what these stand for below it.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> wide = Expression((x + y) ** 9 + x)
    >>> short = Expression(x)
    >>> matrix = Equation(Name("H"), Relation.EQUAL, Grid(((wide, short), (short, wide))))
    >>> len(named_entries(matrix, 40.0)), len(named_entries(matrix, 10.0))
    (1, 4)
    """
    grid = equation.right
    if not isinstance(grid, Grid) or width(formula_node(grid)) <= room:
        return (equation,)
    letter = _free_letter(grid)
    named: dict[tuple[int, int], Name] = {}
    lines = []
    for i, row in enumerate(grid.rows):
        for j, entry in enumerate(row):
            mirrored = named.get((j, i)) if j < i and grid.rows[j][i] == entry else None
            name = mirrored or Name(letter, (Decimal(str(i + 1)), Decimal(str(j + 1))))
            named[i, j] = name
            if not mirrored:
                lines.append(Equation(name, Relation.EQUAL, entry))
    names = tuple(tuple(named[i, j] for j in range(len(row))) for i, row in enumerate(grid.rows))
    return (Equation(equation.left, equation.relation, Grid(names), equation.rule), *lines)


def _free_letter(grid: Grid) -> str:
    taken = {name for row in grid.rows for entry in row for name in _names(entry)}
    return next((letter for letter in _LETTERS if letter not in taken), "h")


def _names(formula: Formula) -> set[str]:
    match formula:
        case Expression(value):
            return {symbol.name for symbol in value.free_symbols}
        case Chain(items, _):
            return {name for item in items for name in _names(item)}
    return set()
