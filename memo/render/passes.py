"""The passes over a memo's pages: no page is set again whose references stand, and each costs what is on it.

Put into the engine by `memo.render.quick`, with the versions that it was
written for. The engine sets each page with a reference to a page twice, and
all of them a third time where the contents grew by a page, since it sees no
more than that the page that refers has moved. It looks through all pages
before a page, and through all references for each thing referred to, and keeps
the pages of a pass until the next is done.

Two faults of the engine go with that, so that the bytes are others there.
Where only the page referred to has moved, it prints the old number. And a
footnote, or a float, that goes on upon the next page is printed twice or lost
where one of the two pages is set again and the other is not. Besides, columns
of a table that are as wide as their text are measured with the number that a
reference will have, and not with the engine's 0; memo's own tables have none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

LETTERS_A_PAGE = 3_500
"""Letters on a page of a memo, about: for the first guess of a page's number."""


class _Noted(set[Any]):
    """What the pages before a page have noted, as the one item of a list: `in` asks a set and not each in turn."""

    __hash__ = None

    def __eq__(self, other: object) -> bool:
        return other in self


class _Maker(list[Any]):
    """The engine's list of pages to make; what stands before a page is one item that knows what all have noted."""

    def __init__(self, items: Iterable[Any]) -> None:
        super().__init__(items)
        self.noted = {"anchors": _Noted(), "content_lookups": _Noted()}
        before = {name: [noted] for name, noted in self.noted.items()}
        self.before = [(None, None, None, None, before)]

    def note(self, page: int) -> None:
        """Note what a page has that is set or stays."""
        for name, noted in self.noted.items():
            noted.update(self[page][-1][name])

    def __getitem__(self, place: Any) -> Any:
        if place.__class__ is slice and place.start is None:
            return self.before
        return super().__getitem__(place)


class _Plain:
    """A reference whose text hangs on nothing but the pages that it names."""

    __slots__ = ("mention", "said", "targets")

    def __init__(self, mention: Any, targets: list[Any]) -> None:
        self.mention = mention
        self.targets = targets
        self.said: Any = None

    def say(self) -> None:
        """Write the pages as they are known now, where they are others than were written."""
        pages = [target.cached_page_counter_values.get("page") for target in self.targets]
        if pages != self.said:
            self.said = pages
            self.mention.parse_again({})


class _Mentions(dict[Any, Any]):
    """The references of a document, which know those that are plain, and by what they refer to."""

    def __init__(self, collector: Any, anchor_of: Callable[[Any, Any], str | None]) -> None:
        super().__init__(collector.counter_lookup_items)
        self.outside = {key: mention for key, mention in super().items() if key[1] != "content"}
        self.others = []
        self.plain: dict[Any, _Plain] = {}
        self.of: dict[str, list[_Plain]] = {}
        self.by_name: dict[str, dict[Any, Any]] = {}
        for key, mention in super().items():
            if key[1] != "content":
                continue
            anchors = _named(key[0], anchor_of)
            targets = [collector.target_lookup_items.get(anchor) for anchor in anchors or ()]
            if not anchors or any(target is None or target.state != "up-to-date" for target in targets):
                self.others.append(mention)
                for anchor in mention.missing_target_counters:
                    self.by_name.setdefault(anchor, {})[key] = mention
                continue
            plain = self.plain[key] = _Plain(mention, targets)
            mention.missing_counters = []  # the engine's own watch over what changes
            for anchor in anchors:
                self.of.setdefault(anchor, []).append(plain)
        self.seen: list[tuple[_Plain, Any]] = []
        self.moved: list[str] = []

    def get(self, key: Any, default: Any = None) -> Any:
        """Return a reference that stands on the page being made, and note with which pages it was set."""
        if key in self.plain:
            self.seen.append((self.plain[key], self.plain[key].said))
        return super().get(key, default)

    def items(self) -> Any:
        """Return those that the end of the layout seeks for each box: bookmarks and running texts."""
        return self.outside.items()


def _named(box: Any, anchor_of: Callable[[Any, Any], str | None]) -> list[str]:
    """Return what a reference names where it has nothing but words and the numbers of pages, else nothing."""
    content, anchors = box.style["content"], []
    for kind, value in () if isinstance(content, str) else content:
        if kind == "target-counter()" and value[1] == "page":
            anchor = anchor_of(value[0], box)
            if anchor is None:
                return []
            anchors.append(anchor)
        elif kind not in ("string", "leader()"):
            return []
    return anchors


