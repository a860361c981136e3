"""``mark``: one answer for one field, from the text to the Mark; nothing escapes but what ends the process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction

from sympy import SympifyError, Tuple

from symhess.budget import Deadline
from symhess.errors import InputError, TimeLimitReached
from symhess.exact import is_zero_constant
from symhess.grade.carrying import LEANS_ON, Earlier, carried_value, own_gradient
from symhess.grade.fields import Asks, Field, Form, Shape
from symhess.grade.forms import has_form
from symhess.grade.judgement import Judgement
from symhess.grade.judging import judge_value
from symhess.grade.marks import Mark, MarkStatus, Part, Remark, remark
from symhess.grade.mistakes import EXPLANATIONS
from symhess.grade.reading import Answer, read_answer

__all__ = ["Judge", "judge_answer", "mark"]

Judge = Callable[[Answer, Field, Deadline], Judgement]


def judge_answer(answer: Answer, field: Field, deadline: Deadline) -> Judgement:
    """Judge an answer against the right one.

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> field = make_field("partial", "x^2 y", of=["x", "y"])
    >>> judge_answer(read_answer("2x", field), field, Deadline(2)).share
    Fraction(1, 1)
    """
    return judge_value(answer.value, field.reference, field, deadline)


def mark(
    answer: str | None,
    field: Field,
    *,
    earlier: Iterable[tuple[Field, str]] = (),
    time_limit: float | None = 2.0,
    judge: Judge = judge_answer,
) -> Mark:
    """Mark one answer.

    Parameters
    ----------
    answer : str or None
        What the student typed; it is read, never run.
    field : Field
        What was asked; see :func:`symhess.grade.make_field`.
    earlier : iterable of (Field, str)
        The student's earlier answers: work that is right from an earlier wrong line earns follow-through credit.
    time_limit : float or None
        Seconds; what is not decided then waits for a person and never scores zero.
    judge : callable
        What judges the answer that was read; a cache, say.

    Returns
    -------
    Mark

    Examples
    --------
    >>> from symhess.grade import make_field
    >>> gradient = make_field("gradient", "x^3 - 3x + y^2", weight=2)
    >>> wrong = mark("(3x^2 + 3, 2y)", gradient)
    >>> wrong.status.value, wrong.points, wrong.mistakes
    ('partial', Fraction(1, 1), ('sign',))
    >>> points = make_field("critical_points", "x^3 - 3x + y^2")
    >>> mark("none", points, earlier=[(gradient, "(3x^2 + 3, 2y)")]).status.value
    'carried'
    >>> mark("__import__('os')", points).status.value
    'unreadable'
    """
    if answer is None or not answer.strip():
        return Mark(field.name, MarkStatus.MISSING, Fraction(0), field.weight)
    deadline = Deadline(time_limit)
    try:
        read = read_answer(answer, field)
        return _marked(read, field, tuple(earlier), deadline, judge)
    except InputError as error:
        return _unreadable(field, str(error))
    except TimeLimitReached as error:
        return _for_review(field, str(error))
    except (ArithmeticError, AttributeError, LookupError, MemoryError, NotImplementedError, RecursionError) as error:
        return _for_review(field, f"{type(error).__name__} while judging")
    except (SympifyError, TypeError, ValueError) as error:
        return _for_review(field, f"{type(error).__name__} while judging")


def _unreadable(field: Field, message: str) -> Mark:
    told = (remark("unreadable", "this cannot be read: ", message),)
    if field.unreadable_to_review:
        return Mark(field.name, MarkStatus.REVIEW, None, field.weight, remarks=told, reason="it cannot be read")
    return Mark(field.name, MarkStatus.UNREADABLE, Fraction(0), field.weight, remarks=told)


def _for_review(field: Field, reason: str) -> Mark:
    return Mark(field.name, MarkStatus.REVIEW, None, field.weight, reason=reason)


def _marked(read: Answer, field: Field, earlier: Sequence[tuple[Field, str]], deadline: Deadline, judge: Judge) -> Mark:
    found = judge(read, field, deadline)
    if field.asks.shape is Shape.WORDS or found.open:
        return _finished(read, field, found, found.share, carried=False)
    share, carried = found.share, False
    said: tuple[Remark, ...] = ()
    reason: str | None = None
    if share < 1 and earlier:
        lines = tuple(_read_lines(field, earlier))
        after, said, reason = _carried(read, field, lines, deadline)
        carried = after > share
        share += max(after - share, Fraction(0)) * field.carry
        said += tuple(_contradictions(read, field, lines))
    whole = Judgement(found.share, found.parts, (*found.remarks, *said), reason)
    return _finished(read, field, whole, share, carried=carried)


def _read_lines(field: Field, earlier: Sequence[tuple[Field, str]]) -> Iterator[Earlier]:
    """The earlier lines that the field leans on, as far as they can be read."""
    for other, text in earlier:
        if other.asks not in LEANS_ON.get(field.asks, ()) or not text.strip():
            continue
        try:
            yield Earlier(other, read_answer(text, other).value)
        except InputError:
            continue


def _carried(
    read: Answer, field: Field, lines: Sequence[Earlier], deadline: Deadline
) -> tuple[Fraction, tuple[Remark, ...], str | None]:
    """The share that is right from the own lines, what is said about it, and what is open."""
    found = carried_value(field, lines, deadline)
    if found.because:
        told = remark("not-carried", f"no credit is carried over: your {found.because} is simpler than the right one")
        return Fraction(0), (told,), None
    if found.open and field.asks is Asks.POINTS:
        fits = all(_satisfies(point, own_gradient(field, lines), field) is not False for point in read.value)
        return Fraction(0), (), found.open if fits else None
    if found.value is None:
        return Fraction(0), (), None
    after = judge_value(read.value, found.value, field, deadline)
    told = remark("carried", "this follows from your own earlier lines")
    return after.share * found.cap, (told,) if after.share > 0 else (), after.open


def _satisfies(point: Tuple, gradient: Tuple | None, field: Field) -> bool | None:
    if gradient is None or len(point) != len(field.function.variables):
        return None
    places = dict(zip(field.function.variables, point, strict=True))
    zero = [is_zero_constant(entry.xreplace(places)) for entry in gradient]
    return False if False in zero else None if None in zero else True


def _contradictions(read: Answer, field: Field, lines: Sequence[Earlier]) -> Iterator[Remark]:
    """Claimed points that do not satisfy the student's own gradient."""
    gradient = own_gradient(field, lines) if field.asks is Asks.POINTS else None
    if gradient is None:
        return
    for point in read.value:
        if _satisfies(point, gradient, field) is False:
            value = gradient.xreplace(dict(zip(field.function.variables, point, strict=True)))
            yield remark("contradicts-own-gradient", "at ", point, " your own gradient is ", value, ", not zero")


