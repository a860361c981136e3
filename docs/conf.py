"""Settings of the documentation."""

from pathlib import Path
from shutil import copytree

from symhess import __version__

# Pages must lie below this folder; the notebooks live beside it, where readers of the repository look for them.
_HERE = Path(__file__).parent
copytree(_HERE.parent / "examples", _HERE / "examples", dirs_exist_ok=True)

project = "symhess"
author = "The symhess developers"
copyright = "the symhess developers"
release = version = __version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.mathjax",
    # MathJax comes with the built pages, so that they show mathematics with no network.
    "sphinx-mathjax-offline",
]
exclude_patterns = ["_build", "jupyter_execute", "examples/grading"]
suppress_warnings = ["config.cache"]

html_theme = "furo"
html_title = f"symhess {release}"
html_show_sphinx = False

myst_enable_extensions = ["colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120

autodoc_default_options = {"members": True, "show-inheritance": True, "ignore-module-all": False}
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_typehints_format = "short"
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
