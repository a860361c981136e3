"""Twelve assignments with right answers in odd forms and wrong ones with what they are worth, worked out by hand.

Every entry of an answer is a list of ways to write it. A slip replaces entries; a chain is a wrong line together with
later lines that are right if it were.
"""

from dataclasses import dataclass, field
from fractions import Fraction

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Slip:
    """Entries or points of a wrong answer, what share is right, and the mistake's code."""

    entries: tuple
    share: Fraction
    code: str = ""


@dataclass(frozen=True)
class Question:
    """One field: its table, the shape of answers, the right entries, typical slips, and whole right answers."""

    name: str
    table: str
    shape: str
    right: tuple
    slips: tuple = ()
    weight: Fraction = Fraction(1)
    whole: tuple = ()


@dataclass(frozen=True)
class Chain:
    """A wrong line and its consequences: for each field the entries, the share and the status."""

    lines: dict


@dataclass(frozen=True)
class Sheet:
    """An assignment."""

    name: str
    function: str
    variables: tuple
    questions: tuple
    chains: tuple = ()
    syntax: str = "calculator"
    options: str = field(default="")

    def toml(self):
        names = ", ".join(f'"{name}"' for name in self.variables)
        top = f'title = "{self.name}"\nvariables = [{names}]\nsyntax = "{self.syntax}"\n'
        top += f"function = '{self.function}'\n"
        tables = (f'[[fields]]\nname = "{q.name}"\nweight = "{q.weight}"\n{q.table}\n' for q in self.questions)
        return top + self.options + "".join(tables)


def gradient(right, slips, weight=1, name="gradient", table='asks = "gradient"'):
    return Question(name, table, "vector", right, slips, Fraction(weight))


def hessian(right, slips, weight=1):
    return Question("hessian", 'asks = "hessian"', "matrix", right, slips, Fraction(weight))


def points(right, slips, weight=1, name="points", table='asks = "critical_points"', whole=()):
    return Question(name, table, "points", right, slips, Fraction(weight), whole)


def kinds(right, slips, weight=1, table='asks = "classification"', whole=()):
    return Question("kinds", table, "classified", right, slips, Fraction(weight), whole)


def formula(name, table, right, slips, weight=1):
    return Question(name, table, "formula", (right,), slips, Fraction(weight))


def statement(slips, weight=1, name="clairaut", table='asks = "clairaut"'):
    return Question(name, table, "words", (("yes", "Yes, they agree", "equal", "true"),), slips, Fraction(weight))


ZERO = ("0", "0*x", "1-1")

