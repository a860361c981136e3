import re

import pytest

from symhess import analyze
from symhess.render.figure.marks import MARKS
from symhess.render.web.html import to_html, to_html_fragment
from symhess.render.web.style import FRAGMENT_STYLE, PAGE_STYLE
from tests.render.web.audit import complaints, tree

FUNCTIONS = [
    {"f": "x^4 + y^4 - 2x^2 - 2y^2 + 1"},
    {"f": "(y - x^2)(y - 3x^2)", "detail": "full"},
    {"f": "x y", "constraints": "x^2 + 4y^2 = 8"},
    {"f": "x^2 + x y", "region": ("x >= 0", "y >= 0", "x + y <= 1"), "language": "de"},
    {"f": "x log(x)"},
    {"f": "|x^2 - 1| + x/2"},
    {"f": "tan(x) + x", "detail": "brief"},
    {"f": "x^5 - x - 1", "language": "de"},
    {"f": "exp(x)"},
    {"f": "x/2 + cos(x)", "detail": "full"},
    {"f": "x^2 + cos(3x)", "box": {"x": (-1, 1)}},
    {"f": "x y z"},
    {"f": "x^2 + y^2 + z^2 - x y z", "detail": "full"},
    {"f": "x_1^2 x_2^2 x_3^2 - x_1"},
    {"f": "(x^2 + y^2 + z^2 - 1)^2", "detail": "brief"},
]


@pytest.mark.parametrize("given", FUNCTIONS, ids=lambda given: given["f"])
def test_nobody_has_to_complain_about_a_page(given):
    asked = {key: given[key] for key in given.keys() - {"f", "detail", "language"}}
    study = analyze(given["f"], **asked)
    page = to_html(study, given.get("detail", "worked"), given.get("language", "en"))
    root = tree(page)

    assert complaints(page) == []
    assert root.get("lang") == given.get("language", "en")
    assert len(list(root.iter("svg"))) == {1: 1, 2: 2}.get(len(study.function.variables), 0)


GOOD = (
    '<!DOCTYPE html><html lang="en"><head><title>t</title></head><body><main><h1>a</h1>{}'
    "<details><summary><h2>b</h2></summary></details></main></body></html>"
)


def test_the_audit_has_nothing_against_a_good_page():
    assert complaints(GOOD.format("")) == []


@pytest.mark.parametrize(
    ("planted", "complaint"),
    [
        ("<h3>c</h3>", "headings skip a level: [1, 3, 2]"),
        ("<h1>c</h1>", "the page does not begin with its only h1"),
        ("<h2></h2>", "empty h2"),
        ('<svg role="img"><path/></svg>', "a picture without title and description"),
        ('<p id="one"/><p id="one"/>', "the id one is not unique"),
        ('<p aria-labelledby="two">c</p>', "two refers to nothing"),
        ('<p clip-path="url(#three)">c</p>', "three refers to nothing"),
        ("<table><tr><td>1</td></tr></table>", "a table without caption"),
        ("<table><caption>c</caption><tr><td>1</td></tr></table>", "columns or rows without header"),
        ('<table><caption>c</caption><tr><th>1</th></tr></table>', "a header without scope"),
        ('<p tabindex="0">c</p>', "a stop for the keyboard that says nothing: p"),
        ('<p tabindex="3" role="region" aria-label="c">c</p>', "a stop for the keyboard that says nothing: p"),
        ("<a>c</a>", "an unexpected control: a"),
        ("<details><p>c</p></details>", "something folds without saying what"),
        ("<math></math>", "empty mathematics"),
        ("<math><mfrac><mn>1</mn></mfrac></math>", "mfrac of 1 parts"),
        ("<math><mi></mi><mn>1</mn></math>", "empty mi"),
        ("<math><p>1</p></math>", "p within mathematics"),
        ("<p><mi>x</mi></p>", "mi outside of mathematics"),
        ("<script>c</script>", "script in the page"),
        ('<p onclick="c">c</p>', "a script in onclick"),
        ('<img alt="c" src="http://c"/>', "the network is asked for http://c"),
        ("<style>@import 'c'</style>", "a style asks the network"),
    ],
)
def test_the_audit_finds_what_is_planted(planted, complaint):
    assert complaint in complaints(GOOD.format(planted))


def test_a_notebook_shows_the_page_below_its_own_headings():
    root = tree(f"<div>{to_html_fragment(analyze('x^2'))}</div>")
    tags = [element.tag for element in root.iter() if re.fullmatch("h[1-6]", element.tag)]

    assert tags[0] == "h2" and set(tags[1:]) == {"h3"}
    assert root.find("article").get("lang") == "en"


def luminance(colour):
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(digits):
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    return tuple(int(digits[k : k + 2], 16) / 255 for k in (0, 2, 4))


def mixed(part, front, back):
    return tuple(part * a + (1 - part) * b for a, b in zip(front, back, strict=True))


SURROUNDINGS = [
    tuple(map(rgb, found)) for found in re.findall(r"background:#(\w+);color:#(\w+)", PAGE_STYLE)
]


@pytest.mark.parametrize(("background", "text"), SURROUNDINGS)
def test_everything_stands_out_in_light_dark_and_print(background, text):
    faded = [mixed(float(part), text, background) for part in re.findall(r"opacity:([.\d]+)", FRAGMENT_STYLE)]
    share = float(re.search(r"62%|(\d+)%", FRAGMENT_STYLE)[0].rstrip("%")) / 100
    marks = [mixed(share, rgb(mark.colour), text) for mark in MARKS.values()]
    tint = [float(part) for part in re.search(r"rgba\(([^)]*)\)", FRAGMENT_STYLE)[1].split(",")]
    box = mixed(tint[3], [c / 255 for c in tint[:3]], background)

    assert len(faded) == 3 and len(SURROUNDINGS) == 3
    assert min(contrast(colour, background) for colour in (text, *faded, *marks)) >= 4.5
    assert contrast(text, box) >= 4.5


def test_marks_stand_out_where_browsers_cannot_mix_colours():
    assert min(contrast(rgb(mark.colour), (1, 1, 1)) for mark in MARKS.values()) >= 4.5


def test_the_focus_is_seen():
    assert ":focus-visible" in FRAGMENT_STYLE and "outline:none" not in FRAGMENT_STYLE
