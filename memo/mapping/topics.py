"""Which topics a finding shows, with the words that show them.

Every field of a finding is searched for the phrases of every topic. A phrase
shows its topic when it stands in the title, the clause or the plain summary;
in the reviewer's impact and analysis, where laws and remedies are discussed,
it only supports. A hint needs a second one. A look-alike cancels whatever it
overlaps. Together with the weight of all words this makes a chance for each
topic (`chance.py`); the likely ones are read, the likeliest first, but none
where the finding as a whole is idle (`idle.py`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from operator import neg
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from memo.findings.model import Finding, Severity, TopicsBy
from memo.late import late
from memo.library.profile import Profiles
from memo.library.store import Store
from memo.mapping import idle
from memo.mapping.chance import SIGNS, Level, chance, in_company, signs
from memo.mapping.likeness import CONDUCT, Likeness, likeness
from memo.mapping.named import Named, named_in
from memo.mapping.phrases import Shape, words_of
from memo.mapping.tone import telling, tone
from memo.mapping.verdict import verdict
from memo.mapping.vocabulary import Entry, Index, Vocabulary, index_of

if TYPE_CHECKING:
    from memo.mapping.distilled import Network, Said
    from memo.mapping.encoder import Encoder, Heard

FIELD_WEIGHTS: dict[str, float] = {
    "title": 1.0,
    "quote": 1.0,
    "summary": 0.9,
    "impact": 0.5,
    "analysis": 0.3,
}
DECIDING = ("title", "quote", "summary")
REVIEWERS = ("impact", "analysis")
"""Where a reviewer also tells what a clause does: asked where none of `DECIDING` shows a topic."""
THRESHOLD = 0.9
"""The score from which a topic counts as read: one phrase in title, clause or summary."""
PLAIN = 1.5
"""The score from which a topic counts as plainly shown: two phrases, or one in two fields."""
LIKELY = 0.35
"""The chance from which a topic is read: a law that is missed costs a reader more than one named beside the point."""
LIKELY_OF_CONDUCT = 0.3
"""The same for a finding that quotes no clause: conduct has several matters, and the second is told in few words.
A language model that is heard itself tells them apart."""
LEAST = 0.1
"""Chance from which the likeliest topic is read where none reaches the bar: a finding that is not idle is about
something, and to pass it over loses its law whole. Lower bars find more and name more that is not there."""
FEW_NEAR = 2
"""How many of the labelled findings most like it, by words or by meaning, show such a topic, where no phrase does."""
FARTHEST = -0.85
"""The sum of all words below which a topic is not thought of, whatever phrase stands there."""
LIKENESS = "words"
"""The field of a topic that was read by likeness: no phrase, but the words of title, clause, summary and impact."""
ALIKE = 20
"""Steps of the chance by which topics are ordered: between two in one step, the one that is named first leads."""
UNSHOWN = 10_000
"""The place of the words of a topic that no phrase shows: behind all others."""
NAMED = 0.8
"""The chance of a topic that title or summary name by a provision of it, whatever their words say."""
BESIDE_NAMED = 0.4
"""The chance from which other topics are read beside one that is named so."""
LEADING = 2
"""How many of the best topics read a finding is mainly about, whatever its title says."""
MOST_LEADING_TOPICS = 5
"""The same where the title names more, or the finding quotes no clause; only leading topics open a law's part."""
MOST_NAMED_TOPICS = 6
"""The same where the reviewer states them or provisions name them: a decision cites what was breached."""


class ReadTopic(Struct, frozen=True):
    """A topic of a finding: stated by the reviewer, or read with its evidence."""

    topic: str
    basis: Literal["stated", "read"]
    evidence: str
    score: float
    field: str = ""
    rank: tuple[float, int] = (0.0, 0)
    """What orders topics: those named by a provision, then the most likely, in steps, then how early words stand."""
    chance: float | None = None
    """How likely it is the finding's subject; none where stated, or where phrases alone decide."""
    near: int = 0
    """How many of the labelled findings most like it in words show the topic."""
    kin: int = 0
    """How many of those most like it in meaning do."""
    model: float | None = None
    """The chance that the language model gives it, where the file asks for it."""
    taught: float | None = None
    """The chance by what the model taught of words, where it is not heard itself."""
    named: bool = False
    """Whether title or summary name it by a provision of it."""