CUBIC = Sheet(
    "Cubic",
    "x^3 - 3x + y^2",
    ("x", "y"),
    (
        gradient(
            (("3x^2-3", "3(x-1)(x+1)", "3(x^2-1)", "-3+3x*x"), ("2y", "y+y", "4y/2")),
            (
                Slip(("3x^2+3", "2y"), HALF, "sign"),
                Slip(("x^2-3", "2y"), HALF, "exponent-factor-lost"),
                Slip(("3x^3-3", "2y"), HALF, "exponent-not-lowered"),
                Slip(("3x^2-3+y^2", "2y"), HALF, "constant-term-kept"),
                Slip(("2y", "3x^2-3"), Fraction(0), "swapped-entries"),
                Slip(("3x^2-3", "-2y"), HALF, "sign"),
            ),
            2,
        ),
        hessian(
            (("6x", "3*2x", "12x/2"), ZERO, ZERO, ("2", "4/2", "1+1", "2.0")),
            (
                Slip(("6x", "1", "0", "2"), Fraction(3, 4), "asymmetric-hessian"),
                Slip(("6x^2", "0", "0", "2"), Fraction(3, 4), "exponent-not-lowered"),
                Slip(("3x", "0", "0", "2"), Fraction(3, 4), "exponent-factor-lost"),
                Slip(("-6x", "0", "0", "2"), Fraction(3, 4), "sign"),
            ),
            2,
        ),
        points(
            ((("1", "2/2"), ("0", "1-1")), (("-1", "-2/2"), ("0",))),
            (
                Slip((("1", "0"),), HALF, "missed-point"),
                Slip((("1", "0"), ("-1", "0"), ("0", "0")), Fraction(2, 3), "not-critical"),
                Slip((("1", "0"), ("0", "-1")), HALF, "swapped-coordinates"),
                Slip((), Fraction(0), "missed-point"),
            ),
            2,
            whole=("(±1, 0)", "x = ±1, y = 0", "(1,0) and (-1,0)", "{(±2/2, 0)}", "(1, 0); (-1, 0)"),
        ),
        formula(
            "D",
            'asks = "discriminant"',
            ("12x", "6x*2", "6x*2-0^2", "24x/2"),
            (
                Slip(("6x+2",), Fraction(0), "trace-instead"),
                Slip(("-12x",), Fraction(0), "sign"),
                Slip(("24x",), Fraction(0), "factor-two"),
            ),
        ),
        kinds(
            (("1", "0", "minimum"), ("-1", "0", "saddle")),
            (
                Slip((("1", "0", "maximum"), ("-1", "0", "saddle")), HALF, "minimum-maximum-swapped"),
                Slip((("1", "0", "minimum"), ("-1", "0", "maximum")), HALF, "negative-D-called-extremum"),
                Slip((("1", "0", "saddle"), ("-1", "0", "saddle")), HALF, "extremum-called-saddle"),
                Slip((("1", "0", "minimum"),), HALF, "missed-point"),
            ),
            3,
            whole=(
                "(1,0): local min, (-1,0): saddle pt",
                "The point (1, 0) is a local minimum. The point (-1, 0) is a saddle point.",
                "Local minimum at (1,0), saddle point at (-1,0)",
                "(1, 0) -> min\n(-1, 0) -> saddle",
                "MIN (1,0)  SADDLE (-1,0)",
            ),
        ),
        formula(
            "taylor",
            'asks = "taylor"\nat = [2, 1]',
            (
                "3+9(x-2)+2(y-1)+6(x-2)^2+(y-1)^2",
                "6x^2-15x+8+y^2",
                "y^2+8+3x(2x-5)",
                "2+1+9(x-2)+2(y-1)+1/2*(12(x-2)^2+2(y-1)^2)",
            ),
            (
                Slip(("3+9(x-2)+2(y-1)+12(x-2)^2+2(y-1)^2",), Fraction(0), "taylor-without-half"),
                Slip(("3+9(x-2)+2(y-1)",), Fraction(0), "taylor-order"),
                Slip(("9(x-2)+2(y-1)+6(x-2)^2+(y-1)^2",), Fraction(0), "taylor-no-constant"),
                Slip(("3+9x+2y+6x^2+y^2",), Fraction(0), "taylor-not-shifted"),
            ),
        ),
        gradient(
            (("5/4", "1.25", "1+1/4"), ("0", "1-1")),
            (
                Slip(("11/4", "2"), Fraction(0), "newton-sign"),
                Slip(("-7", "-1"), Fraction(0), "newton-gradient-step"),
                Slip(("-3/4", "-1"), Fraction(0), "newton-step-only"),
                Slip(("-106", "-3"), Fraction(0), "newton-not-inverted"),
                Slip(("2", "1"), Fraction(0), "newton-count"),
            ),
            1,
            "newton",
            'asks = "newton"\nat = [2, 1]',
        ),
    ),
    (
        Chain(
            {
                "gradient": (("3x^2+3", "2y"), HALF, "partial"),
                "points": ((), Fraction(1), "carried"),
                "kinds": ((), Fraction(0), "wrong"),
                "taylor": (("3+15(x-2)+2(y-1)+6(x-2)^2+(y-1)^2",), Fraction(1), "carried"),
                "newton": (("3/4", "0"), Fraction(1), "carried"),
            }
        ),
        Chain(
            {
                "hessian": (("6x^2", "0", "0", "2"), Fraction(3, 4), "partial"),
                "D": (("12x^2",), Fraction(1), "carried"),
                "kinds": ((("1", "0", "minimum"), ("-1", "0", "minimum")), Fraction(1), "carried"),
                "taylor": (("3+9(x-2)+2(y-1)+12(x-2)^2+(y-1)^2",), Fraction(1), "carried"),
                "newton": (("13/8", "0"), Fraction(1), "carried"),
            }
        ),
        Chain(
            {
                "gradient": (("3", "2y"), HALF, "partial"),
                "hessian": (("0", "0", "0", "2"), Fraction(3, 4), "partial"),
                "points": ((), Fraction(0), "wrong"),
            }
        ),
        Chain(
            {
                "points": ((("1", "0"),), HALF, "partial"),
                "kinds": ((("1", "0", "minimum"),), HALF, "partial"),
            }
        ),
    ),
)

