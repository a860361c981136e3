"""Deadlines."""

import math

import pytest

from symhess.budget import Deadline
from symhess.errors import TimeLimitReached


def test_no_limit_never_ends():
    deadline = Deadline(None)

    deadline.check()
    assert deadline.remaining() == math.inf


def test_a_passed_deadline_raises_and_has_nothing_left():
    deadline = Deadline(-1.0)

    assert deadline.remaining() == 0.0
    with pytest.raises(TimeLimitReached, match="-1 s"):
        deadline.check()


def test_time_that_is_left_is_counted_down():
    deadline = Deadline(1000.0)

    assert 990 < deadline.remaining() <= 1000
