"""All four formats are the same bytes in any zone, locale, folder, hash seed and year, and know no machine."""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pypdf
import pytest

from tests.support import CHECKOUT, EXAMPLES

FORMATS = ("pdf", "md", "html", "json")
USER = "zaphod-user"
PLACES = [
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "COLUMNS": "40"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "0"},
]


@cache
def made(at: int) -> dict[str, bytes]:
    """Return what one command makes in a folder, zone, locale and with a hash seed of its own."""
    folder = Path(mkdtemp(prefix=f"zarquon-{at}-"))
    try:
        shutil.copy(EXAMPLES / "minimal.yaml", folder / "review.yaml")
        environment = {**os.environ, "PYTHONPATH": str(CHECKOUT), "HOME": str(folder), **PLACES[at]}
        environment |= dict.fromkeys(("USER", "LOGNAME", "USERNAME"), USER)
        environment["SOURCE_DATE_EPOCH"] = "1795600000"
        command = [sys.executable, "-m", "memo", "render", "review.yaml", "--depth", "brief", "-o", "out/"]
        for form in FORMATS:
            command += ["-f", form]
        subprocess.run(command, check=True, capture_output=True, env=environment, cwd=folder)
        return {form: (folder / "out" / f"review.{form}").read_bytes() for form in FORMATS}
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_the_same_anywhere(form: str) -> None:
    """Zone, locale, hash seed, folder, home and width of the terminal do not show in a byte."""
    assert made(0)[form] == made(1)[form]


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_knows_its_machine(form: str) -> None:
    """No path, user or host stands in a result, be it packed or not."""
    data = made(0)[form]
    if form == "pdf":
        reader = pypdf.PdfReader(io.BytesIO(data))
        parts = [data, str(reader.metadata).encode(), str(reader.xmp_metadata and reader.xmp_metadata.stream).encode()]
        parts += [part for parts in reader.attachments.values() for part in parts]
        parts += [page.extract_text().encode() for page in reader.pages]
        data = b"\n".join(parts)
    assert b"Acme" in data or b"vendor" in data.lower()
    signs = [USER, "zarquon", str(CHECKOUT), sys.prefix]
    signs += [
        host for host in [socket.gethostname()] if len(host) > 5
    ]  # a shorter one stands in packed bytes by chance
    for sign in signs:
        assert sign.encode() not in data, sign
