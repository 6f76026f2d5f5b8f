"""`memo.library.outline` and `day`: which provisions exist, to the last point, on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.citation.pinpoint import parse
from memo.library.day import Library
from memo.library.outline import expand, parts
from memo.library.spelling import fitted
from tests.small_library import good, opened


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The small library on 25 November 2026."""
    return opened(tmp_path_factory.mktemp("regulations"))


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("", []),
        ("1", [("1",)]),
        ("1 2", [("1",), ("2",)]),
        ("1(a-c) 2", [("1",), ("1", "a"), ("1", "b"), ("1", "c"), ("2",)]),
        ("9-11", [("9",), ("10",), ("11",)]),
        ("1(a(i ii)) 2", [("1",), ("1", "a"), ("1", "a", "i"), ("1", "a", "ii"), ("2",)]),
        ("1-2(a-b)", [("1",), ("2",), ("2", "a"), ("2", "b")]),
        ("I II(§1 §2)", [("I",), ("II",), ("II", "§1"), ("II", "§2")]),
        ('1 "3-2"(1)', [("1",), ("3-2",), ("3-2", "1")]),
        ("b ba c", [("b",), ("ba",), ("c",)]),
        ("가 나", [("가",), ("나",)]),
    ],
)
def test_the_grammar_of_outlines(text: str, paths: list[tuple[str, ...]]) -> None:
    """A space separates, brackets hold children, a hyphen spans a run, quotes keep a hyphen."""
    assert list(parts(text)) == paths


@pytest.mark.parametrize("text", ["(a)", "1(a", "1)a", "1 (", "a-c-e", "c-a", "3-1", "1(a))", "1-b", "aa-ac", '"open'])
def test_a_broken_outline_is_refused(text: str) -> None:
    """An outline that cannot be read is refused, never read in part."""
    with pytest.raises(ValueError, match=r".+"):
        list(parts(text))


@given(st.integers(1, 400), st.integers(1, 50))
def test_a_run_holds_each_number_once(first: int, length: int) -> None:
    """A run of numbers stands for every number from its first to its last."""
    assert expand(f"{first}-{first + length}") == tuple(str(n) for n in range(first, first + length + 1))


@given(
    st.recursive(
        st.just([]),
        lambda inner: st.lists(st.tuples(st.sampled_from("abcdxyz"), inner), min_size=1, max_size=3),
        max_leaves=12,
    )
)
def test_parents_come_before_children(tree: list[object]) -> None:
    """Each path of an outline follows the path it stands under."""

    def written(nodes: list) -> str:  # type: ignore[type-arg]
        return " ".join(label + (f"({written(inner)})" if inner else "") for label, inner in nodes)

    seen: set[tuple[str, ...]] = {()}
    for path in parts(written(tree)):
        assert path[:-1] in seen
        seen.add(path)


@pytest.mark.parametrize(
    ("number", "existence"),
    [
        ("3", "exists"), ("3(1)", "exists"), ("3(1)(c)", "exists"), ("3(1)(d)", "no-such-provision"),
        ("3(3)", "no-such-provision"),
        ("10", "no-such-provision"), ("9", "repealed"), ("Annex I(1)(b)", "exists"),
        ("Annex I(2)", "no-such-provision"),
        ("Annex II", "no-such-provision"), ("Recital 3", "exists"), ("Recital 4", "no-such-provision"),
        ("Recital 0", "no-such-provision"),
    ],
)  # fmt: skip
def test_a_number_exists_or_does_not(small: Library, number: str, existence: str) -> None:
    """A complete outline knows of every number whether it exists."""
    assert small.law("eu-act").existence(parse(number)) == existence


def test_a_partial_outline_denies_nothing_it_does_not_know(tmp_path: Path) -> None:
    """A number that a partial outline does not hold cannot be verified; it is not called false."""
    values = good()
    values["law"]["outline"]["completeness"] = "partial"
    law = opened(tmp_path, values).law("eu-act")
    assert law.existence(parse("77")) == "not-verifiable"
    assert law.existence(parse("3(1)(z)")) == "no-such-provision"


