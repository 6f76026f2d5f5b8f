"""Good records spoiled in every way: a check is believed only after a spoiled record failed it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from memo.errors import Fault
from memo.library import decision, party, records
from memo.library.form import Record
from memo.library.rules import faults
from memo.library.store import Store
from tests.small_library import SOURCE, Values, dumped, everything, good, write
from tests.support import faults_of, refusal

DAY = date(2026, 11, 25)
CHECKED = date(2026, 11, 27)  # the last day on which a record was checked against its source
FILES = {
    "law": "law.yaml",
    "provisions": "provisions.yaml",
    "topics": "topics.yaml",
    "playbooks": "all.yaml",
    "authorities": "authorities.yaml",
    "decisions": "decisions.yaml",
    "roles": "parties.yaml",
    "sizes": "parties.yaml",
    "named": "not-held.yaml",
}


def at(values: Values, path: str) -> tuple[Any, Any]:
    """Return what holds the value at a dotted path, and its key there."""
    steps = [int(step) if step.isdigit() else step for step in path.split(".")]
    node: Any = values
    for step in steps[:-1]:
        node = node[step]
    return node, steps[-1]


def reading(root: Path, values: Values) -> tuple[Fault, ...]:
    """Return what reading the whole of a spoiled library fails with."""
    return faults_of(everything, Store(write(root, values)))


def test_the_good_library_is_good(tmp_path: Path) -> None:
    """The records that the tests spoil are without fault before."""
    store = Store(write(tmp_path, good()))
    everything(store)
    assert faults(store, DAY) == []


def test_the_law_library_has_no_fault(library: Any) -> None:
    """The library that ships passes every rule."""
    assert [str(fault) for fault in faults(library.store, CHECKED)] == []


# --- required fields --------------------------------------------------------------------


PLACES: dict[str, type[Record]] = {
    "law": records.Law, "law.scope": records.Scope, "law.scope.territory.0": records.TerritorialHook,
    "law.scope.thresholds.0": records.Threshold,
    "law.scope.thresholds.0.turnover": records.Money, "law.scope.exemptions.0": records.ScopeNote,
    "law.enforcement": records.Enforcement,
    "law.enforcement.powers.0": records.Power, "law.enforcement.seat": records.Seat, "law.enforcement.private_action": records.PrivateAction,
    "law.enforcement.cure": records.Cure,
    "law.penalties.0": records.Penalty, "law.penalties.0.tariffs.0": records.Tariff,
    "law.penalties.0.tariffs.0.fixed": records.Money,
    "law.dates.0": records.LawDate, "law.flags.0": records.Flag, "law.relations.0": records.Relation,
    "law.citation": records.CitationForm,
    "law.outline": records.Outline, "law.sources.0": records.Source,
    "provisions.0": records.Provision, "provisions.0.engaged_by.0": records.Engagement,
    "topics.0": records.Topic, "playbooks.1": records.Playbook, "playbooks.1.contract": records.ContractLanguage,
    "playbooks.0.due": records.DueDays,
    "authorities.0": records.Authority, "authorities.0.competences.0": records.Competence,
    "decisions.0": decision.Decision, "decisions.0.provisions.0": decision.Breached,
    "decisions.0.amount": decision.Payment, "decisions.0.sources.0": decision.DecisionSource,
    "decisions.1.law_then": decision.AppliedLaw, "decisions.2.national_law": decision.AppliedLaw,
    "roles.0": party.RoleReading, "sizes.0": party.SizeTest, "sizes.0.turnover_at_most": records.Money,
    "named.0": records.NamedLaw,
}  # fmt: skip
REQUIRED = [
    f"{path}.{field.encode_name}"
    for path, model in PLACES.items()
    for field in msgspec.structs.fields(model)
    if field.required and (path, field.name) != ("law", "provisions")  # those stand in a file of their own
]


@pytest.mark.parametrize("path", REQUIRED)
def test_a_record_without_a_required_field_is_refused(tmp_path: Path, path: str) -> None:
    """Each required field of each record is required: without it the record is refused, by file and line."""
    values = good()
    holder, key = at(values, path)
    del holder[key]
    found = reading(tmp_path, values)
    assert {fault.code for fault in found} == {"bad-record"}
    assert all(fault.place.line or path.count(".") == 1 for fault in found)
    assert any(str(key) in fault.message for fault in found), [str(fault) for fault in found]
    assert all(fault.place.file.startswith(str(tmp_path)) for fault in found)
    assert all(fault.field for fault in found)


@pytest.mark.parametrize("path", PLACES)
def test_a_record_with_an_unknown_key_is_refused(tmp_path: Path, path: str) -> None:
    """A record that says more than its model knows is refused, at the key."""
    values = good()
    holder, key = at(values, path)
    holder[key]["surprise"] = "x"
    found = reading(tmp_path, values)
    assert [fault.code for fault in found] == ["bad-record"]
    assert "surprise" in found[0].message
    if path != "law":
        line = Path(found[0].place.file).read_text(encoding="utf-8").splitlines()[found[0].place.line - 1]
        assert "surprise" in line


def test_a_law_without_provisions_is_refused(tmp_path: Path) -> None:
    """A law holds provisions, in whichever of its files."""
    root = write(tmp_path, good())
    (root / "eu" / "act" / "provisions.yaml").write_text("{}\n", encoding="utf-8")
    assert "provisions" in refusal(everything, Store(root)).message


TOPS = {
    "misspelt": ("surprise: 1\n", {"unknown-key", "missing-key"}),
    "empty": ("{}\n", {"missing-key"}),
    "number": ("KEY: 5\n", {"wrong-type"}),
    "words": ("KEY: [one, two]\n", {"wrong-type"}),
    "group": ("KEY: {id: one}\n", {"wrong-type"}),
    "list": ("[]\n", {"wrong-type"}),
}


@pytest.mark.parametrize("spoiled", TOPS)
@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("topics.yaml", "topics"),
        ("risk.yaml", "table"),
        ("parties.yaml", "sizes"),
        ("not-held.yaml", "laws"),
        ("playbooks/all.yaml", "playbooks"),
        ("eu/authorities.yaml", "authorities"),
        ("eu/decisions.yaml", "decisions"),
    ],
)
def test_a_file_without_its_list_of_records_is_refused(tmp_path: Path, name: str, key: str, spoiled: str) -> None:
    """A file whose key is missing, misspelt or holds something else is refused, never read as one without records."""
    text, codes = TOPS[spoiled]
    root = write(tmp_path, good())
    (root / name).write_text(text.replace("KEY", key), encoding="utf-8")
    found = faults_of(everything, Store(root))
    assert {fault.code for fault in found} == codes
    assert {fault.place.file for fault in found} == {str(root / name)}


@pytest.mark.parametrize("name", ["topics.yaml", "risk.yaml", "parties.yaml"])
def test_a_folder_without_a_needed_file_is_no_library(tmp_path: Path, name: str) -> None:
    """The vocabulary, the risk table and how parties are read belong to every library."""
    root = write(tmp_path, good())
    (root / name).unlink()
    assert refusal(Store, root).code == "no-library"


# --- values ----------------------------------------------------------------------------------


VALUES: dict[str, tuple[str, Any, str]] = {
    # path, spoiled value, words of the message
    "source-http": ("law.sources.0.url", "http://law.example", "pattern"),
    "source-ftp": ("provisions.0.sources.0.url", "ftp://law.example", "pattern"),
    "website-http": ("authorities.0.website", "http://x.example", "pattern"),
    "source-kind": ("law.sources.0.kind", "rumour", "primary"),
    "unverified-without-reason": ("provisions.0.verified", None, "unverified_because"),
    "unverified-law": ("law.verified", None, "unverified_because"),
    "verified-no-day": ("law.verified", "lately", "date"),
    "tariffs-out-of-order": ("law.penalties.0.tariffs.1.from", "2019-01-01", "in order"),
    "tariffs-on-one-day": ("law.penalties.0.tariffs.1.from", "2020-06-01", "each day once"),
    "no-tariff": ("law.penalties.0.tariffs", [], "at least 1"),
    "formula": ("law.penalties.0.tariffs.0.formula", "more-of", "greater-of"),
    "share-over-all": ("law.penalties.0.tariffs.0.share", "101", "100"),
    "share-none": ("law.penalties.0.tariffs.0.share", "0", "greater than 0"),
    "turnover-word": ("law.penalties.0.tariffs.0.turnover", "galactic", "worldwide"),
    "currency": ("law.penalties.0.tariffs.0.fixed.currency", "euro", "pattern"),
    "amount": ("law.penalties.0.tariffs.0.fixed.amount", "-1", "greater than or equal"),
    "amount-word": ("law.penalties.0.tariffs.0.fixed.amount", "1.000,00", "decimal"),
    "reserved-alone": ("law.penalties.0.reserved_for", "a case", "go together"),
    "raises-alone": ("law.penalties.0.raises", ["lower"], "go together"),
    "hook-test": ("law.scope.territory.0.test", "moon", "people"),
    "hook-place": ("law.scope.territory.0.places", ["Europe"], "pattern"),
    "no-territory": ("law.scope.territory", [], "at least 1"),
    "binds": ("law.scope.binds", ["king"], "controller"),
    "rule": ("law.enforcement.rule", "chaos", "national"),
    "power": ("law.enforcement.powers.0.power", "exile", "fine"),
    "jurisdiction": ("law.jurisdiction", "europe", "pattern"),
    "language": ("law.language", "english", "pattern"),
    "numbering": ("law.numbering", "verse", "article"),
    "day": ("law.applies_from", "2020", "date"),
    "completeness": ("law.outline.completeness", "mostly", "complete"),
    "no-names": ("law.citation.names", [], "at least 1"),
    "labels": ("law.citation.labels", "dots", "brackets"),
    "kind": ("provisions.0.kind", "wish", "obligation"),
    "strength": ("provisions.0.engaged_by.0.strength", "weak", "primary"),
    "thin-reason": ("provisions.0.engaged_by.0.because", "It matters.", "at least 40"),
    "topic-form": ("provisions.0.engaged_by.0.topic", "AI Training", "pattern"),
    "gist-of-two-lines": ("provisions.0.gist", "a\nb", "pattern"),
    "status": ("law.outline.provisions.3.status", "lost", "repealed"),
    "role": ("authorities.0.competences.0.role", "rules", "enforces"),
    "bodies": ("authorities.1.competences.0.bodies", "some", "private"),
    "no-competence": ("authorities.0.competences", [], "at least 1"),
    "owner": ("playbooks.0.owner", "nobody", "legal"),
    "playbook-kind": ("playbooks.0.kind", "wish", "contract"),
    "due-none": ("playbooks.0.due.high", "0", "greater than or equal to 1"),
    "due-never": ("playbooks.0.due.high", "1000", "less than or equal to 250"),
    "thin-ask": ("playbooks.1.contract.ask", "Do it.", "at least 20"),
    "thin-walk-away": ("playbooks.1.contract.walk_away", "Go.", "at least 20"),
    "question-of-no-question": ("playbooks.1.question", "Do you?", "'question' belongs to"),
    "contract-without-language": ("playbooks.1.contract", None, "'contract' belongs to"),
    "later-when-graver": ("playbooks.0.due.critical", "200", "must not give a graver finding more days"),
    "effort": ("playbooks.0.effort", "huge", "large"),
    "before": ("playbooks.0.before", ["lunch"], "signature"),
    "client-role": ("playbooks.3.when.client_roles", ["customer"], "consumer"),
    "no-topics": ("playbooks.0.topics", [], "at least 1"),
    "no-phrases": ("topics.0.phrases", [], "at least 1"),
    "topic-id": ("topics.0.id", "Train Ing", "pattern"),
    "seat-place": ("law.enforcement.seat.places", ["Europe"], "pattern"),
    "seat-nowhere": ("law.enforcement.seat.places", [], "at least 1"),
    "seat-of-nothing": ("law.enforcement.seat", {"places": ["EU"]}, "needs 'lead' or 'representative'"),
    "seat-none-alone": ("law.enforcement.seat", {"places": ["EU"], "none": "6", "representative": "4(1)"},
        "'none' belongs to 'lead'"),
    "reading-party": ("roles.0.party", "broker", "client"),
    "reading-role": ("roles.0.read_as", ["king"], "controller"),
    "reading-stated-none": ("roles.0.stated", [], "at least 1"),
    "reading-of-itself": ("roles.0.read_as", ["provider"], "both in 'stated' and in 'read_as'"),
    "size-word": ("sizes.0.id", "tiny", "small-mid-cap"),
    "size-of-nobody": ("sizes.0.staff_below", "0", "greater than or equal to 1"),
    "size-unverified": ("sizes.0.verified", None, "unverified_because"),
    "size-of-an-ordinary-tier": ("law.penalties.1.for_size", "sme", "belongs to a tier with 'reserved_for'"),
    "decision-outcome": ("decisions.0.outcome", ["scolding"], "reprimand"),
    "decision-no-outcome": ("decisions.0.outcome", [], "at least 1"),
    "decision-finality": ("decisions.0.finality", "surely", "under-appeal"),
    "decision-day": ("decisions.0.date", "2024", "date"),
    "decision-date-kind": ("decisions.0.date_kind", "heard", "announced"),
    "decision-amount-none": ("decisions.0.amount.value", "0", "greater than 0"),
    "decision-currency": ("decisions.0.amount.currency", "euros", "pattern"),
    "decision-unchecked": ("decisions.0.verified", None, "date"),
    "decision-no-source": ("decisions.0.sources", [], "at least 1"),
    "decision-source-kind": ("decisions.0.sources.0.kind", "primary", "official"),
    "decision-source-http": ("decisions.0.sources.0.url", "http://one.example", "pattern"),
    "decision-source-day": ("decisions.0.sources.0.seen", "then", "date"),
    "decision-no-provisions": ("decisions.0.provisions", [], "at least 1"),
    "decision-no-topics": ("decisions.0.topics", [], "at least 1"),
    "decision-summary-lines": ("decisions.0.summary", "a\nb", "pattern"),
    "decision-sector": ("decisions.0.sector", "Social Media", "pattern"),
}  # fmt: skip


@pytest.mark.parametrize("case", VALUES)
def test_a_spoiled_value_is_refused_at_its_line(tmp_path: Path, case: str) -> None:
    """A value that its type does not allow is refused at its line, with what is allowed."""
    path, value, words = VALUES[case]
    values = good()
    if path.startswith("law.outline.provisions."):
        values["law"]["outline"]["provisions"]["3"]["status"] = value
    else:
        holder, key = at(values, path)
        holder[key] = value
    found = reading(tmp_path, values)
    assert {fault.code for fault in found} == {"bad-record"}
    assert any(words in fault.message for fault in found), [str(fault) for fault in found]
    assert found[0].place.file.endswith(FILES[path.split(".")[0]])
    # A rule over a whole law has no line of its own.
    assert found[0].place.line > 0 or case == "unverified-law"


@pytest.mark.parametrize(
    ("formula", "without"),
    [
        ("greater-of", "share"), ("greater-of", "turnover"), ("greater-of", "turnover_text"), ("greater-of", "fixed"),
        ("lesser-of", "share"),
        ("share-capped", "fixed"), ("share-else-fixed", "turnover"), ("per-day-share", "share"), ("fixed", "fixed"),
        ("per-violation", "fixed"), ("per-person", "minimum"), ("per-day", "fixed"), ("per-year", "counts"),
        ("at-least-per-violation", "fixed"),
    ],
)  # fmt: skip
def test_a_formula_without_a_limb_is_refused(tmp_path: Path, formula: str, without: str) -> None:
    """A formula has every limb it computes with, or the tariff is refused."""
    values = good()
    money = {"amount": "1", "currency": "EUR"}
    tariff = {
        "from": "2020-06-01",
        "formula": formula,
        "fixed": money,
        "minimum": money,
        "share": "1",
        "turnover": "worldwide",
        "turnover_text": "t",
    }
    tariff.pop(without, None)
    values["law"]["penalties"][0]["tariffs"] = [tariff]
    (fault,) = reading(tmp_path, values)
    assert f"'{formula}' needs" in fault.message


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"formula": "fixed", "cap": "9000"}, "'cap' belongs to"),
        ({"formula": "per-violation", "cap": "99"}, "'cap' must not be below 'fixed'"),
        ({"formula": "fixed", "minimum": "501"}, "'minimum' must not be above 'fixed'"),
        ({"formula": "per-violation", "daily": "5"}, "'daily' belongs to"),
        ({"formula": "fixed", "counts": "violations"}, "'counts' belongs to"),
        ({"formula": "per-violation", "cap": ("900", "USD")}, "in one currency"),
    ],
)  # fmt: skip
def test_a_limit_that_does_not_fit_its_formula_is_refused(tmp_path: Path, more: dict[str, Any], words: str) -> None:
    """Caps, least sums and daily sums stand only where a formula computes with them, in order and in one currency."""
    values = good()
    tariff = {"from": "2020-06-01", "fixed": {"amount": "500", "currency": "EUR"}}
    for key, value in more.items():
        amount, currency = value if isinstance(value, tuple) else (value, "EUR")
        tariff[key] = value if key in ("formula", "counts") else {"amount": amount, "currency": currency}
    values["law"]["penalties"][0]["tariffs"] = [tariff]
    (fault,) = reading(tmp_path, values)
    assert words in fault.message


def test_an_id_that_its_file_denies_is_refused(tmp_path: Path) -> None:
    """A law's id is its place on disk."""
    values = good()
    values["law"]["id"] = "eu-other"
    (fault,) = reading(tmp_path, values)
    assert fault.code == "wrong-id"
    assert "'eu-act'" in fault.message
    assert "'eu-other'" in fault.message


