"""Learn the weights of words for topics anew and write `regulations/weights.yaml`; takes a minute.

    .venv/bin/python benchmarks/weigh.py
    .venv/bin/python benchmarks/weigh.py --hold-back    # then benchmarks/mapping.py --part held tells something

Learnt from the labels and definitions of topics, from the sentences and
findings of `tests/mapping/examples/`, from `topics-dev.yaml` and from the
development cases. A fifth of the sentences and the whole locked part are
never read, nor, with `--hold-back`, the held third of development; such
weights are for measuring while one works and are not committed.

For each topic a linear support vector machine with squared hinge loss is
fitted by dual coordinate descent (Hsieh et al., ICML 2008), in plain Python:
the same files give the same weights on every machine, and nothing is needed
that memo does not need.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from mapping import cases  # noqa: E402 - the benchmark beside this file

from memo.library.profile import SCALE, terms  # noqa: E402
from memo.mapping.likeness import TIMES  # noqa: E402
from tests.mapping.examples_form import digests_of_examples, findings, is_held, sentences  # noqa: E402

COST = 0.3
MOST_FOR_ONE = 60.0
"""How many times more a finding that shows a topic may count than one that does not."""
ROUNDS = 12
LEAST = 0.05
"""Weights below which a word is left out for a topic."""
Document = tuple[tuple[str, ...], Counter[str]]
Vector = tuple[list[int], list[float]]


def counted(finding: dict[str, Any]) -> Counter[str]:
    """Return the terms of a finding, those of its title twice."""
    found: Counter[str] = Counter()
    for field, times in TIMES.items():
        for term, _ in terms(finding.get(field) or ""):
            found[term] += times
    return found


def documents(topics: Sequence[dict[str, Any]], development: str) -> Iterator[Document]:
    """Yield everything that is learnt from: topics and terms."""
    for topic in topics:
        yield (topic["id"],), counted({"summary": f"{topic['label']}. {topic['definition']} {topic['concern']}"})
    for topic_id, text in sentences():
        if not is_held(text):
            yield (() if topic_id == "none" else (topic_id,)), counted({"summary": text})
    for finding in findings():
        yield tuple(finding["topics"]), counted(finding)
    for case in [*cases("development", development), *cases("own", "all")]:
        yield tuple(case["expect"]["topics"]), counted(case["finding"])


def vectors(found: Sequence[Document]) -> tuple[list[str], list[float], list[Vector]]:
    """Return the terms, how telling each is, and every document as a vector of length one."""
    spread = Counter(term for _, counts in found for term in counts)
    names = sorted(spread)
    telling = [math.log((1 + len(found)) / (1 + spread[term])) + 1 for term in names]
    number = {term: at for at, term in enumerate(names)}
    made = []
    for _, counts in found:
        at = [number[term] for term in sorted(counts)]
        raw = [(1 + math.log(counts[names[n]])) * telling[n] for n in at]
        length = math.sqrt(sum(value * value for value in raw)) or 1.0
        made.append((at, [value / length for value in raw]))
    return names, telling, made


def fitted(made: Sequence[Vector], shows: set[int], width: int) -> tuple[list[float], float]:
    """Return the weight of every term for one topic, and its base."""
    weights, base = [0.0] * width, 0.0
    dual = [0.0] * len(made)
    squares = [sum(value * value for value in values) + 1 for _, values in made]
    one = COST * min(len(made) / max(1, len(shows)), MOST_FOR_ONE)
    active = list(range(len(made)))
    order = random.Random(1)  # noqa: S311 - an order, no secret
    for turn in range(ROUNDS):
        order.shuffle(active)
        kept, steepest = [], 0.0
        for n in active:
            at, values = made[n]
            sign = 1 if n in shows else -1
            soft = 0.5 / (one if sign > 0 else COST)
            total = base + sum(weights[a] * value for a, value in zip(at, values, strict=True))
            slope = sign * total - 1 + soft * dual[n]
            if dual[n] == 0 and slope > 0.05:
                if turn < 2:
                    kept.append(n)
                continue
            kept.append(n)
            steepest = max(steepest, abs(min(slope, 0) if dual[n] == 0 else slope))
            before = dual[n]
            dual[n] = max(before - slope / (squares[n] + soft), 0.0)
            step = (dual[n] - before) * sign
            for a, value in zip(at, values, strict=True):
                weights[a] += step * value
            base += step
        active = kept
        if steepest < 0.02:
            break
    return weights, base


def written(topics: Sequence[str], names: Sequence[str], telling: Sequence[float], models: Sequence[Any]) -> str:
    """Return the text of `weights.yaml`."""
    lines = []
    for at, term in enumerate(names):
        pairs = [
            f"{number} {round(weights[at] * SCALE)}"
            for number, (weights, _) in enumerate(models)
            if abs(weights[at]) >= LEAST
        ]
        if pairs:
            lines.append(f"  {term} = {round(telling[at] * SCALE)}: {', '.join(pairs)}")
    bases = ", ".join(str(round(base * SCALE)) for _, base in models)
    made_from = "".join(f"  {name}: {digest}\n" for name, digest in digests_of_examples().items())
    return (
        "# Made by benchmarks/weigh.py; not edited by hand. What the numbers mean: memo/library/profile.py.\n"
        f"made_from:\n{made_from}"
        f"topics: [{', '.join(topics)}]\nbases: [{bases}]\nwords: |\n" + "\n".join(lines) + "\n"
    )


def main() -> None:
    path = CHECKOUT / "regulations" / "topics.yaml"
    topics = yaml.safe_load(path.read_text(encoding="utf-8"))["topics"]
    part = "rest" if "--hold-back" in sys.argv else "all"
    found = list(documents(topics, part))
    names, telling, made = vectors(found)
    ids = [topic["id"] for topic in topics]
    models = [fitted(made, {n for n, (shown, _) in enumerate(found) if id_ in shown}, len(names)) for id_ in ids]
    out = CHECKOUT / "regulations" / "weights.yaml"
    out.write_text(written(ids, names, telling, models), encoding="utf-8")
    print(f"{len(found)} texts, {len(names)} terms -> {out.relative_to(CHECKOUT)}, {out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
