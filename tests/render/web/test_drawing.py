from xml.etree import ElementTree

from matplotlib.figure import Figure

from symhess.render.figure.plot import picture_bytes
from symhess.render.web.drawing import embedded


def svg(height):
    axes = Figure(figsize=(1, 1)).add_subplot()
    axes.plot([0, height])
    return picture_bytes(axes.figure, "svg").decode()


def ids(text):
    return {element.get("id") for element in ElementTree.fromstring(text).iter() if element.get("id")}


def test_two_pictures_in_one_page_share_no_identifier():
    first, second = (embedded(svg(height), "a", "b") for height in (1, 2))

    assert ids(first) and ids(second) and not ids(first) & ids(second)


def test_every_reference_still_finds_what_it_names():
    text = embedded(svg(1), "a", "b")
    uses = [value for e in ElementTree.fromstring(text).iter() for key, value in e.items() if key.endswith("href")]

    assert uses and {use.removeprefix("#") for use in uses} <= ids(text)


def test_rules_for_the_whole_page_become_the_pictures_own():
    text = embedded(svg(1), "a", "b")

    assert "<style" not in text
    assert ElementTree.fromstring(text).get("style") == "stroke-linejoin: round; stroke-linecap: butt"


def test_the_same_picture_gives_the_same_bytes():
    assert embedded(svg(1), "a", "b") == embedded(svg(1), "a", "b")


def test_words_are_escaped():
    assert "<desc" in embedded(svg(1), "<a>", "1 < 2")
    assert ElementTree.fromstring(embedded(svg(1), "<a>", "1 < 2"))[1].text == "1 < 2"
