"""Learn the weights of words for topics anew and write `regulations/weights.yaml`; takes some minutes.

    .venv/bin/python benchmarks/weigh.py
    .venv/bin/python benchmarks/weigh.py --hold-back    # then benchmarks/mapping.py --part held tells something
    .venv/bin/python benchmarks/weigh.py --measure      # write nothing; how well texts kept back are read

Learnt from the labels and definitions of topics, from the sentences and
findings of `tests/mapping/examples/`, from `topics-dev.yaml`, from the
development cases and from `SCENARIOS`, with the help of `alike.npz` and
`meaning.npz` (see `alike.py` and `meaning.py`). A fifth of the sentences and
the whole locked part are never read, nor, with `--hold-back`, the held third
of development; such weights are for measuring while one works and are not
committed.

The same files give the same weights, but for a last digit that may fall
otherwise on another processor. numpy is needed here and nowhere in memo.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parent
sys.path.insert(0, str(CHECKOUT))

from learning import FOLDS, Document, Learner, alike, meanings, signs_of_idle  # noqa: E402 - beside this file
from mapping import Count, cases  # noqa: E402 - the benchmark beside this file

from memo.library.day import Library  # noqa: E402
from memo.library.profile import ROWS, Profiles  # noqa: E402
from memo.mapping import idle  # noqa: E402
from memo.mapping.likeness import likeness  # noqa: E402
from memo.mapping.topics import FIELD_WEIGHTS, TopicReader, bar_of, chances_of, denied_in, weighed  # noqa: E402
from memo.mapping.vocabulary import index_of  # noqa: E402
from tests.mapping.examples_form import digests_of_examples, findings, is_held, sentences  # noqa: E402

DAY = date(2026, 11, 26)
SCENARIOS = ("scenarios3", "scenarios4", "scenarios5", "scenarios6")
"""Cases that the tables were mended by in earlier work, and that measure nothing unseen any more."""


def documents(library: Library, development: str) -> Iterator[Document]:
    """Yield everything that is learnt from."""
    for topic in library.topics.values():
        text = f"{topic.label}. {topic.definition} {topic.concern}"
        yield Document(frozenset([topic.id]), {"summary": text}, whole=False)
    for topic_id, text in sentences():
        if not is_held(text):
            shown = frozenset() if topic_id == "none" else frozenset([topic_id])
            yield Document(shown, {"summary": text}, whole=False)
    for finding in findings():
        yield _document(finding, finding["topics"], finding.get("fair_topics", ()), "examples")
    for case in cases("development", development):
        yield of_case(case, "development")
    for split in ("own", *SCENARIOS):
        for case in cases(split, "all"):
            yield of_case(case, split)


def of_case(case: dict[str, Any], kind: str = "") -> Document:
    """Return a labelled case as what is learnt from, or measured by."""
    expect = case["expect"]
    return _document(case["finding"], expect["topics"], expect.get("fair_topics", ()), kind)


def _document(finding: dict[str, Any], topics: Sequence[str], fair: Sequence[str], kind: str) -> Document:
    texts = {name: finding[name] for name in FIELD_WEIGHTS if finding.get(name)}
    return Document(frozenset(topics), texts, True, frozenset(fair), kind)


def searched(found: Iterator[Document], library: Library) -> list[Document]:
    """Return the English documents, with what phrases show in those of which all topics are named."""
    reader, done = TopicReader(index_of(library.store)), []
    for document in found:
        if not document.english:
            continue
        if document.whole:
            shown = reader.search(document.texts)
            by_id = weighed(shown, document.texts)
            document = replace(document, by_id=by_id, denied=frozenset(denied_in(shown, by_id)))
        done.append(document)
    return done


def read(document: Document, profiles: Profiles) -> set[str]:
    """Return the topics that memo reads."""
    like = likeness(document.texts, profiles)
    if not like.of:
        return set()
    if idle.silences(idle.chance(signs_of_idle(document, like, profiles), profiles), document.texts):
        return set()
    chances = chances_of(document.by_id, document.denied, like)
    bar = bar_of(chances, document.by_id, like)
    return {name for name, likely in chances.items() if likely >= bar}


def measured(found: Sequence[Document], learner: Learner) -> Iterator[str]:
    """Yield how well each kind of finding is read by weights that were learnt from the other four fifths."""
    counts: dict[str, Count] = defaultdict(Count)
    by_topic: dict[str, Count] = defaultdict(Count)
    silent: dict[str, Count] = defaultdict(Count)
    for fold in range(FOLDS):
        profiles = learner.learnt([document for document in found if document.fold != fold])
        for document in found:
            if not document.whole or document.fold != fold:
                continue
            got = read(document, profiles)
            for kind in (document.kind, "all"):
                counts[kind].sets(got, set(document.topics), set(document.fair))
                if not document.topics:
                    silent[kind].hit += not got
                    silent[kind].missed += bool(got)
            for topic in got | document.topics:
                by_topic[topic].sets(got & {topic}, document.topics & {topic}, set(document.fair))
    yield f"{'':<14}{'precision':>10}{'recall':>8}{'silent':>16}"
    for kind, count in counts.items():
        kept = f"{silent[kind].hit} of {silent[kind].hit + silent[kind].missed}"
        yield f"{kind:<14}{count.precision:>10.3f}{count.recall:>8.3f}{kept:>16}"
    yield ""
    for topic, c in sorted(by_topic.items(), key=lambda x: -x[1].wrong - x[1].missed)[:30]:
        yield f"{topic:<24}{c.hit + c.missed:>5}{c.precision:>10.2f}{c.recall:>8.2f}"


def written(profiles: Profiles) -> str:
    """Return the text of `weights.yaml`."""
    made_from = "".join(f"  {name}: {digest}\n" for name, digest in digests_of_examples().items())
    rows = "".join(f"{name}: [{', '.join(map(str, getattr(profiles, name)))}]\n" for name in ("topics", *ROWS))
    company = f'company: "{profiles.company}"\n'
    shown = f'examples_show: "{profiles.examples_show}"\n'
    means = f'meanings: "{profiles.meanings}"\n'
    tones = "".join(f"  {line}\n" for line in profiles.tones.splitlines())
    words = "\n".join(f"  {term} = {numbers}" for term, numbers in profiles.words.items())
    return (
        "# Made by benchmarks/weigh.py; not edited by hand. What the numbers mean: memo/library/profile.py.\n"
        f"made_from:\n{made_from}{rows}{company}{shown}{means}tones: |\n{tones}words: |\n{words}\n"
    )


def main() -> None:
    library = Library.open(CHECKOUT / "regulations", DAY)
    part = "rest" if "--hold-back" in sys.argv else "all"
    found = searched(documents(library, part), library)
    learner = Learner(list(library.topics), alike(HERE / "alike.npz"), meanings(HERE / "meaning.npz"))
    if "--measure" in sys.argv:
        print(*measured(found, learner), sep="\n")
        return
    profiles = learner.learnt(found)
    out = CHECKOUT / "regulations" / "weights.yaml"
    out.write_text(written(profiles), encoding="utf-8")
    size = out.stat().st_size // 1000
    print(f"{len(found)} texts, {len(profiles.words)} terms -> {out.relative_to(CHECKOUT)}, {size} kB")


if __name__ == "__main__":
    main()
