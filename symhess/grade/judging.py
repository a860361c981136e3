"""One answer against one right value: which parts are right, which mistake explains the others, what is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from sympy import Expr, MatrixBase, Tuple

from symhess.budget import Deadline
from symhess.equivalence import Status
from symhess.grade.compare import Comparison, compare_values, easy_difference
from symhess.grade.fields import Asks, Field, Shape
from symhess.grade.judgement import Judgement
from symhess.grade.marks import Part, Remark, Shown, remark
from symhess.grade.mistakes import EXPLANATIONS, diagnose_entry, wrong_answers
from symhess.grade.pointsets import judge_classified, judge_points

__all__ = ["entry_names", "judge_value"]


def judge_value(value: Any, right: Any, field: Field, deadline: Deadline) -> Judgement:
    """Judge a value that was read against a right one of the same shape.

    Raises
    ------
    TimeLimitReached
        If the deadline passes.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.grade import make_field
    >>> field = make_field("gradient", "x^2 - 3x y")
    >>> found = judge_value(Tuple(2 * x - 3 * y, 3 * x), field.reference, field, Deadline(2))
    >>> found.share, [part.right for part in found.parts]
    (Fraction(1, 2), [True, False])
    >>> print(found.remarks[0].text, "|", found.remarks[1].text)
    f_y: the sign is wrong | at (1, 2) yours gives 3, f_y is -3
    """
    return _JUDGES[field.asks.shape](value, right, field, deadline)


def entry_names(field: Field) -> tuple[str, ...]:
    """What the entries of an answer are called.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> entry_names(make_field("hessian", "x y"))
    ('f_xx', 'f_xy', 'f_yx', 'f_yy')
    """
    names = [variable.name for variable in field.function.variables]
    if field.asks is Asks.GRADIENT:
        return tuple(f"f_{name}" for name in names)
    if field.asks is Asks.HESSIAN:
        return tuple(f"f_{one}{other}" for one in names for other in names)
    if field.asks is Asks.NEWTON:
        return tuple(names)
    if field.asks is Asks.PARTIAL:
        return (f"f_{''.join(field.of)}",)
    return ("D",) if field.asks is Asks.DISCRIMINANT else ("",)


def _expression(value: Expr, right: Expr, field: Field, deadline: Deadline) -> Judgement:
    return _entries([value], [right], field, deadline)


def _vector(value: Tuple, right: Tuple, field: Field, deadline: Deadline) -> Judgement:
    if len(value) != len(right):
        return _wrong_size(f"expected {len(right)} entries, got {len(value)}")
    found = _entries(list(value), list(right), field, deadline)
    return _with_swap(found, list(value), list(right), field, deadline)


def _matrix(value: MatrixBase, right: MatrixBase, field: Field, deadline: Deadline) -> Judgement:
    if value.shape != right.shape:
        return _wrong_size("expected {} x {} entries, got {} x {}".format(*right.shape, *value.shape))
    found = _entries(list(value), list(right), field, deadline)
    asymmetric = list(_asymmetry(value, field, deadline)) if found.share < 1 else []
    return Judgement(found.share, found.parts, (*found.remarks, *asymmetric), found.open)


def _wrong_size(message: str) -> Judgement:
    return Judgement(Fraction(0), (), (remark("size", message),))


def _entries(values: Sequence[Expr], right: Sequence[Expr], field: Field, deadline: Deadline) -> Judgement:
    names = entry_names(field) if len(entry_names(field)) == len(values) else ("",) * len(values)
    found = [_compared(value, wanted, field, deadline) for value, wanted in zip(values, right, strict=True)]
    remarks: list[Remark] = []
    for k, comparison in enumerate(found):
        if comparison.status is Status.REFUTED:
            remarks += _explained(k, names[k], values[k], right[k], comparison, field, deadline)
    correct = sum(comparison.status is Status.PROVED for comparison in found)
    judged = (None if c.status is Status.UNDECIDED else c.status is Status.PROVED for c in found)
    parts = tuple(Part(name, is_right) for name, is_right in zip(names, judged, strict=True))
    reason = next((c.reason for c in found if c.status is Status.UNDECIDED), None)
    return Judgement(Fraction(correct, len(found)), parts, tuple(remarks), reason)


def _compared(value: Expr, right: Expr, field: Field, deadline: Deadline) -> Comparison:
    deadline.check()
    return compare_values(value, right, field.function.variables, deadline, field.tolerance)


def _explained(
    k: int, name: str, value: Expr, right: Expr, comparison: Comparison, field: Field, deadline: Deadline
) -> Iterator[Remark]:
    """The mistake, if a typical one leads to this value, and a point at which the values differ."""
    named = (Shown(name), ": ") if name else ()
    guesses = wrong_answers(field)
    code = diagnose_entry(value, guesses[k], field, deadline) if k < len(guesses) else None
    if code is not None:
        yield remark(code, *named, EXPLANATIONS[code])
    it = Shown(name) if name else "the right value"
    if not (value.free_symbols or right.free_symbols):
        if code is None:
            yield remark("witness", *named, value, " is not right")
        return
    difference = easy_difference(value, right, field.function.variables)
    if difference is not None and difference.student is not None and difference.reference is not None:
        at = difference.at[0] if len(difference.at) == 1 else Tuple(*difference.at)
        gives, is_there = Shown(difference.student), Shown(difference.reference)
        yield remark("witness", "at ", at, " yours gives ", gives, ", ", it, " is ", is_there)
    elif comparison.witness is not None:
        at = Tuple(*(coordinate for _, coordinate in comparison.witness.at))
        first, second = (text or "undefined" for text in (comparison.witness.first, comparison.witness.second))
        yield remark("witness", "at ", at, f" yours is {first}, ", it, f" is {second}")


def _with_swap(
    found: Judgement, values: Sequence[Expr], right: Sequence[Expr], field: Field, deadline: Deadline
) -> Judgement:
    """One remark instead of many where the entries are right but in another order."""
    wrong = [k for k, part in enumerate(found.parts) if part.right is False]
    if len(wrong) != 2:
        return found
    i, j = wrong
    crossed = (_compared(values[i], right[j], field, deadline), _compared(values[j], right[i], field, deadline))
    if any(c.status is not Status.PROVED for c in crossed):
        return found
    names = entry_names(field)
    swapped = remark("swapped-entries", Shown(names[i]), " and ", Shown(names[j]), " are swapped")
    return Judgement(found.share, found.parts, (swapped,), found.open)


def _asymmetry(value: MatrixBase, field: Field, deadline: Deadline) -> Iterator[Remark]:
    names, size = entry_names(field), value.rows
    for i in range(size):
        for j in range(i + 1, size):
            if _compared(value[i, j], value[j, i], field, deadline).status is Status.REFUTED:
                one, other = Shown(names[i * size + j]), Shown(names[j * size + i])
                yield remark("asymmetric-hessian", one, " and ", other, " differ: ", EXPLANATIONS["asymmetric-hessian"])


def _statement(value: Any, right: Any, field: Field, deadline: Deadline) -> Judgement:
    """Yes or no, or both mixed partials; right ones that are an expression agree by Clairaut's theorem."""
    agree = right if isinstance(right, bool) else True
    if isinstance(value, bool):
        remarks = () if value is agree else (remark("clairaut", EXPLANATIONS["clairaut"]),)
        return Judgement(Fraction(value is agree), (Part("", value is agree),), remarks)
    if isinstance(right, bool):
        return Judgement(Fraction(0), (), (remark("size", "expected yes or no"),))
    wanted = list(right) if isinstance(right, Tuple) else [right, right]
    found = _entries(list(value), wanted, field, deadline)
    if found.share < 1 and _compared(value[0], value[1], field, deadline).status is Status.REFUTED:
        explained = remark("clairaut", EXPLANATIONS["clairaut"])
        return Judgement(found.share, found.parts, (*found.remarks, explained), found.open)
    return found


def _words(value: str, right: Any, field: Field, deadline: Deadline) -> Judgement:
    return Judgement(Fraction(0), open="free text is read by a person")


_JUDGES: dict[Shape, Callable[[Any, Any, Field, Deadline], Judgement]] = {
    Shape.EXPRESSION: _expression,
    Shape.VECTOR: _vector,
    Shape.MATRIX: _matrix,
    Shape.POINTS: judge_points,
    Shape.CLASSIFIED: judge_classified,
    Shape.STATEMENT: _statement,
    Shape.WORDS: _words,
}
