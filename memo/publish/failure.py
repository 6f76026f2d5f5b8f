"""What went wrong at the other end, in words that say what to do; every code has its page in docs/errors.md."""

from __future__ import annotations

import json
import re
import socket
import ssl
from typing import Any, NoReturn

from memo.errors import Fault, OutputError, Place, shown

LONGEST_SAID = 200
"""Characters of an answer that a message repeats."""

_CODES = {
    400: "remote-invalid",
    401: "remote-unauthorised",
    403: "remote-forbidden",
    404: "remote-not-found",
    406: "remote-invalid",
    409: "remote-conflict",
    410: "remote-not-found",
    412: "remote-conflict",
    413: "remote-too-large",
    415: "remote-invalid",
    422: "remote-invalid",
    428: "remote-conflict",
    429: "remote-busy",
    500: "remote-failed",
}
_MEANING = {
    "remote-invalid": ("the server does not take what was sent", "Look at the target's settings in memo.toml."),
    "remote-unauthorised": ("the token is not accepted", "Is it whole, of this server, and not expired?"),
    "remote-forbidden": ("the token may not do this", "Give its owner the right to read, attach and comment here."),
    "remote-not-found": (
        "there is nothing here, or the token may not see it",
        "Look at 'url', the project and the ticket.",
    ),
    "remote-conflict": ("somebody changed it meanwhile", "Run the command again."),
    "remote-too-large": ("the file is larger than the server allows", "Raise the server's limit or use --depth brief."),
    "remote-busy": ("the server asks to wait", "Run the command again later."),
    "remote-failed": ("the server failed", "Run the command again later."),
}


class RemoteError(OutputError):
    """A target could not be reached, or refused; what was done before stays done."""


def refused(target: str, step: str, status: int, content: bytes = b"", wait: str = "") -> NoReturn:
    """Fail with what an HTTP status means."""
    code = _CODES.get(500 if status >= 500 else status, "remote-answer")
    meaning, hint = _MEANING.get(code, ("the answer is not the one this system gives", "Is 'url' the right address?"))
    says = said(content)
    message = f"{step}: {status}, {meaning}" + (f"; the server says {shown(says)}" if says else "")
    if wait:
        hint = f"The server asks to wait: {wait}."
    fail(code, target, message, hint)


def unlike(target: str, step: str, words: str) -> RemoteError:
    """Return the error of an answer that came and has another form than this system's; `words` say where it differs."""
    message = f"{step}: the answer has not the form that this system gives it ({shown(words)})"
    hint = "Is 'url' the right address, and the version one that docs/publish.md names?"
    return RemoteError([Fault("remote-answer", message, Place(f"targets.{target}"), hint=hint)])


def fail(code: str, target: str, message: str, hint: str = "") -> NoReturn:
    raise RemoteError([Fault(code, message, Place(f"targets.{target}"), hint=hint)])


def unreachable(target: str, step: str, host: str, error: Exception) -> NoReturn:
    """Fail with why there was no answer: no such name, no trust, no time, or nobody there."""
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        fail("remote-unknown-host", target, f"{step}: no address is known for {host}", "Look at 'url', or the network.")
    tls = next((cause for cause in causes if isinstance(cause, ssl.SSLError)), None)
    if tls is not None:
        reason = getattr(tls, "verify_message", "") or tls.reason or "no secure connection"
        hint = "For a company's own authority set SSL_CERT_FILE to its certificates. memo never goes on without."
        fail("remote-tls", target, f"{step}: the connection to {host} cannot be trusted: {reason}", hint)
    if "Timeout" in type(error).__name__:
        fail("remote-timeout", target, f"{step}: {host} did not answer in time", "Raise 'timeout', or try later.")
    fail("remote-unreachable", target, f"{step}: {host} cannot be reached: {type(error).__name__}")


def _causes(error: BaseException | None) -> Any:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def said(content: bytes) -> str:
    """Return what an answer says, on one line, its marks and its length taken away.

    >>> said(b'{"errors":["Subject cannot be blank"]}')
    'errors: Subject cannot be blank'
    >>> said(b"<html><head><title>x</title></head><body><h1>Not  Found</h1></body></html>")
    'Not Found'
    """
    text = content[:20_000].decode("utf-8", "replace")
    try:
        text = _flat(json.loads(text))
    except ValueError:
        text = re.sub(r"(?is)<(head|script|style)\b.*?</\1>", " ", text)
        text = re.sub(r"(?s)<[^>]*>", " ", text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_SAID else text[: LONGEST_SAID - 1] + "…"


def _flat(value: Any) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_flat(one)}" for key, one in value.items() if one not in (None, "", [], {}))
    return ", ".join(_flat(one) for one in value) if isinstance(value, list) else str(value)
