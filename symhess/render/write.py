"""Files of a study: the suffix says what is written, and a file is either there as a whole or not at all."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from symhess.errors import InputError, RenderError
from symhess.render.data.encode import to_json
from symhess.render.document import Detail, Picture
from symhess.render.figure.plot import figure, picture, picture_bytes
from symhess.render.plain.markdown import to_markdown
from symhess.render.plain.text import to_text
from symhess.render.store import stored
from symhess.render.tex.engine import INSTALL_HINT, compile_tex, find_engine
from symhess.render.tex.latex import to_latex
from symhess.render.web.html import to_html
from symhess.study import Study

__all__ = ["SUFFIXES", "write"]

_PICTURES = {1: (Picture.CURVE,), 2: (Picture.LEVELS, Picture.SURFACE)}
_UNSAFE = re.compile(r"[^A-Za-z0-9-]+")


def write(study: Study, path: str | Path, detail: Detail = "worked", language: str = "en") -> tuple[Path, ...]:
    """Write a study to a file and return what was written: the file, and the pictures of a ``.tex``.

    Parameters
    ----------
    study : Study
    path : str or Path
        Where to; the suffix is one of .tex .pdf .html .json .txt .md .png .svg.
    detail : {"brief", "worked", "full"}
    language : str
        ``"en"``, ``"de"`` or a language file; JSON is the same in all of them.

    Raises
    ------
    InputError
        If the suffix is unknown, the place cannot be written to, or a picture of more than two variables is asked for.
    RenderError
        If a PDF cannot be made here; the ``.tex`` and ``.html`` of the same name have then been written instead.

    Examples
    --------
    >>> from symhess.api import analyze
    >>> write(analyze("x^2"), "sheet.doc")
    Traceback (most recent call last):
        ...
    symhess.errors.InputError: expected a file ending in .tex .pdf .html .json .txt .md .png .svg, got 'sheet.doc'
    """
    target = Path(path)
    make = _WRITERS.get(target.suffix.lower())
    if make is None:
        raise InputError(f"expected a file ending in {' '.join(SUFFIXES)}, got {target.name!r}")
    if os.path.isdir(target):
        raise InputError(f"expected the name of a file, got the folder {str(target)!r}")
    if not os.path.isdir(target.parent):
        raise InputError(f"expected a folder that exists, got {str(target.parent)!r}")
    return make(study, target, detail, language)


def _as_tex(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    stem = _UNSAFE.sub("-", target.stem).strip("-") or "sheet"
    pictures = _pictures(study, language)
    names = {shown: f"{stem}-{shown.value}.pdf" for shown in pictures}
    files = {target: to_latex(study, detail, figures=names, language=language).encode()}
    files |= {target.with_name(names[shown]): content for shown, content in pictures.items()}
    return stored(files)


def _as_pdf(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    engine = find_engine()
    try:
        if engine is None:
            raise RenderError("no TeX engine was found")
        pictures = {f"{shown.value}.pdf": content for shown, content in _pictures(study, language).items()}
        names = {Picture(name.removesuffix(".pdf")): name for name in pictures}
        made = compile_tex(to_latex(study, detail, figures=names, language=language), pictures, engine).pdf
    except RenderError as error:
        instead = _as_tex(study, target.with_suffix(".tex"), detail, language)
        instead += _as_html(study, target.with_suffix(".html"), detail, language)
        wrote = ", ".join(map(str, instead))
        raise RenderError(f"{error}, so there is no {target.name}; wrote {wrote}; {INSTALL_HINT}") from error
    return stored({target: made})


def _as_html(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    return stored({target: to_html(study, detail, language).encode()})


def _as_picture(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    drawn = figure(study, language)
    if drawn is None:
        raise InputError(
            f"expected a function of one or two variables for a picture, got {len(study.function.variables)}"
        )
    return stored({target: picture_bytes(drawn, target.suffix.lower()[1:])})


def _as_json(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    return stored({target: _text(to_json(study))})


def _as_text(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    return stored({target: _text(to_text(study, detail, language=language))})


def _as_markdown(study: Study, target: Path, detail: Detail, language: str) -> tuple[Path, ...]:
    return stored({target: _text(to_markdown(study, detail, language))})


_WRITERS: Mapping[str, Callable[[Study, Path, Detail, str], tuple[Path, ...]]] = {
    ".tex": _as_tex,
    ".pdf": _as_pdf,
    ".html": _as_html,
    ".json": _as_json,
    ".txt": _as_text,
    ".md": _as_markdown,
    ".png": _as_picture,
    ".svg": _as_picture,
}

SUFFIXES = tuple(_WRITERS)
"""What :func:`write` can write."""


def _text(page: str) -> bytes:
    return (page.rstrip("\n") + "\n").encode()


def _pictures(study: Study, language: str) -> dict[Picture, bytes]:
    """Pictures for a sheet; none where matplotlib is missing, for a sheet is of use without them."""
    try:
        wanted = _PICTURES.get(len(study.function.variables), ())
        return {shown: picture_bytes(picture(study, shown, language), "pdf") for shown in wanted}
    except RenderError:
        return {}
