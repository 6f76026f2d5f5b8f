"""A page of hostile texts in every place that a memo has, and the words that a reader must see of it."""

from __future__ import annotations

from memo.render.blocks import (
    Block,
    Callout,
    Code,
    CodeBlock,
    Emphasis,
    Heading,
    Item,
    Lines,
    Link,
    Page,
    Paragraph,
    Points,
    Quote,
    Ref,
    Strong,
    Table,
    Task,
    Tasks,
    line,
)
from tests.two_parsers import flat

TEXTS = (
    "#1 see issue #12 and ##3, !4, GH-5, document#6, r7 and commit:ab12",
    "@user and @org/team, mail privacy@vendor.example or mailto:a@b.example",
    "{{include(Page)}} {{toc}} {{macro(0)}} {{ 7*7 }} {% raw %} {x} ${y} {{{1}}}",
    "{{toc}}",
    "[TOC]",
    "[[_TOC_]]",
    "__TOC__",
    "[[Page]] [[Page|words]] [[#anchor]] ![[embed]] [x](y) [x][y] ![x](y.png) [^1]",
    "a | b || c \\| d \\",
    "| a | b |",
    "^ a ^ b ^ c^2^",
    "export of data to the US",
    "import { x } from 'y'",
    "::: warning",
    ":::note[Title] text :abbr[x] :tada: a:b x:y:z",
    "<script>alert(1)</script> <b>x</b> <!-- c --> </nowiki> <nowiki> </td></table> <ref>r</ref>",
    "&amp; &lt; &#35; &copy; a & b",
    "&#x6A&#x61&#x76 &#106&#97 &copy 2026 &lt",
    "commit abc1234def5678abc1234def5678abc1234def56 of abc1234",
    "**bold** __bold__ *it* _it_ ***both*** ~~gone~~ ~x~ `code` ``code``",
    "''it'' '''bold''' '''''both''''' it's the vendor's",
    "//italic// \\\\ break \\\\server\\share \\(2\\) \\[3\\] $x$ $$y$$",
    "((note)) %%raw%% 100 % of %% and %",
    "Art. 9(2)(c) GDPR, Art. 6(1)(f), (r) (tm) (C) 1/2 c/o +/- 3x4",
    "-> <- <-> => <= --> -- --- ... << >> -{zh}-",
    "== x ==",
    "=== \"Tab\"",
    "!!! note",
    "??? note",
    "/// tab",
    "--8<-- \"file\"",
    "* a",
    "- b",
    "+ c",
    "1. d",
    "2) e",
    ": f",
    "; g : h",
    "> h",
    "# i",
    "#REDIRECT [[Page]]",
    "---",
    "----",
    "***",
    "===",
    "~~~",
    "~~~~",
    "```",
    "~~NOTOC~~ ~~NOCACHE~~",
    "RFC 2119, PMID 1234, ISBN 0-306-40615-2",
    "https://evil.example/x http://a.b www.evil.example ftp://x.y //z.example tel:123 urn:x:y",
    "FIXME DELETEME LOL :-) 8-) ;-) ^_^ :?: :!:",
    "snake_case x_y_z C:\\x 5 * 3 a < b > c",
    "== x #",
    "C #",
    "[ ] todo [x] done",
    "{#id} {.class} { #id }",
    "/close",
    "@startuml",
    "++ctrl+alt++ ==marked== ^^in^^ {--out--} {++in++}",
    "“Curled” – long — dash … § 1798.120 ¶",
    "개인정보 보호법 제37조",
    "F-1: plain words, (brackets); and more.",
    "wow!",
    "subst: {{subst:x}} <noinclude>y</noinclude> %%",
    "*[HTML]: text",
    "[^1]: note",
    "[x]: https://a.example",
    "-",
    "=",
    "#",
    "%",
    "|",
    "\\",
    "'",
    "''",
    "!",
)  # fmt: skip
"""What some wiki or site generator acts on."""


def page(texts: tuple[str, ...] = TEXTS) -> Page:
    """Return a page that has each text in every place."""
    blocks: list[Block] = [Heading(1, "Hostile page")]
    for number, text in enumerate(texts):
        blocks += [
            Heading(3, f"H{number} {text}", key=f"F-{number}"),
            Paragraph((f"P{number}",)),
            Paragraph(line(text)),
            Paragraph(line(f"W{number} ", text, " then ", Strong((text,)), " then ", Emphasis((text,)), " end")),
            Paragraph(line(f"L{number} ", text, Link(text, f"https://law.example/{number}?a=1&b=2"), " end")),
            Paragraph(line("Ref ", Ref(f"F-{number}", f"F-{number}"), " and ", text)),
            Paragraph(line("Code ", Code(text), " end")),
            Lines(((Strong(("To:",)), f" {text}"), (Strong((text,)), " x"))),
            Points((Item(line(text), (line(text),)), Item(line(f"I{number} {text}")))),
            Points((Item(line(text)), Item(line(text))), ordered=True),
            Table((line("Head"), line(text)), ((line(text), line("cell")), (line("cell"), line(text)))),
            Quote((Paragraph(line(text)), Paragraph((f"Q{number}",)))),
            Paragraph(("A list of a reviewer",)),
            Points(
                (
                    Item(blocks=(Paragraph(line(text)), Points((Item(blocks=(Paragraph(line(text)),)),)))),
                    Item(blocks=(Paragraph(line(text)), Paragraph(line(text)))),
                    Item(blocks=(Paragraph(line(text)), CodeBlock(text))),
                )
            ),
            Paragraph(("Code",)),
            CodeBlock(f"{text}\n  {text}"),
            Quote((Paragraph(line(text)), Points((Item(blocks=(Paragraph(line(text)),)),)))),
            Points((Item(blocks=(Paragraph(line(text)),)),), ordered=True, start=7),
            Callout("warning", (Strong((text,)),)),
            Callout("wording", line(text)),
            Tasks((Task(False, line(Strong((f"A-{number}",)), f": {text}"), line(text)),)),
        ]
    return Page("Hostile page: #1 {x}", "en", "2026-11-23", tuple(blocks))


def words(blocks: tuple[Block, ...]) -> list[str]:
    """Return what a reader must see, a text for each heading, paragraph, entry and cell."""
    from memo.render.blocks import words_of

    seen: list[str] = []
    for block in blocks:
        match block:
            case Heading():
                seen.append(block.words)
            case Paragraph() | Callout():
                seen.append(words_of(block.line))
            case Lines():
                seen += [words_of(one) for one in block.lines]
            case Points():
                for item in block.items:
                    seen += [words_of(item.line)] if item.line else []
                    seen += [words_of(point) for point in item.points]
                    seen += words(item.blocks)
            case Tasks():
                seen += [words_of(one) for task in block.items for one in (task.line, task.more)]
            case Table():
                seen += [words_of(cell) for row in (block.head, *block.rows) for cell in row]
            case Quote():
                seen += words(block.blocks)
            case CodeBlock():
                seen += block.words.split("\n")
    return [flat(one) for one in seen if flat(one)]
