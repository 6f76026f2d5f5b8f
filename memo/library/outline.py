"""Which provisions of a law exist: the compact outline grammar and its index.

The parts of a provision stand in one line. A space separates siblings,
brackets hold children, a hyphen spans a run of numbers or of single letters:
`1(a-f) 2 3(a-b)` is six points under paragraph 1, a bare paragraph 2, and two
points under paragraph 3. Labels keep the law's own spelling (`I`, `§1`, `ba`,
`가`). A label with a hyphen of its own is written in quotes: `"3-2"`.
"""

from __future__ import annotations

from collections.abc import Iterator

from memo.late import late

_TOKEN = late(r'\s*(?:(?P<open>\()|(?P<close>\))|"(?P<quoted>[^"]+)"|(?P<label>[^\s()"]+))')


def expand(label: str) -> tuple[str, ...]:
    """Return the labels that one word of the grammar stands for.

    >>> expand("a-d"), expand("9-11"), expand("bis")
    (('a', 'b', 'c', 'd'), ('9', '10', '11'), ('bis',))
    """
    first, hyphen, last = label.partition("-")
    if not hyphen:
        return (label,)
    if first.isdigit() and last.isdigit() and int(first) < int(last):
        return tuple(str(number) for number in range(int(first), int(last) + 1))
    if len(first) == len(last) == 1 and first.isalpha() and first < last:
        return tuple(chr(code) for code in range(ord(first), ord(last) + 1))
    raise ValueError(f"'{label}' is no run of numbers or of single letters")


def parts(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the path of every part below a provision, parents before children.

    >>> list(parts("1(a-b) 2"))
    [('1',), ('1', 'a'), ('1', 'b'), ('2',)]
    """
    position, prefix, last = 0, [], None  # type: ignore[var-annotated]
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            if text[position:].strip():
                raise ValueError(f"cannot read '{text[position:]}' in an outline")
            break
        position = match.end()
        if match["open"]:
            if last is None:
                raise ValueError(f"a bracket without a label before it in '{text}'")
            prefix.append(last)
            last = None
        elif match["close"]:
            if not prefix:
                raise ValueError(f"a closing bracket too many in '{text}'")
            last = None
            prefix.pop()
        else:
            labels = (match["quoted"],) if match["quoted"] else expand(match["label"])
            for label in labels:
                yield (*prefix, label)
            last = labels[-1]
    if prefix:
        raise ValueError(f"an open bracket is not closed in '{text}'")
