"""A synthetic class: submissions with the marks they must get, which follow from how they were made.

An answer is right in one of its odd forms, a typical slip, a consequence of an own earlier line, nonsense, an attack or
missing. Shares are those of :mod:`tests.grade.class_sheets`; the grader is not asked.
"""

import json
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from random import Random

from symhess.grade import Submission
from symhess.grade.assignment import read_assignment
from symhess.grade.marks import Mark
from symhess.grade.questions import first_questions, follow_up, prepare

ROWS = (Path(__file__).parents[1] / "corpus" / "attacks.jsonl").read_text("utf-8").splitlines()
ATTACKS = tuple(row["text"] for row in map(json.loads, ROWS) if row["must"].startswith("reject"))
NONSENSE = (
    "hello there",
    "idk",
    "((((",
    "=1+1",
    "see page 3",
    "x = = 2",
    "3,5x",
    "\\input{/etc/passwd}",
    "<script>alert(1)</script>",
    '=HYPERLINK("http://example.org")',
    "f(x) = ?",
    "1/0",
)
SUPERSCRIPTS = {"^2": "²", "^3": "³", "^4": "⁴"}


@dataclass(frozen=True)
class Expected:
    """What one answer must get; ``points`` is None where a person decides, ``code`` may be empty."""

    status: str
    points: Fraction | None
    code: str = ""


@dataclass(frozen=True)
class Member:
    """One submission and what is expected of every field."""

    submission: Submission
    expected: dict

    @property
    def score(self):
        return sum((found.points or Fraction(0) for found in self.expected.values()), Fraction(0))


def members(sheet, size, seed=1):
    """A class of this size for one sheet, the same for the same seed."""
    for number in range(size):
        random = Random(f"{sheet.name} {seed} {number}")
        yield _member(sheet, number, random)


