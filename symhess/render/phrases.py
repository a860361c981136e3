"""All wording: one sentence for each key, slots filled with formulas or words; ``languages`` holds the files."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter
from typing import Final, TypeAlias

from sympy import Symbol

from symhess.critical_set import Certainty, Completeness, Status
from symhess.evidence import CountTheorem, Rule
from symhess.render.document import Emphasis, Inline, Marker, Math, Words
from symhess.render.formula import Chain, Expression, Formula, Name, Relation
from symhess.render.languages import table
from symhess.statements import Grounds
from symhess.verdict import Kind, Reason, Verdict

__all__ = [
    "Slot",
    "capitalised",
    "completeness_reason",
    "completeness_told",
    "counted",
    "enumerated",
    "number_word",
    "phrase",
    "reason_text",
    "say",
    "sentence",
    "sentence_key",
    "deciding_test",
    "verdict_key",
    "verdict_words",
]

Slot: TypeAlias = "Formula | Inline | str | int | tuple[Inline, ...]"
Described: TypeAlias = Reason | Status | Kind | Rule | CountTheorem | Certainty | Grounds

_MATHEMATICS: Final = "$"
_INDICES: Final = str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉⁺⁻")
_PREFIXES: Final[dict[type, str]] = {
    Reason: "reason",
    Status: "status",
    Kind: "kind",
    Rule: "rule",
    CountTheorem: "theorem",
    Certainty: "certainty",
    Grounds: "grounds",
}


def phrase(key: str, language: str = "en") -> str:
    """The bare text of a key, where formulas cannot be set.

    Examples
    --------
    >>> phrase("heading.gradient"), phrase("test.half-branches")
    ('Gradient', 'the count of the half-branches on which f keeps its value')
    """
    return table(language)[key].replace(_MATHEMATICS, "")


def sentence_key(described: Described) -> str:
    """Key of the sentence for a member of one of the enumerations.

    Examples
    --------
    >>> sentence_key(Reason.TIME_LIMIT), sentence_key(Kind.SADDLE)
    ('reason.time-limit', 'kind.saddle')
    """
    return f"{_PREFIXES[type(described)]}.{described.value}"


def sentence(described: Described, language: str = "en") -> str:
    """The sentence for a member of one of the enumerations, where it has no slots.

    Examples
    --------
    >>> sentence(Reason.TIME_LIMIT)
    'The time limit was reached before everything was done.'
    """
    return phrase(sentence_key(described), language)


def completeness_reason(completeness: Completeness, variables: Sequence[Symbol], language: str = "en") -> str | None:
    """Why a list is not known to be complete, or the box in which it is; ``None`` where it is complete everywhere.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.critical_points("x^3 - 3x", box=[(0, 5)])
    >>> completeness_reason(found.completeness, found.variables)
    'The box that was searched: x in [0, 5].'
    >>> completeness_reason(symhess.critical_points("x").completeness, found.variables) is None
    True
    """
    parts = [] if completeness.reason is None else [sentence(completeness.reason, language)]
    if completeness.box is not None:
        pairs = zip(variables, completeness.box, strict=True)
        told = (phrase("box.interval", language).format(variable=v, low=low, high=high) for v, (low, high) in pairs)
        parts.append(phrase("box", language).format(box=", ".join(told)))
    return " ".join(parts) or None


def completeness_told(
    completeness: Completeness, variables: Sequence[Symbol], language: str = "en"
) -> tuple[Inline, ...]:
    """Whether a list is complete, why not, and the box in which it is.

    Examples
    --------
    >>> import symhess
    >>> found = symhess.critical_points("x^3 - 3x", box=[(0, 5)])
    >>> [piece.text for piece in completeness_told(found.completeness, found.variables)[2::2]]
    ['The box that was searched: ', '.']
    """
    pieces = say(sentence_key(completeness.status), language)
    if completeness.reason is not None:
        pieces += (Words(" "), *say(sentence_key(completeness.reason), language))
    if completeness.box is not None:
        at_most = (Relation.AT_MOST, Relation.AT_MOST)
        sides = [
            Chain((Expression(low), Expression(variable), Expression(high)), at_most)
            for variable, (low, high) in zip(variables, completeness.box, strict=True)
        ]
        pieces += (Words(" "), *say("box", language, box=enumerated(sides)))
    return pieces


def deciding_test(decided_by: str, language: str = "en") -> tuple[Inline, ...]:
    """What decided a kind, in words.

    Examples
    --------
    >>> deciding_test("inertia")[0].text, deciding_test("another-test")[0].text
    ('the signs of the eigenvalues', 'another test')
    """
    key = f"test.{decided_by}"
    return say(key, language) if key in table(language) else (Words(decided_by.replace("-", " ")),)


def verdict_words(verdict: Verdict, language: str = "en") -> str:
    """Kind, strictness and type of singularity.

    Examples
    --------
    >>> verdict_words(Verdict(Kind.MINIMUM, True, "inertia", ()))
    'strict local minimum'
    >>> verdict_words(Verdict(Kind.SADDLE, None, "half-branches", (), None, "A3-"))
    'saddle, of type A₃⁻'
    """
    words = phrase(f"verdict.{verdict_key(verdict.kind, verdict.strict)}", language)
    if verdict.singularity is None:
        return words
    name = verdict.singularity.translate(_INDICES)
    return phrase("verdict.singularity", language).format(verdict=words, singularity=name)


def verdict_key(kind: Kind, strict: bool | None) -> str:
    """Kind and strictness as the middle of a key.

    Examples
    --------
    >>> verdict_key(Kind.MINIMUM, True), verdict_key(Kind.SADDLE, None), verdict_key(Kind.MAXIMUM, False)
    ('minimum.strict', 'saddle.open', 'maximum.not-strict')
    """
    extremum = kind in (Kind.MINIMUM, Kind.MAXIMUM)
    strictness = {True: "strict", False: "not-strict", None: "open"}[strict if extremum else None]
    return f"{kind.value}.{strictness}"


def say(key: str, language: str = "en", **slots: Slot) -> tuple[Inline, ...]:
    """The sentence with its slots filled; short formulas in it stand between dollar signs.

    Examples
    --------
    >>> say("title", function=Name("f"))[0], len(say("title", function=Name("f")))
    (Words(text='Critical points of '), 2)
    >>> say("evidence.curve-ends-none"), say("test.half-branches")[1].formula.text
    ((Words(text='The curve has no end: it is bounded.'),), 'f')
    """
    pieces: list[Inline] = []
    for text, slot, _, _ in Formatter().parse(table(language)[key]):
        for k, part in enumerate(text.split(_MATHEMATICS)):
            if part:
                pieces.append(Math(_formula(part)) if k % 2 else Words(part))
        if slot is not None:
            pieces.extend(_inlines(slots[slot]))
    return tuple(pieces)


def _formula(text: str) -> Formula:
    """Names with relations between them, such as f or t > 0."""
    first, *rest = text.split()
    if not rest:
        return Name(first)
    items = (Name(first), *(Name(item) for item in rest[1::2]))
    return Chain(items, tuple(Relation(sign) for sign in rest[::2]))


def counted(count: int, noun: str, language: str = "en") -> str:
    """A number with its noun, small numbers in words.

    Examples
    --------
    >>> counted(1, "point"), counted(4, "minimum.strict"), counted(81, "point"), counted(0, "root")
    ('one critical point', 'four strict local minima', '81 critical points', 'no real root')
    """
    form = {0: "none", 1: "one"}.get(count, "many")
    return phrase(f"{noun}.{form}", language).format(count=number_word(count, language))


def number_word(count: int, language: str = "en") -> str:
    """A small number as a word, a larger one in digits.

    Examples
    --------
    >>> number_word(2), number_word(12), number_word(13)
    ('two', 'twelve', '13')
    """
    return table(language).get(f"number.{count}", str(count))


def capitalised(text: str) -> str:
    """The text with a capital first letter.

    Examples
    --------
    >>> capitalised("nine critical points")
    'Nine critical points'
    """
    return text[:1].upper() + text[1:]


def enumerated(items: Sequence[Slot], separator: str = ", ") -> tuple[Inline, ...]:
    """Items with a separator between them.

    Examples
    --------
    >>> [piece.text for piece in enumerated(["a", "b"])]
    ['a', ', ', 'b']
    """
    pieces: list[Inline] = []
    for k, item in enumerate(items):
        if k:
            pieces.append(Words(separator))
        pieces.extend(_inlines(item))
    return tuple(pieces)


def reason_text(reason: str, language: str = "en") -> str:
    """The sentence for the value of a :class:`Reason`; other text as it is.

    Examples
    --------
    >>> reason_text("too-large"), reason_text("no idea")
    ('The system is too large for an exact solution.', 'no idea')
    """
    return table(language).get(f"reason.{reason}", reason).replace(_MATHEMATICS, "")


def _inlines(slot: Slot) -> tuple[Inline, ...]:
    if isinstance(slot, tuple):
        return slot
    if isinstance(slot, str | int):
        return (Words(str(slot)),)
    if isinstance(slot, Words | Emphasis | Math | Marker):
        return (slot,)
    return (Math(slot),)
