"""A coverage-guided search for texts on which the reading fails; needs `pip install atheris`.

usage: python tests/fuzz/parse.py SYNTAX [FOLDER] [libFuzzer's options, such as -max_total_time=600 -rss_limit_mb=700]

A failure is anything but a Reading or a ParseError, a position outside the text, a message or note that cannot be
shown, more than two seconds, or a reading that changes when SymPy's own text for it is read. What is found goes into
tests/corpus/fuzzed.jsonl, which tests/parse/test_fuzzed.py holds.
"""

import sys
import time
from cmath import isclose, isfinite

import atheris

with atheris.instrument_imports(include=["symhess.parse"]):
    from symhess.errors import ParseError
    from symhess.parse import parse

SECONDS = 2.0
PLACE = {"x": 0.75, "y": 1.25}
PIECES = [
    *"xyew0123456789.+-*/^()[]{}<>|,;=_'!% ijk√∛±½²³⁻π−·×",
    *("sin", "cos", "tan", "ln", "log", "log_", "exp", "sqrt", "abs", "arctan", "sec", "sinh", "e^", "**", "^-1"),
    *("(1,2)", "(0,0)", " and ", " at ", "min", "max", "saddle", "none", "no critical points", "f_x = ", "[[", "]]"),
    *("; ", "Matrix(", "Rational(", "np.", "1e", "e+", "10^", "999", "x^", "1/", "||", "((", "))", " is a ", "±("),
]
LATEX = [
    *(r"\frac", r"\sqrt", r"\left", r"\right", r"\cdot", r"\sin", r"\pi", r"\begin{pmatrix}", r"\end{pmatrix}", r"\\"),
    *("&", r"\text", r"\mathbf", r"\log_", r"\{", r"\}", r"\langle", r"\rangle", r"\pm", "$", r"\alpha", "}{"),
    *(r"\operatorname{", r"\partial", r"\nabla", r"\,", r"\begin{bmatrix}", r"\end{bmatrix}", r"\exp", r"\lvert"),
    *(r"\hat", "{x}"),
]
WORDS = {"calculator": PIECES, "python": PIECES, "latex": PIECES + LATEX}


def text_of(data, syntax):
    """Most inputs are pieces of the language, one byte each; those that start with an odd byte are any text."""
    if data[:1] and data[0] % 8 == 7:
        return data[1:].decode("utf-8", "replace")
    words = WORDS[syntax]
    return "".join(words[byte % len(words)] for byte in data[1:])


def check(text, syntax):
    """Read a text; raise AssertionError where the reading breaks one of its promises."""
    start = time.process_time()
    try:
        reading = parse(text, "x y", syntax)
    except ParseError as refusal:
        assert 0 <= refusal.position <= len(text), refusal.position
        assert refusal.message.isascii() and str(refusal).isprintable(), ascii(str(refusal))
        reading = None
    took = time.process_time() - start
    assert took < SECONDS, took
    if reading is None:
        return
    assert all(note.isprintable() for note in reading.notes), reading.notes
    if reading.kind == "expression":
        read_back(reading.expression)


def read_back(expression):
    """SymPy's own text for an expression reads as an expression of the same value, or is over a budget."""
    try:
        again = parse(str(expression), "x y", "python").expression
    except ParseError:
        return
    if again != expression:
        one, other = (complex(f.evalf(30, subs=PLACE)) for f in (expression, again))
        assert isclose(one, other, rel_tol=1e-9) or not isfinite(one), (expression, again)


def main():
    syntax = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: check(text_of(data, syntax), syntax))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
