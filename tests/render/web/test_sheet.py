"""Sheets in HTML: complete, well formed, with nothing of the author's as markup."""

from html.parser import HTMLParser

import pytest

from symhess.render.web.sheet import sheet_html
from tests.render.sheets import SOLVED, TASKS

VOID = {"meta", "br", "wbr", "mspace"}


class _Checker(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.text, self.tags = [], "", []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_data(self, data):
        self.text += data


def checked(page):
    checker = _Checker()
    checker.feed(sheet_html(page, {}))
    checker.close()
    assert checker.open == []
    return checker


@pytest.mark.parametrize("page", [TASKS, SOLVED], ids=["tasks", "solved"])
def test_what_an_author_writes_is_text(page):
    found = checked(page)

    assert "<b>#$~^" in found.text and "b" not in found.tags
    assert "script" not in found.tags and "link" not in found.tags


def test_places_for_answers_are_on_the_problem_sheet_only():
    tasks, solved = sheet_html(TASKS, {}), sheet_html(SOLVED, {})

    assert tasks.count('class="ruled"') == 3 and tasks.count('class="empty"') == 2
    assert tasks.count("<td></td>") == 6 and tasks.count('class="gap"') == 1
    assert 'class="ruled"' not in solved and 'class="gap"' not in solved
    assert 'class="result' in solved and 'class="result' not in tasks


def test_pictures_stand_at_their_places():
    place = next(iter({(1, 0)}))
    figure = next(block for block in SOLVED.questions[1].parts[0].solution)
    text = sheet_html(SOLVED, {place: {figure.picture: "<svg></svg>"}})

    assert text.count("<svg>") == 1
