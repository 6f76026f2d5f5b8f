#!/usr/bin/env python3
"""Any bytes are a review, or are refused by memo's own error with a place and a short message."""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["memo", "yaml"]):
    from memo.errors import MemoError, report
    from memo.findings.read import read_string
    from memo.yamlio import decoded


def one(data: bytes) -> None:
    for name in ("f.yaml", "f.json"):
        try:
            read_string(decoded(data, name), name)
        except MemoError as error:
            told = report(error.faults)
            assert error.faults
            assert all(fault.code and fault.place.file == name for fault in error.faults)
            assert len(told.encode()) <= 4_096, told
            assert all(line.isprintable() for line in told.split("\n")), told


atheris.Setup(sys.argv, one)
atheris.Fuzz()