FOLIUM = Sheet(
    "Folium",
    "x^3 + y^3 - 3xy",
    ("x", "y"),
    (
        gradient(
            (("3x^2-3y", "3(x^2-y)", "3x*x-3y"), ("3y^2-3x", "-3(x-y^2)", "3(y^2-x)")),
            (
                Slip(("3x^2+3y", "3y^2-3x"), HALF, "sign"),
                Slip(("3x^2-3y", "3y^2-3"), HALF),
                Slip(("3x^2", "3y^2-3x"), HALF, "term-missing"),
                Slip(("3y^2-3x", "3x^2-3y"), Fraction(0), "swapped-entries"),
            ),
            2,
        ),
        hessian(
            (("6x", "3*2x"), ("-3", "-(3)", "0-3"), ("-3", "-6/2"), ("6y", "3y+3y")),
            (
                Slip(("6x", "3", "3", "6y"), HALF, "sign"),
                Slip(("6x", "0", "0", "6y"), HALF, "mixed-partial-zero"),
                Slip(("6x", "-3", "3", "6y"), Fraction(3, 4), "asymmetric-hessian"),
            ),
            2,
        ),
        points(
            ((("0", "1-1"), ("0",)), (("1", "3/3"), ("1", "1^2"))),
            (
                Slip((("1", "1"),), HALF, "missed-point"),
                Slip((("0", "0"), ("1", "1"), ("-1", "-1")), Fraction(2, 3), "not-critical"),
                Slip((("0", "0"), ("1", "-1")), HALF, "sign-of-coordinate"),
            ),
            2,
        ),
        formula(
            "D",
            'asks = "discriminant"',
            ("36xy-9", "9(4xy-1)", "6x*6y-(-3)^2", "-9+36yx"),
            (
                Slip(("36xy+9",), Fraction(0), "mixed-partial-added"),
                Slip(("36xy+3",), Fraction(0), "mixed-partial-not-squared"),
                Slip(("36xy",), Fraction(0), "mixed-partial-left-out"),
                Slip(("6x+6y",), Fraction(0), "trace-instead"),
            ),
        ),
        kinds(
            (("0", "0", "saddle"), ("1", "1", "minimum")),
            (
                Slip((("0", "0", "maximum"), ("1", "1", "minimum")), HALF, "negative-D-called-extremum"),
                Slip((("0", "0", "saddle"), ("1", "1", "maximum")), HALF, "minimum-maximum-swapped"),
            ),
            2,
        ),
    ),
    (
        Chain(
            {
                "hessian": (("6x", "3", "3", "6y"), HALF, "partial"),
                "D": (("36xy-9",), Fraction(1), "right"),
            }
        ),
        Chain(
            {
                "hessian": (("6x", "0", "0", "6y"), HALF, "partial"),
                "D": (("36xy",), Fraction(0), "wrong"),
            }
        ),
        Chain(
            {
                "gradient": (("3x^2+3y", "3y^2+3x"), Fraction(0), "wrong"),
                "hessian": (("6x", "3", "3", "6y"), Fraction(1), "carried"),
                "points": ((("0", "0"), ("-1", "-1")), Fraction(1), "carried"),
                "kinds": ((("0", "0", "saddle"), ("-1", "-1", "maximum")), Fraction(1), "carried"),
            }
        ),
    ),
)

