"""The words that stand beside a PDF, in the markup that a tracker reads; a text in them stays a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any

from msgspec.structs import replace

from memo.render.blocks import Block, Line, Page, Paragraph, Points, Strong, words_of


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

    def markdown(self, guard: Callable[[str], str] = str) -> str:
        """Return GitHub's Markdown; `guard` takes each text first and breaks what only one system would act on."""
        from memo.render.dialects.gfm import Gfm

        blocks = tuple(_guarded(block, guard) for block in self.blocks)
        return Gfm(Page(self.title, self.language, self.day, blocks)).written()

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


def _guarded(block: Block, guard: Callable[[str], str]) -> Block:
    if isinstance(block, Points):
        items = tuple(replace(item, line=_guarded_line(item.line, guard)) for item in block.items)
        return replace(block, items=items)
    return replace(block, line=_guarded_line(block.line, guard)) if isinstance(block, Paragraph) else block


def _guarded_line(spans: Line, guard: Callable[[str], str]) -> Line:
    kept: list[Any] = []
    for span in spans:
        if isinstance(span, Strong):
            span = Strong(_guarded_line(span.line, guard))
        kept.append(guard(span) if isinstance(span, str) else span)
    return tuple(kept)


def adf_paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}] if text else []}
