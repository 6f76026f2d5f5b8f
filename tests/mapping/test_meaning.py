"""`memo.mapping.meaning` and `sentences`: the labelled findings nearest in meaning speak for topics, by a small encoder made here."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace
from safetensors.numpy import save_file

from memo.api import check
from memo.audit import audit
from memo.cli.map_data import mapping_data
from memo.cli.map_text import mapping_text
from memo.errors import UsageError
from memo.mapping.engage import map_findings
from memo.mapping.meaning import FILE, SIGNS, SIGNS_OF_IDLE, STEPS, Held, Meaning, held_in, whole
from memo.mapping.sentences import HEAD, MODEL, VOCABULARY, Encoder, Pieces, digest_of, encoder
from memo.mapping.topics import TopicReader, reading_of
from memo.mapping.vocabulary import index_of
from tests.support import REGULATIONS, library_on, review

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "sell", "##ing", "hand", "data", "firms", "weather", "."]
NUMBERS = {word: at for at, word in enumerate(WORDS)}
SHIPPED = held_in(REGULATIONS / FILE)
SALE = {
    "title": "Data sale",
    "quote": "We may sell or share your personal data with advertisers for their own purposes.",
}


def _weights(layers: int = 1, seed: int = 1) -> dict[str, Any]:
    """Return the weights of an encoder that nobody taught, one head wide."""
    chance = np.random.RandomState(seed)

    def some(*shape: int) -> Any:
        return (chance.randn(*shape) * 0.3).astype(np.float32)

    held = {
        "embeddings.word_embeddings.weight": some(len(WORDS), HEAD),
        "embeddings.position_embeddings.weight": some(256, HEAD),
        "embeddings.token_type_embeddings.weight": some(2, HEAD),
    }
    shapes = {
        "attention.self.query": (HEAD, HEAD),
        "attention.self.key": (HEAD, HEAD),
        "attention.self.value": (HEAD, HEAD),
    }
    shapes |= {"attention.output.dense": (HEAD, HEAD), "intermediate.dense": (64, HEAD), "output.dense": (HEAD, 64)}
    for number in range(layers):
        for name, shape in shapes.items():
            held[f"encoder.layer.{number}.{name}.weight"] = some(*shape)
            held[f"encoder.layer.{number}.{name}.bias"] = some(shape[0])
    norms = [f"encoder.layer.{n}.{part}output.LayerNorm" for n in range(layers) for part in ("attention.", "")]
    for name in ["embeddings.LayerNorm", *norms]:
        held[f"{name}.weight"], held[f"{name}.bias"] = 1 + some(HEAD), some(HEAD)
    return held


def _folder(path: Path, weights: dict[str, Any] | None = None) -> Path:
    save_file(weights or _weights(), path / MODEL)
    (path / VOCABULARY).write_text(json.dumps({"model": {"vocab": NUMBERS}}), encoding="utf-8")
    return path


def _by_hand(weights: dict[str, Any], pieces: list[int]) -> list[float]:
    """Compute one layer word by word, as the paper writes it down."""

    def linear(x: list[float], name: str) -> list[float]:
        rows = zip(weights[f"{name}.weight"], weights[f"{name}.bias"], strict=True)
        return [sum(float(a) * b for a, b in zip(row, x, strict=True)) + float(bias) for row, bias in rows]

    def levelled(x: list[float], name: str) -> list[float]:
        mean = sum(x) / len(x)
        spread = math.sqrt(sum((a - mean) ** 2 for a in x) / len(x) + 1e-12)
        rows = zip(x, weights[f"{name}.weight"], weights[f"{name}.bias"], strict=True)
        return [(a - mean) / spread * float(scale) + float(bias) for a, scale, bias in rows]

    kinds = ("word", "position", "token_type")
    tables = [weights[f"embeddings.{kind}_embeddings.weight"] for kind in kinds]
    words = [
        levelled(
            [float(sum(v)) for v in zip(tables[0][p], tables[1][at], tables[2][0], strict=True)], "embeddings.LayerNorm"
        )
        for at, p in enumerate(pieces)
    ]
    name = "encoder.layer.0."
    query, key, value = (
        [linear(x, f"{name}attention.self.{part}") for x in words] for part in ("query", "key", "value")
    )
    out = []
    for at, word in enumerate(words):
        looks = [math.exp(sum(a * b for a, b in zip(query[at], k, strict=True)) / math.sqrt(HEAD)) for k in key]
        seen = [sum(look * v[n] for look, v in zip(looks, value, strict=True)) / sum(looks) for n in range(HEAD)]
        seen = linear(seen, f"{name}attention.output.dense")
        x = levelled([a + b for a, b in zip(word, seen, strict=True)], f"{name}attention.output.LayerNorm")
        gate = [g * 0.5 * (1 + math.erf(g / math.sqrt(2))) for g in linear(x, f"{name}intermediate.dense")]
        far = linear(gate, f"{name}output.dense")
        out.append(levelled([a + b for a, b in zip(x, far, strict=True)], f"{name}output.LayerNorm"))
    mean = [sum(x[n] for x in out) / len(out) for n in range(HEAD)]
    length = math.sqrt(sum(a * a for a in mean))
    return [a / length for a in mean]


def _held(folder: Path, **changed: Any) -> Held:
    """Return four labelled texts of the small encoder: two on sale, one on keeping, one about nothing."""
    texts = ["sell data.", "selling data to firms.", "data.", "weather."]
    reader = encoder(folder)
    mean, basis = np.zeros(HEAD, np.float32), np.eye(HEAD, dtype=np.float32)
    held = Held(digest_of(folder), None, (), mean, basis, (1.0, 4.0, 0.0, 0.0), (1.0, 0.0, 0.0))
    vectors = np.array([held.placed(reader.vector(text)) for text in texts], np.int8)
    shows = (("data-sale",), ("data-sale",), ("retention-period",), ())
    return replace(held, **({"vectors": vectors, "shows": shows} | changed))


def test_words_are_cut_into_the_longest_pieces_known() -> None:
    pieces = Pieces(NUMBERS)
    assert pieces.of("Séll SELLING data.") == [2, 4, 4, 5, 7, 10, 3]
    assert pieces.of("sells sell") == [2, 1, 4, 3]  # a rest that no piece fits makes the word unknown
    assert pieces.of("s" * 101) == [2, 1, 3]
    assert len(pieces.of("data " * 400)) == 256
    assert pieces.of("data " * 400)[-1] == 3


def test_a_vector_is_what_the_paper_writes_down() -> None:
    """The gate is an approximation, so to a thousandth; and one layer left out is seen."""
    weights = _weights()
    found = Encoder(weights, NUMBERS).vector("Selling data.")
    assert found.dtype == np.float32
    assert found == pytest.approx(_by_hand(weights, [2, 4, 5, 7, 10, 3]), abs=2e-3)
    bare = {name: value for name, value in weights.items() if "layer.0" not in name}
    assert abs(Encoder(bare, NUMBERS).vector("Selling data.") - found).max() > 0.05


def test_the_nearest_texts_say_what_a_text_is_about(tmp_path: Path) -> None:
    folder = _folder(tmp_path)
    held = _held(folder)
    meaning = Meaning(encoder(folder), held)
    meant = meaning.of({"title": "Selling data to firms", "impact": "weather weather weather"})
    assert meant.counts == {"data-sale": 2, "retention-period": 1}
    assert meant.shares["data-sale"] > 0.5 > meant.shares["retention-period"]
    assert sum(meant.shares.values()) + meant.idle == pytest.approx(1)
    assert meant.chance("data-sale", 0.2) > 0.5 > meant.chance("retention-period", 0.2)
    assert meant.chance("price-change", 0.2) == 0.2  # no text at all shows it, so their silence tells nothing
    assert meant.chance("retention-period", 0.2) < meaning.of({"title": "data"}).chance("retention-period", 0.2)
    deaf = Meaning(encoder(folder), replace(held, signs=(1.0, 0.0, 0.0, 0.0)))
    assert deaf.of({"title": "Selling data to firms"}).chance("data-sale", 0.2) == pytest.approx(0.2)
    assert whole({"summary": "b. ", "title": "A", "quote": "c!"}) == "A. b. c!."


def test_a_last_digit_that_falls_otherwise_changes_no_place(tmp_path: Path) -> None:
    held = _held(_folder(tmp_path))
    vector = encoder(tmp_path).vector("sell data.")
    assert (held.placed(vector) == held.placed(vector * np.float32(1 + 1e-6))).all()
    assert abs(held.placed(vector)).max() <= 127
    assert abs(held.placed(vector) - held.placed(encoder(tmp_path).vector("weather."))).max() > STEPS // 10


def test_meaning_reads_what_words_do_not_and_silences_what_they_read(tmp_path: Path) -> None:
    """A reader that asks the nearest texts follows them; the memo's own reading is as it was."""
    folder, library = _folder(tmp_path), library_on()
    finding = review(SALE).findings.findings[0]
    plain = reading_of(finding, library.store)
    held = _held(folder)
    assert "data-sale" in {topic.topic for topic in plain.topics}

    def read(signs: tuple[float, ...], of_idle: tuple[float, ...], shows: tuple[tuple[str, ...], ...]) -> Any:
        meaning = Meaning(encoder(folder), replace(held, signs=signs, signs_of_idle=of_idle, shows=shows))
        return TopicReader(index_of(library.store), library.profiles, meaning).reading(finding)

    nothing = read((1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 0.0), held.shows)
    assert [topic.topic for topic in nothing.topics] == [topic.topic for topic in plain.topics]
    loud = read((1.0, 40.0, 0.0, 0.0), (1.0, 0.0, -40.0), (("third-party-sharing",),) * 4)
    assert loud.topics[0].topic == "third-party-sharing"
    assert loud.topics[0].meant == 4
    quiet = read((1.0, 0.0, 0.0, 0.0), (1.0, 0.0, 40.0), held.shows)
    assert (quiet.topics, quiet.quiet is not None) == ((), True)
    assert reading_of(finding, library.store) == plain


