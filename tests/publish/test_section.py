"""A folder of findings files becomes a section of a wiki, from the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from memo.render.blocks import Page, PageRef, Paragraph
from memo.render.dialects.known import Name, writer
from tests.cli import conftest as door

run, file = door.run, door.file
OTHER = door.GOOD.replace("vendor: Acme", "vendor: Beta").replace("Model training", "Model training again")


def shown(repository: Path, name: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(repository), "show", f"main:{name}"], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_a_folder_becomes_a_section(run: Any, file: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each memo is a page, the index leads to both, and the run again changes nothing; a bad file keeps the index."""
    monkeypatch.setattr("memo.cli.render.pdf_of", lambda document, limits: b"%PDF " + document.memo.subject.encode())
    bare = tmp_path / "wiki.git"
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(bare)], check=True)
    (tmp_path / "reviews").mkdir()
    file(door.GOOD, "reviews/a.yaml")
    file(OTHER, "reviews/b.yaml")
    file("vendor: [", "notes.txt")
    file(f"[targets.wiki]\nkind = 'git-wiki'\nrepository = '{bare}'\nbranch = ''\n", "memo.toml")
    done = run("publish", "reviews", "--to", "wiki")
    assert done.exit_code == 0, done.stderr
    receipts = json.loads(done.stdout)
    assert [one["file"] for one in receipts] == ["reviews/a.yaml", "reviews/b.yaml", ""]
    assert [one["state"] for one in receipts] == ["created"] * 3
    index = shown(bare, "vendor-reviews.md")
    assert "[Acme](acme)" in index
    assert "[Beta](beta)" in index
    again = json.loads(run("publish", "reviews", "--to", "wiki").stdout)
    assert [one["state"] for one in again] == ["unchanged"] * 3

    file("vendor: [", "reviews/c.yaml")
    failed = run("publish", "reviews", "--to", "wiki")
    assert failed.exit_code == 3
    assert "index of the section was left as it is" in failed.stderr
    assert shown(bare, "vendor-reviews.md") == index


@pytest.mark.parametrize(
    ("dialect", "written"),
    [
        ("gfm", "[A &#124; B](acme-1)"),
        ("mkdocs", "[A &#124; B](acme-1.md)"),
        ("docusaurus", "[A &#124; B](acme-1.md)"),
        ("redmine", "[[acme-1\\|A &#124; B]]"),
        ("azure", "[A &#124; B](acme-1)"),
        ("mediawiki", "[[acme-1|A &#124; B]]"),
        ("dokuwiki", "[[:acme-1|A | B]]"),
        ("confluence", '<ri:page ri:content-title="acme-1"/>'),
    ],
)
def test_a_page_leads_to_another_as_the_wiki_does(dialect: Name, written: str) -> None:
    """Each wiki names another page in its own way."""
    assert written in writer(Page("t", "en", "", (Paragraph((PageRef("A | B", "acme-1"),)),)), dialect).written()
