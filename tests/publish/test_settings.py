"""memo.toml: read strictly, every fault at once and in its place, and never a word that could be a token."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memo.errors import InputError, UsageError
from memo.publish.secret import secret_for
from memo.publish.settings import kinds, module_of, read_targets
from memo.publish.wiki import Wiki
from tests.cli import conftest as door
from tests.publish.conftest import TOKEN

run, file = door.run, door.file
GOOD = '[targets.procurement]\nkind = "roundup"\nurl = "https://tracker.example.com/p"\nuser = "memo"\n'


def refused(tmp_path: Path, text: str) -> list[str]:
    path = tmp_path / "memo.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_targets(path)
    assert TOKEN not in str(caught.value)
    return [str(fault).replace(f"{path}:", "") for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (GOOD.replace("roundup", "roundip"), "2:1: targets.procurement.kind: 'roundip' is no kind of target  [unknown-kind]\n    Did you mean 'roundup'?"),
        (GOOD.replace("kind", "knd"), "1:1: targets.procurement: the key 'kind' is missing  [missing-key]"),
        (GOOD.replace('user = "memo"', "usr = 1"), "4:1: targets.procurement: the key 'usr' is not known here  [unknown-key]\n    Did you mean 'user'?"),
        (GOOD + f'token = "{TOKEN}"', "5:1: targets.procurement: the key 'token': a token never stands in memo.toml  [token-in-file]"),
        (GOOD + f'api_key = "{TOKEN}"', "[token-in-file]"),
        (GOOD + f'password = "{TOKEN}"', "[token-in-file]"),
        (GOOD + f'token_env = "{TOKEN}"', "5:1: targets.procurement.token_env: is no name of a variable"),
        (GOOD.replace("https://", f"https://me:{TOKEN.replace('/', '')}@"), "holds a user or a password"),
        (GOOD.replace("https://", "http://"), "must begin with https://"),
        (GOOD.replace("https://", "file://"), "must begin with https://"),
        (GOOD.replace("/p", f"/p?key={TOKEN}"), "ends in a query"),
        (GOOD + f"timeout = '{TOKEN}'", "5:1: targets.procurement.timeout: input should be a valid number  [wrong-type]"),
        (GOOD + "timeout = 0", "[wrong-value]"),
        (GOOD + 'edition = "secret"', "5:1: targets.procurement.edition: allowed: internal, shareable  [unknown-word]"),
        (GOOD + f"x = {TOKEN}", "5:"),
        ("", "1:1: names no target  [no-targets]"),
        ("[target.x]\nkind = 'roundup'", "1:1: the key 'target' is not known here  [unknown-key]\n    Did you mean 'targets'?"),
        ("targets = 1", "[no-targets]"),
        ("[targets]\nx = 1", "targets.x: must be a table of settings  [wrong-type]"),
        ('[targets."a b"]\nkind = "roundup"', "1:1: targets: a target's name is letters"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused_in_its_place(tmp_path: Path, text: str, expected: str) -> None:
    """Each fault has its line, its key, its code and the nearest right word; what was written is not repeated."""
    faults = refused(tmp_path, text)
    assert any(expected in fault for fault in faults), faults


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    """Three things wrong in two targets are three faults, in the order of their lines."""
    text = GOOD.replace("user", "usr") + '[targets.other]\nkind = "jira"\nurl = "ftp://x"\n'
    codes = [fault.rsplit("[", 1)[1][:-1] for fault in (one.split("\n")[0] for one in refused(tmp_path, text))]
    assert sorted(codes) == ["missing-key", "unknown-key", "wrong-value"]


@pytest.mark.parametrize("kind", kinds())
def test_no_kind_takes_a_token_from_the_file(kind: str) -> None:
    """Every kind names its keys, and none of them is one for a token."""
    fields = module_of(kind).Settings.model_fields
    assert not [name for name in fields if name in ("token", "password", "secret", "key", "api_key", "api_token")]
    assert fields.keys() >= {"kind", "token_env", "keyring", "timeout", "edition"}


def test_the_token_comes_from_the_environment_or_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The target's own variable, the one that is named, or the keyring, which is asked for the user."""
    import keyring

    monkeypatch.setattr(keyring, "get_password", lambda service, user: f"{service}-{user}")
    assert secret_for("a-b", {"MEMO_TOKEN_A_B": "x\n"}, needed=True).token == "x"
    assert secret_for("a", {"MINE": "y"}, variable="MINE", needed=True).token == "y"
    assert secret_for("a", {}, keyring="legal", user="memo", needed=True).token == "legal-memo"
    assert secret_for("a", {}, needed=False).token == ""


@pytest.mark.parametrize("token", ["two words", "line\nbreak", "schlüssel"])
def test_a_token_that_no_header_carries_is_refused_unsaid(token: str) -> None:
    """It is told what is wrong with it, not what it is."""
    with pytest.raises(UsageError) as caught:
        secret_for("a", {"MEMO_TOKEN_A": token}, needed=True)
    assert [fault.code for fault in caught.value.faults] == ["bad-token"]
    assert token not in str(caught.value)


# --- a token planted everywhere, searched for in everything that is said ----------


