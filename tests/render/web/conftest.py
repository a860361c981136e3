"""The tests in a real browser run where one is found; ``.ci/run`` installs one."""

from tests.render.web.browser import find_browser

collect_ignore = [] if find_browser() else ["test_browser.py"]
