"""Pictures of a study with matplotlib: the graph of one variable, level lines and the surface of two.

Grey bands and marks of different shapes are readable without colour. matplotlib is an optional extra, ``[plot]``; it
is imported at the first picture. The same study always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sympy import Symbol

from symhess.errors import RenderError
from symhess.render.document import Picture
from symhess.render.figure.axes import draw_curve, draw_legend, draw_levels, kinds
from symhess.render.figure.constraints import draw_set
from symhess.render.figure.data import evaluator, marked_points, window
from symhess.render.figure.surface import draw_surface
from symhess.render.figure.svg import compact
from symhess.render.figure.text import label, text_style
from symhess.render.phrases import phrase, sentence
from symhess.study import Study

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PICTURE_FORMATS", "alt_text", "figure", "picture", "picture_bytes"]

PICTURE_FORMATS = ("pdf", "png", "svg")

_SIDE = 3.1  # inches
_DPI = {"pdf": 200, "png": 200, "svg": 125}
_UNDATED: dict[str, dict[str, None]] = {
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
}


def figure(study: Study, language: str = "en") -> Figure | None:
    """Draw the study: level lines beside the surface, or a graph; ``None`` for three and more variables.

    Raises
    ------
    RenderError
        If matplotlib is not installed.

    Examples
    --------
    >>> from sympy.abc import x, y
    >>> from symhess.analysis import study
    >>> from symhess.budget import Deadline
    >>> from symhess.function import ScalarFunction
    >>> len(figure(study(ScalarFunction(x**2 - y**2, (x, y)), Deadline(9))).axes)
    2
    """
    match len(study.function.variables):
        case 1:
            return picture(study, Picture.CURVE, language)
        case 2:
            return _drawn(study, (Picture.LEVELS, Picture.SURFACE), language)
    return None


def picture(study: Study, shown: Picture, language: str = "en") -> Figure:
    """Draw one picture; it must suit the number of variables.

    Raises
    ------
    RenderError
        If matplotlib is not installed.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.analysis import study
    >>> from symhess.budget import Deadline
    >>> from symhess.function import ScalarFunction
    >>> len(picture(study(ScalarFunction(x**2, (x,)), Deadline(9)), Picture.CURVE).axes)
    1
    """
    return _drawn(study, (shown,), language)


def picture_bytes(drawn: Figure, suffix: str) -> bytes:
    """Write a figure as ``pdf``, ``png`` or ``svg``, with no date in it.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> picture_bytes(Figure(), "png")[1:4]
    b'PNG'
    """
    from matplotlib import rc_context

    stream = BytesIO()
    with rc_context({"svg.hashsalt": "symhess", "pdf.compression": 9}):
        drawn.savefig(stream, format=suffix, dpi=_DPI[suffix], metadata=_UNDATED[suffix])
    written = stream.getvalue()
    return compact(written.decode()).encode() if suffix == "svg" else written


def alt_text(study: Study, language: str = "en") -> str:
    """Describe the picture in words, for those who cannot see it.

    Examples
    --------
    >>> from sympy.abc import x
    >>> from symhess.analysis import study
    >>> from symhess.budget import Deadline
    >>> from symhess.function import ScalarFunction
    >>> alt_text(study(ScalarFunction(x**2, (x,)), Deadline(9)))
    'Graph of the function for x from -2 to 2. minimum: (0).'
    """
    variables = study.function.variables
    points = marked_points(study)
    spans = window(points, len(variables))
    span = phrase("figure.span", language)
    ranges = ", ".join(
        span.format(variable=v.name, low=_short(a), high=_short(b)) for v, (a, b) in zip(variables, spans, strict=True)
    )
    lead = "figure.described.curve" if len(variables) == 1 else "figure.described.surface"
    sentences = [phrase(lead, language).format(ranges=ranges)]
    for kind in kinds(points):
        places = [f"({', '.join(map(_short, p.at))})" for p in points if p.kind is kind]
        more = phrase("figure.more", language).format(count=len(places) - 8) if len(places) > 8 else ""
        sentences.append(f"{sentence(kind, language)}: {', '.join(places[:8])}{more}.")
    return " ".join(sentences)


def _short(number: float) -> str:
    return f"{number:.3g}"


def _drawn(study: Study, shown: tuple[Picture, ...], language: str) -> Figure:
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise RenderError("pictures need matplotlib: pip install 'symhess[plot]'") from error

    variables = study.function.variables
    points = marked_points(study)
    spans = window(points, len(variables))
    f = evaluator(study.function.expression, variables)
    drawn = Figure(figsize=(_SIDE * len(shown), _SIDE), layout="constrained")
    for k, one in enumerate(shown):
        projection = "3d" if one is Picture.SURFACE else None
        axes = drawn.add_subplot(1, len(shown), k + 1, projection=projection)
        if one is Picture.CURVE:
            draw_curve(axes, f, points, spans[0])
        else:
            draw = draw_surface if one is Picture.SURFACE else draw_levels
            draw(axes, f, points, spans)
            if one is Picture.LEVELS and study.constraint_study is not None:
                draw_set(axes, study.constraint_study, variables, spans)
        _name_axes(axes, variables, -6 if one is Picture.SURFACE else 2)
    if shown[0] is not Picture.SURFACE:
        draw_legend(drawn, points, language)
    return drawn


def _name_axes(axes: Any, variables: Sequence[Symbol], pad: float) -> None:
    upward = variables[1].name if len(variables) == 2 else "f"
    axes.set_xlabel(label(variables[0].name), labelpad=pad, **text_style(9))
    axes.set_ylabel(label(upward), labelpad=pad, rotation="horizontal", **text_style(9))
