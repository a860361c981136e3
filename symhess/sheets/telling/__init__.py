"""Solutions in words: in comes a problem with its answer, out come the blocks of its worked solution."""
