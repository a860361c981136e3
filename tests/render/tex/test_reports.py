"""Reports of functions of every corpus: nothing runs into the margin, nothing is undefined, brief ones fit on a page.

``tests/benchmarks/reports.py`` does the same for all functions of all corpora.
"""

import json
from pathlib import Path

import pytest

from symhess import analyze
from symhess.render.document import DETAILS
from tests.render.tex.together import compiled, sheet

CORPUS = Path(__file__).parents[2] / "corpus"
CHOSEN = {
    "lecture_examples": None,
    "polynomial": ("monkey_saddle", "motzkin", "ring_circle", "rand_n6_d3", "styblinski4", "freudenstein_roth"),
    "transcendental": ("gauss_xy", "x_pow_y", "xy_recip", "exp_xy"),
    "degenerate": ("quartic_quintic_1d", "parabola_times_line", "tangent_parabolas_saddle"),
    "constrained": ("stewart_circle",),
    "regions": ("disk_quadratic",),
    "convexity": ("quad_pd", "entropy"),
}
AWKWARD = {
    "long numbers": ("123456789012345678901234567890 x^2 + x y/98765432109876543210 + 3.14159265358979323846 y^2", {}),
    "long product": ("*".join(f"(x+{k})" for k in range(1, 11)) + " + y^2", {}),
    "long root": ("sqrt(1+x^2+3 x y+7 y^2+12 x^4+5 y^6+100 x^2 y^2+x^8+y^8+x^10 y^10+3 x^12+77 y^14+17 x^2)", {}),
    "fractions": ("1/(1+1/(1+1/(1+x^2+y^2)))", {}),
    "two conditions": ("x^2 y^3 z^4", {"constraints": ("x^2+y^2+z^2=1", "x+y+z=1/3")}),
    "region": ("x^4 - 3 x y^3 + y^5/7 - x", {"region": ("x>=0", "y>=0", "x+y<=2", "x^2+y^2<=3")}),
    "high degree": ("(x^5-x-1)^2+(y^7-3 y+1)^2", {}),
    "many variables": ("+".join(f"x_{k}^4-{k} x_{k}^2+x_{k}" for k in range(1, 6)), {}),
}


def cases():
    for name, chosen in CHOSEN.items():
        for line in (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines():
            case = json.loads(line)
            if chosen is None or case["id"] in chosen:
                options = {key: tuple(case[key]) for key in ("constraints", "region") if key in case}
                yield f"{name} {case['id']}", case["f"], {"variables": case["vars"], "syntax": "python", **options}
    for name, (function, options) in AWKWARD.items():
        yield name, function, options


@pytest.fixture(scope="module")
def studies():
    return {name: analyze(function, time_limit=5, **options) for name, function, options in cases()}


@pytest.mark.parametrize("detail", DETAILS)
def test_tex_has_nothing_to_complain_of(studies, detail):
    made = compiled({name: sheet(study, detail) for name, study in studies.items()})

    assert len(made.pages) == len(studies) > 30
    assert made.complaints == {}
    if detail == "brief":
        assert max(made.pages.values()) == 1


def test_a_german_page_is_no_wider(studies):
    made = compiled({name: sheet(study, "worked", "de") for name, study in studies.items()})

    assert made.complaints == {}


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        (r"\noindent\rule{2\linewidth}{1pt}", "Overfull"),
        (r"\noindent\ref{nothing}", "undefined"),
        (r"{\font\bare=cmmi10 \bare \char200}", "Missing"),
    ],
    ids=["too-wide", "undefined", "missing-character"],
)
def test_a_planted_flaw_is_found(studies, planted, expected):
    text = sheet(next(iter(studies.values())), "brief").replace(r"\end{document}", planted + "\n\n\\end{document}")
    (complaints,) = compiled({"flawed": text}).complaints.values()

    assert expected in complaints[0]