PRODUCT = Sheet(
    "Product and chain rule",
    "x^2 exp(3y) + sin(x y)",
    ("x", "y"),
    (
        formula(
            "f_x",
            'asks = "partial"\nof = "x"',
            ("2x*exp(3y)+y*cos(x y)", "2xe^(3y)+ycos(xy)", "y cos(yx) + 2x exp(y)^3", "x e^(3y)+x e^(3y)+y*cos(x*y)"),
            (
                Slip(("2x*exp(3y)+cos(x y)",), Fraction(0), "dropped-chain-factor"),
                Slip(("2x*exp(3y)-y*cos(x y)",), Fraction(0), "sign-of-sine-or-cosine"),
                Slip(("2x*exp(3y)",), Fraction(0), "term-missing"),
                Slip(("3x^2*exp(3y)+x*cos(x y)",), Fraction(0), "other-partial"),
            ),
        ),
        formula(
            "f_y",
            'asks = "partial"\nof = "y"',
            ("3x^2*exp(3y)+x*cos(x y)", "x(3x exp(3y)+cos(xy))", "3x^2e^(3y)+xcos(xy)"),
            (
                Slip(("x^2*exp(3y)+cos(x y)",), Fraction(0), "dropped-chain-factor"),
                Slip(("x^2*exp(3y)+x*cos(x y)",), Fraction(0), "dropped-chain-factor"),
                Slip(("3x^2*exp(3y)-x*cos(x y)",), Fraction(0), "sign-of-sine-or-cosine"),
            ),
        ),
        formula(
            "f_xy",
            'asks = "partial"\nof = ["x", "y"]',
            ("6x*exp(3y)+cos(x y)-x y*sin(x y)", "cos(xy)-xysin(xy)+6xe^(3y)", "6x e^(3y) - (x y sin(x y) - cos(x y))"),
            (
                Slip(("6x*exp(3y)-x*sin(x y)",), Fraction(0), "product-rule"),
                Slip(("2x*exp(3y)+y*cos(x y)",), Fraction(0), "once-only"),
                Slip(("6x*exp(3y)+cos(x y)+x y*sin(x y)",), Fraction(0), "sign-of-sine-or-cosine"),
            ),
            2,
        ),
        formula(
            "trig",
            'function = "sin(x)^2 - log(y)"\nasks = "partial"\nof = "x"',
            ("2sin x cos x", "sin(2x)", "2cos(x)^2*tan(x)", "1-(sin x-cos x)^2", "2tan(x)/sec(x)^2", "cos(2x-pi/2)"),
            (
                Slip(("cos(x)^2",), Fraction(0)),
                Slip(("2sin(x)",), Fraction(0), "dropped-chain-factor"),
                Slip(("-2sin x cos x",), Fraction(0), "sign-of-sine-or-cosine"),
                Slip(("-1/y",), Fraction(0), "other-partial"),
            ),
        ),
        statement(
            (
                Slip(("no",), Fraction(0), "clairaut"),
                Slip(("different",), Fraction(0), "clairaut"),
            )
        ),
    ),
    (
        Chain(
            {
                "f_x": (("2x*exp(3y)+cos(x y)",), Fraction(0), "wrong"),
                "f_xy": (("6x*exp(3y)-x*sin(x y)",), Fraction(1), "carried"),
            }
        ),
        Chain(
            {
                "f_x": (("2x*exp(3y)-y*cos(x y)",), Fraction(0), "wrong"),
                "f_xy": (("6x*exp(3y)-cos(x y)+x y*sin(x y)",), Fraction(1), "carried"),
            }
        ),
        Chain(
            {
                "f_x": (("2x+y",), Fraction(0), "wrong"),
                "f_xy": (("1",), Fraction(0), "wrong"),
            }
        ),
    ),
)

BELL = Sheet(
    "Bell",
    r"x e^{-x^2-y^2}",
    ("x", "y"),
    (
        gradient(
            (
                (r"e^{-x^2-y^2}-2x^2e^{-x^2-y^2}", r"(1-2x^2)e^{-(x^2+y^2)}", r"\frac{1-2x^2}{e^{x^2+y^2}}"),
                (r"-2xye^{-x^2-y^2}", r"-\frac{2xy}{e^{x^2+y^2}}", r"-2yx\exp(-x^2)\exp(-y^2)"),
            ),
            (
                Slip((r"-2xe^{-x^2-y^2}", r"-2xye^{-x^2-y^2}"), HALF, "product-rule"),
                Slip((r"(1-2x^2)e^{-x^2-y^2}", r"2xye^{-x^2-y^2}"), HALF, "sign"),
                Slip((r"(1-2x^2)e^{-x^2-y^2}", r"xe^{-x^2-y^2}"), HALF),
            ),
            2,
        ),
        points(
            (
                ((r"\frac{1}{\sqrt{2}}", r"\frac{\sqrt2}{2}"), ("0",)),
                ((r"-\frac{1}{\sqrt{2}}", r"-\frac{\sqrt{2}}{2}"), ("0",)),
            ),
            (
                Slip(((r"\frac{1}{\sqrt{2}}", "0"),), HALF, "missed-point"),
                Slip(((r"\frac{1}{2}", "0"), (r"-\frac12", "0")), Fraction(0), "not-critical"),
                Slip(((r"0.707", "0"), (r"-0.707", "0")), Fraction(0), "rounded"),
            ),
            2,
        ),
        kinds(
            ((r"\frac{1}{\sqrt{2}}", "0", "maximum"), (r"-\frac{1}{\sqrt{2}}", "0", "minimum")),
            (
                Slip(
                    ((r"\frac{1}{\sqrt{2}}", "0", "minimum"), (r"-\frac{1}{\sqrt{2}}", "0", "maximum")),
                    Fraction(0),
                    "minimum-maximum-swapped",
                ),
                Slip(
                    ((r"\frac{1}{\sqrt{2}}", "0", "saddle"), (r"-\frac{1}{\sqrt{2}}", "0", "minimum")),
                    HALF,
                    "extremum-called-saddle",
                ),
            ),
            2,
        ),
    ),
    syntax="latex",
)

