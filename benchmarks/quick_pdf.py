"""The page that `plain_pdf.py` sets, set as memo sets its pages: packaged faces, the levers on the engine; no tags.

What is held against the plain script, untagged against untagged. `--bare`
leaves the levers out.

    .venv/bin/python benchmarks/quick_pdf.py memo.html memo.pdf [--bare]
"""

import gc
import sys
from pathlib import Path

from memo.render import quick
from memo.render.lean import page_class
from memo.render.pdf import engine
from memo.render.worker import RARELY

gc.set_threshold(*RARELY)
if "--bare" in sys.argv:
    quick.WRITTEN_FOR["weasyprint"] = "none"
weasyprint = engine()
page_class(weasyprint)(string=Path(sys.argv[1]).read_text(encoding="utf-8")).write_pdf(sys.argv[2])