def leading(topics: tuple[ReadTopic, ...], finding: Finding) -> tuple[ReadTopic, ...]:
    """Return the topics a finding is mainly about: the best, and those stated or named by its title or a citation.

    A finding that quotes no clause tells of conduct, as decisions do, and of several matters.
    """
    several = not finding.quote
    return tuple(
        topic
        for number, topic in enumerate(topics[:MOST_NAMED_TOPICS])
        if number < LEADING
        or topic.named
        or topic.basis == "stated"
        or (number < MOST_LEADING_TOPICS and (topic.field == "title" or several))
    )


class SetAside(Struct, frozen=True):
    """A topic that words of a finding speak for and that was not read.

    `weak`: only a hint, or words of impact or analysis; `unlike`: one phrase,
    while the rest speaks of other things; `denied`: a look-alike or a denial;
    `idle`: likely by itself, but the finding as a whole is idle.
    """

    topic: str
    evidence: str
    why: Literal["weak", "unlike", "denied", "idle"]
    score: float


class Reading(Struct, frozen=True):
    """The topics of a finding, best first, and those set aside."""

    topics: tuple[ReadTopic, ...]
    set_aside: tuple[SetAside, ...] = ()
    quiet: idle.Idle | None = None
    """Why no topic is read although some are likely."""


_NOTHING_NAMED: Mapping[str, Named] = MappingProxyType({})


class TopicReader:
    """The vocabulary, ready to read; one reader serves many findings.

    `other` is heard beside phrases and words: a language model, or what it taught.
    Fails with `ValueError` on weights of other signs than the program's.
    """

    def __init__(self, index: Index, profiles: Profiles | None = None, other: Encoder | Network | None = None) -> None:
        self._vocabulary = Vocabulary(index)
        self._other = other
        self._profiles = profiles or Profiles()
        for row, names in ((self._profiles.signs, SIGNS), (self._profiles.idle, idle.SIGNS)):
            if row and len(row) != len(names):  # asked once: the sums over a row stop at the shorter of the two
                raise ValueError(f"weights.yaml has {len(row)} weights for {len(names)} signs")

    def read(self, finding: Finding) -> tuple[ReadTopic, ...]:
        """Return the topics of a finding, best first; the stated ones only, where it states any."""
        return self.reading(finding).topics

    def reading(self, finding: Finding, named: Mapping[str, Named] = _NOTHING_NAMED) -> Reading:
        """Return the topics of a finding, and those that something speaks for and that were set aside.

        `named` are those that its title and summary name by their provisions.
        """
        texts = {name: value for name in FIELD_WEIGHTS if (value := getattr(finding, name))}
        reading = self._of(texts, finding, named)
        if finding.topics or named or not _says_nothing(reading, texts):
            return reading
        for name in REVIEWERS:  # what the reviewer tells there is read as a summary
            if name in texts and (told := _told_in(name, self._of({"summary": texts[name]}, finding, named))):
                rest = (t for t in reading.topics if (t.chance or 0.0) >= LIKELY and t.topic not in told)
                aside = tuple(entry for entry in reading.set_aside if entry.topic not in told)
                return Reading((*told.values(), *rest), aside)
        return reading

    def _of(self, texts: Mapping[str, str], finding: Finding, named: Mapping[str, Named]) -> Reading:
        like = Likeness() if finding.topics else likeness(texts, self._profiles)
        near: Collection[str] | None = None  # what no phrase could bring to be read is not looked for
        if finding.topics:
            near = frozenset(finding.topics)
        elif like.of:
            near = like.known_from(FARTHEST) | (self._vocabulary.topics - like.of.keys())
        shown = self.search(texts, near)
        by_id = weighed(shown, texts)
        if finding.topics:
            return Reading(
                tuple(
                    ReadTopic(
                        topic,
                        "stated",
                        by_id[topic].evidence if topic in by_id else "",
                        2.0,
                        by_id[topic].field if topic in by_id else "",
                    )
                    for topic in dict.fromkeys(finding.topics)
                )
            )
        return _chosen(by_id, shown, texts, like, finding.severity, named, self._other)

    def search(self, texts: Mapping[str, str], near: Collection[str] | None = None) -> dict[str, dict[str, Signs]]:
        """Return what the phrases of topics match in each field, of some topics only, where named."""
        shown: dict[str, dict[str, Signs]] = {}
        for field, text in texts.items():
            words = words_of(text)
            found: set[str] = set()
            look_alikes: list[tuple[Entry, Shape]] = []
            for entry, shape in self._vocabulary.matching(words, near):
                if entry.kind == "unless":
                    look_alikes.append((entry, shape))
                    continue
                for start, end in shape.spans(words):
                    signs = shown.setdefault(entry.topic, {}).setdefault(field, Signs([], []))
                    signs.found.append((-entry.weight, start, end, entry.written))
                    found.add(entry.topic)
            for entry, shape in look_alikes:  # they cancel only what was found
                if entry.topic in found:
                    shown[entry.topic][field].cancelled.extend(shape.spans(words))
        return shown