@pytest.mark.parametrize("group", ["topics", "playbooks", "authorities", "decisions"])
def test_an_id_twice_is_refused(tmp_path: Path, group: str) -> None:
    """An id names one record of its file."""
    values = good()
    values[group].append(dict(values[group][0]))
    (fault,) = reading(tmp_path, values)
    assert fault.code == "duplicate-id"


@pytest.mark.parametrize("group", ["playbooks", "authorities", "decisions"])
def test_an_id_in_two_files_is_refused(tmp_path: Path, group: str) -> None:
    """An id names one record across all files of its kind, so that none replaces another in silence."""
    root = write(tmp_path, good())
    source = root / ("playbooks/all.yaml" if group == "playbooks" else f"eu/{group}.yaml")
    source.with_name(f"{source.stem}-more.yaml").write_text(source.read_text(encoding="utf-8"), encoding="utf-8")
    assert {fault.code for fault in _everything_wrong(Store(root))} == {"duplicate-id"}


def test_a_provision_annotated_twice_is_a_fault(tmp_path: Path) -> None:
    """A provision has one record in its law, so that none replaces another in silence."""
    values = good()
    values["provisions"].append(dict(values["provisions"][4]))
    found = faults(Store(write(tmp_path, values)), DAY)
    assert [fault.code for fault in found] == ["duplicate-id"]