def in_passes(page: Any, targets: Any) -> Callable[[Any, Any, Any, Any], Iterator[Any]]:
    """Return the layout of all pages that makes those only whose references or whose start have changed.

    References that are not plain are written before each pass with what the last told, as the engine has them.
    """

    def anchor_of(token: Any, box: Any) -> str | None:
        if token[0] == "attr()":
            name, kind, fallback = token[1]
            value = box.element.get(name, fallback)
            if value is None:
                return None
            token = (kind, targets.get_url_tuple(value, box.style.base_url) if kind == "url" else value)
        anchor: str | None = targets.anchor_name_from_token(token)
        return anchor

    def make(context: Any, root_box: Any, html: Any, pages: list[Any]) -> Iterator[Any]:
        collector = context.target_collector
        if not pages:
            context.memo_laid = []
            collector.counter_lookup_items = _Mentions(collector, anchor_of)
            _guess(collector, root_box)
        mentions: _Mentions = collector.counter_lookup_items
        for mention in mentions.others if pages else ():
            if mention.page_maker_index is not None:
                mention.parse_again(mention.cached_page_counter_values)
        maker = context.page_maker = _Maker(context.page_maker)
        laid = context.memo_laid
        if pages:
            _join(maker, laid)
        context.rendered_notes = []
        index = 0
        while True:
            state = maker[index][-1]
            if not pages or state["content_changed"] or state["pages_wanted"]:
                state["content_changed"] = state["pages_wanted"] = False
                state["anchors"], state["content_lookups"] = [], []
                if index < len(pages):
                    _let_go(pages, index)
                mentions.seen = []
                made, resume_at = page.remake_page(index, context, root_box, html)
                footnotes = context.reported_footnotes
                goes_on = bool(footnotes or context.broken_out_of_flow)
                went_on = index < len(laid) and laid[index][1]
                laid[index : index + 1] = [(mentions.seen, goes_on, bool(footnotes))]
                if pages and (goes_on or went_on) and (footnotes or resume_at is not None):
                    maker[index + 1][-1]["content_changed"] = True
                for anchor in mentions.moved:
                    for plain in mentions.of[anchor]:
                        plain.say()
                mentions.moved = []
                yield made
            else:
                resume_at, footnotes = maker[index + 1][0], laid[index][2]  # the last page may leave some to one more
                context.reported_footnotes = []  # those of a page before went onto this page when it was made
                context.broken_out_of_flow.clear()
                yield pages[index]
            maker.note(index)
            index += 1
            if resume_at is None and not footnotes:
                context.page_maker = list(maker)[: index + 1]
                context.broken_out_of_flow.clear()
                context.reported_footnotes.clear()
                del laid[index:]
                _mark(context.page_maker, laid)
                return

    return make


def _mark(maker: Any, laid: list[Any]) -> None:
    """Mark the pages that were set with other pages in their references than these have now."""
    for index, (seen, _, _) in enumerate(laid):
        if any(plain.said != said for plain, said in seen):
            maker[index][-1]["content_changed"] = True


def _join(maker: Any, laid: list[Any]) -> None:
    """Mark the pages also whose notes go on upon one that is to be made again, since only they know which."""
    again = False
    for index in range(len(laid) - 1, -1, -1):
        state = maker[index][-1]
        if again and laid[index][1]:
            state["content_changed"] = True
        again = state["content_changed"] or state["pages_wanted"]


def _let_go(pages: list[Any], index: int) -> None:
    """Take a page of the last pass off the list; the circle of it and its area of footnotes would keep it alive."""
    page, pages[index] = pages[index], None
    for child in page.children:
        child.__dict__.pop("page", None)


def _guess(collector: Any, root_box: Any) -> None:
    """Write each reference with about the page it will have, by the letters before it, before any page is set.

    With the engine's 0 for what it does not know yet, the contents come out
    shorter than they will be, and all pages behind them are set again. A guess
    that is wrong costs no more than none.
    """
    mentions: _Mentions = collector.counter_lookup_items
    letters = 0
    for box in root_box.descendants() if mentions.plain else ():
        anchor = box.style["anchor"]
        if anchor in mentions.of:
            item = collector.target_lookup_items[anchor]
            if not item.cached_page_counter_values:
                item.cached_page_counter_values = {"page": [1 + letters // LETTERS_A_PAGE]}
        letters += len(getattr(box, "text", ""))
    for plain in mentions.plain.values():
        plain.say()


def news(targets: Any) -> Callable[..., None]:
    """Return the keeping of an anchor's page that leaves its plain references to the end of the page.

    Until then it is to be seen with which pages the page was set.
    """
    slow: Callable[..., None] = targets.TargetCollector.cache_target_page_counters

    def cache(collector: Any, anchor: str, values: Any, index: int, maker: Any) -> None:
        mentions = collector.counter_lookup_items
        if not isinstance(mentions, _Mentions):
            slow(collector, anchor, values, index, maker)
            return
        collector.counter_lookup_items = mentions.by_name.get(anchor, {})
        try:
            slow(collector, anchor, values, index, maker)
        finally:
            collector.counter_lookup_items = mentions
        if anchor in mentions.of:
            mentions.moved.append(anchor)

    return cache


def let_go(slow: Callable[[Any, Any, Any], Iterator[Any]]) -> Callable[[Any, Any, Any], Iterator[Any]]:
    """Return the layout of a document that forgets what it knew, which stands in a circle, when its pages are done."""

    def lay_out(html: Any, root_box: Any, context: Any) -> Iterator[Any]:
        yield from slow(html, root_box, context)
        context.__dict__.clear()

    return lay_out
