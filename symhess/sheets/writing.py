"""The files of a sheet: every variant with and without solutions, and the answer key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, TypeAlias

from symhess.errors import InputError, RenderError
from symhess.render.document import Picture
from symhess.render.figure.plot import picture, picture_bytes
from symhess.render.plain.markdown import document_markdown
from symhess.render.plain.sheet import sheet_markdown
from symhess.render.sheet import Pictures, Place, SheetPage, pictured
from symhess.render.store import stored
from symhess.render.tex.engine import INSTALL_HINT, compile_tex, find_engine
from symhess.render.tex.latex import document_latex
from symhess.render.tex.sheets.article import sheet_article
from symhess.render.tex.sheets.beamer import sheet_beamer
from symhess.render.tex.sheets.exam import sheet_exam
from symhess.render.tex.sheets.fragments import PACKAGE_FILE, package, question_fragments
from symhess.render.web.html import document_html, page_html, svg_picture
from symhess.render.web.sheet import sheet_html
from symhess.sheets.answers import Answer
from symhess.sheets.key import key_document
from symhess.sheets.paging import variant_pages
from symhess.sheets.problem import Problem
from symhess.sheets.reading import format_named, layout_named, read_sheet, variant_letters
from symhess.sheets.sheet import FORMATS, LAYOUTS, Sheet
from symhess.study import Study

__all__ = ["Written", "write_sheets"]

Progress: TypeAlias = Callable[[int, int], None]

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9-]+")
_KEY_STYLE: Final = "<style>.symhess td{white-space:normal}</style>"
_LAYOUTS: Final = {"article": sheet_article, "exam": sheet_exam, "beamer": sheet_beamer}
_CLASS_FILES: Final = {
    "exam.cls": "the exam class comes with: apt-get install texlive-latex-extra",
    "beamer.cls": "the beamer class comes with: apt-get install texlive-latex-recommended",
}


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, and what is missing in it.

    Examples
    --------
    >>> Written((Path("sheet.pdf"),), ()).warnings
    ()
    """

    files: tuple[Path, ...]
    warnings: tuple[str, ...]


def write_sheets(
    source: str | Path | Sheet,
    folder: str | Path,
    *,
    seed: int | None = None,
    variants: int | str | None = None,
    layout: str | None = None,
    format: str | None = None,
    progress: Progress | None = None,
) -> Written:
    r"""Write all variants of a sheet, without and with solutions, and the answer key.

    Nothing is written before everything is made, and every file is there as a whole or not at all.

    Parameters
    ----------
    source : str, Path or Sheet
        A TOML file, or what :func:`symhess.sheets.read_sheet` made of it.
    folder : str or Path
        Where to; made if it is not there.
    seed : int, optional
    variants : int or str, optional
        How many, or ``"A-F"``.
    layout : {"article", "exam", "beamer", "fragment"}, optional
    format : {"pdf", "tex", "html", "markdown"}, optional
        These four replace what the file says.
    progress : callable, optional
        Called with how many variants are done, and how many there are.

    Returns
    -------
    Written
        The files, and one line for each exercise that could not be solved.

    Raises
    ------
    InputError
        With file, line and key for what is wrong in the file.
    RenderError
        For PDF without a TeX engine or without the class; ``.tex`` and ``.html`` have been written instead.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> text = 'format = "markdown"\n[[exercises]]\nfunction = "x^2 y"\nasks = "gradient"\n'
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "one.toml")
    ...     _ = path.write_text(text)
    ...     [made.name for made in write_sheets(path, folder).files]
    ['one.md', 'one-solutions.md', 'one-key.md']
    """
    sheet = source if isinstance(source, Sheet) else read_sheet(source)
    sheet = _replaced(sheet, seed, variants, layout, format)
    target = Path(folder)
    _make_folder(target)
    work = _Work(sheet, _stem(sheet))
    warnings: list[str] = []
    known: dict[Problem, Answer] = {}
    for number in range(len(sheet.variants)):
        found = variant_pages(sheet, number, known)
        warnings += found.warnings
        work.add(found.tasks)
        work.add(found.solutions)
        if progress is not None:
            progress(number + 1, len(sheet.variants))
    work.add_key()
    files = stored({target / name: content for name, content in work.files.items()})
    if work.problem:
        raise RenderError(f"{work.problem}; wrote .tex and .html instead of .pdf to {str(target)!r}")
    return Written(files, tuple(dict.fromkeys(warnings)))


def _replaced(
    sheet: Sheet, seed: int | None, variants: int | str | None, layout: str | None, format: str | None
) -> Sheet:
    if seed is not None:
        if isinstance(seed, bool) or not isinstance(seed, int) or seed < 0:
            raise InputError(f"a seed is a whole number from 0 on, not {seed!r}")
        sheet = replace(sheet, seed=seed)
    if variants is not None:
        sheet = replace(sheet, variants=variant_letters(variants))
    if layout is not None:
        _require(layout, "layout", LAYOUTS)
        sheet = replace(sheet, layout=layout_named(layout))
    if format is not None:
        _require(format, "format", FORMATS)
        sheet = replace(sheet, format=format_named(format))
    if sheet.layout == "fragment" and sheet.format == "pdf":
        sheet = replace(sheet, format="tex")
    return sheet


