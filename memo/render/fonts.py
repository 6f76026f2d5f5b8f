"""The faces of the memo, from packages only: a private fontconfig keeps the machine's own fonts out."""

from __future__ import annotations

import importlib.util
import os
import tempfile
from pathlib import Path

FACES = ("font_source_serif_pro", "font_source_sans_pro")
OPTIONAL = ("pylopdf_fonts_ko", "pylopdf_fonts_zh_cn", "pylopdf_fonts_jp")
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
