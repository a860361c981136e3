"""Problems in words: what is given, and what is asked."""

from __future__ import annotations

from sympy import Symbol, exp

from symhess.function import ScalarFunction
from symhess.render.document import Align, Block, Equation, Equations, Inline, Paragraph, Row, Table, Words
from symhess.render.formula import (
    Call,
    Expression,
    Formula,
    Name,
    Product,
    Sum,
)
from symhess.render.page.components import inequality
from symhess.render.page.numbers import integer
from symhess.render.page.page import equal
from symhess.render.phrases import enumerated, phrase, say
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.telling.common import cell, equation, point

__all__ = ["asked", "given", "iterate_name", "taylor_name"]


def given(problem: Problem, language: str = "en") -> tuple[Block, ...]:
    """The function with its domain; for a logistic regression the model and the data.

    Examples
    --------
    >>> from symhess.inputs import scalar_function
    >>> words, formula = given(Problem(Asks.GRADIENT, scalar_function("x^2 y")))
    >>> words.pieces[0].text, formula.rows[0].right
    ('Consider the function', Expression(value=x**2*y))
    """
    if problem.asks is Asks.LOGISTIC:
        return _given_data(problem, language)
    function = problem.function
    words = Paragraph((Words(phrase("task.function", language)),))
    term = Equations((_function(function),))
    if not function.domain:
        return words, term
    conditions = enumerated([Expression(inequality(condition)) for condition in function.domain])
    return words, term, Paragraph(say("task.domain", language, conditions=conditions))


def asked(problem: Problem, language: str = "en") -> Paragraph:
    """What is to be done.

    Examples
    --------
    >>> from symhess.inputs import scalar_function
    >>> asked(Problem(Asks.GRADIENT, scalar_function("x^2"))).pieces[0].text
    'Compute the derivative of '
    """
    name = Name("f")
    match problem.asks:
        case Asks.GRADIENT | Asks.HESSIAN:
            key = _derivative_key(problem)
            if problem.at:
                return Paragraph(say(f"{key}-at", language, function=name, point=point(problem.at)))
            return Paragraph(say(key, language, function=name))
        case Asks.CLASSIFICATION | Asks.DEGENERATE:
            return Paragraph(say(f"task.{problem.asks.value}", language, function=name))
        case Asks.TAYLOR:
            slots = {"polynomial": taylor_name(problem.order), "function": name, "point": point(problem.at)}
            return Paragraph(say("task.taylor", language, order=problem.order, **slots))
        case Asks.LAGRANGE:
            constraints = [equation(Expression(g), integer(0)) for g in problem.constraints]
            return Paragraph(say("task.lagrange", language, function=name, constraints=enumerated(constraints)))
        case Asks.REGION:
            conditions = [Expression(inequality(condition)) for condition in problem.region]
            return Paragraph(say("task.region", language, function=name, conditions=enumerated(conditions)))
        case Asks.NEWTON | Asks.LOGISTIC:
            return Paragraph(_steps_asked(problem, language))


def _steps_asked(problem: Problem, language: str) -> tuple[Inline, ...]:
    key = f"task.{problem.asks.value}.{'one' if problem.steps == 1 else 'many'}"
    start = equation(point(problem.function.variables), point(problem.at))
    if problem.asks is Asks.NEWTON:
        return say(key, language, steps=problem.steps, equation=_gradient_is_zero(problem.function), start=start)
    return say(key, language, steps=problem.steps, start=start)


def iterate_name(function: ScalarFunction, number: int) -> Formula:
    """x_k; v_k where there are several variables, so that it is not taken for one of them.

    Examples
    --------
    >>> from symhess.inputs import scalar_function
    >>> iterate_name(scalar_function("x y"), 1).text, iterate_name(scalar_function("t^2"), 1).text
    ('v', 't')
    """
    names = [variable.name for variable in function.variables]
    free = next(letter for letter in "vwuzpq" if letter not in names)
    return Name(names[0] if len(names) == 1 else free, (integer(number),))


def taylor_name(order: int) -> Formula:
    """T_k.

    Examples
    --------
    >>> taylor_name(2).text
    'T'
    """
    return Name("T", (integer(order),))


def _function(function: ScalarFunction) -> Equation:
    """f(x, y) = the term, its summands in the order of their author."""
    called = Call(Name("f"), tuple(map(Expression, function.variables)))
    if len(function.terms) > 1:
        return equal(called, Sum(tuple(map(Expression, function.terms))))
    return equal(called, Expression(function.expression))


def _gradient_is_zero(function: ScalarFunction) -> Formula:
    """∇f = 0, or f′ = 0 for one variable."""
    ordinary = len(function.variables) == 1
    return equation(Name("f", primes=1) if ordinary else Product((Name("nabla"), Name("f"))), integer(0))


def _derivative_key(problem: Problem) -> str:
    ordinary = len(problem.function.variables) == 1
    if problem.asks is Asks.GRADIENT:
        return "task.derivative" if ordinary else "task.gradient"
    return "task.second-derivative" if ordinary else "task.hessian"


def _given_data(problem: Problem, language: str) -> tuple[Block, ...]:
    """The model, and a table whose columns are the observations."""
    coefficients = problem.function.variables
    regressors = [Name("x", (integer(k + 1),)) for k in range(len(problem.data[0]) - 1)]
    names = [Name("x")] if len(regressors) == 1 else regressors
    lines = [[name, *(row[k] for row in problem.data)] for k, name in enumerate([*names, Name("y")])]
    cells = [[cell(entry) for entry in line] for line in lines]
    table = Table(
        tuple(cells[0]),
        tuple(Row(tuple(line)) for line in cells[1:]),
        (Align.LEFT, *[Align.RIGHT] * len(problem.data)),
    )
    intercept = len(coefficients) > len(names)
    parts: list[Formula] = [Expression(coefficients[0])] if intercept else []
    slopes = coefficients[1:] if intercept else coefficients
    parts += [Product((Expression(slope), name)) for slope, name in zip(slopes, names, strict=True)]
    predictor = Equations(
        (
            equal(Name("eta"), Sum(tuple(parts))),
            equal(Name("p"), Expression(1 / (1 + exp(-Symbol("eta"))))),
        )
    )
    return Paragraph((Words(phrase("task.logistic-data", language)),)), predictor, table
