"""Tests of the certified search."""
