"""How well `memo map` names topics, laws and provisions on labelled cases, beside two baselines.

    .venv/bin/python benchmarks/mapping.py --split development
    .venv/bin/python benchmarks/mapping.py --split development --part held --misses 10
    .venv/bin/python benchmarks/mapping.py --split development --topics given
    .venv/bin/python benchmarks/mapping.py --split scenarios --topics given
    .venv/bin/python benchmarks/mapping.py --split own          # topics alone
    .venv/bin/python benchmarks/mapping.py --cost 1000          # time, against reading the same file

`development` and `locked` are `tests/mapping/cases/`, whose README says what
the labels mean; `own` are the findings the vocabulary was written on, so its
score is no estimate of anything. `--part held` is the third of a split that
the hash of the id holds back while phrases are written, `rest` the others.
`scenarios` and `scenarios2` are clauses of our own, by two hands, for the step from topics to provisions.
`scenarios3` are findings on decisions of authorities, with the provisions that each decision found breached.
`scenarios4` are clauses of platforms and AI services with the analysis that a reviewer writes.
`scenarios5` are long findings on decisions and judgments: facts, arguments, holding.
`scenarios6` are idle findings, their near twins with a fault, and findings on one matter only.
`scenarios7` are decisions of authorities and courts as a digest tells them, and clauses of terms in several places.

`--topics given` puts the labelled topics into each findings file, as a
reviewer may, so that what is then missed or too much is the doing of scope and
of the tables that tie topics to provisions, and not of the reader of topics.

A provision counts as found when it, its article or a part of it is returned.
What a case calls `fair` is neither found nor missed nor wrong, and so are laws
held since the cases were labelled (`HELD_SINCE`). Articles are
counted over all laws returned, so those of a law that nobody expects are
wrong too. The keyword baseline gives a topic where every word of its id
stands in the finding, and with it every provision that the records tie to it;
the other returns every law that the place of the people reaches, whole.
"""

from __future__ import annotations

import argparse
import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import yaml
from msgspec import structs

from memo.api import read_findings
from memo.audit import audit
from memo.citation.pinpoint import parse
from memo.findings.model import FindingSet, TopicsBy
from memo.findings.strict import strict
from memo.library.day import Library
from memo.mapping.engage import map_findings
from memo.mapping.phrases import Words
from memo.mapping.scope import scope_of

CHECKOUT = Path(__file__).resolve().parent.parent
CASES = CHECKOUT / "tests" / "mapping"
DAY = date(2026, 11, 25)
HELD_SINCE = frozenset(
    {
        "br-cdc",
        "de-bdsg",
        "de-betrvg",
        "de-bgb",
        "de-tdddg",
        "de-uwg",
        "es-lssi",
        "eu-brussels-ia",
        "eu-copyright-dsm",
        "eu-p2b",
        "eu-rome-i",
        "fr-code-consommation",
        "fr-cpce",
        "fr-lil",
        "uk-osa",
        "uk-ucta",
        "us-ca-cipa",
        "us-dmca",
        "us-efta",
        "us-ferpa",
        "us-ferpa-rule",
        "us-magnuson-moss",
        "us-nh-nhpa",
        "us-nj-njdpa",
        "us-ny-shield",
        "us-ri-ridtppa",
    }
)
"""Laws held since the cases were labelled: no label can name them, so naming one is fair wherever no label does."""


@dataclass
class Answer:
    """What a method says of one finding: topics, and provisions by law, the primary ones apart."""

    topics: set[str] = field(default_factory=set)
    primary: dict[str, set[str]] = field(default_factory=dict)
    all: dict[str, set[str]] = field(default_factory=dict)


@dataclass
class Count:
    """Hits, wrong answers and misses, and what they make."""

    hit: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.hit / (self.hit + self.wrong) if self.hit + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.hit / (self.hit + self.missed) if self.hit + self.missed else 1.0

    def sets(self, got: set[str], expected: set[str], fair: set[str]) -> None:
        """Add the outcome of one case."""
        self.hit += len(got & expected)
        self.wrong += len(got - expected - fair)
        self.missed += len(expected - got)


def held(case_id: str) -> bool:
    """Return whether a case stands in the third that is held back while phrases are written."""
    return int(hashlib.sha256(f"held {case_id}".encode()).hexdigest(), 16) % 3 == 0