def test_the_map_tells_what_to_state_and_who_was_asked(tmp_path: Path) -> None:
    folder, library = _folder(tmp_path), library_on()
    four = _held(folder, shows=(*(("third-party-sharing",),) * 4, ("targeted-advertising", "data-sale")))
    far = np.vstack([four.vectors, np.zeros((1, HEAD), np.int8)])  # known, and near to nothing
    loud = replace(four, vectors=far, signs=(1.0, 40.0, 0.0, 0.0), signs_of_idle=(1.0, 0.0, -40.0))
    texts, deaf = review(SALE), replace(loud, signs=(1.0, 0.0, 0.0, 0.0), signs_of_idle=(1.0, 0.0, 0.0))

    def told(held: Held, explain: bool = False) -> tuple[str, dict[str, Any]]:
        meaning = Meaning(encoder(folder), held)
        mapping = map_findings(texts.findings, library, audit(texts.findings, library), meaning)
        return mapping_text(mapping, library, explain, meaning), mapping_data(mapping, library, meaning)

    text, data = told(replace(loud, signs=(0.0, 40.0, 0.0, -20.0)))
    assert "To state topics: [third-party-sharing]" in text
    assert data["findings"][0]["to_state"] == ["third-party-sharing"]
    assert data["encoder"] == loud.encoder
    assert loud.encoder[:12] in text
    assert "by 4 of the 20 nearest in meaning" in " ".join(told(loud, explain=True)[0].split())
    same, data = told(deaf)
    assert "To state" not in same
    assert data["findings"][0]["to_state"] is None
    doubtful, data = told(replace(deaf, signs_of_idle=(1.0, 0.0, 40.0)))
    assert "Doubtful by meaning idle" in doubtful
    assert data["findings"][0]["to_state"] == []
    stated = review(SALE | {"topics": ["third-party-sharing"]})
    assert not check(stated, library)