def _member(sheet, number, random):
    chain = sheet.chains[number // 5 % len(sheet.chains)].lines if sheet.chains and number % 5 == 4 else {}
    odd = random.randrange(len(sheet.questions)) if not chain and number % 5 else None
    answers, expected = {}, {}
    for position, question in enumerate(sheet.questions):
        if question.name in chain:
            entries, share, status = chain[question.name]
            text, found = _written(question, entries, sheet, random), _worth(question, share, status)
        elif position == odd:
            text, found = _odd(question, sheet, random)
        else:
            text, found = _right(question, sheet, random)
        expected[question.name] = found
        if text is not None:
            answers[question.name] = text
    return Member(Submission(f"{sheet.name} {number}", answers, f"class:{number}"), expected)


def _worth(question, share, status, code=""):
    return Expected(status, share * question.weight, code)


def _right(question, sheet, random):
    if question.whole and random.random() < 0.4:
        return random.choice(question.whole), _worth(question, Fraction(1), "right")
    entries = tuple(_chosen(entry, random) for entry in question.right)
    if question.shape == "free":
        return entries[0], Expected("review", None)
    return _written(question, entries, sheet, random), _worth(question, Fraction(1), "right")


def _chosen(entry, random):
    """One way to write an entry; points are tuples of entries, and their kind is one word."""
    if all(isinstance(way, str) for way in entry) and not _is_point(entry):
        return random.choice(entry)
    return tuple(random.choice(part) if isinstance(part, tuple) else part for part in entry)


def _is_point(entry):
    return entry[-1] in ("minimum", "maximum", "saddle", "inconclusive")


def _odd(question, sheet, random):
    """A slip, nonsense, an attack, or nothing."""
    fate = random.random()
    if question.shape == "free":
        return random.choice(ATTACKS).strip() or "see above", Expected("review", None)
    if fate < 0.7 and question.slips:
        slip = random.choice(question.slips)
        status = "partial" if slip.share else "wrong"
        return _written(question, slip.entries, sheet, random), _worth(question, slip.share, status, slip.code)
    if fate < 0.8:
        return None, Expected("missing", Fraction(0))
    text = random.choice(NONSENSE if fate < 0.9 else ATTACKS)
    if not text.strip():
        return text, Expected("missing", Fraction(0))
    review = "unreadable" in sheet.options
    return text, Expected("review", None) if review else Expected("unreadable", Fraction(0))


def _written(question, entries, sheet, random):
    """Entries put together in one of the forms that students use."""
    if question.shape in ("words", "free", "exact form"):
        return entries[0]
    if question.shape in ("points", "classified"):
        return _POINTS[question.shape](entries, sheet, random)
    retyped = [_retyped(entry, sheet.syntax, random) for entry in entries]
    if question.shape == "formula":
        return f"{question.name} = {retyped[0]}" if random.random() < 0.2 and question.name == "D" else retyped[0]
    if question.shape == "vector":
        return _vector(retyped, sheet, random)
    return _matrix(retyped, sheet, random)


def _retyped(text, syntax, random):
    """The same formula with other signs, spaces and brackets."""
    change = random.randrange(8)
    if change == 1:
        text = f"({text})"
    elif change == 2:
        text = f"0 + {text}" if not text.startswith("-") else f"0{text}"
    elif change == 3:
        text = f"{text} + 0" if syntax != "latex" else f"{text}+0"
    if syntax != "calculator":
        return text
    if change in (4, 5):
        for written, sign in SUPERSCRIPTS.items():
            text = text.replace(written, sign)
    if change in (5, 6):
        text = text.replace("-", "−")
    if change == 6:
        text = text.replace("*", "·")
    if change == 7:
        text = text.replace("+", " + ")
    return text


def _vector(entries, sheet, random):
    inside = ", ".join(entries)
    if sheet.syntax == "latex":
        return random.choice((f"({inside})", rf"\langle {inside}\rangle", rf"\left({inside}\right)"))
    if sheet.syntax == "python":
        return random.choice((f"({inside})", f"Matrix([{inside}])"))
    units = " + ".join(f"({entry}) {unit}" for entry, unit in zip(entries, "ijk", strict=False))
    column = "; ".join(f"({entry})" for entry in entries)
    forms = [f"({inside})", f"<{inside}>", f"grad f = ({inside})"]
    return random.choice([*forms, units, f"[{column}]"] if len(entries) > 1 else forms[:1])


def _matrix(entries, sheet, random):
    size = len(sheet.variables)
    rows = [entries[k * size : (k + 1) * size] for k in range(size)]
    lists = ", ".join(f"[{', '.join(row)}]" for row in rows)
    if sheet.syntax == "python":
        return random.choice((f"[{lists}]", f"Matrix([{lists}])", f"sp.Matrix([{lists}])"))
    commas = "; ".join(", ".join(row) for row in rows)
    blanks = "; ".join(" ".join(f"({entry})" for entry in row) for row in rows)
    return random.choice((f"[{lists}]", f"[{commas}]", f"[{blanks}]", f"H = [{lists}]"))


def _bracketed(point, sheet):
    return f"({', '.join(point)})" if len(sheet.variables) > 1 else point[0]


def _points(points, sheet, random):
    shuffled = random.sample(points, len(points))
    texts = [_bracketed(point, sheet) for point in shuffled]
    if not texts:
        return random.choice(("none", "no critical points", "None"))
    lists = [", ".join(texts), "{" + ", ".join(texts) + "}", " and ".join(texts)]
    named = " and ".join(
        ", ".join(f"{v} = {c}" for v, c in zip(sheet.variables, point, strict=True)) for point in shuffled
    )
    braces = [lists[0], r"\{" + lists[0] + r"\}", lists[0]]
    return random.choice(braces if sheet.syntax == "latex" else [*lists, named])


def _classified(points, sheet, random):
    shuffled = random.sample(points, len(points))
    if not shuffled:
        return "none"
    texts = [(f"({', '.join(point[:-1])})", point[-1]) for point in shuffled]
    local = "" if {kind for _, kind in texts} & {"saddle", "inconclusive"} else random.choice(("", "local "))
    return random.choice(
        (
            "; ".join(f"{place} {local}{kind}" for place, kind in texts),
            "; ".join(f"{local}{kind} at {place}" for place, kind in texts),
            ", ".join(f"{place} is a {local}{kind}" for place, kind in texts),
            "\n".join(f"{kind}: {place}" for place, kind in texts),
        )
    )


_POINTS = {"points": _points, "classified": _classified}


def disagreements(sheet, size, folder, seed=1):
    """(answer, field, expected, mark) wherever the grader says something else."""
    path = folder / "sheet.toml"
    path.write_text(sheet.toml(), "utf-8")
    assignment, found = read_assignment(path), list(members(sheet, size, seed))
    answer, marks = prepare(assignment), {}
    for question in first_questions(assignment, [member.submission for member in found]):
        marks[question] = Mark.from_dict(answer(question))
    for member in found:
        for field in assignment.fields:
            question = follow_up(field, member.submission, assignment, marks)
            mark = marks[question] if question in marks else Mark.from_dict(answer(question))
            if not agrees(mark, member.expected[field.name]):
                yield question, member.expected[field.name], mark


def agrees(mark, expected):
    right = mark.status.value == expected.status and mark.points == expected.points
    return right and (not expected.code or expected.code in mark.mistakes)