def cases(split: str, part: str) -> list[dict[str, Any]]:
    """Return the cases of a split, or of its held-back third, or of the rest."""
    path = CASES / "topics-dev.yaml" if split == "own" else CASES / "cases" / f"{split}.yaml"
    found: list[dict[str, Any]] = yaml.safe_load(path.read_text(encoding="utf-8"))["cases"]
    if split == "own":
        keys = ("title", "quote", "summary", "impact")
        found = [
            {"id": c["id"], "finding": {k: c[k] for k in keys if c.get(k)}, "expect": {"topics": c["topics"]}}
            for c in found
        ]
    return [case for case in found if part == "all" or held(case["id"]) is (part == "held")]


def review_of(case: dict[str, Any], given: bool = False) -> FindingSet:
    """Return a case as a review with one finding, which states the labelled topics where they are given."""
    context = case.get("context", {})
    topics = {"topics": case["expect"]["topics"]} if given and case["expect"]["topics"] else {}
    return strict(
        FindingSet,
        {
            "client": {**context.get("client", {}), "people_in": context.get("people_in", [])},
            "vendor": {"name": "The vendor", **context.get("vendor", {})},
            "findings": [case["finding"] | topics],
        },
    )


# --- methods ------------------------------------------------------------------


def mapper(library: Library, by: TopicsBy = "words") -> Callable[[FindingSet], Answer]:
    """Return memo itself; what the reviewer alone cites is not counted as its answer."""

    def answer(review: FindingSet) -> Answer:
        review = structs.replace(review, review=structs.replace(review.review, topics_by=by))
        mapped = map_findings(review, library, audit(review, library)).findings[0]
        found = Answer({topic.topic for topic in mapped.topics})
        for match in mapped.matches:
            if match.basis != "cited":
                found.all.setdefault(match.law, set()).add(match.provision)
                if match.strength == "primary":
                    found.primary.setdefault(match.law, set()).add(match.provision)
        return found

    return answer


def keywords(library: Library) -> Callable[[FindingSet], Answer]:
    """Return the first baseline: the words of a topic's id, and whatever the records tie to the topic."""

    def answer(review: FindingSet) -> Answer:
        finding = review.findings[0]
        text = " ".join(t for t in (finding.title, finding.quote, finding.summary, finding.impact) if t)
        words = set(Words(text).words)
        found = Answer({topic for topic in library.topics if words.issuperset(topic.split("-"))})
        for law in library.laws():
            if found.topics & set(law.brief.topics) and scope_of(law, review, finding).applies:
                for provision in law.record.provisions:
                    for engagement in provision.engaged_by:
                        if engagement.topic in found.topics:
                            found.all.setdefault(law.id, set()).add(provision.id)
                            if engagement.strength == "primary":
                                found.primary.setdefault(law.id, set()).add(provision.id)
        return found

    return answer


def everything(library: Library) -> Callable[[FindingSet], Answer]:
    """Return the second baseline: every law that the place of the people reaches, with all its provisions."""

    def answer(review: FindingSet) -> Answer:
        reached = [law for law in library.laws() if scope_of(law, review, review.findings[0]).applies]
        whole = {law.id: {provision.id for provision in law.record.provisions} for law in reached}
        return Answer(set(library.topics), whole, whole)

    return answer


# --- scores -------------------------------------------------------------------


@dataclass
class Score:
    """The counts of one method over many cases."""

    topics: Count = field(default_factory=Count)
    laws: Count = field(default_factory=Count)
    leading: Count = field(default_factory=Count)
    articles: Count = field(default_factory=Count)
    opening: Count = field(default_factory=Count)
    forbidden: int = 0
    silent: Count = field(default_factory=Count)
    by_law: dict[str, list[Count]] = field(default_factory=lambda: defaultdict(lambda: [Count(), Count()]))
    by_topic: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    misses: list[tuple[float, str]] = field(default_factory=list)


def fits(one: str, other: str) -> bool:
    """Return whether two provisions are the same, or one is a part of the other."""
    return parse(one).meets(parse(other))


