"""Settings of all tests."""

from hypothesis import settings

# shared machines are slow at times: no single example may fail for that; the same examples on every run
settings.register_profile("symhess", deadline=None, derandomize=True)
settings.load_profile("symhess")
