import pytest

from symhess.render.layout.names import name_node
from symhess.render.tex.math import tex
from symhess.render.web.mathml import mathml


@pytest.mark.parametrize(
    ("name", "in_tex", "in_mathml"),
    [
        pytest.param("x", "x", "<mi>x</mi>", id="letter"),
        pytest.param("alpha", r"\alpha", "<mi>α</mi>", id="greek-name"),
        pytest.param("α", r"\alpha", "<mi>α</mi>", id="greek-letter"),
        pytest.param("Alpha", r"\mathrm{A}", "<mi>Α</mi>", id="capital-without-command"),
        pytest.param("Gamma", r"\Gamma", "<mi>Γ</mi>", id="capital"),
        pytest.param("x1", "x_{1}", "<msub><mi>x</mi><mn>1</mn></msub>", id="digits"),
        pytest.param("x_1", "x_{1}", "<msub><mi>x</mi><mn>1</mn></msub>", id="index"),
        pytest.param("speed", r"\mathit{speed}", "<mi>speed</mi>", id="word"),
        pytest.param("größe", r"\text{größe}", "<mi>größe</mi>", id="letters-outside-ascii"),
        pytest.param(r"\input{x}", r"\text{\textbackslash{}input\{x\}}", r"<mtext>\input{x}</mtext>", id="hostile"),
        pytest.param("<b>&", r"\text{\textless{}b\textgreater{}\&}", "<mtext>&lt;b&gt;&amp;</mtext>", id="markup"),
        pytest.param("x_}$", r"\text{x\_\}\$}", "<mtext>x_}$</mtext>", id="hostile-index"),
    ],
)
def test_names_are_shown_and_never_executed(name, in_tex, in_mathml):
    assert tex(name_node(name)) == in_tex
    assert mathml(name_node(name)) == f"<math>{in_mathml}</math>"


def test_an_index_of_several_parts():
    assert tex(name_node("a_1_x")) == "a_{1 , x}"
