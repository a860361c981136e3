"""A sheet of exercises, independent of every format: questions with parts, marks, places for answers, solutions.

The blocks inside are those of :mod:`symhess.render.document`; a printer for sheets arranges them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, TypeAlias

from symhess.render.document import Block, Figure, Inline, Picture
from symhess.render.phrases import phrase
from symhess.study import Study

__all__ = [
    "Blank",
    "FillIn",
    "Gaps",
    "Part",
    "Pictures",
    "Place",
    "Question",
    "SheetPage",
    "Space",
    "label_of",
    "marks_number",
    "marks_text",
    "pictured",
]

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Blank:
    """Room for the answer: lines to write on, ruled or not.

    Examples
    --------
    >>> Blank(4, ruled=True).lines
    4
    """

    lines: int
    ruled: bool


@dataclass(frozen=True, slots=True)
class FillIn:
    """A table whose cells are to be filled in.

    Examples
    --------
    >>> FillIn((), 3).rows
    3
    """

    header: tuple[tuple[Inline, ...], ...]
    rows: int


@dataclass(frozen=True, slots=True)
class Gaps:
    """Lines to complete, each after what stands at its beginning.

    Examples
    --------
    >>> Gaps(()).beginnings
    ()
    """

    beginnings: tuple[tuple[Inline, ...], ...]


Space: TypeAlias = Blank | FillIn | Gaps


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One thing that is asked, with all that may be said about it.

    Attributes
    ----------
    task : tuple of Block
    marks : Fraction or None
    hint : tuple of Inline
    space : Space or None
        Where the answer is written; ``None`` where students use paper of their own.
    solution : tuple of Block
    study : Study or None
        What the figures of task and solution show.

    Examples
    --------
    >>> Part(()).marks is None
    True
    """

    task: tuple[Block, ...]
    marks: Fraction | None = None
    hint: tuple[Inline, ...] = ()
    space: Space | None = None
    solution: tuple[Block, ...] = ()
    study: Study | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One exercise: what is given, and the parts that are asked.

    A figure among what is given shows the function of ``study`` without the points that are asked for.

    Examples
    --------
    >>> Question((), (), (Part((), Fraction(2)), Part((), Fraction(1, 2)))).marks
    Fraction(5, 2)
    >>> Question((), (), (Part(()),)).marks is None
    True
    """

    title: tuple[Inline, ...]
    given: tuple[Block, ...]
    parts: tuple[Part, ...]
    study: Study | None = None

    @property
    def marks(self) -> Fraction | None:
        """The sum over the parts; ``None`` where none has marks."""
        told = [part.marks for part in self.parts if part.marks is not None]
        return sum(told, Fraction(0)) if told else None

    @property
    def is_lettered(self) -> bool:
        """Whether the parts are called (a), (b), (c)."""
        return len(self.parts) > 1


@dataclass(frozen=True, slots=True, eq=False)
class SheetPage:
    """A sheet as handed out, or with its solutions.

    Attributes
    ----------
    title, course, note : tuple of Inline
        The note is the line about dates.
    variant : str
        A letter, or empty.
    questions : tuple of Question
    footer : tuple of Inline
    solved : bool
        Whether solutions are shown instead of places for answers.
    name_line : bool
    marks_table : bool
    language : str

    Examples
    --------
    >>> SheetPage((), (), (), "A", (), ()).marks is None
    True
    """

    title: tuple[Inline, ...]
    course: tuple[Inline, ...]
    note: tuple[Inline, ...]
    variant: str
    questions: tuple[Question, ...]
    footer: tuple[Inline, ...]
    solved: bool = False
    name_line: bool = False
    marks_table: bool = False
    language: str = "en"

    @property
    def marks(self) -> Fraction | None:
        """The sum over all questions; ``None`` where none has marks."""
        told = [question.marks for question in self.questions if question.marks is not None]
        return sum(told, Fraction(0)) if told else None


Place: TypeAlias = tuple[int, int | None]
"""The numbers of question and part; no part stands for what is given."""

Pictures: TypeAlias = Mapping[Place, Mapping[Picture, str]]
"""The pictures at each place: file names, or the pictures themselves."""


def pictured(page: SheetPage) -> Iterator[tuple[Place, Study, tuple[Picture, ...]]]:
    """The places with pictures, and what is shown there.

    Examples
    --------
    >>> from symhess import analyze
    >>> figure = Figure(Picture.CURVE, (), "")
    >>> question = Question((), (), (Part(()), Part((figure,), study=analyze("x^2"))))
    >>> [(place, shown) for place, _, shown in pictured(SheetPage((), (), (), "", (question,), ()))]
    [((0, 1), (<Picture.CURVE: 'curve'>,))]
    """
    for i, question in enumerate(page.questions):
        places: list[tuple[int | None, Study | None, tuple[Block, ...]]] = [(None, question.study, question.given)]
        for k, part in enumerate(question.parts):
            places.append((k, part.study, (*part.task, *(part.solution if page.solved else ()))))
        for number, study, blocks in places:
            shown = tuple(dict.fromkeys(block.picture for block in blocks if isinstance(block, Figure)))
            if shown and study is not None:
                yield (i, number), study, shown


def label_of(question: Question, number: int) -> str:
    """(a), (b), (c); empty where a question has one part only.

    Examples
    --------
    >>> label_of(Question((), (), (Part(()), Part(()))), 1), label_of(Question((), (), (Part(()),)), 0)
    ('(b)', '')
    """
    return f"({_LETTERS[number]})" if question.is_lettered else ""


def marks_number(marks: Fraction, language: str = "en") -> str:
    """Marks as a decimal number, as short as it is.

    Examples
    --------
    >>> marks_number(Fraction(3)), marks_number(Fraction(5, 2)), marks_number(Fraction(5, 2), "de")
    ('3', '2.5', '2,5')
    """
    text = f"{float(marks):.2f}".rstrip("0").rstrip(".")
    return text.replace(".", phrase("decimal-sign", language))


def marks_text(marks: Fraction | None, language: str = "en") -> str:
    """Marks with their noun; empty where there are none.

    Examples
    --------
    >>> marks_text(Fraction(1)), marks_text(Fraction(0)), marks_text(None)
    ('1 mark', '0 marks', '')
    """
    if marks is None:
        return ""
    noun = "sheet.marks.one" if marks == 1 else "sheet.marks.many"
    return f"{marks_number(marks, language)} {phrase(noun, language)}"
