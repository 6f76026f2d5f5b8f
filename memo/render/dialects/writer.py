"""What every writer does: it walks the blocks of a page and knows the anchor of each heading that is led to."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator

from memo.render.blocks import (
    Block,
    Callout,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Line,
    Lines,
    Link,
    Page,
    PageRef,
    Paragraph,
    Points,
    Quote,
    Rating,
    Ref,
    Span,
    Strong,
    Table,
    Tasks,
)

METER = {"critical": "■■■■", "high": "■■■□", "medium": "■■□□", "low": "■□□□", "info": "□□□□"}


class Writer(ABC):
    """Writes one page; each method writes one kind of block or span."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.anchors = self.anchors_of(page)

    def written(self) -> str:
        """Return the page; the text ends with one line break."""
        lines = [*self.before(), *self.blocks(self.page.blocks)]
        return "\n".join(lines).strip("\n") + "\n"

    def before(self) -> Iterable[str]:
        """Return what stands before the page: front matter."""
        return ()

    def contents(self) -> Iterable[str]:
        """Return what stands under the page's title: a table of contents that the wiki makes."""
        return ()

    # --- anchors ------------------------------------------------------------------

    def anchors_of(self, page: Page) -> dict[str, str]:
        """Return the anchor of each heading that has a key, as the reader's system will name it."""
        used: dict[str, int] = {}
        anchors: dict[str, str] = {}
        for heading in page.headings():
            name = self.unused(self.slug(heading.words), used)
            if heading.key:
                anchors[heading.key] = name
        return anchors

    def unused(self, name: str, used: dict[str, int]) -> str:
        """Return the anchor for a heading of a name that may have been used before, or be that of a numbered one."""
        anchor = name
        while anchor in used:
            used[name] += 1
            anchor = f"{name}-{used[name]}"
        used[anchor] = 0
        return anchor

    @abstractmethod
    def slug(self, heading: str) -> str:
        """Return the anchor of the first heading with these words."""

    # --- spans --------------------------------------------------------------------

    def line(self, spans: Line, first: bool = True) -> str:
        """Return a line; `first` says that it stands where a block may begin."""
        return "".join(
            self.span(span, first and not number, spans[number + 1] if number + 1 < len(spans) else None)
            for number, span in enumerate(spans)
        )

    def span(self, span: Span, first: bool, after: Span | None) -> str:
        match span:
            case str():
                return self.text(span, first, isinstance(after, Link | Ref | PageRef))
            case Strong():
                return self.strong(self.line(span.line))
            case Emphasis():
                return self.emphasis(self.line(span.line))
            case Code():
                return self.code(span.words)
            case Link():
                return self.link(span.words, span.url)
            case Ref():
                anchor = self.anchors.get(span.key)
                return self.ref(span.words, anchor) if anchor else self.text(span.words, first, False)
            case PageRef():
                return self.page_ref(span.words, span.page)
            case Rating():
                return self.rating(span)

    @abstractmethod
    def text(self, words: str, first: bool, before_link: bool) -> str:
        """Return words so that a reader sees exactly them."""

    @abstractmethod
    def strong(self, inner: str) -> str: ...

    @abstractmethod
    def emphasis(self, inner: str) -> str: ...

    @abstractmethod
    def code(self, words: str) -> str: ...

    @abstractmethod
    def link(self, words: str, url: str) -> str: ...

    @abstractmethod
    def ref(self, words: str, anchor: str) -> str: ...

    @abstractmethod
    def page_ref(self, words: str, page: str) -> str: ...

    def rating(self, rating: Rating) -> str:
        words = self.text(rating.words, False, False)
        return f"{METER[rating.grade]} {self.strong(words) if rating.strong else words}"

    # --- blocks -------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """Yield the lines of blocks, each block with an empty line after it."""
        for block in blocks:
            yield from self.block(block)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Heading():
                yield from self.heading(block)
                if block.level == 1:
                    yield from self.contents()
            case Paragraph():
                yield self.line(block.line)
                yield ""
            case Lines():
                yield from self.broken(block)
            case Points():
                yield from self.points(block)
            case Tasks():
                yield from self.tasks(block)
            case Table():
                yield from self.table(block)
            case Quote():
                yield from self.quote(block)
            case Callout():
                yield from self.callout(block)
            case CodeBlock():
                yield from self.code_block(block.words)

    @abstractmethod
    def heading(self, heading: Heading) -> Iterator[str]: ...

    @abstractmethod
    def broken(self, block: Lines) -> Iterator[str]: ...

    @abstractmethod
    def points(self, block: Points) -> Iterator[str]: ...

    @abstractmethod
    def tasks(self, block: Tasks) -> Iterator[str]: ...

    @abstractmethod
    def table(self, block: Table) -> Iterator[str]: ...

    @abstractmethod
    def quote(self, block: Quote) -> Iterator[str]: ...

    @abstractmethod
    def callout(self, block: Callout) -> Iterator[str]: ...

    @abstractmethod
    def code_block(self, words: str) -> Iterator[str]: ...
