"""Markdown for Redmine, with its formatter `common_mark`."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from memo.render import escape_wikis
from memo.render.dialects.gfm import Gfm


class Redmine(Gfm):
    def contents(self) -> Iterable[str]:
        return ("{{>toc}}", "")

    def slug(self, heading: str) -> str:
        """Return the anchor that Redmine gives a heading: its case is kept, and of `&lt;` the letters."""
        return re.sub(r"\s+(-+\s*)?", "-", re.sub(r"[^\s\-\w]", "", html.escape(heading, quote=False)))

    def unused(self, name: str, used: dict[str, int]) -> str:
        used[name] = used.get(name, 0) + 1
        return f"{name}-{used[name]}" if used[name] > 1 else name

    def escaped(self, words: str) -> str:
        return escape_wikis.redmine(words)

    def page_ref(self, words: str, page: str) -> str:
        return f"[[{page}\\|{self.escaped(words)}]]"  # a bare stroke would end the cell that the link stands in
