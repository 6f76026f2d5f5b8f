"""memo: clause findings in, a compliance memo out. Every sentence about law rests on a dated, sourced record."""

from __future__ import annotations

from typing import Any

__all__ = ["Document", "draft", "read_findings"]


def __getattr__(name: str) -> Any:
    """Load the API when it is first used, so that importing a part of memo stays cheap."""
    if name in __all__:
        from memo import api

        return getattr(api, name)
    if name == "__version__":
        from memo.api import VERSION

        return VERSION
    raise AttributeError(f"module 'memo' has no attribute {name!r}")
