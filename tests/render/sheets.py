"""A sheet with everything on it, for the tests of its printers."""

from dataclasses import replace
from fractions import Fraction

from symhess import analyze
from symhess.render.document import Equations, Heading, Math, Paragraph, ResultBox, Words
from symhess.render.figure.plot import picture, picture_bytes
from symhess.render.formula import Name
from symhess.render.page.build import document
from symhess.render.page.page import page_of
from symhess.render.page.result import figures, statement
from symhess.render.sheet import Blank, FillIn, Gaps, Part, Question, SheetPage, pictured

HOSTILE = r"\input{secret} & 100 % _a_ <b>#$~^ \write18{x} | `c` */"


def words(text):
    return (Words(text),)


def paragraph(text):
    return Paragraph(words(text))


WELLS = analyze("x^4 + y^4 - 2x^2 - 2y^2 + 1")
SOLUTION = tuple(block for block in document(WELLS).blocks if isinstance(block, ResultBox | Heading | Paragraph))
LONG = "Find all critical points, and decide for each whether it is a minimum, a maximum or a saddle, with a proof."
TASKS = SheetPage(
    title=words(f"Sheet {HOSTILE}"),
    course=words(f"Course {HOSTILE}"),
    note=words(f"Date {HOSTILE}"),
    variant="B",
    questions=(
        Question(
            words(f"Title {HOSTILE}"),
            (paragraph("Consider"), statement(page_of(WELLS, "brief"))),
            (
                Part((paragraph(LONG),), Fraction(3, 2), words(HOSTILE), Blank(3, ruled=True), SOLUTION, WELLS),
                Part((paragraph("Why?"),), Fraction(1), (), Blank(2, ruled=False), (paragraph(HOSTILE),)),
                Part((paragraph("Where?"),), Fraction(1, 2), (), FillIn((words("point"), words("f")), 3)),
            ),
        ),
        Question(
            (),
            (),
            (
                Part(
                    (paragraph(HOSTILE), Equations(())),
                    Fraction(12),
                    (),
                    Gaps(((Math(Name("f")), Words(" =")),)),
                    figures(page_of(WELLS, "brief"))[:1],
                    WELLS,
                ),
            ),
        ),
    ),
    footer=words(f"symhess, seed 7 {HOSTILE}"),
    name_line=True,
    marks_table=True,
)
SOLVED = replace(TASKS, solved=True)


def pictures_of(page):
    """Names of the pictures at their places, and the pictures."""
    names, contents = {}, {}
    for place, study, shown in pictured(page):
        for one in shown:
            name = f"p{place[0]}-{place[1]}-{one.value}.pdf"
            names.setdefault(place, {})[one] = name
            contents[name] = picture_bytes(picture(study, one), "pdf")
    return names, contents
