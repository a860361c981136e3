"""Linear algebra modulo one 31-bit prime: a guess, quickly, of what the exact answer looks like.

In comes a square polynomial system; out comes a parametrisation of its solutions modulo the prime, simple and
multiple ones apart. Nothing here is a proof: the lifted result is checked exactly elsewhere.
"""
