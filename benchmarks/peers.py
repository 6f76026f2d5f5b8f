"""memo beside other ways to the same pages, in one run, each in fresh processes and in turn.

The peers live in a virtual environment of their own, never in memo's:

    python3 -m venv peers
    peers/bin/pip install weasyprint typst pypandoc_binary compliance-trestle
    MEMO_PEERS=peers .venv/bin/python benchmarks/peers.py [examples/minimal.yaml] [ROUNDS]

They get what memo has made already: its Markdown (pandoc to WeasyPrint, pandoc
to typst), its page as HTML (a plain WeasyPrint script) and its memo as data
(trestle's `author jinja`, with a template that writes all of it as Markdown).
So memo alone reads findings, maps them and writes the text; they only set it.
Ratios are of the processor's time of paired runs, medians; nothing is asserted.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from fresh import CHECKOUT, compiled, seconds

EVERYTHING = """{% macro show(value, depth) -%}
{% if value is mapping %}{% for key, part in value.items() %}
{{ '#' * depth }} {{ key }}

{{ show(part, [depth + 1, 6] | min) }}
{% endfor %}{% elif value is string or value is number or value is none %}{{ value }}
{% else %}{% for part in value %}{% if part is mapping %}{{ show(part, depth) }}{% else %}- {{ part }}
{% endif %}{% endfor %}{% endif %}
{%- endmacro %}{{ show(memo, 1) }}
"""
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
HEAD = "#set heading(numbering: none)\n#let horizontalrule = line(length: 100%)\n"


def peers() -> Path:
    """Return the bin folder of the peers' environment; ends the program where there is none."""
    folder = Path(os.environ.get("MEMO_PEERS", "")).absolute() / "bin"
    if not (folder / "python").exists():
        sys.exit("MEMO_PEERS names no virtual environment; the head of benchmarks/peers.py says how to make one")
    return folder


def prepared(sample: str, folder: Path, bin_: Path) -> dict[str, list[list[str]]]:
    """Write what the peers start from into `folder` and return each way's commands."""
    memo = [sys.executable, "-m", "memo", "render", str(CHECKOUT / sample)]
    for kind in ("md", "html", "json"):
        seconds([*memo, "-f", kind, "-o", f"memo.{kind}"], folder)
    seconds([str(bin_ / "trestle"), "init"], folder)
    Path(folder, "memo.md.jinja").write_text(EVERYTHING)
    Path(folder, "table.yaml").write_text(json.dumps({"memo": json.loads(Path(folder, "memo.json").read_text())}))
    found = subprocess.run(  # noqa: S603 - the peers' own interpreter
        [str(bin_ / "python"), "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    pandoc = found.stdout.strip()
    Path(folder, "head.typ").write_text(HEAD)
    typst = [pandoc, "memo.md", "-t", "typst", "-s", "-H", "head.typ", "-o", "memo.typ"]
    return {
        "memo render -f pdf (reads, maps, tags, encloses)": [[*memo, "-o", "memo.pdf"]],
        "plain WeasyPrint script, memo's page, untagged": [
            [sys.executable, str(CHECKOUT / "benchmarks/plain_pdf.py"), "memo.html", "plain.pdf"]
        ],
        "pandoc to WeasyPrint, memo's Markdown": [
            [pandoc, "memo.md", "-o", "pandoc.pdf", f"--pdf-engine={bin_ / 'weasyprint'}"]
        ],
        "pandoc to typst, memo's Markdown": [typst, [str(bin_ / "python"), "-c", TYPST, "memo.typ", "typst.pdf"]],
        "memo render -f md (reads, maps)": [[*memo, "-f", "md", "-o", "own.md"]],
        "trestle author jinja, memo's data": [
            [str(bin_ / "trestle"), "author", "jinja", "-i", "memo.md.jinja", "-o", "trestle.md", "-lut", "table.yaml"]
        ],
    }


def main() -> None:
    sample = sys.argv[1] if len(sys.argv) > 1 else "examples/minimal.yaml"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    compiled()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ways = prepared(sample, folder, peers())
        times: dict[str, list[float]] = {way: [] for way in ways}
        for turn in range(rounds + 1):
            for way, commands in ways.items():
                took = sum(seconds(command, folder)[1] for command in commands)
                if turn:  # the first warms the disk's cache and the compiled files
                    times[way].append(took)
        print(f"Python {sys.version.split()[0]}, {sample}, medians of {rounds} paired runs, seconds of the processor\n")
        print(f"{'':<52}{'seconds':>8}{'memo to it':>12}")
        for way, took in times.items():
            own = next(t for w, t in times.items() if w.startswith("memo") and ("-f md" in w) == own_is_md(way))
            ratio = median(mine / other for mine, other in zip(own, took, strict=True))
            print(f"{way:<52}{median(took):>8.2f}{ratio:>12.2f}")


def own_is_md(way: str) -> bool:
    """Whether a way ends in Markdown, so that memo's Markdown is what it is held against."""
    return "-f md" in way or "trestle" in way


if __name__ == "__main__":
    main()
