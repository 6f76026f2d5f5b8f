"""memo.toml: which targets there are and what each needs to know; read as strictly as a findings file.

No message repeats a value that could be a token put into the wrong place: a
target's kind and a choice among given words are all that is ever said again.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from memo.errors import Fault, InputError, Place, nearest, printable, shown
from memo.hidden import hidden_character
from memo.publish.wire import is_safe
from memo.yamlio import read_text

Places = Mapping[tuple[str, ...], Place]
_SECRETS = re.compile(r"(?i)(token|password|passwd|secret|api_?key|key|pat|credential)s?$")


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.username or parts.password:
        raise ValueError("holds a user or a password; a token comes from the environment or the keyring")
    if parts.query or parts.fragment:
        raise ValueError("ends in a query or a fragment; give the address of the system alone")
    if not is_safe(value):
        raise ValueError("must begin with https://; http:// is for this machine itself (localhost, 127.0.0.1)")
    return value.rstrip("/")


Address = Annotated[str, AfterValidator(_address)]
"""Where a system answers: https, without a user, a password, a query."""
Name = Annotated[str, BeforeValidator(lambda value: str(value) if type(value) is int else value)]
"""A name or a number as a system writes it."""


class Target(BaseModel):
    """What every target can say; a kind of target adds its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    needs_token: ClassVar[bool] = True

    kind: str
    user: str = ""
    token_env: str = Field("", pattern=r"^([A-Za-z_][A-Za-z0-9_]*)?$")
    keyring: str = ""
    timeout: float = Field(30, gt=0, le=600)
    edition: Literal["internal", "shareable"] = "internal"


class Server(Target):
    """A target that is a server."""

    url: Address


class Tracker(Server):
    """A server with tickets; `--ticket` goes before `ticket`, the review's reference stands in for it."""

    ticket: Name = ""


@cache
def kinds() -> tuple[str, ...]:
    """Return the kinds of target that there are: one for each module of `targets`."""
    folder = Path(__file__).parent / "targets"
    return tuple(sorted(path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py")))


def module_of(kind: str) -> Any:
    """Return the module of a kind: its `Settings` and its `Adapter`."""
    return import_module(f"memo.publish.targets.{kind.replace('-', '_')}")


def read_targets(path: Path) -> dict[str, Target]:
    """Return the targets of a memo.toml by name; fails with `InputError` that carries every fault of the file."""
    text = read_text(path)
    name = str(path)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise InputError([_no_toml(name, "values are nested too deeply")]) from None
    except ValueError as error:  # TOMLDecodeError is one; a number of thousands of digits brings another
        raise InputError([_no_toml(name, str(error))]) from None
    places = _places(text, name)
    faults: list[Fault] = []
    for key in values.keys() - {"targets"}:
        faults.append(_unknown(key, ["targets"], places.get((key,), Place(name, 1, 1)), ""))
    given = values.get("targets", {})
    targets: dict[str, Target] = {}
    if not isinstance(given, dict) or not given:
        faults.append(
            Fault("no-targets", "names no target", Place(name, 1, 1), hint="Write [targets.NAME] and a kind.")
        )
        given = {}
    for target, settings in given.items():
        made = _hidden(target, settings, places, name) or _target(target, settings, places, name)
        if isinstance(made, Target):
            targets[target] = made
        else:
            faults += made
    if faults:
        raise InputError(sorted(set(faults), key=lambda fault: (fault.place, fault.code)))
    return targets


def _hidden(target: str, settings: Any, places: Places, name: str) -> list[Fault]:
    """Return a fault for each text of a target that holds a character nobody can see, which a ticket would show."""
    given = settings.items() if isinstance(settings, dict) else ()
    return [
        Fault(
            "hidden-character",
            f"holds {found[1]}, which a reader cannot see",
            places.get(("targets", target, key), Place(name, 1, 1)),
            f"targets.{target}.{printable(key)}",
        )
        for key, value in given
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str) and (found := hidden_character(text))
    ]


def chosen(targets: Mapping[str, Target], name: str, path: Path) -> Target:
    """Return the target of a name; fails with `InputError` that gives the nearest."""
    if name not in targets:
        message = f"has no target {shown(name)}"
        raise InputError([Fault("unknown-target", message, Place(str(path)), hint=nearest(name, sorted(targets)))])
    return targets[name]


def _target(target: str, settings: Any, places: Places, name: str) -> Target | list[Fault]:
    here = places.get(("targets", target), Place(name, 1, 1))
    field = f"targets.{target}"
    if not isinstance(settings, dict):
        return [Fault("wrong-type", "must be a table of settings", here, field)]
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}", target):
        return [Fault("wrong-value", "a target's name is letters, digits, '-' and '_'", here, "targets")]
    kind = settings.get("kind")
    if not isinstance(kind, str) or kind not in kinds():
        at = places.get(("targets", target, "kind"), here)
        if kind is None:
            hint = f"Kinds: {', '.join(kinds())}"
            return [Fault("missing-key", "the key 'kind' is missing", here, field, hint)]
        hint = nearest(str(kind), kinds())
        hint = hint if hint.startswith("Did") else f"Kinds: {', '.join(kinds())}"
        return [Fault("unknown-kind", f"{shown(kind)} is no kind of target", at, f"{field}.kind", hint)]
    model: type[Target] = module_of(kind).Settings
    try:
        return model.model_validate(settings)
    except ValidationError as error:
        details = error.errors(include_input=False, include_url=False)
        return [_fault(model, target, detail, places, here) for detail in details]


