"""A wiki that is a git repository: bare, on this disk, by the program git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.publish.parcel import Parcel
from tests.publish.conftest import REVIEW, Sender, parcel_of
from tests.publish.lifecycle import has_a_section, lives

Make = Callable[..., Sender]


def git(folder: Path, *words: str) -> str:
    who = ["-c", "user.name=A person", "-c", "user.email=person@example.net"]
    done = subprocess.run(["git", "-C", str(folder), *who, *words], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A bare repository with one page of somebody else."""
    subprocess.run(["git", "init", "--quiet", "--bare", "-b", "main", str(tmp_path / "wiki.git")], check=True)
    copy = tmp_path / "person"
    subprocess.run(["git", "clone", "--quiet", str(tmp_path / "wiki.git"), str(copy)], check=True, capture_output=True)
    (copy / "Home.md").write_text("# Home\n", encoding="utf-8")
    git(copy, "add", ".")
    git(copy, "commit", "--quiet", "-m", "Home")
    git(copy, "push", "--quiet", "origin", "HEAD:main")
    return tmp_path / "wiki.git"


def test_a_page_lives_in_a_git_wiki(bare: Path, sender: Make, parcel: Parcel, newer: Parcel) -> None:
    """Page and PDF are one commit; what a person pushed is not written over unless told."""
    person = bare.parent / "person"

    def get(page: str) -> str:
        return git(bare, "show", f"main:{page}.md")

    def edit(page: str, text: str) -> None:
        git(person, "pull", "--quiet", "origin", "main")
        path = person / f"{page}.md"
        path.write_text(path.read_text(encoding="utf-8") + f"\n{text}\n", encoding="utf-8")
        git(person, "commit", "--quiet", "-am", "A note")
        git(person, "push", "--quiet", "origin", "HEAD:main")

    wiki = sender("", kind="git-wiki", repository=str(bare), folder="reviews")
    lives(wiki, parcel, newer, get, edit)
    assert git(bare, "log", "--format=%an", "main").split("\n")[:1] == ["memo"]
    held = subprocess.run(
        ["git", "-C", str(bare), "cat-file", "blob", f"main:reviews/{parcel.name}"], capture_output=True, check=True
    ).stdout
    assert held == parcel.pdf
    other = parcel_of(b"x", {**REVIEW, "vendor": {"name": "Other [x] | y"}})
    both = [
        Parcel(parcel.document, parcel.pdf, parcel.review, "", "Acme"),
        Parcel(other.document, other.pdf, other.review, "", "Other"),
    ]
    has_a_section(wiki, both, get, edit)
    index = get("reviews/vendor-reviews")
    assert "[Acme](acme-cloud-proc-7)" in index


@pytest.mark.parametrize(
    ("dialect", "ending", "words"), [("mkdocs", "md", "---\ntitle:"), ("docusaurus", "mdx", "format: md")]
)
def test_a_site_s_repository_gets_pages_of_its_generator(
    bare: Path, sender: Make, parcel: Parcel, dialect: str, ending: str, words: str
) -> None:
    """A repository may be a site's source: the page is in its dialect, and known again by its mark."""
    wiki = sender("", kind="git-wiki", repository=str(bare), dialect=dialect, ending=ending, folder="docs")
    receipt = wiki(parcel)
    assert words in git(bare, "show", f"main:{receipt.name}.{ending}")
    assert wiki(parcel).state == "unchanged"