QUARTIC = Sheet(
    "Quartic",
    "x**4 + y**4 - 4*x*y",
    ("x", "y"),
    (
        gradient(
            (("4*x**3-4*y", "4*(x**3-y)", "4*x*x*x - 4*y"), ("4*y**3-4*x", "-4*x+4*y**3", "4*(y**3-x)")),
            (
                Slip(("4*x**3+4*y", "4*y**3-4*x"), HALF, "sign"),
                Slip(("x**3-4*y", "4*y**3-4*x"), HALF, "exponent-factor-lost"),
                Slip(("4*x**4-4*y", "4*y**3-4*x"), HALF, "exponent-not-lowered"),
            ),
            2,
        ),
        hessian(
            (("12*x**2", "3*4*x**2", "12*x*x"), ("-4", "0-4"), ("-4", "-8/2"), ("12*y**2", "(12)*y**2")),
            (
                Slip(("12*x**3", "-4", "-4", "12*y**2"), Fraction(3, 4), "exponent-not-lowered"),
                Slip(("4*x**2", "-4", "-4", "4*y**2"), HALF, "exponent-factor-lost"),
                Slip(("12*x**2", "4", "4", "12*y**2"), HALF, "sign"),
            ),
            2,
        ),
        points(
            ((("0",), ("0",)), (("1",), ("1",)), (("-1",), ("-1",))),
            (
                Slip((("0", "0"), ("1", "1")), Fraction(2, 3), "missed-point"),
                Slip((("0", "0"),), Fraction(1, 3), "missed-point"),
                Slip((("0", "0"), ("1", "1"), ("-1", "1")), Fraction(2, 3), "sign-of-coordinate"),
                Slip((("0", "0"), ("1", "1"), ("-1", "-1"), ("1", "-1"), ("-1", "1")), Fraction(3, 5), "not-critical"),
            ),
            3,
        ),
        formula(
            "D",
            'asks = "discriminant"',
            ("144*x**2*y**2-16", "(12*x*y)**2-16", "16*(9*x**2*y**2-1)", "(12*x*y-4)*(12*x*y+4)"),
            (
                Slip(("144*x**2*y**2+16",), Fraction(0), "mixed-partial-added"),
                Slip(("144*x**2*y**2",), Fraction(0), "mixed-partial-left-out"),
                Slip(("144*x**2*y**2+4",), Fraction(0), "mixed-partial-not-squared"),
            ),
        ),
        kinds(
            (("0", "0", "saddle"), ("1", "1", "minimum"), ("-1", "-1", "minimum")),
            (
                Slip(
                    (("0", "0", "saddle"), ("1", "1", "minimum"), ("-1", "-1", "maximum")),
                    Fraction(2, 3),
                    "minimum-maximum-swapped",
                ),
                Slip(
                    (("0", "0", "minimum"), ("1", "1", "minimum"), ("-1", "-1", "minimum")),
                    Fraction(2, 3),
                    "negative-D-called-extremum",
                ),
            ),
            3,
        ),
    ),
    (
        Chain(
            {
                "points": ((("0", "0"), ("1", "1")), Fraction(2, 3), "partial"),
                "kinds": ((("0", "0", "saddle"), ("1", "1", "minimum")), Fraction(2, 3), "partial"),
            }
        ),
        Chain(
            {
                "gradient": (("4*x**3+4*y", "4*y**3+4*x"), Fraction(0), "wrong"),
                "hessian": (("12*x**2", "4", "4", "12*y**2"), Fraction(1), "carried"),
                "points": ((("0", "0"), ("1", "-1"), ("-1", "1")), Fraction(1), "carried"),
                "kinds": (
                    (("0", "0", "saddle"), ("1", "-1", "minimum"), ("-1", "1", "minimum")),
                    Fraction(1),
                    "carried",
                ),
            }
        ),
    ),
    syntax="python",
)