def _fault(model: type[Target], target: str, detail: Any, places: Places, here: Place) -> Fault:
    location = [str(part) for part in detail["loc"]]
    key = location[0] if location else ""
    place = places.get(("targets", target, key), here)
    field, kind = f"targets.{target}", detail["type"]
    if kind == "extra_forbidden":
        return _unknown(key, list(model.model_fields), place, field)
    if kind == "missing":
        return Fault("missing-key", f"the key '{key}' is missing", here, field)
    if kind == "literal_error":
        words = ", ".join(str(word) for word in _words(model, key))
        return Fault("unknown-word", f"allowed: {words}", place, f"{field}.{key}")
    if kind == "value_error":
        return Fault("wrong-value", str(detail["ctx"]["error"]), place, f"{field}.{key}" if key else field)
    if kind == "string_pattern_mismatch":
        wanted = detail["ctx"]["pattern"]
        if key == "token_env":
            message = "is no name of a variable; the token itself never stands in memo.toml"
            return Fault("wrong-value", message, place, f"{field}.{key}")
        return Fault("wrong-value", f"does not have the form {wanted}", place, f"{field}.{key}")
    wrong = kind.endswith("_type")
    return Fault("wrong-type" if wrong else "wrong-value", detail["msg"].lower(), place, f"{field}.{key}")


def _words(model: type[Target], key: str) -> tuple[Any, ...]:
    annotation = model.model_fields[key].annotation
    return get_args(annotation) if get_origin(annotation) is Literal else ()


def _unknown(key: str, known: list[str], place: Place, field: str) -> Fault:
    if _SECRETS.search(key) and key not in known:
        hint = "Take it out. Name a variable with 'token_env', or a keyring service with 'keyring'."
        return Fault("token-in-file", f"the key {shown(key)}: a token never stands in memo.toml", place, field, hint)
    hint = nearest(key, known) or f"Known here: {', '.join(known)}"
    return Fault("unknown-key", f"the key {shown(key)} is not known here", place, field, hint)


def _no_toml(name: str, message: str) -> Fault:
    at = re.search(r"\(at line (\d+), column (\d+)\)", message)
    place = Place(name, int(at[1]), int(at[2])) if at else Place(name)
    # What the parser says may repeat a key or a value; that it is no TOML and where is enough.
    return Fault("bad-toml", "is not TOML here", place, hint="Text stands in quotes; a table is [targets.NAME].")


_HEADER = re.compile(r"^\s*\[\s*([^\]]+?)\s*\]")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_.-]|\s*\.\s*)+?)\s*=""")


def _places(text: str, name: str) -> dict[tuple[str, ...], Place]:
    """Return where each table and key of a TOML text stands, as far as its lines show it."""
    found: dict[tuple[str, ...], Place] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.split("\n"), 1):
        column = len(line) - len(line.lstrip()) + 1
        if header := _HEADER.match(line):
            table = _dotted(header[1])
            for depth in range(1, len(table) + 1):
                found.setdefault(table[:depth], Place(name, number, column))
        elif key := _KEY.match(line):
            path = (*table, *_dotted(key[1]))
            for depth in range(1, len(path) + 1):
                found.setdefault(path[:depth], Place(name, number, column))
    return found


def _dotted(path: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", path))
