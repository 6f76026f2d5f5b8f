"""The token of a target: read from the environment or the keyring, and kept out of everything that is printed."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

from msgspec.structs import replace

from memo.errors import Fault, MemoError, Place, UsageError

HIDDEN = "***"


@dataclass(frozen=True)
class Secret:
    """A token that prints as `***`, and the forms in which it must never appear in a text."""

    token: str = ""
    user: str = ""

    def __repr__(self) -> str:
        return HIDDEN

    __str__ = __repr__

    def basic(self) -> str:
        """Return user and token as HTTP's Basic scheme writes them."""
        return "Basic " + b64encode(f"{self.user}:{self.token}".encode()).decode()

    def redacted(self, text: str) -> str:
        """Return a text without the token, however it may be encoded there.

        >>> Secret("s3cret/x", "me").redacted("a s3cret/x b s3cret%2Fx c")
        'a *** b *** c'
        """
        if not self.token:
            return text
        pair = f"{self.user}:{self.token}"
        forms = {
            self.token,
            quote(self.token, safe=""),
            quote(self.token),
            quote_plus(self.token),
            repr(self.token)[1:-1],
        }
        forms |= {re.sub("%..", lambda code: code[0].lower(), form) for form in forms}
        forms |= {b64encode(one.encode()).decode().rstrip("=") for one in (self.token, pair, f":{self.token}")}
        for form in sorted(forms, key=len, reverse=True):
            text = text.replace(form, HIDDEN)
        return text

    def clean(self, error: MemoError) -> MemoError:
        """Return an error whose faults do not say the token."""
        faults = [
            replace(fault, message=self.redacted(fault.message), hint=self.redacted(fault.hint))
            for fault in error.faults
        ]
        return type(error)(faults)


def variable_of(name: str) -> str:
    """Return the variable that holds the token of a target unless memo.toml names another.

    >>> variable_of("git-wiki")
    'MEMO_TOKEN_GIT_WIKI'
    """
    return "MEMO_TOKEN_" + re.sub(r"[^A-Z0-9]", "_", name.upper())


def secret_for(
    name: str, environment: Mapping[str, str], *, variable: str = "", keyring: str = "", user: str = "", needed: bool
) -> Secret:
    """Return the token of a target: from its variable, else from the keyring where memo.toml names a service.

    Fails with `UsageError` where one is needed and there is none. No message
    repeats what was found.
    """
    variable = variable or variable_of(name)
    token = environment.get(variable, "").strip()
    where = variable
    if not token and keyring:
        token, where = _from_keyring(keyring, user or name).strip(), f"keyring service '{keyring}'"
    if not token and needed:
        where = f"{variable} is not set" + (f" and the keyring has nothing under '{keyring}'" if keyring else "")
        hint = "Put the token into that variable, or name a 'keyring' service; it is never read from memo.toml."
        raise UsageError([Fault("no-token", where, Place(f"targets.{name}"), hint=hint)])
    if not re.fullmatch(r"[!-~]*", token):
        message = f"{where} holds characters that no header can carry; a token is printable ASCII without spaces"
        raise UsageError([Fault("bad-token", message, Place(f"targets.{name}"))])
    return Secret(token, user)


def _from_keyring(service: str, user: str) -> str:
    from memo.publish.wire import needs_extra

    with needs_extra():
        import keyring
        from keyring.errors import KeyringError
    try:
        return keyring.get_password(service, user) or ""
    except KeyringError as error:
        message = f"the keyring cannot be read: {type(error).__name__}"
        raise UsageError([Fault("no-token", message, Place("keyring"))]) from None