def test_a_folder_without_an_encoder_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def code() -> str:
        with pytest.raises(UsageError) as refused:
            Meaning.open(tmp_path, REGULATIONS / FILE)
        fault = refused.value.faults[0]
        assert str(tmp_path) in str(fault)
        return fault.code

    assert code() == "no-encoder"
    _folder(tmp_path)
    assert code() == "other-encoder"
    (tmp_path / MODEL).write_bytes(b"\x08" + bytes(20))
    assert code() == "no-encoder"
    (tmp_path / VOCABULARY).write_text("[1, 2", encoding="utf-8")
    assert code() == "no-encoder"
    monkeypatch.setitem(sys.modules, "safetensors", None)
    assert code() == "no-meaning"


def test_another_vocabulary_is_another_encoder(tmp_path: Path) -> None:
    before = digest_of(_folder(tmp_path))
    spoilt = NUMBERS | {"sell": NUMBERS["data"], "data": NUMBERS["sell"]}
    (tmp_path / VOCABULARY).write_text(json.dumps({"model": {"vocab": spoilt}}), encoding="utf-8")
    assert digest_of(tmp_path) != before


def test_the_labelled_texts_that_ship_name_topics_of_the_library() -> None:
    """Every text has its topics and its numbers; what meaning counts speaks for a topic, and for idle text."""
    topics = {topic for shown in SHIPPED.shows for topic in shown}
    assert topics <= set(library_on().topics)
    assert len(topics) > 0.9 * len(library_on().topics)
    assert len(SHIPPED.shows) == len(SHIPPED.vectors) > 7_000
    assert SHIPPED.vectors.dtype == np.int8
    assert (len(SHIPPED.signs), len(SHIPPED.signs_of_idle)) == (len(SIGNS), len(SIGNS_OF_IDLE))
    near = SHIPPED.nearest(SHIPPED.vectors[SHIPPED.shows.index(("arbitration",))].astype(np.int32))
    assert near.chance("arbitration", 0.2) > 0.3 > near.chance("cookies-tracking", 0.2)
    assert near.quiet(0.5) < 0.5
