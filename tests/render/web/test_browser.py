"""What a headless browser shows of a page without any network."""

import pytest

from symhess import analyze
from symhess.render.web.html import to_html, to_html_fragment
from tests.render.web.browser import DARK, measure

WELLS = analyze("x^4 + y^4 - 2x^2 - 2y^2 + 1")


@pytest.mark.parametrize(("width", "options"), [(900, ()), (420, (DARK,))], ids=["wide-light", "narrow-dark"])
def test_a_page_shows_its_mathematics_with_no_network(width, options, tmp_path):
    page = to_html(WELLS)
    found = measure(page, tmp_path, width, *options)

    assert found["mathematics"] == page.count("<math") > 50
    assert (found["hidden"], found["fractions"], found["raised"]) == (0, 0, 0)
    assert found["requests"] == []
    assert found["pictures"] == 2
    assert found["overflow"] <= 0
    assert found["dark"] == (DARK in options)
    assert found["contrast"] >= 4.5
    assert found["stops"] >= 6 and found["unseen"] == 0


def test_a_notebook_folds_the_steps_and_leaves_the_rest_of_the_page_alone(tmp_path):
    fragment = to_html_fragment(WELLS)
    host = '<!DOCTYPE html><html><body><p id="outside" style="font-size:16px">before</p>{}</body></html>'
    found = measure(host.format(fragment), tmp_path)

    assert found["folded"] == fragment.count("<details>") >= 5
    assert found["hidden"] == 0
    assert found["outside"] == "16px"


def test_what_is_wrong_is_measured(tmp_path):
    page = (
        "<!DOCTYPE html><html><head><style>:focus{outline:none}</style></head><body><main>"
        '<p style="color:#999">faint</p><img src="http://no.such.host/x.png" alt="x"><p tabindex="0">stop</p>'
        '<div style="width:2000px">wide</div><math><mi style="display:none">x</mi></math></main></body></html>'
    )
    found = measure(page, tmp_path)

    assert 2 < found["contrast"] < 3
    assert found["requests"] == ["http://no.such.host/x.png"]
    assert found["unseen"] == 1
    assert found["overflow"] > 1000
    assert found["hidden"] == 1