def _everything_wrong(store: Store) -> list[Fault]:
    """Return what reading or the rules find wrong with a library."""
    try:
        everything(store)
    except Exception as error:
        return list(error.faults)  # type: ignore[attr-defined]
    return faults(store, DAY)


def test_a_key_twice_in_a_law_file_is_refused(tmp_path: Path) -> None:
    """An equal key in a file of the library is refused, not overwritten."""
    root = write(tmp_path, good())
    path = root / "topics.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "topics: []\n", encoding="utf-8")
    assert {fault.code for fault in faults_of(everything, Store(root))} == {"duplicate-key"}


def test_a_key_in_two_files_of_a_law_is_refused(tmp_path: Path) -> None:
    """A law of several files says each thing once."""
    root = write(tmp_path, good())
    (root / "eu" / "act" / "zz.yaml").write_text("summary: another\n", encoding="utf-8")
    assert refusal(everything, Store(root)).code == "duplicate-key"


def test_a_file_that_is_no_yaml_is_refused_at_its_line(tmp_path: Path) -> None:
    """A law file that cannot be read names its line, like a findings file."""
    root = write(tmp_path, good())
    (root / "topics.yaml").write_text("topics:\n  - id: a\n   label: b\n", encoding="utf-8")
    fault = refusal(everything, Store(root))
    assert (fault.code, fault.place.line) == ("bad-yaml", 3)


