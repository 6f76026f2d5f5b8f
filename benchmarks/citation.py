"""The reader of citations against eyecite and citeurl on the same text, and against itself on longer texts.

    python benchmarks/citation.py [--text FILE] [--peers PYTHON]

`--peers` is the interpreter of an environment with `eyecite`, `citeurl`
and `markdown` in it; they are no dependencies of memo. Without it only the
growth is measured. Each figure is the least processor time of the runs, which take turns.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from memo.library.day import Library
from memo.library.resolve import reader_of

ROOT = Path(__file__).parents[1]
RUNS = 3
PEER = """
import json, sys, time
text = sys.stdin.read()
name = sys.argv[1]
if name == "eyecite":
    from eyecite import get_citations as read
else:
    from citeurl import Citator
    read = Citator().list_cites
read(text[:2000])
start = time.process_time()
found = read(text)
print(json.dumps([time.process_time() - start, len(found)]))
"""


def prose(length: int) -> str:
    """Return prose with citations: the sentences of the corpus in a fixed disorder, a plain one between each."""
    import yaml

    sentences = [
        entry["sentence"]
        for path in sorted((ROOT / "tests" / "citation").glob("corpus*.yaml"))
        for entry in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]
    plain = "The vendor keeps the right to change what it collects, and says so on a page that it may change as well."
    chosen = random.Random(1)  # noqa: S311 - a fixed order, no secret
    pieces: list[str] = []
    size = 0
    while size < length:
        sentence = f"{chosen.choice(sentences)} {plain}" + ("\n\n" if len(pieces) % 5 == 4 else " ")
        pieces.append(sentence)
        size += len(sentence)
    return "".join(pieces)[:length]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--text", type=Path, help="a text of at least a million characters instead of our own")
    arguments.add_argument("--peers", help="the interpreter that has eyecite and citeurl")
    options = arguments.parse_args()
    reader = reader_of(Library.open(ROOT / "regulations", date(2026, 11, 25)))
    whole = options.text.read_text(encoding="utf-8") if options.text else prose(4_000_000)
    print("growth: characters, seconds, citations, seconds for each million")
    for length in (1_000_000, 2_000_000, 4_000_000):
        text = (whole * (length // len(whole) + 1))[:length]
        times = []
        for _ in range(RUNS):
            start = time.process_time()
            found = reader.find(text)
            times.append(time.process_time() - start)
        print(f"  {length:>9}  {min(times):6.2f}  {len(found):>6}  {min(times) / length * 1e6:5.2f}")
    if not options.peers:
        return
    text = whole[:1_000_000]
    best: dict[str, tuple[float, int]] = {}
    for _ in range(RUNS):
        start = time.process_time()
        count = len(reader.find(text))
        taken = [("memo", time.process_time() - start, count)]
        for name in ("eyecite", "citeurl"):
            done = subprocess.run(  # noqa: S603 - the interpreter that the caller named
                [options.peers, "-c", PEER, name], input=text, capture_output=True, text=True, check=True
            )
            seconds, peer_count = json.loads(done.stdout.splitlines()[-1])
            taken.append((name, seconds, peer_count))
        for name, seconds, number in taken:
            best[name] = min(best.get(name, (seconds, number)), (seconds, number))
    print("one million characters: seconds, citations found, times memo's")
    for name, (seconds, number) in best.items():
        print(f"  {name:<8} {seconds:6.2f}  {number:>6}  {seconds / best['memo'][0]:5.1f}")


if __name__ == "__main__":
    sys.exit(main())
