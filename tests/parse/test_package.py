import importlib
from types import ModuleType

import pytest

import symhess
from symhess.parse import Reading, parse, parse_function

from .helpers import x


def test_the_folder_is_the_function():
    module = importlib.import_module("symhess.parse")

    assert isinstance(module, ModuleType)
    assert module("x + 1").expression == x + 1
    assert module.parse is parse
    assert module.Reading is Reading


def test_the_public_name_reads_whatever_was_imported_before():
    importlib.import_module("symhess.parse.reading")

    assert symhess.parse("x + 1", variables=("x",)) == parse("x + 1", variables=("x",))


def test_keywords_pass_through():
    assert symhess.parse(r"\sin x", syntax="latex").kind == "expression"
    with pytest.raises(symhess.ParseError):
        symhess.parse(r"\sin x", syntax="calculator")


def test_the_public_names_of_the_folder():
    module = importlib.import_module("symhess.parse")

    assert module.__all__ == ["Reading", "parse", "parse_function"]
    assert module.parse_function is parse_function