def _answers(status: int) -> Callable[[Any], Any]:
    from werkzeug.wrappers import Response

    return lambda request: Response(f"you sent {request.headers}", status)


TICKETS = [
    ("roundup", 'user = "memo"'), ("redmine", ""), ("request-tracker", ""), ("jira", 'user = "me@example.com"'),
    ("jira", 'deployment = "data-center"'), ("servicenow", 'table = "sc_request"\nuser = "memo"'),
    ("github", 'repository = "a/b"'), ("gitlab", 'project = "a/b"'), ("azure-devops", 'project = "p"'),
]  # fmt: skip
WIKIS = [
    ("mediawiki", 'user = "memo"'), ("mediawiki", ""), ("dokuwiki", 'user = "memo"'), ("redmine-wiki", 'project = "p"'),
    ("confluence", 'space = "L"\nuser = "me@example.com"'), ("confluence", 'space = "L"\nhosting = "data-center"'),
    ("azure-wiki", 'project = "p"\nwiki = "w"'), ("git-wiki", 'user = "memo"'),
]  # fmt: skip
ANY = [401, 403, 404, 409, 413, 422, 429, 500, "html", "away", "nobody", "bug", "--debug", "--dry-run"]
FEW = [401, 404, 500, "html", "away", "bug", "--debug", "--dry-run"]
"""Wikis go the same way out as tickets; what their own modules say is what is left to be searched."""


@pytest.mark.parametrize(
    ("kind", "extra", "case"),
    [(*one, case) for one in TICKETS for case in ANY] + [(*one, case) for one in WIKIS for case in FEW],
)
def test_no_output_of_a_failing_publish_holds_the_token(
    run: Any, file: Any, httpserver: Any, parcel: Any, monkeypatch: pytest.MonkeyPatch, kind: str, extra: str, case: Any
) -> None:
    """Whatever fails, and though the server echoes what it was sent: no word of the token, in no form."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    monkeypatch.setattr("memo.cli.render.drafted", lambda reading, wishes: parcel.document)
    monkeypatch.setattr("memo.cli.render.pdf_of", lambda document, limits: parcel.pdf)
    url = "http://127.0.0.1:9" if case == "nobody" else httpserver.url_for("").rstrip("/")
    if case in ("bug", "--debug"):

        def broken(*words: Any, **named: Any) -> Any:
            raise ValueError(f"a bug that says {TOKEN}")

        monkeypatch.setattr("memo.publish.wire.Wire.send", broken)
    elif case == "away":
        httpserver.expect_request(httpserver_any()).respond_with_data(
            "", 302, {"Location": f"http://x.invalid/{TOKEN}"}
        )
    else:
        httpserver.expect_request(httpserver_any()).respond_with_handler(
            _answers(case if isinstance(case, int) else 200)
        )
    is_wiki = issubclass(module_of(kind).Adapter, Wiki)
    number = {"jira": "PR-1", "servicenow": "REQ0001"}.get(kind, "1")
    where = f'repository = "{url}/w.git"' if kind == "git-wiki" else f'url = "{url}"'
    ticket = "" if is_wiki else f'ticket = "{number}"'
    file(f'[targets.it]\nkind = "{kind}"\n{where}\n{ticket}\n{extra}\n', "memo.toml")
    monkeypatch.setenv("MEMO_TOKEN_IT", TOKEN)
    flags = [case] if str(case).startswith("--") else []
    flags += [] if is_wiki else ["--actions"]
    done = run("publish", file(), "--to", "it", *flags)
    has_the_bug = case in ("bug", "--debug") and kind != "git-wiki"
    assert done.exit_code == (5 if has_the_bug else 4), done.stderr
    said = done.stdout + done.stderr
    from base64 import b64encode
    from urllib.parse import quote

    pairs = [f"{user}:{TOKEN}" for user in ("", "memo", "me@example.com")]
    for form in (TOKEN, quote(TOKEN, safe=""), *(b64encode(one.encode()).decode() for one in (TOKEN, *pairs))):
        assert form not in said
        assert form.rstrip("=") not in said
    assert os.environ["MEMO_TOKEN_IT"] == TOKEN


def httpserver_any() -> Any:
    import re

    return re.compile(".*")


@pytest.mark.parametrize(
    "text",
    ["a = " + "[" * 5000, "a = " + "{b=" * 3000, "a = " + "9" * 5000, "a = 0x" + "f" * 5000, "a = 1979-99-99", "[" * 3000,
        GOOD + GOOD, "targets = 3", "targets = []", "[[targets]]\nkind = 'roundup'", '[targets."../x"]\nkind = "roundup"',
        GOOD + 'ticket = "a\\u202Eb"', GOOD + "timeout = nan", GOOD + "timeout = inf", GOOD + "timeout = 1e999",
        GOOD + "timeout = [1]", GOOD.replace("memo", "a\u202eb"), "\ufeffx", "a = \"\"\"", "\x00"],
)  # fmt: skip
def test_what_is_no_memo_toml_is_refused_and_never_a_fault_of_memo(tmp_path: Path, text: str) -> None:
    """Depth, numbers of thousands of digits, wrong types, hidden marks and ways out of a folder are faults of the file."""
    assert refused(tmp_path, text)