@lru_cache(maxsize=4)
def reader_of(store: Store, by: TopicsBy = "words") -> TopicReader:
    """Return the vocabulary of a library with its weights, made ready once a process, and the model if asked for."""
    if by == "words":
        from memo.mapping.distilled import Network

        learnt = store.distilled
        return TopicReader(index_of(store), store.profiles, Network(learnt) if learnt.topics else None)
    from memo.mapping.encoder import encoder_at

    return TopicReader(index_of(store), store.profiles, encoder_at(store.encoder))


@lru_cache(maxsize=256)
def reading_of(finding: Finding, store: Store, by: TopicsBy = "words") -> Reading:
    """Return what a library's vocabulary reads in a finding; checking and mapping a review ask for the same."""
    return reader_of(store, by).reading(finding, {} if finding.topics else named_in(finding, store))


def _chosen(
    by_id: Mapping[str, ReadTopic],
    shown: Mapping[str, Mapping[str, Signs]],
    texts: Mapping[str, str],
    like: Likeness,
    severity: Severity,
    named: Mapping[str, Named],
    other: Encoder | Network | None = None,
) -> Reading:
    read: list[ReadTopic] = []
    aside: list[SetAside] = []
    denied = denied_in(shown, by_id)
    chances = chances_of(by_id, denied, like)
    heard = other.heard(texts) if other and chances else None
    if other and heard:
        chances = other.beside(chances, heard.chances)
    by_id, chances = _with_named(by_id, chances, named)
    plain = {topic.topic: float(topic.score >= THRESHOLD) for topic in by_id.values()}
    bar = BESIDE_NAMED if named else bar_of(plain | chances, by_id, like, heard is not None and heard.in_order)
    for topic in by_id.values():
        known = chances.get(topic.topic)
        likely = known if known is not None else plain[topic.topic]
        if likely >= bar:
            read.append(_placed(topic, likely, known, like, heard))
        else:
            aside.append(
                SetAside(topic.topic, topic.evidence, "weak" if topic.score < THRESHOLD else "unlike", topic.score)
            )
    for name, likely in chances.items():
        if name not in by_id and likely >= bar:
            words = like.words(name) or (heard.words(name) if heard else "")
            unshown = ReadTopic(name, "read", words, 0.0, LIKENESS, (0.0, UNSHOWN))
            read.append(_placed(unshown, likely, likely, like, heard))
    may_be_idle = read and severity not in idle.GRAVE and not any(at.breached for at in named.values())
    quiet = idle_of(by_id, denied, texts, like, chances, severity) if may_be_idle else None
    if quiet:
        aside += [SetAside(topic.topic, topic.evidence, "idle", topic.score) for topic in read]
    for name in denied - {topic.topic for topic in read}:
        field, (_, start, end, _) = next((f, s.found[0]) for f, s in shown[name].items() if s.found)
        aside.append(SetAside(name, " ".join(texts[field][start:end].split()), "denied", 0.0))
    read.sort(key=lambda t: (t.rank, -t.score, t.topic))
    aside.sort(key=lambda entry: (-entry.score, entry.topic))
    return Reading(() if quiet else tuple(read), tuple(aside), quiet)


def _says_nothing(reading: Reading, texts: Mapping[str, str]) -> bool:
    """Return whether title, clause and summary show no topic plainly, and nobody says that nothing is wrong.

    What is idle is asked again only under a bare heading: a promise keeps its impact to itself.
    """
    if "quote" not in texts or not any(name in texts for name in REVIEWERS):
        return False  # without a clause nothing says that the reviewer speaks of one
    if any(t.field in DECIDING or (t.field == LIKENESS and (t.chance or 0.0) >= 0.5) for t in reading.topics):
        return False
    if reading.quiet and not _HEADING.fullmatch(texts["title"].strip()):
        return False
    return verdict(texts).judgement != "approved"


