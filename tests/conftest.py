"""Settings of all tests."""

from multiprocessing import forkserver

from hypothesis import settings

# shared machines are slow at times: no single example may fail for that; the same examples on every run
settings.register_profile("symhess", deadline=None, derandomize=True)
settings.load_profile("symhess")

# The server from which processes fork loads its modules once, so let it load what any test needs of it.
_set_preload = forkserver.set_forkserver_preload
_WORK = ["pytest", "symhess.batch", "symhess.grade.questions"]
forkserver.set_forkserver_preload = lambda names: _set_preload([*_WORK, *names])
