"""Which decisions stand nearest: provision before article before topic, the competent body first, then the newest."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from memo.library.decision import Decision
from memo.library.precedent import ORDER, nearest_decisions
from memo.library.validation import validated
from tests.small_library import DECISIONS, opened


def decision(name: str, day: str, provisions: list[str], topics: list[str], authority: str = "de-one") -> Decision:
    values: dict[str, Any] = {
        **DECISIONS[0],
        "id": f"{authority}-{day}-{name}",
        "authority": authority,
        "date": day,
        "provisions": [{"law": "eu-act", "provisions": provisions}],
        "topics": topics,
    }
    return validated(Decision, values)


POINT = decision("point", "2020-01-01", ["3(1)(a)"], ["sharing"])
POINT_AND_TOPIC = decision("both", "2019-01-01", ["3(1)(a)", "8"], ["training"])
ARTICLE = decision("article", "2024-01-01", ["3"], ["keeping"])
SISTER = decision("sister", "2023-01-01", ["3(1)(b)"], ["training", "keeping"])
TOPIC = decision("topic", "2025-01-01", ["5"], ["training"])
NEITHER = decision("neither", "2026-01-01", ["5"], ["keeping"])
EVERY = [NEITHER, TOPIC, ARTICLE, SISTER, POINT, POINT_AND_TOPIC]


def test_the_degrees_of_nearness() -> None:
    """A provision beats an article, an article a topic, and a shared topic decides between equals."""
    found = nearest_decisions(EVERY, "eu-act", ["3(1)(a)"], ["training"])
    assert [near.decision for near in found] == [POINT_AND_TOPIC, POINT, SISTER, ARTICLE, TOPIC]
    assert [near.nearness for near in found] == list(ORDER)
    assert [(near.provisions, near.topics) for near in found] == [
        (("3(1)(a)",), ("training",)),
        (("3(1)(a)",), ()),
        (("3(1)(b)",), ("training",)),
        (("3",), ()),
        ((), ("training",)),
    ]


def test_a_point_is_part_of_its_article_and_not_the_other_way() -> None:
    """A decision on a point answers who asks for the article; one on the article is only near the point."""
    (whole,) = nearest_decisions([POINT], "eu-act", ["3"])
    (part,) = nearest_decisions([ARTICLE], "eu-act", ["3(1)(a)"])
    assert (whole.nearness, part.nearness) == ("provision", "article")


def test_one_provision_may_be_given_as_it_is() -> None:
    """A single text is one provision or topic, never a row of letters."""
    assert nearest_decisions(EVERY, "eu-act", "3(1)(a)") == nearest_decisions(EVERY, "eu-act", ["3(1)(a)"])
    assert nearest_decisions(EVERY, "eu-act", (), "training") == nearest_decisions(EVERY, "eu-act", (), ["training"])


def test_another_law_is_no_precedent() -> None:
    """An equal number or topic of another law makes no decision a precedent."""
    assert nearest_decisions(EVERY, "eu-other", ["3(1)(a)"], ["training"]) == ()


def test_the_competent_authority_stands_first_then_the_newest() -> None:
    """Within one degree the competent body's decision leads, older or not; else the day decides, then the id."""
    old = decision("old", "2020-01-01", ["5"], ["keeping"], "fr-one")
    new = decision("new", "2024-01-01", ["5"], ["keeping"])
    same = decision("also", "2024-01-01", ["5"], ["keeping"])

    def order(*competent: str) -> list[str]:
        return [near.decision.id for near in nearest_decisions([old, new, same], "eu-act", ["5"], (), competent)]

    assert order() == [same.id, new.id, old.id]
    assert order("fr-one") == [old.id, same.id, new.id]
    assert order() == [n.decision.id for n in nearest_decisions([same, old, new], "eu-act", ["5"])]


def test_the_library_knows_the_decisions_of_its_day(tmp_path: Path) -> None:
    """Decisions stand newest first, and none that the day has not seen."""
    library = opened(tmp_path)
    assert [d.decided_on.year for d in library.decisions] == [2025, 2024, 2023]
    earlier = opened(tmp_path, day=date(2024, 3, 1))
    assert [d.decided_on.year for d in earlier.decisions] == [2024, 2023]
    (found,) = earlier.decisions_for("eu-act", ["3(1)"])
    assert found.decision.id == "de-one-2024-03-01-things"
    assert opened(tmp_path, day=date(2024, 2, 29)).decisions_for("eu-act", ["3(1)"]) == ()


def test_what_is_breached_is_read_law_by_law() -> None:
    """A decision's provisions are asked for by law, and its laws are named once."""
    values = {**DECISIONS[0], "provisions": [
        {"law": "eu-act", "provisions": ["5"]}, {"law": "eu-two", "provisions": ["1"]}, {"law": "eu-act"},
    ]}  # fmt: skip
    found = validated(Decision, values)
    assert (found.laws, found.breached("eu-act"), found.breached("eu-two")) == (("eu-act", "eu-two"), ("5",), ("1",))
