import sys

import pytest
from IPython.core.interactiveshell import InteractiveShell
from matplotlib.figure import Figure

from symhess import analyze
from symhess.errors import InputError, RenderError
from symhess.render.document import Picture
from symhess.render.figure.marks import MARKS
from symhess.render.figure.plot import PICTURE_FORMATS, draw, figure, picture, picture_bytes
from symhess.verdict import Kind

WELLS = "x^4 + y^4 - 2x^2 - 2y^2 + 1"


def marks(axes):
    """Marker shape -> how many points carry it, white edges left out."""
    lines = [line for line in axes.lines if line.get_linestyle() == "None" and line.get_color() != "white"]
    return {line.get_marker(): len(line.get_xdata()) for line in lines}


def test_level_lines_stand_beside_the_surface():
    flat, surface = figure(analyze(WELLS)).axes

    assert marks(flat) == {"o": 4, "^": 1, "x": 4}
    assert (flat.get_xlabel(), flat.get_ylabel()) == ("$x$", "$y$")
    assert surface.computed_zorder is False


def test_the_level_of_the_saddles_is_dashed():
    flat = picture(analyze(WELLS), Picture.LEVELS).axes[0]
    *_, dashed = flat.collections

    assert list(dashed.levels) == [0.0]
    assert dashed.get_linestyles()[0][1] is not None


def test_one_variable_is_drawn_as_a_graph():
    (axes,) = figure(analyze("x^3 - 3x")).axes

    assert marks(axes) == {"^": 1, "o": 1}


def test_three_variables_are_not_drawn():
    assert figure(analyze("x^2 + y^2 + z^2")) is None


@pytest.mark.parametrize(
    "text", ["x + 2y", "x^2 y^2", "exp(x + y)", "5 + 0x + 0y", "10^300 x^4 + y^2", "1/(x^2 + y^2)"]
)
def test_every_function_of_two_variables_can_be_drawn(text):
    drawn = figure(analyze(text, variables=("x", "y")))

    assert picture_bytes(drawn, "png").startswith(b"\x89PNG")


@pytest.mark.parametrize("suffix", PICTURE_FORMATS)
def test_the_same_study_gives_the_same_bytes(suffix):
    study = analyze("x^3 - 3x y^2")
    first, second = (picture_bytes(figure(study), suffix) for _ in range(2))

    assert first == second


def test_marks_differ_without_colour():
    assert len({mark.shape for mark in MARKS.values()}) == len(Kind)
    assert len({mark.character for mark in MARKS.values()}) == len(Kind)


@pytest.mark.parametrize("suffix", ["pdf", "svg"])
def test_only_the_surface_of_an_svg_is_a_picture_of_dots(suffix):
    written = picture_bytes(figure(analyze(WELLS)), suffix)

    assert (b"<image" in written) == (suffix == "svg")
    assert b"/Subtype /Image" not in written


def test_one_picture_and_a_window_can_be_asked_for():
    (axes,) = figure(analyze(WELLS), kind="levels", window={"x": (-3, 3)}).axes

    assert axes.get_xlim() == (-3, 3)
    assert axes.get_ylim() == (-1.6, 1.6)


@pytest.mark.parametrize(
    ("kind", "window", "message"),
    [
        ("graph", None, "expected one of levels, surface for a function of 2 variables, got 'graph'"),
        (None, {"z": (0, 1)}, "expected a window in x, y, got 'z'"),
        (None, {"x": (1, 1)}, r"expected low < high for x, got \(1, 1\)"),
    ],
)
def test_what_cannot_be_drawn_is_refused(kind, window, message):
    with pytest.raises(InputError, match=message):
        figure(analyze(WELLS), kind=kind, window=window)


def test_a_picture_goes_into_axes_of_the_callers():
    axes = Figure().subplots(1, 2)[1]

    assert draw(analyze("x^3 - 3x"), axes) is axes.figure
    assert marks(axes) == {"^": 1, "o": 1}


def test_nothing_goes_into_axes_for_three_variables():
    with pytest.raises(InputError, match="one or two variables"):
        draw(analyze("x + y + z"), Figure().subplots())


def test_a_notebook_shows_a_figure_without_being_told_of_matplotlib():
    made = figure(analyze("x^3 - 3x"))
    shown, metadata = InteractiveShell.instance().display_formatter.format(made)

    assert shown["image/png"].startswith(b"\x89PNG")
    assert metadata["image/png"]["width"] == 310
    assert metadata["image/png"]["alt"].startswith("Graph of f for x from -1.6 to 1.6.")


def test_the_legend_speaks_the_language_of_the_page():
    legends = (figure(analyze("(x^2 + y^2 - 1)^2"), language).legends[0] for language in ("en", "de"))
    english, german = ([text.get_text() for text in legend.get_texts()] for legend in legends)

    assert english == ["maximum", "curve of minima"]
    assert german == ["Maximum", "Kurve von Minima"]


def test_without_matplotlib_a_picture_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    with pytest.raises(RenderError, match=r"pip install 'symhess\[plot\]'"):
        figure(analyze("x^2"))
