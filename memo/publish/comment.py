"""The words that stand beside a PDF, in the markup that a tracker reads; a text in them stays a text."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from memo.render.blocks import Block, Page, Paragraph, Points, words_of


@dataclass(frozen=True)
class Comment:
    """A few blocks, and each form in which a system takes them."""

    title: str
    language: str
    day: str
    blocks: tuple[Block, ...]

    def paragraphs(self) -> list[str | list[str]]:
        """Return the words alone: a text for each paragraph, a list of texts for each list."""
        parts: list[str | list[str]] = []
        for block in self.blocks:
            if isinstance(block, Points):
                parts.append([words_of(item.line) for item in block.items])
            elif isinstance(block, Paragraph):
                parts.append(words_of(block.line))
        return parts

    def plain(self) -> str:
        """Return plain text, for what shows text as it is."""
        lines = [
            "\n".join(f"- {one}" for one in part) if isinstance(part, list) else part for part in self.paragraphs()
        ]
        return "\n\n".join(lines) + "\n"

    def markdown(self) -> str:
        """Return GitHub's Markdown."""
        from memo.render.dialects.gfm import Gfm

        return Gfm(Page(self.title, self.language, self.day, self.blocks)).written()

    def html(self) -> str:
        """Return HTML without a single attribute."""
        parts = []
        for part in self.paragraphs():
            if isinstance(part, list):
                parts.append("<ul>" + "".join(f"<li>{escape(one)}</li>" for one in part) + "</ul>")
            else:
                parts.append(f"<p>{escape(part)}</p>")
        return "".join(parts)

    def adf(self) -> dict[str, Any]:
        """Return Atlassian's document format, in which a text can be nothing but text."""
        content = [
            {"type": "bulletList", "content": [{"type": "listItem", "content": [adf_paragraph(one)]} for one in part]}
            if isinstance(part, list)
            else adf_paragraph(part)
            for part in self.paragraphs()
        ]
        return {"version": 1, "type": "doc", "content": content}


def adf_paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []}
