"""The fetcher that the PDF engine is given: it opens no address and no file."""

from __future__ import annotations

import base64
from typing import Any

_IMAGES = ("image/png", "image/svg+xml")


def closed(weasyprint: Any) -> Any:
    """Return a fetcher that fetches nothing: the page carries all it needs, a house's logo as a `data:` address.

    What else the page asks for ends the run with the engine's
    `FatalURLFetchingError`, which is no `Exception`, so that nothing in the
    engine may pass over it.
    """

    def fetch(_: object, url: str, *__: object, **___: object) -> Any:
        kind, _, packed = url.removeprefix("data:").partition(";base64,")
        if url.startswith("data:") and kind in _IMAGES:
            return weasyprint.urls.URLFetcherResponse(url, base64.b64decode(packed), {"Content-Type": kind})
        raise weasyprint.urls.FatalURLFetchingError(f"memo fetches nothing; refused: {url[:80]}")

    return type("ClosedFetcher", (weasyprint.urls.URLFetcher,), {"fetch": fetch})()