LINE = Sheet(
    "One variable",
    "x^3 - 6x^2 + 9x + 1",
    ("x",),
    (
        formula(
            "slope",
            'asks = "gradient"',
            ("3x^2-12x+9", "3(x-1)(x-3)", "3(x^2-4x+3)", "9-12x+3x*x"),
            (
                Slip(("3x^2-12x",), Fraction(0), "term-missing"),
                Slip(("3x^2+12x+9",), Fraction(0), "sign"),
                Slip(("3x^3-12x^2+9",), Fraction(0), "exponent-not-lowered"),
            ),
        ),
        formula(
            "second",
            'asks = "partial"\nof = ["x", "x"]',
            ("6x-12", "6(x-2)", "2*3x-12"),
            (
                Slip(("6x+12",), Fraction(0), "sign"),
                Slip(("3x^2-12x+9",), Fraction(0), "once-only"),
            ),
        ),
        points(
            ((("1", "2/2"),), (("3", "6/2"),)),
            (
                Slip((("1",),), HALF, "missed-point"),
                Slip((("-1",), ("3",)), HALF, "sign-of-coordinate"),
                Slip((("1",), ("2",), ("3",)), Fraction(2, 3), "not-critical"),
            ),
            2,
        ),
        kinds(
            (("1", "maximum"), ("3", "minimum")),
            (
                Slip((("1", "minimum"), ("3", "maximum")), Fraction(0), "minimum-maximum-swapped"),
                Slip((("1", "maximum"),), HALF, "missed-point"),
                Slip((("1", "maximum"), ("3", "saddle")), HALF),
            ),
            2,
        ),
        formula(
            "taylor",
            'asks = "taylor"\nat = 2',
            ("3-3(x-2)", "9-3x", "-3(x-3)"),
            (
                Slip(("3-3x",), Fraction(0), "taylor-not-shifted"),
                Slip(("-3(x-2)",), Fraction(0), "taylor-no-constant"),
                Slip(("3+3(x-2)",), Fraction(0), "sign"),
            ),
        ),
    ),
    (
        Chain(
            {
                "slope": (("3x^2-12x",), Fraction(0), "wrong"),
                "second": (("6x-12",), Fraction(1), "right"),
                "points": ((("0",), ("4",)), Fraction(1), "carried"),
                "kinds": ((("0", "maximum"), ("4", "minimum")), Fraction(1), "carried"),
            }
        ),
        Chain(
            {
                "slope": (("3x^2+12x+9",), Fraction(0), "wrong"),
                "second": (("6x+12",), Fraction(1), "carried"),
                "points": ((("-1",), ("-3",)), Fraction(1), "carried"),
                "kinds": ((("-1", "minimum"), ("-3", "maximum")), Fraction(1), "carried"),
            }
        ),
    ),
)

SPACE = Sheet(
    "Three variables",
    "x^2 + y^2 + 2z^2 + x y - 3x",
    ("x", "y", "z"),
    (
        gradient(
            (("2x+y-3", "y+2x-3", "2(x-3/2)+y"), ("2y+x", "x+y+y"), ("4z", "2*2z")),
            (
                Slip(("2x+y", "2y+x", "4z"), Fraction(2, 3), "term-missing"),
                Slip(("2x-3", "2y", "4z"), Fraction(1, 3), "term-missing"),
                Slip(("2x+y-3", "2y+x", "2z"), Fraction(2, 3)),
                Slip(("2y+x", "2x+y-3", "4z"), Fraction(1, 3), "swapped-entries"),
            ),
            3,
        ),
        hessian(
            (("2",), ("1",), ZERO, ("1", "2/2"), ("2",), ("0",), ("0",), ("0",), ("4", "2^2")),
            (
                Slip(("2", "0", "0", "0", "2", "0", "0", "0", "4"), Fraction(7, 9), "mixed-partial-zero"),
                Slip(("2", "1", "0", "1", "2", "0", "0", "0", "2"), Fraction(8, 9)),
                Slip(("2", "1", "0", "0", "2", "0", "0", "0", "4"), Fraction(8, 9), "asymmetric-hessian"),
            ),
            3,
        ),
        points(
            ((("2", "4/2"), ("-1", "-2/2"), ("0",)),),
            (
                Slip((("2", "1", "0"),), Fraction(0), "sign-of-coordinate"),
                Slip((("0", "0", "0"),), Fraction(0), "not-critical"),
                Slip((("2", "-1", "0"), ("0", "0", "0")), HALF, "not-critical"),
            ),
            2,
        ),
        kinds(
            (("2", "-1", "0", "minimum"),),
            (
                Slip((("2", "-1", "0", "maximum"),), Fraction(0), "minimum-maximum-swapped"),
                Slip((("2", "-1", "0", "saddle"),), Fraction(0), "kind-wrong"),
            ),
        ),
    ),
    (
        Chain(
            {
                "gradient": (("2x-y-3", "2y-x", "4z"), Fraction(1, 3), "partial"),
                "hessian": (("2", "-1", "0", "-1", "2", "0", "0", "0", "4"), Fraction(1), "carried"),
                "points": ((("2", "1", "0"),), Fraction(1), "carried"),
                "kinds": ((("2", "1", "0", "minimum"),), Fraction(1), "carried"),
            }
        ),
    ),
)

