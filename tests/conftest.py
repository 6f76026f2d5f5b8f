"""Fixtures of all tests, the wall around the network, and the option that renews the golden files."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from hypothesis import settings

from memo.api import Document
from memo.findings.read import Reading
from memo.findings.read import read as read_file
from memo.library.day import Library
from tests.support import EXAMPLES, library_on, memo_of

settings.register_profile("house", deadline=None, derandomize=True, database=None, max_examples=150)
settings.register_profile("night", settings.get_profile("house"), derandomize=False, max_examples=5_000)
settings.load_profile("house")

_OUTWARD = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "urllib.Request"}


_HERE = ("127.0.0.1", "::1", "localhost")
"""This machine: the servers that the tests of publishing start are reached here, and nothing else is."""


def _is_here(event: str, arguments: Any) -> bool:
    if event == "urllib.Request":  # some libraries read files of their own package by an address
        return str(arguments[0]).startswith("file:")
    address = arguments[1] if event == "socket.connect" else arguments[:1] if event == "socket.getaddrinfo" else ("",)
    return isinstance(address, tuple) and address[0] in _HERE


def _refuse_network(event: str, arguments: Any) -> None:
    if event in _OUTWARD and not _is_here(event, arguments):
        raise RuntimeError(f"a test reached for the network: {event} {arguments!r:.200}")


sys.addaudithook(_refuse_network)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--update-golden`, which writes the golden files anew instead of comparing them."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden anew; read the diff")
    parser.addoption("--nightly", action="store_true", help="also run what is too slow for every change")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "nightly: too slow for every change; runs with --nightly")
    if config.getoption("--nightly"):
        settings.load_profile("night")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--nightly"):
        skipped = pytest.mark.skip(reason="runs with --nightly")
        for item in items:
            if item.get_closest_marker("nightly"):
                item.add_marker(skipped)


@pytest.fixture(scope="session")
def library() -> Library:
    """The law library of the checkout on the tests' day."""
    return library_on()


@pytest.fixture(scope="session")
def sample() -> Reading:
    """The full example, as it was read."""
    return read_file(EXAMPLES / "anthropic-claude.yaml")


@pytest.fixture(scope="session")
def sample_memo(sample: Reading) -> Document:
    """The memo of the full example on the tests' day."""
    return memo_of(sample)
