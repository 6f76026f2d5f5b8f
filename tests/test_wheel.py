"""The wheel carries all that memo needs, and memo works where no checkout is."""

from __future__ import annotations

import json
import os
import site
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support import CHECKOUT

REVIEW = "review: {date: 2026-11-25}\nvendor: Acme\nfindings:\n  - title: Model training on customer inputs\n"


def ran(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a command away from the checkout; a failure shows what it said."""
    environment = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "PYTHONHOME"}}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False, env=environment
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout without a network."""
    pytest.importorskip("build", reason="the wheel is built with the packages of the extra 'dev'")
    pytest.importorskip("hatchling", reason="the wheel is built with the packages of the extra 'dev'")
    folder = tmp_path_factory.mktemp("wheel")
    ran(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, CHECKOUT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The scripts folder of a fresh environment with the wheel and the dependencies of this one."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=False)
    purelib = Path(sysconfig.get_path("purelib", "venv", {"base": str(home), "platbase": str(home)}))
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    ran(
        sys.executable,
        "-m",
        "pip",
        "--python",
        scripts / "python",
        "install",
        "--no-deps",
        "--no-index",
        "--quiet",
        wheel,
        cwd=home,
    )
    # The dependencies are this environment's; the checkout is not among them.
    folders = [path for path in (*site.getsitepackages(), sysconfig.get_path("platlib")) if Path(path).is_dir()]
    (purelib / "dependencies.pth").write_text("\n".join(dict.fromkeys(folders)) + "\n", encoding="utf-8")
    return scripts


def test_the_wheel_carries_templates_law_and_licence(wheel: Path) -> None:
    """Every template and every law file of the checkout is in the wheel, with the licence, and no test is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (("templates", "*.*"), ("regulations", "*.yaml"), ("regulations", "*.npz")):
        for path in (CHECKOUT / folder).rglob(pattern):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(CHECKOUT).parts):
                assert f"memo/_shipped/{path.relative_to(CHECKOUT).as_posix()}" in names
    compiled = {name.rpartition("/")[2].rpartition("-")[0] for name in names if "/.compiled/" in name}
    assert compiled >= {"eu-gdpr", "summaries", "topics", "phrases", "playbooks", "authorities", "decisions"}
    assert "memo/_shipped/regulations/.compiled/index.json" not in names
    assert any(name.endswith("/LICENSE") for name in names)
    assert not any(name.startswith(("tests/", "examples/")) or "__pycache__" in name for name in names)


def test_the_wheel_renders_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    """In a fresh environment, away from the checkout, the installed command makes Markdown and PDF."""
    (tmp_path / "review.yaml").write_text(REVIEW, encoding="utf-8")
    where = ran(installed / "python", "-c", "import memo, sys; print(memo.__file__)", cwd=tmp_path).stdout
    assert str(CHECKOUT) not in where
    ran(
        installed / "memo",
        "render",
        "review.yaml",
        "-f",
        "md",
        "-f",
        "pdf",
        "-o",
        "out/",
        "--depth",
        "citations",
        cwd=tmp_path,
    )
    text = (tmp_path / "out" / "review.md").read_text(encoding="utf-8")
    assert "Model training on customer inputs" in text
    assert "GDPR" in text
    assert (tmp_path / "out" / "review.pdf").read_bytes().startswith(b"%PDF-")


def test_the_wheel_knows_the_holidays(installed: Path, tmp_path: Path) -> None:
    """No calendar is in the wheel: it is computed at first, kept, and a due day is a working day both times."""
    review = REVIEW.replace("2026-11-25", "2026-12-23").replace("- title", "- severity: high\n    title")
    review += "client: {established_in: [DE-BY]}\n"
    (tmp_path / "review.yaml").write_text(review, encoding="utf-8")
    first, again = (ran(installed / "memo", "actions", "review.yaml", "-f", "json", cwd=tmp_path).stdout for _ in "12")
    assert first == again
    # Ten business days from 23 December: Christmas, the weekends, New Year's Day and Epiphany (Bavaria) are none.
    due = {item["due"] for item in json.loads(first)["items"] if item["due_rule"] == "10 business days from the review"}
    assert due == {"2027-01-11"}


@pytest.mark.parametrize("command", [["--version"], ["law", "eu-gdpr", "6(1)(f)"], ["new", "-"], ["schema"]])
def test_the_installed_commands_find_what_they_need(installed: Path, tmp_path: Path, command: list[str]) -> None:
    """The commands that read the library or the schema find them in the wheel."""
    assert ran(installed / "memo", *command, cwd=tmp_path).stdout.strip()
