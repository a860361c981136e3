"""The pages of the function with four wells, kept as files; ``SNAPSHOTS=write pytest`` writes them anew."""

import json
import os
from pathlib import Path

import pytest

from symhess import __version__, analyze
from symhess.render import to_dict, to_markdown, to_text

FOLDER = Path(__file__).parent / "snapshots"
WELLS = "x^4 + y^4 - 2x^2 - 2y^2 + 1"


def as_json(study):
    return json.dumps(to_dict(study), ensure_ascii=False, indent=1) + "\n"


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        pytest.param("wells-brief.txt", lambda study: to_text(study, "brief"), id="text-brief"),
        pytest.param("wells.txt", to_text, id="text"),
        pytest.param("wells-full.txt", lambda study: to_text(study, "full"), id="text-full"),
        pytest.param("wells.md", to_markdown, id="markdown"),
        pytest.param("wells.json", as_json, id="json"),
    ],
)
def test_the_page_of_the_wells_is_as_it_was(name, printed):
    page = printed(analyze(WELLS)).replace(__version__, "VERSION")
    kept = FOLDER / name
    if os.environ.get("SNAPSHOTS") == "write":
        kept.write_text(page, encoding="utf-8")

    assert page == kept.read_text(encoding="utf-8")