_HEADING = late(
    r"(?i:(?:[\w ]{0,30}[,:] ?)?(?:section|clause|paragraph|para|article|art|schedule|annex|exhibit|appendix|§+)s?)"
    r"\.? ?"
    r"(?:\d[\w().–-]{0,9}|[IVXLC]{1,6}|[A-Z])(?i:[, ]+(?:paragraph|para|section|clause|no|item)\.? ?[\d().a-z]{1,6})?"
)
"""A title that is the number of a clause and no word on it."""


def _told_in(name: str, reading: Reading) -> dict[str, ReadTopic]:
    """Return the topics that a reviewer's text shows by a phrase, with the field that shows them."""
    return {t.topic: replace(t, field=name) for t in reading.topics if t.score >= FIELD_WEIGHTS["summary"] and t.field}


def _with_named(
    by_id: Mapping[str, ReadTopic], chances: dict[str, float], named: Mapping[str, Named]
) -> tuple[Mapping[str, ReadTopic], dict[str, float]]:
    """Return what is shown and how likely it is, with the topics that are named by a provision as likely at least."""
    if not named:
        return by_id, chances
    with_named = dict(by_id)
    for topic, at in named.items():
        place = list(FIELD_WEIGHTS).index(at.field) * 1_000 + at.place
        shown = by_id.get(topic)
        if shown is None or shown.score < THRESHOLD:
            shown = ReadTopic(topic, "read", at.words, PLAIN, at.field, (-PLAIN, place))
        with_named[topic] = replace(shown, named=True)
    return with_named, {**chances, **{topic: max(NAMED, chances.get(topic, 0.0)) for topic in named}}


def _placed(
    topic: ReadTopic, likely: float, known: float | None, like: Likeness, heard: Heard | Said | None
) -> ReadTopic:
    """Return a topic that is read, with its place among the others and the chances that it was given, if any."""
    said = heard.chances.get(topic.topic) if heard else None
    in_order = heard is not None and heard.in_order
    return replace(
        topic,
        chance=None if known is None else round(known, 3),
        rank=(-ALIKE - 1 if topic.named else -round(likely * ALIKE), topic.rank[1]),
        near=like.showing(topic.topic, like.near),
        kin=like.showing(topic.topic, like.kin),
        model=said if in_order else None,
        taught=None if in_order else said,
    )


def bar_of(chances: Mapping[str, float], by_id: Collection[str], like: Likeness, model: bool = False) -> float:
    """Return the chance from which topics are read: a lower one where none is likely and something shows the best."""
    bar = LIKELY_OF_CONDUCT if CONDUCT in like.own and not model else LIKELY
    best = max(chances, key=lambda name: (chances[name], name), default="")
    if not best or chances[best] >= bar:
        return bar
    shown = best in by_id or any(like.showing(best, among) >= FEW_NEAR for among in (like.near, like.kin))
    return max(LEAST, chances[best]) if shown else bar


def idle_of(
    by_id: Mapping[str, ReadTopic],
    denied: Collection[str],
    texts: Mapping[str, str],
    like: Likeness,
    chances: Mapping[str, float],
    severity: Severity,
) -> idle.Idle | None:
    """Return that a finding is idle, where it is so more likely than not."""
    if not chances or not like.profiles.idle:
        return None
    marked = idle.marks(texts)
    likely = idle.chance(idle_signs(by_id, denied, like, chances.values(), texts, marked), like.profiles)
    if not idle.silences(likely, texts, severity):
        return None
    judged = idle.judged(texts)
    told = (judged,) if judged else ()
    heard = (*idle.telling(marked, like.profiles), *telling(texts, like.profiles), *like.idle_words())
    return idle.Idle(round(likely, 3), idle.distinct((*told, *heard)))


def idle_signs(
    by_id: Mapping[str, ReadTopic],
    denied: Collection[str],
    like: Likeness,
    chances: Collection[float],
    texts: Mapping[str, str],
    marked: Collection[str],
) -> tuple[float, ...]:
    """Return the signs of a finding's being idle."""
    phrases = [topic.score for topic in by_id.values()]
    heard = tone(texts, like.profiles)
    return idle.signs(like.of.values(), like.anything, chances, phrases, bool(denied), like.near.idle, heard, marked)


