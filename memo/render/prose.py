"""A reviewer's prose as blocks of a page."""

from __future__ import annotations

from collections.abc import Iterator

from memo.document import Block as ProseBlock
from memo.document import Prose, Run
from memo.render import blocks
from memo.render.blocks import Block, Code, CodeBlock, Emphasis, Item, Link, Paragraph, Points, Quote, Span, Strong
from memo.typography import readable


def blocks_of(prose: Prose) -> Iterator[Block]:
    """Yield the blocks of a reviewer's text."""
    for block in prose:
        yield from _block(block)


def _block(block: ProseBlock) -> Iterator[Block]:
    match block.kind:
        case "paragraph":
            yield Paragraph(_line(block.runs))
        case "bullets" | "numbers":
            items = tuple(Item(blocks=tuple(blocks_of(item.children))) for item in block.children)
            yield Points(items, block.kind == "numbers", block.start)
        case "quote":
            yield Quote(tuple(blocks_of(block.children)))
        case "code":
            yield CodeBlock(block.runs[0].text)
        case "item":
            yield from blocks_of(block.children)


def _line(runs: tuple[Run, ...]) -> blocks.Line:
    parts = [part for run in runs for part in _spans(run)]
    if parts and isinstance(parts[0], str):
        parts[0] = parts[0].lstrip()
    return blocks.line(*parts)


def _spans(run: Run) -> Iterator[Span]:
    match run.kind:
        case "code":
            yield Code(run.text)
        case "emphasis" | "strong":
            core = run.text.strip()
            if not core:
                yield run.text
                return
            before, _, after = run.text.partition(core)
            yield before  # a mark beside a space would be shown
            yield Emphasis((core,)) if run.kind == "emphasis" else Strong((core,))
            yield after
        case "link":
            yield Link(run.text, run.url)
            written = readable(run.url)
            if run.text not in (run.url, written):
                yield f" ({written})"
        case _:
            yield run.text
