"""Tests of constraint sets and regions."""
