"""`memo cite` as a gate: many files, Markdown, SARIF, and the hook."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.cli.conftest import Run

File = Callable[..., Path]
REPOSITORY = Path(__file__).parents[2]
MARKDOWN = """# Notes

See **GDPR Art. 6(1)(z)** and `GDPR Art. 200`, [Article 46](https://law.example/46)(3) GDPR and Art.&nbsp;100 GDPR.

```
GDPR Art. 300
```

[1]: https://law.example/GDPR-Art-400
"""

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
POSITIVE = {"type": "integer", "minimum": 1}
LOCATION = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "physicalLocation": {
            "type": "object",
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {"required": ["uri"], "properties": {"uri": {"pattern": "^[^ ]+$"}}},
                "region": {
                    "required": ["startLine", "startColumn", "endLine", "endColumn", "charOffset", "charLength"],
                    "properties": {
                        "startLine": POSITIVE,
                        "startColumn": POSITIVE,
                        "endLine": POSITIVE,
                        "endColumn": POSITIVE,
                        "charOffset": {"type": "integer", "minimum": 0},
                        "charLength": POSITIVE,
                        "snippet": TEXT,
                    },
                    "additionalProperties": False,
                },
            },
        }
    },
}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs", "$schema"],
    "additionalProperties": False,
    "properties": {
        "$schema": {
            "const": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
        },
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1,
            "items": {
                "required": ["tool", "results"],
                "additionalProperties": False,
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id", "shortDescription"],
                                            "properties": {"shortDescription": TEXT, "fullDescription": TEXT},
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "type": "array",
                        "items": {
                            "required": ["message", "ruleId", "ruleIndex", "level", "locations"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "message": TEXT,
                                "ruleIndex": {"type": "integer", "minimum": 0},
                                "locations": {"type": "array", "minItems": 1, "items": LOCATION},
                            },
                        },
                    },
                },
            },
        },
    },
}
"""The part of the SARIF 2.1.0 schema that the log uses, with what is optional there and promised here."""


def test_sarif_is_of_the_schema_and_marks_the_place(run: Run, file: File) -> None:
    """Each false citation is a result whose region, counted in lines or characters, is the citation itself."""
    path = file(MARKDOWN, "notes.md")
    done = run("cite", "--files", str(path), "--format", "sarif")
    log = json.loads(done.stdout)
    jsonschema.validate(log, SARIF)
    assert done.exit_code == 1
    results = log["runs"][0]["results"]
    rules = [rule["id"] for rule in log["runs"][0]["tool"]["driver"]["rules"]]
    assert [(r["ruleId"], r["level"], rules[r["ruleIndex"]]) for r in results] == [
        ("no-such-provision", "error", "no-such-provision")
    ] * 2
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        cited = region["snippet"]["text"]
        assert MARKDOWN[region["charOffset"] :].startswith(cited)
        assert len(cited) == region["charLength"]
        line = MARKDOWN.split("\n")[region["startLine"] - 1]
        assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == cited


@pytest.mark.parametrize("spoil", ["version", "runs"])
def test_the_schema_refuses_a_spoilt_log(spoil: str, run: Run) -> None:
    """The schema of the test can say no."""
    log = json.loads(run("cite", "GDPR Art. 100", "--format", "sarif").stdout)
    jsonschema.validate(log, SARIF)
    del log[spoil]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(log, SARIF)


def test_markdown_is_read_by_its_words(run: Run, file: File) -> None:
    """Code and link targets are skipped, links and entities read through, and offsets are of the raw file."""
    done = run("cite", "--files", str(file(MARKDOWN, "notes.md")), "--format", "json")
    found = json.loads(done.stdout)
    assert [(c["provisions"], c["status"]) for c in found] == [
        (["6(1)(z)"], "no-such-provision"),
        (["46(3)"], "ok"),
        (["100"], "no-such-provision"),
    ]
    assert all(MARKDOWN[c["start"] : c["end"]] == c["text"] for c in found)


def test_plain_text_is_read_as_it_stands(run: Run, file: File) -> None:
    """Of the same words as plain text, what stands between backticks is read too."""
    done = run("cite", "--files", str(file(MARKDOWN, "notes.txt")), "--format", "json")
    assert ["200"] in [c["provisions"] for c in json.loads(done.stdout)]
    marked = run("cite", "--markup", "plain", "--files", str(file(MARKDOWN, "notes.md")), "--format", "json")
    assert ["200"] in [c["provisions"] for c in json.loads(marked.stdout)]


def test_many_files_and_one_false_citation_are_1(run: Run, file: File) -> None:
    """Files are read in their order, none twice, and one false citation among them ends the run with 1."""
    good, bad = file("GDPR Art. 6", "a.txt"), file("GDPR Art. 100", "b.txt")
    done = run("cite", "--files", str(good), str(bad), str(good), "--format", "json")
    assert [c["file"] for c in json.loads(done.stdout)] == [str(good), str(bad)]
    assert done.exit_code == 1
    assert run("cite", "--files", str(good)).exit_code == 0


def test_the_hook_calls_a_command_that_is(run: Run, file: File) -> None:
    """The published hook's entry, with a file behind it as pre-commit puts it, is a call that works."""
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    program, *arguments = hooks[0]["entry"].split()
    assert program == "memo"
    assert run(*arguments, str(file("GDPR Art. 100", "notes.md"))).exit_code == 1


def test_a_citation_on_another_subject_bears_a_note(run: Run) -> None:
    """With `--topic` a provision on another subject is noted and the run still ends with 0, `--strict` or not."""
    text = "Cal. Civ. Code § 1798.105(a)"
    done = run("cite", text, "--topic", "biometric-data", "--strict", "--format", "json")
    (found,) = json.loads(done.stdout)
    assert (found["status"], done.exit_code) == ("ok", 0)
    assert found["note"].startswith("Exists, but its subject is ")
    log = json.loads(run("cite", text, "--topic", "biometric-data", "--format", "sarif").stdout)
    jsonschema.validate(log, SARIF)
    assert [r["level"] for r in log["runs"][0]["results"]] == ["note"]
    assert run("cite", text, "--topic", "biometrics-data").exit_code == 2


def test_check_notes_a_citation_on_another_subject(run: Run, file: File) -> None:
    """`memo check --strict` says it as a note and ends with 0; a neighbouring subject is not noted."""
    review = (
        "review: {date: 2026-11-23}\nvendor: A\nclient: {people_in: [US-CA]}\n"
        "findings:\n  - {title: Biometric data, topics: [biometric-data], citations: ['Cal. Civ. Code § 1798.105(a)']}\n"
    )
    done = run("check", "--strict", "--format", "json", str(file(review, "review.yaml")))
    data = json.loads(done.stdout)
    assert [(f["code"], f["severity"]) for f in data["files"][0]["faults"]] == [("other-subject", "note")]
    assert (done.exit_code, data["notes"], data["errors"]) == (0, 1, 0)