def weighed(shown: Mapping[str, Mapping[str, Signs]], texts: Mapping[str, str]) -> dict[str, ReadTopic]:
    """Return each topic for which a match counts, with its score and its words."""
    return {topic: found for topic, fields in shown.items() if (found := _weighed(topic, fields, texts))}


def denied_in(shown: Mapping[str, Mapping[str, Signs]], by_id: Mapping[str, ReadTopic]) -> set[str]:
    """Return the topics of which every match is cancelled."""
    return {name for name, fields in shown.items() if name not in by_id and any(s.found for s in fields.values())}


def chances_of(by_id: Mapping[str, ReadTopic], denied: Collection[str], like: Likeness) -> dict[str, float]:
    """Return how likely each topic is that words have weights for and do not rule out."""
    if not like.profiles.signs or not like.of:
        return {}
    alone = {
        number: chance(values, number, like.profiles) for _, number, values in signs_of_topics(by_id, denied, like)
    }
    return {like.profiles.topics[number]: likely for number, likely in in_company(alone, like.profiles).items()}


def signs_of_topics(
    by_id: Mapping[str, ReadTopic], denied: Collection[str], like: Likeness
) -> Iterator[tuple[str, int, tuple[float, ...]]]:
    """Yield the name and number of each topic that words do not rule out, with its signs."""
    ordered, near = sorted(map(neg, like.of.values())), sorted(map(neg, like.near.shares.values()))
    best, second = (*(-score for score in ordered[:2]), -1.0)[:2]
    shown = {name for name, topic in by_id.items() if topic.score >= THRESHOLD and like.score(name) >= FARTHEST}
    for number, (name, score) in enumerate(like.of.items()):
        if score < FARTHEST:
            continue
        topic, share = by_id.get(name), like.near.shares.get(number, 0.0)
        yield (
            name,
            number,
            signs(
                score,
                second if score == best else best,
                like.anything,
                _level(topic, name in denied),
                topic is not None and topic.field == "title",
                -topic.rank[0] if topic else 0.0,
                len(shown) - (name in shown),
                share,
                like.kin.shares.get(number, 0.0),
                bisect_left(ordered, -score),
                bisect_left(near, -share),
                CONDUCT in like.own,
                len(like.forms),
            ),
        )


def _level(topic: ReadTopic | None, denied: bool) -> Level:
    if topic is None:
        return "denied" if denied else "nothing"
    return "plain" if topic.score >= PLAIN else "one" if topic.score >= THRESHOLD else "hint"


class Signs(Struct, frozen=True):
    """What one field shows of one topic: matches by weight and place, and stretches that look-alikes cancel."""

    found: list[tuple[float, int, int, str]]
    cancelled: list[tuple[int, int]]


def _weighed(topic: str, signs: Mapping[str, Signs], texts: Mapping[str, str]) -> ReadTopic | None:
    total, best, shown, first = 0.0, None, 0.0, UNSHOWN
    for number, (field, text) in enumerate(texts.items()):
        if field not in signs or not signs[field].found:
            continue
        counted = list(_counted(sorted(signs[field].found), signs[field].cancelled))
        if not counted:
            continue
        total += FIELD_WEIGHTS[field] * sum(weight for weight, _ in counted)
        score = FIELD_WEIGHTS[field] * counted[0][0]
        if field in DECIDING:
            shown += score
            first = min(first, number * 1_000 + min(span[0] for _, span in counted))
        if best is None or score > best[0]:
            start, end = counted[0][1]
            best = (score, field, text[start:end])
    if best is None:
        return None
    evidence = " ".join(best[2].split())
    return ReadTopic(topic, "read", evidence, round(total, 3), best[1], (-round(shown, 3), first))


def _counted(
    matches: list[tuple[float, int, int, str]], cancelled: list[tuple[int, int]]
) -> Iterator[tuple[float, tuple[int, int]]]:
    """Yield the matches that count: not cancelled, no stretch of text and no phrase twice, the stronger first."""
    taken: list[tuple[int, int]] = list(cancelled)
    counted: set[str] = set()
    for negative, start, end, phrase in matches:
        if phrase not in counted and all(end <= other[0] or start >= other[1] for other in taken):
            taken.append((start, end))
            counted.add(phrase)
            yield -negative, (start, end)