def _require(value: str, name: str, known: tuple[str, ...]) -> None:
    if value not in known:
        raise InputError(f"the {name} must be one of {', '.join(known)}, not {value!r}")


def _make_folder(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(f"cannot write to the folder {str(target)!r}: {error.strerror}") from error


def _stem(sheet: Sheet) -> str:
    return _UNSAFE.sub("-", Path(sheet.source.name).stem).strip("-") or "sheet"


@dataclass(slots=True)
class _Work:
    """The files in the making, by name."""

    sheet: Sheet
    stem: str
    files: dict[str, bytes] = field(default_factory=dict)
    solved: list[SheetPage] = field(default_factory=list)
    drawn: dict[tuple[int, Picture, str, bool], bytes] = field(default_factory=dict)
    studies: list[Study] = field(default_factory=list)  # so that no two have the same id
    problem: str = ""

    def add(self, page: SheetPage) -> None:
        """The files of one page."""
        if page.solved:
            self.solved.append(page)
        parts = [self.stem, *([page.variant] if page.variant else []), *(["solutions"] if page.solved else [])]
        name = "-".join(parts)
        match self.sheet.format:
            case "html":
                self.add_html(name, page)
            case "markdown":
                self.files[f"{name}.md"] = sheet_markdown(page).encode()
            case "tex" if self.sheet.layout == "fragment":
                pictures = self.picture_files(name, page, self.files)
                for number, text in enumerate(question_fragments(page, pictures), start=1):
                    self.files[f"{name}-{number}.tex"] = text.encode()
                self.files[PACKAGE_FILE] = package().encode()
            case "tex":
                self.add_tex(name, page)
            case "pdf":
                self.add_pdf(name, page)

    def add_key(self) -> None:
        """The answers of all variants in one table each."""
        page = key_document(self.solved)
        name = f"{self.stem}-key"
        match self.sheet.format:
            case "html":
                body = _KEY_STYLE + document_html(page, {}, folded=False)
                self.files[f"{name}.html"] = page_html(page.title, body, page.language).encode()
            case "markdown":
                self.files[f"{name}.md"] = document_markdown(page).encode()
            case _:
                self.add_document(name, document_latex(page), {})

    def add_html(self, name: str, page: SheetPage) -> None:
        self.files[f"{name}.html"] = sheet_html(page, self.svg_pictures(page)).encode()

    def add_tex(self, name: str, page: SheetPage) -> None:
        pictures = self.picture_files(name, page, self.files)
        self.files[f"{name}.tex"] = _LAYOUTS[self.sheet.layout](page, pictures).encode()

    def add_pdf(self, name: str, page: SheetPage) -> None:
        """The PDF; from the first one that cannot be made on, the source and a page for browsers."""
        contents: dict[str, bytes] = {}
        text = _LAYOUTS[self.sheet.layout](page, self.picture_files(name, page, contents))
        self.add_document(name, text, contents)
        if self.problem:
            self.add_html(name, page)

    def add_document(self, name: str, text: str, contents: Mapping[str, bytes]) -> None:
        if self.sheet.format == "pdf" and not self.problem:
            try:
                self.files[f"{name}.pdf"] = _compiled(text, contents)
                return
            except RenderError as error:
                self.problem = str(error)
        self.files |= {f"{name}.tex": text.encode(), **contents}

    def picture_files(self, name: str, page: SheetPage, contents: dict[str, bytes]) -> Pictures:
        """The names of the pictures, which go to the contents."""
        names: dict[Place, dict[Picture, str]] = {}
        for place, shown, content in self.pictures_of(page, "pdf"):
            number, part = place
            ending = f"{number + 1}{'' if part is None else f'-{part + 1}'}-{shown.value}.pdf"
            contents[f"{name}-{ending}"] = content
            names.setdefault(place, {})[shown] = f"{name}-{ending}"
        return names

    def svg_pictures(self, page: SheetPage) -> Pictures:
        elements: dict[Place, dict[Picture, str]] = {}
        for place, shown, content in self.pictures_of(page, "svg"):
            elements.setdefault(place, {})[shown] = content.decode()
        return elements

    def pictures_of(self, page: SheetPage, suffix: str) -> Iterator[tuple[Place, Picture, bytes]]:
        """Every picture of a page, drawn once; none where matplotlib is missing."""
        for place, study, shown in pictured(page):
            for one in shown:
                marked = place[1] is not None
                key = (id(study), one, suffix, marked)
                try:
                    if key not in self.drawn:
                        self.studies.append(study)
                        self.drawn[key] = _drawn(study, one, suffix, page.language, marked)
                except RenderError:
                    return
                yield place, one, self.drawn[key]


def _drawn(study: Study, shown: Picture, suffix: str, language: str, marked: bool) -> bytes:
    if suffix == "svg":
        return svg_picture(study, shown, language, marked=marked).encode()
    return picture_bytes(picture(study, shown, language, marked=marked), suffix)


def _compiled(text: str, pictures: Mapping[str, bytes]) -> bytes:
    engine = find_engine()
    if engine is None:
        raise RenderError(f"no TeX engine was found; {INSTALL_HINT}")
    try:
        return compile_tex(text, pictures, engine).pdf
    except RenderError as error:
        missing = next((hint for name, hint in _CLASS_FILES.items() if name in str(error)), "")
        raise RenderError(f"{error}; {missing}" if missing else str(error)) from error
