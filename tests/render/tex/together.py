"""Many sheets in one run of TeX: what it complains of, by sheet, and how many pages each takes."""

import re
from dataclasses import dataclass, field

from symhess.render.document import Picture
from symhess.render.page.build import document
from symhess.render.tex.engine import compile_tex
from symhess.render.tex.latex import document_latex

FIGURES = {1: {Picture.CURVE: "empty.pdf"}, 2: {Picture.LEVELS: "empty.pdf", Picture.SURFACE: "empty.pdf"}}
EMPTY = r"\documentclass{minimal}\pdfpagewidth=80mm \pdfpageheight=88mm \begin{document}\null\end{document}"
COMPLAINT = re.compile(r"Overfull .*|LaTeX Warning: .*undefined.*|Missing character.*|^! .*")


@dataclass
class Result:
    """What TeX said of the sheets."""

    pdf: bytes = b""
    complaints: dict[str, list[str]] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)


def sheet(study, detail="worked", language="en"):
    """The sheet of a study, with empty pictures of the usual shape."""
    return document_latex(document(study, detail, language), figures=FIGURES.get(len(study.function.variables), {}))


def compiled(sheets, time_limit=300):
    """Compile sheets, given by name, as one document with the margins of the first."""
    heads = [text.partition(r"\begin{document}")[0] for text in sheets.values()]
    bodies = [text.partition(r"\begin{document}")[2].partition(r"\end{document}")[0] for text in sheets.values()]
    parts = [
        rf"\clearpage\setcounter{{page}}{{1}}\setcounter{{section}}{{0}}\typeout{{@@{name}}}{body}"
        rf"\clearpage\typeout{{@@pages \the\value{{page}}}}"
        for name, body in zip(sheets, bodies, strict=True)
    ]
    text = "\n".join([heads[0], r"\begin{document}", *parts, r"\end{document}"])
    made = compile_tex(text, {"empty.pdf": compile_tex(EMPTY, {}, "pdflatex").pdf}, "pdflatex", time_limit)
    return _read(made)


def _read(made):
    result, name = Result(made.pdf), ""
    for line in made.log.splitlines():
        if line.startswith("@@pages "):
            result.pages[name] = int(line.split()[1]) - 1
        elif line.startswith("@@"):
            name = line[2:]
        elif found := COMPLAINT.search(line):
            result.complaints.setdefault(name, []).append(found[0])
    return result
