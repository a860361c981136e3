"""Pictures of a study with matplotlib: the graph of one variable, level lines and the surface of two.

Grey bands and marks of different shapes are readable without colour. matplotlib is an optional extra, ``[plot]``; it
is imported at the first picture. The same study always gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from sympy import Symbol

from symhess.errors import InputError, RenderError
from symhess.render.document import Picture
from symhess.render.figure.axes import draw_curve, draw_levels
from symhess.render.figure.describe import alt_text
from symhess.render.figure.legend import draw_legend
from symhess.render.figure.scene import Scene, Window, scene_of
from symhess.render.figure.surface import draw_surface
from symhess.render.figure.svg import compact
from symhess.render.figure.text import label, text_style
from symhess.study import Study

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["PICTURE_FORMATS", "draw", "drawn", "figure", "picture", "picture_bytes", "pictures_of", "suitable"]

PICTURE_FORMATS = ("pdf", "png", "svg")

_SIDE: Final = 3.1  # inches
_DPI: Final = {"pdf": 200, "png": 200, "svg": 125}
_SCREEN: Final = 100  # points of a screen to an inch
_UNDATED: Final[dict[str, dict[str, None]]] = {
    "pdf": {"CreationDate": None, "Producer": None, "Creator": None},
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
}
_PICTURES: Final = {1: (Picture.CURVE,), 2: (Picture.LEVELS, Picture.SURFACE)}
_DRAW: Final = {Picture.CURVE: draw_curve, Picture.LEVELS: draw_levels, Picture.SURFACE: draw_surface}


def pictures_of(study: Study) -> tuple[Picture, ...]:
    """The pictures that suit the number of variables: none for three and more.

    Examples
    --------
    >>> from symhess import analyze
    >>> [shown.value for shown in pictures_of(analyze("x y"))], pictures_of(analyze("x y z"))
    (['levels', 'surface'], ())
    """
    return _PICTURES.get(len(study.function.variables), ())


def figure(
    study: Study, language: str = "en", *, kind: str | None = None, window: Window | None = None
) -> Figure | None:
    """Draw the study: level lines beside the surface, or a graph; ``None`` for three and more variables.

    Parameters
    ----------
    study : Study
    language : str
    kind : {"curve", "levels", "surface"}, optional
        One picture instead of all that suit the function.
    window : mapping from names of variables to (low, high), optional
        What to show; by default all points, with the surroundings that matter.

    Raises
    ------
    InputError
        If the picture does not suit the number of variables, or the window is no window.
    RenderError
        If matplotlib is not installed.

    Examples
    --------
    >>> from symhess import analyze
    >>> saddle = analyze("x^2 - y^2")
    >>> len(figure(saddle).axes), len(figure(saddle, kind="levels", window={"x": (-9, 9)}).axes)
    (2, 1)
    >>> figure(analyze("x y z")) is None
    True
    >>> figure(saddle, kind="curve")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: expected one of levels, surface for a function of 2 variables, got 'curve'
    """
    if not pictures_of(study):
        return None
    wanted = pictures_of(study) if kind is None else (suitable(study, kind),)
    return drawn(scene_of(study, _checked(window, study)), wanted, language)


def picture(study: Study, shown: Picture, language: str = "en", *, marked: bool = True) -> Figure:
    """Draw one picture; it must suit the number of variables.

    With ``marked`` false the function is shown without what was found of it, as the problem of a sheet shows it.

    Raises
    ------
    RenderError
        If matplotlib is not installed.

    Examples
    --------
    >>> from symhess import analyze
    >>> len(picture(analyze("x^2"), Picture.CURVE).axes)
    1
    """
    scene = scene_of(study)
    return drawn(scene if marked else scene.unmarked(), (shown,), language)


def draw(study: Study, axes: Any, kind: str | None = None, window: Window | None = None) -> Figure:
    """Draw one picture into axes of the caller's, without a legend: the first that suits, or the one asked for.

    Raises
    ------
    InputError
        If there is no such picture, or a surface is to go into flat axes.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> from symhess import analyze
    >>> left, right = Figure().subplots(1, 2)
    >>> draw(analyze("x^3 - 3x"), left) is left.figure
    True
    >>> draw(analyze("x y"), right, "surface")
    Traceback (most recent call last):
    ...
    symhess.errors.InputError: a surface needs axes made with projection='3d'
    """
    shown = suitable(study, kind or next((one.value for one in pictures_of(study)), ""))
    if shown is Picture.SURFACE and not hasattr(axes, "set_zlim"):
        raise InputError("a surface needs axes made with projection='3d'")
    _draw_into(axes, scene_of(study, _checked(window, study)), shown)
    found: Figure = axes.figure
    return found


def suitable(study: Study, kind: str) -> Picture:
    """The picture of that name.

    Examples
    --------
    >>> from symhess import analyze
    >>> suitable(analyze("x^2"), "curve")
    <Picture.CURVE: 'curve'>
    """
    names = {shown.value: shown for shown in pictures_of(study)}
    if kind not in names:
        count = len(study.function.variables)
        expected = f"one of {', '.join(names)}" if names else "one or two variables for a picture, not kind"
        raise InputError(f"expected {expected} for a function of {count} variables, got {kind!r}")
    return names[kind]


def picture_bytes(made: Figure, suffix: str) -> bytes:
    """Write a figure as ``pdf``, ``png`` or ``svg``, with no date in it.

    Everything is lines and text, except surfaces in SVG: as a picture they take a tenth of the bytes.

    Examples
    --------
    >>> from matplotlib.figure import Figure
    >>> picture_bytes(Figure(), "png")[1:4]
    b'PNG'
    """
    from matplotlib import rc_context
    from mpl_toolkits.mplot3d.art3d import Poly3DCollection

    for surface in made.findobj(Poly3DCollection):
        surface.set_rasterized(suffix == "svg")
    stream = BytesIO()
    with rc_context({"svg.hashsalt": "symhess", "pdf.compression": 9}):
        made.savefig(stream, format=suffix, dpi=_DPI[suffix], metadata=_UNDATED[suffix])
    written = stream.getvalue()
    return compact(written.decode()).encode() if suffix == "svg" else written


def _checked(window: Window | None, study: Study) -> Window | None:
    names = [variable.name for variable in study.function.variables]
    for name, span in (window or {}).items():
        if name not in names:
            raise InputError(f"expected a window in {', '.join(names)}, got {name!r}")
        if len(span) != 2 or not float(span[0]) < float(span[1]):
            raise InputError(f"expected low < high for {name}, got {span!r}")
    return window


def drawn(scene: Scene, shown: Sequence[Picture], language: str = "en") -> Figure:
    """Draw pictures of a scene beside each other, with a legend.

    Examples
    --------
    >>> from symhess import analyze
    >>> len(drawn(scene_of(analyze("x y")), (Picture.LEVELS, Picture.SURFACE)).axes)
    2
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise RenderError("pictures need matplotlib: pip install 'symhess[plot]'") from error

    made = Figure(figsize=(_SIDE * len(shown), _SIDE), layout="constrained")
    for k, one in enumerate(shown):
        projection = "3d" if one is Picture.SURFACE else None
        _draw_into(made.add_subplot(1, len(shown), k + 1, projection=projection), scene, one)
    if shown[0] is not Picture.SURFACE:
        draw_legend(made, scene, language)
    # a notebook that was not told of matplotlib shows the figure all the same
    vars(made)["_repr_png_"] = partial(_displayed, made, " ".join(alt_text(scene, one, language) for one in shown))
    return made


def _displayed(made: Figure, description: str) -> tuple[bytes, dict[str, Any]]:
    """The picture in dots, with its size in points of the screen."""
    width, height = made.get_size_inches()
    return picture_bytes(made, "png"), {
        "width": round(_SCREEN * width),
        "height": round(_SCREEN * height),
        "alt": description,
    }


def _draw_into(axes: Any, scene: Scene, shown: Picture) -> None:
    _DRAW[shown](axes, scene)
    _name_axes(axes, scene.variables, -6 if shown is Picture.SURFACE else 2)


def _name_axes(axes: Any, variables: Sequence[Symbol], pad: float) -> None:
    upward = variables[1].name if len(variables) == 2 else "f"
    axes.set_xlabel(label(variables[0].name), labelpad=pad, **text_style(9))
    axes.set_ylabel(label(upward), labelpad=pad, rotation="horizontal", ha="right", **text_style(9))