def score(found: Iterable[dict[str, Any]], method: Callable[[FindingSet], Answer], given: bool = False) -> Score:
    """Return how a method does on labelled cases, with the labelled topics where they are given."""
    total = Score()
    for case in found:
        expect, answer = case["expect"], method(review_of(case, given))
        topics, fair_topics = set(expect["topics"]), set(expect.get("fair_topics", ()))
        total.topics.sets(answer.topics, topics, fair_topics)
        for topic in answer.topics | topics:
            total.by_topic[topic].sets(answer.topics & {topic}, topics & {topic}, fair_topics)
        if "laws" not in expect:
            continue
        laws, fair = set(expect["laws"]), set(expect.get("fair", ())) | HELD_SINCE
        total.laws.sets(set(answer.all), laws, fair)
        total.leading.sets(set(answer.primary), laws, fair)
        total.forbidden += len(set(answer.all) & set(expect.get("none_of", ())))
        if not topics and not laws:
            total.silent.hit += not answer.all
            total.silent.missed += bool(answer.all)
        for law in set(answer.all) | laws:
            total.by_law[law][0].sets(set(answer.all) & {law}, laws & {law}, fair)
        lost, wrong = _articles(total, expect, answer, fair)
        worst = len(laws - set(answer.all)) * 3 + len(set(answer.all) - laws - fair) + lost + wrong / 4
        total.misses.append((worst, _told(case, answer, laws, fair, topics)))
    return total


def _articles(total: Score, expect: dict[str, Any], answer: Answer, fair: set[str]) -> tuple[int, int]:
    """Count provisions: those expected and not returned, those returned and not expected."""
    lost = wrong = 0
    for law in set(answer.all) | set(expect["laws"]):
        labels = expect["laws"].get(law)
        if labels is None and law in fair:
            continue
        primary, may = (labels or {}).get("primary", []), (labels or {}).get("all", [])
        if labels is not None and not primary and not may:
            continue
        must = primary or may
        for count, got in ((total.articles, answer.all), (total.opening, answer.primary)):
            returned = got.get(law, set())
            hits = [p for p in must if any(fits(p, r) for r in returned)]
            stray = [r for r in returned if not any(fits(r, p) for p in [*primary, *may])]
            count.missed += len(must) - len(hits)
            count.hit += len(hits)
            count.wrong += len(stray)
            if count is total.articles:
                lost, wrong = lost + len(must) - len(hits), wrong + len(stray)
                by = total.by_law[law][1]
                by.hit, by.missed, by.wrong = (
                    by.hit + len(hits),
                    by.missed + len(must) - len(hits),
                    by.wrong + len(stray),
                )
    return lost, wrong


def _told(case: dict[str, Any], answer: Answer, laws: set[str], fair: set[str], topics: set[str]) -> str:
    got = set(answer.all)
    lines = [f"{case['id']}: {case['finding']['title']}"]
    lines.append(f"    topics  expected {_list(topics)}; read {_list(answer.topics)}")
    lines.append(f"    laws    missed {_list(laws - got)}; stray {_list(got - laws - fair)}")
    for law in sorted(laws & got):
        labels = case["expect"]["laws"][law]
        lines.append(f"    {law}: expected {_list(labels['primary'] or labels['all'])}; got {_list(answer.all[law])}")
    return "\n".join(lines)


