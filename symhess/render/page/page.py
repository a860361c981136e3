"""What the sections of a page share: the study, the detail, names of derivatives, numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, count
from typing import Final

from sympy import Add, Expr, Integer, Mul, Rational, Symbol

from symhess.render.document import Detail, Equation
from symhess.render.formula import Call, Dots, Expression, Formula, Name, Negative, Relation, Sum, length
from symhess.render.page.numbers import Numbers
from symhess.study import Study

__all__ = ["Page", "as_typed", "equal", "page_of"]

_FREE_LETTERS: Final = "tzsTwqp"
_LONGEST_FUNCTION: Final = 3000  # characters
_LONGEST_BEGINNING: Final = 1200


@dataclass(frozen=True, slots=True)
class Page:
    """One page in the making.

    Examples
    --------
    >>> Page.__slots__[0]
    'study'
    """

    study: Study
    detail: Detail
    numbers: Numbers
    language: str = "en"

    @property
    def variables(self) -> tuple[Symbol, ...]:
        """The variables of the function."""
        return self.study.function.variables

    @property
    def taken(self) -> frozenset[str]:
        """Names that the page must not use for something else."""
        return frozenset(variable.name for variable in self.variables)

    @property
    def is_ordinary(self) -> bool:
        """Whether the function has one variable, so that f′ is written instead of partial derivatives."""
        return len(self.variables) == 1

    @property
    def keeps_order(self) -> bool:
        """Whether the user's order of the summands is known."""
        return len(self.study.function.terms) > 1

    def function(self) -> Formula:
        """f(x, y)."""
        return Call(Name("f"), tuple(Expression(variable) for variable in self.variables))

    @property
    def is_cut(self) -> bool:
        """Whether the function term is too long to be printed as a whole."""
        return length(self.study.function.expression) > _LONGEST_FUNCTION

    def body(self) -> Formula:
        """The function term in the user's order; of a very long one only the beginning."""
        function = self.study.function
        terms: Sequence[Expr] = function.terms if self.keeps_order else Add.make_args(function.expression)
        if self.is_cut:
            lengths = accumulate(map(length, terms))
            shown = [as_typed(term) for term, end in zip(terms, lengths, strict=True) if end <= _LONGEST_BEGINNING]
            return Sum((*shown, Dots()))
        if self.keeps_order:
            return Sum(tuple(map(as_typed, terms)))
        return as_typed(function.terms[0]) if function.terms else Expression(function.expression)

    def partial(self, *numbers: int) -> Formula:
        """f_x, f_xy and so on by the numbers of the variables; f′ and f″ for one variable."""
        if self.is_ordinary:
            return Name("f", primes=len(numbers))
        return Name("f", tuple(Expression(self.variables[k]) for k in numbers))


def page_of(study: Study, detail: Detail, language: str = "en") -> Page:
    """Start a page.

    Examples
    --------
    >>> from symhess import analyze
    >>> page_of(analyze("x y"), "brief").partial(0, 1).subscripts
    (Expression(value=x), Expression(value=y))
    """
    taken = {variable.name for variable in study.function.variables}
    free = next(name for name in _names() if name not in taken)
    return Page(study, detail, Numbers(Symbol(free), language), language)


def as_typed(term: Expr) -> Formula:
    """A summand with its factors in the order in which they stand, the minus sign of a number in front of all.

    A factor 1 is not printed; it tells printers that the order is meant.

    Examples
    --------
    >>> x, y = Symbol("x"), Symbol("y")
    >>> as_typed(Mul(Integer(-2), y, x, evaluate=False)).body.value.args
    (1, 2, y, x)
    """
    if not isinstance(term, Mul) or term.func(*term.args).args == term.args:
        return Expression(term)
    first, *rest = (factor for factor in term.args if factor != 1)
    if not (isinstance(first, Rational) and first.p < 0):
        return Expression(term)
    factors = rest if first == -1 else (-first, *rest)
    return Negative(Expression(Mul(Integer(1), *factors, evaluate=False)))


def equal(left: Formula, right: Formula) -> Equation:
    """A line left = right.

    Examples
    --------
    >>> equal(Name("a"), Name("b")).relation.value
    '='
    """
    return Equation(left, Relation.EQUAL, right)


def _names() -> Iterator[str]:
    yield from _FREE_LETTERS
    for k in count(1):
        yield f"t_{k}"