SILENT = Sheet(
    "Silent Hessian",
    "x^4 + y^2",
    ("x", "y"),
    (
        hessian(
            (("12x^2", "12x²", "3*4x^2"), ZERO, ZERO, ("2", "4/2")),
            (
                Slip(("12x^3", "0", "0", "2"), Fraction(3, 4), "exponent-not-lowered"),
                Slip(("4x^2", "0", "0", "2"), Fraction(3, 4), "exponent-factor-lost"),
            ),
            2,
        ),
        formula(
            "D",
            'asks = "discriminant"\nat = [0, 0]',
            ("0", "0*2", "2*0-0^2", "1-1"),
            (
                Slip(("24",), Fraction(0)),
                Slip(("2",), Fraction(0), "trace-instead"),
            ),
        ),
        kinds(
            (("0", "0", "minimum"),),
            (
                Slip((("0", "0", "saddle"),), Fraction(0), "zero-D-called-saddle"),
                Slip((("0", "0", "inconclusive"),), Fraction(0), "zero-D-not-decided"),
                Slip((("0", "0", "maximum"),), Fraction(0), "minimum-maximum-swapped"),
            ),
            2,
        ),
        Question("why", 'asks = "argument"', "free", (("x^4 + y^2 > 0 away from 0", "both terms are squares"),)),
    ),
)

TAYLOR = Sheet(
    "Taylor",
    "exp(2x) cos(y)",
    ("x", "y"),
    (
        formula(
            "first",
            'asks = "taylor"\nat = [0, 0]\norder = 1',
            ("1+2x", "2x+1", "2(x+1/2)"),
            (
                Slip(("2x",), Fraction(0), "taylor-no-constant"),
                Slip(("1+2x+2x^2-y^2/2",), Fraction(0), "taylor-order"),
                Slip(("1-2x",), Fraction(0), "sign"),
            ),
        ),
        formula(
            "second",
            'asks = "taylor"\nat = [0, 0]\norder = 2',
            ("1+2x+2x^2-y^2/2", "1+2x+1/2*(4x^2-y^2)", "2x²+2x+1-½y²", "(1+2x+2x^2)-0.5y^2"),
            (
                Slip(("1+2x+4x^2-y^2",), Fraction(0), "taylor-without-half"),
                Slip(("1+2x",), Fraction(0), "taylor-order"),
                Slip(("1+2x+2x^2+y^2/2",), Fraction(0), "sign"),
                Slip(("1+2x+2x^2",), Fraction(0), "term-missing"),
            ),
            2,
        ),
        formula(
            "third",
            'asks = "taylor"\nat = [0, 0]\norder = 3',
            ("1+2x+2x^2-y^2/2+4x^3/3-x y^2", "1+2x+2x²-y²/2+(4/3)x³-xy²"),
            (
                Slip(("1+2x+2x^2-y^2/2",), Fraction(0), "taylor-order"),
                Slip(("1+2x+2x^2-y^2/2+4x^3/3+x y^2",), Fraction(0), "sign"),
            ),
            2,
        ),
        gradient(
            (
                ("2exp(2x)cos(y)", "2e^(2x)cos y", "exp(2x)*cos(y)*2"),
                ("-exp(2x)sin(y)", "-sin(y) e^(2x)", "-(e^x)^2 sin y"),
            ),
            (
                Slip(("exp(2x)cos(y)", "-exp(2x)sin(y)"), HALF, "dropped-chain-factor"),
                Slip(("2exp(2x)cos(y)", "exp(2x)sin(y)"), HALF, "sign-of-sine-or-cosine"),
                Slip(("2exp(2x)cos(y)", "-2exp(2x)sin(y)"), HALF, "factor-two"),
            ),
            2,
        ),
    ),
    (),
)

NEWTON = Sheet(
    "Newton's method",
    "x^4 + x^2 + y^2 - 2x y",
    ("x", "y"),
    (
        gradient(
            (("2/3", "4/6", "1-1/3"), ("2/3",)),
            (
                Slip(("4/3", "1"), Fraction(0)),
                Slip(("1", "1"), Fraction(0), "newton-count"),
            ),
            2,
            "one",
            'asks = "newton"\nat = [1, 1]\nsteps = 1',
        ),
        gradient(
            (("0.444", "4/9", "0.4444"), ("0.444", "4/9", "0.445")),
            (
                Slip(("0.5", "0.5"), Fraction(0)),
                Slip(("0.444", "0.667"), HALF),
                Slip(("2/3", "2/3"), Fraction(0), "newton-count"),
            ),
            2,
            "two",
            'asks = "newton"\nat = [1, 1]\nsteps = 2\ntolerance = 0.001',
        ),
    ),
    (
        Chain(
            {
                "one": (("1/2", "1/2"), Fraction(0), "wrong"),
                "two": (("1/3", "1/3"), Fraction(1), "carried"),
            }
        ),
    ),
)

