import pytest

from symhess import ParseError
from symhess.parse.characters import fold_characters
from symhess.parse.tex import ARGUMENTS, ENVIRONMENTS, read_tex


def tex_of(text):
    return read_tex(fold_characters(text))


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        pytest.param(r"\frac12x", ("\\frac", "1", "2", "x"), id="single-characters"),
        pytest.param(r"\alpha x", ("\\alpha", " ", "x"), id="command-and-space"),
        pytest.param(r"\sin2x", ("\\sin", "2", "x"), id="command-ends-at-a-digit"),
        pytest.param(r"x\,y\\", ("x", "\\,", "y", "\\\\"), id="symbols"),
        pytest.param(r"\begin {pmatrix}1\end{pmatrix}", ("\\begin{pmatrix}", "1", "\\end{pmatrix}"), id="environment"),
        pytest.param("x²", ("x", "²"), id="unicode"),
    ],
)
def test_tokens(text, tokens):
    assert tex_of(text).tokens == tokens


@pytest.mark.parametrize("text", ["$x+1$", "$$x+1$$", r"\(x+1\)", r"\[x+1\]", " $ x+1 $ ", "x+1"])
def test_one_pair_of_outer_delimiters_is_dropped(text):
    assert "".join(tex_of(text).tokens) == "x+1"


def test_positions_are_those_of_the_original():
    tex = tex_of(r" $\frac{x}2$")

    assert [tex.positions[tex.tokens.index(token)] for token in ("\\frac", "{", "x", "}", "2")] == [2, 7, 8, 9, 10]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        pytest.param("x", 0, 0, id="character"),
        pytest.param("{x+1}y", 0, 4, id="braces"),
        pytest.param("{{x}{y}}z", 0, 7, id="nested-braces"),
        pytest.param(r"\frac12x", 0, 2, id="bare-arguments"),
        pytest.param(r"\frac{1}2x", 0, 4, id="mixed-arguments"),
        pytest.param(r"\frac 1 2x", 0, 4, id="spaced-arguments"),
        pytest.param(r"\frac\frac1234", 0, 4, id="command-as-argument"),
        pytest.param(r"\sqrt[3]{x}y", 0, 6, id="root-with-degree"),
        pytest.param(r"\sqrt\pi x", 0, 1, id="root-of-a-command"),
        pytest.param(r"\left(x\right)y", 0, 4, id="left-right"),
        pytest.param(r"\begin{pmatrix}1&2\end{pmatrix}x", 0, 4, id="environment"),
    ],
)
def test_where_units_end(text, start, end):
    assert tex_of(text).ends[start] == end


@pytest.mark.parametrize(
    ("text", "number", "token"),
    [
        (r"\frac12", 0, "1"),
        (r"\frac12", 1, "2"),
        (r"\frac {x} {y}", 1, "{"),
        (r"\sqrt[3] x", 0, "x"),
        (r"\sqrt x", 0, "x"),
    ],
)
def test_where_arguments_start(text, number, token):
    tex = tex_of(text)

    assert tex.tokens[tex.argument(0, number)] == token


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        pytest.param(r"\frac{x}{", "is never closed", 8, id="open-brace"),
        pytest.param("x}", "closes nothing", 1, id="closing-brace"),
        pytest.param(r"\left(x", "left' is never closed", 0, id="open-left"),
        pytest.param(r"x\right)", "closes nothing", 1, id="closing-right"),
        pytest.param(r"{\left(x}\right)", "closes nothing", 8, id="crossed"),
        pytest.param(r"\begin{pmatrix}x", "is never closed", 0, id="open-environment"),
        pytest.param(r"\begin{pmatrix}x\end{bmatrix}", "closes nothing", 16, id="other-environment"),
        pytest.param(r"\begin{pmatrix}x\end{document}", "after .end comes", 16, id="forbidden-end"),
        pytest.param(r"\begin{document}", "after .begin comes", 0, id="forbidden-environment"),
        pytest.param(r"\begin x", "after .begin comes", 0, id="environment-without-name"),
        pytest.param(r"\frac{x}", "frac lacks an argument", 0, id="one-argument"),
        pytest.param(r"\frac", "frac lacks an argument", 0, id="no-argument"),
        pytest.param(r"{\frac1}", "frac lacks an argument", 1, id="argument-beyond-the-brace"),
        pytest.param(r"\frac1^2", "frac lacks an argument", 0, id="script-for-argument"),
        pytest.param(r"\sqrt", "sqrt lacks an argument", 0, id="empty-root"),
        pytest.param(r"\sqrt[3", "sqrt lacks an argument", 0, id="open-degree"),
        pytest.param("x\\", "backslash ends the text", 1, id="lone-backslash"),
    ],
)
def test_broken_nesting_is_refused(text, message, position):
    with pytest.raises(ParseError, match=message) as caught:
        tex_of(text)
    assert caught.value.position == position


@pytest.mark.parametrize("command", sorted(ARGUMENTS))
def test_every_command_with_arguments_needs_them(command):
    with pytest.raises(ParseError, match="lacks an argument"):
        tex_of(command)


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_matrix_environments_are_paired(name):
    text = rf"\begin{{{name}}}x\end{{{name}}}"

    assert tex_of(text).ends[0] == 2


def test_long_chains_of_commands_need_no_recursion():
    chain = r"\sqrt" * 380 + " x"

    assert tex_of(chain).ends[0] == 381
