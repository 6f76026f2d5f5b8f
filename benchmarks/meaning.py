"""Make `regulations/meaning.npz` anew, which `memo map --meaning` asks; takes minutes, and an encoder on this machine.

    .venv/bin/python benchmarks/meaning.py FOLDER
    .venv/bin/python benchmarks/meaning.py FOLDER --anew    # another encoder, or directions taken anew

FOLDER holds all-MiniLM-L6-v2 (docs/topics.md says where it comes from). The
texts are those that `weigh.py` learns from. The file keeps of each the leading
directions of its vector, as whole numbers, its topics and a part of its
digest, by which a text that is unchanged is not read again; no words. What
the nearest texts count beside words is learnt on one fifth of the findings,
whose words were weighed and whose neighbours were sought without them.

Run it after `weigh.py` where many examples are new. A file that is behind
does no harm: what is new in the examples is then told by words alone.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT))

from learning import Document, Learner, alike, logistic, signs_of, signs_of_idle  # noqa: E402 - beside this file
from weigh import DAY, documents, searched  # noqa: E402 - the benchmark beside this file

from memo.library.day import Library  # noqa: E402 - the checkout, not an installed memo
from memo.mapping import idle  # noqa: E402
from memo.mapping.chance import chance  # noqa: E402
from memo.mapping.likeness import likeness  # noqa: E402
from memo.mapping.meaning import SIGNS, SIGNS_OF_IDLE, Held, held_in, whole  # noqa: E402
from memo.mapping.sentences import digest_of, encoder  # noqa: E402

FILE = CHECKOUT / "regulations" / "meaning.npz"
DIRECTIONS = 192
"""Leading directions of the vectors that are kept: nine tenths of what differs."""
FOLD = 0
"""The fifth of the findings on which it is learnt what meaning counts."""
Array = Any


@dataclass(frozen=True)
class Places:
    """The texts as whole numbers, and what makes a vector into such."""

    vectors: Array
    texts: Array
    mean: Array
    basis: Array
    encoder: str

    def held(self, found: Sequence[Document], signs: Array, signs_of_idle: Array, at: Array) -> Held:
        """Return some of the texts as memo asks them."""
        shows = tuple(tuple(sorted(found[number].topics)) for number in at)
        rows = (tuple(map(float, signs)), tuple(map(float, signs_of_idle)))
        return Held(self.encoder, self.vectors[at], shows, self.mean, self.basis, *rows)


def key_of(text: str) -> int:
    """Return the beginning of a text's digest as a number."""
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def placed(texts: Sequence[str], folder: Path, anew: bool) -> Places:
    """Return every text by its meaning; those that the file holds of the same encoder are taken from it."""
    digest, reader = digest_of(folder), encoder(folder)
    keys = np.array([key_of(text) for text in texts], np.uint64)
    old = None if anew or not FILE.exists() else held_in(FILE)
    if old is not None and old.encoder == digest:
        with np.load(FILE) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["vectors"], strict=True))
        new = sum(key not in known for key in keys.tolist())
        print(f"{new} of {len(texts)} texts are new", flush=True)
        rows = [
            known[key] if key in known else old.placed(reader.vector(text))
            for key, text in zip(keys.tolist(), texts, strict=True)
        ]
        return Places(np.array(rows, np.int8), keys, old.mean, old.basis, digest)
    vectors = np.array([reader.vector(text) for text in texts], np.float32)
    mean = vectors.mean(0)
    _, _, directions = np.linalg.svd(vectors - mean, full_matrices=False)
    basis = directions[:DIRECTIONS].T.astype(np.float32)
    turner = Held(digest, None, (), mean, basis, (), ())
    return Places(np.array([turner.placed(v) for v in vectors], np.int8), keys, mean, basis, digest)


def learnt(found: Sequence[Document], places: Places, learner: Learner) -> tuple[Array, Array]:
    """Return the weights of `SIGNS` and of `SIGNS_OF_IDLE`."""
    rest = np.array([at for at, document in enumerate(found) if document.fold != FOLD])
    profiles = learner.learnt([found[at] for at in rest])
    held = places.held(found, np.zeros(len(SIGNS)), np.zeros(len(SIGNS_OF_IDLE)), rest)
    rows, right, idle_rows, quiet = list[Array](), list[bool](), list[Array](), list[bool]()
    for at, document in enumerate(found):
        like = likeness(document.texts, profiles)
        if document.fold != FOLD or not document.whole or not like.of:
            continue
        meant = held.nearest(places.vectors[at].astype(np.int32))
        for name, number, values in signs_of(document, like):
            if name not in document.fair:
                share = meant.shares.get(name, 0.0)
                rows.append((_odds(chance(values, number, profiles)), share, share**0.5, 1.0))
                right.append(name in document.topics)
        likely = idle.chance(signs_of_idle(document, like, profiles), profiles)
        idle_rows.append((_odds(likely), meant.idle, 1.0))
        quiet.append(not document.topics)
    return logistic(np.array(rows), np.array(right)), logistic(np.array(idle_rows), np.array(quiet))


def _odds(likely: float) -> float:
    likely = min(max(likely, 1e-6), 1 - 1e-6)
    return float(np.log(likely / (1 - likely)))


def shown(found: Sequence[Document], topics: Sequence[str]) -> Iterator[str]:
    """Yield the topics of each text, by number."""
    number = {topic: str(at) for at, topic in enumerate(topics)}
    for document in found:
        yield " ".join(number[topic] for topic in sorted(document.topics))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--anew", action="store_true", help="read every text again and take the directions anew")
    chosen = options.parse_args()
    library = Library.open(CHECKOUT / "regulations", DAY)
    topics = list(library.topics)
    found = searched(documents(library, "all"), library)
    places = placed([whole(document.texts) for document in found], chosen.folder, chosen.anew)
    signs, of_idle = learnt(found, places, Learner(topics, alike(Path(__file__).with_name("alike.npz"))))
    np.savez_compressed(
        FILE,
        encoder=np.array(places.encoder),
        texts=places.texts,
        vectors=places.vectors,
        topics=np.array(topics),
        shows=np.array(",".join(shown(found, topics))),
        mean=places.mean.astype(np.float32),
        basis=places.basis.astype(np.float32),
        signs=np.round(signs, 3),
        signs_of_idle=np.round(of_idle, 3),
    )
    for names, row in ((SIGNS, signs), (SIGNS_OF_IDLE, of_idle)):
        print(", ".join(f"{name} {weight:.2f}" for name, weight in zip(names, row, strict=True)))
    print(f"{len(found)} texts -> {FILE.relative_to(CHECKOUT)}, {FILE.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
