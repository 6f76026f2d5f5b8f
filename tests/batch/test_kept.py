"""The PDFs of a batch, made by workers that keep what each has taught them, are those of `memo render`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.batch.support import REVIEW, reviews
from tests.batch.test_kills import ENVIRONMENT


def _memo(folder: Path, *words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "memo", *words, "-f", "pdf", "--depth", "brief"],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_pdfs_of_a_batch_are_those_made_one_by_one(tmp_path: Path) -> None:
    """One worker makes three memos after each other that share most of their words and differ in place and finding."""
    reviews(tmp_path / "in", 3)
    (tmp_path / "in" / "r01.yaml").write_text(
        REVIEW.format(vendor="Other", severity="low").replace("[DE]", "[US-CA]").replace("opts out", "does not ask"),
        encoding="utf-8",
    )
    _memo(tmp_path, "batch", "in", "-o", "out", "--jobs", "1")
    for number in range(3):
        _memo(tmp_path, "render", f"in/r{number:02}.yaml", "-o", "alone/")
        name = f"r{number:02}.pdf"
        assert (tmp_path / "out" / name).read_bytes() == (tmp_path / "alone" / name).read_bytes(), name


def test_a_worker_that_makes_pdfs_keeps_what_they_teach() -> None:
    """The comparison above is of workers that keep: a worker made ready for PDFs does, one for Markdown does not."""
    program = (
        "import os, sys\n"
        "from memo.batch import job\n"
        "from memo.library.store import Store\n"
        "from memo.resources import packaged\n"
        "job.warm((sys.argv[1],), Store(packaged('regulations')).digest, os.getppid())\n"
        "from memo.render import kept\n"
        "print(kept.keeps())"
    )
    for form, keeps in (("pdf", "True"), ("md", "False")):
        words = [sys.executable, "-c", program, form]
        done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == keeps