def _finished(read: Answer, field: Field, found: Judgement, share: Fraction, *, carried: bool) -> Mark:
    """Weights, forms and status."""
    forms = [(form, has_form(form, read.text, field.function.variables, field.syntax)) for form in field.forms]
    lacking = [form for form, holds in forms if holds is False]
    reason = found.open
    if share and not reason and any(holds is None for _, holds in forms):
        reason = "whether the required form is met"
    if lacking:
        share *= 1 - field.form_weight
    remarks = (*(remark("note", note) for note in read.notes), *found.remarks, *map(_about_form, lacking))
    parts = (*found.parts, *(Part(form.value, holds) for form, holds in forms))
    status = MarkStatus.REVIEW if reason else _status(share, carried)
    points = None if reason else share * field.weight
    codes = tuple(code for code in Judgement(share, remarks=remarks).codes if code in EXPLANATIONS)
    return Mark(field.name, status, points, field.weight, read.shown, parts, remarks, codes, reason)


def _status(share: Fraction, carried: bool) -> MarkStatus:
    if carried:
        return MarkStatus.CARRIED
    return MarkStatus.RIGHT if share == 1 else MarkStatus.PARTIAL if share else MarkStatus.WRONG


def _about_form(form: Form) -> Remark:
    return remark("form", f"the answer is not {_WRITTEN[form]}")


_WRITTEN = {
    Form.FACTORED: "factored",
    Form.EXPANDED: "expanded",
    Form.LOWEST_TERMS: "in lowest terms",
    Form.EXACT: "exact, it has decimals",
    Form.SIMPLIFIED: "simplified",
}