def test_a_folder_without_a_vocabulary_is_no_library(tmp_path: Path) -> None:
    """A folder that is no library is refused as such."""
    assert refusal(Store, tmp_path).code == "no-library"


def test_a_law_that_is_not_held_is_answered_with_the_nearest(tmp_path: Path) -> None:
    """A law's id that does not exist is answered with the nearest that does."""
    fault = refusal(Store(write(tmp_path, good())).law, "eu-ac")
    assert fault.code == "unknown-law"
    assert "eu-act" in fault.hint


# --- names that lead nowhere: the rules ----------------------------------------------------------


RULES: dict[str, tuple[str, Any, str]] = {
    # path, spoiled value, code
    "tier-of-provision": ("provisions.0.penalty", "uper", "dangling-tier"),
    "tier-raised": ("law.penalties.2.raises", ["uper"], "dangling-tier"),
    "topic-of-engagement": ("provisions.0.engaged_by.0.topic", "trainings", "dangling-topic"),
    "topic-of-condition": ("provisions.2.engaged_by.0.when.not_topics", ["trainings"], "dangling-topic"),
    "topic-of-flag": ("law.flags.0.topics", ["keepin"], "dangling-topic"),
    "topic-of-playbook": ("playbooks.0.topics", ["trainings"], "dangling-topic"),
    "topic-of-neighbour": ("topics.1.neighbours", ["trainings"], "dangling-topic"),
    "law-carried-out": ("law.relations.0.law", "eu-acts", "dangling-law"),
    "law-of-topic": ("topics.1.provisions", {"eu-acts": ["3"]}, "dangling-law"),
    "pinpoint-of-topic": ("topics.1.provisions", {"eu-act": ["88"]}, "dangling-pinpoint"),
    "pinpoint-of-provision": ("provisions.0.id", "3(1)(z)", "dangling-pinpoint"),
    "moved-nowhere": ("law.outline.moved.0.to", "5, 88", "dangling-pinpoint"),
    "moved-and-there": ("law.outline.moved.0.provision", "4(1)", "moved-still-there"),
    "pinpoint-repealed": ("provisions.0.id", "9", "dangling-pinpoint"),
    "pinpoint-of-hook": ("law.scope.territory.0.pinpoint", "2(9)", "dangling-pinpoint"),
    "pinpoint-of-threshold": ("law.scope.thresholds.0.pinpoint", "22", "dangling-pinpoint"),
    "pinpoint-of-exemption": ("law.scope.exemptions.0.pinpoint", "2(1), 2(9)", "dangling-pinpoint"),
    "pinpoint-of-power": ("law.enforcement.powers.0.pinpoint", "88", "dangling-pinpoint"),
    "pinpoint-of-lead": ("law.enforcement.seat.lead", "88", "dangling-pinpoint"),
    "pinpoint-of-no-lead": ("law.enforcement.seat.none", "88", "dangling-pinpoint"),
    "pinpoint-of-representative": ("law.enforcement.seat.representative", "88", "dangling-pinpoint"),
    "common-name-of-nobody": ("authorities.0.stands_for", ["de-ones"], "dangling-authority"),
    "pinpoint-of-claim": ("law.enforcement.private_action.pinpoint", "Art. 7", "dangling-pinpoint"),
    "pinpoint-of-penalty": ("law.penalties.0.pinpoint", "8(9)", "dangling-pinpoint"),
    "pinpoint-of-date": ("law.dates.0.pinpoint", "Annex IX", "dangling-pinpoint"),
    "pinpoint-of-flag": ("law.flags.0.pinpoint", "Recital 4", "dangling-pinpoint"),
    "pinpoint-of-competence": ("authorities.0.competences.0.pinpoint", "66", "dangling-pinpoint"),
    "law-of-competence": ("authorities.0.competences.0.law", "eu-acts", "dangling-authority"),
    "authority-of-penalty": ("law.penalties.0.imposed_by", ["de-ones"], "dangling-authority"),
    "basis-provision": ("playbooks.0.basis", ["eu-act:3(1)(z)"], "dangling-playbook-basis"),
    "basis-law": ("playbooks.0.basis", ["eu-acts:3"], "dangling-playbook-basis"),
    "basis-without-provision": ("playbooks.0.basis", ["eu-act"], "dangling-playbook-basis"),
    "basis-unfit": ("playbooks.4.basis", ["eu-act:5"], "unfit-playbook-basis"),
    "law-alone-without-law": ("playbooks.2.basis", [], "unfit-playbook-basis"),
    "topic-beside-playbook": ("playbooks.3.when.topics", ["keepin"], "dangling-topic"),
    "after-nothing": ("playbooks.1.after", ["ask-trainin"], "dangling-playbook"),
    "after-itself": ("playbooks.1.after", ["bar-training"], "circular-playbook"),
    "reason-is-gist": ("provisions.0.gist",
        "Such a clause lets the vendor do what the provision leaves to the person concerned (training)!",
        "shared-reason"),
    "reason-shared": ("provisions.1.engaged_by.0.because",
        "such a clause lets the vendor do what the provision leaves to the person concerned (training)",
        "shared-reason"),
    "support-that-leads": ("provisions.0.engaged_by.1", {"leads": True}, "idle-record"),
    "two-that-lead": ("provisions.1.engaged_by.0", {"leads": True}, "idle-record"),
    "law-without-source": ("law.sources", [], "no-source"),
    "provision-without-source": ("provisions.3.sources", [], "no-source"),
    "tier-without-source": ("law.penalties.1.sources", [], "no-source"),
    "authority-without-source": ("authorities.2.sources", [], "no-source"),
    "provision-of-tomorrow": ("provisions.0.verified", "2026-11-26", "future-verified"),
    "law-of-tomorrow": ("law.verified", "2026-11-26", "future-verified"),
    "authority-of-tomorrow": ("authorities.0.verified", "2026-11-26", "future-verified"),
    "reading-of-nobody": ("roles.0.read_as", ["importer"], "idle-record"),
    "size-of-no-tier": ("sizes.0.id", "small-mid-cap", "idle-record"),
    "size-in-no-currency": ("sizes.0.turnover_at_most.currency", "EUX", "unknown-currency"),
    "size-without-source": ("sizes.0.sources", [], "no-source"),
    "size-of-tomorrow": ("sizes.0.verified", "2026-11-26", "future-verified"),
    "decision-authority": ("decisions.0", {"authority": "de-ones", "id": "de-ones-2024-03-01-x"}, "dangling-authority"),
    "decision-law": ("decisions.0.provisions.0.law", "eu-acts", "dangling-law"),
    "decision-pinpoint": ("decisions.0.provisions.0.provisions", ["3(1)(z)"], "dangling-pinpoint"),
    "decision-pinpoint-repealed": ("decisions.0.provisions.0.provisions", ["9"], "dangling-pinpoint"),
    "decision-topic": ("decisions.0.topics", ["trainings"], "dangling-topic"),
    "decision-id-authority": ("decisions.0.id", "de-two-2024-03-01-things", "decision-id"),
    "decision-id-day": ("decisions.0.id", "de-one-2024-03-02-things", "decision-id"),
    "decision-id-bare": ("decisions.0.id", "de-one-2024-03-01", "decision-id"),
    "decision-unknown-currency": ("decisions.0.amount.currency", "EUX", "unknown-currency"),
    "decision-paid-for-nothing": ("decisions.0.outcome", ["order", "reprimand"], "amount-without-payment"),
    "decision-fine-of-nothing": ("decisions.0.amount", None, "fine-without-amount"),
    "decision-annulled-in-silence": ("decisions.0.finality", "annulled", "finality-unexplained"),
    "decision-reduced-in-silence": ("decisions.0.finality", "reduced", "finality-unexplained"),
    "decision-seen-before": ("decisions.0.sources.0.seen", "2024-02-29", "decision-days"),
    "decision-seen-after-check": ("decisions.0.sources.0.seen", "2026-11-02", "decision-days"),
    "decision-checked-tomorrow": ("decisions.0.verified", "2026-11-26", "future-verified"),
    "decision-before-its-law": ("decisions.0", {"date": "2019-12-31", "id": "de-one-2019-12-31-x"},
        "decision-before-law"),
    "decision-of-another-record": ("decisions.2", {"authority": "de-one", "date": "2024-03-01",
        "id": "de-one-2024-03-01-again", "reference": None}, "same-decision"),
}  # fmt: skip


