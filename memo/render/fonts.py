"""The faces of the memo, from packages only: a private fontconfig keeps the machine's own fonts out."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path

FACES = ("font_source_serif_pro", "font_source_sans_pro")
OPTIONAL = ("pylopdf_fonts_ko",)
_CONFIG = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <selectfont><rejectfont>
    <glob>*/Source*.otf</glob><glob>*/NotoSerif*.otf</glob>
  </rejectfont></selectfont>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def folders() -> tuple[Path, ...]:
    """Return the folders of the font packages that are installed; the required ones come first."""
    found = []
    for name in (*FACES, *OPTIONAL):
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.origin:
            home = Path(spec.origin).parent
            found.append(home / "files" if (home / "files").is_dir() else home)
    return tuple(found)


def private_configuration() -> tempfile.TemporaryDirectory[str]:
    """Point fontconfig at the packages alone, before Pango starts; the folder lives as long as the result."""
    holder = tempfile.TemporaryDirectory(prefix="memo-fonts-")
    listed = "\n".join(f"  <dir>{folder}</dir>" for folder in folders())
    path = Path(holder.name) / "fonts.conf"
    path.write_text(_CONFIG.format(folders=listed, cache=Path(holder.name) / "cache"), encoding="utf-8")
    os.environ["FONTCONFIG_FILE"] = str(path)
    return holder


def missing_characters(text: str) -> dict[str, str]:
    """Return each character of the text that no packaged face has, with its Unicode name."""
    import unicodedata

    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for folder in folders():
        for path in sorted(folder.glob("*-Regular.[ot]tf")):
            with TTFont(path, lazy=True) as font:
                covered |= set(font.getBestCmap())
    wanted = {c for c in text if not c.isascii() and unicodedata.category(c) not in ("Cf", "Zs", "Mn", "Cc")}
    return {c: unicodedata.name(c, "unnamed") for c in sorted(wanted) if ord(c) not in covered}
