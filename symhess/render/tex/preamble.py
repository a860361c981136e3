r"""What stands before the body of a sheet: packages, and macros for lines that break by themselves.

A line of a computation is a paragraph: TeX itself breaks it at the signs by true widths, so nothing runs into the
margin, and pages may end between lines. All macros begin with ``\symhess``; they are defined in fragments as well,
so that ``\input`` needs only the packages.
"""

from __future__ import annotations

from symhess.render.figure.marks import MARKS

__all__ = ["COMPACT", "MACROS", "PACKAGES", "PAPER", "PREAMBLE", "colour_name", "preamble"]

PACKAGES = "array, amsmath, amssymb, booktabs, graphicx, longtable, xcolor"
"""What a document needs that takes in a fragment."""

_PACKAGES = r"""\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{lmodern}
\usepackage{array}
\usepackage{amsmath}
\usepackage{amssymb}
\usepackage{booktabs}
\usepackage{graphicx}
\usepackage{longtable}
\usepackage{xcolor}
"""
_SETTINGS = r"""\ifdefined\pdftrailerid\pdfinfoomitdate=1 \pdftrailerid{}\fi
\setlength{\parindent}{0pt}
\setlength{\parskip}{3pt plus 1pt}
\setlength{\emergencystretch}{5em}
\tolerance=3000
"""
PAPER = r"""\usepackage[a4paper,left=25mm,right=25mm,top=22mm,bottom=24mm]{geometry}
\makeatletter
\renewcommand\section{\@startsection{section}{1}{0pt}{14pt plus 3pt}{5pt}{\normalfont\normalsize\bfseries}}
\renewcommand\subsection{\@startsection{subsection}{2}{0pt}{9pt plus 2pt}{4pt}{\normalfont\normalsize\itshape}}
\makeatother
"""
"""Margins of A4 paper, and headings that are smaller than those of the class."""

COMPACT = r"""\geometry{top=13mm,bottom=13mm,footskip=6mm}
\makeatletter
\renewcommand\section{\@startsection{section}{1}{0pt}{8pt plus 3pt}{3pt}{\normalfont\normalsize\bfseries}}
\makeatother
\newbox\symhesspage
% What is a little too long for one page is made smaller; what is much too long takes several.
\newenvironment{symhessonepage}{\setbox\symhesspage=\vbox\bgroup\hsize=\textwidth}{\par\egroup
  \dimen0=\dimexpr\ht\symhesspage+\dp\symhesspage\relax
  \ifdim\dimen0>1.45\textheight \unvbox\symhesspage
  \else\ifdim\dimen0>\textheight
    \noindent\hbox to\textwidth{\hfil\resizebox{!}{.995\textheight}{\box\symhesspage}\hfil}%
  \else \unvbox\symhesspage \fi\fi}
"""
"""Less white on the paper, for results that are to fit on one page."""


def preamble(document_class: str, *lines: str) -> str:
    r"""What stands before the macros: class, packages, further lines, settings.

    Examples
    --------
    >>> preamble(r"\documentclass{exam}").splitlines()[:2]
    ['\\documentclass{exam}', '\\usepackage[T1]{fontenc}']
    """
    return f"{document_class}\n{_PACKAGES}{''.join(lines)}{_SETTINGS}"


PREAMBLE = preamble(r"\documentclass[10pt,a4paper]{article}", PAPER)


def colour_name(kind: str) -> str:
    """Name the colour of a kind of points.

    Examples
    --------
    >>> colour_name("saddle")
    'symhesssaddle'
    """
    return f"symhess{kind}"


_COLOURS = "\n".join(
    rf"\definecolor{{{colour_name(kind.value)}}}{{HTML}}{{{mark.colour}}}" for kind, mark in MARKS.items()
)

MACROS = (
    _COLOURS
    + r"""
\definecolor{symhessgrey}{gray}{0.4}
\ifdefined\symhessleft\else\newdimen\symhessleft\newdimen\symhessindent\newbox\symhessbox\fi
% Words and formulas: no bad breaks, no lines that are too long.
\def\symhesspar{\par\tolerance=3000\emergencystretch=4em\hbadness=10000
  \binoppenalty=10000 \relpenalty=10000 \leftskip=\symhessindent}
% Lines of a computation, between \symhessrows{widest left} and \endsymhessrows:
% \symhessrow{left}{relation and right}{rule}; \symhessflow where the left side is broken as well.
\def\symhessrows#1{\symhesspar\begingroup
  \nobreak\vskip3pt plus 2pt
  \settowidth\symhessleft{$\displaystyle #1$}\advance\symhessleft by 1.5em
  \parindent=0pt \parskip=0pt \baselineskip=16pt \lineskiplimit=2pt \lineskip=4pt \hyphenpenalty=10000
  \tolerance=9999 \emergencystretch=.5\linewidth
  \advance\leftskip by \symhessleft \rightskip=0pt plus 4em \parfillskip=0pt}
\def\endsymhessrows{\par\endgroup\vskip\belowdisplayshortskip}
\long\def\symhessrow#1#2#3{\leavevmode\hangindent=2.2em \hangafter=1
  \llap{\hbox to\symhessleft{\hfil$\displaystyle #1$}}$\displaystyle {}#2$\symhessrule{#3}\par}
\long\def\symhessflow#1#2#3{\leavevmode\hangindent=2.2em \hangafter=1
  $\displaystyle #1 #2$\symhessrule{#3}\par}
\long\def\symhessrule#1{\sbox\symhessbox{\footnotesize\color{symhessgrey}#1}%
  \dimen0=.5\linewidth \dimen2=\dimexpr\linewidth-\leftskip-2.5em\relax
  \ifdim\dimen2<\dimen0 \dimen0=\dimen2 \fi
  \ifdim\wd\symhessbox=0pt \hfil\null
  \else\ifdim\wd\symhessbox<\dimen0
    \unskip\nobreak\hfil\penalty50\hskip2em\null\nobreak\hfil\box\symhessbox
  \else\hfil\null\par\nobreak
    {\leftskip=.3\linewidth plus 1fil \rightskip=0pt \parfillskip=0pt \parskip=0pt
     \noindent\footnotesize\color{symhessgrey}#1\par}%
  \fi\fi}
% The result, framed.
\long\def\symhessresult#1{\symhesspar\vskip6pt plus 2pt
  \noindent{\fboxsep=5pt \fbox{\parbox{\dimexpr\linewidth-\symhessindent-10pt-2\fboxrule\relax}{\parskip=3pt #1}}}%
  \par\vskip4pt plus 2pt}
"""
)
