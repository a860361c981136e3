"""From a sheet to its pages: one variant drawn, solved, told; the same questions with and without solutions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256

from symhess._version import __version__
from symhess.budget import Deadline
from symhess.critical_set import Status
from symhess.errors import InputError, TimeLimitReached
from symhess.render.document import Block, Figure, Inline, Note, Picture
from symhess.render.page.decimal_sign import with_decimal_sign
from symhess.render.page.page import page_of
from symhess.render.page.result import figures
from symhess.render.phrases import say
from symhess.render.sheet import Part, Question, SheetPage
from symhess.sheets.answers import Answer, solved
from symhess.sheets.generators import Drawn, drawn
from symhess.sheets.problem import Asks, Problem
from symhess.sheets.sheet import Exercise, Item, Sheet
from symhess.sheets.spaces import space_of
from symhess.sheets.telling.told import told
from symhess.sheets.texts import pieces_of
from symhess.sheets.wording import asked, given
from symhess.study import Study
from symhess.verdict import Kind, Reason

__all__ = ["Variant", "seeds_of", "variant_pages"]

_SEED_BYTES = 7


@dataclass(frozen=True, slots=True, eq=False)
class Variant:
    """One variant: what is handed out, what is kept, and what could not be solved.

    Examples
    --------
    >>> page = SheetPage((), (), (), "A", (), ())
    >>> Variant(page, replace(page, solved=True), ("exercise 1: not solved",)).warnings
    ('exercise 1: not solved',)
    """

    tasks: SheetPage
    solutions: SheetPage
    warnings: tuple[str, ...]


def variant_pages(sheet: Sheet, number: int, known: dict[Problem, Answer] | None = None) -> Variant:
    """The pages of one variant, by its number.

    Parameters
    ----------
    sheet : Sheet
    number : int
    known : dict, optional
        Answers of other variants: an exercise without seed is the same in all of them. New ones are put in.

    Raises
    ------
    InputError
        If an exercise asks for something that does not exist.

    Examples
    --------
    >>> from symhess.sheets.exercises import read_exercise
    >>> found = variant_pages(Sheet("Sheet 1", (read_exercise({"function": "x^2", "asks": "gradient"}),)), 0)
    >>> len(found.tasks.questions), found.solutions.solved, found.warnings
    (1, True, ())
    """
    seeds = seeds_of(sheet, number)
    questions, warnings = [], []
    for place, (exercise, seed) in enumerate(zip(sheet.exercises, seeds, strict=True), start=1):
        teller = _Teller(sheet, exercise, seed, f"exercise {place}", {} if known is None else known)
        questions.append(teller.question())
        warnings += teller.warnings
    letter = sheet.variants[number]
    slots = {"version": __version__, "seed": str(sheet.seed)}
    plain = SheetPage(
        title=_words(sheet.title),
        course=_words(sheet.course),
        note=_words(sheet.date),
        variant=letter,
        questions=tuple(questions),
        footer=say("sheet.footer", sheet.language, **slots),
        name_line=sheet.name_line,
        marks_table=sheet.marks_table,
        language=sheet.language,
    )
    page = with_decimal_sign(plain)
    footer = say("sheet.footer-solved", sheet.language, **slots)
    prefix = f"variant {letter}, " if letter else ""
    return Variant(page, replace(page, solved=True, footer=footer), tuple(prefix + warning for warning in warnings))


def seeds_of(sheet: Sheet, number: int) -> tuple[int, ...]:
    """The seed of every exercise in a variant: different ones for all variants, and for exercises of one generator.

    Examples
    --------
    >>> from symhess.sheets.sheet import Generated
    >>> drawn_twice = (Exercise((Item(None),), generated=Generated("taylor", {})),) * 2
    >>> sheet = Sheet("Sheet 1", drawn_twice, variants=("A", "B"))
    >>> len({*seeds_of(sheet, 0), *seeds_of(sheet, 1)})
    4
    """
    base = int.from_bytes(sha256(str(sheet.seed).encode()).digest()[:_SEED_BYTES], "big")
    letter = ord(sheet.variants[number] or "A") - ord("A")
    names = [exercise.generated.name if exercise.generated else "" for exercise in sheet.exercises]
    return tuple((base + letter) * names.count(name) + names[:k].count(name) for k, name in enumerate(names))


def _words(text: str) -> tuple[Inline, ...]:
    return pieces_of(text.replace("$", r"\$")) if text else ()


@dataclass(slots=True)
class _Teller:
    """Tells one exercise in one variant."""

    sheet: Sheet
    exercise: Exercise
    seed: int
    name: str
    known: dict[Problem, Answer]
    warnings: list[str] = field(default_factory=list)

    def question(self) -> Question:
        exercise, language = self.exercise, self.sheet.language
        found = self.drawn()
        base = found.problem if found else exercise.function
        parts = tuple(self.parts(found))
        if base is None:
            return Question(exercise.title, (), parts)
        study = next((part.study for part in parts if part.study is not None), None)
        shown = _figures(study, language) if study is not None and exercise.picture in ("task", "both") else ()
        return Question(exercise.title, (*exercise.text, *given(base, language), *shown), parts, study)

    def drawn(self) -> Drawn | None:
        generated = self.exercise.generated
        if generated is None:
            return None
        return drawn(generated.name, self.seed, generated.options)

    def parts(self, found: Drawn | None) -> Iterator[Part]:
        known: set[Asks] = set()
        for number, item in enumerate(self.exercise.items):
            label = f" ({chr(ord('a') + number)})" if len(self.exercise.items) > 1 else ""
            problem, answer = self.solution_of(item, found, label)
            yield self.part(item, problem, answer, frozenset(known))
            known |= {problem.asks} if problem is not None else set()

    def solution_of(self, item: Item, found: Drawn | None, label: str) -> tuple[Problem | None, Answer | None]:
        """The problem of a part and its answer, where it has them."""
        problem = item.problem
        if found is not None and (item.asks is None or item.asks is found.problem.asks):
            return (found.problem, found.answer) if item.asks or not item.text else (None, None)
        if found is not None and item.asks is not None:
            problem = Problem(item.asks, found.problem.function)
        if problem is None:
            return None, None
        try:
            if problem not in self.known:
                self.known[problem] = solved(problem, Deadline(self.sheet.time_limit))
            answer = self.known[problem]
        except TimeLimitReached:
            self.warnings.append(f"{self.name}{label}: not solved within {self.sheet.time_limit:g} s")
            return problem, None
        except InputError as error:
            key = "at" if problem.at else "function"
            raise self.sheet.source.error(item.table, key, str(error)) from None
        self.warnings += [f"{self.name}{label}: {what}" for what in _open(answer)]
        return problem, answer

    def part(self, item: Item, problem: Problem | None, answer: Answer | None, known: frozenset[Asks]) -> Part:
        language = self.sheet.language
        alone = self.exercise.text if problem is None and not item.text else ()
        task = (*alone, *item.text, *((asked(problem, language),) if problem is not None else ()))
        solution = item.solution
        if problem is not None and answer is not None:
            solution += self.pictured(told(problem, answer, self.exercise.detail, language, known))
        elif problem is not None:
            seconds = f"{self.sheet.time_limit:g}"
            solution += (Note(say("sheet.unfinished", language, seconds=seconds)),)
        return Part(
            task=task,
            marks=item.marks,
            hint=item.hint,
            space=space_of(item, problem, language),
            solution=solution,
            study=answer if isinstance(answer, Study) else None,
        )

    def pictured(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The solution with its figures, or without them where none is wanted."""
        wanted = self.exercise.picture in ("solution", "both")
        return tuple(block for block in blocks if wanted or not isinstance(block, Figure))


def _figures(study: Study, language: str) -> tuple[Block, ...]:
    """The graph or the level lines alone, without a word about what is to be found."""
    found = (figure for figure in figures(page_of(study, "brief", language)) if figure.picture is not Picture.SURFACE)
    return tuple(Figure(figure.picture, (), figure.alternative.partition(":")[0]) for figure in found)


def _open(answer: Answer) -> Iterator[str]:
    """What an answer does not know."""
    if not isinstance(answer, Study):
        return
    completeness = answer.critical_set.completeness
    if completeness.status is Status.INCOMPLETE:
        late = completeness.reason is Reason.TIME_LIMIT
        yield "not solved in time" if late else "the list of critical points is not proved to be complete"
    if any(found.verdict.kind is Kind.UNDECIDED for found in answer.points):
        yield "the kind of a critical point is undecided"
