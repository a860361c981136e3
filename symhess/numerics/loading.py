"""From SymPy expressions to graphs."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

from sympy import Basic, Expr, Number, NumberSymbol, Symbol
from sympy.core.relational import Relational
from sympy.logic.boolalg import Boolean, BooleanFalse, BooleanTrue

from symhess.errors import InputError
from symhess.numerics.graph import Graph

__all__ = ["load"]

_SAME_NAME = ("exp", "log", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "cosh", "tanh")
_UNARY = {name: name for name in (*_SAME_NAME, "asinh", "acosh", "atanh", "erf", "erfc", "sign", "floor")} | {
    "Abs": "abs",
    "ceiling": "ceil",
}
_RECIPROCAL = {"sec": "cos", "csc": "sin", "cot": "tan", "sech": "cosh", "csch": "sinh", "coth": "tanh"}
_RELATIONS = {
    "StrictLessThan": "<",
    "LessThan": "<=",
    "StrictGreaterThan": ">",
    "GreaterThan": ">=",
    "Equality": "==",
    "Unequality": "!=",
}
_UNEVALUATED = ("Sum", "Product", "Derivative", "Integral", "Limit", "Subs")
_LOGIC = {"And": "and", "Or": "or"}


def load(graph: Graph, expression: Expr, leaves: Mapping[Basic, int]) -> int:
    """Write an expression into a graph and return its node.

    Parameters
    ----------
    graph : Graph
        Where the nodes go; what is there already is shared.
    expression : Expr
        A real expression.
    leaves : mapping of Basic to int
        The nodes of its symbols (or of any other subexpression that is to be taken whole).

    Raises
    ------
    InputError
        For a symbol that is no leaf, a number that is not real and finite, and a function without a rule.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> graph = Graph()
    >>> root = load(graph, (x + y)**2 + (x + y), {x: graph.variable(0), y: graph.variable(1)})
    >>> graph.operations([root])
    3
    >>> load(graph, x**y, {x: graph.variable(0)})
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: the symbol y is not among the variables
    """
    found: dict[Basic, int] = dict(leaves)
    waiting: list[tuple[Basic, bool]] = [(expression, False)]
    while waiting:
        term, ready = waiting.pop()
        if term in found:
            continue
        missing = [] if ready else [(part, False) for part in _parts(term) if part not in found]
        if missing:
            waiting.append((term, True))
            waiting += missing
        else:
            found[term] = _node(graph, term, found)
    return found[expression]


def _parts(term: Basic) -> tuple[Basic, ...]:
    """What must be in the graph before the term: not the constant exponent, not the pairs of a Piecewise."""
    if term.is_Pow and term.exp.is_Number:
        return (term.base,)
    if type(term).__name__ == "Piecewise":
        return tuple(part for pair in term.args for part in pair.args)
    if type(term).__name__ in _UNEVALUATED:
        return ()
    parts: tuple[Basic, ...] = term.args
    return parts


def _node(graph: Graph, term: Basic, found: dict[Basic, int]) -> int:
    rule = _RULES.get(type(term).__name__)
    if rule is not None:
        return rule(graph, term, found)
    if isinstance(term, (Number, NumberSymbol)):
        return graph.constant(_real(term))
    if isinstance(term, Symbol):
        raise InputError(f"the symbol {term.name} is not among the variables")
    if isinstance(term, (Boolean, Relational)):
        return _condition(graph, term, found)
    return _function(graph, term, found)


def _real(number: Any) -> float:
    try:
        value = number.p / number.q if number.is_Rational else float(number)
    except (OverflowError, TypeError, ZeroDivisionError):
        value = math.inf
    if not math.isfinite(value):
        raise InputError(f"the number {str(number)[:40]} is not a finite real number of double precision")
    return value


def _sum(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    return graph.total([found[part] for part in term.args])


def _product(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    product = graph.constant(1.0)
    for part in term.args:
        product = graph.product(product, found[part])
    return product


def _power(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    if not term.exp.is_Number:
        base = found[term.base]
        return graph.call("exp", graph.product(found[term.exp], graph.call("log", base)))
    exponent = term.exp
    return graph.power(found[term.base], int(exponent) if exponent.is_Integer else _real(exponent))


def _evaluated(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    value = term.doit()
    if type(value) is type(term):
        raise InputError(f"the {type(term).__name__.lower()} {str(term)[:60]} cannot be written out")
    return load(graph, value, found)


def _extremum(relation: str) -> Callable[[Graph, Any, dict[Basic, int]], int]:
    def choose(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
        best, *others = (found[part] for part in term.args)
        for other in others:
            best = graph.where(graph.node(relation, (best, other)), best, other)
        return best

    return choose


def _piecewise(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    # Outside all conditions the function is not defined, and the graph says so.
    chosen = graph.node("undefined")
    for value, condition in reversed(term.args):
        chosen = found[value] if condition == True else graph.where(found[condition], found[value], chosen)  # noqa: E712
    return chosen


def _function(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    name = type(term).__name__
    arguments = [found[part] for part in term.args]
    if name in _UNARY and len(arguments) == 1:
        return graph.call(_UNARY[name], *arguments)
    if name == "log" and len(arguments) == 2:
        logarithms = [graph.call("log", argument) for argument in arguments]
        return graph.product(logarithms[0], graph.power(logarithms[1], -1))
    if name == "atan2":
        return graph.call(name, *arguments)
    if name in _RECIPROCAL:
        return graph.power(graph.call(_RECIPROCAL[name], *arguments), -1)
    raise InputError(f"there is no rule to compute {name} with numbers; write it with elementary functions")


def _condition(graph: Graph, term: Any, found: dict[Basic, int]) -> int:
    if isinstance(term, BooleanTrue | BooleanFalse):
        return graph.node("<", (graph.constant(0.0), graph.constant(1.0 if term else -1.0)))
    name = type(term).__name__
    arguments = [found[part] for part in term.args]
    if name in _RELATIONS:
        return graph.node(_RELATIONS[name], tuple(arguments))
    if name == "Not":
        return graph.node("not", tuple(arguments))
    if name not in _LOGIC:
        raise InputError(f"a condition built from comparisons is needed, not {name}")
    joined = arguments[0]
    for argument in arguments[1:]:
        joined = graph.node(_LOGIC[name], (joined, argument))
    return joined


_RULES: dict[str, Callable[[Graph, Any, dict[Basic, int]], int]] = {
    "Add": _sum,
    "Mul": _product,
    "Pow": _power,
    "Max": _extremum(">="),
    "Min": _extremum("<="),
    "Piecewise": _piecewise,
    **dict.fromkeys(_UNEVALUATED, _evaluated),
}
