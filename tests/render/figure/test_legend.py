"""The key of a picture fits under it."""

import pytest

from symhess import analyze
from symhess.render.document import Picture
from symhess.render.figure.plot import picture


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("region", [None, ("x >= 0", "y >= 0", "x + y <= 4")], ids=["free", "region"])
def test_the_key_is_no_wider_than_the_picture(language, region):
    drawn = picture(analyze("x^2 - x y + y^2 - 3y", region=region), Picture.LEVELS, language)
    (key,) = drawn.legends

    assert key.get_window_extent().width <= drawn.bbox.width
