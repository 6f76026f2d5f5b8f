"""The hostile page in the wikis themselves, where they are installed: `bash scripts/real-wikis` sets them up.

Each is named by a folder in the environment; what is not there is skipped.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from memo.api import Document
from memo.render.blocks import Page
from memo.render.dialects.known import Name, writer
from memo.render.walk.page import memo_page
from tests.wikis.hostile import page, words
from tests.wikis.reader import Read, read
from tests.wikis.test_dialects import TEXTS, body_of, expected

COMMANDS: dict[str, tuple[Name, str, list[str]]] = {
    # name: dialect, variable with the folder, the command that reads the page from the file {}
    "mediawiki": ("mediawiki", "MEMO_MEDIAWIKI", ["php", "maintenance/parse.php", "{}"]),
    "dokuwiki": ("dokuwiki", "MEMO_DOKUWIKI", ["sh", "-c", 'php bin/render.php < "$0"', "{}"]),
    "mdx": ("docusaurus", "MEMO_MDX", ["node", "render.mjs", "mdx", "{}"]),
    "mdx-as-markdown": ("docusaurus", "MEMO_MDX", ["node", "render.mjs", "md", "{}"]),
    "redmine": ("redmine", "MEMO_REDMINE", ["sh", "./render", "{}"]),
}


def shown(name: str, of: Page, tmp_path: Path) -> Read:
    """Return what a wiki shows of a page."""
    dialect, variable, command = COMMANDS[name]
    folder = os.environ.get(variable)
    if not folder:
        pytest.skip(f"{variable} names no folder: bash scripts/real-wikis")
    file = tmp_path / "page.txt"
    file.write_text(writer(of, dialect).written(), encoding="utf-8")
    call = [part.replace("{}", str(file)) for part in command]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return read(done.stdout)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_wiki_shows_the_words_that_were_meant(name: str, tmp_path: Path) -> None:
    """Every text in every place is shown as it is, and no link leads anywhere but to the law and to a heading."""
    hostile = page()
    seen = shown(name, hostile, tmp_path)
    assert seen.texts == expected(hostile)
    assert not {"script", "iframe", "object"} & seen.tags
    outward = [target for target in seen.targets if target.startswith(("http", "mailto", "/"))]
    assert {target.split("/")[2] for target in outward} == {"law.example"}
    assert len(outward) == len(TEXTS)
    assert set(seen.inward) <= seen.anchors


@pytest.mark.parametrize("name", COMMANDS)
def test_the_wiki_shows_the_whole_memo(name: str, tmp_path: Path, sample_memo: Document) -> None:
    """The sample memo is shown word for word, and each link inside it leads to a heading."""
    memo = memo_page(sample_memo.memo)
    seen = shown(name, memo, tmp_path)
    said = " ".join(seen.texts)
    assert [text for text in words(memo.blocks) if text not in said] == []
    assert seen.inward
    assert set(seen.inward) <= seen.anchors


def test_a_page_without_front_matter_is_the_page() -> None:
    """What is cut off before a parser that reads no front matter is the front matter alone."""
    assert body_of("---\ntitle: x\n---\n\n# y\n\n{{toc}}\n\n{{toc}}\n") == "\n# y\n\n{{toc}}\n\n{{toc}}\n"
    assert body_of("# y\n\n{{>toc}}\n\n{{toc}}\n") == "# y\n\n\n{{toc}}\n"