def _list(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "none"


# --- printing -----------------------------------------------------------------


def table(scores: dict[str, Score]) -> Iterator[str]:
    """Yield the table of all methods, precision and recall for each level."""
    yield f"{'':<22}" + "".join(f"{name:>24}" for name in scores)
    yield f"{'':<22}" + "precision  recall".rjust(24) * len(scores)
    for label, name in (
        ("topics", "topics"), ("laws", "laws"), ("laws, leading only", "leading"),
        ("articles", "articles"), ("articles, primary only", "opening"),
    ):  # fmt: skip
        counts = [getattr(score, name) for score in scores.values()]
        yield f"{label:<22}" + "".join(f"{c.precision:>16.3f}{c.recall:>8.3f}" for c in counts)
    yield f"{'laws that must not be':<22}" + "".join(f"{s.forbidden:>24}" for s in scores.values())
    kept = [f"{s.silent.hit} of {s.silent.hit + s.silent.missed}" for s in scores.values()]
    yield f"{'silent on boilerplate':<22}" + "".join(f"{text:>24}" for text in kept)


def details(found: Score) -> Iterator[str]:
    """Yield memo's score by law and by topic, the frequent ones first."""
    yield f"{'law':<24}{'named':>6}{'precision':>11}{'recall':>8}   {'articles: precision':>20}{'recall':>8}"
    for law, (named, articles) in sorted(found.by_law.items(), key=lambda x: (-x[1][0].hit - x[1][0].missed, x[0])):
        counted = f"{articles.precision:>20.2f}{articles.recall:>8.2f}" if articles.hit + articles.missed else ""
        yield f"{law:<24}{named.hit + named.missed:>6}{named.precision:>11.2f}{named.recall:>8.2f}   {counted}"
    yield ""
    yield f"{'topic':<24}{'given':>6}{'precision':>11}{'recall':>8}"
    for topic, c in sorted(found.by_topic.items(), key=lambda x: (-x[1].hit - x[1].missed, x[0])):
        yield f"{topic:<24}{c.hit + c.missed:>6}{c.precision:>11.2f}{c.recall:>8.2f}"


def cost(number: int) -> Iterator[str]:
    """Yield how long reading and mapping of a file with many findings take, in one process, three times over."""
    seen = Counter[str]()
    texts = cases("own", "all")
    findings = []
    for index in range(number):
        finding = dict(texts[index % len(texts)]["finding"])
        seen[finding["title"]] += 1
        finding["title"] = f"{finding['title']} ({seen[finding['title']]})"[:400]
        findings.append(finding)
    value = {"vendor": "The vendor", "client": {"people_in": ["EU", "GB", "US-CA", "BR", "KR"]}, "findings": findings}
    with TemporaryDirectory() as folder:
        path = Path(folder) / "review.yaml"
        path.write_text(yaml.safe_dump(value, allow_unicode=True, sort_keys=False), encoding="utf-8")
        ratios, reads, maps = [], [], []
        for _ in range(3):
            library = Library.open(CHECKOUT / "regulations", DAY)
            began = perf_counter()
            review = read_findings(path).findings
            reads.append(perf_counter() - began)
            citations = audit(review, library)
            began = perf_counter()
            map_findings(review, library, citations)
            maps.append(perf_counter() - began)
            ratios.append(maps[-1] / reads[-1])
        size = path.stat().st_size / 1e6
    yield (
        f"{number} findings, {size:.2f} MB: read in {median(reads):.2f} s, mapped in {median(maps):.2f} s, "
        f"{median(ratios):.1f} times the reading (library read anew each time)"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    splits = (
        "development",
        "locked",
        "own",
        "scenarios",
        "scenarios2",
        "scenarios3",
        "scenarios4",
        "scenarios5",
        "scenarios6",
        "scenarios7",
    )
    options.add_argument("--split", choices=splits, default="development")
    options.add_argument("--part", choices=("all", "held", "rest"), default="all")
    options.add_argument("--topics", choices=("read", "given"), default="read", help="read them, or take the labels")
    options.add_argument("--details", action="store_true", help="by law and by topic")
    options.add_argument("--misses", type=int, default=0, metavar="N", help="the N worst cases")
    options.add_argument("--only", default="", metavar="REGEX", help="only cases whose id matches")
    options.add_argument("--no-baselines", action="store_true")
    options.add_argument("--encoder", action="store_true", help="with the language model beside words too")
    options.add_argument("--cost", type=int, nargs="*", metavar="N", help="time N findings instead")
    chosen = options.parse_args()
    if chosen.cost is not None:
        for number in chosen.cost or [250, 500, 1000]:
            print(*cost(number))
        return
    library = Library.open(CHECKOUT / "regulations", DAY)
    found = [case for case in cases(chosen.split, chosen.part) if re.search(chosen.only, case["id"])]
    methods = {"memo": mapper(library)}
    if chosen.encoder:
        methods["memo, encoder"] = mapper(library, "encoder")
    if not chosen.no_baselines:
        methods |= {"keywords": keywords(library), "all laws there": everything(library)}
    scores = {name: score(found, method, chosen.topics == "given") for name, method in methods.items()}
    print(f"{len(found)} cases of {chosen.split} ({chosen.part}), topics {chosen.topics}\n")
    print(*table(scores), sep="\n")
    if chosen.details:
        print("", *details(scores["memo"]), sep="\n")
    for _, text in sorted(scores["memo"].misses, key=lambda m: -m[0])[: chosen.misses]:
        print(f"\n{text}")


if __name__ == "__main__":
    main()
