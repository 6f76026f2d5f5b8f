"""Holds an exchange, as it went over the wire, against the OpenAPI document of the system it is meant for."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import yaml
from openapi_core import Config, OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict
from werkzeug.wrappers import Request, Response

HERE = Path(__file__).parent
HOST = "http://memo.test"
"""Where the documents say that the systems are; the servers of the tests have another port each."""


@dataclass(frozen=True)
class Exchange:
    """A request and its answer; `target` is the address after the host, encoded as it was sent."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    status: int
    answer_headers: tuple[tuple[str, str], ...]
    answer: bytes

    @classmethod
    def of(cls, request: Request, response: Response) -> Exchange:
        return cls(
            request.method, request.environ["RAW_URI"], tuple(request.headers), request.get_data(),
            response.status_code, tuple(response.headers), response.get_data(),
        )  # fmt: skip

    def but(self, **changed: Any) -> Exchange:
        return replace(self, **changed)

    def query(self) -> list[tuple[str, str]]:
        return parse_qsl(self.target.partition("?")[2], keep_blank_values=True)

    def kind(self) -> str:
        return Headers(self.headers).get("Content-Type", "").partition(";")[0]


class _Asked:
    """The request, as openapi-core wants to be told."""

    def __init__(self, exchange: Exchange, before: str) -> None:
        headers = Headers(exchange.headers)
        self.host_url = HOST
        self.path = exchange.target.partition("?")[0].removeprefix(before)
        self.method = exchange.method.lower()
        self.body = exchange.body or None
        self.content_type = headers.get("Content-Type", "")
        self.parameters = RequestParameters(query=ImmutableMultiDict(exchange.query()), header=headers, cookie={})


class _Answered:
    def __init__(self, exchange: Exchange) -> None:
        self.headers = Headers(exchange.answer_headers)
        self.status_code, self.data = exchange.status, exchange.answer
        self.content_type = self.headers.get("Content-Type", "")


@cache
def read(name: str) -> tuple[OpenAPI, dict[str, Any]]:
    [path] = HERE.glob(f"{name}.[jy]*")
    text = path.read_text(encoding="utf-8")
    document = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    document["servers"] = [{"url": HOST}]
    # A list of changes is JSON under a name of its own, which openapi-core does not know.
    config = Config(extra_media_type_deserializers={"application/json-patch+json": json.loads})
    return OpenAPI.from_dict(document, config=config), document


class Contract:
    """The documents of one system; `before` is what stands in an address before the paths that they name."""

    def __init__(self, *names: str, before: str = "") -> None:
        self.before = before
        self.documents = [read(name) for name in names]

    def breaches(self, exchange: Exchange) -> list[str]:
        """Return what the documents do not allow of an exchange, in words; nothing where all is well."""
        asked, said = _Asked(exchange, self.before), _Answered(exchange)
        faults: list[str] = []
        for api, _ in self.documents:
            try:
                api.validate_request(asked)  # type: ignore[arg-type]
                api.validate_response(asked, said)  # type: ignore[arg-type]
            except OpenAPIError as error:
                faults.append(_words(error))
            else:
                return self._unknown(exchange, asked.path)
        unknown = [one for one in faults if not one.startswith("PathNotFound")]
        return [f"{exchange.method} {exchange.target}: {one}" for one in (unknown or faults)[:1]]

    def _unknown(self, exchange: Exchange, path: str) -> list[str]:
        """Return the parameters and fields that no document knows: the format lets them pass, a server ignores them."""
        found, operation, document = self._operation(exchange.method.lower(), path)
        parameters = [
            _resolved(one, document) for one in [*found.get("parameters", []), *operation.get("parameters", [])]
        ]
        known = {one["name"] for one in parameters if one["in"] == "query"}
        faults = [f"{exchange.method} {path}: no parameter {name}" for name, _ in exchange.query() if name not in known]
        content = _resolved(operation.get("requestBody", {}), document).get("content", {})
        schema = _resolved(content.get(exchange.kind(), {}).get("schema", {}), document)
        if exchange.kind() == "application/json" and schema.get("properties"):
            fields = json.loads(exchange.body).keys() - schema["properties"].keys()
            faults += [f"{exchange.method} {path}: no field {name}" for name in sorted(fields)]
        return faults

    def _operation(self, method: str, path: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        import re

        for _, document in self.documents:
            for known in sorted(document["paths"], key=lambda one: one.count("{")):
                form = re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(known))
                if re.fullmatch(form, path) and method in document["paths"][known]:
                    return document["paths"][known], document["paths"][known][method], document
        raise LookupError(path)


def _resolved(part: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in part:
        kind, name = part["$ref"].removeprefix("#/components/").split("/")
        part = document["components"][kind][name]
    return part


def _words(error: BaseException) -> str:
    words = [f"{type(error).__name__}: {error}"]
    cause = error.__cause__
    while cause is not None:
        words.append(f"{type(cause).__name__}: {cause}")
        words += [one.message for one in getattr(cause, "schema_errors", [])]
        cause = cause.__cause__
    return "; ".join(words)
