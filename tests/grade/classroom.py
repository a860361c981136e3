"""A synthetic class: answers with the marks they must get, written from the mathematics by hand."""

from dataclasses import dataclass
from fractions import Fraction

from symhess.grade import Submission

CUBIC = "x^3 - 3x + y^2"
COUPLED = "x^2 + 3xy + 2y^3"
WAVE = "exp(2x) + sin(3y) + x y"

SHEET = """
title = "Homework 3"
function = "x^3 - 3x + y^2"
variables = ["x", "y"]

[[fields]]
asks = "gradient"
weight = 2

[[fields]]
asks = "hessian"
weight = 2

[[fields]]
asks = "critical_points"
weight = 2

[[fields]]
asks = "discriminant"

[[fields]]
asks = "classification"
weight = 3

[[fields]]
asks = "taylor"
at = [2, 1]

[[fields]]
asks = "newton"
at = [2, 1]

[[fields]]
asks = "argument"
"""

RIGHT = {
    "gradient": ("(3x^2 - 3, 2y)", "<3(x-1)(x+1), 2y>", "3(x^2 - 1) i + 2y j", "∇f = (3x² − 3, 2y)"),
    "hessian": ("[[6x, 0], [0, 2]]", "[6x 0; 0 2]", "H = [[2*3x, 0], [0, 4/2]]", "[6x, 0; 0, 2]"),
    "critical_points": ("(1,0), (-1,0)", "(±1, 0)", "{(-1,0),(1,0)}", "x = 1, y = 0 and x = -1, y = 0"),
    "discriminant": ("12x", "D = 6x*2", "6x * 2 - 0^2", "12 x"),
    "classification": (
        "(1,0) minimum; (-1,0) saddle",
        "saddle at (-1, 0); local min at (1, 0)",
        "(-1, 0) is a saddle point, (1, 0) is a local minimum",
        "minimum: (1,0)\nsaddle: (-1,0)",
    ),
    "taylor": (
        "3 + 9(x-2) + 2(y-1) + 6(x-2)^2 + (y-1)^2",
        "6x^2 - 15x + 8 + y^2",
        "y^2 + 8 + 3x(2x-5)",
        "2 + 1 + 9(x-2) + 2(y-1) + 1/2*(12(x-2)^2 + 2(y-1)^2)",
    ),
    "newton": ("(5/4, 0)", "(1.25, 0)", "(1 + 1/4, 0)", "<5/4, 0>"),
}
"""Right answers in odd forms, by field."""

WRONG = {
    "gradient": (("(3x^2 + 3, 2y)", Fraction(1, 2), "sign"), ("(2y, 3x^2 - 3)", Fraction(0), "swapped-entries")),
    "hessian": (("[[6x, 1], [0, 2]]", Fraction(3, 4), "asymmetric-hessian"),),
    "critical_points": (
        ("(1, 0)", Fraction(1, 2), "missed-point"),
        ("(1, 0), (-1, 0), (0, 0)", Fraction(2, 3), "not-critical"),
    ),
    "discriminant": (("6x + 2", Fraction(0), "trace-instead"),),
    "classification": (
        ("(1,0) maximum; (-1,0) saddle", Fraction(1, 2), "minimum-maximum-swapped"),
        ("(1,0) minimum; (-1,0) maximum", Fraction(1, 2), "negative-D-called-extremum"),
        ("(1,0) saddle; (-1,0) saddle", Fraction(1, 2), "extremum-called-saddle"),
    ),
    "taylor": (
        ("3 + 9(x-2) + 2(y-1) + 12(x-2)^2 + 2(y-1)^2", Fraction(0), "taylor-without-half"),
        ("3 + 9(x-2) + 2(y-1)", Fraction(0), "taylor-order"),
    ),
    "newton": (("(11/4, 2)", Fraction(0), "newton-sign"), ("(-7, -1)", Fraction(0), "newton-gradient-step")),
}
"""(answer, share of the weight, code of the mistake) by field, where all earlier lines are right."""

NONSENSE = (
    "__import__('os').system('x')",
    "9**9**9**9",
    "hello there",
    "((((",
    "=1+1",
    "\\input{/etc/passwd}",
    "<script>",
)

WEIGHTS = {
    "gradient": 2,
    "hessian": 2,
    "critical_points": 2,
    "discriminant": 1,
    "classification": 3,
    "taylor": 1,
    "newton": 1,
}


@dataclass(frozen=True)
class Expected:
    """What a generated submission must score, and the mistakes that must be named."""

    submission: Submission
    score: Fraction
    codes: frozenset


def generated_class(size):
    """Every field right in one of its forms but for one that is wrong, nonsense or missing; no two neighbours alike."""
    for number in range(size):
        answers = {name: forms[number % len(forms)] for name, forms in RIGHT.items()}
        score, codes = Fraction(sum(WEIGHTS.values())), set()
        name = list(RIGHT)[number % len(RIGHT)]
        kind = number // len(RIGHT) % 4
        if kind == 1:
            answer, share, code = WRONG[name][number % len(WRONG[name])]
            answers[name] = answer
            score -= (1 - share) * WEIGHTS[name]
            codes.add(code)
        elif kind == 2:
            answers[name] = NONSENSE[number % len(NONSENSE)]
            score -= WEIGHTS[name]
        elif kind == 3:
            del answers[name]
            score -= WEIGHTS[name]
        yield Expected(Submission(f"student {number}", answers, f"class:{number}"), score, frozenset(codes))