@pytest.mark.parametrize("change", ["not-parsed", "unreliable"])
def test_parts_that_were_not_read_are_not_denied(tmp_path: Path, change: str) -> None:
    """Where the parts of a provision were not read, a point of it cannot be verified."""
    values = good()
    if change == "not-parsed":
        values["law"]["outline"]["provisions"]["3"]["status"] = "not-parsed"
    else:
        values["law"]["outline"]["parts_reliable"] = "false"
    assert opened(tmp_path, values).law("eu-act").existence(parse("3(1)(z)")) == "not-verifiable"


@pytest.mark.parametrize(
    ("wrong", "near"), [("3(1)(z)", "3(1)"), ("3(9)(a)", "3"), ("4(1)(a)", "4(1)"), ("Annex I(9)", "Annex I")]
)
def test_a_wrong_number_is_answered_with_its_nearest_parent(small: Library, wrong: str, near: str) -> None:
    """The answer to a point that does not exist is the nearest provision that does."""
    assert small.law("eu-act").nearest(parse(wrong)) == near


@pytest.mark.parametrize(
    ("written", "own"), [("3(1)(A)", "3(1)(a)"), ("3(1)(a)", "3(1)(a)"), ("3(1)(Z)", "3(1)(Z)"), ("8(3)", "8(3)")]
)
def test_labels_take_the_law_s_own_spelling(small: Library, written: str, own: str) -> None:
    """A label in another case is read as the law writes it, where that exists; nothing else is guessed."""
    assert str(fitted(small.law("eu-act"), parse(written))) == own


@pytest.mark.parametrize(
    ("day", "law", "article_5", "article_4_3"),
    [
        (date(2019, 1, 1), "not-yet", "not-yet", "not-yet"),
        (date(2020, 6, 1), "in-force", "not-yet", "in-force"),
        (date(2024, 12, 31), "in-force", "not-yet", "in-force"),
        (date(2025, 1, 1), "in-force", "not-yet", "repealed"),
        (date(2027, 6, 1), "in-force", "in-force", "repealed"),
    ],
)
def test_the_law_of_a_day(tmp_path: Path, day: date, law: str, article_5: str, article_4_3: str) -> None:
    """A law and each of its provisions applies from its day on, and no longer than to its end."""
    on_day = opened(tmp_path, day=day).law("eu-act")
    assert on_day.standing == law
    assert on_day.standing_of(on_day.annotated["5"]) == article_5
    assert on_day.standing_of(on_day.annotated["4(3)"]) == article_4_3


@pytest.mark.parametrize(
    ("day", "formula", "then"),
    [
        (date(2020, 5, 31), None, "greater-of"),
        (date(2026, 11, 25), "greater-of", "fixed"),
        (date(2027, 1, 1), "fixed", None),
    ],
)
def test_a_tariff_holds_from_its_day_to_the_next(
    tmp_path: Path, day: date, formula: str | None, then: str | None
) -> None:
    """A penalty costs what its latest started tariff says, and the next known change is kept apart."""
    law = opened(tmp_path, day=day).law("eu-act")
    penalty = law.penalty("upper")
    assert penalty is not None
    tariff, upcoming = law.tariff(penalty), law.next_tariff(penalty)
    assert (tariff.formula if tariff else None) == formula
    assert (upcoming.formula if upcoming else None) == then


def test_a_provision_speaks_for_what_stands_below_it(small: Library) -> None:
    """A point without a record of its own is governed by its nearest parent that has one."""
    law = small.law("eu-act")
    governing = law.governing(parse("3(1)(a)"))
    assert governing is not None
    assert governing.id == "3(1)(a)"
    assert law.governing(parse("3(2)")) is None


def test_the_digest_follows_every_byte(tmp_path: Path) -> None:
    """The library's digest changes with any file of it, so a memo names the law it was made from."""
    before = opened(tmp_path).digest
    assert opened(tmp_path).digest == before
    with (tmp_path / "eu" / "act" / "law.yaml").open("a", encoding="utf-8") as file:
        file.write("# a word\n")
    assert Library.open(tmp_path, date(2026, 11, 25)).digest != before
