"""Draws the pictures of the gallery anew: `python docs/draw_gallery.py`, with a TeX engine and pdftoppm at hand."""

from pathlib import Path
from subprocess import run
from tempfile import TemporaryDirectory

from PIL import Image

import symhess
from symhess.sheets import write_sheets

PICTURES = Path(__file__).parent / "images" / "gallery"
SHEET = Path(__file__).parent.parent / "examples" / "sheets" / "sheet.toml"
PAGES = {
    "wells": ("x^4 + y^4 - 2x^2 - 2y^2 + 1", {}, "en"),
    "lagrange": ("x y z", {"constraints": ["x^2 + 2y^2 + 3z^2 = 6"]}, "en"),
    "region": ("x^2 - 2x y + 2y", {"region": ["x >= 0", "x <= 3", "y >= 0", "y <= 2"]}, "en"),
    "families": ("sin(x) sin(y)", {}, "en"),
    "degenerate": ("x^2 y + y^4", {}, "en"),
    "german": ("x y exp(-x^2 - y^2)", {}, "de"),
}


def picture_of(pdf: Path, name: str, page: int = 1) -> None:
    """One page as a small grey picture; what is drawn must be readable without colour."""
    with TemporaryDirectory() as folder:
        place = Path(folder) / "page"
        run(["pdftoppm", "-r", "75", "-f", f"{page}", "-l", f"{page}", "-png", "-singlefile", pdf, place], check=True)
        Image.open(place.with_suffix(".png")).convert("L").quantize(16).save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    """Draw everything."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        for name, (function, options, language) in PAGES.items():
            place = Path(folder) / f"{name}.pdf"
            symhess.analyze(function, **options).save(place, language=language)
            picture_of(place, name)
        write_sheets(SHEET, Path(folder) / "made")
        for name, title in (("sheet-A", "problems"), ("sheet-A-solutions", "solutions"), ("sheet-key", "key")):
            picture_of(Path(folder) / "made" / f"{name}.pdf", title)


if __name__ == "__main__":
    main()
