"""Long runs: many questions come in; outcomes, files that are whole, and what is needed to go on come out.

Questions are answered in processes that can be ended (``pool``, ``serving``), here or on other machines
(``executors``). What is known is kept as it comes (``journal``), a run can be cut into shards and put together again
(``shards``), and files get their names when they are whole (``writing``). Nothing here knows what the questions say.

>>> from symhess.runs.outcome import Limits
>>> from symhess.runs.pool import answer_here
>>> from functools import partial
>>> [outcome.value for outcome in answer_here(partial(partial, pow), 2, [10], Limits(seconds=60))]
[1024]
"""
