"""A wiki that is a git repository: bare, on this disk, by the program git."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path

import pytest

from memo.publish.parcel import Parcel
from tests.publish.conftest import REVIEW, TOKEN, Sender, parcel_of
from tests.publish.lifecycle import has_a_section, lives
from tests.support import refusal

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


@pytest.fixture
def other_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return what puts another program of the name git first on the path."""

    def put(script: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        if script:
            (folder / "git").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
            (folder / "git").chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/bin:/usr/bin" if script else str(folder))

    return put


@pytest.mark.parametrize(
    ("says", "code"),
    [
        ("fatal: Authentication failed for the repository", "remote-unauthorised"),
        ("fatal: could not read Username for it", "remote-unauthorised"),
        ("fatal: repository not found", "remote-not-found"),
        ("fatal: it does not appear to be a git repository", "remote-not-found"),
        ("! [rejected] HEAD -> main (fetch first)", "remote-conflict"),
        ("fatal: Could not resolve host: git.example", "remote-unknown-host"),
        ("fatal: server certificate verification failed", "remote-tls"),
        ("fatal: the disk is odd", "remote-failed"),
    ],
)
def test_what_git_says_has_a_code(
    sender: Make, parcel: Parcel, other_git: Callable[[str], None], says: str, code: str
) -> None:
    """Each way in which git fails is told by its own code, in git's words, with the step that failed."""
    other_git(f"echo '{says}' >&2; exit 128")
    fault = refusal(sender("", kind="git-wiki", repository="https://git.example/wiki.git"), parcel)
    assert fault.code == code
    assert fault.message.startswith("git clone: ")
    assert says.split()[-1] in fault.message


def test_the_token_is_in_no_argument(
    sender: Make, parcel: Parcel, other_git: Callable[[str], None], tmp_path: Path
) -> None:
    """Other programs of the machine see the arguments of git, so the token goes into its environment, for its host alone."""
    other_git(f'echo "$@" > {tmp_path}/arguments; env > {tmp_path}/environment; echo "$GIT_CONFIG_VALUE_0" >&2; exit 1')
    fault = refusal(sender(kind="git-wiki", repository="https://git.example/wiki.git", user="me"), parcel)
    packed = b64encode(f"me:{TOKEN}".encode()).decode()
    told = (tmp_path / "environment").read_text(encoding="utf-8")
    assert f"GIT_CONFIG_VALUE_0=Authorization: Basic {packed}" in told
    assert "GIT_CONFIG_KEY_0=http.https://git.example/.extraHeader" in told
    assert "GIT_CONFIG_KEY_1=http.followRedirects" in told
    for words in ((tmp_path / "arguments").read_text(encoding="utf-8"), str(fault)):
        assert TOKEN not in words
        assert packed not in words


def test_a_machine_without_git_is_told_to_have_one(
    sender: Make, parcel: Parcel, other_git: Callable[[str], None]
) -> None:
    """The program is the person's own; where it is not there, that is said."""
    other_git("")
    fault = refusal(sender("", kind="git-wiki", repository="https://git.example/wiki.git"), parcel)
    assert (fault.code, fault.hint) == ("remote-unreachable", "Install git.")


def test_a_git_that_does_not_end_is_ended(sender: Make, parcel: Parcel, monkeypatch: pytest.MonkeyPatch) -> None:
    """A repository that never answers is given up after four times the target's time."""
    limits = []

    def hangs(*words: object, timeout: float, **named: object) -> None:
        limits.append(timeout)
        raise subprocess.TimeoutExpired("git", timeout)

    wiki = sender("", kind="git-wiki", repository="https://git.example/wiki.git", timeout=7)
    monkeypatch.setattr("memo.publish.targets.git_wiki.subprocess.run", hangs)
    assert refusal(wiki, parcel).code == "remote-timeout"
    assert limits == [28]


def test_a_link_in_the_repository_is_not_followed(bare: Path, sender: Make, parcel: Parcel, tmp_path: Path) -> None:
    """Somebody else's repository does not say where on this machine a page is written."""
    outside = tmp_path / "outside"
    outside.mkdir()
    person = bare.parent / "person"
    (person / "reviews").symlink_to(outside)
    git(person, "add", ".")
    git(person, "commit", "--quiet", "-m", "A link")
    git(person, "push", "--quiet", "origin", "HEAD:main")
    fault = refusal(sender("", kind="git-wiki", repository=str(bare), folder="reviews"), parcel)
    assert fault.code == "remote-answer"
    assert "is a link in the repository" in fault.message
    assert list(outside.iterdir()) == []