@pytest.mark.parametrize("case", RULES)
def test_a_name_that_leads_nowhere_is_a_fault(tmp_path: Path, case: str) -> None:
    """Each rule finds the one record that breaks it, at its file and line, by its code."""
    path, value, code = RULES[case]
    values = good()
    holder, key = at(values, path)
    holder[key] = {**holder[key], **value} if isinstance(value, dict) else value
    store = Store(write(tmp_path, values))
    (fault,) = faults(store, DAY)
    assert fault.code == code
    assert fault.field
    assert fault.place.file.endswith(FILES[path.split(".")[0]])
    assert fault.place.line > 0
    if code in {"dangling-tier", "dangling-topic", "dangling-authority", "dangling-law", "unknown-currency"}:
        assert "Did you mean" in fault.hint


def test_a_fault_of_the_rules_points_at_its_line(tmp_path: Path) -> None:
    """The place of a fault is the line of the very record."""
    values = good()
    values["provisions"][3]["penalty"] = "uper"
    (fault,) = faults(Store(write(tmp_path, values)), DAY)
    lines = Path(fault.place.file).read_text(encoding="utf-8").splitlines()
    assert lines[fault.place.line - 1].strip() == "penalty: uper"
    assert fault.hint == "Did you mean 'upper'?"


def test_provisions_of_a_second_file_are_found_there(tmp_path: Path) -> None:
    """A fault in a law of several files is placed in the file that holds the record."""
    values = good()
    last = values["provisions"].pop()
    root = write(tmp_path, values)
    last["penalty"] = "uper"
    (root / "eu" / "act" / "provisions-2.yaml").write_text(dumped({"provisions": [last]}), encoding="utf-8")
    (fault,) = faults(Store(root), DAY)
    assert fault.place.file.endswith("provisions-2.yaml")
    assert "uper" in Path(fault.place.file).read_text(encoding="utf-8").splitlines()[fault.place.line - 1]


