"""Rules that make a page readable by keyboard and screen reader, as complaints about a page that breaks them."""

import re
from xml.etree import ElementTree

HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]
ARITY = {"mfrac": 2, "msup": 2, "msub": 2, "msubsup": 3, "mroot": 2}
TOKENS = {"mi", "mn", "mo", "mtext"}
MATHML = {*ARITY, *TOKENS, "mrow", "msqrt", "mtable", "mtr", "mtd", "mspace"}


def tree(page):
    """The page as a tree; everything in it must be closed where XML wants it closed."""
    text = page.replace("<!DOCTYPE html>", "").replace("<details open>", '<details open="open">')
    text = re.sub(r"<(meta|wbr|br)\b([^>]*?)/?>", r"<\1\2/>", text)
    root = ElementTree.fromstring(text)
    for element in root.iter():
        element.tag = re.sub(r"\{[^}]*\}", "", element.tag)
        element.attrib = {re.sub(r"\{[^}]*\}", "", key): value for key, value in element.attrib.items()}
    return root


def text_of(element):
    return " ".join("".join(element.itertext()).split())


def parents(root):
    return {child: parent for parent in root.iter() for child in parent}


def headings(root):
    levels = [HEADINGS.index(element.tag) + 1 for element in root.iter() if element.tag in HEADINGS]
    if levels.count(1) != 1 or levels[0] != 1:
        yield "the page does not begin with its only h1"
    if any(after > before + 1 for before, after in zip(levels, levels[1:], strict=False)):
        yield f"headings skip a level: {levels}"
    yield from (f"empty {e.tag}" for e in root.iter() if e.tag in HEADINGS and not text_of(e))


def document(root):
    if root.tag != "html" or not root.get("lang"):
        yield "no language"
    if not text_of(root.find("head/title")):
        yield "no title"
    if len(list(root.iter("main"))) != 1:
        yield "not one main landmark"
    yield from ("text outside of the landmark" for child in root.find("body") if child.tag != "main")


def pictures(root):
    identified = {e.get("id"): e for e in root.iter() if e.get("id")}
    for svg in root.iter("svg"):
        names = [text_of(identified[one]) for one in svg.get("aria-labelledby", "").split() if one in identified]
        if svg.get("role") != "img" or len(names) < 2 or not all(names):
            yield "a picture without title and description"
        if next(svg.iter("style"), None) is not None:
            yield "a picture brings rules for the whole page"
    yield from ("an image without alternative" for e in root.iter("img") if not e.get("alt"))


def identifiers(root):
    every = [e.get("id") for e in root.iter() if e.get("id")]
    yield from (f"the id {one} is not unique" for one in set(every) if every.count(one) > 1)
    for element in root.iter():
        used = element.get("aria-labelledby", "").split()
        for key, value in element.attrib.items():
            used += re.findall(r"url\(#([^)]*)\)", value)
            used += [value[1:]] if key in ("href", "xlink:href") and value.startswith("#") else []
        yield from (f"{one} refers to nothing" for one in used if one not in every)


def tables(root):
    for table in root.iter("table"):
        rows = list(table.iter("tr"))
        if table[0].tag != "caption" or not text_of(table[0]):
            yield "a table without caption"
        if any(not cell.get("scope") for cell in table.iter("th")):
            yield "a header without scope"
        if len({len(row) for row in rows}) != 1:
            yield "rows of different lengths"
        if any(cell.get("scope") != "col" for cell in rows[0]) or any(row[0].get("scope") != "row" for row in rows[1:]):
            yield "columns or rows without header"


def keyboard(root):
    for element in root.iter():
        stop = element.get("tabindex")
        if stop is not None and (stop != "0" or not element.get("role") or not element.get("aria-label")):
            yield f"a stop for the keyboard that says nothing: {element.tag}"
        if element.tag in ("button", "a", "input", "select"):
            yield f"an unexpected control: {element.tag}"
    for details in root.iter("details"):
        if not len(details) or details[0].tag != "summary" or not text_of(details[0]):
            yield "something folds without saying what"


def mathematics(root):
    for element in root.iter("math"):
        inner = list(element.iter())[1:]
        if not inner or not text_of(element):
            yield "empty mathematics"
        yield from (f"{e.tag} within mathematics" for e in inner if e.tag not in MATHML)
        yield from (f"{e.tag} of {len(e)} parts" for e in inner if len(e) != ARITY.get(e.tag, len(e)))
        yield from (f"empty {e.tag}" for e in inner if e.tag in TOKENS and not (e.text or "").strip("\u2009 "))
    above = parents(root)
    stray = (e for e in root.iter() if e.tag in MATHML and above[e].tag not in MATHML | {"math"})
    yield from (f"{e.tag} outside of mathematics" for e in stray)


def independence(root):
    for element in root.iter():
        if element.tag in ("script", "link", "iframe", "object"):
            yield f"{element.tag} in the page"
        for key, value in element.attrib.items():
            if key.startswith("on"):
                yield f"a script in {key}"
            if key in ("src", "href", "xlink:href") and not value.startswith(("#", "data:")):
                yield f"the network is asked for {value}"
    styles = " ".join(text_of(style) for style in root.iter("style"))
    yield from ("a style asks the network" for _ in re.finditer(r"@import|url\((?!#|data:)", styles))


RULES = (document, headings, pictures, identifiers, tables, keyboard, mathematics, independence)


def complaints(page):
    """Everything that is wrong with a page."""
    root = tree(page)
    return [complaint for rule in RULES for complaint in rule(root)]
