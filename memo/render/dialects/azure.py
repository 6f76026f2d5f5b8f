"""Markdown for the wiki of Azure DevOps."""

from __future__ import annotations

from collections.abc import Iterable

from memo.render import escape_wikis
from memo.render.dialects.gfm import Gfm


class Azure(Gfm):
    hard_break = "  "

    def contents(self) -> Iterable[str]:
        return ("[[_TOC_]]", "")

    def escaped(self, words: str) -> str:
        return escape_wikis.azure(words)