def test_the_rules_name_everything_at_once(tmp_path: Path) -> None:
    """A library is mended once: every fault of it stands in one answer."""
    values = good()
    for path, value, _ in (
        RULES["tier-of-provision"],
        RULES["topic-of-flag"],
        RULES["basis-law"],
        RULES["authority-without-source"],
    ):
        holder, key = at(values, path)
        holder[key] = value
    found = faults(Store(write(tmp_path, values)), DAY)
    assert sorted(fault.code for fault in found) == [
        "dangling-playbook-basis",
        "dangling-tier",
        "dangling-topic",
        "no-source",
    ]
    assert found == sorted(found, key=lambda fault: fault.place)


def test_without_a_day_nothing_is_of_tomorrow(tmp_path: Path) -> None:
    """Nothing below the command line reads the clock: without a day no record is called future."""
    values = good()
    values["law"]["verified"] = "2999-01-01"
    assert faults(Store(write(tmp_path, values))) == []
    assert SOURCE["url"].startswith("https://")


def test_a_law_known_by_name_lies_where_its_id_says(tmp_path: Path) -> None:
    """An entry of `not-held.yaml` whose id is of another place, or that has no source, is a fault at its line."""
    values = good()
    values["named"][0] |= {"id": "de-example-act", "sources": []}
    found = faults(Store(write(tmp_path, values)), DAY)
    assert [(fault.code, fault.field) for fault in found] == [
        ("no-source", "de-example-act"),
        ("wrong-id", "de-example-act"),
    ]


@pytest.mark.parametrize("change", [{"shared_names": []}, {"code": "15 U.S.C."}, {"sections": "16"}])
def test_a_law_known_by_name_has_a_name_and_a_whole_code(tmp_path: Path, change: Values) -> None:
    """An entry without any name, or with half of a code, is refused."""
    values = good()
    values["named"][0] |= change
    assert {fault.code for fault in reading(tmp_path, values)} == {"bad-record"}
