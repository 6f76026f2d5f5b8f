"""What the making of one PDF may take; apart from the work itself, since every `memo render` reads its limits."""

from __future__ import annotations

from msgspec import Struct


class Limits(Struct, frozen=True):
    """What one PDF may take; 0 means without limit.

    `time` and `cpu` are seconds, `memory` MiB beside what the program had
    before, `size` kB of the page's text, about 4.5 of which make a page.
    """

    time: int = 900
    cpu: int = 900
    memory: int = 4096
    size: int = 4000