CIRCLE = Sheet(
    "On a circle",
    "x + 2y",
    ("x", "y"),
    (
        points(
            ((("1", "5/5"), ("2", "sqrt(4)")), (("-1",), ("-2", "-sqrt(4)"))),
            (
                Slip((("1", "2"),), HALF, "missed-point"),
                Slip((("1", "2"), ("-1", "-2"), ("0", "0")), Fraction(2, 3), "extra-point"),
                Slip((("2", "1"), ("-1", "-2")), HALF, "swapped-coordinates"),
                Slip((("1", "-2"), ("-1", "-2")), HALF, "sign-of-coordinate"),
            ),
            3,
            "candidates",
            'asks = "lagrange"\nconstraint = "x^2 + y^2 = 5"',
        ),
        gradient(
            (("1", "2/2"), ("2", "1+1")),
            (Slip(("1", "1"), HALF), Slip(("2", "1"), Fraction(0), "swapped-entries")),
        ),
        formula(
            "greatest",
            'asks = "expression"\nanswer = "5"',
            ("5", "1+2*2", "sqrt(25)"),
            (Slip(("-5",), Fraction(0), "sign"), Slip(("sqrt(5)",), Fraction(0))),
        ),
    ),
)

FORMS = Sheet(
    "Forms",
    "x^4 - 4x^2 + y^2",
    ("x", "y"),
    (
        Question(
            "factored",
            'asks = "partial"\nof = "x"\nform = "factored"\nform_weight = "1/4"',
            "exact form",
            (("4x(x^2-2)", "4(x^2-2)x", "-4x(2-x^2)"),),
            (
                Slip(("4x^3-8x",), Fraction(3, 4), "form"),
                Slip(("x(4x^2-8)",), Fraction(3, 4), "form"),
                Slip(("4x^3+8x",), Fraction(0), "sign"),
            ),
            Fraction(4),
        ),
        Question(
            "expanded",
            'asks = "expression"\nanswer = "(x-1)(x+2)^2"\nform = "expanded"',
            "exact form",
            (("x^3+3x^2-4", "-4+3x^2+x^3"),),
            (
                Slip(("(x-1)(x+2)^2",), HALF, "form"),
                Slip(("(x-1)(x^2+4x+4)",), HALF, "form"),
                Slip(("x^3+3x^2+4",), Fraction(0)),
            ),
            Fraction(2),
        ),
        Question(
            "reduced",
            'asks = "expression"\nanswer = "3/4 + x/3"\nform = ["lowest-terms", "exact"]',
            "exact form",
            (("3/4+x/3", "x/3+3/4", "(9+4x)/12"),),
            (
                Slip(("6/8+x/3",), HALF, "form"),
                Slip(("0.75+x/3",), HALF, "form"),
                Slip(("(18+8x)/24",), HALF, "form"),
                Slip(("0.75+0.333x",), Fraction(0)),
            ),
            Fraction(2),
        ),
        points(
            ((("0",), ("0",)), (("sqrt(2)", "√2", "2/sqrt(2)", "2^(1/2)"), ("0",)), (("-sqrt(2)", "-√2"), ("0",))),
            (
                Slip((("0", "0"), ("sqrt(2)", "0")), Fraction(2, 3), "missed-point"),
                Slip((("0", "0"), ("1.414", "0"), ("-1.414", "0")), Fraction(1, 3), "rounded"),
                Slip((("0", "0"), ("2", "0"), ("-2", "0")), Fraction(1, 3), "not-critical"),
            ),
            3,
        ),
        kinds(
            (("0", "0", "saddle"), ("sqrt(2)", "0", "minimum"), ("-sqrt(2)", "0", "minimum")),
            (
                Slip(
                    (("0", "0", "maximum"), ("sqrt(2)", "0", "minimum"), ("-sqrt(2)", "0", "minimum")),
                    Fraction(2, 3),
                    "negative-D-called-extremum",
                ),
            ),
            3,
            'asks = "classification"\nvisibility = "hidden"',
            ("(±√2, 0) minimum; (0,0) saddle", "saddle at the origin (0,0), minima at (√2,0) and (-√2,0)"),
        ),
    ),
    options='unreadable = "review"\n',
)

SHEETS = (CUBIC, FOLIUM, PRODUCT, BELL, QUARTIC, LINE, SPACE, SILENT, TAYLOR, NEWTON, CIRCLE, FORMS)
