"""Making a memo opens no connection, starts no program, and opens only what it has to."""

from __future__ import annotations

import os
import re
import site
import sys
import sysconfig
import tempfile
from pathlib import Path

from tests.harness.tracing import Call, needs_strace, read, traced
from tests.support import CHECKOUT, EXAMPLES

CALLS = "%network,execve,execveat,open,openat,openat2,creat"
SYSTEM = (
    "/lib", "/usr/lib", "/etc/ld.so.cache", "/usr/share/locale", "/usr/share/fontconfig/conf.avail", "/dev/null",
    "/dev/urandom", "/proc/filesystems", "/proc/self/", "/sys/fs/cgroup/", "/etc/localtime", "/usr/share/zoneinfo",
)  # fmt: skip
"""The loader's libraries, locales and clock, and the rules of fontconfig, which hold no fonts."""


def allowed(folder: Path) -> tuple[str, ...]:
    """Return the beginnings of every path that a run in a folder may open."""
    python = {sys.prefix, sys.base_prefix, sys.exec_prefix, *sysconfig.get_paths().values(), *site.getsitepackages()}
    ours = [CHECKOUT / part for part in ("memo", "regulations", "templates", "pyproject.toml")]
    return (*SYSTEM, *map(str, ours), *python, str(folder), f"{tempfile.gettempdir()}/memo-fonts-")


def is_foreign(path: str, folder: Path) -> bool:
    """Whether a path is none that a run opens; a name of eight signs is how Python finds a temporary folder."""
    probe = re.fullmatch(rf"{re.escape(tempfile.gettempdir())}/[a-z0-9_]{{8}}", path)
    return path.startswith("/") and path != str(CHECKOUT) and not path.startswith(allowed(folder)) and not probe


def foreign(calls: list[Call], folder: Path) -> list[str]:
    """Return what a run should not have done."""
    found = []
    for call in calls:
        if call.name.startswith("exec"):
            found += [call.text] if call.number > 1 else []
        elif call.name in ("open", "openat", "openat2", "creat"):
            path = re.search(r'"([^"]*)"', call.text)
            if path and " = -1 ENOENT" not in call.text and is_foreign(path[1], folder):
                found.append(f"{call.name} {path[1]}")
        else:
            found.append(f"{call.name}({call.text}")
    return found


def _is_measured(call: str) -> bool:
    """Whether a call is that of the tool that counts branches, which writes where the suite was started."""
    return "COVERAGE_PROCESS_CONFIG" in os.environ and Path(call.split(" ")[-1]).name.startswith(".coverage")


@needs_strace
def test_a_memo_is_made_in_silence(tmp_path: Path) -> None:
    """A memo in all four formats: no socket, no program, no file but input, library, templates, packages and fonts."""
    log = tmp_path / "log"
    words = ["-m", "memo", "render", str(EXAMPLES / "minimal.yaml"), "--depth", "brief", "-o", f"{tmp_path}/out/"]
    done = traced([*words, *"-f pdf -f md -f html -f json".split()], CALLS, log)
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "out").iterdir())) == 4
    calls = read(log)
    assert len(calls) > 300
    assert [one for one in foreign(calls, tmp_path) if str(EXAMPLES) not in one and not _is_measured(one)] == []


@needs_strace
def test_what_is_foreign_is_seen(tmp_path: Path) -> None:
    """The proof is believed because a run that connects, starts a program and reads a file shows all three."""
    program = (
        "import socket, subprocess, sys\n"
        "open('/etc/passwd').close()\n"
        "subprocess.run([sys.executable, '-c', ''])\n"
        "socket.socket().connect_ex(('127.0.0.1', 9))\n"
    )
    traced(["-c", program], CALLS, tmp_path / "log")
    found = " ".join(foreign(read(tmp_path / "log"), tmp_path))
    for sign in ("/etc/passwd", "socket(", "connect(", sys.executable):
        assert sign in found
